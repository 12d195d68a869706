"""Rows as pandas frames and figures of plotly.express with default settings: what the Streamlit and Dash apps share."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import plotly.express as px
from plotly.graph_objects import Figure

from benchmarks.against import views

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "opc" / "queries"
Ask = Callable[[str, dict[str, Any]], pd.DataFrame]
# The columns of each table, as far as the query gives them.
SHOWN = ("name_zh", "area", "indicator_zh", "item_zh", "target_text", "latest_text", "obs_text", "state", "first_text",
         "second_text", "funds_text", "teams_text", "low", "high", "grade", "earmark", "counts", "time_period",
         "deadline", "attainment_low", "required_per_month_low", "evidence", "publisher", "title", "url",
         "note")  # fmt: skip


def connect() -> duckdb.DuckDBPyConnection:
    """The published warehouse, opened to read."""
    folder = Path(os.environ.get("OPC_WAREHOUSE", ROOT / "data" / "warehouse"))
    return duckdb.connect(folder / (folder / "current").read_text(encoding="utf-8").strip(), read_only=True)


def run(connection: duckdb.DuckDBPyConnection, name: str, values: dict[str, Any]) -> pd.DataFrame:
    """The rows of a named query; values that it does not name are left out, for DuckDB refuses them."""
    sql = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$(\w+)", sql))
    given = {key: value for key, value in values.items() if key in wanted}
    return connection.cursor().execute(sql, given).df()


def controls(view: str, at: views.Address, ask: Ask) -> tuple[pd.DataFrame, list[str], list[str]]:
    """What the controls of a view offer: all cities with their names, the cities chosen, and the indicators."""
    found = ask("cities", at.shared)
    disclosing = found if view in views.EVERYONE else found[found[["figures", "policies", "events"]].any(axis=1)]
    used = ask("indicators_in_use", at.shared)
    return (
        found,
        list(at.cities) or disclosing["ref_area"].tolist(),
        used["indicator"][used["cities_actual"] > 0].tolist(),
    )


def frames(view: str, at: views.Address, ask: Ask, cities: list[str], indicator: str) -> dict[str, pd.DataFrame]:
    """The rows of each query of a view."""
    return {name: ask(name, values) for name, values in views.questions(view, at, cities, indicator).items()}


def figures(view: str, rows: dict[str, pd.DataFrame]) -> list[Figure]:
    """The charts of a view: as many as our own page draws."""
    makers = {"compare": _compared, "progress": _progress, "funding": _funding, "disclosure": _disclosure}
    return [figure for figure in makers[view](rows) if figure] if view in makers else []


def tables(view: str, rows: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables of a view by name, each with the rows of our own page, in columns that a table can show."""
    if view == "overview":
        return {"coverage": _coverage(rows["coverage"]), "newest": _shown(rows["newest"])}
    if view == "progress":
        stated = rows["progress"]["state"] != "unquantified"
        targets = rows["progress"][stated]
        standing = targets.pivot_table(
            index="name_zh", columns="state", values="ref_area", aggfunc="count", fill_value=0
        ).reset_index()
        seen = targets["latest_text"].notna()
        return {
            "progress": _shown(targets[seen]),
            "unseen": _shown(targets[~seen]),
            "standing": standing,
            "statements": _shown(rows["progress"][~stated]),
        }
    if view == "funding":
        counted = rows["fund_per_team"][rows["fund_per_team"]["earmark"] == "opc"]
        whole = _shown(rows["fund_per_team"])
        return {"fund_per_team": _shown(counted), "composition": whole, "funds": _shown(rows["funds"])}
    return {name: _shown(frame) for name, frame in rows.items()}


def leading(rows: dict[str, pd.DataFrame]) -> list[tuple[str, str, str]]:
    """The figures that lead the overview: what, how much, whose."""
    return list(rows["leaders"][["indicator_zh", "obs_text", "name_zh"]].itertuples(index=False, name=None))


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[column for column in SHOWN if column in frame]]


def _coverage(frame: pd.DataFrame) -> pd.DataFrame:
    known = frame[(frame["figures_of_city"] > 0) | (frame["policies"] > 0)]
    return known.pivot(index="name_zh", columns="family", values="figures").reset_index()


def _spans(frame: pd.DataFrame, colour: str) -> Figure | None:
    """Bounds as dots with error bars, one row a city."""
    drawn = frame.assign(at=frame["low"].fillna(frame["high"]).astype("float"))
    drawn["more"] = (drawn["high"] - drawn["at"]).astype("float").fillna(0)
    if drawn.empty:
        return None
    hover = [column for column in ("obs_text", "area", "time_period", "evidence", "publisher") if column in drawn]
    return px.scatter(drawn, x="at", y="name_zh", color=colour, error_x="more", hover_data=hover)


def _compared(rows: dict[str, pd.DataFrame]) -> list[Figure | None]:
    return [_spans(rows["compare"], "grade")]


def _progress(rows: dict[str, pd.DataFrame]) -> list[Figure | None]:
    targets = rows["progress"][(rows["progress"]["state"] != "unquantified") & rows["progress"]["latest_text"].notna()]
    if targets.empty:
        return []
    drawn = targets.assign(
        goal=targets["name_zh"] + " " + targets["area"] + " " + targets["target_text"],
        percent=100 * targets["attainment_low"].astype("float").clip(upper=1),
    )
    hover = ["latest_text", "deadline", "evidence", "publisher"]
    return [px.bar(drawn, x="percent", y="goal", color="state", orientation="h", hover_data=hover)]


def _funding(rows: dict[str, pd.DataFrame]) -> list[Figure | None]:
    pots = rows["fund_per_team"]
    ratios = pots[pots["earmark"] == "opc"]
    whole = None
    if not pots.empty:
        whole = px.bar(pots, x="money_low", y="name_zh", color="earmark", orientation="h", hover_data=["funds_text"])
    return [_spans(ratios, "grade") if ratios["has_teams"].any() else None, whole, _spans(rows["funds"], "earmark")]


def _disclosure(rows: dict[str, pd.DataFrame]) -> list[Figure | None]:
    cells = rows["disclosure"]
    shares = cells.drop_duplicates("indicator").sort_values("cities_disclosing")
    known = cells[cells["days_old"].notna()]
    ages = px.scatter(known, x="days_old", y="name_zh", hover_data=["indicator_zh", "evidence"]) if len(known) else None
    return [px.bar(shares, x="cities_disclosing", y="indicator_zh", orientation="h"), ages]
