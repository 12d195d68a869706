select
    coalesce(city.name_{lang}, claim.area) as {city},
    coalesce(measure.name_{lang}, case claim.kind when 'policy' then '{policy}' else '{event}' end) as {topic},
    claim.first_text as {one_claim}, one.publisher as {one_publisher}, one.url as {one_address},
    claim.second_text as {other_claim}, other.publisher as {other_publisher}, other.url as {other_address}
from contradiction as claim
left join city on city.ref_area = claim.ref_area
left join indicator as measure on measure.indicator = claim.topic
left join source as one on one.source_id = claim.first_source_id
left join source as other on other.source_id = claim.second_source_id
where greatest(claim.first_evidence, claim.second_evidence) <= $evidence and claim.known_from <= $known_on
order by 1, 2
