-- One row per statement carried over: figures, policies and events together, with its document, and how many match.
-- $kind list of figure policy event = : the kinds, separated by commas; nothing for all
-- $search text = : words to look for, all of them
-- $since day = 1900-01-01: only what became public after that day, in documents that say when they were published; by default all
-- $cities cities = : codes of cities, separated by commas; nothing for all, provinces and the country with them
-- $most number = 0: how many at most, the latest first; 0 for all
--
-- Statements lie in the order in which they are shown. Which they are is decided before all their columns are read.
with matching as not materialized (
    select rowid as place from statement
    where reaches(evidence, $evidence) and known_from <= $known_on
        and (len($kind) = 0 or list_contains($kind, kind))
        and became_public($since, known_from, published)
        and (len($cities) = 0 or list_contains($cities, ref_area))
        and ($search is null or mentions(searched, $search))
)

select statement.* exclude (searched), (select count(*) from matching)::integer as matching
from statement
where rowid in (select place from matching order by place limit coalesce(nullif($most, 0), 1000000000))
order by rowid
