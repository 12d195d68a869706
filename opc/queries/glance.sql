-- One row per city asked for and core indicator, and one for its target of teams: the preferred figure, graded as in
-- compare against a whole city's stock (of money, that for OPCs) of the same time, or none where nothing is disclosed.
-- Where a city counts people and not teams, or teams and not people, that figure stands in its row, not comparable.
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
--
-- All indicators at once: as many questions to compare, each planned anew, would take five times as long.
with asked as (
    select indicator, sibling_indicator(indicator) as sibling, 'actual' as scenario, position from indicator where core
    union all
    select indicator, sibling_indicator(indicator), 'target', null from indicator where indicator = 'resident_teams'
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
        from preferred_place(
            $evidence, $known_on, 'actual', (select list(indicator) || list(sibling) from asked where scenario = 'actual')
        )
        union all
        select place
        from preferred_place(
            $evidence, $known_on, 'target', (select list(indicator) || list(sibling) from asked where scenario = 'target')
        )
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
    case when figure.indicator = asked.indicator then 'disclosed' when figure.indicator is not null then 'blocked'
        else 'not_disclosed' end as status, observation_id, obs_text, comparator,
    read_end(low, assumed_low, $assumed) as low, read_closed(low_closed, assumed_low, $assumed) as low_closed,
    read_end(high, assumed_high, $assumed) as high, read_closed(high_closed, assumed_high, $assumed) as high_closed,
    unit, per, is_partial, area, area_level, area_en, counts, earmark, time_period, deadline, deadline_precision, evidence,
    note, note_en, source_id, title, publisher, published, url,
    case when figure.indicator != asked.indicator then ['unit'] else graded.reasons end as reasons,
    case when asked.indicator = 'fund_size' then greatest(funds - 1, 0) else 0 end as more_funds,
    case when figure.indicator != asked.indicator then 'blocked' when len(graded.reasons) > 0 then 'caution'
        when figure.indicator is not null then 'like_for_like' end as grade
from city
cross join asked
left join graded on graded.ref_area = city.ref_area and graded.indicator = asked.indicator
    and graded.scenario = asked.scenario
left join graded as instead on instead.ref_area = city.ref_area and instead.indicator = asked.sibling
    and instead.scenario = asked.scenario
left join described_observation as figure on figure.rowid = coalesce(graded.place, instead.place)
left join funds on funds.ref_area = city.ref_area
where list_contains($cities, city.ref_area)
order by city.ref_area, asked.position nulls last
