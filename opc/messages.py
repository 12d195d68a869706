"""The message of a page: its title and the line below it, from the rows it shows."""

from collections import Counter
from collections.abc import Sequence

from opc import marks, typeset, wording
from opc.catalogue import Indicator, label
from opc.kept import kept
from opc.stamp import limit
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# Cities, or places, that a title names; of more it says how many they are.
MOST_NAMED = 3
# The states that say how fast a target is approached: of the others there is no pace, or none that is decided.
PACED = ("on_track", "moderate", "limited", "moving_away")


def comparison(
    rows: Sequence[Row],
    indicator: Indicator,
    per: str,
    scenario: str,
    view: View,
    like: bool = False,
    unlisted: int = 0,
) -> tuple[str, str]:
    """How many of the cities disclose the indicator, what it measures, and how many cities are not among them."""
    name = typeset.within(indicator.label(view.lang))
    if scenario == "target":
        name = t("compare.target_of", view.lang, indicator=name)
    title = _disclosing(rows, name, like, view)
    key = "compare.subtitle_like" if like else "compare.subtitle"
    said = [t("compare.own", view.lang, city=view.name(row), said=_own(row, per, view)) for row in _mine(rows, view)]
    said += [t("compare.subtitle_target", view.lang)] if scenario == "target" else []
    said.append(t(key, view.lang, definition=indicator.definition[view.lang]))
    if per == "resident":
        said.append(t("compare.subtitle_resident", view.lang))
    if unlisted:
        said.append(t("compare.unlisted", view.lang, count=unlisted))
    return title, typeset.sentences(said, view.lang)


def _mine(rows: Sequence[Row], view: View) -> list[Row]:
    """The row of the reader's own city, where it is among them."""
    return [row for row in rows if marks.is_home(row, view)]


def _own(row: Row, per: str, view: View) -> str:
    """What a city has published, or why there is nothing to compare."""
    if row["status"] != "disclosed":
        return marks.absence(row, view)
    figure = wording.per_resident(row, view.lang) if per == "resident" else wording.figure(row, view.lang)
    return marks.SEPARATOR.join((figure, marks.context(row, view)))


def _disclosing(rows: Sequence[Row], name: str, like: bool, view: View) -> str:
    """How many disclose, of whom some are not drawn: not like for like, or without a population to divide by.

    Who publishes something that cannot be compared has not published this, and is not silent either.
    """
    states = Counter(row["status"] for row in rows)
    alike = states["disclosed"] + states["no_population"]
    disclosed = alike + states["left_out"]
    key = "title" if not like else "title_like" if alike else "title_unlike"
    others = {"unscaled": "no_population", "missing": "not_disclosed"}
    said = {
        word: t(f"compare.{word}", view.lang, count=states[status]) if states[status] else ""
        for word, status in others.items()
    }
    said["blocked"] = _blocked([view.name(row) for row in rows if row["status"] == "blocked"], view)
    key = key if disclosed else "title_none"
    counts = {"cities": states.total(), "disclosed": disclosed, "alike": alike}
    return t(f"compare.{key}", view.lang, indicator=name, **counts, **said)


def _blocked(names: Sequence[str], view: View) -> str:
    """Whose figures cannot be compared: a few by name, for a number alone leaves a reader to look for them."""
    if not names:
        return ""
    key = "blocked" if len(names) <= MOST_NAMED else "blocked_many"
    return t(f"compare.{key}", view.lang, count=len(names), names=typeset.joined(names, view.lang))


def ranks(rows: Sequence[Row], indicator: Indicator, view: View) -> tuple[str, str]:
    """How many neighbours the bounds leave undecided, and how many figures are not like for like."""
    if not rows:
        return t("rank.none", view.lang), ""
    undecided = sum(row["order_decided"] is False for row in rows)
    key = "rank.title" if undecided else "rank.title_decided"
    unlike = sum(row["grade"] != "like_for_like" for row in rows)
    caution = t("rank.caution", view.lang, count=unlike) if unlike else ""
    title = t(key, view.lang, indicator=typeset.within(indicator.label(view.lang)), open=undecided)
    said = [
        t("compare.own", view.lang, city=view.name(row), said=wording.place(row, view.lang))
        for row in _mine(rows, view)
    ]
    return title, typeset.sentences((*said, t("rank.subtitle", view.lang, caution=caution)), view.lang)


