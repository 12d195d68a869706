-- One row per published sum of money of the cities asked for: fund, budget, credit line or risk cover, with its
-- earmark. Several statements about one fund of one area are one row: the best evidence, then the latest. What has no
-- name is one fund of its area and earmark.
-- $cities cities = all: codes of cities, separated by commas
with published as (
    select
        rowid as place, row_number() over (
            partition by ref_area, area, indicator, scenario, earmark, item_zh, is_partial
            order by (
                evidence, date '9999-12-31' - coalesce(period_start, date '0001-01-01'),
                coalesce(period_end, date '9999-12-31'), observation_id
            )
        ) as rank
    from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on and family = 'funds'
        and list_contains($cities, ref_area)
),

-- Each among those for the same: what money is for is no difference between them.
graded as (
    select *, city_reasons(
        indicator, family, counts, area_level, 'opc', period_start, period_end, is_partial, evidence,
        max(period_start) over alike, max(period_end) over alike
    ) as reasons
    from described_observation
    where rowid in (select place from published where rank = 1)
    window alike as (partition by indicator, earmark)
)

select
    * exclude (family, kind, counts_group),
    case when len(reasons) > 0 then 'caution' else 'like_for_like' end as grade
from graded
order by
    position, list_position(['opc', 'ai', 'general'], earmark), coalesce(low, high) desc, ref_area, observation_id
