"""An answer on its way from the child to the page: one JSON object, bounded in rows, columns, cells and bytes."""

import json
import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from opc.explore import limits
from opc.explore.statement import RefusedError

BATCH = 200
MOST_SAID = 500
# A path of two or more parts. Messages name what the engine may not open, and that may be a folder of the server.
PATH = re.compile(r"""(?<![\w)\]])(?:~|[A-Za-z]:)?[\\/](?:[^\s"'\\/]+[\\/])+[^\s"'\\/]*""")


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows as the child encoded them: columns with their types, and what was cut."""

    columns: tuple[tuple[str, str], ...]
    cells: list[list[Any]]
    cut: str = ""
    clipped: int = 0
    seconds: float = 0.0

    def rows(self) -> list[dict[str, Any]]:
        """The rows by column, with days and exact decimals as such."""
        names = [name for name, _ in self.columns]
        readers = [_reader(kind) for _, kind in self.columns]
        return [
            {name: None if cell is None else read(cell) for name, read, cell in zip(names, readers, row, strict=True)}
            for row in self.cells
        ]


def _reader(kind: str) -> Any:
    if kind == "DATE":
        return _day
    return Decimal if kind.startswith("DECIMAL") else _same


def _day(words: str) -> date | str:
    try:
        return date.fromisoformat(words)
    except ValueError:
        # DuckDB knows days before the year 1 and after 9999, and an infinite one.
        return words


def _same(value: Any) -> Any:
    return value


def decoded(words: bytes, seconds: float) -> Answer:
    """Read what a child has sent; RefusedError carries on what it refused."""
    try:
        found = json.loads(words)
    except ValueError:
        # It was ended in the middle of its answer.
        raise RefusedError("died") from None
    if "refused" in found:
        raise RefusedError(found["refused"], found["said"], **found["values"])
    columns = tuple((name, kind) for name, kind in found["columns"])
    return Answer(columns, found["rows"], found["cut"], found["clipped"], seconds)


def refused(refusal: RefusedError) -> bytes:
    """A refusal, with DuckDB's words short and free of paths."""
    said = {"refused": refusal.code, "said": harmless(refusal.said), "values": refusal.values}
    return json.dumps(said).encode("ascii")


def harmless(words: str) -> str:
    """DuckDB's own words without the stack of a process, without paths, and not longer than a reader reads."""
    words = PATH.sub("…", words.split("Traceback")[0].split("Candidate functions:")[0]).strip()
    return words if len(words) <= MOST_SAID else f"{words[:MOST_SAID]}…"


def encoded(result: Any) -> bytes:
    """The rows of a DuckDB result, read in batches until a limit is met."""
    names = _apart([str(column[0])[:200] for column in result.description])
    kinds = [str(column[1])[:80] for column in result.description]
    if len(names) > limits.MOST_COLUMNS:
        raise RefusedError("columns", found=len(names), most=limits.MOST_COLUMNS)
    moment = next((name for name, kind in zip(names, kinds, strict=True) if "TIME ZONE" in kind), None)
    if moment is not None:
        # Python has no such value without one more package; a day or a time of day says what is meant.
        raise RefusedError("moment", name=moment)
    rows, size, cut, clipped = [], 0, "", 0
    while not cut and (batch := result.fetchmany(BATCH)):
        for row in batch:
            cells = [_cell(value) for value in row]
            clipped += sum(isinstance(cell, str) and len(cell) > limits.MOST_CELL for cell in cells)
            words = json.dumps([_clip(cell) for cell in cells], ensure_ascii=False)
            size += len(words.encode("utf-8")) + 1
            cut = "rows" if len(rows) == limits.MOST_ROWS else "bytes" if size > limits.MOST_BYTES else ""
            if cut:
                break
            rows.append(words)
    head = json.dumps({"columns": list(zip(names, kinds, strict=True)), "cut": cut, "clipped": clipped})
    return f'{head[:-1]}, "rows": [{",".join(rows)}]}}'.encode()


def _apart(names: list[str]) -> list[str]:
    """Names of columns made different, as `name` and `name_1`."""
    found: list[str] = []
    for name in names:
        number, other = 0, name
        while other in found:
            number += 1
            other = f"{name}_{number}"
        found.append(other)
    return found


def _clip(cell: Any) -> Any:
    return f"{cell[: limits.MOST_CELL]}…" if isinstance(cell, str) and len(cell) > limits.MOST_CELL else cell


def _cell(value: Any) -> Any:
    """A value as JSON holds it: numbers and text as they are, all else in words."""
    if value is None or isinstance(value, bool | int | str):
        # A lone half of a character cannot be written.
        return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
