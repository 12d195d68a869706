-- One row per city that discloses $indicator: its place among them at best and at worst under the bounds, whether its
-- order to the next is decided, and the gap to the leader and to the median.
-- $indicator indicator = resident_teams: what is measured
-- $scenario one of actual target = actual: which figures
-- $peers peers = all: codes of cities, or province:CITY, population:CITY, stage:CITY
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
with valued as (
    select
        *,
        bounds(
            count_low(read_end(low, assumed_low, $assumed)),
            count_low_closed(read_end(low, assumed_low, $assumed), read_closed(low_closed, assumed_low, $assumed)),
            read_end(high, assumed_high, $assumed), read_closed(high_closed, assumed_high, $assumed)
        ) as value
    from preferred_observation($evidence, $known_on, $scenario, [$indicator]) as preferred
    where list_contains($peers, ref_area) and ref_area in (select ref_area from city)
        and (low is not null or high is not null)
),

placed as (
    select
        mine.ref_area,
        (1 + count(*) filter (where surely_above(other.value, mine.value)))::integer as rank_best,
        (1 + count(*) filter (
            where other.ref_area != mine.ref_area and not surely_above(mine.value, other.value)
                and not (mine.value.low = mine.value.high and other.value = mine.value)
        ))::integer as rank_worst
    from valued as mine
    cross join valued as other
    group by all
),

field as (
    select
        count(*)::integer as disclosed,
        bounds(max(value.low), true, case when count(value.high) = count(*) then max(value.high) end, true) as leader,
        bounds(
            median(value.low), true,
            case when median(coalesce(value.high, 'infinity'::double)) < 'infinity'::double
                then median(coalesce(value.high, 'infinity'::double)) end, true
        ) as middle
    from valued
),

ordered as (
    select
        valued.*, placed.rank_best, placed.rank_worst, field.disclosed,
        difference(field.leader, valued.value) as to_leader, difference(field.middle, valued.value) as to_median,
        lead(valued.value) over by_place as next_value
    from valued
    join placed using (ref_area)
    cross join field
    window by_place as (
        order by placed.rank_best + placed.rank_worst, coalesce(valued.low, valued.high) desc, valued.ref_area
    )
)

select
    ordered.ref_area, ordered.name_zh, ordered.name_en, ordered.value.low as low, ordered.value.low_closed as low_closed,
    ordered.value.high as high, ordered.value.high_closed as high_closed, rank_best, rank_worst, disclosed,
    case when next_value is not null then surely_above(ordered.value, next_value) end as order_decided,
    to_leader.low as to_leader_low, to_leader.high as to_leader_high,
    to_median.low as to_median_low, to_median.high as to_median_high,
    ordered.indicator, ordered.obs_text, ordered.comparator, ordered.unit, ordered.per, ordered.is_partial, ordered.area, ordered.area_level,
    area_en, counts, time_period, evidence, note, note_en, source_id, title, publisher, published, url
from ordered
order by rank_best + rank_worst, coalesce(ordered.low, ordered.high) desc, ordered.ref_area
