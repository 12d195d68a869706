select
    name_{lang} as {city}, indicator_{lang} as {indicator}, obs_text as {target}, latest_text as {latest},
    deadline as {deadline}, publisher as {publisher}, url as {address}
from target_progress
where evidence_floor = $evidence and not as_usual and known_from <= $known_on
    and coalesce(known_until > $known_on, true) and is_running and deadline >= $known_on
    and ref_area in (select ref_area from city)
order by latest_text is null, deadline, 1
