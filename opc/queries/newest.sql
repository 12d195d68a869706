-- One row per figure of a dated document, the newest first. A year alone dates no document: it would be as new as the
-- day on which we read it.
-- $count number = 20: how many
--
-- Everything that decides which figures these are comes before the rest of their columns is read.
select
    * exclude (family, kind, position, counts_group), counts_differ(counts, indicator) as counts_differ
from described_observation
where rowid in (
    select rowid from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on
        and kind != 'statement' and length(published) > 4
    order by known_from desc, evidence_order(evidence), observation_id
    limit $count
)
order by known_from desc, evidence_order(evidence), observation_id
