-- One row per city of $cities and core indicator: whether it is disclosed, by whom, on what evidence, and how old it is.
-- $cities cities = all: codes of cities, separated by commas
with core as (
    select * from indicator where core
),

preferred as (
    select * from preferred_observation(
        $evidence, $known_on, 'actual', (select list(indicator) from indicator where core)
    )
    where list_contains($cities, ref_area)
),

cells as (
    select
        city.ref_area, city.name_zh, city.name_en, core.indicator, core.name_zh as indicator_zh,
        core.name_en as indicator_en, core.position, preferred.observation_id is not null as disclosed,
        preferred.observation_id, preferred.obs_text, preferred.low, preferred.low_closed, preferred.high,
        preferred.high_closed, preferred.comparator, preferred.unit, preferred.per, preferred.is_partial, preferred.area,
        preferred.area_level, preferred.counts, preferred.time_period, preferred.period_end, preferred.evidence,
        preferred.known_from, preferred.source_id, preferred.note, preferred.note_en, preferred.area_en, preferred.title,
        preferred.publisher, preferred.published, preferred.url
    from city
    cross join core
    left join preferred on preferred.ref_area = city.ref_area and preferred.indicator = core.indicator
    where list_contains($cities, city.ref_area)
)

select
    cells.* exclude (area_en, title, publisher, published, url), area_en,
    (count(*) filter (where disclosed) over by_city)::integer as disclosed_of_city,
    (count(*) over by_city)::integer as expected_of_city,
    (count(*) filter (where disclosed) over by_indicator)::integer as cities_disclosing,
    (count(*) over by_indicator)::integer as cities_asked,
    date_diff('day', least(coalesce(period_end, cells.known_from), cells.known_from), $day::date)::integer as days_old,
    (min(date_diff('day', least(coalesce(period_end, cells.known_from), cells.known_from), $day::date)) over by_city)::integer as freshest_of_city,
    title, publisher, published, url
from cells
window by_city as (partition by cells.ref_area), by_indicator as (partition by cells.indicator)
order by disclosed_of_city desc, cells.ref_area, cells.position
