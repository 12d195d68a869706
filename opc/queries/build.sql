-- One row: the version in service, how many raw rows were read and how many rejected, how many figures, documents and
-- statements (figures, policies and events) are known, and the newest day on which one of these documents was
-- published.
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
