"""Named queries on a version of the warehouse.

A version is a file that never changes, so answers are kept by version. Which one is in service opc/versions.py says.
"""

import io
import re
from bisect import bisect_right
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from opc.sharing.answers import Answers
from opc.versions import connection, file
from opc.view import View

Row = dict[str, Any]
# A named query and its parameters.
Question = tuple[str, dict[str, Any]]

# Read at once, so that an old process beside new files asks what it was written for.
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in Path(__file__).with_name("queries").glob("*.sql")}
# The tables whose rows became public on a day.
PUBLISHED = ("source", "observation", "policy", "event", "left_out")


@lru_cache(maxsize=256)
def _statement(path: Path, name: str) -> tuple[duckdb.Statement, frozenset[str]]:
    """A named query, read once, for reading it takes up to a fifth of an answer; and its parameters."""
    (statement,) = connection(path).extract_statements(TEXTS[name])
    return statement, frozenset(re.findall(r"\$(\w+)", TEXTS[name]))


def _rows(path: Path, name: str, values: tuple[tuple[str, Any], ...]) -> list[Row]:
    statement, _ = _statement(path, name)
    cursor = connection(path).cursor()
    try:
        result = cursor.execute(statement, _given(values))
        columns = [column[0] for column in result.description]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    finally:
        cursor.close()


def _cells(rows: list[Row]) -> int:
    """How much an answer holds; a row is a dictionary, so that one of a few cells is no trifle."""
    return 100 + sum(map(len, rows))


# Some five hundred answers of the real data, which is more than readers share, and a hundred megabytes of any other.
answers = Answers(_rows, 2_000_000, _cells)


def query(name: str, view: View, **parameters: Any) -> list[Row]:
    """Run opc/queries/`name`.sql for a view. The rows are kept and shared: read them, never change them."""
    return answers.get(file(view.version), name, _values(name, view, parameters))


def ahead(view: View, *asked: Question) -> None:
    """Begin to answer what will be asked in a moment, while the page goes on."""
    for name, parameters in asked:
        answers.begin(file(view.version), name, _values(name, view, parameters))


def _values(name: str, view: View, parameters: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """What a query is given, of all that a view says.

    `$known_on` chooses what was public. Between two publications, or deadlines that have passed, nothing changes, so it
    is the day of the last one, and the answer of yesterday serves today. A query that counts days asks for `$day`.
    """
    path, day = file(view.version), view.known_on
    _, wanted = _statement(path, name)
    said = {"evidence": view.evidence, "known_on": _published_by(path, day), "day": day} | parameters
    asked = ((key, tuple(value) if isinstance(value, list) else value) for key, value in said.items() if key in wanted)
    return tuple(sorted(asked))


def _given(values: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """The same as DuckDB takes it: answers are kept by tuples, and queries ask for lists."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values}


def _published_by(path: Path, day: date) -> date:
    """The last day up to `day` on which something became public; `day` itself where nothing had."""
    days = publications(path)
    place = bisect_right(days, day)
    return days[place - 1] if place else day


@lru_cache(maxsize=16)
def publications(path: Path) -> list[date]:
    """The days on which anything in a warehouse file became public or a deadline had passed, in their order."""
    cursor = connection(path).cursor()
    try:
        days = " union ".join(f"select known_from from {table}" for table in PUBLISHED)
        days += " union select (deadline + 1)::date from observation"
        return sorted(day for (day,) in cursor.execute(days).fetchall() if day)
    finally:
        cursor.close()


def parquet(version: str) -> dict[str, bytes]:
    """Every table of a version as a Parquet file, by file name."""
    cursor = connection(file(version)).cursor()
    try:
        tables = cursor.execute("select table_name from duckdb_tables() where not internal order by 1").fetchall()
        return {f"{table}.parquet": _parquet(cursor, table) for (table,) in tables}
    finally:
        cursor.close()


def _parquet(cursor: duckdb.DuckDBPyConnection, table: str) -> bytes:
    # The connection may write no file, and need not: Arrow writes into memory.
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(cursor.table(table).to_arrow_table(), out, compression="zstd")
    return out.getvalue()


def columns(name: str, view: View, **parameters: Any) -> dict[str, str]:
    """The columns that opc/queries/`name`.sql gives, each with its type in DuckDB."""
    statement, _ = _statement(file(view.version), name)
    cursor = connection(file(view.version)).cursor()
    try:
        result = cursor.execute(statement, _given(_values(name, view, parameters)))
        return {column[0]: str(column[1]) for column in result.description}
    finally:
        cursor.close()
