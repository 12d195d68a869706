"""That everything known of a city rests on one document, which a reader has to know before any of it."""

from collections.abc import Sequence
from datetime import date

from opc.briefing.material import Material
from opc.documents import documents
from opc.warehouse import Question, Row

# A day, and neither a month nor “early 2026”.
DAY = len("2026-02-05")
# One figure is from one document in any case.
LEAST = 2


def asks_single(material: Material) -> list[Question]:
    """All figures and all policies of the city."""
    city = material.city["ref_area"]
    return [("city_figures", {"city": city}), ("city_policies", {"city": city})]


def single(material: Material, figures: list[Row], policies: list[Row]) -> str:
    """The one document of all figures, and of the policies where they are from it too, with its age where it is known.

    Nothing where there are several, or too few figures to speak of.
    """
    if len(figures) < LEAST or len(_codes(material, figures)) != 1:
        return ""
    with_policies = policies and _codes(material, policies) == _codes(material, figures)
    (number,) = material.cited(figures)
    (source,) = (each for each in material.documents.values() if each.number == number)
    return material.say(
        "single_all" if with_policies else "single_figures",
        figures=len(figures), policies=len(policies), number=number, citation=source.citation,
        age=_age(material, figures),
    )  # fmt: skip


def _codes(material: Material, rows: Sequence[Row]) -> set[str]:
    return {document["source_id"] for row in rows for document in documents(row, material.view)}


def _age(material: Material, figures: Sequence[Row]) -> str:
    """How old the figures are by their own day, or else their document by its; nothing where no day is known."""
    known_on = material.view.known_on
    for column, key in (("time_period", "single_dated"), ("published", "single_published")):
        (day, *others) = {row[column] for row in figures}
        if day and not others and len(day) == DAY:
            days = (known_on - date.fromisoformat(day)).days
            return material.say(key, day=day, days=days, known_on=known_on.isoformat())
    return ""
