select province_{lang} as {province}, count(*) as {figures}
from known_observation($evidence, $known_on) as figure
join city on city.ref_area = figure.ref_area
group by all
order by {figures} desc, 1
