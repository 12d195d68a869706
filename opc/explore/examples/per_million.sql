select
    city.name_{lang} as {city}, round(coalesce(figure.low, 0) * 1e6 / city.population, 2) as {per_million_at_least},
    -- A first batch says nothing of the most.
    round(case when not figure.is_partial then figure.high end * 1e6 / city.population, 2) as {per_million_at_most}
from preferred_observation($evidence, $known_on, 'actual', ['communities']) as figure
join city on city.ref_area = figure.ref_area
where figure.area_level = 'city' and city.population > 0
order by {per_million_at_least} desc, {per_million_at_most} desc, 1
limit 15
