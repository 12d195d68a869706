-- One row: the version in service, what went into it, and how recent its newest document is.
select
    any_value(version) as version, sum(rows_read)::integer as rows_read, sum(rows_rejected)::integer as rows_rejected,
    (select count(*) from observation)::integer as observations,
    (select count(*) from source)::integer as sources,
    (
        (select count(*) from observation) + (select count(*) from policy) + (select count(*) from event)
    )::integer as statements,
    (select max(published) from source where published_precision = 'day') as newest
from build
