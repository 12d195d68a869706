"""Compose a briefing on one city from the queries of the pages; writers of files only draw what is said here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from opc import warehouse
from opc.briefing import comparing, money, standing, targets
from opc.briefing.content import Briefing, Section
from opc.briefing.material import Material
from opc.briefing.single import asks_single, single
from opc.catalogue import indicators
from opc.questions import today
from opc.sharing.kept import kept_by
from opc.stamp import stamp
from opc.view import View
from opc.warehouse import Question


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a briefing: what it asks, and how it is written; `write` takes the answers in the order of `asks`."""

    asks: Callable[[Material], list[Question]]
    write: Callable[..., Section | list[Section]]


# In the order in which they are read.
SECTIONS: dict[str, Part] = {
    "standing": Part(standing.asks_standing, standing.standing),
    "comparison": Part(comparing.asks_comparison, comparing.comparison),
    "places": Part(comparing.asks_places, comparing.places),
    "progress": Part(targets.asks_progress, targets.progress),
    "money": Part(money.asks_money, money.money),
    "policies": Part(standing.asks_policies, standing.policies),
    "disclosure": Part(standing.asks_disclosure, standing.disclosure),
    "conflicts": Part(standing.asks_conflicts, standing.conflicts),
}


def compose(city: str, peers: Sequence[str], sections: Sequence[str], view: View, link: str) -> Briefing:
    """The briefing on a city, with the sections asked for in the order of SECTIONS; unknown ones are left out.

    Files are handed on: which city is the reader's own is not in them.
    """
    view = replace(view, home="")
    group = tuple(dict.fromkeys(peers if city in peers else (city, *peers)))
    material, made, alone = _content(city, group, tuple(name for name in SECTIONS if name in sections), view)
    key, count = ("subtitle" if material.peers else "subtitle_alone"), len(material.peers)
    return Briefing(
        lang=view.lang,
        city=material.name,
        title=material.say("title"),
        subtitle=material.say(key, count=count, all=count + 1),
        stamp=stamp(view),
        link=link,
        made_on=today().isoformat(),
        sections=made,
        sources=tuple(material.documents.values()),
        definitions=tuple(_definitions(material)),
        single=alone,
    )


def _cells(content: tuple[Material, tuple[Section, ...], str]) -> int:
    """How much the sections of a briefing hold, in cells: those of tables and workbooks, and a text a paragraph."""
    _, made, _ = content
    tables = [part.table for part in made if part.table]
    cells = sum(len(table.rows) * (len(table.headings) + len(table.number_headings)) for table in tables)
    return cells + sum(len(part.paragraphs) for part in made)


@kept_by(_cells)
def _content(
    city: str, group: tuple[str, ...], sections: tuple[str, ...], view: View
) -> tuple[Material, tuple[Section, ...], str]:
    """The sections with the documents and indicators that they name, and whether all rests on one document.

    The same for every reader of a view.
    """
    row = next(row for row in warehouse.query("cities", view) if row["ref_area"] == city)
    material = Material(row, list(group), view)
    made = _written(material, [SECTIONS[name] for name in sections])
    # After them, for the numbers of documents follow the sections.
    return material, tuple(made), single(material, *map(material.rows, asks_single(material)))


def _written(material: Material, parts: Sequence[Part]) -> list[Section]:
    """The sections of some parts: all is asked at once, then written in order, as citations are numbered on the way."""
    asked = [part.asks(material) for part in parts]
    questions = (question for questions in asked for question in questions)
    warehouse.ahead(material.view, *questions, *asks_single(material))
    made: list[Section] = []
    for part, questions in zip(parts, asked, strict=True):
        found = part.write(material, *map(material.rows, questions))
        made += found if isinstance(found, list) else [found]
    return made


def _definitions(material: Material) -> list[tuple[str, str]]:
    """What the indicators measure that the briefing shows, the core ones where it shows none; as in the catalogue."""
    lang, known = material.view.lang, indicators()
    used = [item for code, item in known.items() if code in material.indicators]
    return [(i.label(lang), i.definition[lang]) for i in used or (item for item in known.values() if item.core)]
