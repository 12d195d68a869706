"""The rows, charts and tables of our pages as JSON from a bare Starlette route: all of the work but Streamlit's.

`python -m benchmarks.against.bare PORT` serves it with uvicorn.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from benchmarks.against import views
from opc import charts, citation, marks, messages, tables, twins, versions, warehouse
from opc.catalogue import indicators
from opc.content import overview
from opc.questions import today
from opc.text import t
from opc.view import View
from opc.warehouse import Row

Rows = Mapping[str, list[Row]]
Shown = tuple[list[dict[str, Any]], list[str]]


def _quoted(rows: list[Row], columns: Callable[..., Any], caption: str, view: View, **asked: Any) -> list[str]:
    return [citation.table(rows, columns, caption, asked or citation.AS_PUBLISHED, view)] if rows else []


def _overview(rows: Rows, view: View, asked: Mapping[str, Any]) -> Shown:
    return [], [tables.matrix(overview.matrix(rows["coverage"], view), t("overview.matrix_caption", view.lang))]


def _facts(rows: list[Row], made: Callable[..., Any], view: View) -> list[list[str]]:
    """Figures that lead or are new: what, the figure with its source, the words below it, its citation."""
    return [
        [
            tables.anchor(what) if isinstance(what, tables.Link) else what,
            tables.anchor(figure),
            words,
            tables.button(copy) if copy else "",
        ]
        for what, figure, words, copy in made(rows, view)
    ]


def _compare(rows: Rows, view: View, asked: Mapping[str, Any]) -> Shown:
    found, given = rows["compare"], asked["compare"]
    if not found:
        return [], []
    indicator = indicators()[given["indicator"]]
    title, _ = messages.comparison(found, indicator, given["per"], given["scenario"], view)
    drawn = marks.comparison(found, view, given["per"])
    axis = messages.axis_title(indicator, given["per"], view)
    below = _quoted(rows["conflicts"], twins.conflicts, t("conflict.title", view.lang), view)
    table = _quoted(
        found, twins.comparison(given["per"], indicator.family == "funds", given["scenario"]), title, view, **given
    )
    return [charts.interval_dots(drawn, axis, view)], table + below


def _progress(rows: Rows, view: View, asked: Mapping[str, Any]) -> Shown:
    targets = marks.quantified(rows["progress"])
    statements = [row for row in rows["progress"] if row["state"] == "unquantified"]
    below = _quoted(statements, twins.statements, t("progress.statements", view.lang), view)
    if not targets:
        return [], below
    title, _ = messages.progress(targets, view)
    standing = tables.matrix(overview.standing(targets, view), t("progress.standing", view.lang), "zero")
    seen, unseen = marks.seen(targets), marks.unseen(targets, view)
    table = _quoted(seen, twins.progress, title, view, **asked["progress"])
    count = len(marks.distinct(unseen))
    table += _quoted(unseen, twins.unseen, t("progress.unseen", view.lang, count=count), view)
    drawings = [charts.bullets(marks.progress(seen, view), view)] if seen else []
    return drawings, [*table, standing, *below]


def _funding(rows: Rows, view: View, asked: Mapping[str, Any]) -> Shown:
    funds, drawings = rows["funds"], []
    pots = marks.summed(rows["fund_per_team"], funds)
    ratios = [row for row in pots if row["earmark"] == "opc"]
    if any(row["has_teams"] for row in ratios):
        drawn = marks.per_team(ratios, view)
        drawings.append(charts.interval_dots(drawn, t("axis.per_team", view.lang), view))
    if pots:
        drawings.append(charts.composition(marks.composition(pots, view), t("axis.money", view.lang), view))
    if funds:
        drawings.append(charts.interval_dots(marks.money(funds, view), t("axis.money", view.lang), view))
    table = _quoted(ratios, twins.per_team, t("funding.per_team", view.lang), view, **asked["fund_per_team"])
    table += [citation.table(pots, twins.composition, t("funding.composition", view.lang), None, view)] if pots else []
    return drawings, table + _quoted(funds, twins.funds, t("funding.funds", view.lang), view)


def _disclosure(rows: Rows, view: View, asked: Mapping[str, Any]) -> Shown:
    found = rows["disclosure"]
    drawings, ages = [charts.bullets(marks.shares(found, view), view)], marks.ages(found, view)
    if ages:
        drawings.append(charts.interval_dots(ages, t("disclosure.axis", view.lang), view))
    return drawings, _quoted(found, twins.disclosure, messages.disclosure(found, view)[0], view)


SHOWN = {"overview": _overview, "compare": _compare, "progress": _progress,
         "funding": _funding, "disclosure": _disclosure}  # fmt: skip


def answer(request: Request) -> JSONResponse:
    """The charts and tables of one view; a plain function, so that readers are served by threads."""
    name = request.path_params["view"] or views.VIEWS[0]
    at = views.read(request.query_params, today())
    view = View(name, "zh", at.evidence, at.known_on, versions.current())
    cities, used = warehouse.query("cities", view), warehouse.query("indicators_in_use", view)
    asked = views.questions(name, at, _chosen(name, at, cities), _indicator(used))
    rows = {query: _rows(query, view, values) for query, values in asked.items()}
    drawings, shown = SHOWN[name](rows, view, asked)
    facts = {
        query: _facts(rows.get(query, []), made, view)
        for query, made in (("leaders", overview.facts), ("newest", overview.newest))
    }
    return JSONResponse({"charts": drawings, "tables": shown} | facts)


def _chosen(name: str, at: views.Address, cities: Sequence[Row]) -> list[str]:
    everyone = name in views.EVERYONE
    default = [row["ref_area"] for row in cities if everyone or row["figures"] or row["policies"] or row["events"]]
    return list(at.cities) or default


def _indicator(used: Sequence[Row]) -> str:
    return next((row["indicator"] for row in used if row["cities_actual"]), used[0]["indicator"])


def _rows(query: str, view: View, values: Mapping[str, Any]) -> list[Row]:
    # The view itself says the evidence floor and the day.
    own = {key: value for key, value in values.items() if key not in ("evidence", "known_on", "day")}
    return warehouse.query(query, view, **own)


app = Starlette(routes=[Route("/{view:path}", answer)])


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)
