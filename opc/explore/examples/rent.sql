select
    city.name_{lang} as {city}, area.name_{lang} as {area}, policy.offer as {offer},
    -- The longest term that is offered.
    (case policy.duration_unit when 'year' then 12 when 'month'
    then 1 end * policy.duration_high)::integer as {months_at_most},
    source.publisher as {publisher}, source.url as {address}
from policy
join city on city.ref_area = policy.ref_area
join area on area.ref_area = policy.ref_area and area.area = policy.area
join source on source.source_id = policy.source_id
where policy.instrument = 'rent' and policy.evidence <= $evidence and policy.known_from <= $known_on
order by 1, 2
