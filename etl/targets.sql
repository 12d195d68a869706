-- Fills target_progress: what was known of each target's progress, from each day on which that changed, for each evidence
-- floor, with 余, 多, 近 and 约 read as they stand and as usual, before its deadline and after it. All that changes with
-- each day of the reader is left to the query `progress`, which shows the rows in the order in which they lie here:
-- to sort rows of so many columns would take it longer than all the rest.
-- Time is counted in days and given in months of 30.44 days; every figure is given at the corners of its bounds.
-- Figures are known by a number until the end, where their words are read.
insert into target_progress by name
with figures as materialized (
    -- What is published was seen by the day of publication, however vague its own date.
    select
        row_number() over (order by observation_id) as place, described_observation.*, district,
        period_start is null as is_undated,
        least(coalesce(period_end, known_from), known_from) as seen_by,
        least(coalesce(period_start, known_from), known_from) as seen_from
    from described_observation
    join (select ref_area, area, district from area) as area using (ref_area, area)
    semi join (select distinct ref_area, indicator from observation where scenario = 'target') using (ref_area, indicator)
),

targets as (
    select
        place, observation_id, ref_area, area, area_level, district, indicator, per, counts_group, earmark, item_zh,
        evidence, known_from, period_start, period_end, deadline,
        coalesce(low, high) as number_named,
        -- At most so many is a limit, and no mark to be reached from below; 近1000家 is one.
        case when comparator != '<=' and (comparator != '<' or assumed_low is not null) then number_named end as mark,
        coalesce(low_closed, true) as mark_counts,
        comparator != 'none' as is_stated,
        case when comparator != 'none' then count_low(low) end as goal_low,
        case when comparator != 'none' then count_low_closed(low, low_closed) end as goal_low_closed,
        high as goal_high, high_closed as goal_high_closed
    from figures
    where scenario = 'target'
),

-- The days on which something about a target became known that is good enough for a floor.
moments as (
    select distinct targets.place as target_place, floor, greatest(targets.known_from, known.known_from) as known_from
    from targets
    join figures as known using (ref_area, indicator)
    cross join (select unnest(['A', 'B', 'C', 'D']) as floor) as floors
    where reaches(targets.evidence, floor) and reaches(known.evidence, floor)
        and same_series(known.earmark, known.item_zh, targets.earmark, targets.item_zh)
),

-- A later statement of the same goal, on evidence at least as good, takes the place of the earlier one. A goal without a
-- deadline is not struck out by a smaller one on the way to it.
superseded as (
    select distinct target_place, floor, moments.known_from
    from moments
    join targets as earlier on earlier.place = moments.target_place
    join targets as later using (ref_area, area, indicator, counts_group)
    where later.place != earlier.place and reaches(later.evidence, floor) and later.per is not distinct from earlier.per and later.known_from <= moments.known_from
        and later.evidence <= earlier.evidence and later.period_start > earlier.period_end
        and same_series(later.earmark, later.item_zh, earlier.earmark, earlier.item_zh)
        and coalesce(
            later.deadline = earlier.deadline,
            earlier.deadline is null and (later.deadline is null or later.number_named >= earlier.number_named)
        )
),

-- Observations of the same series in the same city: of the same area and the same thing counted, or not. What lies apart
-- from the area, or is more than it, is no part of it. What came in a period says how far a target is where it counts
-- the whole time of the target, from its statement to its deadline and no longer.
seen as (
    select
        target_place, floor, moments.known_from, known.place,
        known.area = targets.area and (known.kind != 'flow' or coalesce(
            known.period_start <= targets.period_start and known.period_end = targets.deadline
            and known.seen_by = targets.deadline, false
        )) as is_held,
        known.area != targets.area and level_order(known.area_level) >= level_order(targets.area_level) and not areas_apart(
            known.area, known.area_level, known.district, targets.area, targets.area_level, targets.district
        ) as is_part,
        is_held and known.counts_group = targets.counts_group as same,
        is_held and known.counts_group != targets.counts_group as is_other,
        known.kind != 'flow' and not known.is_undated and not known.is_partial as is_start,
        counts_kind(known.counts) as counted, known.seen_by, known.observation_id, known.evidence,
        -- The latest comes first: a stock before a first batch, what is dated before what is not; of what began together
        -- the more precise, for a vaguer date is not a later one; then by evidence and publication.
        {
            'is_partial': known.is_partial, 'is_undated': known.is_undated, 'days': date '9999-12-31' - known.seen_from,
            'ends': coalesce(known.period_end, date '9999-12-31'), 'evidence': evidence_order(known.evidence),
            'published': date '9999-12-31' - known.known_from, 'observation_id': known.observation_id
        } as recency,
        coalesce(known.seen_by <= targets.deadline, false) as is_in_time
    from moments
    join targets on targets.place = moments.target_place
    join figures as known using (ref_area, indicator)
    where known.scenario = 'actual' and known.per is not distinct from targets.per and reaches(known.evidence, floor) and known.known_from <= moments.known_from
        and same_series(known.earmark, known.item_zh, targets.earmark, targets.item_zh)
),

