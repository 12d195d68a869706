-- One row per city of $cities: its preferred observation of $indicator in $scenario, or none where nothing is disclosed.
-- With per = 'resident', the bounds are those per million residents of the 2020 census.
with preferred as (
    select * from preferred_observation($evidence, $known_on, $scenario) where indicator = $indicator
),

claims as (
    select
        ref_area,
        count(*) filter (where evidence <= $evidence)::integer as claims,
        count(*) filter (where evidence > $evidence)::integer as leads
    from observation
    where indicator = $indicator and scenario = $scenario and known_from <= $known_on
    group by all
),

valued as (
    select
        city.ref_area, city.name_zh, city.name_en, city.province_zh, city.province_en, city.population,
        preferred.* exclude (ref_area),
        case when preferred.observation_id is null then null
            when $per = 'resident' then scaled(not_negative(observed_bounds(preferred)), 1000000.0 / city.population)
            else observed_bounds(preferred)
        end as value,
        case when $per = 'resident' and city.population is null then 'no_population'
            when preferred.observation_id is null then 'not_disclosed'
            else 'disclosed'
        end as status,
        coalesce(claims.claims, 0) as claims, coalesce(claims.leads, 0) as leads
    from city
    left join preferred using (ref_area)
    left join claims using (ref_area)
    where list_contains($cities, city.ref_area)
)

select
    valued.* exclude (value, low, low_closed, high, high_closed),
    value.low as low, value.low_closed as low_closed, value.high as high, value.high_closed as high_closed,
    area.name_en as area_en, source.title, source.publisher, source.published, source.url
from valued
left join area using (ref_area, area)
left join source using (source_id)
order by
    status != 'disclosed', coalesce(value.low, value.high) desc nulls last, value.low_closed, evidence, leads desc, ref_area
