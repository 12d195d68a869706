"""Marks of targets: how far each is, its state, and what it would take."""

from collections.abc import Sequence

from opc import wording
from opc.catalogue import ROSTER, label
from opc.charts.mark import Group, Mark
from opc.marks.goals import quantified, restates
from opc.marks.grading import cautions
from opc.marks.home import city_name
from opc.marks.rates import due, short, so_far
from opc.marks.saying import SEPARATOR, area_name, document, grouped, told, with_evidence
from opc.marks.supposing import at_pace, if_due
from opc.sharing.kept import kept
from opc.text import t
from opc.view import LOOSEST, View
from opc.warehouse import Row
from opc.wording.rounding import TENTHS


@kept
def progress(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a target, under a heading for each indicator; targets without a number stay out of the picture."""
    return grouped(quantified(rows), lambda row: view.name(row, "indicator"), lambda row: _target(row, view))


def _target(row: Row, view: View) -> Mark:
    low, high = (share(row)[f"attainment_{end}"] for end in ("low", "high"))
    seen = low is not None or high is not None
    goal = t("figure.target", view.lang, figure=wording.figure(row, view.lang))
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang)
    caution = SEPARATOR.join(filter(None, (counts_caution(row, view), _first(row, view), _unverified(row, view))))
    return Mark(
        label=city_name(row, view),
        value=goal,
        href=row["url"],
        note=with_evidence((area_name(row, view), limit), row, view),
        state=SEPARATOR.join(_said(row, view, _now(row, view))),
        graded="caution" if caution else "like_for_like",
        caution=caution,
        low=(row["reached_share"] or 0) * 100 if seen else None,
        high=high * 100 if high is not None else None,
        elapsed=row["time_gone"] if row["deadline"] else None,
        forecast=row["forecast_low"] * 100 if row["forecast_low"] is not None else None,
        hover=_target_hover(row, view),
    )


def counts_caution(row: Row, view: View) -> str:
    """What a target counts, where that is something else than its indicator is named after."""
    return cautions({"reasons": ["counts"], "counts": row["counts"]}, view) if row["counts_differ"] else ""


def _first(row: Row, view: View) -> str:
    """That what a target is held against is no stock, where it is a first batch."""
    return t("progress.first", view.lang) if row["latest_is_partial"] else ""


def _unverified(row: Row, view: View) -> str:
    """That what a target is held against is a lead, where it is one; the evidence beside it is the target's own."""
    return t("progress.unverified", view.lang) if row["latest_evidence"] == LOOSEST else ""


def state_words(row: Row, view: View) -> str:
    """The state of a target, with the attainment and the run rate where there are any."""
    return SEPARATOR.join(_said(row, view))


def standing(row: Row, view: View) -> str:
    """The latest figure, the share that it is of the target, and what it lacks, within a sentence."""
    said = [found(row, view), *_share_words(row, view), *short(row, view)]
    return ("，" if view.lang == "zh" else ", ").join(said)


def _share_words(row: Row, view: View) -> list[str]:
    share = attained(row, view)
    return [t("progress.attained", view.lang, share=share)] if share != "—" else []


def _said(row: Row, view: View, *now: str) -> list[str]:
    words = [_state(row, view), _again(row, view), *now, *_share_words(row, view)]
    words += [*due(row, view), if_due(row, view), *so_far(row, view)]
    if row["growth_verdict"]:
        state = t(f"progress.state.{row['growth_verdict']}", view.lang)
        words.append(t("progress.second_opinion", view.lang, state=state))
    if row["has_what_if"] and row["state"] != "achieved":
        words.append(at_pace(row, view))
    return [word for word in words if word]


def status(row: Row, view: View) -> str:
    """The state of a target by itself, whether it is told elsewhere already, and what the reader supposes of it."""
    state = t(f"progress.state.{row['state']}", view.lang)
    return SEPARATOR.join(filter(None, (state, _again(row, view), if_due(row, view))))


def why_unseen(row: Row, view: View) -> str:
    """What there is to say of a target without a current figure besides that it has none."""
    parts = t("progress.parts", view.lang) if row["parts_observed"] else ""
    state = _state(row, view) if row["state"] != "no_observation" else ""
    counts = counts_caution(row, view)
    return SEPARATOR.join(filter(None, (f"◐ {counts}" if counts else "", state, _again(row, view), parts)))


def _again(row: Row, view: View) -> str:
    return t("progress.restates", view.lang) if restates(row) else ""


def _state(row: Row, view: View) -> str:
    state = t(f"progress.state.{row['state']}", view.lang)
    return t("progress.late", view.lang, state=state) if is_late(row) else state


def is_late(row: Row) -> bool:
    """Whether a target is known to be met by a figure of after its deadline only."""
    return row["state"] == "achieved" and row["latest_to_deadline"] == "after"


def latest(row: Row, view: View) -> str:
    """The figure that a target is held against, in the reader's language; blank where there is none."""
    if not row["latest_text"]:
        return ""
    columns = ("low", "low_closed", "high", "high_closed", "comparator", "is_partial")
    seen = {name: row[f"latest_{name}"] for name in columns}
    return wording.figure(seen | {"obs_text": row["latest_text"], "unit": row["unit"], "per": row["per"]}, view.lang)


def found(row: Row, view: View) -> str:
    """The figure that a target is held against, with where it is from: what a roster counts nobody has published."""
    return t("progress.from_roster" if _is_counted(row) else "progress.latest", view.lang, figure=latest(row, view))


def found_on(row: Row, figure: str, date: str, view: View) -> str:
    """The same with its date, the figure as the caller writes it."""
    return t("progress.from_roster_on" if _is_counted(row) else "progress.now", view.lang, figure=figure, date=date)


def _is_counted(row: Row) -> bool:
    return row["latest_evidence"] == ROSTER


def _now(row: Row, view: View) -> str:
    figure = latest(row, view)
    return found_on(row, figure, wording.when(row["latest_period"], view.lang), view) if figure else ""


def share(row: Row) -> Row:
    """Attainment with its bounds, in columns named so.

    超10家 may mean any number above 10, of which 15 are less than 150 %. To a reader what is met is not less than
    something: it is 150 % of the 10 named.
    """
    ends = ("low", "low_closed", "high", "high_closed")
    if not _is_of_number_named(row):
        return {f"attainment_{end}": row[f"attainment_{end}"] for end in ends}
    seen = {end: row[f"latest_{end}"] for end in ends}
    seen |= {end: None if seen[end] is None else seen[end] / row["low"] for end in ("low", "high")}
    return {f"attainment_{end}": value for end, value in seen.items()}


def _is_of_number_named(row: Row) -> bool:
    return row["state"] == "achieved" and bool(row["low"]) and row["high"] is None


def attained(row: Row, view: View) -> str:
    """Attainment in percent with its bounds; where it is a share of the number named, of which."""
    ends = share(row)
    percent = {name: end * 100 for name, end in ends.items() if end is not None and not name.endswith("closed")}
    words = wording.bounds(ends | percent, "percent", view.lang, stem="attainment", fine=TENTHS)
    if words == "—" or not _is_of_number_named(row):
        return words
    named = wording.amount(row["low"], row["unit"], view.lang)
    return t("progress.of_named", view.lang, share=words, named=named)


def _target_hover(row: Row, view: View) -> str:
    goal = t("figure.target", view.lang, figure=wording.figure(row, view.lang))
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang)
    now = _now(row, view)
    return told(
        (view.name(row), view.name(row, "indicator")),
        (goal, area_name(row, view)),
        (limit, label("evidence", row["evidence"], view.lang)),
        (now, t("progress.parts", view.lang) if row["parts_observed"] and not now else ""),
        (view.note(row),),
        (document(row, view),),
        (document(row, view, "latest"),),
    )
