"""Days that are views of their own: on each of them something was published, so that no answer is kept from another."""

from datetime import date
from pathlib import Path

from opc import warehouse


def publications(folder: Path) -> list[date]:
    """The days on which anything in the warehouse of a folder became public, the last first."""
    return warehouse.publications(folder / (folder / "current").read_text(encoding="utf-8").strip())[::-1]
