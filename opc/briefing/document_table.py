"""Tables of a document: rules above, below and under the heading, which repeats; columns as wide as words need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt
from docx.styles.style import BaseStyle
from docx.table import Table as DocxTable
from docx.table import _Row
from docx.text.paragraph import Paragraph

from opc.briefing.content import Table
from opc.briefing.looks import LOOKS
from opc.briefing.paper import WIDTH, add_run
from opc.typeset import width

# Points by which the letters may shrink until no word is broken, and millimetres that a cell keeps free at its sides.
SHRINK, SIDES = (0, 1, 2, 2.5), 3
# A point in millimetres, and the width of a Latin letter in that of a Chinese character.
MILLIMETRES, LATIN = 0.3528, 0.64
# What a line does not break: a short cell, a Chinese character, a word.
SHORT, PIECE = 10, re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+")
BORDERS = (
    f"<w:tblBorders {nsdecls('w')}>"
    '<w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/>'
    '<w:insideH w:val="single" w:sz="2" w:color="C9CDCB"/></w:tblBorders>'
)
UNDER = f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:color="000000"/></w:tcBorders>'


def add_table(paper: Document, table: Table, description: str, lang: str) -> None:
    """Draw a table; `description` is for who cannot see it."""
    drawn = paper.add_table(1 + len(table.rows), len(table.headings))
    drawn.autofit = False
    size, widths = columns(table, LOOKS[lang]["Table Text"].size)
    _properties(drawn, table.caption, description)
    for column, wide in zip(drawn.columns, widths, strict=True):
        column.width = Mm(wide)
    how = _Setting(table.own, table.numeric, size, widths, paper.styles["Table Text"], lang)
    # Rows once: python-docx counts the table anew for each row that is asked for by its number.
    for number, (place, cells) in enumerate(zip(drawn.rows, (table.headings, *table.rows), strict=True)):
        _row(place, cells, how, number)
        if number == 0:
            _heads(place)


def parted(table: Table, lang: str) -> list[Table]:
    """The table itself; of a matrix, whose columns stand each for itself, two parts where it would be small print."""
    size = LOOKS[lang]["Table Text"].size
    if not table.own or columns(table, size)[0] > size - SHRINK[-1]:
        return [table]
    middle, count = 1 + len(table.headings) // 2, len(table.headings)
    return [_part(table, (0, *places)) for places in (range(1, middle), range(middle, count))]


def _part(table: Table, places: Sequence[int]) -> Table:
    headings, numeric = (tuple(cells[place] for place in places) for cells in (table.headings, table.numeric))
    rows = tuple(tuple(cells[place] for place in places) for cells in table.rows)
    return replace(table, headings=headings, rows=rows, numeric=numeric)


def columns(table: Table, size: float) -> tuple[float, list[float]]:
    """The size of the letters and the millimetres of each column: no word is broken, short cells stay on one line."""
    cells = [list(column) for column in zip(table.headings, *table.rows, strict=True)]
    for less in SHRINK:
        em = MILLIMETRES * (size - less)
        least = [max(map(_unbroken, column)) * em + SIDES for column in cells]
        if sum(least) <= WIDTH:
            break
    wanted = [max(map(_ems, column)) * em + SIDES for column in cells]
    return size - less, _shared(least, wanted)


def _shared(least: list[float], wanted: list[float]) -> list[float]:
    """The type area among the columns: those that need little more for one line get it before the long ones."""
    if sum(wanted) <= WIDTH or sum(least) >= WIDTH:
        base = wanted if sum(wanted) <= WIDTH else least
        return [wide * WIDTH / sum(base) for wide in base]
    widths, room = list(least), WIDTH - sum(least)
    order = sorted(range(len(least)), key=lambda column: wanted[column] - least[column])
    for place, column in enumerate(order):
        more = min(max(wanted[column] - least[column], 0), room / (len(order) - place))
        widths[column] += more
        room -= more
    return widths


def _ems(words: str) -> float:
    """How wide a text is in characters; Latin letters with room for a font that is wider than the one asked for."""
    chinese = width(words) - len(words)
    return 1.03 * chinese + LATIN * (len(words) - chinese)


def _unbroken(words: str) -> float:
    """The widest part of a cell that stays on one line."""
    return _ems(words) if width(words) <= SHORT else max(map(_ems, PIECE.findall(words)))


@dataclass(frozen=True, slots=True)
class _Setting:
    """How all rows of a table are set: whose row is marked, which columns are numbers, letters, widths in mm."""

    own: str
    numeric: tuple[bool, ...]
    size: float
    widths: list[float]
    style: BaseStyle
    lang: str


def _heads(place: _Row) -> None:
    """The first row is repeated on each page, with a rule below it."""
    place._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in place.cells:
        cell._tc.get_or_add_tcPr().append(parse_xml(UNDER))


def _row(place: _Row, cells: Sequence[str], how: _Setting, number: int) -> None:
    place._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    marked, plain = LOOKS[how.lang]["Caption"], LOOKS[how.lang]["Table Text"]
    is_own = bool(how.own) and cells[0] == how.own
    for column, (cell, words, wide, right) in enumerate(zip(place.cells, cells, how.widths, how.numeric, strict=True)):
        cell.width = Mm(wide)
        names_own = is_own and column == 0
        paragraph: Paragraph = cell.paragraphs[0]
        paragraph.style = how.style
        # The heading never stands alone at the foot of a page.
        paragraph.paragraph_format.keep_with_next = True if number < 2 else None
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = add_run(paragraph, words, marked if number == 0 or names_own else plain, how.lang)
        run.font.size, run.font.bold = Pt(how.size), names_own or None


def _properties(drawn: DocxTable, caption: str, description: str) -> None:
    properties = drawn._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(parse_xml(BORDERS))
    sides = "".join(
        f'<w:{side} w:w="{wide}" w:type="dxa"/>'
        for side, wide in (("top", 30), ("left", 70), ("bottom", 30), ("right", 70))
    )
    layout.addnext(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))
    for name, words in (("w:tblCaption", caption), ("w:tblDescription", description)):
        properties.append(OxmlElement(name, {qn("w:val"): words}))
