"""Document, workbook and print say what the briefing says: opened with readers of their own kind."""

import io
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from opc import versions
from opc.briefing.compose import SECTIONS, compose
from opc.briefing.content import Briefing, Table
from opc.briefing.document import docx_bytes
from opc.briefing.print import _data, pdf_bytes
from opc.briefing.workbook import xlsx_bytes
from opc.questions import ask
from opc.text import t
from opc.view import View

DAY = date(2026, 11, 20)


def words_of(briefing: Briefing) -> list[str]:
    """Every word that the document and the workbook have to say."""
    said = [briefing.title, briefing.single, briefing.stamp, briefing.link]
    for section in briefing.sections:
        said += [section.title, *section.paragraphs]
        if section.table:
            said += [cell for row in section.table.telling.rows for cell in row if cell]
    return [*said, *(source.citation for source in briefing.sources)]


@cache
def real(city: str, lang: str, evidence: str = "C") -> Briefing:
    view = View("briefing", lang, evidence, DAY, versions.current())
    peers = [row["ref_area"] for row in ask("cities", {}, DAY) if row["figures"]]
    return compose(city, peers, list(SECTIONS), view, "http://localhost:8501/briefing")


def all_words(paper) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    parts = [part.blob for part in paper.part.package.iter_parts() if "endnotes" in str(part.partname)]
    notes = ["".join(note.itertext()) for part in parts for note in etree.fromstring(part)]
    edges = [
        paragraph.text
        for page in paper.sections
        for edge in (page.header, page.footer)
        for paragraph in edge.paragraphs
    ]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells, *notes, *edges])


def test_the_document_says_it_all_in_the_layout_of_the_standard(synthetic):
    paper = docx.Document(io.BytesIO(docx_bytes(synthetic)))
    said = all_words(paper)
    assert [words for words in words_of(synthetic) if words not in said] == []
    page = paper.sections[0]
    found = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
    )
    assert [round(length / Mm(1)) for length in found] == [210, 297, 37, 35, 28, 26]
    runs = [*paper.element.body.iter(qn("w:r"))]
    assert runs
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) in {"仿宋", "黑体", "楷体", "宋体"}
        assert not [name for name in fonts.attrib if name.endswith("Theme")]
    for table in paper.tables:
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_workbook_keeps_bounds_as_numbers_and_runs_nothing(synthetic):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(synthetic)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    said = "\n".join(str(cell.value) for cell in cells)
    assert [words for words in words_of(synthetic) if words not in said] == []
    for section, sheet in zip(synthetic.sections, book.worksheets[1:], strict=False):
        numbers = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"}
        if section.table:
            bounds = {n for row in section.table.numbers for n in row if type(n) in (int, float)}
            assert bounds <= numbers
            assert sheet.freeze_panes
            assert sheet.auto_filter.ref
            assert "" not in [cell.value for row in sheet.iter_rows() for cell in row]
        assert len(sheet._charts) == bool(section.chart)


def test_a_bound_that_is_not_there_is_an_empty_cell_of_the_chart_and_never_zero(synthetic):
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(synthetic))).worksheets[1]
    names = [bar.label for bar in synthetic.sections[0].chart.bars]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows() if row[0].value in names][-len(names) :]
    # Over 1,000 · below 200 · 800 to 900 · exactly 51 · not disclosed
    assert rows == [
        [name, *ends]
        for name, ends in zip(names, [(1000, None), (None, 200), (800, 100), (51, 0), (None, None)], strict=True)
    ]
    drawn = sheet._charts[0]
    assert drawn.display_blanks == "gap"
    assert {series.cat.strRef.f.split("!")[1][:2] for series in drawn.series} == {"$E"}


@pytest.mark.usefixtures("real_warehouse")
def test_a_chart_of_the_workbook_marks_what_is_to_be_compared_with_caution():
    briefing = real("370100", "zh", "D")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(briefing)))
    cautious = 0
    for section, sheet in zip(briefing.sections, book.worksheets[1:], strict=False):
        names = {row[4].value for row in sheet.iter_rows() if len(row) > 4}
        for bar in section.chart.bars if section.chart else ():
            assert f"{'◐ ' if bar.caution else ''}{bar.label} · {bar.words}" in names
            cautious += bool(bar.caution)
    assert cautious > 5


def printed_words(briefing: Briefing) -> tuple[int, str]:
    """How many pages a print has, and its words as compared here."""
    pages = pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing))).pages
    return len(pages), plain("".join(page.extract_text() for page in pages))


def plain(words: str) -> str:
    """Words without spaces, in the widths that a font for English has."""
    return "".join(unicodedata.normalize("NFKC", words).split())


CUT = Table("", ("indicator", "city"), tuple((kind, city) for kind in "xy" for city in "abcd"), (False, False))
FITTING = [
    ("d", 4, ["xa", "xb", "xd", "yd"]),
    ("a", 4, ["xa", "xb", "xc", "ya"]),
    ("none", 3, ["xa", "xb", "xc"]),
    ("d", 1, ["xd"]),
    ("d", 0, ["xd"]),
    ("d", 99, ["xa", "xb", "xc", "xd", "ya", "yb", "yc", "yd"]),
]


@pytest.mark.parametrize(("own", "room", "kept"), FITTING)
def test_where_rows_are_cut_those_of_the_own_city_stay(own, room, kept):
    assert ["".join(row) for row in CUT.fitting(own, room, lambda _: 1)] == kept


