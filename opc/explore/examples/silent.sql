select name_{lang} as {city}, province_{lang} as {province}, population as {residents}
from city
where ref_area not in (select ref_area from known_observation($evidence, $known_on))
order by population desc nulls last
