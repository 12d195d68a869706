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


def core() -> list[Indicator]:
    """What a city that is open about its ecosystem would publish."""
    return [item for item in indicators().values() if item.core]


def question(cities: Sequence[str], assumed: bool) -> Question:
    """What is published of each core indicator, and the target: one question, for one is soon answered."""
    return "glance", {"cities": cities, "assumed": assumed}


@kept
def rows(policies: list[Row], found: list[Row]) -> list[Row]:
    """A row a city, the fullest first: `cells` for core indicators and target, and how many policy terms are known."""
    by_city: dict[str, list[Row]] = {}
    for row in found:
        by_city.setdefault(row["ref_area"], []).append(row)
    terms = {row["ref_area"]: row["policies"] for row in policies}
    made = [
        {name: cells[0][name] for name in ("ref_area", "name_zh", "name_en")}
        | {"cells": cells, "policies": terms[code]}
        for code, cells in by_city.items()
    ]
    return sorted(made, key=lambda row: (-len(_published(row)), -row["policies"], row["ref_area"]))


def is_shown(cell: Row) -> bool:
    """Whether a cell has a figure."""
    return cell["status"] == "disclosed"


def disclosed(row: Row) -> int:
    """How many of the core indicators a city discloses; its target is none of them."""
    return sum(map(is_shown, row["cells"][: len(core())]))


def _published(row: Row) -> list[Row]:
    return [cell for cell in row["cells"] if is_shown(cell)]


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
        Column(
            t("city.policies", view.lang),
            lambda r: r["policies"] or Absent(t("figure.not_collected", view.lang)),
            numeric=True,
        ),
    ]


def _absent(view: View) -> Absent:
    return Absent(t("figure.not_disclosed", view.lang))


def _cell(row: Row, view: View) -> Cell:
    """The figure, which leads to its document, with its evidence, and a sign where it is compared with caution."""
    if not is_shown(row):
        return _absent(view)
    is_target = row["scenario"] == "target"
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang) if is_target else ""
    sign = "◐ " if row["reasons"] else ""
    more = t("glance.more_funds", view.lang, count=row["more_funds"]) if row["more_funds"] else ""
    said = marks.SEPARATOR.join(filter(None, (f"{sign}{wording.figure(row, view.lang)}", more, limit, row["evidence"])))
    why = marks.cautions(row, view) if row["reasons"] else ""
    (document,) = documents(row, view)
    beside = (marks.context(row, view), why, wording.title(document["title"], view.lang))
    return Link(said, row["url"], marks.SEPARATOR.join(filter(None, beside)))
