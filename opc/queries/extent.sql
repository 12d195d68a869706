-- One row: how many figures of how many places are known, the documents that they rest on and the newest day on which one
-- of these was published, and the first and the last day that the figures describe.
select
    count(*)::integer as figures, count(distinct ref_area)::integer as places,
    count(distinct source_id)::integer as sources,
    min(period_start) filter (where scenario = 'actual') as first_day,
    -- What is published was seen by the day of publication, however vague its own date.
    max(least(period_end, known_from)) filter (where scenario = 'actual' and period_end is not null) as last_day,
    -- A vaguer date than a day is none.
    max(try_cast(published as date)) as newest
from described_observation
where reaches(evidence, $evidence) and known_from <= $known_on
