-- One row per target of the cities asked for: what has been observed of it, its state, attainment, pace and the run
-- rate required. Time is counted in days and given in months of 30.44 days; every figure is given at the corners of its
-- bounds. Indicators of which anything was ever observed come first, then the states in their order.
-- $cities cities = all: codes of cities, separated by commas
-- $indicator indicators = : codes of indicators, separated by commas; nothing for all
-- $numbers one of all with without seen unseen = all: targets with a number, those without one, or both; of those with a number only those that a current figure is known for, or only the others
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
-- $pace number = 0: what if so many were added a month from the latest observation on, in the unit of each target: ask it of one indicator; 0 for no what-if
--
-- What does not change with the day and the pace of the reader is worked out at build time, and so is the order of the
-- rows (etl/targets.sql).
with today as (
    select
        *, $pace > 0 and latest_text is not null as has_what_if,
        case when deadline > $day::date then deadline - $day::date end as days_ahead
    from target_progress
    where evidence_floor = $evidence and as_usual = $assumed and known_from <= $known_on
        and coalesce(known_until > $known_on, true) and is_running = coalesce(deadline >= $day::date, false)
        and list_contains($cities, ref_area) and (len($indicator) = 0 or list_contains($indicator, indicator))
        and case $numbers
            when 'all' then true
            when 'without' then state = 'unquantified'
            else state <> 'unquantified' and ($numbers = 'with' or (latest_text is not null) = ($numbers = 'seen'))
        end
)

select
    observation_id, ref_area, area, area_level, indicator, state, obs_text as target_text, comparator,
    low, low_closed, high, high_closed, unit, per, counts, obs_text, is_partial, time_period, deadline,
    deadline_precision, evidence, note, note_en, latest_text, latest_period, latest_is_partial, latest_counts,
    latest_evidence, latest_to_deadline, latest_low, latest_low_closed, latest_high, latest_high_closed,
    latest_comparator, earliest_text,
    earliest_period, parts_observed, attainment_low, attainment_low_closed, attainment_high, attainment_high_closed,
    pace_low, pace_high, required_per_month_low, required_per_month_low_closed, required_per_month_high,
    required_per_month_high_closed, observed_per_month_low, observed_per_month_low_closed, observed_per_month_high,
    observed_per_month_high_closed, months_ahead_low, months_ahead_high, growth_verdict,
    -- At the pace of the reader the gap closes after so many days; beyond a century it says nothing. By the last of them
    -- even the least that is there has reached the most that is meant.
    case
        when not has_what_if then null
        when gap_high <= 0 or gap_low is null then seen_from
        when gap_low / $pace * 30.44 < 36525 then seen_from + days_to_close(gap_low, gap_low_closed, $pace)
    end as met_from,
    case
        when not has_what_if then null
        when gap_high <= 0 then seen_by
        when gap_high / $pace * 30.44 < 36525 then seen_by + days_to_close(gap_high, true, $pace)
    end as met_until,
    has_what_if,
    -- Of a target without an upper end the share is of the number named: of 超1000家, 51 are 5.1 %.
    case when goal_high is null then stock_low / nullif(goal_low, 0) else attainment_low end as reached_share,
    -- What is there and what is added are no negative numbers, so that each end of their share has one corner.
    case when has_what_if and goal_low is not null and deadline is not null then
        case when goal_high is null then 0
            else (stock_low + $pace * greatest(days_left_low, 0) / 30.44) / nullif(goal_high, 0) end
    end as forecast_low,
    case when has_what_if and goal_low > 0 and deadline is not null then
        (stock_high + $pace * greatest(days_left_high, 0) / 30.44) / goal_low
    end as forecast_high,
    case when deadline > period_start then least(greatest(
        ($day::date - period_start) / (deadline - period_start), 0
    ), 1) end as time_gone,
    name_zh, name_en, area_en, source_id, title, publisher, published, url, latest_source_id, latest_title,
    latest_publisher, latest_published, latest_url, indicator_zh, indicator_en, family, position,
    -- What the latest figure lacks, and what that makes a month from the day of the reader on, as if nothing had been
    -- added since: open and closed as what is required from that figure on.
    missing_low, missing_low_closed, missing_high, missing_high_closed,
    missing_low / days_ahead * 30.44 as required_from_day_low,
    case when days_ahead > 0 then missing_low_closed end as required_from_day_low_closed,
    missing_high / days_ahead * 30.44 as required_from_day_high,
    case when days_ahead > 0 then missing_high_closed end as required_from_day_high_closed, counts_differ
from today
