select
    city.name_{lang} as {city}, policy.area as {area}, policy.offer as {offer}, policy.duration_text as {how_long},
    source.publisher as {publisher}, source.url as {address}
from policy
join city on city.ref_area = policy.ref_area
join source on source.source_id = policy.source_id
where policy.instrument = 'rent' and policy.evidence <= $evidence and policy.known_from <= $known_on
order by 1, 2
