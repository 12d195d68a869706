"""The views as a Streamlit app of the usual kind: plotly.express, pandas, default settings.

Started by `benchmarks.against.apps` in a folder of its own, so that it reads no settings of ours. With CACHED in the
environment the queries are kept by `st.cache_data`, as Streamlit's documentation shows it.
"""

import os
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from benchmarks.against import express, views

connect = st.cache_resource(express.connect)


def _ask(name: str, values: dict[str, Any]) -> pd.DataFrame:
    return express.run(connect(), name, values)


ask = st.cache_data(_ask, show_spinner=False) if "CACHED" in os.environ else _ask


def page(view: str) -> None:
    """One view: title, controls, numbers, charts, tables."""
    at = views.read(st.query_params, date.today())
    st.title(view)
    with st.sidebar:
        st.selectbox("证据下限", list("ABCD"), index="ABCD".index(at.evidence))
        st.date_input("截至", at.known_on)
    offered, cities, indicators = express.controls(view, at, ask)
    if view != "overview":
        names = dict(zip(offered["ref_area"], offered["name_zh"], strict=True))
        st.multiselect("城市", list(names), cities, format_func=names.get)
    if view in ("compare", "progress"):
        st.selectbox("指标", indicators)
    rows = express.frames(view, at, ask, cities, indicators[0] if indicators else "resident_teams")
    if view == "overview":
        leading = express.leading(rows)
        for column, (what, figure, whose) in zip(st.columns(max(len(leading), 1)), leading, strict=False):
            column.metric(what, figure, whose, delta_color="off")
    for number, figure in enumerate(express.figures(view, rows)):
        st.plotly_chart(figure, key=f"{view}_{number}")
    for name, table in express.tables(view, rows).items():
        st.subheader(name)
        st.dataframe(table, hide_index=True)


def _pages() -> list[Any]:
    pages = []
    for view in views.VIEWS:
        shown = partial(page, view)
        pages.append(st.Page(shown, title=view, url_path=view, default=view == views.VIEWS[0]))
    return pages


st.set_page_config(layout="wide")
st.navigation(_pages()).run()
