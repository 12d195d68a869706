-- One row per leading indicator: the city whose preferred figure lies highest, and how many cities disclose one.
with preferred as (
    select * from preferred_observation(
        $evidence, $known_on, 'actual', ['resident_teams', 'communities', 'floor_area']
    )

    union all by name

    select * from (
        select * from known_observation($evidence, $known_on)
        where scenario = 'actual' and indicator = 'fund_size' and earmark = 'opc'
        qualify row_number() over (
            partition by ref_area order by (coalesce(-low, 'infinity'::double), observation_id)
        ) = 1
    )
),

counted as (
    select *, (count(*) over (partition by indicator))::integer as disclosing
    from preferred
    where ref_area in (select ref_area from city)
    qualify row_number() over (
        partition by indicator order by coalesce(low, high) desc, evidence, observation_id
    ) = 1
)

select
    counted.*, city.name_zh, city.name_en,
    area.name_en as area_en,
    source.title, source.publisher, source.published, source.url,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en
from counted
join city using (ref_area)
join area using (ref_area, area)
join source using (source_id)
join indicator using (indicator)
order by indicator.position
