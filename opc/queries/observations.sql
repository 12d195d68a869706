-- One row per published figure, those of an indicator and a place together, with its document, and how many match.
-- $city cities = : codes of cities, separated by commas; nothing for all, provinces and the country with them
-- $indicator indicators = : codes of indicators, separated by commas; nothing for all
-- $scenario list of actual target = actual,target: which figures
-- $page number from 1 = 1: which page of the rows
-- $page_size number from 1 to 1000 = 100: how many rows a page has
with
-- Which figures they are is decided before the rest of their columns is read.
matching as (
    select
        observation_id, indicator.position, (count(*) over ())::integer as matching
    from known_observation($evidence, $known_on) as known
    join indicator using (indicator)
    where (len($city) = 0 or list_contains($city, known.ref_area))
        and (len($indicator) = 0 or list_contains($indicator, known.indicator))
        and list_contains($scenario, known.scenario)
    order by indicator.position, known.ref_area, known.scenario, known.preference, observation_id
    limit $page_size
    offset ($page - 1)::bigint * $page_size
)

select
    observation.*, matching.matching, coalesce(city.name_zh, area.name_zh) as name_zh,
    coalesce(city.name_en, area.name_en) as name_en, area.name_en as area_en,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en, indicator.family,
    source.title, source.publisher, source.published, source.url
from matching
join observation using (observation_id)
join area using (ref_area, area)
join indicator using (indicator)
join source using (source_id)
left join city using (ref_area)
order by
    matching.position, observation.ref_area, observation.scenario, observation.preference, observation.observation_id
