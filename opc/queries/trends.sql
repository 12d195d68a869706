-- One row per month of a city's roster, or of each of its districts or sectors: teams there, in and out, stay, survival.
-- $city city = 370100: the city
-- $level one of city district sector cell = city: the whole city, each district, each sector, or each sector of a district
select
    roster.ref_area, city.name_zh, city.name_en, roster.level, roster.district, roster.sector, roster.month_end,
    roster.active, roster.entered, roster.left, roster.headcount, roster.median_stay_days, roster.survival_6,
    roster.survival_12, roster.is_suppressed, 'R' as evidence, roster.source_id, source.title, source.publisher,
    source.published, source.url
from roster
join city using (ref_area)
join source using (source_id)
where roster.ref_area = $city and roster.level = $level and roster.month_end <= $day
order by roster.district, roster.sector, roster.month_end
