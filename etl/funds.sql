-- Fills fund_per_team: one row a city and earmark, the sum of its funds over its teams, now or as targeted, graded. As in
-- targets.sql: from each day on which something about it became known, for each evidence floor, with 余, 多, 近 and 约 read
-- as they stand and as usual.
-- A first phase is part of the fund it belongs to and is not added; a sum with an unbounded part stays unbounded.
-- Figures are known by a number until the end, where their words are read.
insert into fund_per_team by name
with figures as materialized (
    select row_number() over (order by observation_id) as place, described_observation.*, district
    from described_observation
    join (select ref_area, area, district from area) as area using (ref_area, area)
    semi join (select ref_area from observation where indicator = 'fund_size' and scenario = 'actual') using (ref_area)
    semi join city using (ref_area)
    where (indicator = 'fund_size' and scenario = 'actual') or indicator = 'resident_teams'
),

-- The days on which something about a city became known that is good enough for a floor, or the deadline of such a target
-- had passed.
days as (
    select distinct ref_area, floor, unnest([known_from, greatest(deadline + 1, known_from)]) as known_from
    from figures
    cross join (select unnest(['A', 'B', 'C', 'D']) as floor) as floors
    where reaches(evidence, floor)
),

moments as (
    select *, lead(known_from) over (partition by ref_area, floor order by known_from) as known_until from days
),

known as (
    select
        moments.ref_area, floor, moments.known_from, figures.place, indicator, scenario, area, earmark, item_zh,
        preference_on(preference, deadline, moments.known_from) as preference, is_partial, evidence, period_start,
        period_end, observation_id
    from moments
    join figures using (ref_area)
    where reaches(figures.evidence, floor) and figures.known_from <= moments.known_from
),

-- Each fund once, by its best claim; what has no name is one fund of its area and earmark.
funds as (
    select ref_area, floor, known_from, place
    from known
    where indicator = 'fund_size'
    qualify row_number() over (
        partition by ref_area, floor, known_from, area, earmark, item_zh
        order by (
            is_partial, evidence, date '9999-12-31' - coalesce(period_start, date '0001-01-01'),
            coalesce(period_end, date '9999-12-31'), observation_id
        )
    ) = 1
),

-- The teams to divide by: the preferred claim (see derive.sql).
teams as (
    select
        ref_area, floor, known_from, case scenario when 'actual' then 'now' else 'targeted' end as basis,
        min_by(place, preference) as place
    from known
    where indicator = 'resident_teams'
    group by all
),

-- The bounds, as published and as usually read. Neither teams nor money can be negative: 近200家 lies between 0 and 200.
read as (
    select
        place, as_usual, count_low(read_end(low, assumed_low, as_usual)) as low,
        count_low_closed(read_end(low, assumed_low, as_usual), read_closed(low_closed, assumed_low, as_usual))
            as low_closed,
        read_end(high, assumed_high, as_usual) as high, read_closed(high_closed, assumed_high, as_usual) as high_closed
    from figures
    cross join (select unnest([false, true]) as as_usual) as readings
),

-- Each fund beside the teams: why the two do not quite belong together, or not at all. Money whose teams nobody has counted
-- cannot be compared with anything, and money of one place says nothing of the teams of another.
matched as (
    select
        funds.ref_area, funds.floor, funds.known_from, bases.basis, as_usual, fund.earmark, fund.obs_text,
        fund.observation_id,
        fund.source_id, money.low, money.low_closed, money.high, money.high_closed, teams.place as teams_place,
        list_filter([
            case when counts_kind(team.counts) != 'opc' then 'counts' end,
            case when fund.area != team.area then 'area' end,
            case when fund.earmark != 'opc' then 'earmark' end,
            case when far_apart(fund.period_start, fund.period_end, team.period_start, team.period_end) then 'dates' end,
            case when team.is_partial or fund.is_partial then 'partial' end,
            case when 'D' in (fund.evidence, team.evidence) then 'evidence' end
        ], lambda code: code is not null) as reasons,
        -- What is to be said of the money alone, whatever teams it is divided by.
        list_filter([
            case when fund.earmark != 'opc' then 'earmark' end, case when fund.is_partial then 'partial' end,
            case when fund.evidence = 'D' then 'evidence' end
        ], lambda code: code is not null) as money_reasons,
        areas_apart(fund.area, fund.area_level, fund.district, team.area, team.area_level, team.district) as is_apart,
        team.place is null or stands_alone(team.counts) or is_apart as is_blocked,
        -- The tenants of one community are some of the teams that a city's fund is for: there are at least so many.
        coalesce(level_order(team.area_level) > level_order(fund.area_level), false) as is_of_part
    from funds
    join figures as fund using (place)
    join read as money using (place)
    cross join (select unnest(['now', 'targeted']) as basis) as bases
    left join teams
        on teams.ref_area = funds.ref_area and teams.floor = funds.floor and teams.known_from = funds.known_from
        and teams.basis = bases.basis
    left join figures as team on team.place = teams.place
),

