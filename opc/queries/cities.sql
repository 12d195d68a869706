-- One row per city: names, and how many figures and policies are known of it.
with known as (
    select ref_area, 'figure' as kind from known_observation($evidence, $known_on)

    union all

    select ref_area, 'policy' from policy where reaches(evidence, $evidence) and known_from <= $known_on

    union all

    select ref_area, 'event' from event where reaches(evidence, $evidence) and known_from <= $known_on
),

counted as (
    select
        ref_area,
        count(*) filter (where kind = 'figure')::integer as figures,
        count(*) filter (where kind = 'policy')::integer as policies,
        count(*) filter (where kind = 'event')::integer as events
    from known
    group by ref_area
)

select
    city.*, coalesce(figures, 0) as figures, coalesce(policies, 0) as policies, coalesce(events, 0) as events
from city
left join counted using (ref_area)
order by figures desc, policies desc, events desc, ref_area
