"""Cities at a glance: a row a city, each cell a core indicator as published, its target, or why there is none."""

from collections.abc import Iterator, Sequence

from opc import marks, typeset, wording
from opc.catalogue import Indicator, indicators
from opc.columns import pick
from opc.documents import documents
from opc.sharing.kept import kept
from opc.tables import Absent, Cell, Column, Link
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

# Cities that a title names; of more it says how many they are.
MOST_NAMED = 3


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
    return sorted(made, key=lambda row: (-sum(map(_is_disclosed, row["cells"])), -row["policies"], row["ref_area"]))


def is_shown(cell: Row) -> bool:
    """Whether a cell has a figure, be it one that cannot be compared: people for teams."""
    return cell["status"] != "not_disclosed"


def is_blocked(cell: Row) -> bool:
    """Whether the figure of a cell cannot be compared: it stands in place of one, and is none that is disclosed."""
    return cell["status"] == "blocked"


def _is_disclosed(cell: Row) -> bool:
    return cell["status"] == "disclosed"


def disclosed(row: Row) -> int:
    """How many of the core indicators a city discloses; its target is none of them."""
    return sum(map(_is_disclosed, row["cells"][: len(core())]))


def published(found: Sequence[Row]) -> Iterator[Row]:
    """The figures that are shown, for the documents behind them."""
    for row in found:
        yield from filter(is_shown, row["cells"])


def title(found: Sequence[Row], view: View) -> tuple[str, str]:
    """Who discloses most, and how much of what could be."""
    most = max(map(disclosed, found), default=0)
    first = [view.name(row) for row in found if disclosed(row) == most]
    many = "title_many" if len(first) > MOST_NAMED else "title"
    key = "title_none" if not most else "title_one" if len(found) == 1 else many
    names = typeset.joined(first, view.lang)
    counts = {"cities": len(found), "most": most, "all": len(core()), "count": len(first)}
    return t(f"glance.{key}", view.lang, names=names, **counts), t("glance.subtitle", view.lang)


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


def _cell(row: Row, view: View) -> Cell:
    """The figure, which leads to its document, with its evidence, and a sign where it is compared with caution.

    What cannot be compared says why in the cell: in the column of teams it would be read as a count of teams. People
    and teams of today have a column each, so that the figure itself stands there.
    """
    if not is_shown(row):
        return Absent(t("figure.not_disclosed", view.lang))
    why = marks.cautions(row, view)
    (document,) = documents(row, view)
    title = marks.SEPARATOR.join(
        filter(None, (marks.context(row, view), why, wording.title(document["title"], view.lang)))
    )
    figure = wording.figure(row, view.lang)
    if is_blocked(row):
        words = why if row["scenario"] == "actual" else marks.SEPARATOR.join((f"{figure} {why}", row["evidence"]))
        return Link(words, row["url"], title)
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang) if row["scenario"] == "target" else ""
    more = t("glance.more_funds", view.lang, count=row["more_funds"]) if row["more_funds"] else ""
    said = (f"{'◐ ' if row['reasons'] else ''}{figure}", more, limit, row["evidence"])
    return Link(marks.SEPARATOR.join(filter(None, said)), row["url"], title)
