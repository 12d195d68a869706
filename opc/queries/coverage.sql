-- One row per city and family of indicators: how many figures are known, on what evidence, and the latest.
with by_indicator as (
    select
        ref_area, indicator, scenario, evidence, count(*) as figures,
        -- What is published was seen by the day of publication, however vague its own date.
        max(least(coalesce(period_end, known_from), known_from)) as latest
    from known_observation($evidence, $known_on)
    group by all
),

families as (
    select family, min(position) as position from indicator group by all
),

counted as (
    select
        ref_area, family,
        sum(figures)::integer as figures,
        coalesce(sum(figures) filter (where scenario = 'target'), 0)::integer as targets,
        min_by(evidence, evidence_order(evidence)) as best_evidence,
        max(latest) as latest
    from by_indicator
    join indicator using (indicator)
    group by all
),

offered as (
    select ref_area, count(*)::integer as policies from policy
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by all
),

happened as (
    select ref_area, count(*)::integer as events from event
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by all
)

select
    city.ref_area, city.name_zh, city.name_en, city.province_zh, city.province_en,
    families.family, families.position,
    coalesce(counted.figures, 0)::integer as figures,
    coalesce(counted.targets, 0)::integer as targets,
    counted.best_evidence, counted.latest,
    coalesce(offered.policies, 0)::integer as policies,
    coalesce(happened.events, 0)::integer as events,
    (coalesce(sum(counted.figures) over (partition by city.ref_area), 0))::integer as figures_of_city
from city
cross join families
left join counted using (ref_area, family)
left join offered using (ref_area)
left join happened using (ref_area)
order by figures_of_city desc, policies desc, events desc, city.ref_area, families.position
