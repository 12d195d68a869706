"""Step 2, normalise: rows of text → records with codes, dates and bounds. Bad rows become rejects."""

from collections.abc import Callable
from dataclasses import dataclass, field

from etl import documents, figures, places, policies
from etl.cells import Cells
from etl.extract import Row
from etl.layout import FILES
from etl.problem import Reject
from etl.progress import Progress
from etl.references import PLACED

BUILDERS: dict[str, Callable[[Cells], dict[str, object]]] = {
    "sources.csv": documents.source,
    "cities.csv": places.city,
    "areas.csv": places.area,
    "figures.csv": figures.observation,
    "policies.csv": policies.policy,
    "events.csv": documents.event,
    "left_out.csv": documents.left_out,
}


@dataclass
class Records:
    """What the rows became: (row, record) by file, and the rejects in the order of files and lines."""

    kept: dict[str, list[tuple[Row, dict[str, object]]]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)


def normalise(rows: dict[str, list[Row]], progress: Progress) -> Records:
    """Read every row; a row with a defect is left aside and all its defects are written down."""
    result = Records()
    collected = documents.collected(rows.get("sources.csv", []))
    for name, file_rows in rows.items():
        kept = result.kept.setdefault(name, [])
        seen: dict[str, int] = {}
        said: dict[tuple[str, ...], int] = {}
        for row in file_rows:
            cells = Cells(row, collected)
            record = BUILDERS[name](cells)
            if not FILES[name].reference:
                _refuse_duplicate(cells, FILES[name].key[0], seen)
            if name in PLACED:
                _refuse_repetition(cells, FILES[name].key[0], said)
            result.rejects += cells.rejects
            if cells.usable:
                kept.append((row, record | {"file": row.file, "line": row.line}))
            progress.advance()
    return result


def _refuse_duplicate(cells: Cells, column: str, seen: dict[str, int]) -> None:
    """The first row of a number stands; the next ones are rejected."""
    text = cells.text(column)
    if text is None:
        return
    # Nobody who reads or quotes a number tells s002 from S002.
    number = text.casefold()
    if number in seen:
        message = f"{text!r} stands in line {seen[number]} already — give another number"
        cells.reject(column, "duplicate", message)
    seen.setdefault(number, cells.row.line)


def _refuse_repetition(cells: Cells, column: str, said: dict[tuple[str, ...], int]) -> None:
    """A row that is another one under a second number would be counted twice."""
    content = tuple(text for name, text in cells.row.cells.items() if name != column)
    first = said.setdefault(content, cells.row.line)
    if first != cells.row.line and not cells.rejects:
        message = f"{cells.text(column)!r} says word for word what line {first} says — remove one of the two rows"
        cells.reject(column, "duplicate", message)
