select city.name_{lang} as {city}, max(figure.low) as {teams_at_least}
from known_observation($evidence, $known_on) as figure
join city on city.ref_area = figure.ref_area
where figure.indicator = 'resident_teams' and figure.scenario = 'actual' and figure.low is not null
group by all
order by {teams_at_least} desc, 1
limit 15
