-- One row per city asked for: its preferred figure of the indicator, graded against a whole city's stock (of money,
-- that for OPCs) of the same time, or none where nothing is disclosed. Where a city counts people and not teams, or
-- teams and not people, that figure stands in its row, not comparable. As published, an end that nobody named is
-- empty; per resident, which is worked out, the lower one is 0, as in ranks.
-- $indicator indicator = resident_teams: what is measured
-- $scenario one of actual target = actual: which figures
-- $cities cities = all: codes of cities, separated by commas
-- $per one of none resident = none: as published, or per million residents of the 2020 census
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $like flag = false: leave out the bounds of figures that are not like for like; their rows stay, with status left_out, phrase, published bounds, document, grade and reasons
--
-- Rows are known by their place in the table until their other columns are needed.
with found as (
    select
        ref_area,
        preferred(
            rowid, preference_on(preference, deadline, $known_on), reaches(evidence, $evidence) and indicator = $indicator
        ) as own_place,
        preferred(
            rowid, preference_on(preference, deadline, $known_on), reaches(evidence, $evidence) and indicator != $indicator
        ) as sibling_place,
        count(*) filter (where reaches(evidence, $evidence) and indicator = $indicator)::integer as claims,
        count(*) filter (where not reaches(evidence, $evidence) and indicator = $indicator)::integer as leads
    from described_observation
    where scenario = $scenario and known_from <= $known_on and indicator in ($indicator, sibling_indicator($indicator))
        and list_contains($cities, ref_area)
    group by ref_area
),

shown as (
    select
        found.ref_area, claims, leads, rowid as place, indicator, family, counts, area_level, earmark, period_start,
        period_end, is_partial, evidence
    from found
    left join described_observation on described_observation.rowid = coalesce(own_place, sibling_place)
),

newest as (
    select max(period_start) as newest_start, max(period_end) as newest_end from shown where indicator = $indicator
),

graded as (
    select
        ref_area, place, claims, leads,
        case when indicator = $indicator then city_reasons(
            indicator, family, counts, area_level, earmark, period_start, period_end, is_partial, evidence, newest_start,
            newest_end
        ) when place is not null then ['unit'] end as reasons
    from shown
    cross join newest
),

-- Counted per resident of the city no figure is negative, and what is there in a part of it is the least that it has.
valued as (
    select
        city.ref_area, city.name_zh, city.name_en, city.province_zh, city.province_en, city.population,
        figure.* exclude (
            ref_area, name_zh, name_en, low, low_closed, high, high_closed, indicator_zh, indicator_en, family, kind,
            position, counts_group
        ),
        reasons,
        read_end(figure.low, figure.assumed_low, $assumed) as read_low,
        read_closed(figure.low_closed, figure.assumed_low, $assumed) as read_low_closed,
        case when $per = 'none' or level_order(figure.area_level) = 0
            then read_end(figure.high, figure.assumed_high, $assumed) end as read_high,
        read_closed(figure.high_closed, figure.assumed_high, $assumed) as read_high_closed,
        figure.low as published_low, figure.high as published_high,
        figure.low_closed as published_low_closed, figure.high_closed as published_high_closed,
        -- A share is none of a number of residents.
        case when $like and len(reasons) > 0 then null when $per = 'none' then 1
            when figure.unit != 'percent' then 1000000.0 / city.population end as scale,
        $per = 'resident' and figure.observation_id is not null as is_rate,
        case when figure.observation_id is null then 'not_disclosed'
            when figure.indicator != $indicator then 'blocked'
            when $like and len(reasons) > 0 then 'left_out'
            when $per = 'resident' and city.population is null then 'no_population'
            else 'disclosed'
        end as status,
        coalesce(claims, 0) as claims, coalesce(leads, 0) as leads
    from city
    left join graded on graded.ref_area = city.ref_area
    left join described_observation as figure on figure.rowid = graded.place
    where list_contains($cities, city.ref_area)
)

select
    * exclude (
        read_low, read_low_closed, read_high, read_high_closed, scale, is_rate, published_low_closed, published_high_closed
    ),
    case when is_rate then count_low(read_low) else read_low end * scale as low,
    case when scale is null then null when is_rate then count_low_closed(read_low, read_low_closed) else read_low_closed end
        as low_closed,
    read_high * scale as high,
    case when scale is not null and (read_high is not null or not is_rate) then read_high_closed end as high_closed,
    case
        when status = 'blocked' then 'blocked'
        when status not in ('disclosed', 'left_out') then null
        when len(reasons) > 0 then 'caution'
        else 'like_for_like'
    end as grade, published_low_closed, published_high_closed
from valued
order by
    list_position(['disclosed', 'left_out', 'no_population', 'blocked', 'not_disclosed'], status),
    coalesce(low, high, published_low, published_high) desc nulls last, low_closed, evidence, leads desc, ref_area
