"""The slides at the end: what the indicators count, the classes of evidence, how to read figures, and the documents."""

from collections.abc import Sequence

from pptx.util import Inches

from opc.briefing import lettering
from opc.briefing.deck import GAP, LEFT, ROOM, Deck, Page
from opc.catalogue import codelist
from opc.text import t

BETWEEN = Inches(0.07)


def _listed(page: Page, items: Sequence[tuple[str, str]], size: float, across: tuple[int, int] = (LEFT, ROOM)) -> int:
    """Terms and what they mean, one below the other as far as there is room; gives how many were written."""
    left, wide = across
    frame = lettering.box(page.slide, (left, page.top, wide, page.end - page.top))
    top, done = page.top, 0
    for term, words in items:
        said = lettering.fitted(f"{term}  {words}" if words else term, size, wide, 3)
        top += lettering.height(said, size, wide) + BETWEEN
        if top > page.end:
            break
        paragraph = lettering.write(frame, term, size, bold=bool(words), more=done > 0)
        lettering.run(paragraph, said[len(term) :], size, "grey")
        paragraph.space_after = BETWEEN
        done += 1
    return done


def definitions(deck: Deck) -> None:
    """What each indicator counts."""
    page = deck.page(t("briefing.definitions", deck.briefing.lang), "")
    _listed(page, deck.briefing.definitions, 13)


def evidence(deck: Deck) -> None:
    """The classes of evidence."""
    lang, meanings = deck.briefing.lang, codelist("evidence_meaning")
    page = deck.page(t("briefing.evidence", lang), "")
    _listed(page, [(words[lang], meanings[code][lang]) for code, words in codelist("evidence").items()], 15)


def _rules(lang: str) -> list[tuple[str, str]]:
    return [(t(f"briefing.method_{name}", lang), "") for name in ("bounds", "missing", "grades", "chart")]


def method(deck: Deck) -> None:
    """How the figures are to be read."""
    _listed(deck.page(t("briefing.method", deck.briefing.lang), ""), _rules(deck.briefing.lang), 16)


def last(deck: Deck) -> None:
    """The documents, and beside them how the figures are to be read."""
    briefing, lang = deck.briefing, deck.briefing.lang
    page = deck.page(t("briefing.sources_title", lang, count=len(briefing.sources)), "", t("nav.sources", lang))
    wide = round(ROOM * 0.64)
    page.end -= Inches(0.25)
    items = [(f"[{source.number}]", source.citation) for source in briefing.sources]
    done = _listed(page, items, 9.5 if len(items) < 15 else 8.5, (LEFT, wide))
    if done < len(items):
        frame = lettering.box(page.slide, (LEFT, page.end, wide, Inches(0.25)))
        lettering.write(frame, t("briefing.sources_more", lang, count=len(items) - done), 9.5, "grey")
    heading = t("briefing.method", lang)
    _listed(page, [(heading, ""), *_rules(lang)], 11, (LEFT + wide + 2 * GAP, ROOM - wide - 2 * GAP))
