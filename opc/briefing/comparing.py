"""The sections that hold the city against its peers: figures side by side, and the places that bounds allow."""

from collections.abc import Sequence
from dataclasses import replace

from opc import marks, messages, typeset, wording
from opc.briefing.content import Bar, Chart, Section, Table
from opc.briefing.material import (
    Material,
    figure_column,
    figure_words,
    graded,
    where_column,
)
from opc.briefing.matrix import asks_matrix, matrix
from opc.catalogue import Indicator, indicators
from opc.columns import ends, pick
from opc.tables import Column
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

# What a city's ecosystem is first asked for. The second is left out where nobody in the group discloses it.
ASKED = ("resident_teams", "communities")


def asks_comparison(material: Material) -> list[Question]:
    """What the table of all core indicators asks, and the figures of the city and its peers on each of ASKED."""
    asked = {"cities": material.cities, "scenario": "actual", "assumed": False, "per": "none", "like": False}
    return [*asks_matrix(material), *(("compare", asked | {"indicator": code}) for code in ASKED)]


def comparison(material: Material, cities: list[Row], published: list[Row], *found: list[Row]) -> list[Section]:
    """All core indicators in one table, then a section for each of ASKED, with the cities that do not disclose."""
    made = [matrix(material, cities, published)]
    for code, rows in zip(ASKED, found, strict=True):
        if code == ASKED[0] or any(row["status"] == "disclosed" for row in rows):
            material.indicators |= {code: None}
            made.append(_compared(indicators()[code], rows, material))
    return made


def _compared(indicator: Indicator, rows: Sequence[Row], material: Material) -> Section:
    view = material.view
    title, subtitle = messages.comparison(rows, indicator, "none", "actual", view)
    columns = [
        *pick(view, "city"),
        figure_column(view),
        Column(material.say("comparability"), lambda r: _grade(r, view)),
        where_column(view),
        material.reference(),
    ]
    caption = material.say("comparison_table", indicator=indicator.label(view.lang))
    own = material.city["ref_area"]
    is_silent = tuple(row["status"] == "not_disclosed" and row["ref_area"] != own for row in rows)
    table = replace(material.grid(caption, columns, rows, ends(view)), silent=is_silent)
    silent = [view.name(row) for row in rows if row["status"] == "not_disclosed"]
    said = [_own(material.own(rows)[0], view, material)]
    if silent:
        said.append(material.say("undisclosed", names=typeset.joined(silent, view.lang)))
    chart = _chart(indicator, rows, material)
    return Section("comparison", title, subtitle, tuple(said), chart, table, material.cited(rows))


def _own(row: Row, view: View, material: Material) -> str:
    if row["status"] == "not_disclosed":
        return material.say("own_missing")
    return material.say("own_figure", figure=wording.figure(row, view.lang), graded=_grade(row, view))


def _grade(row: Row, view: View) -> str:
    if not row.get("obs_text"):
        return ""
    if row.get("status") == "blocked":
        return marks.cautions(row, view)
    return graded(row, view, marks.cautions(row, view))


def _chart(indicator: Indicator, rows: Sequence[Row], material: Material) -> Chart | None:
    """The cities that disclose; the city itself also where it does not."""
    view, own = material.view, material.city["ref_area"]
    if not any(row["status"] == "disclosed" for row in rows):
        return None
    bars = tuple(_bar(row, row["ref_area"] == own, view) for row in rows if _is_drawn(row, own))
    title = material.say("comparison_chart", indicator=indicator.label(view.lang))
    said = typeset.listed(title, (f"{bar.label} {bar.words}" for bar in bars), view.lang)
    return Chart(title, t(f"unit.{indicator.unit}", view.lang), bars, said)


def _is_drawn(row: Row, own: str) -> bool:
    return row["status"] == "disclosed" or row["ref_area"] == own


def _bar(row: Row, is_own: bool, view: View) -> Bar:
    words = str(figure_words(row, view))
    if row["status"] != "disclosed":
        return Bar(view.name(row), words, None, None, is_own, note=_grade(row, view))
    reasons, context = marks.cautions(row, view), marks.context(row, view)
    return Bar(view.name(row), words, row["low"], row["high"], is_own, reasons, context, row["url"])


def asks_places(material: Material) -> list[Question]:
    """The places of the city and its peers, an indicator each."""
    asked = {"peers": material.cities, "scenario": "actual", "assumed": False}
    return [("ranks", asked | {"indicator": code}) for code in ASKED]


def places(material: Material, *found: list[Row]) -> Section:
    """The places that the bounds allow, by each indicator that a comparison shows; one city alone has no place."""
    view = material.view
    ranked = {code: rows for code, rows in zip(ASKED, found, strict=True) if len(rows) > 1}
    material.indicators |= dict.fromkeys(ranked)
    own = {code: mine[0] for code, rows in ranked.items() if (mine := material.own(rows))}
    said = (
        material.say(
            "places_own",
            indicator=indicators()[code].label(view.lang),
            place=typeset.within(wording.place(row, view.lang)),
        )
        for code, row in own.items()
    )
    title = typeset.clauses(said, view.lang)
    rows = [row | {"indicator": code} for code, placed in ranked.items() for row in placed]
    if not rows:
        return material.silence("places", material.say("places_none"))
    return Section(
        "places",
        title or material.say("places_none"),
        material.say("places_subtitle"),
        (),
        None,
        _ranked(rows, material),
        material.cited(rows),
    )


def _ranked(rows: Sequence[Row], material: Material) -> Table:
    view = material.view
    columns = [
        Column(t("table.indicator", view.lang), lambda r: indicators()[r["indicator"]].label(view.lang)),
        *pick(view, "city"),
        Column(t("rank.axis", view.lang), lambda r: wording.rank(r["rank_best"], r["rank_worst"], view.lang)),
        figure_column(view),
        Column(material.say("comparability"), lambda r: _grade(r, view)),
        where_column(view),
        material.reference(),
    ]
    return material.grid(material.say("places_table"), columns, rows, _span(view))


def _span(view: View) -> list[Column]:
    """The best and the worst place as the ends of a span, to both of which a city may come."""
    low, high, *closed, unit = (column.heading for column in ends(view))
    return [
        Column(low, lambda r: r["rank_best"]),
        Column(high, lambda r: r["rank_worst"]),
        *(Column(heading, lambda _: True) for heading in closed),
        Column(unit, lambda _: t("rank.axis", view.lang)),
    ]
