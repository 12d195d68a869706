-- One row per city of $cities and earmark of $earmark: the sum of its funds over its teams, now or as targeted, graded.
-- A first phase is part of the fund it belongs to and is not added; a sum with an unbounded part stays unbounded.
-- $basis one of now targeted = now: the teams to divide by
-- $earmark list of opc ai general = opc: the money to divide
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $teams number = 0: divide by this number of teams of your own instead; 0 for none
with funds as (
    select
        *, read_end(low, assumed_low, $assumed) as money_low,
        read_closed(low_closed, assumed_low, $assumed) as money_low_closed,
        read_end(high, assumed_high, $assumed) as money_high,
        read_closed(high_closed, assumed_high, $assumed) as money_high_closed
    from known_observation($evidence, $known_on)
    where indicator = 'fund_size' and scenario = 'actual' and list_contains($earmark, earmark)
        and list_contains($cities, ref_area) and ref_area in (select ref_area from city)
    qualify row_number() over (
        partition by ref_area, area, item_zh
        order by (
            is_partial, evidence, date '9999-12-31' - coalesce(period_start, date '0001-01-01'),
            coalesce(period_end, date '9999-12-31'), observation_id
        )
    ) = 1
),

teams as (
    select
        *, count_low(read_end(low, assumed_low, $assumed)) as stock_low,
        count_low_closed(read_end(low, assumed_low, $assumed), read_closed(low_closed, assumed_low, $assumed))
            as stock_low_closed,
        read_end(high, assumed_high, $assumed) as stock_high,
        read_closed(high_closed, assumed_high, $assumed) as stock_high_closed
    from preferred_observation(
        $evidence, $known_on, case when $basis = 'now' then 'actual' else 'target' end, ['resident_teams']
    )
),

-- Each fund against the teams: why the two do not quite belong together.
matched as (
    select
        funds.ref_area, funds.name_zh, funds.name_en, funds.earmark, funds.obs_text, funds.observation_id, funds.source_id,
        money_low, money_low_closed, money_high, money_high_closed,
        list_filter([
            case when counts_kind(teams.counts) != 'opc' then 'counts' end,
            case when funds.area != teams.area then 'area' end,
            case when funds.earmark != 'opc' then 'earmark' end,
            case when far_apart(
                {'starts': funds.period_start, 'ends': funds.period_end},
                {'starts': teams.period_start, 'ends': teams.period_end}
            ) then 'dates' end,
            case when teams.is_partial or funds.is_partial then 'partial' end,
            case when 'D' in (funds.evidence, teams.evidence) then 'evidence' end
        ], lambda code: code is not null) as reasons
    from funds
    left join teams using (ref_area)
),

pots as (
    select
        ref_area, name_zh, name_en, earmark,
        list(obs_text order by money_low desc nulls last, observation_id) as funds,
        list(observation_id order by money_low desc nulls last, observation_id) as fund_ids,
        arg_max(source_id, coalesce(money_low, money_high)) as fund_source_id,
        case when count(money_low) = count(*) then sum(money_low) end as money_low,
        case when count(money_low) = count(*) then bool_and(money_low_closed) end as money_low_closed,
        case when count(money_high) = count(*) then sum(money_high) end as money_high,
        case when count(money_high) = count(*) then bool_and(money_high_closed) end as money_high_closed,
        list_sort(list_distinct(flatten(list(reasons)))) as reasons
    from matched
    group by all
),

divided as (
    select
        pots.*, teams.* exclude (ref_area, name_zh, name_en, earmark),
        teams.observation_id is not null or $teams > 0 as has_teams,
        case when $teams > 0 then money_low / $teams else quotient_low(money_low, stock_low, stock_high) end as per_team_low,
        case when $teams > 0 then money_low_closed else quotient_low_closed(
            money_low, money_low_closed, stock_low, stock_low_closed, stock_high, stock_high_closed
        ) end as per_team_low_closed,
        case when $teams > 0 then money_high / $teams else quotient_high(money_high, stock_low, stock_high) end
            as per_team_high,
        case when $teams > 0 then money_high_closed else quotient_high_closed(
            money_high, money_high_closed, stock_low, stock_low_closed, stock_high, stock_high_closed
        ) end as per_team_high_closed
    from pots
    left join teams using (ref_area)
)

select
    divided.ref_area, $basis as basis, divided.earmark, divided.funds,
    case when $teams = 0 then divided.obs_text end as teams_text,
    per_team_low as low, per_team_low_closed as low_closed, per_team_high as high, per_team_high_closed as high_closed,
    'CNY' as unit, 'team' as per,
    -- Money whose teams nobody has counted cannot be compared with anything.
    case
        when not has_teams then 'blocked'
        when $teams > 0 then case when divided.earmark = 'opc' then 'like_for_like' else 'caution' end
        when stands_alone(divided.counts) then 'blocked'
        when len(reasons) > 0 then 'caution'
        else 'like_for_like'
    end as grade,
    case
        when not has_teams then []
        when $teams > 0 then list_filter(reasons, lambda code: code = 'earmark')
        else reasons
    end as reasons,
    has_teams, divided.name_zh, divided.name_en, fund_ids, array_to_string(divided.funds, ' + ') as funds_text,
    money_low, money_low_closed, money_high, money_high_closed,
    divided.observation_id as teams_id, divided.area as teams_area, divided.area_level as teams_level, divided.counts,
    divided.time_period as teams_period, divided.is_partial as teams_is_partial, divided.evidence as teams_evidence,
    divided.deadline, divided.low as teams_low, divided.low_closed as teams_low_closed, divided.high as teams_high,
    divided.high_closed as teams_high_closed, divided.comparator as teams_comparator,
    divided.area_en, divided.source_id, divided.title, divided.publisher, divided.published, divided.url,
    fund_source_id, fund.title as fund_title, fund.publisher as fund_publisher,
    fund.published as fund_published, fund.url as fund_url
from divided
left join source as fund on fund.source_id = divided.fund_source_id
order by
    list_position(['opc', 'ai', 'general'], divided.earmark), not has_teams, coalesce(per_team_high, per_team_low) desc,
    money_low desc nulls last, divided.ref_area
