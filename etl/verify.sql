-- One row per fault of a finished warehouse: the table, what was found, and what to do. No row means it may be published.
with written as (
    select 'sources.csv' as file, count(*) as row_count from source where file = 'sources.csv'
    union all select 'cities.csv', count(*) from city
    union all select 'areas.csv', count(*) from area where area_level <> 'city'
    union all select 'figures.csv', count(*) from observation where evidence <> 'R'
    union all select 'roster.parquet', count(*) from roster
    union all select 'policies.csv', count(*) from policy
    union all select 'events.csv', count(*) from event
    union all select 'left_out.csv', count(*) from left_out
),

-- A folder without policies, events, left-out or rejected rows is a small one and not a faulty one.
required as (
    select 'city' as name, count(*) as row_count from city
    union all select 'area', count(*) from area
    union all select 'indicator', count(*) from indicator
    union all select 'source', count(*) from source
    union all select 'observation', count(*) from observation
    union all select 'build', count(*) from build
),

miscounted as (
    select
        build.file as name,
        build.rows_used || ' rows are used, the table has ' || written.row_count as found,
        'compare derive.sql with the raw file' as remedy
    from build join written using (file)
    where build.rows_used <> written.row_count or build.rows_read <> build.rows_used + build.rows_rejected
),

empty as (
    select name, 'the table is empty' as found, 'fill the file that it is built from' as remedy
    from required
    where row_count = 0
),

crossed_bounds as (
    select
        'observation' as name,
        observation_id || ' has a low bound above its high bound' as found,
        'correct the figure in line ' || line as remedy
    from observation
    where low > high
),

strange_units as (
    select
        'observation' as name,
        observation_id || ' is in ' || observation.unit || ', its indicator in ' || indicator.unit as found,
        'correct the figure in line ' || line as remedy
    from observation join indicator using (indicator)
    where observation.unit <> indicator.unit
),

misplaced as (
    select
        'area' as name,
        ref_area || ' ' || area || ' is level city without being in the table city, or the other way round' as found,
        'correct its level in areas.csv' as remedy
    from area left join city using (ref_area)
    where (area_level = 'city' and city.ref_area is null)
        or (area_level in ('country', 'province') and city.ref_area is not null)
),

-- Each target has a state from the day on which it became public.
untracked as (
    select
        'target_progress' as name, observation_id || ' has no progress worked out' as found,
        'compare targets.sql with the target' as remedy
    from observation
    where scenario = 'target' and (observation_id, known_from) not in (
        select (observation_id, known_from) from target_progress where evidence_floor = 'D' and not as_usual
    )
),

-- Each city with a fund has its money divided, or a row that says by what it could not be.
undivided as (
    select
        'fund_per_team' as name, ref_area || ' has funds that are nowhere divided' as found,
        'compare funds.sql with the funds of the city' as remedy
    from (
        select ref_area from observation where indicator = 'fund_size' and scenario = 'actual'
        intersect select ref_area from city
        except select ref_area from fund_per_team where evidence_floor = 'D' and basis = 'now' and not as_usual
    )
),

uncommented as (
    select table_name as name, 'the table has no comment' as found, 'write one in schema.sql' as remedy
    from duckdb_tables()
    where not internal and comment is null
    union all
    select table_name, column_name || ' has no comment', 'write one in schema.sql'
    from duckdb_columns()
    where not internal and comment is null
)

select * from miscounted
union all select * from empty
union all select * from crossed_bounds
union all select * from strange_units
union all select * from misplaced
union all select * from untracked
union all select * from undivided
union all select * from uncommented
order by all
