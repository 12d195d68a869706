select
    city.name_{lang} as {city}, indicator.name_{lang} as {indicator}, target.obs_text as {target},
    target.deadline as {deadline}, source.publisher as {publisher}, source.url as {address}
from known_observation($evidence, $known_on) as target
join city on city.ref_area = target.ref_area
join indicator on indicator.indicator = target.indicator
join source on source.source_id = target.source_id
where target.scenario = 'target' and target.deadline > $known_on
order by target.deadline, 1
