-- One row: whether two observations may be compared, and why not.
-- $first text = S003: number of an observation
-- $second text = F010: number of another
select
    a.observation_id as first, b.observation_id as second,
    comparison_grade(side(a), side(b)) as grade, comparison_reasons(side(a), side(b)) as reasons
from known_observation($evidence, $known_on) as a
cross join known_observation($evidence, $known_on) as b
where a.observation_id = $first and b.observation_id = $second
