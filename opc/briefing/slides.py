"""A briefing as slides (PPTX): six to ten of them, native charts and tables, every word of the briefing's own."""

import io
from collections.abc import Sequence
from dataclasses import replace

from pptx.util import Inches

from opc import typeset
from opc.briefing import closing, lettering, slide_chart, slide_table
from opc.briefing.content import Briefing, Chart, Section
from opc.briefing.deck import GAP, LEFT, ROOM, Deck, Page
from opc.briefing.slide_groups import BESIDE, LEAST, MOST, Group, groups, is_bare
from opc.text import t

WORDS = 12
# Above a chart; and how much of a slide a chart takes beside a table.
CAPTION, SHARE = Inches(0.28), 0.34


def pptx_bytes(briefing: Briefing) -> bytes:
    """The slides of a briefing."""
    deck = Deck(briefing)
    _first(deck)
    # A sentence names the cities that disclose nothing: no slide has room for a row of each.
    shown = groups([replace(part, table=part.table and part.table.telling) for part in briefing.sections])
    for group in shown:
        if all(map(is_bare, group)):
            _bare(deck, group)
        elif len(group) > 1:
            _shared(deck, group)
        else:
            _section(deck, group[0])
    free = MOST - 2 - len(shown)
    if free > 0 and briefing.definitions:
        closing.definitions(deck)
    for extra in (closing.evidence, closing.method):
        if len(deck.file.slides) + 1 < LEAST:
            extra(deck)
    closing.last(deck)
    for slide in deck.file.slides:
        lettering.fonts(slide.element, briefing.lang)
    written = io.BytesIO()
    deck.file.save(written)
    return written.getvalue()


