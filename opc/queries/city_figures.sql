-- One row per figure of one city, by family and indicator; the preferred claim of each indicator first.
-- $city city = 370100: the city
select * exclude (position, counts_group), counts_differ(counts, indicator) as counts_differ
from known_observation($evidence, $known_on)
where ref_area = $city
order by position, scenario, preference_on(preference, deadline, $known_on)
