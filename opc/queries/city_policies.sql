-- One row per instrument that one city or a part of it offers.
-- $city city = 370100: the city
select
    policy.*, city.name_zh, city.name_en, area.area_level, area.name_en as area_en, source.title, source.publisher,
    source.published, source.url
from policy
join area using (ref_area, area)
join source using (source_id)
join city using (ref_area)
where policy.ref_area = $city and reaches(policy.evidence, $evidence) and policy.known_from <= $known_on
order by instrument, level_order(area.area_level), evidence, policy_id
