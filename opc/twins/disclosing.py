"""What is disclosed and what is not, as a table."""

from opc import marks
from opc.catalogue import indicators
from opc.columns import pick
from opc.tables import Cell, Column
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def _age(row: Row, lang: str) -> Cell:
    return marks.no_age(row, lang) if row["disclosed"] and row["days_old"] is None else row["days_old"]


def glance(view: View) -> list[Column]:
    """Columns of all core indicators and targets of cities, a row each."""
    lang = view.lang
    return [
        *pick(view, "city"),
        Column(t("table.indicator", lang), lambda r: indicators()[r["indicator"]].label(lang)),
        *pick(view, "scenario", "figure"),
        Column(t("table.more_funds", lang), lambda r: r["more_funds"] or None, numeric=True),
        *pick(view, "bounds", "area", "counts", "date", "grade", "reasons", "evidence", "source", "note"),
    ]


def disclosure(view: View) -> list[Column]:
    """Columns of what is disclosed and what is not."""
    lang = view.lang
    return [
        *pick(view, "city", "indicator"),
        Column(t("table.figure", lang), lambda r: r["obs_text"] or t("figure.not_disclosed", lang)),
        *pick(view, "area", "date"),
        Column(t("disclosure.age", lang), lambda r: _age(r, lang), numeric=True),
        *pick(view, "evidence", "source"),
    ]
