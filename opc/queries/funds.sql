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
)

select * exclude (family, kind, counts_group) from described_observation
where rowid in (select place from published where rank = 1)
order by
    position, list_position(['opc', 'ai', 'general'], earmark), coalesce(low, high) desc, ref_area, observation_id