observed as (
    select
        *, arg_min(counted, recency) filter (where same) over moment as latest_counted,
        arg_min(counted, recency) filter (where same and is_in_time) over moment as result_counted
    from seen
    window moment as (partition by target_place, floor, known_from)
),

-- The latest figure and the latest up to the deadline, each with the earliest that counts the same thing. From a first
-- batch to a stock nothing is gained: the one is a part of the other.
ends as (
    select
        target_place, floor, known_from, arg_min(place, recency) filter (where same) as latest_place,
        arg_min(place, recency) filter (where same and is_in_time) as result_place,
        arg_min(place, (seen_by, evidence_order(evidence), observation_id))
            filter (where same and is_start and counted = latest_counted) as earliest_place,
        arg_min(place, (seen_by, evidence_order(evidence), observation_id))
            filter (where same and is_start and counted = result_counted) as result_earliest_place,
        count(*) filter (where is_other)::integer as other_counts,
        count(*) filter (where is_part)::integer as parts_observed
    from observed
    group by all
),

-- The bounds of observations, as published and as usually read. Counts cannot be negative: 近200家 lies between 0 and 200.
read as (
    select
        place, as_usual, obs_text, time_period, seen_by, seen_from, is_partial, is_undated,
        count_low(read_end(low, assumed_low, as_usual)) as low,
        count_low_closed(
            read_end(low, assumed_low, as_usual), read_closed(low_closed, assumed_low, as_usual)
        ) as low_closed,
        read_end(high, assumed_high, as_usual) as high, read_closed(high_closed, assumed_high, as_usual) as high_closed
    from figures
    cross join (select unnest([false, true]) as as_usual) as readings
    where scenario = 'actual'
),

-- Which figures a target is held against. On its last day a deadline still lies ahead; once it has passed, a target that
-- was met by it stays met, whatever came later.
held as (
    select
        moments.*, readings.as_usual, is_running,
        not is_running and clears(result.low, result.low_closed, mark, mark_counts) as is_met_in_time,
        case when is_met_in_time then result_place else latest_place end as latest_place,
        case when is_met_in_time then result_earliest_place else earliest_place end as earliest_place,
        coalesce(other_counts, 0) as other_counts, coalesce(parts_observed, 0) as parts_observed
    from moments
    left join ends using (target_place, floor, known_from)
    join targets on targets.place = moments.target_place
    cross join (select unnest([false, true]) as as_usual) as readings
    cross join (select unnest([true, false]) as is_running) as times
    left join read as result on result.place = ends.result_place and result.as_usual = readings.as_usual
    where deadline is not null or not is_running
),

-- One figure alone is no start.
joined as (
    select
        targets.* exclude (
            area, area_level, district, counts_group, earmark, item_zh, evidence, known_from, period_end
        ), held.floor, held.known_from,
        lead(held.known_from) over (
            partition by held.target_place, held.floor, held.as_usual, is_running order by held.known_from
        ) as known_until,
        held.as_usual, is_running, latest.place as latest_place, latest.seen_from, latest.seen_by,
        latest.low as y1_low, latest.low_closed as y1_low_closed, latest.high as y1_high,
        latest.high_closed as y1_high_closed,
        earliest.place as earliest_place, earliest.obs_text as earliest_text, earliest.time_period as earliest_period,
        earliest.low as y0_low, earliest.low_closed as y0_low_closed, earliest.high as y0_high,
        earliest.high_closed as y0_high_closed,
        -- What is not dated says nothing of the time that was left.
        case when not latest.is_undated then (deadline - latest.seen_by)::double end as left_low,
        case when not latest.is_undated then (deadline - latest.seen_from)::double end as left_high,
        (latest.seen_from - earliest.seen_by)::double as between_low,
        (latest.seen_by - earliest.seen_from)::double as between_high,
        (deadline - earliest.seen_by)::double as all_low, (deadline - earliest.seen_from)::double as all_high,
        other_counts, parts_observed, latest.is_undated, superseded.target_place is not null as is_superseded
    from held
    left join superseded using (target_place, floor, known_from)
    join targets on targets.place = held.target_place
    left join read as latest on latest.place = held.latest_place and latest.as_usual = held.as_usual
    left join read as earliest
        on earliest.place = held.earliest_place and earliest.as_usual = held.as_usual and earliest.seen_by < latest.seen_from
        and not latest.is_partial and not latest.is_undated
),

