"""Run rates of a target in words: what is needed a month, what came so far, and the time won or lost by it."""

from collections.abc import Sequence

from opc import wording
from opc.catalogue import indicators
from opc.marks.saying import is_whole
from opc.text import t
from opc.view import View
from opc.warehouse import Row
from opc.wording import counting
from opc.wording.rounding import TENTHS

# From here on what is missing is said, and no longer what that would be a month: of 80 within 34 days, 72 a month says
# little.
LAST_DAYS = 60


def needed(row: Row, view: View, stem: str = "required_per_month") -> str:
    """A run rate a month with its bounds."""
    return wording.bounds(row, row["unit"], view.lang, stem=stem, fine=TENTHS)


def due(row: Row, view: View) -> list[str]:
    """What is missing, what that is a month from the latest figure on, and what it has become by the reader's day."""
    if is_nearly_due(row, view):
        # What it would have been a month from the latest figure on understates what is left to do.
        return [t("progress.missing", view.lang, missing=missing(row, view), days=days_left(row, view))]
    said = short(row, view)
    if (rate := needed(row, view)) != "—":
        since = wording.when(row["latest_period"], view.lang)
        said.append(t("progress.needed", view.lang, since=since, rate=rate))
    if (now := needed(row, view, "required_from_day")) not in ("—", rate):
        said.append(t("progress.needed_from_day", view.lang, day=view.known_on, rate=now))
    return said


def missing(row: Row, view: View) -> str:
    """What the latest figure lacks of the target, with its bounds; of what is counted, in whole numbers."""
    fine = None if counting.is_counted(row["unit"], row.get("per")) else TENTHS
    return wording.bounds(row, row["unit"], view.lang, stem="missing", fine=fine)


def short(row: Row, view: View) -> list[str]:
    """That in words; nothing where nothing is known of it."""
    words = missing(row, view)
    return [t("progress.short", view.lang, missing=words)] if words != "—" else []


def is_due(row: Row, view: View) -> bool:
    """Whether something is missing, and there is a day by which it has to come."""
    return missing(row, view) != "—" and row["deadline"] is not None and days_left(row, view) >= 0


def is_nearly_due(row: Row, view: View) -> bool:
    """Whether something is missing and little time is left: then what is missing says more than a rate a month."""
    return is_due(row, view) and days_left(row, view) <= LAST_DAYS


def due_next(rows: Sequence[Row], view: View) -> list[Row]:
    """The targets that run and are not met, the next due first; of those of one day, what says most comes first."""
    running = [row for row in rows if _is_running(row, view)]
    return sorted(running, key=lambda row: (row["deadline"], not is_due(row, view), not is_whole(row)))


def leading(rows: Sequence[Row], view: View) -> Row:
    """What has little time left; else what a rate is needed for, the next due first; else what most is known of.

    Of what nothing is known the core indicators come before those that are not of OPCs.
    """
    running = due_next(rows, view)
    last = [row for row in running if is_in_last_days(row, view)]
    acting = [row for row in running if is_acted_on(row, view)]
    observed = [row for row in rows if row["latest_text"] is not None and row["state"] != "superseded"]
    whole = [row for row in observed if is_whole(row)]
    core = [row for row in running if indicators()[row["indicator"]].core]
    return (*last, *acting, *whole, *observed, *core, *running, *rows)[0]


def is_acted_on(row: Row, view: View) -> bool:
    """Whether there is something to say of what a target needs by its day."""
    return row["latest_text"] is not None and row["state"] != "superseded" and is_due(row, view)


def is_in_last_days(row: Row, view: View) -> bool:
    """Whether a target runs, is not met and has little time left, whatever is known of it."""
    return _is_running(row, view) and days_left(row, view) <= LAST_DAYS


def _is_running(row: Row, view: View) -> bool:
    is_open = row["state"] not in ("achieved", "superseded", "unquantified")
    return is_open and row["deadline"] is not None and days_left(row, view) >= 0


def days_left(row: Row, view: View) -> int:
    """The days from the reader's own to the deadline."""
    return (row["deadline"] - view.known_on).days


def so_far(row: Row, view: View) -> list[str]:
    """What came a month so far, to hold against what is needed, and the time won or lost by it; nothing undecided."""
    low, high = row["observed_per_month_low"], row["observed_per_month_high"]
    if low is None or _may_be_either(low, high):
        return []
    key, ends = ("lost", _turned(row)) if low < 0 else ("gained", row)
    rate = wording.bounds(ends, row["unit"], view.lang, stem="observed_per_month", fine=TENTHS)
    said = [t(f"progress.{key}", view.lang, since=wording.when(row["earliest_period"], view.lang), rate=rate)]
    low, high = row["months_ahead_low"], row["months_ahead_high"]
    if low is None or _may_be_either(low, high) or row["state"] == "achieved":
        return said
    return [*said, ahead(row, view)]


def gained(row: Row, view: View) -> str:
    """What came a month from the earliest figure to the latest; where some may have gone, that nothing follows."""
    words = needed(row, view, "observed_per_month")
    low, high = row["observed_per_month_low"], row["observed_per_month_high"]
    is_open = low is not None and _may_be_either(low, high)
    # That a city may have lost teams is what the bounds leave open, and nothing that anybody said.
    return t("progress.untold", view.lang) if is_open else words


def ahead(row: Row, view: View) -> str:
    """Months ahead or behind, with their bounds; where they may be either, that nothing follows."""
    low, high = row["months_ahead_low"], row["months_ahead_high"]
    if low is None:
        return "—"
    if _may_be_either(low, high):
        return t("progress.either_way", view.lang, bounds=_months(low, high, view))
    if low < 0:
        return t("progress.behind", view.lang, months=_months(-high, -low, view))
    return t("progress.ahead", view.lang, months=_months(low, high, view))


def _months(low: float, high: float | None, view: View) -> str:
    return wording.bounds({"low": low, "high": high}, "month", view.lang, fine=TENTHS)


def _may_be_either(low: float, high: float | None) -> bool:
    """Whether bounds lie on both sides of nothing."""
    return low < 0 and (high is None or high > 0)


def _turned(row: Row) -> Row:
    """A gain that is surely none, as a loss."""
    stem = "observed_per_month"
    return {
        f"{stem}_low": 0 - row[f"{stem}_high"], f"{stem}_low_closed": row[f"{stem}_high_closed"],
        f"{stem}_high": 0 - row[f"{stem}_low"], f"{stem}_high_closed": row[f"{stem}_low_closed"],
    }  # fmt: skip
