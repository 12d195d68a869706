-- One row per target of $cities: what has been observed of it, its state, attainment, pace and the run rate required.
-- Time is counted in days and given in months of 30.44 days; every figure is given at the corners of its bounds.
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $pace number = 0: what if so many were added a month from the latest observation on; 0 for no what-if
with known as (
    select * from known_observation($evidence, $known_on)
),

targets as (
    select *, counts_group(counts) as counts_group
    from known
    where scenario = 'target' and list_contains($cities, ref_area)
),

-- A later statement of the same goal, on evidence at least as good, takes the place of the earlier one.
superseded as (
    select distinct earlier.observation_id
    from targets as earlier
    join targets as later
        on later.ref_area = earlier.ref_area and later.area = earlier.area and later.indicator = earlier.indicator
        and later.counts_group = earlier.counts_group and later.observation_id != earlier.observation_id
    where later.evidence <= earlier.evidence and later.period_start > earlier.period_end
        and (earlier.deadline is null or later.deadline = earlier.deadline)
),

-- Observations of the same area and indicator; a stock comes before a first batch on the same day. What is published
-- was seen by the day of publication, however vague its own date.
observed as (
    select
        targets.observation_id as target_id, known.*,
        counts_group(known.counts) = targets.counts_group as same_counts,
        least(coalesce(known.period_end, known.known_from), known.known_from) as seen_by,
        least(coalesce(known.period_start, known.known_from), known.known_from) as seen_from
    from targets
    join known using (ref_area, area, indicator)
    where known.scenario = 'actual'
),

latest as (
    select * from observed where same_counts
    qualify row_number() over (
        partition by target_id order by seen_from desc, seen_by, is_partial, evidence, known_from desc, observation_id
    ) = 1
),

earliest as (
    select observed.* from observed
    join latest using (target_id)
    where observed.same_counts and observed.seen_by < latest.seen_from
    qualify row_number() over (
        partition by target_id order by observed.seen_by, observed.is_partial, observed.evidence, observed.observation_id
    ) = 1
),

elsewhere as (
    select target_id, count(*) filter (where not same_counts)::integer as other_counts from observed group by all
),

parts as (
    select targets.observation_id as target_id, count(*)::integer as parts_observed
    from targets
    join known on known.ref_area = targets.ref_area and known.indicator = targets.indicator and known.area != targets.area
    where known.scenario = 'actual'
    group by all
),

joined as (
    select
        targets.*,
        latest.observation_id as latest_id, latest.obs_text as latest_text, latest.time_period as latest_period,
        latest.is_partial as latest_is_partial, latest.counts as latest_counts, latest.evidence as latest_evidence,
        latest.source_id as latest_source_id, latest.low as latest_low, latest.low_closed as latest_low_closed,
        latest.high as latest_high, latest.high_closed as latest_high_closed, latest.comparator as latest_comparator,
        latest.seen_from, latest.seen_by, earliest.observation_id as earliest_id, earliest.obs_text as earliest_text,
        earliest.time_period as earliest_period,
        not_negative(read_bounds(latest, $assumed)) as y1,
        not_negative(read_bounds(earliest, $assumed)) as y0,
        case when targets.comparator = 'none' then observed_bounds(targets) else not_negative(observed_bounds(targets)) end
            as goal,
        -- A goal is met at its lower end; one that has only an upper end (近1000) is met there.
        coalesce(targets.low, targets.high) as mark, coalesce(targets.low_closed, true) as mark_counts,
        bounds(
            date_diff('day', latest.seen_by, targets.deadline), true,
            date_diff('day', latest.seen_from, targets.deadline), true
        ) as days_left,
        bounds(
            date_diff('day', earliest.seen_by, latest.seen_from), true,
            date_diff('day', earliest.seen_from, latest.seen_by), true
        ) as days_between,
        bounds(
            date_diff('day', earliest.seen_by, targets.deadline), true,
            date_diff('day', earliest.seen_from, targets.deadline), true
        ) as days_in_all,
        date_diff('day', targets.period_start, targets.deadline) as days_of_target,
        date_diff('day', targets.period_start, $known_on::date) as days_gone,
        coalesce(elsewhere.other_counts, 0) as other_counts,
        coalesce(parts.parts_observed, 0) as parts_observed,
        superseded.observation_id is not null as is_superseded
    from targets
    left join latest on latest.target_id = targets.observation_id
    left join earliest on earliest.target_id = targets.observation_id
    left join elsewhere on elsewhere.target_id = targets.observation_id
    left join parts on parts.target_id = targets.observation_id
    left join superseded on superseded.observation_id = targets.observation_id
),

measured as (
    select
        *,
        ratio(y1, goal) as attainment,
        scaled(ratio(difference(goal, y1), days_left), 30.44) as required_per_month,
        scaled(ratio(difference(y1, y0), days_between), 30.44) as observed_per_month,
        -- The start stands in both terms of the share of the way, so the corners are taken by hand: the share falls as the
        -- start rises while the goal lies ahead of it. Where the start may lie beyond the goal, the plain ratio is used.
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
        ) else ratio(difference(y1, y0), difference(goal, y0)) end as share_of_way,
        bounds(days_between.low / days_in_all.low, true, days_between.high / days_in_all.high, true) as share_of_time,
        coalesce(
            y1.low > mark or (y1.low = mark and (mark_counts or not y1.low_closed)), false
        ) as is_achieved
    from joined
),

