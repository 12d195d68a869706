"""A sample of the rejected rows, enough to find and mend them, without a number of a team or a code of a company."""

import csv
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

import narwhals as nw

from etl.roster.blank import is_blank
from etl.roster.codes import why_bad
from etl.roster.faults import BY_NUMBER, NUMBER, Reason
from etl.roster.identifiers import holds_identifier
from etl.roster.order import numbered
from opc.formula import harmless

SAMPLED = 20
HEADER = ("file", "line", "reason", "column", "value", "entered_on", "left_on", "district", "sector", "message")
# What a message may quote, by column; identifiers are not among them.
QUOTED = {
    "ref_area": "ref_area",
    "entered_on": "entered_text",
    "left_on": "left_text",
    "headcount": "headcount_text",
}
# The number of the team is for finding the line, and is never written.
_SHOWN = [
    "fault",
    "file",
    "ref_area",
    "district",
    "sector",
    "entered_text",
    "left_text",
    "headcount_text",
    "code_text",
    "team",
]
_LONGEST = 80
# How a spreadsheet keeps the days from 1954 to 2119.
_DAY_NUMBER = re.compile(r"[2-7][0-9]{4}([.][0-9]+)?")
_ADDRESS = "file://"


def sample(rows: nw.LazyFrame) -> nw.LazyFrame:
    """The first rows of each reason, in an order that does not depend on the engine."""
    faulty = rows.filter(nw.col("fault") > 0).select(*(nw.col(name) for name in _SHOWN))
    order = ["entered_text", "left_text", "district", "sector", "headcount_text", "ref_area", "file", "team"]
    placed = numbered(faulty, ["fault"], order)
    return placed.filter(nw.col("place") <= SAMPLED).drop("place")


def lines(rows: Iterable[Mapping[str, object]], names: Mapping[str, str]) -> list[dict[str, object]]:
    """Sampled rows as lines of rejects.csv; `names` gives the file as the user named it."""
    result = []
    for row in rows:
        reason = BY_NUMBER[int(str(row["fault"]))]
        if reason.number == NUMBER["malformed"]:
            # Its cells are not those of their columns, and might be anything.
            row = {"file": row["file"], "line": row.get("line")}
        written = {name: _shown(row.get(name)) for name in ("entered_text", "left_text", "district", "sector")}
        value = (_shown(row.get(QUOTED.get(reason.column, ""))) or "")[:_LONGEST]
        result.append(
            {
                "file": names.get(path_of(str(row["file"])), str(row["file"])),
                "line": row.get("line"),
                "reason": reason.name,
                "column": _column(reason, row),
                "value": value,
                "entered_on": written["entered_text"],
                "left_on": written["left_text"],
                "district": written["district"],
                "sector": written["sector"],
                "message": _message(reason, value, row),
            }
        )
    return sorted(result, key=lambda line: [str(line[name] or "") for name in ("reason", *HEADER)])


def _shown(text: object) -> str | None:
    """What is written in a cell, unless it is the number of a company or a person, in whatever column."""
    return None if text is None or holds_identifier(str(text)) else str(text)


def _column(reason: Reason, row: Mapping[str, object]) -> str:
    is_sector = reason.number == NUMBER["identifier_in_label"] and not holds_identifier(str(row["district"]))
    return "sector" if is_sector else reason.column


def _message(reason: Reason, value: str, row: Mapping[str, object]) -> str:
    if reason.number == NUMBER["bad_code"]:
        return f"{why_bad(str(row['code_text']))} — {reason.do}"
    written = row.get(QUOTED.get(reason.column, ""))
    if reason.column in QUOTED and is_blank(str(written or "")):
        return f"the cell is empty — {reason.do}"
    found, do = reason.found, reason.do
    if reason.name in ("bad_entry", "bad_exit") and _DAY_NUMBER.fullmatch(value.strip()):
        found, do = "is a spreadsheet's number of a day", "format the column as a date and save the file anew"
    return f"{value!r} {found} — {do}" if value else f"{found} — {do}"


def path_of(file: str) -> str:
    """The path of a file as an engine tells it: Spark gives its address."""
    return unquote(file.removeprefix(_ADDRESS)) if file.startswith(_ADDRESS) else file


def write(path: Path, found: Iterable[Mapping[str, object]]) -> None:
    """Write rejects.csv, in UTF-8 with BOM as spreadsheets like it; what a roster holds may be a formula."""
    draft = path.with_name(f".{path.name}")
    with draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in line.items()} for line in found)
    os.replace(draft, path)


def _cell(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value
