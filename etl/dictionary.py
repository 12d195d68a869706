"""The data dictionary, printed from the comments of the schema: the README holds it, and a test holds the README."""

import duckdb

from etl.derive import schema

COLUMNS = """
    select table_name, column_name, lower(data_type), comment from duckdb_columns()
    where not internal and schema_name = 'main' order by table_name, column_index
"""
TABLES = "select table_name, comment from duckdb_tables() where not internal order by table_name"


def dictionary() -> str:
    """Every table and column with its type and its meaning, as Markdown."""
    with duckdb.connect() as connection:
        connection.execute(schema())
        columns = connection.execute(COLUMNS).fetchall()
        tables = connection.execute(TABLES).fetchall()
    parts = []
    for table, comment in tables:
        rows = [f"| `{name}` | {kind} | {meaning} |" for owner, name, kind, meaning in columns if owner == table]
        head = [f"**`{table}`** — {comment}.\n", "| column | type | meaning |", "|---|---|---|"]
        parts.append("\n".join([*head, *rows]))
    return "\n\n".join(parts)


def main() -> int:
    """Print the dictionary."""
    print(dictionary())
    return 0
