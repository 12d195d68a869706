"""The city and its peers on all core indicators side by side: what the page of comparison shows at a glance."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from opc import marks, typeset
from opc.briefing.content import Section, Table
from opc.briefing.material import Material
from opc.columns import ends
from opc.content import glance
from opc.tables import Cell, Column, said
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

# Cities that a message names; of more it names the first two and counts the others.
MOST_NAMED = 3


def asks_matrix(material: Material) -> list[Question]:
    """What the page of comparison asks at a glance, of the same cities, so that they share the answers."""
    return [("cities", {}), glance.question(material.cities, False)]


def matrix(material: Material, cities: list[Row], published: list[Row]) -> Section:
    """One row a city, its own first, then the fullest; those without a figure are named below, too."""
    own = material.city["ref_area"]
    found = glance.rows(cities, published)
    title = _message(found, material)
    if not any(map(_has_anything, found)):
        return material.silence("comparison", title)
    material.indicators |= {item.code: None for item in glance.core()}
    rows = [*material.own(found), *(row for row in found if row["ref_area"] != own)]
    silent = [row for row in rows[1:] if not _has_figures(row)]
    return Section(
        "comparison",
        title,
        material.say("glance_subtitle"),
        tuple(filter(None, (_own_cautions(rows[0], material), _below(silent, material)))),
        None,
        replace(_table(rows, material), silent=(False, *(not _has_figures(row) for row in rows[1:]))),
        material.cited(glance.published(rows)),
    )


def _has_figures(row: Row) -> bool:
    return any(map(glance.is_shown, row["cells"]))


def _has_anything(row: Row) -> bool:
    return bool(row["policies"]) or _has_figures(row)


def _below(silent: Sequence[Row], material: Material) -> str:
    """The cities without a figure by name: those with policy terms alone, and how many, then those with nothing."""
    view, lang = material.view, material.view.lang
    terms = [
        t("controls.of_kind", lang, label=view.name(row), kind=row["policies"]) for row in silent if row["policies"]
    ]
    nothing = [view.name(row) for row in silent if not row["policies"]]
    named = {"glance_terms": terms, "glance_silent": nothing}
    said = (material.say(key, names=typeset.joined(names, lang)) for key, names in named.items() if names)
    return typeset.sentences(said, lang)


def _message(found: Sequence[Row], material: Material) -> str:
    """How many core indicators the city discloses, and who of all discloses most."""
    (own,) = material.own(found)
    mine, most, lang = glance.disclosed(own), max(map(glance.disclosed, found)), material.view.lang
    if not most and len(found) > 1:
        return material.say("glance_nobody", cities=len(found))
    words = material.say("glance_own" if mine else "glance_own_none", count=mine, all=len(glance.core()))
    if len(found) == 1:
        return words
    first = [row for row in found if glance.disclosed(row) == most and row is not own]
    names = _named([material.view.name(row) for row in first], material)
    if mine == most:
        return words + material.say("glance_tied" if first else "glance_first", cities=len(found), names=names)
    key = "glance_behind" if len(first) == 1 else "glance_behind_several"
    return typeset.clauses((words, material.say(key, cities=len(found), names=names, most=most)), lang)


def _named(names: Sequence[str], material: Material) -> str:
    if len(names) <= MOST_NAMED:
        return typeset.joined(names, material.view.lang)
    named = typeset.joined(names[: MOST_NAMED - 1], material.view.lang)
    return material.say("glance_names", names=named, count=len(names) - MOST_NAMED + 1)


def _own_cautions(own: Row, material: Material) -> str:
    """Why figures of the city itself are to be compared with caution; a workbook says it of the others too."""
    view = material.view
    _, *figures, _ = glance.columns(view)
    parts = (
        t("controls.of_kind", view.lang, label=column.heading, kind=note)
        for column, cell, note in zip(figures, own["cells"], _notes(own, view), strict=True)
        if note and not glance.is_blocked(cell)
    )
    words = typeset.clauses(parts, view.lang)
    return material.say("glance_cautions", words=words) if words else ""


def _notes(row: Row, view: View) -> list[str]:
    return [marks.cautions(cell, view) if glance.is_shown(cell) else "" for cell in row["cells"]]


def _table(rows: Sequence[Row], material: Material) -> Table:
    view = material.view
    city, *figures, policies = glance.columns(view)
    own, code = material.say("glance_this"), material.city["ref_area"]
    columns = [
        Column(city.heading, lambda r: own if r["ref_area"] == code else view.name(r)),
        *(_cited(column, place, material) for place, column in enumerate(figures)),
        policies,
    ]
    table = material.grid(material.say("glance_table"), columns, rows, _ends(figures, policies, view))
    return replace(table, notes=tuple(("", *_notes(row, view), "") for row in rows), own=own)


def _cited(column: Column, place: int, material: Material) -> Column:
    """What the page of comparison says, and the number of the document."""

    def cell(row: Row) -> str:
        shown = [row["cells"][place]] if glance.is_shown(row["cells"][place]) else []
        return " ".join((said(column.cell(row)), *(f"[{number}]" for number in material.cited(shown))))

    return Column(column.heading, cell)


def _ends(figures: Sequence[Column], policies: Column, view: View) -> list[Column]:
    """The bounds of each figure, and how many policy terms there are, which is exact."""
    made = [
        Column(end.heading, lambda r, end=end, place=place: end.cell(_bounded(r["cells"][place])))
        for place, column in enumerate(figures)
        for end in ends(view, of=column.heading)
    ]
    *counted, unit = ends(view, of=policies.heading)
    ways = (_counted(policies), _counted(policies), _is_counted, _is_counted)
    made += (Column(end.heading, way) for end, way in zip(counted, ways, strict=True))
    return [*made, Column(unit.heading, lambda _: policies.heading)]


def _counted(policies: Column) -> Callable[[Row], Cell]:
    return lambda row: row["policies"] or said(policies.cell(row))


def _is_counted(row: Row) -> bool | None:
    return bool(row["policies"]) or None


def _bounded(cell: Row) -> Row:
    return cell if glance.is_shown(cell) else {"obs_text": None}
