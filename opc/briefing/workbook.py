"""A briefing as a workbook (XLSX): every table with its bounds as numbers, native charts, sources and definitions."""

from xlsxwriter.chart import Chart as XlsxChart
from xlsxwriter.worksheet import Worksheet

from opc.briefing.content import Briefing, Chart, Section, Table
from opc.text import t
from opc.theme import PERHAPS, tinted
from opc.workbook import COLOURS, Book

# The rows below a table without a chart: an empty one, its sources, the stamp.
BELOW = 2


def xlsx_bytes(briefing: Briefing) -> bytes:
    """The workbook of a briefing: a sheet to read first, one a section, sources, definitions."""
    book = Book(briefing.title, briefing.stamp, briefing.lang)
    _read_me(book, briefing)
    for number, section in enumerate(briefing.sections, 1):
        _section(book, section, number, briefing)
    sources = [(source.number, source.citation, source.url) for source in briefing.sources]
    book.sources(sources)
    book.terms(t("paper.definitions", briefing.lang), t("table.indicator", briefing.lang), briefing.definitions)
    return book.bytes()


def _read_me(book: Book, briefing: Briefing) -> None:
    sheet, lang = book.sheet(t("paper.read_me", briefing.lang)), briefing.lang
    sheet.set_column(0, 0, 110)
    lines = [
        (briefing.title, "title"), (briefing.subtitle, "text"),
        *([(briefing.single, "text")] if briefing.single else []), (briefing.stamp, "grey"), (briefing.made_on, "grey"),
        ("", "text"), (t("paper.bounds", lang), "text"), (t("paper.missing", lang), "text"),
        *((f"{number}. {section.title}", "text") for number, section in enumerate(briefing.sections, 1)),
    ]  # fmt: skip
    for row, (words, look) in enumerate(lines):
        book.words(sheet, row, 0, words, look)
    book.link(sheet, len(lines), 0, briefing.link, briefing.link)


def _section(book: Book, section: Section, number: int, briefing: Briefing) -> None:
    sheet = book.sheet(f"{number} {t(f'briefing.section.{section.key}', briefing.lang)}")
    book.words(sheet, 0, 0, section.title, "title")
    book.words(sheet, 1, 0, section.subtitle, "grey")
    row = 2
    for words in section.paragraphs:
        book.words(sheet, row, 0, words, "grey")
        row += 1
    if section.table:
        row = _table(book, sheet, section.table, row + 1)
    if section.chart:
        row = _chart(book, sheet, section.chart, row + 2)
    numbers = "".join(f"[{source}]" for source in section.sources)
    book.words(sheet, row + 1, 0, f"{t('paper.sources', briefing.lang)} {numbers}", "grey")
    book.words(sheet, row + 2, 0, briefing.stamp, "grey")


def _table(book: Book, sheet: Worksheet, table: Table, top: int) -> int:
    """Words first, then the reasons for caution, then the numbers of the words; the first free row below."""
    reasons, why = _reasons(table, book.lang)
    numbers = table.numbers or ((),) * len(table.rows)
    rows = [(*words, *notes, *ends) for words, notes, ends in zip(table.rows, why, numbers, strict=True)]
    headings = (*table.headings, *reasons)
    bottom = book.table(sheet, top, (*headings, *table.number_headings), rows, len(headings))
    if table.own:
        # On paper the numbers of all figures of a matrix would press its words into a type that nobody can read.
        sheet.print_area(0, 0, bottom + BELOW, len(table.headings) - 1)
    return bottom


def _reasons(table: Table, lang: str) -> tuple[list[str], list[list[str]]]:
    """A column for each that has figures to be compared with caution, and why, row by row."""
    noted = [column for column, notes in enumerate(zip(*table.notes, strict=True)) if any(notes)]
    of, notes = t("table.reasons", lang), table.notes or ((),) * len(table.rows)
    headings = [t("controls.of_kind", lang, label=table.headings[column], kind=of) for column in noted]
    return headings, [[cells[column] for column in noted] for cells in notes]


def _chart(book: Book, sheet: Worksheet, chart: Chart, top: int) -> int:
    """The data of the chart, and beside it the chart: solid up to the lower bound, light up to the upper.

    A bound that is not there is an empty cell, which draws nothing: a word would be drawn as zero.
    """
    book.words(sheet, top, 0, chart.title, "grey")
    top += 1
    for column, key in enumerate(("paper.row", "briefing.low", "paper.up_to", "table.figure", "paper.beside")):
        book.words(sheet, top, column, t(key, book.lang), "head")
    for row, bar in enumerate(chart.bars, top + 1):
        more = None if bar.high is None else bar.high - (bar.low or 0)
        for column, words in ((0, bar.label), (3, bar.words), (4, f"{bar.name} · {bar.words}")):
            book.words(sheet, row, column, words)
        for column, value in ((1, bar.low), (2, more)):
            if value is not None:
                book.number(sheet, row, column, value)
    if not chart.bars:
        return top + 1
    last = top + len(chart.bars)
    sheet.insert_chart(top, 6, _drawn(book, sheet.get_name(), chart, top), {"description": chart.description})
    return max(last, top + 6 + 2 * len(chart.bars)) + 1


def _drawn(book: Book, name: str, chart: Chart, top: int) -> XlsxChart:
    """The native chart of the data below a row of headings: the city in colour, others in grey.

    Words stand with the names, for not every row has a bar.
    """
    drawn, last = book.file.add_chart({"type": "bar", "subtype": "stacked"}), top + len(chart.bars)
    for column, tint in ((1, 0), (2, PERHAPS)):
        points = [{"fill": {"color": tinted("accent" if bar.is_own else "grey", tint)}} for bar in chart.bars]
        drawn.add_series({
            "name": [name, top, column], "categories": [name, top + 1, 4, last, 4],
            "values": [name, top + 1, column, last, column], "points": points, "gap": 60,
        })  # fmt: skip
    drawn.show_blanks_as("gap")
    drawn.set_title({"name": chart.title, "name_font": {"size": 11, "bold": True}})
    drawn.set_legend({"none": True})
    # Every name stands, however close they are.
    drawn.set_y_axis({"reverse": True, "line": {"none": True}, "interval_unit": 1})
    # Of a share the whole is shown: 5 % of it is little.
    ends = {"min": 0, "max": chart.reach} if chart.unit == "%" else {"min": 0}
    lines = {"visible": True, "line": {"color": COLOURS["line"]}}
    drawn.set_x_axis({"name": chart.unit, "major_gridlines": lines} | ends)
    drawn.set_size({"width": 720, "height": 110 + 30 * len(chart.bars)})
    return drawn
