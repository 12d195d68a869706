"""What is disclosed and what is not, as a table."""

from opc import marks
from opc.columns import pick
from opc.tables import Cell, Column
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def _age(row: Row, lang: str) -> Cell:
    return marks.no_age(row, lang) if row["disclosed"] and row["days_old"] is None else row["days_old"]


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
