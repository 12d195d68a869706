"""The rows of a query as a reader sees them: under which message, in which columns of words, and with which ends.

What the pages show as a table is here by the name of its query; other queries have no words of their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opc import marks, messages, methods, twins, warehouse
from opc.catalogue import Indicator, indicators
from opc.columns import ends
from opc.content import glance, ledger, overview, profile, trends
from opc.questions import Asked
from opc.tables import Column
from opc.text import t
from opc.view import View
from opc.warehouse import Row


@dataclass(frozen=True, slots=True)
class Worded:
    """Rows with their message. `ends` are columns of numbers, `stems` name the documents that a row rests on."""

    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    ends: Sequence[Column] = ()
    stems: Sequence[str] = ("",)


def worded(asked: Asked) -> Worded:
    """The rows that answer a question, in the language of its view; KeyError where they have no words."""
    return TABLES[asked.name](asked, asked.rows(), asked.view)


def _indicator(asked: Asked) -> Indicator:
    return indicators()[asked.values["indicator"]]


def _compare(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    item, per, scenario = _indicator(asked), asked.values["per"], asked.values["scenario"]
    title = messages.comparison(rows, item, per, scenario, view, asked.values["like"])
    columns = twins.comparison(per, item.family == "funds", scenario)(view)
    over = "million_residents" if per == "resident" else None
    return Worded(*title, columns, rows, ends(view, unit=lambda r: (r["unit"], over or r["per"])))


def _ranks(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    return Worded(*messages.ranks(rows, _indicator(asked), view), twins.ranks(view), rows, ends(view))


def _conflicts(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    title = t("conflict.title", view.lang), t("conflict.subtitle", view.lang)
    return Worded(*title, twins.conflicts(view), rows, stems=("first", "second"))


def _progress(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    """Targets with a number have the ends of the target, of the latest figure, of the share, and of what is needed."""
    if asked.values["numbers"] == "without":
        return Worded(t("progress.statements", view.lang), "", twins.statements(view), rows)
    # A target that only tells another again says so, as on the page.
    stated = marks.quantified(rows)
    marked = {row["observation_id"]: row for row in stated}
    rows = [marked.get(row["observation_id"], row) for row in rows]
    target, latest, share = (t(f"table.{name}", view.lang) for name in ("target", "now", "attainment"))
    needed = t("progress.from_day", view.lang, day=view.known_on)
    numbers = [
        *ends(view, of=target),
        *ends(view, "latest", of=latest, text="latest_text"),
        *ends(view, "attainment", lambda _: ("percent", None), share, 100, "latest_text"),
        *ends(view, "missing", of=t("table.missing", view.lang)),
        *ends(view, "required_from_day", lambda r: (r["unit"], "month"), needed),
    ]
    title = messages.progress(stated, view)
    return Worded(*title, twins.progress(view), rows, numbers, ("", "latest"))


def _fund_per_team(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    title = t("funding.per_team", view.lang), t("funding.per_team_subtitle", view.lang)
    return Worded(*title, twins.per_team(view), rows, ends(view, text="teams_text"), ("", "fund"))


def _funds(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    return Worded(*messages.funding(rows, view), twins.funds(view), rows, ends(view))


def _glance(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    found = glance.rows(warehouse.query("cities", view), list(rows))
    return Worded(*glance.title(found, view), twins.glance(view), rows, ends(view))


def _disclosure(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    return Worded(*messages.disclosure(rows, view), twins.disclosure(view), rows, ends(view))


def _name(asked: Asked) -> str:
    cities = warehouse.query("cities", asked.view)
    return next(asked.view.name(row) for row in cities if row["ref_area"] == asked.values["city"])


def _city_figures(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    return Worded(profile.message(rows, _name(asked), view), "", twins.city_figures(view), rows, ends(view))


def _of_city(part: str, columns: Callable[[View], Sequence[Column]], numbers: Callable[[View], Sequence[Column]]):
    def made(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
        title = marks.SEPARATOR.join((_name(asked), t(f"city.{part}", view.lang)))
        return Worded(title, "", columns(view), rows, numbers(view))

    return made


def _amounts(view: View) -> list[Column]:
    return ends(view, "amount", lambda r: (r["amount_unit"], r["amount_per"]))


def _trends(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
    level = asked.values["level"]
    title = trends.title(rows, level, view) if rows and level == "city" else (t("trends.table", view.lang), "")
    told = [row for months in trends.series(rows, level).values() for row in months]
    month, *counts = trends.columns(view)
    names = trends.part_names([trends.part(row, level) for row in rows], view)
    whose = [Column(t("trends.level", view.lang), lambda r: names[trends.part(r, level)])] if level != "city" else []
    return Worded(*title, [month, *whose, *counts], told)


def _plain(key: str, columns: Callable[[View], Sequence[Column]], numbers: Callable[[View], Sequence[Column]]):
    def made(asked: Asked, rows: Sequence[Row], view: View) -> Worded:
        return Worded(t(key, view.lang), "", columns(view), rows, numbers(view))

    return made


def _none(view: View) -> list[Column]:
    return []


TABLES: dict[str, Callable[[Asked, Sequence[Row], View], Worded]] = {
    "compare": _compare,
    "ranks": _ranks,
    "conflicts": _conflicts,
    "progress": _progress,
    "fund_per_team": _fund_per_team,
    "funds": _funds,
    "disclosure": _disclosure,
    "glance": _glance,
    "city_figures": _city_figures,
    "city_events": _of_city("events", twins.events, _none),
    "city_policies": _of_city("policies", twins.policies, _amounts),
    "trends": _trends,
    "coverage": _plain("overview.matrix_caption", overview.coverage_columns, _none),
    "indicators": _plain("methods.part.counted", methods.indicator_columns, _none),
    "phrases": _plain("methods.examples_caption", methods.phrase_columns, ends),
} | {query: _plain(f"sources.tab_{part}", ledger.COLUMNS[part], _none) for part, query in ledger.QUERIES.items()}