measured as (
    select
        *,
        y1_low - y0_high as gain_low, y1_high - y0_low as gain_high, goal_low - y1_high as gap_low,
        goal_high - y1_low as gap_high,
        least(between_low / all_low, (between_low - all_low + all_high) / all_high) as time_low,
        greatest(between_high / all_high, (between_high - all_high + all_low) / all_low) as time_high,
        clears(y1_low, y1_low_closed, mark, mark_counts) as is_achieved,
        coalesce(y1_high < goal_low or (y1_high = goal_low and not (goal_low_closed and y1_high_closed)), false) as is_short,
        -- A pace leads from a start below the goal to the goal, and takes some time.
        earliest_place is not null and coalesce(all_low > 0, false) and coalesce(y0_high < goal_low, false) as is_paced,
        coalesce(goal_high, goal_low) as way_to
    from joined
),

-- Start and goal stand in both terms of the share of the way, which rises or falls with each of them, as the other ends
-- say: so its ends lie at their corners. The way to more than a number leads to that number, for there it is met.
travelled as (
    select
        *,
        case when is_paced then least(
            (y1_low - y0_low) / (goal_low - y0_low), (y1_low - y0_high) / (goal_low - y0_high),
            (y1_low - y0_low) / (way_to - y0_low), (y1_low - y0_high) / (way_to - y0_high)
        ) end as way_low,
        case when is_paced and y1_high is not null then greatest(
            (y1_high - y0_low) / (goal_low - y0_low), (y1_high - y0_high) / (goal_low - y0_high),
            (y1_high - y0_low) / (way_to - y0_low), (y1_high - y0_high) / (way_to - y0_high)
        ) end as way_high,
        -- A growth-rate test as a second opinion, where all three values are exact, and their days.
        case when is_paced and y0_low = y0_high and y1_low = y1_high and goal_low = way_to
                and between_low = between_high and all_low = all_high and y0_low > 0 and between_low > 0
                and all_low > between_high
            then (power(y1_low / y0_low, 1 / between_high) - 1) / nullif(power(goal_low / y0_low, 1 / all_high) - 1, 0)
        end as growth_pace
    from measured
),

-- The day of the start stands in both terms of the days ahead: (way - time) of all days is (way - 1) of all days, and the
-- days that are left.
paced as (
    select
        *, quotient_low(way_low, time_low, time_high) as pace_low, quotient_high(way_high, time_low, time_high) as pace_high,
        case when is_paced then least((way_low - 1) * all_low, (way_low - 1) * all_high) + left_low end as ahead_low,
        case when way_high is not null then greatest((way_high - 1) * all_low, (way_high - 1) * all_high) + left_high end
            as ahead_high,
        latest_place is not null and mark is not null and not is_achieved as is_open
    from travelled
),

classed as (
    select
        *,
        case
            when not is_stated or (goal_low is null and goal_high is null) then 'unquantified'
            when is_superseded then 'superseded'
            when is_achieved then 'achieved'
            when latest_place is null and other_counts > 0 then 'definition_differs'
            when latest_place is null then 'no_observation'
            when deadline is null then 'no_deadline'
            when earliest_place is null then 'one_observation'
            -- 0.95 is 0.95, whatever doubles make of 19/104 over 20/104.
            when round(pace_low, 12) >= 0.95 then 'on_track'
            when round(pace_low, 12) >= 0.6 and round(pace_high, 12) < 0.95 then 'moderate'
            when round(pace_low, 12) >= 0 and round(pace_high, 12) < 0.6 then 'limited'
            -- What has surely fallen below the goal moves away, from a start at or above it too, which leads to no pace.
            when round(pace_high, 12) < 0 or (gain_high < 0 and is_short) then 'moving_away'
            else 'undecided'
        end as state,
        case
            when growth_pace >= 0.95 then 'on_track' when growth_pace >= 0.6 then 'moderate'
            when growth_pace >= 0 then 'limited' when growth_pace < 0 then 'moving_away'
        end as growth_verdict
    from paced
),

dated as (
    select
        classed.* exclude (state, growth_verdict), is_open and is_running and left_low is not null as is_required,
        case
            when deadline is null or is_running or state in ('unquantified', 'superseded', 'achieved', 'definition_differs')
                then state
            else 'deadline_passed'
        end as state,
        case when is_running and state in ('on_track', 'moderate', 'limited', 'moving_away') then growth_verdict end
            as growth_verdict
    from classed
)

