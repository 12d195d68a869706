"""Money as tables: funds, money over teams, and what the money of a city is for."""

from opc import marks, wording
from opc.columns import link, pick
from opc.tables import Column
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def funds(view: View) -> list[Column]:
    """Columns of the money published."""
    return pick(
        view, "city", "area", "item", "indicator", "earmark", "figure", "bounds", "grade", "reasons", "scenario",
        "date", "evidence", "source", "note",
    )  # fmt: skip


def per_team(view: View) -> list[Column]:
    """Columns of money over teams."""
    lang = view.lang
    return [
        *pick(view, "city", "earmark"),
        Column(t("table.funds", lang), lambda r: _funds(r, lang)),
        Column(t("table.source", lang), lambda r: link(r, view, "fund"), wide=True),
        Column(
            t("table.teams", lang),
            lambda r: marks.teams_of(r, view) if r["has_teams"] else t("figure.not_disclosed", lang),
        ),
        Column(t("table.per_team", lang), lambda r: wording.a_team(r, lang), numeric=True),
        *pick(view, "grade", "reasons", "counts", "source"),
    ]


def composition(view: View) -> list[Column]:
    """Columns of what the money of a city is for."""
    lang = view.lang
    return [
        *pick(view, "city", "earmark"),
        Column(t("table.funds", lang), lambda r: _funds(r, lang)),
        Column(t("table.bounds", lang), lambda r: wording.bounds(r, "CNY", lang, stem="money"), numeric=True),
        Column(t("table.reasons", lang), lambda r: marks.cautions_together(r["of"], view)),
        Column(t("table.source", lang), lambda r: link(r, view, "fund"), wide=True),
    ]


def _funds(row: Row, lang: str) -> str:
    """The funds that a sum is of, each as published."""
    return " + ".join(wording.phrase(words, lang) for words in row["funds"])
