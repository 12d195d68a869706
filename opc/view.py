"""What a reader has chosen that every page answers to: language, evidence floor, as-known-on day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

# Below the second of these floors evidence is of one class only, that of leads.
LOOSEST, FLOOR_OF_LEADS = "D", "C"


@dataclass(frozen=True, slots=True)
class View:
    """The view of one page run.

    `version` is the warehouse that the whole run reads, `carried` what links to other pages keep of the address,
    `wide` says that charts have room for words beside their marks, and `home` is the reader's own city, if any.
    """

    page: str
    lang: str
    evidence: str
    known_on: date
    version: str
    theme: str = "light"
    carried: tuple[tuple[str, str], ...] = ()
    wide: bool = True
    home: str = ""

    def loosest(self) -> "View":
        """The same view with unverified leads let in."""
        return replace(self, evidence=LOOSEST)

    def name(self, row: Mapping[str, Any], stem: str = "name") -> str:
        """The name in a row in the reader's language; the other language where that one is blank."""
        return row.get(f"{stem}_{self.lang}") or row.get(f"{stem}_zh") or ""

    def note(self, row: Mapping[str, Any]) -> str:
        """The note of a row in the reader's language."""
        return (row.get("note") if self.lang == "zh" else row.get("note_en")) or ""
