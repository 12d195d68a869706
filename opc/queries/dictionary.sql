-- One row per column of the warehouse: its table, its type and its meaning.
select
    columns.table_name, tables.comment as table_meaning, columns.column_name, lower(columns.data_type) as data_type,
    columns.comment as meaning
from duckdb_columns() as columns
join duckdb_tables() as tables using (database_name, schema_name, table_name)
where columns.schema_name = 'main' and not columns.internal
order by columns.table_name, columns.column_index
