-- One row per target of $cities: what has been observed of it, its state, attainment, pace and the run rate required.
-- Time is counted in days and given in months of 30.44 days; every figure is given at the corners of its bounds.
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $pace number = 0: what if so many were added a month from the latest observation on; 0 for no what-if
with targets as (
    select
        observation_id, ref_area, area, indicator, counts_group(counts) as counts_group, evidence, period_start, period_end,
        deadline, coalesce(low, high) as mark, coalesce(low_closed, true) as mark_counts,
        case when comparator = 'none' or low >= 0 then bounds(low, low_closed, high, high_closed)
            else bounds(0, true, high, high_closed) end as goal
    from known_observation($evidence, $known_on)
    where scenario = 'target' and list_contains($cities, ref_area)
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
        known.area = targets.area and counts_group(known.counts) = targets.counts_group as same,
        least(coalesce(known.period_end, known.known_from), known.known_from) as seen_by,
        least(coalesce(known.period_start, known.known_from), known.known_from) as seen_from,
        known.is_partial, known.evidence, known.known_from, known.observation_id,
        known.low, known.low_closed, known.high, known.high_closed, known.assumed_low, known.assumed_high,
        known.obs_text, known.time_period, known.counts, known.source_id, known.comparator
    from targets
    join known_observation($evidence, $known_on) as known using (ref_area, indicator)
    where known.scenario = 'actual'
),

-- The latest figure; a stock comes before a first batch on the same day. Each order is one tuple, which spares sorting.
latest as (
    select * from observed
    where same
    qualify row_number() over (
        partition by target_id
        order by (
            date '9999-12-31' - seen_from, seen_by, is_partial, evidence, date '9999-12-31' - known_from, observation_id
        )
    ) = 1
),

earliest as (
    select observed.*
    from observed
    join latest using (target_id)
    where observed.same and observed.seen_by < latest.seen_from
    qualify row_number() over (
        partition by target_id
        order by (observed.seen_by, observed.is_partial, observed.evidence, observed.observation_id)
    ) = 1
),

counted as (
    select
        target_id, count(*) filter (where same_area and not same)::integer as other_counts,
        count(*) filter (where not same_area)::integer as parts_observed
    from observed
    group by all
),

joined as (
    select
        targets.observation_id, targets.deadline, targets.mark, targets.mark_counts, targets.goal,
        latest.observation_id as latest_id, earliest.observation_id as earliest_id, latest.seen_from, latest.seen_by,
        not_negative(read_bounds(latest, $assumed)) as y1, not_negative(read_bounds(earliest, $assumed)) as y0,
        {
            'low': date_diff('day', latest.seen_by, targets.deadline)::double, 'low_closed': true,
            'high': date_diff('day', latest.seen_from, targets.deadline)::double, 'high_closed': true
        } as days_left,
        {
            'low': date_diff('day', earliest.seen_by, latest.seen_from)::double, 'low_closed': true,
            'high': date_diff('day', earliest.seen_from, latest.seen_by)::double, 'high_closed': true
        } as days_between,
        {
            'low': date_diff('day', earliest.seen_by, targets.deadline)::double, 'low_closed': true,
            'high': date_diff('day', earliest.seen_from, targets.deadline)::double, 'high_closed': true
        } as days_in_all,
        date_diff('day', targets.period_start, targets.deadline) as days_of_target,
        date_diff('day', targets.period_start, $known_on::date) as days_gone,
        coalesce(counted.other_counts, 0) as other_counts, coalesce(counted.parts_observed, 0) as parts_observed,
        superseded.observation_id is not null as is_superseded
    from targets
    left join latest on latest.target_id = targets.observation_id
    left join earliest on earliest.target_id = targets.observation_id
    left join counted on counted.target_id = targets.observation_id
    left join superseded on superseded.observation_id = targets.observation_id
),

-- All ratios in one list; see the macro.
measured as (
    select
        *, difference(goal, y1) as gap,
        ratios([
            {'a': y1, 'b': goal},
            {'a': difference(goal, y1), 'b': days_left},
            {'a': difference(y1, y0), 'b': days_between},
            {'a': difference(y1, y0), 'b': difference(goal, y0)},
            {'a': {
                'low': y1.low + $pace * greatest(days_left.low, 0) / 30.44, 'low_closed': y1.low_closed,
                'high': y1.high + $pace * greatest(days_left.high, 0) / 30.44, 'high_closed': y1.high_closed
            }, 'b': goal}
        ]) as shares,
        days_between.low / days_in_all.low as time_low, days_between.high / days_in_all.high as time_high,
        coalesce(y1.low > mark or (y1.low = mark and (mark_counts or not y1.low_closed)), false) as is_achieved,
        earliest_id is not null and deadline is not null as is_paced
    from joined
),

-- The start stands in both terms of the share of the way, so the corners are taken by hand: the share falls as the start
-- rises while the goal lies ahead of it. Where the start may lie beyond the goal, the plain ratio is used.
travelled as (
    select
        *,
        case when y0.high < mark and goal.low is not null then bounds(
            case
                when y1.low < y0.high then (y1.low - y0.high) / (goal.low - y0.high)
                when goal.high is null then 0
                else (y1.low - y0.high) / (goal.high - y0.high)
            end, y1.low_closed and y0.high_closed,
            case
                when y1.high is null then null
                when y1.high < y0.low and goal.high is null then 0
                when y1.high < y0.low then (y1.high - y0.low) / (goal.high - y0.low)
                when y1.high > goal.low then (y1.high - y0.high) / (goal.low - y0.high)
                else (y1.high - y0.low) / (goal.low - y0.low)
            end, y1.high_closed and goal.low_closed
        ) else shares[4] end as way,
        -- A growth-rate test as a second opinion, where all three values are exact.
        case when earliest_id is not null and y0.low = y0.high and y1.low = y1.high and goal.low = goal.high
                and y0.low > 0 and days_between.low > 0 and days_in_all.low > days_between.high
            then (power(y1.low / y0.low, 1 / days_between.high) - 1) / nullif(power(goal.low / y0.low, 1 / days_in_all.high) - 1, 0)
        end as growth_pace,
        case when $pace > 0 and latest_id is not null then gap end as open_gap
    from measured
),

