select source.publisher as {publisher}, count(*) as {figures}, count(distinct source.source_id) as {documents}
from known_observation($evidence, $known_on) as figure
join source on source.source_id = figure.source_id
group by all
order by {figures} desc, 1
limit 20
