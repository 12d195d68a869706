-- One row per indicator: what is measured, in which unit, and how many figures of how many cities are known.
--
-- Counted by place first: grouping every figure by all the words of its indicator takes five times as long.
with known as (
    select indicator, ref_area, count(*) as figures from known_observation($evidence, $known_on) group by all
)

select
    indicator.*, coalesce(sum(known.figures), 0)::integer as figures, count(city.ref_area)::integer as cities
from indicator
left join known using (indicator)
left join city on city.ref_area = known.ref_area
group by all
order by indicator.position
