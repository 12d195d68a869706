"""The published warehouse: find it, and run named queries on it.

Readers follow the pointer file `current`. A version is a file that never changes, so answers are kept by version,
and a page that has begun on one version ends on it.
"""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from opc.catalogue import ROOT
from opc.view import View

Row = dict[str, Any]

QUERIES = Path(__file__).with_name("queries")
# Nothing but the warehouse itself may be reached through it, and nothing may be loaded from elsewhere.
SETTINGS = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}


class NoWarehouseError(Exception):
    """There is no complete warehouse to read; the message says where it was looked for."""


def directory() -> Path:
    """Where warehouses are published: OPC_WAREHOUSE, or data/warehouse."""
    return Path(os.environ.get("OPC_WAREHOUSE", ROOT / "data" / "warehouse"))


def current() -> str:
    """The version that is in service."""
    pointer = directory() / "current"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise NoWarehouseError(f"no pointer file {pointer}") from None
    found = re.fullmatch(r"opc-([0-9a-z]+)\.duckdb", name)
    if not found or not (directory() / name).is_file():
        raise NoWarehouseError(f"{pointer} names '{name[:80]}', which is not there")
    return found[1]


@lru_cache(maxsize=4)
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=True, config=SETTINGS)
    except duckdb.Error as error:
        raise NoWarehouseError(f"{path} cannot be opened: {error}") from error


@lru_cache(maxsize=256)
def _statement(path: Path, name: str) -> tuple[duckdb.Statement, frozenset[str]]:
    """A named query, read once, for reading it takes up to a fifth of an answer; and its parameters."""
    sql = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    (statement,) = _connection(path).extract_statements(sql)
    return statement, frozenset(re.findall(r"\$(\w+)", sql))


@lru_cache(maxsize=2048)
def _rows(path: Path, name: str, values: tuple[tuple[str, Any], ...]) -> list[Row]:
    statement, wanted = _statement(path, name)
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in values if key in wanted}
    cursor = _connection(path).cursor()
    try:
        result = cursor.execute(statement, given)
        columns = [column[0] for column in result.description]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    finally:
        cursor.close()


def query(name: str, view: View, **parameters: Any) -> list[Row]:
    """Run opc/queries/`name`.sql for a view. The rows are kept and shared: read them, never change them."""
    values = {"evidence": view.evidence, "known_on": view.known_on, **parameters}
    frozen = tuple(sorted((key, tuple(value) if isinstance(value, list) else value) for key, value in values.items()))
    return _rows(file(view.version), name, frozen)


def file(version: str) -> Path:
    """The file of a version."""
    return directory() / f"opc-{version}.duckdb"


def parquet(version: str) -> dict[str, bytes]:
    """Every table of a version as a Parquet file, by file name."""
    cursor = _connection(file(version)).cursor()
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
    statement, wanted = _statement(file(view.version), name)
    values = {"evidence": view.evidence, "known_on": view.known_on, **parameters}
    cursor = _connection(file(view.version)).cursor()
    try:
        described = cursor.execute(statement, {key: value for key, value in values.items() if key in wanted}).description
        return {column[0]: str(column[1]) for column in described}
    finally:
        cursor.close()


def build() -> Iterator[tuple[int, int, str]]:
    """Build the warehouse in a process of its own and give each step as it begins: number, of how many, name.

    A process of its own because reading does not depend on building, and so that its memory is given back.
    """
    command = [sys.executable, "-m", "etl", "--progress", "lines", "--warehouse", str(directory())]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    with process:
        for line in process.stdout or ():
            if step := re.match(r"step (\d+)/(\d+) (\w+)", line):
                yield int(step[1]), int(step[2]), step[3]
