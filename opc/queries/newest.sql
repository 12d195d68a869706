-- One row per figure of a dated document, the newest first.
-- $count number = 20: how many
-- Everything that decides which figures these are comes before the rest of their columns is read.
select * exclude (family, kind, position, counts_group) from described_observation
where rowid in (
    select rowid from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on
        and kind = 'quantity' and published is not null
        and (period_end <= $day or period_end is null)
    order by known_from desc, evidence_order(evidence), observation_id
    limit $count
)
order by known_from desc, evidence_order(evidence), observation_id