paced as (
    select
        *,
        case when earliest_id is not null and deadline is not null then ratio(share_of_way, share_of_time) end as pace,
        case when earliest_id is not null and deadline is not null then
            difference(share_of_way, share_of_time)
        end as share_ahead,
        -- A growth-rate test as a second opinion, where all three values are exact.
        case when earliest_id is not null and y0.low = y0.high and y1.low = y1.high and goal.low = goal.high
                and y0.low > 0 and days_between.low > 0 and days_in_all.low > days_between.high
            then (power(y1.low / y0.low, 1 / days_between.high) - 1) / nullif(power(goal.low / y0.low, 1 / days_in_all.high) - 1, 0)
        end as growth_pace,
        case when $pace > 0 and latest_id is not null then difference(goal, y1) end as gap
    from measured
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
        case
            when growth_pace >= 0.95 then 'on_track' when growth_pace >= 0.6 then 'moderate'
            when growth_pace >= 0 then 'limited' when growth_pace < 0 then 'moving_away'
        end as growth_verdict,
        -- At the pace of the reader the gap closes after so many days; beyond a century it says nothing.
        case when gap.high <= 0 then 0 when gap.low > 0 then gap.low / $pace * 30.44 when gap is not null then 0 end as days_at_best,
        case when gap.high <= 0 then 0 else gap.high / $pace * 30.44 end as days_at_worst,
        case when gap is not null and deadline is not null then ratio(
            bounds(
                y1.low + $pace * greatest(days_left.low, 0) / 30.44, y1.low_closed,
                y1.high + $pace * greatest(days_left.high, 0) / 30.44, y1.high_closed
            ), goal
        ) end as forecast
    from paced
)

select
    classed.observation_id, classed.ref_area, classed.area, classed.area_level, classed.indicator, classed.state,
    classed.obs_text as target_text, classed.comparator, classed.low, classed.low_closed, classed.high,
    classed.high_closed, classed.unit, classed.per, classed.counts, classed.obs_text, classed.is_partial,
    classed.time_period, classed.deadline, classed.deadline_precision, classed.evidence, classed.note, classed.note_en,
    classed.latest_text, classed.latest_period, classed.latest_is_partial, classed.latest_counts,
    classed.latest_evidence, classed.latest_low, classed.latest_low_closed, classed.latest_high,
    classed.latest_high_closed, classed.latest_comparator, classed.earliest_text, classed.earliest_period,
    classed.parts_observed,
    case when latest_id is not null then attainment.low end as attainment_low,
    case when latest_id is not null then attainment.low_closed end as attainment_low_closed,
    case when latest_id is not null then attainment.high end as attainment_high,
    case when latest_id is not null then attainment.high_closed end as attainment_high_closed,
    case when list_contains(paced_states, state) then pace.low end as pace_low,
    case when list_contains(paced_states, state) then pace.high end as pace_high,
    case when deadline >= $known_on::date and latest_id is not null and not is_achieved
        then greatest(required_per_month.low, 0) end as required_per_month_low,
    case when deadline >= $known_on::date and latest_id is not null and not is_achieved
        then required_per_month.low_closed end as required_per_month_low_closed,
    case when deadline >= $known_on::date and latest_id is not null and not is_achieved
        then required_per_month.high end as required_per_month_high,
    case when deadline >= $known_on::date and latest_id is not null and not is_achieved
        then required_per_month.high_closed end as required_per_month_high_closed,
    case when earliest_id is not null then observed_per_month.low end as observed_per_month_low,
    case when earliest_id is not null then observed_per_month.low_closed end as observed_per_month_low_closed,
    case when earliest_id is not null then observed_per_month.high end as observed_per_month_high,
    case when earliest_id is not null then observed_per_month.high_closed end as observed_per_month_high_closed,
    case when share_ahead.low < 0 then share_ahead.low * days_in_all.high else share_ahead.low * days_in_all.low end
        / 30.44 as months_ahead_low,
    case when share_ahead.high < 0 then share_ahead.high * days_in_all.low else share_ahead.high * days_in_all.high end
        / 30.44 as months_ahead_high,
    case when growth_verdict != state then growth_verdict end as growth_verdict,
    case when days_at_best < 36525 then seen_from + days_at_best::integer end as met_from,
    case when days_at_worst < 36525 then seen_by + days_at_worst::integer end as met_until,
    gap is not null as has_what_if,
    forecast.low as forecast_low, forecast.high as forecast_high,
    case when days_of_target > 0 then least(greatest(days_gone / days_of_target, 0), 1) end as time_gone,
    coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.name_en as area_en, classed.source_id, source.title, source.publisher, source.published, source.url,
    latest_source.source_id as latest_source_id, latest_source.title as latest_title,
    latest_source.publisher as latest_publisher, latest_source.published as latest_published,
    latest_source.url as latest_url,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en, indicator.family, indicator.position
from classed
cross join (select ['on_track', 'moderate', 'limited', 'moving_away', 'undecided'] as paced_states) as states
join area using (ref_area, area)
join source using (source_id)
join indicator using (indicator)
left join city using (ref_area)
left join source as latest_source on latest_source.source_id = classed.latest_source_id
order by
    indicator.position, list_position([
        'achieved', 'on_track', 'moderate', 'limited', 'moving_away', 'undecided', 'one_observation', 'no_deadline',
        'deadline_passed', 'definition_differs', 'no_observation', 'superseded', 'unquantified'
    ], state), attainment_high desc nulls last, classed.low desc nulls last, classed.observation_id
