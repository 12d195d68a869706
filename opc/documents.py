"""The documents that a row rests on: its columns name one; a sum names those of its parts by their numbers."""

from datetime import date
from functools import lru_cache

from opc import warehouse
from opc.view import View
from opc.warehouse import Row

COLUMNS = ("source_id", "title", "publisher", "published", "url")


def documents(row: Row, view: View, stem: str = "") -> list[Row]:
    """The documents of a row, each with COLUMNS; `stem` is "fund", "latest", "first" or "second" for those of these.

    Empty where the row names none.
    """
    at = f"{stem}_" if stem else ""
    if not row.get(f"{at}title"):
        return []
    first = {name: row.get(f"{at}{name}") for name in COLUMNS}
    others = (code for code in row.get(f"{at}source_ids") or () if code != first["source_id"])
    return [first, *({name: known(view.version)[code][name] for name in COLUMNS} for code in others)]


@lru_cache(maxsize=4)
def known(version: str) -> dict[str, Row]:
    """All documents of a version by their numbers, with when they were collected."""
    rows = warehouse.query("retrieval", View("", "zh", "D", date.max, version))
    return {row["source_id"]: row for row in rows}
