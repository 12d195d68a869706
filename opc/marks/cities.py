"""Marks of the comparison of cities: figures side by side, and rank spans."""

from collections.abc import Sequence

from opc import wording
from opc.catalogue import label
from opc.kept import kept
from opc.marks.saying import SEPARATOR, context, counted, hover, reasons
from opc.sheet import Group, Mark
from opc.text import t
from opc.view import View
from opc.warehouse import Row


@kept
def comparison(rows: Sequence[Row], view: View, per: str) -> list[Mark | Group]:
    """One mark a city: its preferred figure, or grey words where nothing is disclosed or nothing can be compared."""
    makers = {"disclosed": _compared, "blocked": _blocked}
    return [makers.get(row["status"], _missing)(row, view, per) for row in rows]


def _compared(row: Row, view: View, per: str) -> Mark:
    value = wording.figure(row, view.lang)
    if per == "resident":
        value = wording.bounds(row, row["unit"], view.lang, "million_residents")
    return Mark(
        label=view.name(row),
        value=value,
        note=context(row, view),
        href=row["url"],
        low=row["low"],
        high=row["high"],
        about=row["comparator"] == "~",
        hover=hover(row, view),
        graded=row["grade"],
        caution=reasons(row, view, counts=counted(row, view), area=_level(row, view)),
    )


def _level(row: Row, view: View) -> str:
    return label("area_level", row["area_level"], view.lang)


def _blocked(row: Row, view: View, _: str) -> Mark:
    unit = t(f"unit_name.{row['unit']}", view.lang)
    return Mark(
        view.name(row), wording.figure(row, view.lang), note=t("reason.unit", view.lang, what=unit), drawn=False
    )


def _missing(row: Row, view: View, _: str) -> Mark:
    words = t(f"figure.{row['status']}", view.lang)
    note = t("figure.lead", view.lang, count=row["leads"]) if row["leads"] and row["status"] == "not_disclosed" else ""
    return Mark(view.name(row), words, note=note, drawn=False)


@kept
def ranks(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city: the span of places it may have, and whether its order to the next is decided."""
    return [_ranked(row, view) for row in rows]


def _ranked(row: Row, view: View) -> Mark:
    order = {True: "rank.decided", False: "rank.open", None: "rank.last"}[row["order_decided"]]
    return Mark(
        label=view.name(row),
        value=wording.place(row, view.lang),
        note=SEPARATOR.join((wording.figure(row, view.lang), context(row, view))),
        state=t(order, view.lang),
        href=row["url"],
        low=row["rank_best"],
        high=row["rank_worst"],
    )
