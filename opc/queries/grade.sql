-- One row: whether two figures may be compared, and why not.
-- $first figure = S003: number of an observation
-- $second figure = F010: number of another
--
-- Each is found by the index of its number, which takes one value at a time.
with places as (
    select rowid as place from observation where observation_id = $first

    union all

    select rowid from observation where observation_id = $second
),

sides as (
    select
        observation_id,
        side(
            -- The period is a part of the unit: 1亿元 a year is no 1亿元.
            indicator, concat_ws(' per ', unit, per), counts, ref_area, area, area_level, earmark, period_start,
            period_end, is_partial, evidence, district_ := district
        ) as side
    from described_observation
    join (select ref_area, area, district from area) as area using (ref_area, area)
    where described_observation.rowid in (select place from places) and reaches(evidence, $evidence)
        and known_from <= $known_on
)

select
    a.observation_id as first, b.observation_id as second,
    comparison_grade(a.side, b.side) as grade, comparison_reasons(a.side, b.side) as reasons
from sides as a
cross join sides as b
where a.observation_id = $first and b.observation_id = $second
