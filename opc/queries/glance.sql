-- One row per city asked for and core indicator, and one for its target of teams: the preferred figure, graded as in
-- compare against a whole city's stock (of money, that for OPCs) of the same time, or none where nothing is disclosed.
-- What is published in place of a figure, as people for teams, is in the row of what it counts.
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
--
-- All indicators at once: as many questions to compare, each planned anew, would take five times as long.
with asked as (
    select indicator, 'actual' as scenario, position from indicator where core
    union all
    select indicator, 'target', null from indicator where indicator = 'resident_teams'
),

graded as (
    select
        ref_area, indicator, scenario, rowid as place,
        city_reasons(
            indicator, family, counts, area_level, earmark, period_start, period_end, is_partial, evidence,
            max(period_start) over same, max(period_end) over same
        ) as reasons
    from described_observation
    where list_contains($cities, ref_area) and rowid in (
        select place
        from preferred_place($evidence, $known_on, 'actual', (select list(indicator) from indicator where core))
        union all
        select place from preferred_place($evidence, $known_on, 'target', ['resident_teams'])
    )
    window same as (partition by indicator, scenario)
),

-- A city may have several funds; the preferred one is shown.
funds as (
    select ref_area, count(distinct (area, earmark, item_zh))::integer as funds
    from described_observation
    where indicator = 'fund_size' and scenario = 'actual' and known_from <= $known_on and reaches(evidence, $evidence)
    group by ref_area
)

select
    city.ref_area, city.name_zh, city.name_en, asked.indicator, asked.scenario,
    case when place is null then 'not_disclosed' else 'disclosed' end as status, observation_id, obs_text, comparator,
    read_end(low, assumed_low, $assumed) as low, read_closed(low_closed, assumed_low, $assumed) as low_closed,
    read_end(high, assumed_high, $assumed) as high, read_closed(high_closed, assumed_high, $assumed) as high_closed,
    unit, per, is_partial, area, area_level, area_en, counts, earmark, time_period, deadline, deadline_precision, evidence,
    note, note_en, source_id, title, publisher, published, url, reasons,
    case when asked.indicator = 'fund_size' then greatest(funds - 1, 0) else 0 end as more_funds,
    case when place is null then null when len(reasons) > 0 then 'caution' else 'like_for_like' end as grade
from city
cross join asked
left join graded on graded.ref_area = city.ref_area and graded.indicator = asked.indicator
    and graded.scenario = asked.scenario
left join described_observation as figure on figure.rowid = place
left join funds on funds.ref_area = city.ref_area
where list_contains($cities, city.ref_area)
order by city.ref_area, asked.position nulls last
