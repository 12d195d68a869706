"""What to do next for a target, or why nothing can be said; how many targets there are, and in which state."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from opc import marks, typeset, wording
from opc.sharing.kept import kept
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# The states that say how fast a target is approached: of the others there is no pace, or none that is decided.
PACED = ("on_track", "moderate", "limited", "moving_away")


@kept
def progress(rows: Sequence[Row], view: View, own: str = "") -> tuple[str, str]:
    """What to do next, and how many targets can be held against a current figure; one alone is not counted.

    `own` is the name of the reader's own city where it is among those asked for: without a target, that comes first.
    """
    if not rows:
        return t("progress.title_none", view.lang), ""
    if own and not any(marks.is_home(row, view) for row in rows):
        return t("briefing.progress_none", view.lang, city=own), f"{_lead(rows, view)}{t('progress.stop', view.lang)}"
    return _lead(rows, view), targets_counted(rows, view)


def targets_counted(rows: Sequence[Row], view: View) -> str:
    """Of how many targets there is a current figure, a decided pace and a deadline; one alone is not counted."""
    told, rows = len(rows), marks.distinct(rows)
    if len(rows) == 1:
        return ""
    retold = t("progress.retold", view.lang, count=told - len(rows)) if told > len(rows) else ""
    counts = {
        "observed": sum(row["latest_text"] is not None for row in rows),
        "paced": sum(row["state"] in PACED for row in rows),
        "dated": sum(row["deadline"] is not None for row in rows),
    }
    paced = t("progress.paced", view.lang, paced=counts["paced"]) if counts["paced"] else ""
    key = "progress.counts" if counts["observed"] else "progress.counts_none"
    return t(key, view.lang, **(counts | {"targets": len(rows), "paced": paced})) + retold


@kept
def supposed(rows: Sequence[Row], due: date | None, view: View) -> str:
    """To how many targets the reader's own deadline was applied: those that have one, or no current figure, stay."""
    if due is None or not rows:
        return ""
    count = sum(map(marks.is_supposed, marks.distinct(rows)))
    return t(f"progress.supposed{'' if count else '_none'}", view.lang, due=due, count=count)


def _lead(rows: Sequence[Row], view: View) -> str:
    """What a reader can act on: the run rate that a target needs, or in words why none can be given.

    That is a target of the reader's own city where it has any.
    """
    rows = marks.mine(rows, view) or rows
    row = marks.leading(rows, view)
    figure, counts = wording.figure(row, view.lang), marks.counts_caution(row, view)
    words = {"place": place_of(row, view), "target": limited(figure, view, counts)}
    if marks.is_acted_on(row, view):
        return _due(row, words, view)
    if row["latest_text"] is None and marks.is_in_last_days(row, view):
        return _unseen(row, rows, words, view)
    outcome = _outcome(row)
    if outcome in ("no_observation", "undecided") and row["deadline"]:
        words["target"] = limited(figure, view, _until(row, view), counts)
    words["deadline"] = wording.deadline(row["deadline"], row["deadline_precision"], view.lang)
    words |= {"standing": marks.standing(row, view), "now": _now(row, view), "missing": marks.missing(row, view)}
    if outcome == "no_deadline" and words["missing"] == "—":
        outcome = "undecided"
    if marks.is_supposed(row):
        outcome = "if_due_soon" if marks.is_soon(row, view) else "if_due"
        words |= marks.supposed_values(row, view)
    return t(f"progress.lead_{outcome}", view.lang, **words)


def _unseen(row: Row, rows: Sequence[Row], words: dict[str, str], view: View) -> str:
    """What is due within days and of which no current figure is known, and how many others are due on its day."""
    others = sum(other["deadline"] == row["deadline"] for other in marks.due_next(marks.distinct(rows), view)) - 1
    more = t("progress.same_day", view.lang, count=others) if others else ""
    left = {"days": marks.days_left(row, view), "limit": row["deadline"]}
    name = view.name(row, "indicator")
    return t("progress.lead_unseen", view.lang, indicator=name, more=more, **left, **words)


def _until(row: Row, view: View) -> str:
    return wording.due(row["deadline"], row["deadline_precision"], view.lang)


def _outcome(row: Row) -> str:
    """What there is to say of a target for which nothing can be done by a day."""
    if marks.is_late(row):
        return "late"
    if row["state"] == "deadline_passed" and row["latest_to_deadline"] in ("at", "after"):
        return "missed"
    known = row["state"] in ("achieved", "no_deadline", "no_observation", "deadline_passed")
    return row["state"] if known else "undecided"


def limited(figure: str, view: View, *limits: str) -> str:
    """A figure in a sentence, with what it covers and counts where that is not what the sentence would say alone."""
    said = typeset.clauses(limits, view.lang)
    return t("figure.limited", view.lang, figure=figure, limits=said) if said else figure


def _due(row: Row, words: dict[str, str], view: View) -> str:
    """What is to be done from the reader's day on: the rate of the latest figure is of a time that is gone."""
    words["now"] = _now(row, view)
    if marks.is_nearly_due(row, view):
        words |= {"days": marks.days_left(row, view), "missing": marks.missing(row, view)}
        return t("progress.lead_last_days", view.lang, limit=row["deadline"], **words)
    deadline = wording.deadline(row["deadline"], row["deadline_precision"], view.lang)
    until = t(f"progress.{'within' if row['deadline_precision'] == 'year' else 'until'}", view.lang, deadline=deadline)
    rate = marks.needed(row, view, "required_from_day")
    return t("progress.lead_needed", view.lang, day=view.known_on, rate=rate, until=until, **words)


def _now(row: Row, view: View) -> str:
    """The latest figure, and what came a month so far."""
    return typeset.clauses((marks.found(row, view), *marks.so_far(row, view)[:1]), view.lang)


def place_of(row: Row, view: View) -> str:
    """The city of a row, with the part of it that the row is of where that is not the whole."""
    if marks.is_whole(row):
        return view.name(row)
    return t("progress.place", view.lang, city=view.name(row), area=marks.area_name(row, view))


@kept
def states_counted(rows: Sequence[Row], view: View) -> list[tuple[str, int]]:
    """How many targets are in each state, the most first."""
    counts = Counter(row["state"] for row in marks.distinct(rows))
    return [(t(f"progress.state.{state}", view.lang), count) for state, count in counts.most_common()]


def states(rows: Sequence[Row], view: View) -> str:
    """The same in a sentence."""
    said = (f"{words} {count}" for words, count in states_counted(rows, view))
    return f"{t('progress.states', view.lang)}{marks.SEPARATOR.join(said)}"
