-- One row per indicator: what is measured, in which unit, and how many figures of how many cities are known.
select
    indicator.*, count(known.observation_id)::integer as figures,
    (count(distinct city.ref_area))::integer as cities
from indicator
left join known_observation($evidence, $known_on) as known using (indicator)
left join city on city.ref_area = known.ref_area
group by all
order by indicator.position
