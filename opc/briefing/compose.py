"""Compose a briefing on one city from the queries of the pages; writers of files only draw what is said here."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from opc import warehouse
from opc.briefing import comparing, money, standing, targets
from opc.briefing.content import Briefing, Section
from opc.briefing.material import Material
from opc.catalogue import indicators
from opc.view import View

# In the order in which they are read.
SECTIONS: dict[str, Callable[[Material], Section | list[Section]]] = {
    "standing": standing.standing,
    "comparison": comparing.comparison,
    "places": comparing.places,
    "progress": targets.progress,
    "money": money.money,
    "policies": standing.policies,
    "disclosure": standing.disclosure,
    "conflicts": standing.conflicts,
}


def compose(city: str, peers: Sequence[str], sections: Sequence[str], view: View, link: str) -> Briefing:
    """The briefing on a city, with the sections asked for in the order of SECTIONS; unknown ones are left out."""
    row = next(row for row in warehouse.query("cities", view) if row["ref_area"] == city)
    material = Material(row, list(dict.fromkeys(peers if city in peers else (city, *peers))), view)
    made: list[Section] = []
    for name, write in SECTIONS.items():
        if name in sections:
            found = write(material)
            made += found if isinstance(found, list) else [found]
    key, count = ("subtitle", len(material.peers)) if material.peers else ("subtitle_alone", 0)
    return Briefing(
        lang=view.lang,
        city=material.name,
        title=material.say("title"),
        subtitle=material.say(key, count=count),
        stamp=_stamp(material),
        link=link,
        made_on=datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat(),
        sections=tuple(made),
        sources=tuple(material.documents.values()),
        definitions=tuple(_definitions(material)),
    )


def _stamp(material: Material) -> str:
    view = material.view
    return material.say(
        "stamp",
        evidence=view.evidence,
        day=view.known_on.isoformat(),
        version=view.version[:12],
    )


def _definitions(material: Material) -> list[tuple[str, str]]:
    """What the indicators measure that the briefing shows, the core ones where it shows none; as in the catalogue."""
    lang, known = material.view.lang, indicators()
    used = [item for code, item in known.items() if code in material.indicators]
    return [(i.label(lang), i.definition[lang]) for i in used or (item for item in known.values() if item.core)]
