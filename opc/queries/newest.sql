-- One row per figure of a dated document, the newest first.
-- $count number = 20: how many
with newest as (
    -- Everything that decides which figures these are comes before the rest of their columns is read.
    select observation_id from known_observation($evidence, $known_on)
    where kind = 'quantity' and published is not null
        and (period_end <= $known_on or period_end is null)
    order by known_from desc, evidence, observation_id
    limit $count
)

select described_observation.* exclude (family, kind, position, counts_group)
from newest
join described_observation using (observation_id)
order by known_from desc, evidence, observation_id
