-- One row per leading indicator: the figure that is surely the highest of all that cities have published, and how many
-- cities publish one. Of money, funds for OPCs only.
-- Figures are ordered by what they are at least: 近200家 may be few and leads nothing. All figures of a city count and not
-- its preferred one alone, for who has published 20个 is not passed by 12 because 近30个 came later.
with published as (
    select
        rowid as place, indicator,
        row_number() over (
            partition by indicator
            order by (coalesce(-low, 'infinity'::double), low_closed, evidence_order(evidence), preference, observation_id)
        ) as rank,
        dense_rank() over (partition by indicator order by ref_area) as cities
    from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on and scenario = 'actual'
        and (indicator in ('resident_teams', 'communities', 'floor_area') or indicator = 'fund_size' and earmark = 'opc')
        and (low is not null or high is not null)
        and ref_area in (select ref_area from city)
),

counted as (
    select indicator, max(cities)::integer as disclosing, min(place) filter (where rank = 1) as place
    from published
    group by indicator
)

select described_observation.* exclude (family, kind, position, counts_group), disclosing
from counted
join described_observation on described_observation.rowid = counted.place
where low is not null
order by position
