-- One row per figure of one city, by family and indicator; the preferred claim of each indicator first.
-- $city city = 370100: the city
select
    observation.*, city.name_zh, city.name_en, area.name_en as area_en,
    indicator.family, indicator.name_zh as indicator_zh, indicator.name_en as indicator_en, indicator.kind,
    source.title, source.publisher, source.published, source.url
from known_observation($evidence, $known_on) as observation
join area using (ref_area, area)
join indicator using (indicator)
join source using (source_id)
join city using (ref_area)
where observation.ref_area = $city
order by
    indicator.position, scenario, is_partial, level_order(observation.area_level), evidence,
    period_start desc nulls last,
    period_end nulls last, observation_id
