-- One row per figure of a dated document, the newest first.
-- $count number = 20: how many
select
    observation.*, coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.name_en as area_en,
    source.title, source.publisher, source.url, source.published,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en
from known_observation($evidence, $known_on) as observation
join area using (ref_area, area)
join source using (source_id)
join indicator using (indicator)
left join city using (ref_area)
where indicator.kind = 'quantity' and source.published is not null and (observation.period_end <= $known_on or observation.period_end is null)
order by observation.known_from desc, observation.evidence, observation.observation_id
limit $count
