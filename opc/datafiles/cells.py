"""Cells of a CSV file as spreadsheets read them: harmless, exact, and never empty.

An empty cell is read as zero, so what is missing is named: not disclosed, unbounded or not applicable.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from opc.formula import harmless
from opc.warehouse import Row

NOT_DISCLOSED, UNBOUNDED, NOT_APPLICABLE = "not disclosed", "unbounded", "not applicable"
MISSING = (NOT_DISCLOSED, UNBOUNDED, NOT_APPLICABLE)
# Columns that hold the figure itself: empty in the row of a city that does not publish it.
FIGURE = {"obs_text", "low", "low_closed", "high", "high_closed", "published_low", "published_high", "comparator"}
# Of a line, as RFC 4180 has it.
LINE_END = "\r\n"
ENDS = ("_text", "_low", "_high")


def csv_bytes(rows: Sequence[Row], columns: Sequence[str] = ()) -> bytes:
    """Rows as CSV in UTF-8 with BOM and CRLF, as spreadsheets expect it; `columns` name the heading of no rows."""
    return b"\xef\xbb\xbf" + "".join(f"{line}{LINE_END}" for line in csv_lines(rows, columns)).encode("utf-8")


def csv_lines(rows: Sequence[Row], columns: Sequence[str] = ()) -> Iterator[str]:
    """The same line by line, without BOM and ends, as programs of a shell expect it."""
    out = io.StringIO()
    # With this end the writer quotes every cell that breaks a line; with a mere \n one with \r would begin a new row.
    writer = csv.writer(out, lineterminator=LINE_END)
    names = list(rows[0]) if rows else list(columns)
    cells = ([_cell(row, name) for name in names] for row in rows)
    for line in chain([names] if names else [], cells):
        out.seek(0)
        out.truncate()
        writer.writerow(line)
        yield out.getvalue().removesuffix(LINE_END)


def _cell(row: Row, name: str) -> str | int:
    value = row[name]
    if value is None or value == []:
        return _missing(row, name)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        return exact(value)
    if isinstance(value, list):
        return harmless(";".join(str(item) for item in value))
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else harmless(str(value)) or NOT_APPLICABLE


def exact(value: float | Decimal) -> str:
    """A number in plain digits: 1000000000 and not 1e9, 0.051 and not 5.1e-2."""
    number = Decimal(str(value))
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _missing(row: Row, name: str) -> str:
    """Why a cell holds nothing."""
    if (name in FIGURE and is_silent(row)) or _is_of_the_unseen(row, name):
        return NOT_DISCLOSED
    stem, _, end = name.rpartition("low" if name.endswith("low") else "high")
    other = f"{stem}{'high' if name.endswith('low') else 'low'}{end}"
    if name.endswith(("low", "high")) and row.get(other) is not None:
        return UNBOUNDED
    return NOT_APPLICABLE


def _is_of_the_unseen(row: Row, name: str) -> bool:
    """Whether a column speaks of an observation that a target has not, or of teams that a fund has not."""
    if "latest_text" in row:
        return row["latest_text"] is None and name.startswith(("latest_", "attainment_")) and name.endswith(ENDS)
    return row.get("has_teams") is False and name.startswith("teams_") and name.endswith(ENDS)


def is_silent(row: dict[str, Any]) -> bool:
    """Whether a row stands for a city that publishes nothing of what was asked."""
    if "status" in row:
        return row["status"] == "not_disclosed"
    if "has_teams" in row:
        return row["has_teams"] is False
    return row.get("disclosed") is False or row.get("observation_id", "") is None
