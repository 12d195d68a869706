-- One row per pair of published claims about the same thing that cannot both hold, however many documents tell each.
-- $cities cities = all: codes of cities, separated by commas
--
-- The words of a claim, its place and its document stand in the table statement. A claim that several documents tell in
-- the same words, on the same evidence, is one: it bears the number of the first of them, and names all its documents.
select
    claim.kind, claim.ref_area, claim.area, claim.topic, first_id, second_id, first_text, second_text,
    first_source_id, second_source_id, first_evidence, second_evidence,
    one.name_zh, one.name_en, one.area_level, one.area_en,
    case when claim.kind = 'event' then one.words end as title_zh, one.title_en,
    one.title as first_title, one.publisher as first_publisher, one.published as first_published, one.url as first_url,
    other.title as second_title, other.publisher as second_publisher, other.published as second_published,
    other.url as second_url, first_counts, second_counts,
    list_sort(list(distinct first_source_id) over same) as first_source_ids,
    list_sort(list(distinct second_source_id) over same) as second_source_ids
from contradiction as claim
join statement as one on one.id = claim.first_id
join statement as other on other.id = claim.second_id
where reaches(first_evidence, $evidence) and reaches(second_evidence, $evidence) and claim.known_from <= $known_on
    -- Those of provinces and of the country stand where all cities are asked for.
    and (
        list_contains($cities, claim.ref_area)
        or (len($cities) = (select count(*) from city) and claim.ref_area not in (select ref_area from city))
    )
window same as (
    partition by
        claim.kind, claim.ref_area, claim.area, claim.topic, first_text, second_text, first_counts, second_counts,
        first_evidence, second_evidence
)
qualify (first_id, second_id) = min((first_id, second_id)) over same
order by claim.kind, claim.ref_area, claim.area, first_id, second_id
