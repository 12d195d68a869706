select city.name_{lang} as {city}, round(max(figure.low) * 1e6 / max(city.population), 2) as {per_million}
from known_observation($evidence, $known_on) as figure
join city on city.ref_area = figure.ref_area
where figure.indicator = 'communities' and figure.scenario = 'actual' and city.population > 0
group by all
having max(figure.low) > 0
order by {per_million} desc, 1
limit 15
