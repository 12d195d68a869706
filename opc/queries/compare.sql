-- One row per city of $cities: its preferred observation of $indicator in $scenario, graded against a whole city's stock
-- of the same time, or none where nothing is disclosed; a blocked row shows what the city counts instead.
-- $indicator indicator = resident_teams: what is measured
-- $scenario one of actual target = actual: which figures
-- $cities cities = all: codes of cities, separated by commas
-- $per one of none resident = none: as published, or per million residents of the 2020 census
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $like flag = false: leave out figures that are to be compared with caution
-- Where a city counts people and not teams, or teams and not people, that figure stands in its row, not comparable.
-- Rows are known by their place in the table until their other columns are needed.
with shown as (
    select
        rowid as place, ref_area, indicator, unit, counts, area, area_level, earmark, period_start, period_end, is_partial,
        evidence
    from described_observation
    where rowid in (
        select place
        from preferred_place($evidence, $known_on, $scenario, [$indicator, sibling_indicator($indicator)])
    ) and list_contains($cities, ref_area)
    qualify row_number() over (partition by ref_area order by indicator != $indicator) = 1
),

-- What each row is held against: the whole city, OPCs, a stock, at the time of the newest figure shown.
norm as (
    select
        side(
            indicator, unit,
            case when indicator = 'resident_teams' then 'opc' when indicator = 'communities' then 'communities' end,
            null, null, 'city', null, max(period_start), max(period_end), false, 'A'
        ) as side
    from shown
    where indicator = $indicator
    group by indicator, unit
),

graded as (
    select
        place,
        case when shown.indicator = $indicator then list_filter(
            comparison_reasons(
                side(
                    shown.indicator, shown.unit, shown.counts, shown.ref_area, shown.area, shown.area_level, shown.earmark,
                    shown.period_start, shown.period_end, shown.is_partial, shown.evidence
                ), norm.side
            ),
            lambda code: code != 'earmark' and not (code = 'counts' and norm.side.counts is null)
        ) else ['unit'] end as reasons
    from shown
    left join norm on true
),

claims as (
    select
        ref_area,
        count(*) filter (where reaches(evidence, $evidence))::integer as claims,
        count(*) filter (where not reaches(evidence, $evidence))::integer as leads
    from observation
    where indicator = $indicator and scenario = $scenario and known_from <= $known_on
    group by all
),

-- Counted per resident, no figure is negative.
valued as (
    select
        city.ref_area, city.name_zh, city.name_en, city.province_zh, city.province_en, city.population,
        figure.* exclude (
            ref_area, name_zh, name_en, low, low_closed, high, high_closed, indicator_zh, indicator_en, family, kind,
            position, counts_group, place
        ),
        read_end(figure.low, figure.assumed_low, $assumed) as read_low,
        read_closed(figure.low_closed, figure.assumed_low, $assumed) as read_low_closed,
        read_end(figure.high, figure.assumed_high, $assumed) as read_high,
        read_closed(figure.high_closed, figure.assumed_high, $assumed) as read_high_closed,
        figure.low as published_low, figure.high as published_high,
        case when $per = 'resident' then 1000000.0 / city.population else 1 end as scale,
        $per = 'resident' and figure.observation_id is not null as is_rate,
        case when figure.observation_id is null then 'not_disclosed'
            when figure.indicator != $indicator then 'blocked'
            when $per = 'resident' and city.population is null then 'no_population'
            else 'disclosed'
        end as status,
        coalesce(claims.claims, 0) as claims, coalesce(claims.leads, 0) as leads
    from city
    left join (
        select * from described_observation join graded on graded.place = described_observation.rowid
    ) as figure using (ref_area)
    left join claims using (ref_area)
    where list_contains($cities, city.ref_area)
        and not ($like and figure.observation_id is not null and len(figure.reasons) > 0)
)

select
    * exclude (read_low, read_low_closed, read_high, read_high_closed, scale, is_rate),
    case when is_rate then count_low(read_low) else read_low end * scale as low,
    case when scale is null then null when is_rate then count_low_closed(read_low, read_low_closed) else read_low_closed end
        as low_closed,
    read_high * scale as high, case when scale is not null then read_high_closed end as high_closed,
    case
        when status = 'blocked' then 'blocked'
        when status != 'disclosed' then null
        when len(reasons) > 0 then 'caution'
        else 'like_for_like'
    end as grade
from valued
order by
    list_position(['disclosed', 'no_population', 'blocked', 'not_disclosed'], status),
    coalesce(low, high) desc nulls last, low_closed, evidence, leads desc, ref_area
