-- One row per leading indicator: the city whose preferred figure is surely the highest, and how many disclose one.
-- Figures are ordered by what they are at least: 近200家 may be few and leads nothing that is published as a number.
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
        partition by indicator
        order by (coalesce(-low, 'infinity'::double), evidence_order(evidence), observation_id)
    ) = 1
)

select * exclude (family, kind, position, counts_group) from counted
order by position