pots as (
    select
        ref_area, floor, known_from, basis, as_usual, earmark, teams_place,
        list(obs_text order by low desc nulls last, observation_id) as funds,
        list(observation_id order by low desc nulls last, observation_id) as fund_ids,
        arg_max(source_id, coalesce(low, high)) as fund_source_id,
        list_sort(list_distinct(list(source_id))) as fund_source_ids,
        case when count(low) = count(*) then sum(low) end as money_low,
        case when count(low) = count(*) then bool_and(low_closed) end as money_low_closed,
        case when count(high) = count(*) then sum(high) end as money_high,
        case when count(high) = count(*) then bool_and(high_closed) end as money_high_closed,
        list_sort(list_distinct(flatten(list(reasons)))) as reasons,
        list_sort(list_distinct(flatten(list(money_reasons)))) as money_reasons, bool_or(is_apart) as is_apart,
        bool_or(is_blocked) as is_blocked, bool_or(is_of_part) as is_of_part
    from matched
    group by all
),

-- What cannot be compared is not divided.
divided as (
    select
        pots.*, read.low as stock_low, read.low_closed as stock_low_closed,
        case when not is_of_part then read.high end as stock_high,
        case when not is_of_part then read.high_closed end as stock_high_closed
    from pots
    left join read on read.place = teams_place and read.as_usual = pots.as_usual and not is_blocked
)

select
    divided.ref_area, fund_city.name_zh, fund_city.name_en, divided.floor as evidence_floor, divided.as_usual,
    divided.known_from,
    known_until, basis, divided.earmark, funds, fund_ids, array_to_string(funds, ' + ') as funds_text, money_low,
    money_low_closed, money_high, money_high_closed, fund_source_id, fund_source_ids, fund.title as fund_title,
    fund.publisher as fund_publisher, fund.published as fund_published, fund.url as fund_url,
    team.observation_id as teams_id, team.obs_text as teams_text, team.area as teams_area, team.area_en,
    team.area_level as teams_level, team.counts, team.time_period as teams_period, team.is_partial as teams_is_partial,
    team.evidence as teams_evidence, team.deadline, team.comparator as teams_comparator, team.low as teams_low,
    team.low_closed as teams_low_closed, team.high as teams_high, team.high_closed as teams_high_closed, team.source_id,
    team.title, team.publisher, team.published, team.url,
    quotient_low(money_low, stock_low, stock_high) as low,
    quotient_low_closed(
        money_low, money_low_closed, stock_low, stock_low_closed, stock_high, stock_high_closed
    ) as low_closed,
    quotient_high(money_high, stock_low, stock_high) as high,
    quotient_high_closed(
        money_high, money_high_closed, stock_low, stock_low_closed, stock_high, stock_high_closed
    ) as high_closed,
    case when is_blocked then 'blocked' when len(reasons) > 0 then 'caution' else 'like_for_like' end as grade,
    case when teams_place is null then [] else reasons end as reasons, money_reasons, is_apart
from divided
join moments
    on moments.ref_area = divided.ref_area and moments.floor = divided.floor and moments.known_from = divided.known_from
join city as fund_city on fund_city.ref_area = divided.ref_area
left join figures as team on team.place = teams_place
left join source as fund on fund.source_id = divided.fund_source_id
order by evidence_floor, as_usual, basis, divided.known_from, divided.ref_area, divided.earmark;
