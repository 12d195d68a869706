"""What the reader supposes of a target: a pace, or a deadline where none is published; nothing of it is published."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from opc.marks.rates import LAST_DAYS, missing, needed
from opc.sharing.kept import kept
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# The days of a month, as the queries have them (etl/targets.sql).
MONTH = 30.44


def at_pace(row: Row, view: View) -> str:
    """When a target would be met at the reader's pace. A day that is past is no forecast: nothing shows it."""
    first, last = row["met_from"], row["met_until"]
    if last and last < view.known_on:
        return t("progress.what_if_passed", view.lang, when=_between(first, last, view))
    if first and first < view.known_on:
        return t(f"progress.what_if_perhaps{'_until' if last else ''}", view.lang, **({"day": last} if last else {}))
    if first is None:
        when = t("progress.what_if_never", view.lang)
    else:
        when = _between(first, last, view) if last else t("progress.what_if_from", view.lang, day=first)
    return t("progress.what_if", view.lang, when=when)


def _between(first: date, last: date, view: View) -> str:
    return t("progress.what_if_on" if first == last else "progress.what_if_between", view.lang, first=first, last=last)


@kept
def supposed(rows: Sequence[Row], due: date | None, view: View) -> list[Row]:
    """The targets, with what each that has no deadline takes a month if it is due by a day of the reader's.

    A deadline that is published stays what it is, and where nothing is known to be missing nothing follows.
    """
    return [row | _supposed(row, due, view) if due and _is_undated(row, view) else row for row in rows]


def _is_undated(row: Row, view: View) -> bool:
    return row["state"] == "no_deadline" and missing(row, view) != "—"


def _supposed(row: Row, due: date, view: View) -> dict[str, Any]:
    """From the reader's day on as if nothing had been added since, like `required_from_day` of a published deadline."""
    months = (due - view.known_on).days / MONTH
    ends = {end: row[f"missing_{end}"] for end in ("low", "high")}
    ends = {end: None if value is None else value / months for end, value in ends.items()}
    closed = {f"{end}_closed": row[f"missing_{end}_closed"] for end in ends}
    return {"supposed_due": due} | {f"supposed_{name}": value for name, value in (ends | closed).items()}


def is_supposed(row: Row) -> bool:
    """Whether a deadline of the reader's own stands in for one that is not published."""
    return "supposed_due" in row


def if_due(row: Row, view: View) -> str:
    """What a target without a deadline takes a month if it is due by the reader's day; blank where none is given."""
    if not is_supposed(row):
        return ""
    key = "if_due_soon" if is_soon(row, view) else "if_due"
    return t(f"progress.{key}", view.lang, **supposed_values(row, view))


def is_soon(row: Row, view: View) -> bool:
    """Whether the supposed deadline leaves so little time that, as of a published one, a rate a month says little."""
    return (row["supposed_due"] - view.known_on).days <= LAST_DAYS


def supposed_values(row: Row, view: View) -> dict[str, Any]:
    """What there is to say of a supposed deadline: the day, what is left until then, and what that takes a month."""
    due, rate = row["supposed_due"], needed(row, view, "supposed")
    return {"due": due, "days": (due - view.known_on).days, "day": view.known_on, "rate": rate}
