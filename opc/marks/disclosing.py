"""Marks of disclosure: the share of cities that publish an indicator, and how old each city's figures are."""

import math
from collections.abc import Sequence

from opc.charts.mark import Group, Mark
from opc.marks.home import city_name
from opc.marks.saying import told
from opc.sharing.kept import kept
from opc.text import t
from opc.typeset import SEPARATOR, joined
from opc.view import View
from opc.warehouse import Row
from opc.wording import when

# Publishers named beside the figures of a city; the label of the mark names them all.
MOST_NAMED = 2


@kept
def shares(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a core indicator: the percentage of the cities that disclose it."""
    first = {row["indicator"]: row for row in rows}
    return [
        Mark(
            label=view.name(row, "indicator"),
            value=t("disclosure.of_cities", view.lang, count=row["cities_disclosing"], all=row["cities_asked"]),
            low=100 * row["cities_disclosing"] / row["cities_asked"],
            high=100 * row["cities_disclosing"] / row["cities_asked"],
            is_target=False,
            hover=_share_hover(row, [cell for cell in rows if cell["indicator"] == row["indicator"]], view),
        )
        for row in sorted(first.values(), key=lambda row: -row["cities_disclosing"])
    ]


def _share_hover(row: Row, cells: Sequence[Row], view: View) -> str:
    """Which cities disclose an indicator, and who publishes it."""
    found = [cell for cell in cells if cell["disclosed"]]
    return told(
        (view.name(row, "indicator"), t("disclosure.shares", view.lang)),
        (t("disclosure.of_cities", view.lang, count=row["cities_disclosing"], all=row["cities_asked"]),),
        (joined((view.name(cell) for cell in found), view.lang),),
        (t("controls.known_on", view.lang), view.known_on.isoformat()),
        (joined(dict.fromkeys(cell["publisher"] for cell in found), view.lang),),
    )


@kept
def ages(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city that discloses anything: the age in days of its newest and its oldest dated figure."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["disclosed"]:
            found.setdefault(row["ref_area"], []).append(row)
    return [_aged(cells, view) for cells in sorted(found.values(), key=_newest)]


def _days(cells: Sequence[Row]) -> list[int]:
    """The ages that are known, the newest first."""
    return sorted(row["days_old"] for row in cells if row["days_old"] is not None)


def _newest(cells: Sequence[Row]) -> float:
    return next(iter(_days(cells)), math.inf)


def _is_of_year(row: Row) -> bool:
    """Whether the year of a figure without an age is known, of itself or of its document."""
    return bool(row["time_period"] or row["published"])


def no_age(row: Row, lang: str) -> str:
    """Why a figure has no age: a year is a date, but no day to count from."""
    return t("disclosure.year" if _is_of_year(row) else "figure.undated", lang)


def _unaged(cells: Sequence[Row], view: View) -> list[str]:
    """How many figures have no age, by reason."""
    years = [_is_of_year(row) for row in cells if row["days_old"] is None]
    counts = {"year_only": sum(years), "undated": len(years) - sum(years)}
    return [t(f"disclosure.{key}", view.lang, count=count) for key, count in counts.items() if count]


def _aged(cells: Sequence[Row], view: View) -> Mark:
    row, ages = cells[0], _days(cells)
    share = t("disclosure.of_figures", view.lang, count=row["disclosed_of_city"], all=row["expected_of_city"])
    if not ages:
        reasons = dict.fromkeys(no_age(cell, view.lang) for cell in cells)
        return Mark(city_name(row, view), SEPARATOR.join(reasons), note=share, drawn=False)
    newest, oldest = ages[0], ages[-1]
    share = SEPARATOR.join((share, *_unaged(cells, view)))
    days = t("disclosure.days", view.lang, days=newest)
    if newest != oldest:
        days = t("disclosure.days_span", view.lang, newest=newest, oldest=oldest)
    publishers = list(dict.fromkeys(cell["publisher"] for cell in cells))
    named = publishers[:MOST_NAMED]
    if more := len(publishers) - len(named):
        named.append(t("disclosure.more_publishers", view.lang, count=more))
    return Mark(
        label=city_name(row, view),
        value=days,
        note=share,
        state=SEPARATOR.join(named),
        low=newest,
        high=oldest,
        hover=told((view.name(row), t("disclosure.freshness", view.lang)), *_dated(cells, view)),
    )


def _dated(cells: Sequence[Row], view: View) -> list[tuple[str, ...]]:
    """Each figure of a city with its date and its publisher, the newest first."""
    newest = sorted(cells, key=lambda cell: math.inf if cell["days_old"] is None else cell["days_old"])
    return [
        (view.name(cell, "indicator"), cell["obs_text"], when(cell["time_period"], view.lang), cell["publisher"])
        for cell in newest
    ]