def axis_title(indicator: Indicator, per: str, view: View) -> str:
    """What an axis counts, and its unit."""
    per_resident = t("axis.per_resident", view.lang) if per == "resident" else ""
    return t(f"axis.{indicator.unit}", view.lang, name=indicator.label(view.lang), per=per_resident)


@kept
def progress(rows: Sequence[Row], view: View, own: str = "") -> tuple[str, str]:
    """What to do next, and how many targets can be held against a current figure; one alone is not counted.

    `own` is the name of the reader's own city where it is among those asked for: without a target, that comes first.
    """
    if not rows:
        return t("progress.title_none", view.lang), ""
    if own and not any(marks.is_home(row, view) for row in rows):
        return t("briefing.progress_none", view.lang, city=own), f"{_lead(rows, view)}{t('progress.stop', view.lang)}"
    return _lead(rows, view), f"{targets_counted(rows, view)}{t('progress.subtitle', view.lang)}"


def targets_counted(rows: Sequence[Row], view: View) -> str:
    """Of how many targets there is a current figure, a decided pace and a deadline; one alone is not counted."""
    if len(rows) == 1:
        return ""
    counts = {
        "observed": sum(row["latest_text"] is not None for row in rows),
        "paced": sum(row["state"] in PACED for row in rows),
        "dated": sum(row["deadline"] is not None for row in rows),
    }
    paced = t("progress.paced", view.lang, paced=counts["paced"]) if counts["paced"] else ""
    key = "progress.counts" if counts["observed"] else "progress.counts_none"
    return t(key, view.lang, **(counts | {"targets": len(rows), "paced": paced}))


def _lead(rows: Sequence[Row], view: View) -> str:
    """What a reader can act on: the run rate that a target needs, or in words why none can be given.

    That is a target of the reader's own city where it has any.
    """
    rows = _mine(rows, view) or rows
    row = marks.leading(rows, view)
    figure, counts = wording.figure(row, view.lang), marks.counts_caution(row, view)
    words = {"place": _place(row, view), "target": limited(figure, view, counts)}
    if marks.is_acted_on(row, view):
        return _due(row, words, view)
    if row["latest_text"] is None and marks.is_in_last_days(row, view):
        return _unseen(row, rows, words, view)
    outcome = _outcome(row)
    if outcome in ("no_observation", "undecided") and row["deadline"]:
        words["target"] = limited(figure, view, _until(row, view), counts)
    words["deadline"] = wording.deadline(row["deadline"], row["deadline_precision"], view.lang)
    words["standing"] = marks.standing(row, view)
    return t(f"progress.lead_{outcome}", view.lang, **words)


def _unseen(row: Row, rows: Sequence[Row], words: dict[str, str], view: View) -> str:
    """What is due within days and of which nothing is published, and how many others are due on its day."""
    others = sum(other["deadline"] == row["deadline"] for other in marks.due_next(rows, view)) - 1
    more = t("briefing.progress_same_day", view.lang, count=others) if others else ""
    left = {"days": marks.days_left(row, view), "limit": row["deadline"]}
    name = view.name(row, "indicator")
    return t("briefing.progress_unseen", view.lang, indicator=name, more=more, **left, **words)


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
    words["now"] = typeset.clauses((marks.latest(row, view), *marks.so_far(row, view)[:1]), view.lang)
    if marks.is_nearly_due(row, view):
        words |= {"days": marks.days_left(row, view), "missing": marks.missing(row, view)}
        return t("progress.lead_last_days", view.lang, limit=row["deadline"], **words)
    deadline = wording.deadline(row["deadline"], row["deadline_precision"], view.lang)
    until = t(f"progress.{'within' if row['deadline_precision'] == 'year' else 'until'}", view.lang, deadline=deadline)
    rate = marks.needed(row, view, "required_from_day")
    return t("progress.lead_needed", view.lang, day=view.known_on, rate=rate, until=until, **words)


