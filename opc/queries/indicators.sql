-- One row per indicator: what is measured, in which unit, and how many figures are known, of how many cities and
-- provinces, and whether any is of the whole country.
--
-- Counted by place first: grouping every figure by all the words of its indicator takes five times as long.
with known as (
    select
        indicator, ref_area, count(*) as figures, bool_or(area_level = 'province') as of_province,
        bool_or(area_level = 'country') as of_country
    from known_observation($evidence, $known_on)
    group by all
)

select
    indicator.*, coalesce(sum(known.figures), 0)::integer as figures, count(city.ref_area)::integer as cities,
    count_if(known.of_province)::integer as provinces, coalesce(bool_or(known.of_country), false) as nationwide
from indicator
left join known using (indicator)
left join city on city.ref_area = known.ref_area
group by all
order by indicator.position
