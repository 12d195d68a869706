-- One row: whether two observations may be compared, and why not.
-- $first text = S003: number of an observation
-- $second text = F010: number of another
with sides as (
    select
        observation_id,
        side(
            indicator, unit, counts, ref_area, area, area_level, earmark, period_start, period_end, is_partial, evidence
        ) as side
    from known_observation($evidence, $known_on)
    where observation_id in ($first, $second)
)

select
    a.observation_id as first, b.observation_id as second,
    comparison_grade(a.side, b.side) as grade, comparison_reasons(a.side, b.side) as reasons
from sides as a
cross join sides as b
where a.observation_id = $first and b.observation_id = $second
