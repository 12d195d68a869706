-- One row per published sum of money in $cities: fund, budget, credit line or risk cover, with its earmark.
-- Several statements about one fund of one area are one row: the best evidence, then the latest.
-- $cities cities = all: codes of cities, separated by commas
with published as (
    select * from known_observation($evidence, $known_on)
    where indicator in (select indicator from indicator where family = 'funds') and list_contains($cities, ref_area)
    qualify row_number() over (
        partition by ref_area, area, indicator, scenario, item_zh, is_partial
        order by (
            evidence, date '9999-12-31' - coalesce(period_start, date '0001-01-01'),
            coalesce(period_end, date '9999-12-31'), observation_id
        )
    ) = 1
)

select
    observation.*, city.name_zh, city.name_en, area.name_en as area_en,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en, indicator.position,
    source.title, source.publisher, source.published, source.url
from published as observation
join city using (ref_area)
join area using (ref_area, area)
join indicator using (indicator)
join source using (source_id)
order by
    indicator.position, list_position(['opc', 'ai', 'general'], observation.earmark),
    coalesce(observation.low, observation.high) desc, observation.ref_area, observation.observation_id
