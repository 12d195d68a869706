-- One row per event of one city, the latest first.
-- $city city = 370100: the city
select
    event.*, city.name_zh, city.name_en, area.area_level, area.name_en as area_en, source.title, source.publisher,
    source.published, source.url
from event
join area using (ref_area, area)
join source using (source_id)
join city using (ref_area)
where event.ref_area = $city and reaches(event.evidence, $evidence) and event.known_from <= $known_on
order by period_end desc, event_id
