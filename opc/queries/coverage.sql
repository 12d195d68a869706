-- One row per city and family of indicators: how many figures and targets are known, the best evidence and the latest
-- day; beside them how many figures, policies and events are known of the city.
with said as (
    select
        ref_area, kind, topic, scenario, count(*) as statements, min_by(evidence, evidence_order(evidence)) as best_evidence,
        -- What is published was seen by the day of publication, however vague its own date.
        max(least(coalesce(period_end, known_from), known_from)) as latest
    from statement
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by all
),

families as (
    select family, min(position) as position from indicator group by all
),

figured as (
    select
        ref_area, family,
        sum(statements)::integer as figures,
        coalesce(sum(statements) filter (where scenario = 'target'), 0)::integer as targets,
        min_by(best_evidence, evidence_order(best_evidence)) as best_evidence,
        max(latest) as latest
    from said
    join indicator on indicator.indicator = said.topic and said.kind = 'figure'
    group by all
),

counted as (
    select
        ref_area, coalesce(sum(statements) filter (where kind = 'figure'), 0)::integer as figures_of_city,
        coalesce(sum(statements) filter (where kind = 'policy'), 0)::integer as policies,
        coalesce(sum(statements) filter (where kind = 'event'), 0)::integer as events
    from said
    group by all
)

select
    city.ref_area, city.name_zh, city.name_en, city.province_zh, city.province_en,
    families.family, families.position,
    coalesce(figures, 0) as figures, coalesce(targets, 0) as targets, best_evidence, latest,
    coalesce(policies, 0) as policies, coalesce(events, 0) as events, coalesce(figures_of_city, 0) as figures_of_city
from city
cross join families
left join figured using (ref_area, family)
left join counted using (ref_area)
order by figures_of_city desc, policies desc, events desc, city.ref_area, families.position
