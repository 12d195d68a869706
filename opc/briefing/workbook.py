"""A briefing as a workbook (XLSX): every table with its bounds as numbers, native charts, sources and definitions."""

import io

import xlsxwriter
from xlsxwriter.chart import Chart as XlsxChart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from opc.briefing.content import Briefing, Chart, Section, Table
from opc.text import t
from opc.theme import THEMES
from opc.typeset import shortened, width

COLOURS = THEMES["light"]
# Nothing of the data becomes a formula, a link or a number by the way it looks.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, NARROWEST = 60, 9


def xlsx_bytes(briefing: Briefing) -> bytes:
    """The workbook of a briefing: a sheet to read first, one a section, sources, definitions."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": briefing.title, "comments": briefing.stamp})
    formats = _formats(book)
    _read_me(book, briefing, formats)
    for number, section in enumerate(briefing.sections, 1):
        _section(book, section, number, briefing, formats)
    _sources(book, briefing, formats)
    _definitions(book, briefing, formats)
    book.close()
    return out.getvalue()


def _formats(book: Workbook) -> dict[str, object]:
    base = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": COLOURS["ink"], "valign": "top"}
    return {
        "title": book.add_format(base | {"font_size": 15, "bold": True}),
        "grey": book.add_format(base | {"font_color": COLOURS["grey"]}),
        "text": book.add_format(base | {"text_wrap": True}),
        "head": book.add_format(base | {"bold": True, "bottom": 1, "font_color": COLOURS["grey"], "text_wrap": True}),
        "number": book.add_format(base | {"num_format": "#,##0.##"}),
        "link": book.add_format(base | {"font_color": COLOURS["accent"], "underline": 1}),
    }


def _sheet(book: Workbook, name: str) -> Worksheet:
    """A sheet for print: A4 across, as wide as the page; its name within Excel's 31 characters."""
    sheet = book.add_worksheet(shortened("".join(c for c in name if c not in "[]:*?/\\'"), 28))
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _read_me(book: Workbook, briefing: Briefing, formats: dict) -> None:
    sheet, lang = _sheet(book, t("paper.read_me", briefing.lang)), briefing.lang
    sheet.set_column(0, 0, 110)
    lines = [
        (briefing.title, "title"), (briefing.subtitle, "text"), (briefing.stamp, "grey"), (briefing.made_on, "grey"),
        ("", "text"), (t("paper.bounds", lang), "text"), (t("paper.missing", lang), "text"),
        *((f"{number}. {section.title}", "text") for number, section in enumerate(briefing.sections, 1)),
    ]  # fmt: skip
    for row, (words, look) in enumerate(lines):
        sheet.write_string(row, 0, words, formats[look])
    _link(sheet, len(lines), 0, briefing.link, briefing.link, formats)


def _section(book: Workbook, section: Section, number: int, briefing: Briefing, formats: dict) -> None:
    name = t(f"briefing.section.{section.key}", briefing.lang)
    sheet = _sheet(book, f"{number} {name}")
    sheet.write_string(0, 0, section.title, formats["title"])
    sheet.write_string(1, 0, section.subtitle, formats["grey"])
    row = 2
    for words in section.paragraphs:
        sheet.write_string(row, 0, words, formats["grey"])
        row += 1
    if section.table:
        row = _table(sheet, section.table, row + 1, briefing.lang, formats)
    if section.chart:
        row = _chart(book, sheet, section.chart, row + 2, briefing.lang, formats)
    numbers = "".join(f"[{source}]" for source in section.sources)
    sheet.write_string(row + 1, 0, f"{t('paper.sources', briefing.lang)} {numbers}", formats["grey"])
    sheet.write_string(row + 2, 0, briefing.stamp, formats["grey"])


def _table(sheet: Worksheet, table: Table, top: int, lang: str, formats: dict) -> int:
    """Words first, then the numbers they stand for; the first free row below."""
    headings = (*table.headings, *table.number_headings)
    for column, heading in enumerate(headings):
        sheet.write_string(top, column, heading, formats["head"])
    for row, words in enumerate(table.rows):
        numbers = table.numbers[row] if table.numbers else ()
        for column, cell in enumerate((*words, *numbers)):
            _cell(sheet, top + 1 + row, column, cell, numbers, lang, formats)
    for column in range(len(headings)):
        longest = max([width(headings[column]), *(width(r[column]) for r in table.rows if column < len(r))])
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
    bottom = top + max(len(table.rows), 1)
    sheet.autofilter(top, 0, bottom, len(headings) - 1)
    # Frozen below the heading, wherever the words above it end.
    sheet.freeze_panes(top + 1, 1)
    return bottom + 1


