"""A briefing as an official's document (DOCX), laid out after GB/T 9704—2012 without red head, number or seal.

Headings are “一、” in Hei and “（一）” in Kai, in English 1. and 1.1; sources are endnotes that Word keeps in order.
"""

import io

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from opc.briefing.content import Briefing, Chart, Section, Table
from opc.briefing.document_table import add_table, parted
from opc.briefing.endnotes import Endnotes, link
from opc.briefing.looks import LOOKS
from opc.briefing.paper import add_run, blank
from opc.tables import is_web_address
from opc.text import t
from opc.wording import spelled

DIGITS = "一二三四五六七八九"


def docx_bytes(briefing: Briefing) -> bytes:
    """The document of a briefing."""
    paper = blank(briefing)
    notes = Endnotes(paper, briefing)
    _line(paper, briefing.lang, "Title", briefing.title)
    if briefing.subtitle:
        _line(paper, briefing.lang, "Subtitle", briefing.subtitle)
    if briefing.single:
        _line(paper, briefing.lang, "Normal", briefing.single)
    for number, section in enumerate(briefing.sections, 1):
        _section(paper, section, number, notes, briefing.lang)
    _closing(paper, briefing, notes)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def in_chinese(number: int) -> str:
    """A number under a hundred as headings count: 九, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")


def _line(paper: Document, lang: str, style: str, words: str) -> Paragraph:
    paragraph = paper.add_paragraph(style=style)
    add_run(paragraph, words, LOOKS[lang][style], lang)
    return paragraph


def _heading(paper: Document, lang: str, words: str, first: int, second: int = 0) -> None:
    """A heading with its number: 二、 or （二）, 2. or 2.1."""
    if lang == "zh":
        number = f"（{in_chinese(second)}）" if second else f"{in_chinese(first)}、"
    else:
        number = f"{first}.{second} " if second else f"{first}. "
    _line(paper, lang, "Heading 2" if second else "Heading 1", number + words)


def _section(paper: Document, section: Section, number: int, notes: Endnotes, lang: str) -> None:
    _heading(paper, lang, section.title, number)
    for words in section.paragraphs:
        _line(paper, lang, "Normal", words)
    table = section.table.telling if section.table else (_of_chart(section.chart, lang) if section.chart else None)
    for place, part in enumerate(parted(table, lang) if table and table.rows else ()):
        caption = t("paper.continued", lang, caption=part.caption) if place else part.caption
        _line(paper, lang, "Caption", caption)
        add_table(paper, part, section.chart.description if section.chart else section.title, lang)
    _note(paper, section, notes, lang)


def _note(paper: Document, section: Section, notes: Endnotes, lang: str) -> None:
    """How the section is measured, and the documents it rests on."""
    if not section.subtitle and not section.sources:
        return
    said = t("paper.note", lang, words=section.subtitle) if section.subtitle else ""
    paragraph = _line(paper, lang, "Note", said)
    if section.sources:
        look = LOOKS[lang]["Note"]
        add_run(paragraph, t("paper.note_sources", lang), look, lang)
        notes.cite(paragraph, section.sources, look)


def _of_chart(chart: Chart, lang: str) -> Table:
    """A chart that has no table says the same in two columns."""
    rows = tuple((bar.label, bar.words) for bar in chart.bars)
    return Table(chart.title, (t("paper.row", lang), t("table.figure", lang)), rows, (False, True))


def _closing(paper: Document, briefing: Briefing, notes: Endnotes) -> None:
    """What is meant by the words, what the briefing was made from, and its day."""
    lang, number = briefing.lang, len(briefing.sections) + 1
    _heading(paper, lang, t("paper.about", lang), number)
    if briefing.definitions:
        _heading(paper, lang, t("paper.definitions", lang), number, 1)
        for name, words in briefing.definitions:
            _line(paper, lang, "Definition", t("paper.definition", lang, name=name, words=words))
    _heading(paper, lang, t("paper.made_from", lang), number, 2 if briefing.definitions else 1)
    origin = _line(paper, lang, "Definition", t("paper.endnotes", lang))
    notes.cite(origin, notes.uncited, LOOKS[lang]["Definition"])
    stamp = _line(paper, lang, "Definition", briefing.stamp)
    view, look = _line(paper, lang, "Definition", t("paper.view", lang)), LOOKS[lang]["Definition"]
    if is_web_address(briefing.link):
        link(view, briefing.link, paper.part, look, lang)
    else:
        add_run(view, briefing.link, look, lang)
    day = _line(paper, lang, "Date", spelled(briefing.made_on, lang))
    # The day never stands alone on a page.
    stamp.paragraph_format.keep_with_next = view.paragraph_format.keep_with_next = True
    # The day stands four characters from the right edge.
    day.paragraph_format.right_indent = Pt(4 * LOOKS[lang]["Date"].size if lang == "zh" else 0)
