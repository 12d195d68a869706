-- One row per city of $cities: its preferred observation of $indicator in $scenario, graded against a whole city's stock
-- of the same time, or none where nothing is disclosed; a blocked row shows what the city counts instead.
-- $indicator indicator = resident_teams: what is measured
-- $scenario one of actual target = actual: which figures
-- $cities cities = all: codes of cities, separated by commas
-- $per one of none resident = none: as published, or per million residents of the 2020 census
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $like flag = false: leave out figures that are to be compared with caution
with candidates as (
    select * from preferred_observation($evidence, $known_on, $scenario, [$indicator, sibling_indicator($indicator)])
    where list_contains($cities, ref_area)
),

-- Where a city counts people and not teams, or teams and not people, that figure stands in its row, not comparable.
shown as (
    select * from candidates
    qualify row_number() over (partition by ref_area order by indicator != $indicator) = 1
),

-- What each row is held against: the whole city, OPCs, a stock, at the time of the newest figure shown.
norm as (
    select
        indicator, unit, null as ref_area, null as area, 'city' as area_level, null as earmark,
        max(period_start) as period_start, max(period_end) as period_end, false as is_partial, 'A' as evidence,
        case when indicator = 'resident_teams' then 'opc' when indicator = 'communities' then 'communities' end as counts
    from shown
    where indicator = $indicator
    group by indicator, unit
),

graded as (
    select
        shown.*, read_bounds(shown, $assumed) as value,
        case when shown.indicator = $indicator then list_filter(
            comparison_reasons(side(shown), side(norm)),
            lambda code: code != 'earmark' and not (code = 'counts' and norm.counts is null)
        ) else ['unit'] end as reasons
    from shown
    left join norm on true
),

claims as (
    select
        ref_area,
        count(*) filter (where evidence <= $evidence)::integer as claims,
        count(*) filter (where evidence > $evidence)::integer as leads
    from observation
    where indicator = $indicator and scenario = $scenario and known_from <= $known_on
    group by all
),

valued as (
    select
        city.ref_area, city.name_zh, city.name_en, city.province_zh, city.province_en, city.population,
        graded.* exclude (ref_area, value),
        case when graded.observation_id is null then null
            when $per = 'resident' then scaled(not_negative(graded.value), 1000000.0 / city.population)
            else graded.value end
            as value,
        case when graded.observation_id is null then 'not_disclosed'
            when graded.indicator != $indicator then 'blocked'
            when $per = 'resident' and city.population is null then 'no_population'
            else 'disclosed'
        end as status,
        coalesce(claims.claims, 0) as claims, coalesce(claims.leads, 0) as leads
    from city
    left join graded using (ref_area)
    left join claims using (ref_area)
    where list_contains($cities, city.ref_area)
        and not ($like and graded.observation_id is not null and len(graded.reasons) > 0)
)

select
    valued.* exclude (value, low, low_closed, high, high_closed),
    value.low as low, value.low_closed as low_closed, value.high as high, value.high_closed as high_closed,
    valued.low as published_low, valued.high as published_high,
    case
        when status = 'blocked' then 'blocked'
        when status != 'disclosed' then null
        when len(reasons) > 0 then 'caution'
        else 'like_for_like'
    end as grade,
    area.name_en as area_en, source.title, source.publisher, source.published, source.url
from valued
left join area using (ref_area, area)
left join source using (source_id)
order by
    list_position(['disclosed', 'no_population', 'blocked', 'not_disclosed'], status),
    coalesce(value.low, value.high) desc nulls last, value.low_closed, evidence, leads desc, ref_area
