"""Cities at a glance: a row a city, each cell a core indicator as published, its target, or why there is none."""

from collections.abc import Iterator, Sequence

from opc import marks, wording
from opc.catalogue import Indicator, indicators
from opc.columns import pick
from opc.documents import documents
from opc.kept import kept
from opc.tables import Absent, Cell, Column, Link
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

# The one target that cities are asked for: of what a city's ecosystem is first asked for.
AIMED = "resident_teams"


def core() -> list[Indicator]:
    """What a city that is open about its ecosystem would publish."""
    return [item for item in indicators().values() if item.core]


def questions(cities: Sequence[str], assumed: bool) -> list[Question]:
    """One comparison a core indicator, that of the target, and the cities themselves."""
    asked = {"cities": cities, "assumed": assumed, "per": "none", "like": False}
    compared = [(item.code, "actual") for item in core()] + [(AIMED, "target")]
    return [("compare", asked | {"indicator": code, "scenario": scenario}) for code, scenario in compared]


@kept
def rows(policies: list[Row], *compared: list[Row]) -> list[Row]:
    """A row a city, the fullest first: `cells` in the order of the questions, and how many policy terms are known."""
    by_city: dict[str, list[Row]] = {}
    for answer in compared:
        for row in answer:
            by_city.setdefault(row["ref_area"], []).append(row)
    terms = {row["ref_area"]: row["policies"] for row in policies}
    made = [
        {name: cells[0][name] for name in ("ref_area", "name_zh", "name_en")}
        | {"cells": cells, "policies": terms[code]}
        for code, cells in by_city.items()
    ]
    return sorted(made, key=lambda row: (-len(_published(row)), -row["policies"], row["ref_area"]))


def _published(row: Row) -> list[Row]:
    return [cell for cell in row["cells"] if cell["obs_text"] and cell["status"] != "blocked"]


def published(found: Sequence[Row]) -> Iterator[Row]:
    """The figures that are shown, for the documents behind them."""
    for row in found:
        yield from _published(row)


def title(found: Sequence[Row], view: View) -> tuple[str, str]:
    """How much of what would be expected was found."""
    cells = sum(len(row["cells"]) for row in found)
    count = sum(1 for _ in published(found))
    return (
        t("glance.title", view.lang, cities=len(found), found=count, cells=cells),
        t("glance.subtitle", view.lang),
    )


def columns(view: View) -> list[Column]:
    """The city, each core indicator, the target of teams, and the policy terms."""
    headings = [item.label(view.lang) for item in core()] + [t("glance.target", view.lang)]
    return [
        *pick(view, "city"),
        *(Column(words, lambda r, place=place: _cell(r["cells"][place], view)) for place, words in enumerate(headings)),
        Column(t("city.policies", view.lang), lambda r: r["policies"] or None, numeric=True),
    ]


def _cell(row: Row, view: View) -> Cell:
    """The figure, which leads to its document, with its evidence, and a sign where it is compared with caution."""
    if not row["obs_text"] or row["status"] == "blocked":
        # What is published in its place, as people for teams, has a column of its own.
        return Absent(t("figure.not_disclosed", view.lang))
    is_target = row["scenario"] == "target"
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang) if is_target else ""
    sign = "◐ " if row["reasons"] else ""
    said = marks.SEPARATOR.join(filter(None, (f"{sign}{wording.figure(row, view.lang)}", limit, row["evidence"])))
    why = marks.cautions(row, view) if row["reasons"] else ""
    (document,) = documents(row, view)
    beside = (marks.context(row, view), why, wording.title(document["title"], view.lang))
    return Link(said, row["url"], marks.SEPARATOR.join(filter(None, beside)))
