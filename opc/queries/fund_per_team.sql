-- One row per city and earmark asked for: the sum of its funds over its teams, now or as targeted, graded. A first
-- phase is part of the fund it belongs to and is not added; a sum with an unbounded part stays unbounded. Money of
-- another place than the teams, with neither within the other, is blocked and not divided (is_apart).
-- $basis one of now targeted = now: the teams to divide by
-- $earmark list of opc ai general = opc: the money to divide
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $teams number = 0: divide by this number of teams of your own instead; 0 for none
--
-- What does not depend on a number of the reader's own is worked out at build time (etl/funds.sql).
with divided as (
    select * replace (
        case when $teams = 0 then teams_text end as teams_text,
        case when $teams = 0 then low else money_low / $teams end as low,
        case when $teams = 0 then low_closed else money_low_closed end as low_closed,
        case when $teams = 0 then high else money_high / $teams end as high,
        case when $teams = 0 then high_closed else money_high_closed end as high_closed,
        case when $teams = 0 then grade when len(money_reasons) = 0 then 'like_for_like' else 'caution' end as grade,
        case when $teams = 0 then reasons else money_reasons end as reasons,
        case when $teams = 0 then counts end as counts, case when $teams = 0 then source_id end as source_id,
        case when $teams = 0 then title end as title, case when $teams = 0 then publisher end as publisher,
        case when $teams = 0 then published end as published, case when $teams = 0 then url end as url,
        is_apart and $teams = 0 as is_apart
    ), teams_id is not null or $teams > 0 as has_teams
    from fund_per_team
    where evidence_floor = $evidence and as_usual = $assumed and basis = $basis and list_contains($earmark, earmark)
        and list_contains($cities, ref_area) and known_from <= $known_on and coalesce(known_until > $known_on, true)
)

select
    ref_area, basis, earmark, funds, teams_text, nullif($teams, 0) as own_teams, low, low_closed, high, high_closed,
    'CNY' as unit, 'team' as per, grade, reasons, has_teams, name_zh, name_en, fund_ids, funds_text, money_low,
    money_low_closed, money_high, money_high_closed,
    teams_id, teams_area, teams_level, counts, teams_period, teams_is_partial, teams_evidence, deadline, teams_low,
    teams_low_closed, teams_high, teams_high_closed, teams_comparator, area_en, source_id, title, publisher, published, url,
    fund_source_id, fund_source_ids, fund_title, fund_publisher, fund_published, fund_url, is_apart
from divided
order by
    list_position(['opc', 'ai', 'general'], earmark), not has_teams, coalesce(high, low) desc, money_low desc nulls last,
    ref_area
