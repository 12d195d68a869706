-- One row per target of $cities: what has been observed of it, its state, attainment, pace and the run rate required.
-- Time is counted in days and given in months of 30.44 days; every figure is given at the corners of its bounds.
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $pace number = 0: what if so many were added a month from the latest observation on; 0 for no what-if
-- Rows are known by their place in the table until the end, where the rest of their columns is read.
with targets as (
    select
        rowid as place, observation_id, ref_area, area, indicator, counts_group, evidence, period_start, period_end,
        deadline, coalesce(low, high) as mark, coalesce(low_closed, true) as mark_counts,
        comparator != 'none' as is_stated,
        case when comparator != 'none' then count_low(low) end as goal_low,
        case when comparator != 'none' then count_low_closed(low, low_closed) end as goal_low_closed,
        high as goal_high, high_closed as goal_high_closed
    from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on and scenario = 'target' and list_contains($cities, ref_area)
),

-- A later statement of the same goal, on evidence at least as good, takes the place of the earlier one.
superseded as (
    select distinct earlier.observation_id
    from targets as earlier
    join targets as later using (ref_area, area, indicator, counts_group)
    where later.observation_id != earlier.observation_id
        and later.evidence <= earlier.evidence and later.period_start > earlier.period_end
        and (earlier.deadline is null or later.deadline = earlier.deadline)
),

-- Observations of the same indicator in the same city: of the same area and the same thing counted, or not. What is
-- published was seen by the day of publication, however vague its own date.
observed as (
    select
        targets.observation_id as target_id, known.area = targets.area as same_area,
        known.area = targets.area and known.counts_group = targets.counts_group as same,
        least(coalesce(known.period_end, known.known_from), known.known_from) as seen_by,
        least(coalesce(known.period_start, known.known_from), known.known_from) as seen_from,
        known.rowid as place, known.observation_id, known.is_partial, known.evidence, known.known_from,
        read_end(known.low, known.assumed_low, $assumed) as low,
        read_closed(known.low_closed, known.assumed_low, $assumed) as low_closed,
        read_end(known.high, known.assumed_high, $assumed) as high,
        read_closed(known.high_closed, known.assumed_high, $assumed) as high_closed
    from targets
    join described_observation as known using (ref_area, indicator)
    where known.scenario = 'actual' and reaches(known.evidence, $evidence) and known.known_from <= $known_on
),

-- The latest figure and the earliest; a stock comes before a first batch on the same day.
ends as (
    select
        target_id,
        arg_min(
            seen,
            (date '9999-12-31' - seen_from, seen_by, is_partial, evidence_order(evidence), date '9999-12-31' - known_from, observation_id)
        ) filter (where same) as latest,
        arg_min(seen, (seen_by, is_partial, evidence_order(evidence), observation_id)) filter (where same) as earliest,
        count(*) filter (where same_area and not same)::integer as other_counts,
        count(*) filter (where not same_area)::integer as parts_observed
    from (
        select *, {
            'place': place, 'seen_from': seen_from, 'seen_by': seen_by, 'low': low, 'low_closed': low_closed,
            'high': high, 'high_closed': high_closed
        } as seen
        from observed
    )
    group by target_id
),

-- One figure alone is no start.
observed_ends as (
    select
        target_id, latest, case when earliest.seen_by < latest.seen_from then earliest end as earliest,
        other_counts, parts_observed
    from ends
),

-- Counts cannot be negative: 近200家 lies between 0 and 200.
joined as (
    select
        targets.* exclude (ref_area, area, indicator, counts_group, evidence, period_end),
        latest.place as latest_place, latest.seen_from as seen_from, latest.seen_by as seen_by,
        case when latest.place is not null then count_low(latest.low) end as y1_low,
        case when latest.place is not null then count_low_closed(latest.low, latest.low_closed) end as y1_low_closed,
        latest.high as y1_high, latest.high_closed as y1_high_closed,
        earliest.place as earliest_place,
        case when earliest.place is not null then count_low(earliest.low) end as y0_low,
        case when earliest.place is not null then count_low_closed(earliest.low, earliest.low_closed) end as y0_low_closed,
        earliest.high as y0_high, earliest.high_closed as y0_high_closed,
        (deadline - latest.seen_by)::double as left_low, (deadline - latest.seen_from)::double as left_high,
        (latest.seen_from - earliest.seen_by)::double as between_low,
        (latest.seen_by - earliest.seen_from)::double as between_high,
        (deadline - earliest.seen_by)::double as all_low, (deadline - earliest.seen_from)::double as all_high,
        coalesce(other_counts, 0) as other_counts, coalesce(parts_observed, 0) as parts_observed,
        superseded.observation_id is not null as is_superseded
    from targets
    left join observed_ends on observed_ends.target_id = targets.observation_id
    left join superseded on superseded.observation_id = targets.observation_id
),

