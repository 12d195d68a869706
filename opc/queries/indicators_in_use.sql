-- One row per indicator that is stated in numbers: how many cities disclose it, as actual and as target.
with disclosed as (
    select distinct indicator, scenario, ref_area from observation
    where reaches(evidence, $evidence) and known_from <= $known_on
),

counted as (
    select
        indicator,
        count(*) filter (where scenario = 'actual')::integer as cities_actual,
        count(*) filter (where scenario = 'target')::integer as cities_target
    from disclosed
    where ref_area in (select ref_area from city)
    group by indicator
)

select
    indicator.indicator, indicator.family, indicator.name_zh, indicator.name_en, indicator.position,
    coalesce(cities_actual, 0) as cities_actual, coalesce(cities_target, 0) as cities_target
from indicator
left join counted using (indicator)
where indicator.kind != 'statement'
order by indicator.position
