-- One row per city that discloses the indicator: its place among them at best and at worst under the bounds, whether
-- its order to the next is decided, the gap to the leader and to the median, and whether it is like for like, as in
-- compare. A place is one among figures, whatever they count: grade and reasons say which of them are to be compared
-- with caution. The ends are those that places are worked out from: a lower one that nobody named, which compare leaves
-- empty, is 0.
-- $indicator indicator = resident_teams: what is measured
-- $scenario one of actual target = actual: which figures
-- $peers peers = all: codes of cities, or province:CITY, population:CITY, stage:CITY
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
--
-- Plain ends and few columns until the end: structs and wide rows take longer to plan than all the rest.
with chosen as (
    select
        rowid as place, ref_area, coalesce(low, high) as as_published,
        city_reasons(
            indicator, family, counts, area_level, earmark, period_start, period_end, is_partial, evidence,
            max(period_start) over (), max(period_end) over ()
        ) as reasons,
        read_end(low, assumed_low, $assumed) as read_low, read_closed(low_closed, assumed_low, $assumed) as read_low_closed,
        read_end(high, assumed_high, $assumed) as high, read_closed(high_closed, assumed_high, $assumed) as high_closed
    from described_observation
    where rowid in (select place from preferred_place($evidence, $known_on, $scenario, [$indicator]))
        and list_contains($peers, ref_area)
    qualify low is not null or high is not null
),

valued as (
    select
        place, ref_area, as_published, reasons, count_low(read_low) as low,
        count_low_closed(read_low, read_low_closed) as low_closed, high, high_closed
    from chosen
),

-- The gap of a city is smallest where it has all that it may have and the others the least, and largest the other way
-- round: its own figure stands on both sides, once.
placed as (
    select
        mine.ref_area,
        max(other.low) filter (where other.ref_area != mine.ref_area) as rival_low,
        max(coalesce(other.high, 'infinity'::double)) filter (where other.ref_area != mine.ref_area) as rival_high,
        median(case when other.ref_area = mine.ref_area then mine.high else other.low end) as least_median,
        median(
            case when other.ref_area = mine.ref_area then mine.low else coalesce(other.high, 'infinity'::double) end
        ) as most_median,
        best_place(mine.high, mine.high_closed, other.low, other.low_closed) as rank_best,
        worst_place(mine.low, other.high, other.ref_area != mine.ref_area) as rank_worst
    from valued as mine
    cross join valued as other
    group by all
),

ordered as (
    select
        valued.*, rank_best, rank_worst, count(*) over ()::integer as disclosed,
        -- greatest passes over nulls: who has no upper end, or no rival, may be behind nobody.
        greatest(rival_low - high, 0) as to_leader_low,
        nullif(greatest(rival_high - low, 0), 'infinity'::double) as to_leader_high,
        least_median - high as to_median_low, nullif(most_median - low, 'infinity'::double) as to_median_high,
        case when lead(place) over by_place is not null then is_above(
            low, low_closed, lead(high) over by_place, lead(high_closed) over by_place
        ) end as order_decided
    from valued
    join placed using (ref_area)
    window by_place as (order by rank_best + rank_worst, as_published desc, valued.ref_area)
)

select
    ordered.ref_area, name_zh, name_en, ordered.low, ordered.low_closed, ordered.high, ordered.high_closed,
    rank_best, rank_worst, disclosed, order_decided, to_leader_low, to_leader_high, to_median_low, to_median_high,
    indicator, scenario, obs_text, comparator, unit, per, is_partial, area, area_level, area_en, counts, time_period,
    evidence, note, note_en, source_id, title, publisher, published, url, earmark, deadline, deadline_precision,
    reasons,
    case when len(reasons) > 0 then 'caution' else 'like_for_like' end as grade
from ordered
join described_observation on described_observation.rowid = ordered.place
order by rank_best + rank_worst, as_published desc, ordered.ref_area
