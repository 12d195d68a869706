-- One row per city of $cities and fund earmark of $earmarks: the sum of its funds over its teams, now or as targeted.
-- A first phase is part of the fund it belongs to and is not added; a sum with an unbounded part stays unbounded.
with funds as (
    select * from known_observation($evidence, $known_on)
    where indicator = 'fund_size' and scenario = 'actual' and list_contains($earmarks, earmark)
        and list_contains($cities, ref_area)
    qualify row_number() over (
        partition by ref_area, area, item_zh order by is_partial, evidence, period_end desc nulls last, observation_id
    ) = 1
),

pots as (
    select
        ref_area, earmark,
        count(*)::integer as funds,
        list(observation_id order by low desc nulls last, observation_id) as fund_ids,
        string_agg(obs_text, ' + ' order by low desc nulls last, observation_id) as funds_text,
        bounds(
            case when count(low) = count(*) then sum(low) end, bool_and(coalesce(low_closed, true)),
            case when count(high) = count(*) then sum(high) end, bool_and(coalesce(high_closed, true))
        ) as money,
        min(level_order(area_level)) as fund_level,
        case when count(distinct area) = 1 then min(area) end as fund_area,
        max(evidence) as fund_evidence
    from funds
    group by all
),

teams as (
    select * from preferred_observation(
        $evidence, $known_on, case when $basis = 'now' then 'actual' else 'target' end
    )
    where indicator = 'resident_teams'
),

divided as (
    select
        pots.*, teams.observation_id as teams_id, teams.obs_text as teams_text, teams.area as teams_area,
        teams.area_level as teams_level, teams.counts, teams.time_period as teams_period,
        teams.is_partial as teams_is_partial, teams.evidence as teams_evidence, teams.source_id as teams_source_id,
        teams.deadline, teams.low as teams_low, teams.low_closed as teams_low_closed, teams.high as teams_high,
        teams.high_closed as teams_high_closed, teams.unit as teams_unit, teams.comparator as teams_comparator,
        case when teams.observation_id is not null then ratio(money, not_negative(observed_bounds(teams))) end as per_team
    from pots
    left join teams using (ref_area)
)

select
    divided.* exclude (money, per_team), city.name_zh, city.name_en, $basis as basis,
    money.low as money_low, money.low_closed as money_low_closed,
    money.high as money_high, money.high_closed as money_high_closed,
    per_team.low as low, per_team.low_closed as low_closed, per_team.high as high, per_team.high_closed as high_closed,
    'CNY' as unit, 'team' as per,
    area.name_en as area_en, source.title, source.publisher, source.published, source.url
from divided
join city using (ref_area)
left join area on area.ref_area = divided.ref_area and area.area = divided.teams_area
left join source on source.source_id = divided.teams_source_id
order by
    list_position(['opc', 'ai', 'general'], earmark), per_team is null, coalesce(per_team.high, per_team.low) desc,
    money_low desc nulls last, ref_area
