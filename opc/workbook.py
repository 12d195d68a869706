"""Workbooks (XLSX): sheets laid out for print, cells that run nothing, and no cell that is empty.

Columns of numbers follow those of words, five to a figure: low, high, whether each belongs to it, unit
(`opc.columns.ends`).
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from math import ceil

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from opc.tables import Cell, Link, Number, is_web_address, said
from opc.text import t
from opc.theme import THEMES
from opc.typeset import shortened, width

COLOURS = THEMES["light"]
# Nothing of the data becomes a formula, a link or a number by the way it looks.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, NARROWEST = 34, 9
# What Excel takes at most: characters of the name of a sheet, of the words of a link, and of its address.
MOST_NAME, MOST_WORDS, MOST_ADDRESS = 28, 250, 2000
ENDS = 5
# What a letter takes of the width of a column, which counts digits.
LETTER = 0.92
# How high a row is, in points: of a title, and of each line of text.
TITLE_ROW, LINE = 24, 15


def tall(sheet: Worksheet, row: int, texts: Iterable[str], columns: Sequence[float]) -> None:
    """Make a row as high as the longest of its texts needs in its column; not every program does so by itself."""
    lines = max(ceil(LETTER * width(text) / wide) for text, wide in zip(texts, columns, strict=False))
    if lines > 1:
        sheet.set_row(row, lines * LINE)


class Book:
    """A workbook in the making, in one language."""

    def __init__(self, title: str, comments: str, lang: str, made: date | None = None) -> None:
        self.lang = lang
        self._out = io.BytesIO()
        self.file: Workbook = xlsxwriter.Workbook(self._out, OPTIONS)
        # Without a day of its own a file says when it was written, and is another one each time.
        day = {"created": datetime.combine(made, time())} if made else {}
        self.file.set_properties({"title": title, "comments": comments} | day)
        base = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": COLOURS["ink"], "valign": "top"}
        looks = {
            "title": {"font_size": 15, "bold": True},
            "grey": {"font_color": COLOURS["grey"]},
            "text": {"text_wrap": True},
            "head": {"bold": True, "bottom": 1, "font_color": COLOURS["grey"], "text_wrap": True},
            "number": {"num_format": "#,##0.##"},
            "whole": {"num_format": "#,##0"},
            "link": {"font_color": COLOURS["accent"], "underline": 1, "text_wrap": True},
        }
        self._looks = {name: self.file.add_format(base | look) for name, look in looks.items()}

    def bytes(self) -> bytes:
        """The finished file."""
        self.file.close()
        return self._out.getvalue()

    def sheet(self, name: str) -> Worksheet:
        """A sheet for print: A4 across, as wide as the page; its name within what Excel takes."""
        sheet = self.file.add_worksheet(shortened("".join(c for c in name if c not in "[]:*?/\\'"), MOST_NAME))
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def words(self, sheet: Worksheet, row: int, column: int, words: str, look: str = "text") -> None:
        """A text, whatever it looks like."""
        sheet.write_string(row, column, words, self._looks[look])
        if look == "title":
            # Not every program makes a row as high as its letters.
            sheet.set_row(row, TITLE_ROW)

    def number(self, sheet: Worksheet, row: int, column: int, value: float) -> None:
        """A number; one without a fraction has no point behind it."""
        sheet.write_number(row, column, value, self._looks["whole" if value == int(value) else "number"])

    def link(self, sheet: Worksheet, row: int, column: int, url: str | None, words: str) -> None:
        """A web address as a link; anything else, and what Excel finds too long, as text."""
        if is_web_address(url) and len(url) < MOST_ADDRESS:
            sheet.write_url(row, column, url, self._looks["link"], shortened(words, MOST_WORDS))
        else:
            self.words(sheet, row, column, words)

    def table(
        self, sheet: Worksheet, top: int, headings: Sequence[str], rows: Sequence[Sequence[Cell]], worded: int
    ) -> int:
        """A table to filter; of its columns the first `worded` are words, the others ends. The first free row below."""
        wide = []
        for column, heading in enumerate(headings):
            self.words(sheet, top, column, heading, "head")
            longest = max([width(heading), *(width(said(row[column])) for row in rows)])
            wide.append(min(max(longest + 2, NARROWEST), WIDEST))
            sheet.set_column(column, column, wide[column])
        for row, cells in enumerate(rows, top + 1):
            tall(sheet, row, map(said, cells), wide)
            for column, cell in enumerate(cells):
                group = column - (column - worded) % ENDS
                self._cell(sheet, row, column, cell, cells[group : group + ENDS] if column >= worded else ())
        bottom = top + max(len(rows), 1)
        sheet.autofilter(top, 0, bottom, len(headings) - 1)
        # Frozen below the heading, wherever the words above it end.
        sheet.freeze_panes(top + 1, 1)
        return bottom + 1

    def sources(self, documents: Sequence[tuple[str | int, str, str | None]]) -> None:
        """A sheet of documents: number, citation, address."""
        sheet = self.sheet(t("paper.sources", self.lang))
        columns = {"table.number": 8, "table.source": 80, "paper.address": 60}
        for column, (key, wide) in enumerate(columns.items()):
            self.words(sheet, 0, column, t(key, self.lang), "head")
            sheet.set_column(column, column, wide)
        for row, (number, citation, url) in enumerate(documents, 1):
            self._cell(sheet, row, 0, number, ())
            self.words(sheet, row, 1, citation)
            tall(sheet, row, (citation,), (columns["table.source"],))
            self.link(sheet, row, 2, url, url or t("link.no_address", self.lang))
        sheet.freeze_panes(1, 0)

    def terms(self, name: str, heading: str, terms: Sequence[tuple[str, str]]) -> None:
        """A sheet of terms and what they mean."""
        sheet = self.sheet(name)
        columns = (24, 100)
        for column, wide in enumerate(columns):
            sheet.set_column(column, column, wide)
        self.words(sheet, 0, 0, heading, "head")
        self.words(sheet, 0, 1, t("paper.definitions", self.lang), "head")
        for row, (term, meaning) in enumerate(terms, 1):
            self.words(sheet, row, 0, term)
            self.words(sheet, row, 1, meaning)
            tall(sheet, row, (term, meaning), columns)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, ends: Sequence[Cell]) -> None:
        """A cell is never empty: an end that is not there says whether it is unbounded or nothing is disclosed."""
        if isinstance(cell, bool):
            self.words(sheet, row, column, t("paper.included" if cell else "paper.excluded", self.lang))
        elif isinstance(cell, int | float):
            self.number(sheet, row, column, cell)
        elif isinstance(cell, Number):
            self.number(sheet, row, column, cell.value)
        elif isinstance(cell, Link):
            self.link(sheet, row, column, cell.href, cell.text)
        elif cell is None or cell == "":
            self.words(sheet, row, column, self._nothing(cell, ends), "grey")
        else:
            self.words(sheet, row, column, str(cell))

    def _nothing(self, cell: Cell, ends: Sequence[Cell]) -> str:
        if not ends:
            return "—"
        known = any(isinstance(end, int | float) and not isinstance(end, bool) for end in ends)
        return t("paper.unbounded" if known and cell is None else "figure.not_applicable", self.lang)
