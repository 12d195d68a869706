-- One row per class of evidence on which anything stands: how many figures, how many statements with policies and events,
-- and of how many documents.
select
    evidence,
    count(*) filter (where kind = 'figure')::integer as figures,
    count(*)::integer as statements,
    count(distinct source_id)::integer as sources
from statement
where reaches(evidence, $evidence) and known_from <= $known_on
group by evidence
order by evidence_order(evidence)