measured as (
    select
        *,
        y1_low - y0_high as gain_low, y1_high - y0_low as gain_high,
        between_low / all_low as time_low, between_high / all_high as time_high,
        coalesce(y1_low > mark or (y1_low = mark and (mark_counts or not y1_low_closed)), false) as is_achieved,
        earliest_place is not null and deadline is not null as is_paced,
        coalesce(y0_high < mark and goal_low is not null, false) as lies_ahead
    from joined
),

-- The start stands in both terms of the share of the way, so the corners are taken by hand: the share falls as the start
-- rises while the goal lies ahead of it. Where the start may lie beyond the goal, the plain ratio is used.
travelled as (
    select
        *,
        case
            when not is_paced then null
            when not lies_ahead then ratio_low(gain_low, gain_high, goal_low - y0_high, goal_high - y0_low)
            when y1_low < y0_high then gain_low / (goal_low - y0_high)
            when goal_high is null then 0
            else gain_low / (goal_high - y0_high)
        end as way_low,
        case
            when not is_paced then null
            when not lies_ahead then ratio_high(gain_low, gain_high, goal_low - y0_high, goal_high - y0_low)
            when y1_high < y0_low and goal_high is null then 0
            when y1_high < y0_low then gain_high / (goal_high - y0_low)
            when y1_high > goal_low then (y1_high - y0_high) / (goal_low - y0_high)
            else gain_high / (goal_low - y0_low)
        end as way_high,
        -- A growth-rate test as a second opinion, where all three values are exact.
        case when y0_low = y0_high and y1_low = y1_high and goal_low = goal_high
                and y0_low > 0 and between_low > 0 and all_low > between_high
            then (power(y1_low / y0_low, 1 / between_high) - 1) / nullif(power(goal_low / y0_low, 1 / all_high) - 1, 0)
        end as growth_pace
    from measured
),

paced as (
    select
        *, quotient_low(way_low, time_low, time_high) as pace_low,
        quotient_high(way_high, time_low, time_high) as pace_high,
        way_low - time_high as ahead_low, way_high - time_low as ahead_high
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
            when latest_place is null and deadline < $day::date then 'deadline_passed'
            when latest_place is null then 'no_observation'
            when deadline is null then 'no_deadline'
            when deadline < $day::date then 'deadline_passed'
            when earliest_place is null then 'one_observation'
            when pace_low >= 0.95 then 'on_track'
            when pace_low >= 0.6 and pace_high < 0.95 then 'moderate'
            when pace_low >= 0 and pace_high < 0.6 then 'limited'
            when pace_high < 0 then 'moving_away'
            else 'undecided'
        end as state,
        case
            when growth_pace >= 0.95 then 'on_track' when growth_pace >= 0.6 then 'moderate'
            when growth_pace >= 0 then 'limited' when growth_pace < 0 then 'moving_away'
        end as growth_verdict,
        deadline >= $day::date and latest_place is not null and not is_achieved as is_open,
        $pace > 0 and latest_place is not null as has_what_if,
        goal_low - y1_high as gap_low,
        goal_high - y1_low as gap_high
    from paced
)

