-- One row per leading indicator: the figure that is surely the highest of all that cities have published, and how many
-- cities publish one. Of money, funds for OPCs only.
-- Figures are ordered by what they are at least: 近200家 may be few and leads nothing. All figures of a city count and not
-- its preferred one alone, for who has published 20个 is not passed by 12 because 近30个 came later.
with leader as (
    select
        indicator, count(distinct ref_area)::integer as disclosing,
        arg_min(
            rowid, (coalesce(-low, 'infinity'::double), low_closed, evidence_order(evidence), preference, observation_id)
        ) as place
    from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on and scenario = 'actual'
        and (indicator in ('resident_teams', 'communities', 'floor_area') or indicator = 'fund_size' and earmark = 'opc')
        and (low is not null or high is not null)
        and ref_area in (select ref_area from city)
    group by all
)

select
    described_observation.* exclude (family, kind, position, counts_group), disclosing,
    counts_differ(described_observation.counts, described_observation.indicator) as counts_differ
from leader
join described_observation on described_observation.rowid = leader.place
where low is not null
order by position
