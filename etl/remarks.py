"""What the closing report warns of: files without rows, documents dated after today, figures after their documents.

None of it changes a row.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import duckdb

from opc import period

# A report may look ahead to the end of its month or season; a figure from long after it is a slip in one of the dates.
AHEAD = timedelta(days=31)
CHINA = timezone(timedelta(hours=8))


def warnings(connection: duckdb.DuckDBPyConnection, replaced: Path | None) -> Iterator[str]:
    """Warn of the warehouse that a connection uses; `replaced` is the file that was in service before it, if any."""
    bare = connection.execute(
        "select file from build where rows_read = 0 and file like '%.csv' order by file"
    ).fetchall()
    before = _used(connection, replaced) if bare and replaced else {}
    for (file,) in bare:
        if rows := before.get(file, 0):
            had = f"the warehouse before had {rows} of them — put them back if they were not meant to go"
            yield f"{file} has no rows, {had}"
        else:
            yield f"{file} has no rows — nothing of it is published"
    yield from _dated_after(connection, datetime.now(CHINA).date())
    yield from _seen_after(connection)


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Let a connection read a warehouse under a name.

    Attached and not opened: DuckDB refuses to open a file twice in a process with different settings, and a page of
    this process may have it open.
    """
    connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")


def _used(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, int]:
    """How many rows of each file a warehouse holds; nothing where it is damaged or of another form."""
    with suppress(duckdb.Error):
        attach(connection, path, "replaced")
        return dict(connection.execute("select file, rows_used from replaced.build").fetchall())
    return {}


def _dated_after(connection: duckdb.DuckDBPyConnection, today: date) -> Iterator[str]:
    """One line for all documents dated after today: it is as likely the clock of the machine that stands wrong."""
    found = [
        (line, column, text)
        for line, *dates in connection.execute(
            "select line, published, retrieved from source where file = 'sources.csv' order by line"
        ).fetchall()
        for column, text in zip(("published", "retrieved"), dates, strict=True)
        if (start := period.read(text).start) and start > today
    ]
    if found:
        line, column, text = found[0]
        more = f", and {len(found) - 1} more dates," if len(found) > 1 else ""
        do = "correct the date, or the clock of this machine"
        yield f"sources.csv line {line} {column}: {text!r}{more} is after today, {today} — {do}"


def _seen_after(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """One line for all figures that describe what their document, published before it, cannot know."""
    found = connection.execute(
        """
        select observation.line, time_period, published
        from observation join source using (source_id)
        where scenario = 'actual' and observation.file = 'figures.csv' and published is not null
            and period_start > source.known_from + $ahead
        order by observation.line
        """,
        {"ahead": AHEAD},
    ).fetchall()
    if found:
        line, text, published = found[0]
        more = f", and {len(found) - 1} more dates," if len(found) > 1 else ""
        seen = f"{text!r}{more} is after the document was published, {published}"
        yield f"figures.csv line {line} time_period: {seen} — correct the date of the figure or of the document"
