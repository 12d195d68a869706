"""What was wrong to the eye once files were drawn by an office program: rows that say nothing, colours, heights."""

import io

import docx
import openpyxl
import pytest
from openpyxl.chart import BarChart
from pptx import Presentation

from opc.briefing.content import Table
from opc.briefing.document import docx_bytes
from opc.briefing.slides import pptx_bytes
from opc.briefing.workbook import xlsx_bytes
from opc.theme import THEMES, tinted
from opc.workbook import TITLE_ROW
from tests.briefing.test_writers import real

CITIES = ("370100", "630100")


def comparisons(city: str, lang: str) -> list[Table]:
    """The comparisons of one indicator; of that of all, which a document parts, tests of its own tell."""
    return [part.table for part in real(city, lang).sections if part.table and part.table.silent and not part.table.own]


def test_a_table_without_its_silent_rows_keeps_words_numbers_and_notes_together():
    table = Table(
        "合成", ("城市", "数字"), (("甲市", "1家"), ("乙市", "未披露"), ("丙市", "3家")), (False, True),
        ("下界",), ((1,), (None,), (3,)), (("", "仅首批"), ("", ""), ("", "")), silent=(False, True, False),
    )  # fmt: skip
    told = table.telling
    assert told.rows == (("甲市", "1家"), ("丙市", "3家"))
    assert told.numbers == ((1,), (3,))
    assert told.notes == (("", "仅首批"), ("", ""))
    assert told.telling == told
    assert table.rows[1] == ("乙市", "未披露")


@pytest.mark.usefixtures("real_warehouse")
@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_city_that_discloses_nothing_has_a_sentence_in_files_and_a_row_in_the_workbook(city, lang):
    briefing = real(city, lang)
    paper = docx.Document(io.BytesIO(docx_bytes(briefing)))
    deck = Presentation(io.BytesIO(pptx_bytes(briefing)))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(briefing)))
    written = [tuple(cell.text for cell in row.cells) for table in paper.tables for row in table.rows]
    shown = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    drawn = [tuple(cell.text for cell in row.cells) for table in shown for row in table.rows]
    listed = [tuple(str(cell) for cell in row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    tables = comparisons(city, lang)
    assert tables
    for table in tables:
        silent = [row for row, is_silent in zip(table.rows, table.silent, strict=True) if is_silent]
        assert silent
        for row in silent:
            assert row not in written
            assert row not in drawn
            assert row[0] in said
            assert any(cells[:2] == row[:2] for cells in listed)
        for row in table.telling.rows:
            assert row in written
        # The city itself is told of, silent or not.
        assert any(table.is_of(briefing.city, row) for row in table.telling.rows)


def test_a_chart_of_the_workbook_has_the_city_in_colour_and_every_name_and_shares_of_the_whole():
    briefing = real("370100", "zh")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(briefing)))
    drawn = [chart for sheet in book for chart in sheet._charts]
    charts = [part.chart for part in briefing.sections if part.chart]
    assert len(drawn) == len(charts) > 2
    for chart, native in zip(charts, drawn, strict=True):
        assert isinstance(native, BarChart)
        assert native.x_axis.tickLblSkip == 1
        full, light = ([point.spPr.solidFill.srgbClr for point in series.data_points] for series in native.series)
        wanted = ["accent" if bar.is_own else "grey" for bar in chart.bars]
        assert full == [THEMES["light"][name].lstrip("#") for name in wanted]
        assert light == [tinted(name, 0.65).lstrip("#") for name in wanted]
        assert native.y_axis.scaling.max == (100 if chart.unit == "%" else None)


@pytest.mark.parametrize(
    ("name", "tint", "colour"),
    [("accent", 0, "#0F6E6E"), ("accent", 0.65, "#ABCCCC"), ("accent", 1, "#FFFFFF"), ("grey", 0.65, "#C6CACD")],
)
def test_a_tint_keeps_the_hue(name, tint, colour):
    assert tinted(name, tint) == colour


def test_rows_of_a_workbook_are_as_high_as_their_words():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(real("370100", "zh"))))
    sheets = {sheet.title: sheet for sheet in book}
    assert {sheet.row_dimensions[1].height for name, sheet in sheets.items() if name[0].isdigit()} == {TITLE_ROW}
    sources = sheets["来源"]
    lines = {len(str(row[1].value)): sources.row_dimensions[row[1].row].height for row in sources.iter_rows(min_row=2)}
    # A citation longer than its column has a row of two lines or more; a short one has the usual height.
    assert lines[max(lines)] >= 30
    assert lines[min(lines)] is None
