"""Which targets there are to tell: each goal once, though two documents tell it; those seen apart from those not."""

from collections.abc import Sequence

from opc.marks.home import home_first
from opc.sharing.kept import kept
from opc.view import View
from opc.warehouse import Row

# What makes two statements one goal. What is counted is no part of it: a report speaks of one-person companies where
# the document that it reports counts AI start-ups.
ALIKE = ("ref_area", "area", "indicator", "deadline", "low", "low_closed", "high", "high_closed", "unit", "per")


@kept
def quantified(rows: Sequence[Row]) -> list[Row]:
    """The targets that state a number; those that only tell again what another one says have `restates`.

    The first is that on the best evidence, then the earliest, the undated last; what is superseded stands for itself.
    """
    stated = [row for row in rows if row["state"] != "unquantified"]
    first: dict[tuple[object, ...], str] = {}
    for row in sorted(stated, key=_rank):
        if row["state"] != "superseded":
            first.setdefault(_goal(row), row["observation_id"])
    return [row | {"restates": True} if _is_told_again(row, first) else row for row in stated]


def _rank(row: Row) -> tuple[object, ...]:
    return row["evidence"], row["time_period"] is None, row["time_period"] or "", row["observation_id"]


def _is_told_again(row: Row, first: dict[tuple[object, ...], str]) -> bool:
    return row["state"] != "superseded" and first[_goal(row)] != row["observation_id"]


def _goal(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ALIKE)


def restates(row: Row) -> bool:
    """Whether a target only tells again what another one says."""
    return row.get("restates", False)


def distinct(rows: Sequence[Row]) -> list[Row]:
    """Each goal once."""
    return [row for row in rows if not restates(row)]


@kept
def seen(rows: Sequence[Row]) -> list[Row]:
    """The targets that a current figure can be held against: only of these there is a bar to read."""
    return [row for row in rows if row["latest_text"] is not None]


@kept
def unseen(rows: Sequence[Row], view: View) -> list[Row]:
    """The others, the next due first, after those of the reader's own city."""
    found = [row for row in rows if row["latest_text"] is None]
    return home_first(sorted(found, key=lambda row: (row["deadline"] is None, row["deadline"])), view)
