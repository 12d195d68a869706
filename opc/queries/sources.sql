-- One row per document: what it is, how many statements rest on it and the best evidence among them, and the places
-- that they are of.
-- $search text = : words to look for, all of them
-- $since day = 1900-01-01: only documents published after that day, of those that say when; by default all
-- $documents documents = : codes of documents, separated by commas; nothing for all
-- $cities cities = : codes of cities, separated by commas; nothing for all, provinces and the country with them
-- $most number = 0: how many at most, the latest first; 0 for all
--
-- The document of a roster says more every month, so that what is known of it is counted and not the document alone. A
-- document says much of few places: counted by document and place first, it is a hundredth of the rows.
with statements as (
    select source_id, ref_area, min_by(evidence, evidence_order(evidence)) as best_evidence, count(*) as statements
    from observation
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by all

    union all

    select source_id, ref_area, min(evidence), count(*) from policy
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by all

    union all

    select source_id, ref_area, min(evidence), count(*) from event
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by all
),

used as (
    select
        source_id, sum(statements)::integer as statements,
        min_by(best_evidence, evidence_order(best_evidence)) as best_evidence,
        string_agg(distinct coalesce(city.name_zh, area.name_zh), '、' order by coalesce(city.name_zh, area.name_zh))
            as places_zh,
        string_agg(distinct coalesce(city.name_en, area.name_en), ', ' order by coalesce(city.name_en, area.name_en))
            as places_en
    from statements
    left join city using (ref_area)
    left join area on area.ref_area = statements.ref_area and area.area_level in ('country', 'province')
    where len($cities) = 0 or list_contains($cities, statements.ref_area)
    group by all
)

select
    source.*, (count(*) over ())::integer as matching, used.statements, used.best_evidence, used.places_zh, used.places_en
from source
join used using (source_id)
where (len($documents) = 0 or list_contains($documents, source_id))
    and became_public($since, source.known_from, source.published)
    and (
        $search is null
        or mentions(lower(concat_ws(' ', source_id, title, publisher, url, places_zh, places_en)), $search)
    )
order by source.published is null, listed_day(source.published, source.known_from) desc, source_id
limit coalesce(nullif($most, 0), 1000000000)
