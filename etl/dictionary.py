"""The data dictionary, printed from the comments of the schema: docs/dictionary.md, and its tables in the README."""

import sys
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

import duckdb

from etl.derive import schema
from opc.console import while_read

HEAD = """\
# Data dictionary

All tables of the warehouse and what their columns mean, printed from the comments of the schema by
`python -m etl dictionary >docs/dictionary.md`; a test holds this page and the tables together.
"""
COLUMNS = """
    select table_name, tables.comment, column_name, lower(data_type), columns.comment
    from duckdb_columns() as columns join duckdb_tables() as tables using (table_oid, table_name)
    where not tables.internal order by table_name, column_index
"""


def dictionary() -> str:
    """Every table and column with its type and its meaning: a page of Markdown."""
    parts = [HEAD]
    for (table, comment), columns in groupby(_columns(), itemgetter(0, 1)):
        rows = [f"| `{name}` | {kind} | {meaning} |" for _, _, name, kind, meaning in columns]
        parts += [f"## `{table}`\n", f"{comment}.\n", "| column | type | meaning |", "|---|---|---|", *rows, ""]
    return "\n".join(parts)


def contents() -> str:
    """Every table and what a row of it is, each leading into the dictionary: a table of Markdown, for the README."""
    tables = [table for table, _ in groupby(_columns(), itemgetter(0, 1))]
    rows = [f"| [`{table}`](docs/dictionary.md#{table}) | {comment} |" for table, comment in tables]
    return "\n".join(["| Table | What it holds |", "|---|---|", *rows])


def _columns() -> list[tuple[str, ...]]:
    with duckdb.connect() as connection:
        connection.execute(schema())
        return connection.execute(COLUMNS).fetchall()


def main(arguments: Sequence[str] = ()) -> int:
    """Print the dictionary, which takes nothing."""
    if arguments:
        print(
            f"'{arguments[0]}': dictionary takes nothing — python -m etl dictionary prints all of it", file=sys.stderr
        )
        return 2
    with while_read():
        print(dictionary(), end="")
    return 0
