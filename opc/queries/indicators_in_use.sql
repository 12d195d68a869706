-- One row per indicator of cities: how many cities disclose it, as actual and as target.
select
    indicator.indicator, indicator.family, indicator.name_zh, indicator.name_en, indicator.position,
    count(distinct observation.ref_area) filter (where observation.scenario = 'actual')::integer as cities_actual,
    count(distinct observation.ref_area) filter (where observation.scenario = 'target')::integer as cities_target
from indicator
left join (
    select * from known_observation($evidence, $known_on) where ref_area in (select ref_area from city)
) as observation using (indicator)
where indicator.kind = 'quantity'
group by all
order by indicator.position
