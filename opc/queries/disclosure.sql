-- One row per city asked for and core indicator: whether it is disclosed, by whom, on what evidence, and how old it is;
-- beside it how many of them the city discloses, for how many it has published a target, and how many cities disclose
-- the indicator.
-- $cities cities = all: codes of cities, separated by commas
with preferred as (
    select
        rowid as place, ref_area, indicator,
        -- A year alone dates neither a figure nor a document: its age would be that of the day on which we read it.
        case when time_precision not in ('year', 'unknown') or length(published) > 4
            then date_diff('day', least(coalesce(period_end, known_from), known_from), $day::date)::integer
        end as days_old
    from described_observation
    where rowid in (
        select place from preferred_place($evidence, $known_on, 'actual', (select list(indicator) from indicator where core))
    )
),

aimed as (
    select ref_area, count(*) as targets from described_observation
    where rowid in (
        select place from preferred_place($evidence, $known_on, 'target', (select list(indicator) from indicator where core))
    )
    group by all
),

-- Counted before the rest of the columns is read.
asked as (
    select
        city.ref_area, city.name_zh, city.name_en, core.indicator, core.name_zh as indicator_zh,
        core.name_en as indicator_en, core.position, place, days_old, count(place) over of_city as disclosed_of_city,
        count(*) over of_city as expected_of_city, min(days_old) over of_city as freshest_of_city,
        count(place) over of_indicator as cities_disclosing, count(*) over of_indicator as cities_asked
    from city
    cross join indicator as core
    left join preferred on preferred.ref_area = city.ref_area and preferred.indicator = core.indicator
    where core.core and list_contains($cities, city.ref_area)
    window of_city as (partition by city.ref_area), of_indicator as (partition by core.indicator)
)

select
    asked.ref_area, asked.name_zh, asked.name_en, asked.indicator, asked.indicator_zh, asked.indicator_en, asked.position,
    place is not null as disclosed, observation_id, obs_text, low, low_closed, high, high_closed, comparator, unit,
    per, is_partial,
    area, area_level, counts, time_period, period_end, evidence, known_from, source_id, note, note_en, area_en,
    disclosed_of_city::integer as disclosed_of_city, expected_of_city::integer as expected_of_city,
    coalesce(targets, 0)::integer as targets_of_city,
    cities_disclosing::integer as cities_disclosing, cities_asked::integer as cities_asked, days_old, freshest_of_city,
    title, publisher, published, url
from asked
left join described_observation on described_observation.rowid = asked.place
left join aimed on aimed.ref_area = asked.ref_area
order by disclosed_of_city desc, asked.ref_area, asked.position