@pytest.mark.usefixtures("real_warehouse")
def test_the_places_in_print_keep_the_city_that_the_briefing_is_about():
    briefing = real("310000", "zh", evidence="D")
    places = next(part for part in briefing.sections if part.key == "places")
    own = [row for row in places.table.rows if briefing.city in row[:2]]
    said = "".join(
        "".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing))).pages
    )
    assert own
    for row in own:
        assert "".join("".join(row[:3]).split()) in said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", ["370100", "320500", "440300", "370700"])
@pytest.mark.usefixtures("real_warehouse")
def test_print_is_two_pages_of_searchable_words(city, lang):
    briefing = real(city, lang)
    assert pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing))).metadata.title == briefing.title
    pages, said = printed_words(briefing)
    assert pages == 2
    messages = (s.title for s in briefing.sections if s.key != "conflicts")
    for words in [briefing.title, briefing.single, briefing.stamp, *messages]:
        assert plain(words.replace("✕", "×")) in said
    for section in briefing.sections:
        for bar in section.chart.bars if section.chart and section.key in ("comparison",) else ():
            if bar.is_own:
                assert plain(bar.words) in said


@pytest.mark.usefixtures("real_warehouse")
def test_a_printed_chart_ends_its_axis_at_a_round_number_shares_at_the_whole():
    drawn = {part["title"]: part["chart"] for part in printed("370100", "zh") if part["chart"]}
    ends = {chart["title"]: chart["ends"] for chart in drawn.values()}
    assert ends["目标完成度（%）"] == ["0", "100"]
    assert ends["OPC 团队：已公布的城市（家）"] == ["0", "200"]
    assert {part["title"]: part["chart"]["ends"] for part in printed("330100", "zh") if part["chart"]}[
        "杭州公布了资金10个亿（OPC 专项；只含上城区）；与团队数并非同口径，比值只作参照"
    ] == ["0", "8000万"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", ["330100", "370100", "310000", "110000"])
@pytest.mark.usefixtures("real_warehouse")
def test_print_lists_all_that_it_cites_and_cuts_no_row_of_the_city(city, lang):
    """Of two pages or more, as it takes."""
    briefing = real(city, lang)
    pages, said = printed_words(briefing)
    assert pages in (2, 3)
    listed = said.rpartition(plain(t("paper.sources", lang)))[2]
    for source in briefing.sources:
        assert plain(f"[{source.number}]{source.citation}") in listed
    for section in briefing.sections:
        if section.key in ("standing", "policies", "disclosure") and section.table:
            for row in section.table.rows:
                assert plain("".join(row[:2])) in said


def test_a_long_table_of_the_city_goes_on_overleaf(synthetic):
    (part,) = (section for section in synthetic.sections if section.key == "policies")
    rows = tuple((f"{name}-{place}", *others) for place in range(3) for name, *others in part.table.rows)
    long = replace(synthetic, sections=(replace(part, table=replace(part.table, rows=rows)),))
    pages, said = printed_words(long)
    assert pages > 2
    assert [row for row in rows if plain(row[0]) not in said] == []


@pytest.mark.usefixtures("real_warehouse")
def test_in_print_money_without_a_ratio_of_the_city_is_a_table_with_its_own_row():
    (part,) = (part for part in printed("370100", "zh") if part["title"].startswith("济南公布了资金"))
    assert part["chart"] is None
    assert part["table"]["rows"][0][:3] == ["济南", "AI 全行业", "50亿元"]


@pytest.mark.usefixtures("real_warehouse")
def test_a_printed_chart_marks_cautions_and_its_key_holds_what_occurs():
    charts = {part["chart"]["title"]: part["chart"] for part in printed("370100", "zh") if part["chart"]}
    communities = charts["OPC 社区：已公布的城市（个社区）"]
    assert {bar["label"]: bool(bar["caution"]) for bar in communities["bars"]} == {
        "苏州": False, "济南": True, "南宁": True, "雄安": False,
    }  # fmt: skip
    assert communities["key"] == "● 确数   ←○ 至多   ◐ 需谨慎，原因见文档版"
    assert charts["目标完成度（%）"]["key"] == "←○ 至多"


def printed(city: str, lang: str) -> list[dict]:
    """The sections of a briefing as the template of the print takes them."""
    data = _data(real(city, lang), 8)
    return data["first"] + data["second"]


def test_print_shows_hostile_text_as_it_stands(synthetic):
    hostile = replace(synthetic, title="#set page(width: 1cm) $x$ *a* <b>", sections=synthetic.sections[-1:])
    paper = pypdf.PdfReader(io.BytesIO(pdf_bytes(hostile)))
    assert len(paper.pages) == 2
    assert "#setpage(width:1cm)$x$*a*<b>" in "".join(paper.pages[0].extract_text().split())


@pytest.mark.parametrize("write", [docx_bytes, xlsx_bytes])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", ["370100", "320500", "370700"])
@pytest.mark.usefixtures("real_warehouse")
def test_real_briefings_are_whole(city, lang, write):
    briefing = real(city, lang)
    content = io.BytesIO(write(briefing))
    if write is docx_bytes:
        said = all_words(docx.Document(content))
    else:
        book = openpyxl.load_workbook(content)
        said = "\n".join(
            str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None
        )
    assert [words for words in words_of(briefing) if words not in said] == []
