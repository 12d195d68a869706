select
    {said_comparator} as {qualifier},
    count(*) as {figures}, count(distinct ref_area) as {places}
from known_observation($evidence, $known_on)
group by all
order by {figures} desc
