-- One row per published figure, those of an indicator and a place together, with its document, and how many match.
-- $city cities = : codes of cities, separated by commas; nothing for all, provinces and the country with them
-- $indicator indicators = : codes of indicators, separated by commas; nothing for all
-- $scenario list of actual target = actual,target: which figures
-- $page number from 1 = 1: which page of the rows
-- $page_size number from 1 to 1000 = 100: how many rows a page has
--
-- Which figures they are is decided before the rest of their columns is read. Counted apart from that: a count over all
-- rows beside each of them would keep them all.
with known as not materialized (
    select rowid as place, position, ref_area, scenario, preference, observation_id
    from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on
        and (len($city) = 0 or list_contains($city, ref_area))
        and (len($indicator) = 0 or list_contains($indicator, indicator))
        and list_contains($scenario, scenario)
),

matching as (
    select place from known
    order by position, ref_area, scenario, preference, observation_id
    limit $page_size
    offset ($page - 1)::bigint * $page_size
)

select described_observation.* exclude (kind, position, counts_group), (select count(*) from known)::integer as matching
from described_observation
where rowid in (select place from matching)
order by described_observation.position, ref_area, scenario, preference, observation_id
