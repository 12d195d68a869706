-- One row per city: names, and how many figures and policies are known of it.
select
    city.*,
    (select count(*) from known_observation($evidence, $known_on) as o where o.ref_area = city.ref_area)::integer as figures,
    (
        select count(*) from policy
        where policy.ref_area = city.ref_area and policy.evidence <= $evidence and policy.known_from <= $known_on
    )::integer as policies,
    (
        select count(*) from event
        where event.ref_area = city.ref_area and event.evidence <= $evidence and event.known_from <= $known_on
    )::integer as events
from city
order by figures desc, policies desc, events desc, ref_area