def _place(row: Row, view: View) -> str:
    if marks.is_whole(row):
        return view.name(row)
    return t("progress.place", view.lang, city=view.name(row), area=marks.area_name(row, view))


@kept
def states_counted(rows: Sequence[Row], view: View) -> list[tuple[str, int]]:
    """How many targets are in each state, the most first."""
    counts = Counter(row["state"] for row in rows)
    return [(t(f"progress.state.{state}", view.lang), count) for state, count in counts.most_common()]


def states(rows: Sequence[Row], view: View) -> str:
    """The same in a sentence."""
    said = (f"{words} {count}" for words, count in states_counted(rows, view))
    return f"{t('progress.states', view.lang)}{marks.SEPARATOR.join(said)}"


@kept
def disclosure(rows: Sequence[Row], view: View) -> tuple[str, str]:
    """How much of what would be expected was found."""
    cells, found = len(rows), sum(row["disclosed"] for row in rows)
    cities, core = ({row[column] for row in rows} for column in ("ref_area", "indicator"))
    share = round(100 * found / cells) if cells else 0
    title = t("disclosure.title", view.lang, share=share, cities=len(cities), core=len(core), evidence=view.evidence)
    said = [t("disclosure.subtitle", view.lang, found=found, cells=cells)]
    if own := _mine(rows, view):
        counts = {"found": own[0]["disclosed_of_city"], "cells": own[0]["expected_of_city"]}
        said.insert(0, t("disclosure.own", view.lang, city=view.name(own[0]), **counts))
    return title, typeset.sentences((*said, limit(view)), view.lang)


@kept
def silent(rows: Sequence[Row], view: View) -> str:
    """The cities of which no current core figure was found, by name, and which of them have published targets."""
    names = {view.name(row): row["targets_of_city"] for row in rows if row["disclosed_of_city"] == 0}
    if not names:
        return ""
    aiming = typeset.joined((name for name, targets in names.items() if targets), view.lang)
    targets = t("disclosure.silent_targets", view.lang, names=aiming) if aiming else ""
    listed = typeset.joined(names, view.lang)
    return t("disclosure.silent", view.lang, count=len(names), names=listed, targets=targets)


def funding(rows: Sequence[Row], view: View) -> tuple[str, str]:
    """How many cities have announced funding, and how many a fund for OPCs."""
    if not rows:
        return t("funding.title_none", view.lang), ""
    cities = {row["ref_area"] for row in rows}
    dedicated = [r for r in rows if (r["indicator"], r["earmark"], r["scenario"]) == ("fund_size", "opc", "actual")]
    opc = len({row["ref_area"] for row in dedicated})
    said = [t("funding.subtitle", view.lang)]
    if own := _mine(rows, view):
        money = typeset.joined((_money(row, view) for row in own), view.lang)
        said.insert(0, t("funding.own", view.lang, city=view.name(own[0]), money=money))
    title = t("funding.title", view.lang, cities=len(cities), opc=opc)
    return limited(title, view, _in_parts(dedicated, view)), typeset.sentences(said, view.lang)


def _in_parts(funds: Sequence[Row], view: View) -> str:
    """Of which parts of cities funds are, for the fund of a district is none of its city; many are counted."""
    whole = {row["ref_area"] for row in funds if marks.is_whole(row)}
    parts = [row for row in funds if row["ref_area"] not in whole]
    names = dict.fromkeys(typeset.inside(_place(row, view)) for row in parts)
    if not whole and 0 < len(names) <= MOST_NAMED:
        return t("city.only", view.lang, area=typeset.joined(names, view.lang))
    return t("funding.in_parts", view.lang, count=len({row["ref_area"] for row in parts})) if parts else ""


def _money(row: Row, view: View) -> str:
    """Money with what kind it is, for whom, and of which part of the city where it is not of the whole."""
    kinds = [view.name(row, "indicator"), label("earmark", row["earmark"], view.lang)]
    kind = marks.SEPARATOR.join(filter(None, (*kinds, marks.only_in([row], view))))
    return t("controls.of_kind", view.lang, label=wording.figure(row, view.lang), kind=kind)
