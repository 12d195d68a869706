-- One row per city: its names, place and size, and how many figures, policies and events are known of it.
with counted as (
    select
        ref_area,
        count(*) filter (where kind = 'figure')::integer as figures,
        count(*) filter (where kind = 'policy')::integer as policies,
        count(*) filter (where kind = 'event')::integer as events
    from statement
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by ref_area
)

select
    city.*, coalesce(figures, 0) as figures, coalesce(policies, 0) as policies, coalesce(events, 0) as events
from city
left join counted using (ref_area)
order by figures desc, policies desc, events desc, ref_area