def _first(deck: Deck) -> None:
    """The title, and what the sections say, each in its message."""
    briefing = deck.briefing
    page = deck.page(briefing.title, briefing.subtitle, t("app.name", briefing.lang), size=34)
    if briefing.single:
        _above_all(page, briefing.single)
    top = max(page.top + Inches(0.25), Inches(2.1))
    heading = lettering.box(page.slide, (LEFT, top, ROOM, Inches(0.3)))
    lettering.write(heading, t("briefing.findings", briefing.lang), 13, "accent", bold=True)
    top += Inches(0.4)
    each = min((page.end - top) // max(len(briefing.sections), 1), Inches(0.62))
    for section in briefing.sections:
        name = lettering.box(page.slide, (LEFT, top, Inches(1.6), each))
        lettering.write(name, _label(section, briefing.lang), 12, "grey")
        room = ROOM - Inches(1.7)
        size = next((s for s in (14, 12, 11) if lettering.height(section.title, s, room) <= each), 10)
        words = lettering.box(page.slide, (LEFT + Inches(1.7), top, room, each))
        lettering.write(words, lettering.fitted(section.title, size, room, 2), size)
        top += each


def _above_all(page: Page, words: str) -> None:
    """What a reader has to know first, whole, as far as three lines hold it."""
    said = lettering.fitted(words, WORDS, ROOM, 3)
    tall = lettering.height(said, WORDS, ROOM)
    lettering.write(lettering.box(page.slide, (LEFT, page.top, ROOM, tall)), said, WORDS)
    page.top += tall


def _label(section: Section, lang: str) -> str:
    return t(f"briefing.section.{section.key}", lang)


def _section(deck: Deck, section: Section) -> None:
    """One message: its words, its chart at the left, its table beside it."""
    lang, own = deck.briefing.lang, deck.briefing.city
    page = deck.page(section.title, section.subtitle, _label(section, lang), section.sources)
    _below(page, section.paragraphs)
    left, top, wide, tall = page.body()
    if section.chart:
        used = _above(section, wide, tall)
        if used:
            _chart(page, section.chart, (left, top, wide, used - GAP), lang)
            top, tall = top + used, tall - used
        else:
            room = round((wide - 2 * GAP) * (SHARE if section.table else 1))
            _chart(page, section.chart, (left, top, room, tall), lang)
            left, wide = left + room + 2 * GAP, wide - room - 2 * GAP
    if section.table:
        slide_table.draw(page.slide, section.table, (left, top, wide, tall), lang, own)


def _above(section: Section, wide: int, tall: int) -> int:
    """The height of a chart that stands above its table, across the slide; 0 where there is no room for both."""
    if section.chart is None or section.table is None:
        return 0
    for each, size in ((0.5, 12), (0.42, 11), (0.34, 10), (0.28, 9.5), (0.26, 9)):
        used = CAPTION + slide_chart.natural(section.chart.bars, each) + GAP
        if used + slide_table.natural(section.table, wide, size) <= tall:
            return used
    return 0


def _chart(page: Page, chart: Chart, place: tuple[int, int, int, int], lang: str) -> None:
    """A chart with its caption above."""
    left, top, wide, tall = place
    caption = lettering.box(page.slide, (left, top, wide, CAPTION))
    lettering.write(caption, lettering.fitted(_caption(chart, lang), 11, wide, 1), 11, "grey", bold=True)
    slide_chart.draw(page.slide, chart, (left, top + CAPTION, wide, tall - CAPTION), lang)


def _caption(chart: Chart, lang: str) -> str:
    """What a chart is of; and how much of it, where not all bars have room."""
    drawn, bars = len(slide_chart.shown(chart.bars)), len(chart.bars)
    return chart.title if drawn == bars else t("briefing.bars_of", lang, title=chart.title, shown=drawn, all=bars)


def _shared(deck: Deck, group: Group) -> None:
    """Two messages on one slide: two tables one below the other, words beside a table.

    The first is the title of the slide, the second stands with what it is of: a title says one thing.
    """
    first, second = group
    lang = deck.briefing.lang
    label = " · ".join(_label(section, lang) for section in group)
    numbers = tuple(sorted({*first.sources, *second.sources}))
    if second.key == BESIDE:
        _halves(deck.page(first.title, "", _label(first, lang), numbers), group, deck)
        return
    page = deck.page(first.title, first.subtitle, label, numbers)
    left, top, wide, tall = page.body()
    if is_bare(second):
        share = round((wide - 2 * GAP) * 0.68)
        _part(page, first, (left, share), deck, is_first=True)
        _part(page, second, (left + share + 2 * GAP, wide - share - 2 * GAP), deck)
        return
    middle = top + min(CAPTION + slide_table.natural(first.table, wide, 11), round(tall * 0.6))
    _part(Page(page.slide, top, middle), first, (left, wide), deck, is_first=True)
    _part(Page(page.slide, middle + GAP, page.end), second, (left, wide), deck)


def _halves(page: Page, group: Group, deck: Deck) -> None:
    """Two charts side by side, each with what it says, of which the first is the title; their tables are elsewhere."""
    left, top, wide, tall = page.body()
    room, lang = round((wide - 2 * GAP) / 2), deck.briefing.lang
    for place, section in enumerate(group):
        half = left + place * (room + 2 * GAP)
        message = f"{section.title}{'。' if lang == 'zh' else '.'}" if place else ""
        said = lettering.fitted(typeset.sentences((message, section.paragraphs[0]), lang), WORDS, room, 3)
        words = lettering.height(said, WORDS, room)
        lettering.write(lettering.box(page.slide, (half, page.end - words, room, words)), said, WORDS)
        across = (half, top, room, tall - words - GAP)
        if section.chart:
            _chart(page, section.chart, across, lang)
        elif section.table:
            slide_table.draw(page.slide, section.table, across, lang, deck.briefing.city)


def _part(page: Page, section: Section, across: tuple[int, int], deck: Deck, is_first: bool = False) -> None:
    (left, wide), lang = across, deck.briefing.lang
    heading = lettering.box(page.slide, (left, page.top, wide, CAPTION))
    label = _label(section, lang)
    if section.table and not is_first:
        label = t("paper.definition", lang, name=label, words=section.title)
    lettering.write(heading, lettering.fitted(label, 11, wide, 1), 11, "grey", bold=True)
    place = (left, page.top + CAPTION, wide, page.end - page.top - CAPTION)
    if section.table:
        slide_table.draw(page.slide, section.table, place, lang, deck.briefing.city)
        return
    frame = lettering.box(page.slide, place)
    for number, words in enumerate((section.title, *section.paragraphs)):
        lettering.write(frame, words, WORDS + 1, more=number > 0)


def _bare(deck: Deck, group: Group) -> None:
    """What cannot be shown, in words: one section, or all that have nothing to show."""
    lang, first = deck.briefing.lang, group[0]
    alone = len(group) == 1
    title = first.title if alone else t("briefing.bare", lang, city=deck.briefing.city, count=len(group))
    numbers = tuple(sorted({number for section in group for number in section.sources}))
    labels = " · ".join(_label(section, lang) for section in group)
    page = deck.page(title, first.subtitle if alone else "", labels, numbers)
    said = [] if alone else [section.title for section in group]
    said += dict.fromkeys(words for section in group for words in section.paragraphs)
    frame = lettering.box(page.slide, page.body())
    for number, words in enumerate(said):
        paragraph = lettering.write(frame, lettering.fitted(words, 16, ROOM, 3), 16, more=number > 0)
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
