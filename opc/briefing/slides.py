"""A briefing as slides (PPTX): six to ten of them, native charts and tables, every word of the briefing's own."""

import io
from collections.abc import Sequence

from pptx.util import Inches

from opc.briefing import lettering, slide_chart, slide_table
from opc.briefing.content import Briefing, Section
from opc.briefing.deck import GAP, LEFT, ROOM, Deck, Page
from opc.catalogue import codelist
from opc.text import t

LEAST, MOST = 6, 10
WORDS = 12
Pair = tuple[Section, ...]
# Pairs that share a slide where there are too many; the second is the shorter one.
SHARING = (("disclosure", "conflicts"), ("standing", "places"), ("places", "money"))


def pptx_bytes(briefing: Briefing) -> bytes:
    """The slides of a briefing."""
    deck = Deck(briefing)
    _first(deck)
    groups = _groups(briefing.sections)
    for group in groups:
        _shared(deck, group) if len(group) > 1 else _section(deck, group[0])
    free = MOST - 2 - len(groups)
    if free > 0 and briefing.definitions:
        _definitions(deck)
    for extra in (_evidence, _method):
        if len(deck.file.slides) + 1 < LEAST:
            extra(deck)
    _last(deck)
    for slide in deck.file.slides:
        lettering.fonts(slide.element, briefing.lang)
    written = io.BytesIO()
    deck.file.save(written)
    return written.getvalue()


def _groups(sections: Sequence[Section]) -> list[Pair]:
    """One slide a section; where that makes too many, short ones share a slide."""
    groups: list[Pair] = [(section,) for section in sections]
    for first, second in SHARING:
        keys = [group[0].key for group in groups]
        if len(groups) + 2 > MOST and first in keys and second in keys:
            group = groups.pop(keys.index(second))
            groups[[group[0].key for group in groups].index(first)] += group
    return groups


