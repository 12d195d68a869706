-- One row per city of $cities and earmark of $earmark: the sum of its funds over its teams, now or as targeted, graded.
-- A first phase is part of the fund it belongs to and is not added; a sum with an unbounded part stays unbounded.
-- $basis one of now targeted = now: the teams to divide by
-- $earmark list of opc ai general = opc: the money to divide
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $teams number = 0: divide by this number of teams of your own instead; 0 for none
with funds as (
    select * from known_observation($evidence, $known_on)
    where indicator = 'fund_size' and scenario = 'actual' and list_contains($earmark, earmark)
        and list_contains($cities, ref_area)
    qualify row_number() over (
        partition by ref_area, area, item_zh
        order by (
            is_partial, evidence, date '9999-12-31' - coalesce(period_start, date '0001-01-01'),
            coalesce(period_end, date '9999-12-31'), observation_id
        )
    ) = 1
),

teams as (
    select * from preferred_observation(
        $evidence, $known_on, case when $basis = 'now' then 'actual' else 'target' end, ['resident_teams']
    )
),

-- Each fund against the teams: why the two do not quite belong together.
matched as (
    select
        funds.ref_area, funds.earmark,
        read_bounds(funds, $assumed) as money,
        funds.obs_text, funds.item_zh, funds.item_en, funds.observation_id, funds.source_id, funds.area,
        teams.observation_id is not null as has_teams,
        list_filter([
            case when counts_kind(teams.counts) != 'opc' then 'counts' end,
            case when funds.area != teams.area then 'area' end,
            case when funds.earmark != 'opc' then 'earmark' end,
            case when far_apart(
                {'starts': funds.period_start, 'ends': funds.period_end},
                {'starts': teams.period_start, 'ends': teams.period_end}
            ) then 'dates' end,
            case when teams.is_partial or funds.is_partial then 'partial' end,
            case when greatest(funds.evidence, teams.evidence) > 'C' then 'evidence' end
        ], lambda code: code is not null) as reasons
    from funds
    left join teams using (ref_area)
),

pots as (
    select
        ref_area, earmark,
        list(obs_text order by money.low desc nulls last, observation_id) as funds,
        list(observation_id order by money.low desc nulls last, observation_id) as fund_ids,
        arg_max(source_id, coalesce(money.low, money.high)) as fund_source_id,
        bounds(
            case when count(money.low) = count(*) then sum(money.low) end, bool_and(money.low_closed),
            case when count(money.high) = count(*) then sum(money.high) end, bool_and(money.high_closed)
        ) as money,
        list_sort(list_distinct(flatten(list(reasons)))) as reasons
    from matched
    group by all
),

divided as (
    select
        pots.*, teams.observation_id as teams_id, teams.obs_text as teams_text, teams.area as teams_area,
        teams.area_level as teams_level, teams.counts, teams.time_period as teams_period,
        teams.is_partial as teams_is_partial, teams.evidence as teams_evidence, teams.source_id as teams_source_id,
        teams.deadline, teams.low as teams_low, teams.low_closed as teams_low_closed, teams.high as teams_high,
        teams.high_closed as teams_high_closed, teams.comparator as teams_comparator,
        case
            when $teams > 0 then scaled(money, 1.0 / $teams)
            when teams.observation_id is not null then ratio(money, not_negative(read_bounds(teams, $assumed)))
        end as per_team
    from pots
    left join teams using (ref_area)
)

select
    divided.ref_area, $basis as basis, divided.earmark, funds,
    case when $teams = 0 then teams_text end as teams_text,
    per_team.low as low, per_team.low_closed as low_closed, per_team.high as high, per_team.high_closed as high_closed,
    'CNY' as unit, 'team' as per,
    -- Money whose teams nobody has counted cannot be compared with anything.
    case
        when per_team is null then 'blocked'
        when $teams > 0 then case when earmark = 'opc' then 'like_for_like' else 'caution' end
        when stands_alone(counts) then 'blocked'
        when len(reasons) > 0 then 'caution'
        else 'like_for_like'
    end as grade,
    case
        when per_team is null then []
        when $teams > 0 then list_filter(reasons, lambda code: code = 'earmark')
        else reasons
    end as reasons,
    per_team is not null as has_teams,
    city.name_zh, city.name_en, fund_ids, array_to_string(funds, ' + ') as funds_text,
    money.low as money_low, money.low_closed as money_low_closed,
    money.high as money_high, money.high_closed as money_high_closed,
    teams_id, teams_area, teams_level, counts, teams_period, teams_is_partial, teams_evidence, deadline, teams_low,
    teams_low_closed, teams_high, teams_high_closed, teams_comparator,
    area.name_en as area_en, teams_source_id as source_id, source.title, source.publisher, source.published, source.url,
    fund_source_id, fund_source.title as fund_title, fund_source.publisher as fund_publisher,
    fund_source.published as fund_published, fund_source.url as fund_url
from divided
join city using (ref_area)
left join area on area.ref_area = divided.ref_area and area.area = divided.teams_area
left join source on source.source_id = divided.teams_source_id
left join source as fund_source on fund_source.source_id = divided.fund_source_id
order by
    list_position(['opc', 'ai', 'general'], earmark), per_team is null, coalesce(per_team.high, per_team.low) desc,
    money_low desc nulls last, divided.ref_area