select
    target.observation_id, target.ref_area, target.area, target.area_level, target.indicator, state,
    target.obs_text as target_text, target.comparator, target.low, target.low_closed, target.high,
    target.high_closed, target.unit, target.per, target.counts, target.obs_text, target.is_partial,
    target.time_period, target.deadline, target.deadline_precision, target.evidence, target.note, target.note_en,
    latest.obs_text as latest_text, latest.time_period as latest_period, latest.is_partial as latest_is_partial,
    latest.counts as latest_counts, latest.evidence as latest_evidence, latest.low as latest_low,
    latest.low_closed as latest_low_closed, latest.high as latest_high, latest.high_closed as latest_high_closed,
    latest.comparator as latest_comparator, earliest.obs_text as earliest_text, earliest.time_period as earliest_period,
    parts_observed,
    quotient_low(y1_low, goal_low, goal_high) as attainment_low,
    quotient_low_closed(y1_low, y1_low_closed, goal_low, goal_low_closed, goal_high, goal_high_closed)
        as attainment_low_closed,
    quotient_high(y1_high, goal_low, goal_high) as attainment_high,
    quotient_high_closed(y1_high, y1_high_closed, goal_low, goal_low_closed, goal_high, goal_high_closed)
        as attainment_high_closed,
    case when state in ('on_track', 'moderate', 'limited', 'moving_away', 'undecided') then pace_low end as pace_low,
    case when state in ('on_track', 'moderate', 'limited', 'moving_away', 'undecided') then pace_high end as pace_high,
    case when is_open then greatest(quotient_low(gap_low, left_low, left_high) * 30.44, 0) end as required_per_month_low,
    case when is_open then daily_closed(gap_low, goal_low_closed and y1_high_closed, left_low, left_high) end as required_per_month_low_closed,
    case when is_open then quotient_high(gap_high, left_low, left_high) * 30.44 end as required_per_month_high,
    case when is_open then daily_closed(-gap_high, goal_high_closed and y1_low_closed, left_low, left_high) end as required_per_month_high_closed,
    quotient_low(gain_low, between_low, between_high) * 30.44 as observed_per_month_low,
    daily_closed(gain_low, y1_low_closed and y0_high_closed, between_low, between_high) as observed_per_month_low_closed,
    quotient_high(gain_high, between_low, between_high) * 30.44 as observed_per_month_high,
    daily_closed(-gain_high, y1_high_closed and y0_low_closed, between_low, between_high) as observed_per_month_high_closed,
    case when ahead_low < 0 then ahead_low * all_high else ahead_low * all_low end / 30.44 as months_ahead_low,
    case when ahead_high < 0 then ahead_high * all_low else ahead_high * all_high end / 30.44 as months_ahead_high,
    case when growth_verdict != state then growth_verdict end as growth_verdict,
    -- At the pace of the reader the gap closes after so many days; beyond a century it says nothing.
    case
        when not has_what_if then null
        when gap_high <= 0 or coalesce(gap_low <= 0, true) then classed.seen_from
        when gap_low / $pace * 30.44 < 36525 then classed.seen_from + (gap_low / $pace * 30.44)::integer
    end as met_from,
    case
        when not has_what_if then null
        when gap_high <= 0 then classed.seen_by
        when gap_high / $pace * 30.44 < 36525 then classed.seen_by + (gap_high / $pace * 30.44)::integer
    end as met_until,
    has_what_if,
    -- What is there and what is added are no negative numbers, so that each end of their share has one corner.
    case when has_what_if and goal_low is not null and classed.deadline is not null then
        case when goal_high is null then 0 else (y1_low + $pace * greatest(left_low, 0) / 30.44) / nullif(goal_high, 0) end
    end as forecast_low,
    case when has_what_if and goal_low > 0 and classed.deadline is not null then
        (y1_high + $pace * greatest(left_high, 0) / 30.44) / goal_low
    end as forecast_high,
    case when classed.deadline > classed.period_start then least(greatest(
        ($day::date - classed.period_start) / (classed.deadline - classed.period_start), 0
    ), 1) end as time_gone,
    target.name_zh, target.name_en, target.area_en, target.source_id, target.title, target.publisher, target.published,
    target.url, latest.source_id as latest_source_id, latest.title as latest_title,
    latest.publisher as latest_publisher, latest.published as latest_published, latest.url as latest_url,
    target.indicator_zh, target.indicator_en, target.family, target.position
from classed
join described_observation as target on target.rowid = classed.place
left join described_observation as latest on latest.rowid = classed.latest_place
left join described_observation as earliest on earliest.rowid = classed.earliest_place
order by
    target.position, list_position([
        'achieved', 'on_track', 'moderate', 'limited', 'moving_away', 'undecided', 'one_observation', 'no_deadline',
        'deadline_passed', 'definition_differs', 'no_observation', 'superseded', 'unquantified'
    ], state), attainment_high desc nulls last, target.low desc nulls last, target.observation_id
