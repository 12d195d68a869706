"""The views as an app in Plotly Dash with plotly.express: Dash Pages, each page a function of its address.

`python -m benchmarks.against.dashes PORT` serves it with waitress and its four threads. With CACHED in the environment
the queries are kept by `functools.lru_cache`.
"""

import os
import sys
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any

import dash
import pandas as pd
import waitress
from dash import dash_table, dcc, html

from benchmarks.against import express, views

connection = lru_cache(maxsize=1)(express.connect)


@cache
def _kept(name: str, values: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in values}
    return express.run(connection(), name, given)


def ask(name: str, values: dict[str, Any]) -> pd.DataFrame:
    """The rows of a named query, kept where it is asked for."""
    if "CACHED" in os.environ:
        items = ((key, tuple(value) if isinstance(value, list) else value) for key, value in values.items())
        return _kept(name, tuple(items))
    return express.run(connection(), name, values)


def page(view: str, **given: str) -> html.Div:
    """One view: title, controls, numbers, charts, tables."""
    at = views.read(given, date.today())
    offered, cities, indicators = express.controls(view, at, ask)
    parts: list[Any] = [html.H1(view), dcc.Dropdown(list("ABCD"), at.evidence), dcc.DatePickerSingle(date=at.known_on)]
    if view != "overview":
        names = [
            {"value": code, "label": name} for code, name in zip(offered["ref_area"], offered["name_zh"], strict=True)
        ]
        parts.append(dcc.Dropdown(names, cities, multi=True))
    if view in ("compare", "progress"):
        parts.append(dcc.Dropdown(indicators, next(iter(indicators), None)))
    rows = express.frames(view, at, ask, cities, indicators[0] if indicators else "resident_teams")
    if view == "overview":
        parts += [html.Div([html.H3(what), html.B(figure), whose]) for what, figure, whose in express.leading(rows)]
    parts += [dcc.Graph(figure=figure) for figure in express.figures(view, rows)]
    for name, table in express.tables(view, rows).items():
        columns = [{"name": column, "id": column} for column in table]
        parts += [html.H2(name), dash_table.DataTable(table.to_dict("records"), columns, page_size=20, id=name)]
    return html.Div(parts)


def app() -> dash.Dash:
    """The app with all views registered as pages."""
    made = dash.Dash(__name__, use_pages=True, pages_folder="", suppress_callback_exceptions=True)
    for view in views.VIEWS:
        path = "/" if view == views.VIEWS[0] else f"/{view}"
        dash.register_page(view, path=path, layout=partial(page, view))
    links = [dcc.Link(view, href="/" if view == views.VIEWS[0] else f"/{view}") for view in views.VIEWS]
    made.layout = html.Div([html.Nav(links), dash.page_container])
    return made


if __name__ == "__main__":
    waitress.serve(app().server, host="127.0.0.1", port=int(sys.argv[1]), _quiet=True)
