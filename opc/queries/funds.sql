-- One row per published sum of money in $cities: fund, budget, credit line or risk cover, with its earmark.
-- Several statements about one fund of one area are one row: the best evidence, then the latest. What has no name is one
-- fund of its area and earmark.
-- $cities cities = all: codes of cities, separated by commas
with published as (
    select * from known_observation($evidence, $known_on)
    where family = 'funds' and ref_area in (select ref_area from city) and list_contains($cities, ref_area)
    qualify row_number() over (
        partition by ref_area, area, indicator, scenario, earmark, item_zh, is_partial
        order by (
            evidence, date '9999-12-31' - coalesce(period_start, date '0001-01-01'),
            coalesce(period_end, date '9999-12-31'), observation_id
        )
    ) = 1
)

select * exclude (family, kind, counts_group) from published
order by
    position, list_position(['opc', 'ai', 'general'], earmark), coalesce(low, high) desc, ref_area, observation_id
