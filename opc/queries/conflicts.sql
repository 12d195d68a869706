-- One row per pair of published claims about the same thing that cannot both hold.
-- $cities cities = all: codes of cities, separated by commas
select
    claim.kind, claim.ref_area, claim.area, claim.topic, claim.first_id, claim.second_id,
    claim.first_text, claim.second_text, claim.first_source_id, claim.second_source_id,
    claim.first_evidence, claim.second_evidence,
    coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.area_level, area.name_en as area_en, event.title_zh, event.title_en,
    first_source.title as first_title, first_source.publisher as first_publisher,
    first_source.published as first_published, first_source.url as first_url,
    second_source.title as second_title, second_source.publisher as second_publisher,
    second_source.published as second_published, second_source.url as second_url, claim.first_counts, claim.second_counts
from contradiction as claim
join area using (ref_area, area)
left join city using (ref_area)
left join event on claim.kind = 'event' and event.event_id = claim.first_id
join source as first_source on first_source.source_id = claim.first_source_id
join source as second_source on second_source.source_id = claim.second_source_id
where reaches(claim.first_evidence, $evidence) and reaches(claim.second_evidence, $evidence) and claim.known_from <= $known_on
    and list_contains($cities, claim.ref_area)
order by claim.kind, claim.ref_area, claim.area, claim.first_id, claim.second_id
