-- One row: the version in service, the rows that went into it, and how much of it is known: figures, policies and events
-- together, and the documents that they rest on, the newest of them by its day of publication.
with known as (
    select source_id, count(*) as statements, count(*) filter (where kind = 'figure') as figures
    from statement
    where reaches(evidence, $evidence) and known_from <= $known_on
    group by source_id
)

select
    any_value(version) as version, sum(rows_read)::integer as rows_read, sum(rows_rejected)::integer as rows_rejected,
    (select coalesce(sum(figures), 0) from known)::integer as observations,
    (select count(*) from known)::integer as sources,
    (select coalesce(sum(statements), 0) from known)::integer as statements,
    (select max(try_cast(published as date)) from known join source using (source_id)) as newest
from build
