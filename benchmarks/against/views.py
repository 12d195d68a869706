"""What each view asks: the named queries behind it, with their parameters, for one address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

VIEWS = ("overview", "compare", "progress", "funding", "disclosure")
# Views that begin with all cities there are; the others begin with those that disclose anything.
EVERYONE = ("disclosure",)
EARMARKS = ("opc", "ai", "general")
NEWEST = 8
# New addresses are on one of these floors of evidence: the figures shown stay nearly all.
FLOORS = ("C", "D", "B")


@dataclass(frozen=True, slots=True)
class Address:
    """One address read: evidence floor, as-known-on day, the reader's own cities or none, pace and teams."""

    evidence: str
    known_on: date
    cities: tuple[str, ...]
    pace: int
    teams: int

    @property
    def shared(self) -> dict[str, Any]:
        """What every query takes."""
        return {"evidence": self.evidence, "known_on": self.known_on, "day": self.known_on}


def read(given: Mapping[str, str], today: date) -> Address:
    """Read an address as our pages do; what it does not say is default."""
    return Address(
        given.get("evidence", "C"),
        date.fromisoformat(given["known_on"]) if "known_on" in given else today,
        tuple(filter(None, given.get("cities", "").split(","))),
        int(given.get("pace", "0")),
        int(given.get("teams", "0")),
    )


def questions(view: str, at: Address, cities: Sequence[str], indicator: str) -> dict[str, dict[str, Any]]:
    """The named queries of a view besides those of its controls (`cities`, `indicators_in_use`), with parameters."""
    chosen = {"cities": list(cities), "assumed": False} | at.shared
    compared = {"indicator": indicator, "scenario": "actual", "per": "none", "like": False}
    money = {"earmark": list(EARMARKS), "basis": "now", "teams": at.teams}
    asked: dict[str, dict[str, dict[str, Any]]] = {
        "overview": {
            "coverage": at.shared,
            "extent": at.shared,
            "leaders": at.shared,
            "newest": {"count": NEWEST} | at.shared,
        },
        "compare": {"compare": chosen | compared, "conflicts": chosen},
        "progress": {"progress": chosen | {"pace": at.pace, "indicator": [], "numbers": "all"}},
        "funding": {"funds": chosen, "fund_per_team": chosen | money},
        "disclosure": {"disclosure": chosen},
    }
    return asked[view]


def usual_address() -> dict[str, str]:
    """The address that says nothing: every reader's first."""
    return {}


def new_addresses(days: Sequence[date]) -> Iterator[dict[str, str]]:
    """Addresses that ask each view for rows that nobody has asked for, for longer than any server keeps rows.

    Each differs from the one before in day, evidence floor, pace and teams, so that each query of each view runs.
    `days` are those on which something was published: between them answers do not differ.
    """
    for number in count(1):
        yield {
            "evidence": FLOORS[number // len(days) % len(FLOORS)],
            "known_on": days[number % len(days)].isoformat(),
            "pace": str(number),
            "teams": str(number),
        }
