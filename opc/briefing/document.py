"""A briefing as an official's document (DOCX), laid out after GB/T 9704—2012 without red head, number or seal.

A4 with a type area of 156 × 225 mm, 22 lines of 28 characters of size three (16 pt); title 22 pt, body FangSong, first
headings Hei, second headings Kai, the number of a page between dashes at its foot.
"""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from opc.briefing.content import Briefing, Chart, Section, Table
from opc.briefing.print import web_address
from opc.text import t
from opc.wording import width

# East Asian and Latin typeface of each role; a system without one falls back on its own FangSong, Hei or Kai.
FONTS = {
    "title": ("宋体", "Times New Roman"),
    "body": ("仿宋", "Times New Roman"),
    "first": ("黑体", "Arial"),
    "second": ("楷体", "Times New Roman"),
}
SIZE, TITLE, SMALL, NOTE = Pt(16), Pt(22), Pt(12), Pt(10.5)
LINE = Pt(28.9)  # 225 mm over 22 lines
TIGHTER = "-4"  # twentieths of a point: 28 characters of 16 pt on 156 mm
NUMERALS = "一二三四五六七八九十"
THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def docx_bytes(briefing: Briefing) -> bytes:
    """The document of a briefing."""
    paper = docx.Document()
    _page(paper, briefing)
    _line(paper, briefing.title, "title", TITLE, centred=True)
    _line(paper, briefing.subtitle, "second", SIZE, centred=True)
    for number, section in enumerate(briefing.sections):
        _section(paper, section, number, briefing.lang)
    _closing(paper, briefing)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: Document, briefing: Briefing) -> None:
    part = paper.sections[0]
    part.page_width, part.page_height = Mm(210), Mm(297)
    part.top_margin, part.bottom_margin, part.left_margin, part.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    part.footer_distance = Mm(25)
    grid = OxmlElement("w:docGrid")
    # Lines only: in a grid of characters a letter of 16 pt does not fit a cell of 15.8 pt and takes two of them.
    for name, value in (("type", "lines"), ("linePitch", "579")):
        grid.set(qn(f"w:{name}"), value)
    for old in part._sectPr.findall(qn("w:docGrid")):
        part._sectPr.remove(old)
    part._sectPr.append(grid)
    paper.core_properties.title, paper.core_properties.comments = briefing.title, briefing.stamp
    paper.core_properties.language = "zh-CN" if briefing.lang == "zh" else "en"
    normal = paper.styles["Normal"]
    normal.font.size = SIZE
    _typeface(normal.element.get_or_add_rPr(), "body")
    foot = part.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", "title", Pt(14))
    _field(_run(foot, "", "title", Pt(14)), "PAGE")
    _run(foot, " —", "title", Pt(14))


def _typeface(properties: OxmlElement, role: str) -> None:
    """Set both typefaces, and take away the theme's, which would win over them."""
    east, latin = FONTS[role]
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in THEMES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, face in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east)):
        fonts.set(qn(f"w:{name}"), face)


def _run(paragraph: Paragraph, words: str, role: str, size: Pt, raised: bool = False) -> Run:
    run = paragraph.add_run(words)
    run.font.size, run.font.superscript = size, raised or None
    properties = run._element.get_or_add_rPr()
    _typeface(properties, role)
    if size == SIZE:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), TIGHTER)
        properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    return run


def _field(run: Run, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)


def _line(
    paper: Document, words: str, role: str = "body", size: Pt = SIZE, centred: bool = False, indent: bool = False
) -> Paragraph:
    paragraph = paper.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = LINE if size == SIZE else None
    if centred:
        paragraph.alignment, shape.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(8)
    if indent:
        shape.first_line_indent = 2 * size
    _run(paragraph, words, role, size)
    return paragraph


def _section(paper: Document, section: Section, number: int, lang: str) -> None:
    chinese = lang == "zh" and number < len(NUMERALS)
    heading = f"{NUMERALS[number]}、" if chinese else f"{number + 1}. "
    title = _line(paper, heading + section.title, "first", SIZE, indent=lang == "zh")
    title.paragraph_format.keep_with_next = True
    title.style = paper.styles["Normal"]
    _run(title, "".join(f"[{source}]" for source in section.sources), "body", SMALL, raised=True)
    if section.subtitle:
        _line(paper, section.subtitle, "second", SIZE, indent=lang == "zh")
    for words in section.paragraphs:
        _line(paper, words, "body", SIZE, indent=lang == "zh")
    if section.table:
        _table(paper, section.table)
    elif section.chart:
        _table(paper, _of_chart(section.chart, lang))


def _of_chart(chart: Chart, lang: str) -> Table:
    """A chart that has no table says the same in two columns."""
    rows = tuple((bar.label, bar.words) for bar in chart.bars)
    return Table(chart.title, (chart.title, t("table.figure", lang)), rows, (False, True))


def _table(paper: Document, table: Table) -> None:
    drawn = paper.add_table(1 + len(table.rows), len(table.headings), "Table Grid")
    drawn.autofit = False
    _named(drawn, table.caption)
    widths = _widths(table)
    for row, cells in enumerate((table.headings, *table.rows)):
        place = drawn.rows[row]
        _kept(place._tr, "w:tblHeader" if row == 0 else "w:cantSplit")
        # All cells at once: python-docx reads the whole grid anew for each one that is asked for by itself.
        for column, (cell, words) in enumerate(zip(place.cells, cells, strict=False)):
            paragraph = cell.paragraphs[0]
            cell.width = widths[column]
            _close(paragraph)
            if table.numeric[column] and row:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _run(paragraph, words, "body" if row else "first", NOTE)
    _line(paper, "", "body", SMALL)


def _widths(table: Table) -> list[Mm]:
    """The type area shared out by how long the cells of each column are, a long one counting no more than thirty."""
    columns = zip(table.headings, *table.rows, strict=False)
    shares = [min(max(8, *(width(words) for words in cells)), 30) + 2 for cells in columns]
    return [Mm(156 * share / sum(shares)) for share in shares]


def _close(paragraph: Paragraph) -> None:
    """Lines of a table keep to their own height and not to the grid of the page."""
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _named(drawn: DocxTable, caption: str) -> None:
    """Caption and description for who cannot see the table."""
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), caption)
        drawn._tbl.tblPr.append(element)


def _kept(row: OxmlElement, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _closing(paper: Document, briefing: Briefing) -> None:
    """What is meant by the words, the documents, and what the briefing was made from."""
    lang = briefing.lang
    if briefing.definitions:
        _line(paper, t("paper.definitions", lang), "first", SIZE, indent=lang == "zh")
        for name, words in briefing.definitions:
            _line(paper, f"{name}：{words}" if lang == "zh" else f"{name}: {words}", "body", SMALL)
    _line(paper, t("paper.sources", lang), "first", SIZE, indent=lang == "zh")
    for words in _documents(briefing):
        _line(paper, words, "body", SMALL)
    _line(paper, f"{briefing.stamp} · {briefing.made_on}", "second", SMALL)
    _line(paper, f"{t('paper.view', lang)}{briefing.link}", "second", SMALL)


def _documents(briefing: Briefing) -> Iterator[str]:
    for source in briefing.sources:
        address = web_address(source.url)
        yield f"[{source.number}] {source.citation}" + (f" {address}" if address else "")
