"""The parts of the page of methods, and the addresses by which other pages lead to them."""

from collections.abc import Mapping
from typing import NamedTuple

from opc.tables import Link, page_address
from opc.text import t

PAGE = "methods"
PARTS = ("counted", "evidence", "phrases", "preferred", "grades", "ranks", "states", "money", "known", "errors")


class Term(NamedTuple):
    """A word that pages use: the anchor of its passage, the word, what it means, and what is to be said beside."""

    anchor: str
    word: str
    meaning: str
    beside: str = ""


def part(name: str, lang: str) -> str:
    """What a part is called."""
    return t(f"methods.part.{name}", lang)


def address(name: str, carried: Mapping[str, str]) -> str:
    """Where a part stands, for a link that keeps the view."""
    if name not in PARTS:
        raise ValueError(f"'{name}' is not a part of the page of methods — it has {', '.join(PARTS)}")
    return f"{page_address(PAGE, **carried)}#{name}"


def contents(lang: str) -> list[Link]:
    """A link to each part, within the page."""
    return [Link(part(name, lang), f"#{name}") for name in PARTS]
