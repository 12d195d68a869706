"""A table on a slide: native, with hairlines only, cut to the rows that fit and saying how many more there are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from opc.briefing import lettering
from opc.briefing.content import Table
from opc.briefing.deck import describe, emu
from opc.text import t
from opc.theme import THEMES

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SIDE, PAD = Inches(0.06), Inches(0.035)
# In widths of a Chinese character: what a column is given at most, and a phrase that is not broken.
MOST, UNBROKEN = 32, 5
# An empty cell would stand as high as the letters of the template.
BLANK = "\u00a0"
# The largest letters with which all rows fit; with the smallest, rows are left out.
SIZES = (13, 12, 11, 10, 9.5, 9)
MOST_LINES = 3


def natural(table: Table, wide: int, size: float) -> int:
    """How high the whole table stands."""
    columns = _widths(table, wide, size)
    return sum(_height(cells, columns, size, most=99) for cells in (table.headings, *table.rows))


def draw(slide: Any, table: Table, place: tuple[int, int, int, int], lang: str, own: str) -> None:
    """Draw a table at left, top, width and height; the rows of `own` are kept and stand out."""
    left, top, wide, tall = place
    size = next((size for size in SIZES if natural(table, wide, size) <= tall), SIZES[-1])
    more = lettering.height("0", size, wide) + PAD
    room = tall if natural(table, wide, size) <= tall else tall - more
    rows, columns = _fitting(table, wide, room, size, own)
    heights = [_height(cells, columns, size) for cells in (table.headings, *rows)]
    frame = slide.shapes.add_table(len(rows) + 1, len(columns), *emu(left, top, wide, sum(heights)))
    describe(frame, table.caption, _described(table))
    native = frame.table
    absent = t("figure.not_disclosed", lang)
    properties = native._tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = PLAIN
    for column, room in zip(native.columns, columns, strict=True):
        column.width = room
    for number, cells in enumerate((table.headings, *rows)):
        native.rows[number].height = heights[number]
        is_own = bool(number) and table.is_of(own, cells)
        for cell, words, numeric, room in zip(native.rows[number].cells, cells, table.numeric, columns, strict=True):
            words = lettering.fitted(words, size, room - 2 * SIDE, MOST_LINES)
            _fill(cell, words, numeric, size, number == 0, is_own, words == absent)
    if missing := len(table.rows) - len(rows):
        below = lettering.box(slide, (left, top + sum(heights) + PAD, wide, more))
        lettering.write(below, t("briefing.rows_more", lang, count=missing), size - 1, "grey")


def _widths(table: Table, wide: int, size: float) -> list[int]:
    """Columns by what stands in them: none narrower than its longest word; what is left goes to who wants more."""
    unit = Pt(size) * 1.04
    least, most = [], []
    for cells in zip(table.headings, *table.rows, strict=True):
        least.append(max(map(_longest, cells)) * unit + 3.5 * SIDE)
        most.append(max(least[-1], min(max(map(lettering.measure, cells)), MOST) * unit + 3 * SIDE))
    spare = wide - sum(least)
    if spare < 0:
        return [round(wide * room / sum(least)) for room in least]
    wanted = sum(most) - sum(least)
    share = min(spare / wanted, 1) if wanted else 0
    rooms = [low + (high - low) * share for low, high in zip(least, most, strict=True)]
    return [round(wide * room / sum(rooms)) for room in rooms]


def _longest(words: str) -> float:
    """The widest piece that is not to be broken: a Latin word, or a short Chinese phrase as a whole."""
    if lettering.measure(words) <= UNBROKEN:
        return lettering.measure(words) * 1.1
    return max(
        lettering.measure(piece) * 1.1 if piece.isascii() else min(lettering.measure(piece), UNBROKEN)
        for piece in words.split()
    )


def _fitting(
    table: Table, wide: int, tall: int, size: float, own: str
) -> tuple[tuple[tuple[str, ...], ...], list[int]]:
    """The rows that fit, with the own ones among them, and the columns: no wider than the rows that are shown ask for.

    Without the widest of those left out there may be room for more, which may be wide as well: so it is tried again.
    """

    def rows(columns: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        head = _height(table.headings, columns, size)
        return tuple(table.fitting(own, tall - head, lambda row: _height(row, columns, size)))

    columns = _widths(table, wide, size)
    kept = more = rows(columns)
    while True:
        narrower = _widths(replace(table, rows=more), wide, size)
        fitting = rows(narrower)
        if len(fitting) < len(more):
            return kept, columns
        kept, columns, more = more, narrower, fitting
        if len(more) == len(kept):
            return kept, columns


def _height(cells: Sequence[str], columns: Sequence[int], size: float, most: int = MOST_LINES) -> int:
    tallest = max(
        min(lettering.lines(words, size, room - 2 * SIDE), most) for words, room in zip(cells, columns, strict=True)
    )
    return round(tallest * Pt(size) * lettering.LINE) + 2 * PAD


def _fill(cell: Any, words: str, numeric: bool, size: float, is_head: bool, is_own: bool, is_absent: bool) -> None:
    cell.margin_left = cell.margin_right = SIDE
    cell.margin_top = cell.margin_bottom = PAD
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.TOP
    # Figures stand out from the words for those that are not there.
    name = "grey" if is_head or is_absent else "accent" if is_own else "ink"
    paragraph = lettering.write(cell.text_frame, words or BLANK, size, name, bold=is_head or is_own)
    paragraph.alignment = PP_ALIGN.RIGHT if numeric else PP_ALIGN.LEFT
    _line(cell, "accent" if is_head else "line", 1.25 if is_head else 0.75)


def _line(cell: Any, name: str, thick: float) -> None:
    """A line below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(thick))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": THEMES["light"][name].lstrip("#")}))
    line.append(fill)
    properties.insert(0, line)


def _described(table: Table) -> str:
    rows = "; ".join(" ".join(filter(None, row)) for row in table.rows)
    return f"{table.caption}. {', '.join(table.headings)}. {rows}"
