-- One row per city of $cities and core indicator: whether it is disclosed, by whom, on what evidence, and how old it is.
-- $cities cities = all: codes of cities, separated by commas
with preferred as (
    select
        ref_area, indicator, observation_id, obs_text, low, low_closed, high, high_closed, comparator, unit, per, is_partial,
        area, area_level, counts, time_period, time_precision, period_end, evidence, known_from, source_id, note, note_en, area_en, title,
        publisher, published, url
    from preferred_observation($evidence, $known_on, 'actual', (select list(indicator) from indicator where core))
    where list_contains($cities, ref_area)
),

-- Counted before the rest of the columns is joined.
asked as (
    select
        city.ref_area, core.indicator, preferred.observation_id is not null as disclosed,
        -- A year alone dates neither a figure nor a document: its age would be that of the day on which we read it.
        case when time_precision not in ('year', 'unknown') or length(published) > 4
            then date_diff('day', least(coalesce(period_end, known_from), known_from), $day::date)::integer
        end as days_old
    from city
    cross join indicator as core
    left join preferred on preferred.ref_area = city.ref_area and preferred.indicator = core.indicator
    where core.core and list_contains($cities, city.ref_area)
),

of_city as (
    select
        ref_area, (count(*) filter (where disclosed))::integer as disclosed_of_city, count(*)::integer as expected_of_city,
        min(days_old) as freshest_of_city
    from asked
    group by all
),

of_indicator as (
    select indicator, (count(*) filter (where disclosed))::integer as cities_disclosing, count(*)::integer as cities_asked
    from asked
    group by all
)

select
    city.ref_area, city.name_zh, city.name_en, core.indicator, core.name_zh as indicator_zh, core.name_en as indicator_en,
    core.position, disclosed, preferred.* exclude (ref_area, indicator, time_precision, area_en, title, publisher, published, url), area_en,
    disclosed_of_city, expected_of_city, cities_disclosing, cities_asked, days_old, freshest_of_city,
    title, publisher, published, url
from asked
join of_city using (ref_area)
join of_indicator using (indicator)
join city using (ref_area)
join indicator as core using (indicator)
left join preferred using (ref_area, indicator)
order by disclosed_of_city desc, city.ref_area, core.position
