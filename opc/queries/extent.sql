-- One row: how many figures of how many places are known, and the first and the last day that they describe.
select
    count(*)::integer as figures, count(distinct ref_area)::integer as places,
    count(distinct source_id)::integer as sources,
    min(period_start) filter (where scenario = 'actual') as first_day,
    max(period_end) filter (where scenario = 'actual' and period_end <= $day) as last_day
from known_observation($evidence, $known_on)