def _cell(sheet: Worksheet, row: int, column: int, cell: object, numbers: tuple, lang: str, formats: dict) -> None:
    """A cell is never empty: a bound that is not there says whether it is unbounded or nothing is disclosed."""
    if isinstance(cell, bool):
        sheet.write_string(row, column, t("paper.included" if cell else "paper.excluded", lang), formats["text"])
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, formats["number"])
    elif cell is None or cell == "":
        known = any(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        words = "paper.unbounded" if known and cell is None else "figure.not_applicable"
        sheet.write_string(row, column, t(words if numbers else "figure.not_applicable", lang), formats["grey"])
    else:
        sheet.write_string(row, column, str(cell), formats["text"])


def _chart(book: Workbook, sheet: Worksheet, chart: Chart, top: int, lang: str, formats: dict) -> int:
    """The data of the chart, and beside it the chart: solid up to the lower bound, light up to the upper.

    A bound that is not there is an empty cell, which draws nothing: a word would be drawn as zero.
    """
    headings = (
        chart.title,
        t("briefing.low", lang),
        t("paper.up_to", lang),
        t("table.figure", lang),
        t("paper.beside", lang),
    )
    for column, heading in enumerate(headings):
        sheet.write_string(top, column, heading, formats["head"])
    for row, bar in enumerate(chart.bars, top + 1):
        more = None if bar.high is None else bar.high - (bar.low or 0)
        for column, words in ((0, bar.label), (3, bar.words), (4, f"{bar.label} · {bar.words}")):
            sheet.write_string(row, column, words, formats["text"])
        for column, value in ((1, bar.low), (2, more)):
            if value is not None:
                sheet.write_number(row, column, value, formats["number"])
    if not chart.bars:
        return top + 1
    last = top + len(chart.bars)
    sheet.insert_chart(top, 6, _drawn(book, sheet.get_name(), chart, top), {"description": chart.description})
    return max(last, top + 6 + 2 * len(chart.bars)) + 1


def _drawn(book: Workbook, name: str, chart: Chart, top: int) -> XlsxChart:
    """The native chart of the data below a row of headings. Words stand with the names, for not every row has a bar."""
    drawn, last = book.add_chart({"type": "bar", "subtype": "stacked"}), top + len(chart.bars)
    for column, colour in ((1, COLOURS["accent"]), (2, COLOURS["line"])):
        drawn.add_series({
            "name": [name, top, column], "categories": [name, top + 1, 4, last, 4],
            "values": [name, top + 1, column, last, column], "fill": {"color": colour}, "gap": 60,
        })  # fmt: skip
    drawn.show_blanks_as("gap")
    drawn.set_title({"name": chart.title, "name_font": {"size": 11, "bold": True}})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"reverse": True, "line": {"none": True}})
    drawn.set_x_axis({"name": chart.unit, "major_gridlines": {"visible": True, "line": {"color": COLOURS["line"]}}})
    drawn.set_size({"width": 720, "height": 90 + 26 * len(chart.bars)})
    return drawn


def _sources(book: Workbook, briefing: Briefing, formats: dict) -> None:
    sheet = _sheet(book, t("paper.sources", briefing.lang))
    for column, (key, wide) in enumerate((("table.number", 8), ("table.source", 80), ("paper.address", 60))):
        sheet.write_string(0, column, t(key, briefing.lang), formats["head"])
        sheet.set_column(column, column, wide)
    for row, source in enumerate(briefing.sources, 1):
        sheet.write_number(row, 0, source.number, formats["number"])
        sheet.write_string(row, 1, source.citation, formats["text"])
        _link(sheet, row, 2, source.url, source.url or t("link.no_address", briefing.lang), formats)
    sheet.freeze_panes(1, 0)


def _link(sheet: Worksheet, row: int, column: int, url: str | None, words: str, formats: dict) -> None:
    """A web address as a link; anything else, and what Excel finds too long, as text."""
    if url and url.startswith(("http://", "https://")) and len(url) < 2000:
        sheet.write_url(row, column, url, formats["link"], shortened(words, 250))
    else:
        sheet.write_string(row, column, words, formats["text"])


def _definitions(book: Workbook, briefing: Briefing, formats: dict) -> None:
    sheet = _sheet(book, t("paper.definitions", briefing.lang))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, t("table.indicator", briefing.lang), formats["head"])
    sheet.write_string(0, 1, t("paper.definitions", briefing.lang), formats["head"])
    for row, (name, words) in enumerate(briefing.definitions, 1):
        sheet.write_string(row, 0, name, formats["text"])
        sheet.write_string(row, 1, words, formats["text"])
