"""The lines of sampled rows in their files of CSV: an engine does not say from which line a row comes.

Found by a second look at the beginning of the files, where what is written in the row stands, the number of the team
included. That number goes no further.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from etl.roster.blank import is_blank
from etl.roster.files import Source
from etl.roster.rejects import path_of

# So many records are looked at, in all files together: more would be felt beside the roll-up itself.
LOOKED_AT = 500_000
# What the sample calls a cell → the column in which it stands.
_CELLS = {
    "entered_text": "entered_on",
    "left_text": "left_on",
    "headcount_text": "headcount",
    "code_text": "credit_code",
    "ref_area": "ref_area",
    "district": "district",
    "sector": "sector",
    "team": "team_id",
}


def located(rows: Iterable[Mapping[str, object]], sources: Iterable[Source]) -> list[dict[str, object]]:
    """The sampled rows with their line where it was found; of rows that are the same, the last ones are meant."""
    found = [dict(row) for row in rows]
    wanted: dict[str, list[dict[str, object]]] = {}
    for row in found:
        if row.get("line") is None and "entered_text" in row:
            wanted.setdefault(path_of(str(row["file"])), []).append(row)
    left = LOOKED_AT
    for source in sources:
        inside = wanted.get(str(source.path)) or wanted.get(str(source.path.resolve()))
        if inside and source.kind == "csv":
            left -= _locate(inside, source, left)
    return found


def _locate(rows: Iterable[dict[str, object]], source: Source, most: int) -> int:
    """Give lines to the rows of one file, and say how many records were looked at."""
    places: dict[tuple[str, ...], list[int]] = {_key(row): [] for row in rows}
    order = [source.columns.index(column) if column in source.columns else None for column in _CELLS.values()]
    entered, days, seen = source.columns.index("entered_on"), {key[0] for key in places}, 0
    for line, cells in _records(source, most):
        seen += 1
        # Most records are told from the sample by their day alone.
        if len(cells) == len(source.columns) and cells[entered] in days:
            written = ("" if at is None else cells[at] for at in order)
            key = _key(dict(zip(_CELLS, written, strict=True)))
            if key in places:
                places[key].append(line)
    for row in rows:
        if lines := places[_key(row)]:
            row["line"] = lines.pop()
    return seen


def _key(row: Mapping[str, object]) -> tuple[str, ...]:
    *written, team = (str(row[name] or "") for name in _CELLS)
    # Alone the number of the team is not as it was written.
    return *written, "" if is_blank(team) else team.strip()


def _records(source: Source, most: int) -> Iterator[tuple[int, list[str]]]:
    """The records after the header with the line on which each begins."""
    opener = gzip.open if Path(source.path).name.lower().endswith(".gz") else open
    with opener(source.path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=source.delimiter)
        begins = 1
        try:
            for number, cells in enumerate(reader):
                if number > most:
                    return
                if number:
                    yield begins, cells
                begins = reader.line_num + 1
        except csv.Error:
            # A cell too long for the reader: the rows after it go without their line.
            return
