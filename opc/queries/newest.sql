-- One row per figure of a dated document, the newest first.
-- $count number = 20: how many
with newest as (
    -- Everything that decides which figures these are comes before the rest of their columns is read.
    select observation_id from known_observation($evidence, $known_on)
    where indicator in (select indicator from indicator where kind = 'quantity')
        and source_id not in (select source_id from source where published is null)
        and (period_end <= $known_on or period_end is null)
    order by known_from desc, evidence, observation_id
    limit $count
)

select
    observation.*, coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.name_en as area_en,
    source.title, source.publisher, source.url, source.published,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en
from newest
join observation using (observation_id)
join area using (ref_area, area)
join source using (source_id)
join indicator using (indicator)
left join city using (ref_area)
order by observation.known_from desc, observation.evidence, observation.observation_id