select
    target.observation_id, target.ref_area, target.area, target.area_level, target.indicator, target.obs_text,
    target.comparator, target.low, target.low_closed, target.high, target.high_closed, target.unit, target.per,
    target.counts, target.is_partial, target.time_period, target.period_start, target.deadline,
    target.deadline_precision, target.evidence, target.note, target.note_en, target.name_zh, target.name_en,
    target.area_en, target.source_id, target.title, target.publisher, target.published, target.url,
    target.indicator_zh, target.indicator_en, target.family, target.position,
    latest.obs_text as latest_text, latest.time_period as latest_period, latest.is_partial as latest_is_partial,
    latest.counts as latest_counts, latest.evidence as latest_evidence, latest.low as latest_low,
    latest.low_closed as latest_low_closed, latest.high as latest_high, latest.high_closed as latest_high_closed,
    latest.comparator as latest_comparator, latest.source_id as latest_source_id, latest.title as latest_title,
    latest.publisher as latest_publisher, latest.published as latest_published, latest.url as latest_url,
    floor as evidence_floor, as_usual, dated.known_from, known_until, is_running, state,
    case when growth_verdict != state then growth_verdict end as growth_verdict, earliest_text, earliest_period,
    parts_observed,
    counts_differ(target.counts, target.indicator) as counts_differ,
    dated.seen_from, dated.seen_by,
    case
        when dated.seen_from > target.deadline and not dated.is_undated then 'after'
        when dated.seen_by < target.deadline then 'before'
        when target.deadline is not null and latest_place is not null then 'at'
    end as latest_to_deadline, goal_low, goal_high, y1_low as stock_low, y1_high as stock_high, gap_low,
    goal_low_closed and y1_high_closed as gap_low_closed, gap_high, left_low as days_left_low, left_high as days_left_high,
    case when is_open then greatest(gap_low, 0) end as missing_low,
    -- Nothing is missing where the target may be passed already.
    case when is_open then gap_low is null or gap_low < 0 or (goal_low_closed and y1_high_closed) end as missing_low_closed,
    case when is_open then gap_high end as missing_high,
    case when is_open and gap_high is not null then goal_high_closed and y1_low_closed end as missing_high_closed,
    quotient_low(y1_low, goal_low, goal_high) as attainment_low,
    quotient_low_closed(y1_low, y1_low_closed, goal_low, goal_low_closed, goal_high, goal_high_closed)
        as attainment_low_closed,
    quotient_high(y1_high, goal_low, goal_high) as attainment_high,
    quotient_high_closed(y1_high, y1_high_closed, goal_low, goal_low_closed, goal_high, goal_high_closed)
        as attainment_high_closed,
    case when state in ('on_track', 'moderate', 'limited', 'moving_away', 'undecided') then pace_low end as pace_low,
    case when state in ('on_track', 'moderate', 'limited', 'moving_away', 'undecided') then pace_high end as pace_high,
    case when is_required then greatest(quotient_low(gap_low, left_low, left_high) * 30.44, 0) end as required_per_month_low,
    case when is_required then
        gap_low is null or gap_low < 0
        or quotient_low_closed(gap_low, goal_low_closed and y1_high_closed, left_low, true, left_high, true)
    end as required_per_month_low_closed,
    case when is_required then quotient_high(gap_high, left_low, left_high) * 30.44 end as required_per_month_high,
    case when is_required then
        quotient_high_closed(gap_high, goal_high_closed and y1_low_closed, left_low, true, left_high, true)
    end as required_per_month_high_closed,
    quotient_low(gain_low, between_low, between_high) * 30.44 as observed_per_month_low,
    quotient_low_closed(gain_low, y1_low_closed and y0_high_closed, between_low, true, between_high, true)
        as observed_per_month_low_closed,
    quotient_high(gain_high, between_low, between_high) * 30.44 as observed_per_month_high,
    quotient_high_closed(gain_high, y1_high_closed and y0_low_closed, between_low, true, between_high, true)
        as observed_per_month_high_closed,
    ahead_low / 30.44 as months_ahead_low, ahead_high / 30.44 as months_ahead_high
from dated
join figures as target on target.place = dated.place
left join figures as latest on latest.place = dated.latest_place
-- Indicators of which anything has been observed come first.
order by
    evidence_floor, as_usual, bool_or(latest.obs_text is not null) over (partition by floor, target.indicator) desc,
    target.position, list_position([
        'achieved', 'on_track', 'moderate', 'limited', 'moving_away', 'undecided', 'one_observation', 'no_deadline',
        'deadline_passed', 'definition_differs', 'no_observation', 'superseded', 'unquantified'
    ], state), attainment_high desc nulls last, target.low desc nulls last, target.observation_id, dated.known_from,
    is_running;