def _first(deck: Deck) -> None:
    """The title, and what the sections say, each in its message."""
    briefing = deck.briefing
    page = deck.page(briefing.title, briefing.subtitle, t("app.name", briefing.lang), size=34)
    top = max(page.top + Inches(0.25), Inches(2.1))
    heading = lettering.box(page.slide, (LEFT, top, ROOM, Inches(0.3)))
    lettering.write(heading, t("briefing.findings", briefing.lang), 13, "accent", bold=True)
    top += Inches(0.4)
    each = min((page.end - top) // max(len(briefing.sections), 1), Inches(0.62))
    for section in briefing.sections:
        name = lettering.box(page.slide, (LEFT, top, Inches(1.6), each))
        lettering.write(name, _label(section, briefing.lang), 12, "grey")
        room = ROOM - Inches(1.7)
        size = 14 if lettering.lines(section.title, 14, room) == 1 else 12
        words = lettering.box(page.slide, (LEFT + Inches(1.7), top, room, each))
        lettering.write(words, lettering.fitted(section.title, size, room, 2), size)
        top += each


def _label(section: Section, lang: str) -> str:
    return t(f"briefing.section.{section.key}", lang)


def _section(deck: Deck, section: Section) -> None:
    """One message: its words, its chart at the left, its table beside it."""
    lang, own = deck.briefing.lang, deck.briefing.city
    page = deck.page(section.title, section.subtitle, _label(section, lang), section.sources)
    if section.chart is None and section.table is None:
        _words(page, section.paragraphs, 18)
        return
    _below(page, section.paragraphs)
    left, top, wide, tall = page.body()
    if section.chart:
        share = 0.4 if section.table else 1
        room = round((wide - 2 * GAP) * share)
        caption = lettering.box(page.slide, (left, top, room, Inches(0.25)))
        lettering.write(caption, lettering.fitted(section.chart.title, 11, room, 1), 11, "grey", bold=True)
        under = Inches(0.28)
        slide_chart.draw(page.slide, section.chart, (left, top + under, room, tall - under), lang)
        left, wide = left + room + 2 * GAP, wide - room - 2 * GAP
    if section.table:
        slide_table.draw(page.slide, section.table, (left, top, wide, tall), lang, own)


def _shared(deck: Deck, group: Pair) -> None:
    """Two messages on one slide, side by side."""
    first, second = group
    lang, joint = deck.briefing.lang, "；" if deck.briefing.lang == "zh" else "; "
    label = " · ".join(_label(section, lang) for section in group)
    numbers = tuple(sorted({*first.sources, *second.sources}))
    page = deck.page(joint.join((first.title, second.title)), first.subtitle, label, numbers)
    left, top, wide, tall = page.body()
    half = (wide - 2 * GAP) // 2
    for section in group:
        part = Page(page.slide, top, page.end)
        _column(part, section, (left, half), deck)
        left += half + 2 * GAP


def _column(page: Page, section: Section, across: tuple[int, int], deck: Deck) -> None:
    left, wide = across
    if section.table:
        place = (left, page.top, wide, page.end - page.top)
        slide_table.draw(page.slide, section.table, place, deck.briefing.lang, deck.briefing.city, 9)
        return
    frame = lettering.box(page.slide, (left, page.top, wide, page.end - page.top))
    for number, words in enumerate((section.title, *section.paragraphs)):
        lettering.write(frame, words, WORDS + 1, "ink", bold=number == 0, more=number > 0)


def _words(page: Page, paragraphs: Sequence[str], size: float) -> None:
    frame = lettering.box(page.slide, page.body())
    for number, words in enumerate(paragraphs):
        paragraph = lettering.write(frame, lettering.fitted(words, size, ROOM, 4), size, more=number > 0)
        paragraph.space_after = GAP


def _below(page: Page, paragraphs: Sequence[str]) -> None:
    """The paragraphs above the footnotes, two lines each at most; what is left above them is for chart and table."""
    for words in reversed(paragraphs):
        said = lettering.fitted(words, WORDS, ROOM, 2)
        tall = lettering.height(said, WORDS, ROOM)
        page.end -= tall
        lettering.write(lettering.box(page.slide, (LEFT, page.end, ROOM, tall)), said, WORDS)
    if paragraphs:
        page.end -= GAP


def _listed(page: Page, items: Sequence[tuple[str, str]], size: float, across: tuple[int, int] = (LEFT, ROOM)) -> int:
    """Terms and what they mean, one below the other as far as there is room; gives how many were written."""
    left, wide = across
    frame = lettering.box(page.slide, (left, page.top, wide, page.end - page.top))
    top, done = page.top, 0
    for term, words in items:
        said = lettering.fitted(f"{term}  {words}" if words else term, size, wide, 3)
        top += lettering.height(said, size, wide) + Inches(0.09)
        if top > page.end:
            break
        paragraph = lettering.write(frame, term, size, bold=bool(words), more=done > 0)
        if words:
            run = paragraph.add_run()
            run.text = said[len(term) :]
            run.font.size, run.font.color.rgb = paragraph.runs[0].font.size, lettering.colour("grey")
        paragraph.space_after = Inches(0.09)
        done += 1
    return done


def _definitions(deck: Deck) -> None:
    page = deck.page(t("briefing.definitions", deck.briefing.lang), "")
    _listed(page, deck.briefing.definitions, 13)


def _evidence(deck: Deck) -> None:
    lang, meanings = deck.briefing.lang, codelist("evidence_meaning")
    page = deck.page(t("briefing.evidence", lang), "")
    _listed(page, [(words[lang], meanings[code][lang]) for code, words in codelist("evidence").items()], 15)


def _rules(lang: str) -> list[tuple[str, str]]:
    return [(t(f"briefing.method_{name}", lang), "") for name in ("bounds", "missing", "grades", "chart")]


def _method(deck: Deck) -> None:
    _listed(deck.page(t("briefing.method", deck.briefing.lang), ""), _rules(deck.briefing.lang), 16)


def _last(deck: Deck) -> None:
    """The documents, and beside them how the figures are to be read."""
    briefing, lang = deck.briefing, deck.briefing.lang
    page = deck.page(t("briefing.sources_title", lang, count=len(briefing.sources)), "", t("nav.sources", lang))
    wide = round(ROOM * 0.64)
    page.end -= Inches(0.25)
    items = [(f"[{source.number}]", source.citation) for source in briefing.sources]
    done = _listed(page, items, 9.5, (LEFT, wide))
    if done < len(items):
        frame = lettering.box(page.slide, (LEFT, page.end, wide, Inches(0.25)))
        lettering.write(frame, t("briefing.sources_more", lang, count=len(items) - done), 9.5, "grey")
    heading = t("briefing.method", lang)
    _listed(page, [(heading, ""), *_rules(lang)], 11, (LEFT + wide + 2 * GAP, ROOM - wide - 2 * GAP))