paced as (
    select
        *, case when is_paced then ratio(way, bounds(time_low, true, time_high, true)) end as pace,
        case when is_paced then way.low - time_high end as ahead_low,
        case when is_paced then way.high - time_low end as ahead_high,
        case
            when growth_pace >= 0.95 then 'on_track' when growth_pace >= 0.6 then 'moderate'
            when growth_pace >= 0 then 'limited' when growth_pace < 0 then 'moving_away'
        end as growth_verdict,
        -- At the pace of the reader the gap closes after so many days; beyond a century it says nothing.
        case
            when open_gap.high <= 0 then 0 when open_gap.low > 0 then open_gap.low / $pace * 30.44
            when open_gap is not null then 0
        end as days_at_best,
        case when open_gap.high <= 0 then 0 else open_gap.high / $pace * 30.44 end as days_at_worst
    from travelled
),

classed as (
    select
        *,
        case
            when goal.low is null and goal.high is null then 'unquantified'
            when is_superseded then 'superseded'
            when is_achieved then 'achieved'
            when latest_id is null and other_counts > 0 then 'definition_differs'
            when latest_id is null and deadline < $known_on::date then 'deadline_passed'
            when latest_id is null then 'no_observation'
            when deadline is null then 'no_deadline'
            when deadline < $known_on::date then 'deadline_passed'
            when earliest_id is null then 'one_observation'
            when pace.low >= 0.95 then 'on_track'
            when pace.low >= 0.6 and pace.high < 0.95 then 'moderate'
            when pace.low >= 0 and pace.high < 0.6 then 'limited'
            when pace.high < 0 then 'moving_away'
            else 'undecided'
        end as state,
        deadline >= $known_on::date and latest_id is not null and not is_achieved as is_open
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
    case when latest_id is not null then shares[1].low end as attainment_low,
    case when latest_id is not null then shares[1].low_closed end as attainment_low_closed,
    case when latest_id is not null then shares[1].high end as attainment_high,
    case when latest_id is not null then shares[1].high_closed end as attainment_high_closed,
    case when state in ('on_track', 'moderate', 'limited', 'moving_away', 'undecided') then pace.low end as pace_low,
    case when state in ('on_track', 'moderate', 'limited', 'moving_away', 'undecided') then pace.high end as pace_high,
    case when is_open then greatest(shares[2].low * 30.44, 0) end as required_per_month_low,
    case when is_open then shares[2].low_closed end as required_per_month_low_closed,
    case when is_open then shares[2].high * 30.44 end as required_per_month_high,
    case when is_open then shares[2].high_closed end as required_per_month_high_closed,
    case when earliest_id is not null then shares[3].low * 30.44 end as observed_per_month_low,
    case when earliest_id is not null then shares[3].low_closed end as observed_per_month_low_closed,
    case when earliest_id is not null then shares[3].high * 30.44 end as observed_per_month_high,
    case when earliest_id is not null then shares[3].high_closed end as observed_per_month_high_closed,
    case when ahead_low < 0 then ahead_low * days_in_all.high else ahead_low * days_in_all.low end / 30.44
        as months_ahead_low,
    case when ahead_high < 0 then ahead_high * days_in_all.low else ahead_high * days_in_all.high end / 30.44
        as months_ahead_high,
    case when growth_verdict != state then growth_verdict end as growth_verdict,
    case when days_at_best < 36525 then classed.seen_from + days_at_best::integer end as met_from,
    case when days_at_worst < 36525 then classed.seen_by + days_at_worst::integer end as met_until,
    open_gap is not null as has_what_if,
    case when open_gap is not null and target.deadline is not null then shares[5].low end as forecast_low,
    case when open_gap is not null and target.deadline is not null then shares[5].high end as forecast_high,
    case when days_of_target > 0 then least(greatest(days_gone / days_of_target, 0), 1) end as time_gone,
    coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.name_en as area_en, target.source_id, source.title, source.publisher, source.published, source.url,
    latest.source_id as latest_source_id, latest_source.title as latest_title,
    latest_source.publisher as latest_publisher, latest_source.published as latest_published,
    latest_source.url as latest_url,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en, indicator.family, indicator.position
from classed
join observation as target on target.observation_id = classed.observation_id and target.scenario = 'target'
join area on area.ref_area = target.ref_area and area.area = target.area
join source on source.source_id = target.source_id
join indicator on indicator.indicator = target.indicator
left join city on city.ref_area = target.ref_area
left join latest on latest.target_id = classed.observation_id
left join earliest on earliest.target_id = classed.observation_id
left join source as latest_source on latest_source.source_id = latest.source_id
order by
    indicator.position, list_position([
        'achieved', 'on_track', 'moderate', 'limited', 'moving_away', 'undecided', 'one_observation', 'no_deadline',
        'deadline_passed', 'definition_differs', 'no_observation', 'superseded', 'unquantified'
    ], state), attainment_high desc nulls last, target.low desc nulls last, target.observation_id
