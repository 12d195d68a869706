"""A sample of the rejected rows, enough to find and mend them, without a number of a team or a code of a company."""

import csv
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

import narwhals as nw

from etl.roster.codes import why_bad
from etl.roster.faults import BY_NUMBER, NUMBER
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
_SHOWN = ["fault", "file", "ref_area", "district", "sector", "entered_text", "left_text", "headcount_text", "code_text"]
_LONGEST = 80
_ADDRESS = "file://"


def sample(rows: nw.LazyFrame) -> nw.LazyFrame:
    """The first rows of each reason, in an order that does not depend on the engine."""
    faulty = rows.filter(nw.col("fault") > 0).select(*(nw.col(name) for name in _SHOWN))
    order = ["entered_text", "left_text", "district", "sector", "headcount_text", "ref_area", "file"]
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
        value = str(row.get(QUOTED.get(reason.column, "")) or "")[:_LONGEST]
        found = why_bad(str(row["code_text"])) if reason.number == NUMBER["bad_code"] else reason.found
        result.append(
            {
                "file": names.get(_path(str(row["file"])), str(row["file"])),
                "line": row.get("line"),
                "reason": reason.name,
                "column": reason.column,
                "value": value,
                "entered_on": row.get("entered_text"),
                "left_on": row.get("left_text"),
                "district": row.get("district"),
                "sector": row.get("sector"),
                "message": f"{value!r} {found} — {reason.do}" if value else f"{found} — {reason.do}",
            }
        )
    return sorted(result, key=lambda line: [str(line[name] or "") for name in ("reason", *HEADER)])


def _path(file: str) -> str:
    """Spark tells files by their address."""
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
