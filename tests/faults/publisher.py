"""Publishes version after version, as a build does at its end, faster than any build could follow another.

`python -m tests.faults.publisher GOOD FOLDER COUNT SECONDS`: copies of a good file, in which version n has its number
behind every name, title and phrase, come into service one after the other.
"""

import shutil
import sys
import time
from pathlib import Path

import duckdb

from etl.publish import Warehouse

# Columns that pages show, by whichever table they come.
MARKED = ("name_zh", "title", "obs_text", "title_zh")


def mark(file: Path, number: int) -> str:
    """Write a number into a version, and give it a name of its own."""
    version = f"{number:012x}"
    with duckdb.connect(file) as connection:
        tables = connection.execute(
            "select table_name, list(column_name) from duckdb_columns() "
            "where column_name in $1 and not internal group by table_name",
            [MARKED],
        ).fetchall()
        # One transaction, which waits for the disk once and not for each table.
        connection.begin()
        for table, columns in tables:
            marked = ", ".join(f"{column} = {column} || ' «{number:03}»'" for column in columns)
            connection.execute(f"update {table} set {marked}")
        connection.execute("update build set version = $1", [version])
        connection.commit()
        connection.execute("checkpoint")
    return version


def publish(good: Path, folder: Path, count: int, seconds: float) -> None:
    """Publish `count` versions, one each `seconds` or as fast as it goes."""
    store = Warehouse(folder)
    for number in range(1, count + 1):
        started = time.monotonic()
        with store.lock(), store.draft() as draft:
            shutil.copyfile(good, draft)
            store.publish(draft, mark(draft, number))
        time.sleep(max(0.0, seconds - (time.monotonic() - started)))


if __name__ == "__main__":
    publish(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
