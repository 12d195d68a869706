"""An answer on its way from the child to the page: lines of JSON, bounded in rows, columns, cells and bytes."""

import json
import math
import re
import string
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from opc.explore import limits
from opc.explore.statement import RefusedError

BATCH = 200
# A type without its measures, and the bracket of a list or an array of it.
KIND = re.compile(r"(\w+)(?:\([\d,]+\))?(\[)?")
# What Python holds less of than DuckDB: months of an interval, billionths of a second, the words of a shape.
LOSES = re.compile(r"\b(INTERVAL|TIMESTAMP_NS|TIME_NS|GEOMETRY)\b")
NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
           "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
MOST_SAID = 500
MOST_KIND = 80
# Bytes that DuckDB writes as their letters; all others it writes as \x and two digits.
PLAIN = frozenset(string.printable[:95]) - set("\\'\"")
# A path of two or more parts. Messages name what the engine may not open, and that may be a folder of the server.
PATH = re.compile(r"""(?<![\w)\]])(?:~|[A-Za-z]:)?[\\/](?:[^\s"'\\/]+[\\/])+[^\s"'\\/]*""")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as the child has sent it: columns with their types, rows as lines of JSON, and what was cut.

    The lines are kept as they came: a page shows a few of them, and only a file needs all.
    """

    columns: tuple[tuple[str, str], ...]
    lines: bytes
    count: int
    cut: str
    clipped: int
    seconds: float

    def cells(self, most: int | None = None) -> list[list[Any]]:
        """The cells of each row, with days and exact decimals as such."""
        readers = [_reader(kind) for _, kind in self.columns]
        lines = self.lines.split(b"\n")[: self.count if most is None else most] if self.count else []
        return [
            [None if cell is None else read(cell) for read, cell in zip(readers, json.loads(line), strict=True)]
            for line in lines
        ]

    def rows(self, most: int | None = None) -> list[dict[str, Any]]:
        """The rows by column."""
        names = [name for name, _ in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.cells(most)]


def family(kind: str) -> str:
    """The type without its measures: DECIMAL of DECIMAL(9,2), LIST of DECIMAL(9,2)[3]."""
    found = KIND.match(kind)
    return kind if found is None else "LIST" if found[2] else found[1]


def _reader(kind: str) -> Any:
    return {"DATE": _day, "DECIMAL": Decimal}.get(family(kind), _same)


def _day(words: str) -> date | str:
    try:
        return date.fromisoformat(words)
    except ValueError:
        # DuckDB knows days before the year 1 and after 9999. An infinite one is the last or the first that Python has.
        return words


def _same(value: Any) -> Any:
    return value


def decoded(words: bytes, seconds: float) -> Answer:
    """Read what a child has sent; RefusedError carries on what it refused, or says that it was ended on the way."""
    head, _, lines = words.partition(b"\n")
    try:
        found = json.loads(head)
    except ValueError:
        raise RefusedError("died") from None
    if "refused" in found:
        raise RefusedError(found["refused"], found["said"], **found["values"])
    if len(lines) != found["size"]:
        raise RefusedError("died")
    columns = tuple((name, kind) for name, kind in found["columns"])
    return Answer(columns, lines, found["count"], found["cut"], found["clipped"], seconds)


def refused(refusal: RefusedError) -> bytes:
    """A refusal, with DuckDB's words short and free of paths."""
    said = {"refused": refusal.code, "said": harmless(refusal.said), "values": refusal.values}
    return json.dumps(said).encode("ascii")


def harmless(words: str) -> str:
    """DuckDB's own words without the stack of a process, without paths, and not longer than a reader reads."""
    for end in ("Traceback", "Stack Trace:", "Candidate functions:"):
        words = words.split(end)[0]
    words = PATH.sub("…", words).strip()
    return words if len(words) <= MOST_SAID else f"{words[:MOST_SAID]}…"


def encoded(result: Any) -> bytes:
    """The rows of a DuckDB result, read in batches until a limit is met."""
    names = apart([str(column[0])[:200] for column in result.description])
    kinds = [str(column[1]) for column in result.description]
    if len(names) > limits.MOST_COLUMNS:
        raise RefusedError("columns", found=len(names), most=limits.MOST_COLUMNS)
    moment = next((name for name, kind in zip(names, kinds, strict=True) if "TIME ZONE" in kind), None)
    if moment is not None:
        # Python has no such value without one more package; a day or a time of day says what is meant.
        raise RefusedError("moment", name=moment)
    for name, kind in zip(names, kinds, strict=True):
        if loses := LOSES.search(kind):
            raise RefusedError("kind", name=name, kind=loses[0])
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
    return _framed([(name, kind[:MOST_KIND]) for name, kind in zip(names, kinds, strict=True)], rows, cut, clipped)


def _framed(columns: list[tuple[str, str]], rows: list[str], cut: str, clipped: int) -> bytes:
    """The head in one line and each row in one: JSON itself holds no line break."""
    lines = "\n".join(rows).encode()
    head = {"columns": columns, "count": len(rows), "size": len(lines), "cut": cut, "clipped": clipped}
    return json.dumps(head).encode() + b"\n" + lines


def apart(names: list[str]) -> list[str]:
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
    if isinstance(value, bytes):
        return "".join(chr(byte) if chr(byte) in PLAIN else f"\\x{byte:02X}" for byte in value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(_inner(value), ensure_ascii=False)
    return str(value)


def _inner(value: Any) -> Any:
    """What a list, a map or a struct holds, as JSON holds it; the keys of a map, which may be anything, in words."""
    if isinstance(value, dict):
        return {_key(key): _inner(held) for key, held in value.items()}
    return [_inner(held) for held in value] if isinstance(value, list | tuple) else _cell(value)


def _key(key: Any) -> str:
    words = _inner(key)
    return words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
