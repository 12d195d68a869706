-- One row per published sum of money in $cities: fund, budget, credit line or risk cover, with its earmark.
-- Several statements about one fund of one area are one row: the best evidence, then the latest.
-- $cities cities = all: codes of cities, separated by commas
select
    observation.*, city.name_zh, city.name_en, area.name_en as area_en,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en, indicator.position,
    source.title, source.publisher, source.published, source.url
from known_observation($evidence, $known_on) as observation
join city using (ref_area)
join area using (ref_area, area)
join indicator using (indicator)
join source using (source_id)
where indicator.family = 'funds' and list_contains($cities, observation.ref_area)
qualify row_number() over (
    partition by
        observation.ref_area, observation.area, observation.indicator, observation.scenario, observation.item_zh,
        observation.is_partial
    order by
        observation.evidence, observation.period_start desc nulls last, observation.period_end nulls last,
        observation.observation_id
) = 1
order by
    indicator.position, list_position(['opc', 'ai', 'general'], observation.earmark),
    coalesce(observation.low, observation.high) desc, observation.ref_area, observation.observation_id
