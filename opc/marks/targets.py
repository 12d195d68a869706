"""Marks of targets: how far each is, its state, and what it would take."""

from collections.abc import Sequence
from datetime import date

from opc import wording
from opc.catalogue import label
from opc.charts.sheet import Group, Mark
from opc.kept import kept
from opc.marks.saying import SEPARATOR, area_name, counted, document, grouped, reasons, told, with_evidence
from opc.rounding import TENTHS
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# From here on what is missing is said, and no longer what that would be a month: of 80 within 34 days, 72 a month says
# little.
LAST_DAYS = 60


def quantified(rows: Sequence[Row]) -> list[Row]:
    """The targets that state a number."""
    return [row for row in rows if row["state"] != "unquantified"]


@kept
def progress(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a target, under a heading for each indicator; targets without a number stay out of the picture."""
    return grouped(quantified(rows), lambda row: view.name(row, "indicator"), lambda row: _target(row, view))


def _target(row: Row, view: View) -> Mark:
    low, high = (share(row)[f"attainment_{end}"] for end in ("low", "high"))
    seen = low is not None or high is not None
    goal = t("figure.target", view.lang, figure=wording.figure(row, view.lang))
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang)
    return Mark(
        label=view.name(row),
        value=goal,
        href=row["url"],
        note=with_evidence((area_name(row, view), limit), row, view),
        state=SEPARATOR.join(_said(row, view, _now(row, view))),
        caution=counts_caution(row, view),
        low=(low or 0) * 100 if seen else None,
        high=high * 100 if high is not None else None,
        elapsed=row["time_gone"] if row["deadline"] else None,
        forecast=row["forecast_low"] * 100 if row["forecast_low"] is not None else None,
        hover=_target_hover(row, view),
    )


def counts_caution(row: Row, view: View) -> str:
    """What a target counts, where that is something else than its indicator is named after."""
    return reasons({"reasons": ["counts"]}, view, counts=counted(row, view)) if row["counts_differ"] else ""


def goal(row: Row, view: View) -> str:
    """A target in the reader's language, and its phrase as published where that is in another."""
    figure, phrase = wording.figure(row, view.lang), row["target_text"]
    return figure if figure == phrase else t("progress.as_published", view.lang, figure=figure, phrase=phrase)


def state_words(row: Row, view: View) -> str:
    """The state of a target, with the attainment and the run rate where there are any."""
    return SEPARATOR.join(_said(row, view))


def _said(row: Row, view: View, *now: str) -> list[str]:
    words = [t(f"progress.state.{row['state']}", view.lang), *now]
    share = attained(row, view)
    if share != "—":
        words.append(t("progress.attained", view.lang, share=share))
    words += _due(row, view)
    if row["growth_verdict"]:
        state = t(f"progress.state.{row['growth_verdict']}", view.lang)
        words.append(t("progress.second_opinion", view.lang, state=state))
    if row["has_what_if"] and row["state"] != "achieved":
        words.append(_what_if(row, view))
    return [word for word in words if word]


def _due(row: Row, view: View) -> list[str]:
    """What is needed a month from the latest figure on, and what that has become by the reader's day."""
    said = []
    if (rate := needed(row, view)) != "—":
        since = wording.when(row["latest_period"], view.lang)
        said.append(t("progress.needed", view.lang, since=since, rate=rate))
    if is_nearly_due(row, view):
        missing, days = needed(row, view, "missing"), days_left(row, view)
        said.append(t("progress.missing", view.lang, missing=missing, days=days))
    elif (now := needed(row, view, "required_from_day")) not in ("—", rate):
        said.append(t("progress.needed_from_day", view.lang, day=view.known_on, rate=now))
    return said


def days_left(row: Row, view: View) -> int:
    """The days from the reader's own to the deadline."""
    return (row["deadline"] - view.known_on).days


def is_nearly_due(row: Row, view: View) -> bool:
    """Whether something is missing and little time is left: then what is missing says more than a rate a month."""
    return needed(row, view, "missing") != "—" and days_left(row, view) <= LAST_DAYS


def latest(row: Row, view: View) -> str:
    """The figure that a target is held against, in the reader's language; blank where there is none."""
    if not row["latest_text"]:
        return ""
    columns = ("low", "low_closed", "high", "high_closed", "comparator", "is_partial")
    seen = {name: row[f"latest_{name}"] for name in columns}
    return wording.figure(seen | {"obs_text": row["latest_text"], "unit": row["unit"], "per": row["per"]}, view.lang)


def _now(row: Row, view: View) -> str:
    figure, date = latest(row, view), wording.when(row["latest_period"], view.lang)
    return t("progress.now", view.lang, figure=figure, date=date) if figure else ""


def _what_if(row: Row, view: View) -> str:
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


def ahead(row: Row, view: View) -> str:
    """Months ahead or behind, with their bounds; where they may be either, that nothing follows."""
    low, high = row["months_ahead_low"], row["months_ahead_high"]
    if low is None:
        return "—"
    if low < 0 and (high is None or high > 0):
        return t("progress.either_way", view.lang, bounds=_months(low, high, view))
    if low < 0:
        return t("progress.behind", view.lang, months=_months(-high, -low, view))
    return t("progress.ahead", view.lang, months=_months(low, high, view))


def _months(low: float, high: float | None, view: View) -> str:
    return wording.bounds({"low": low, "high": high}, "month", view.lang, fine=TENTHS)


def gained(row: Row, view: View) -> str:
    """What came a month from the earliest figure to the latest; where some may have gone, that nothing follows."""
    words = needed(row, view, "observed_per_month")
    low, high = row["observed_per_month_low"], row["observed_per_month_high"]
    is_open = low is not None and low < 0 and (high is None or high > 0)
    return t("progress.either_way", view.lang, bounds=words) if is_open else words


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


def needed(row: Row, view: View, stem: str = "required_per_month") -> str:
    """A run rate a month with its bounds."""
    return wording.bounds(row, row["unit"], view.lang, stem=stem, fine=TENTHS)


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
