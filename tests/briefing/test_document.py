"""The document holds to GB/T 9704—2012, and its endnotes are endnotes."""

import dataclasses
import io
import re
import zipfile
from functools import cache

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from opc.briefing.content import Briefing, Table
from opc.briefing.document import docx_bytes, in_chinese
from opc.briefing.document_table import columns
from opc.briefing.paper import WIDTH

# A file is written once a briefing, for tests only read it.
written = cache(docx_bytes)


def parts(briefing: Briefing) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(written(briefing))) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def test_a_page_has_22_lines_of_28_characters(synthetic):
    paper = docx.Document(io.BytesIO(written(synthetic)))
    page = paper.sections[0]._sectPr
    grid = page.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 22 * int(grid.get(qn("w:linePitch"))) <= 225 / 25.4 * 1440
    style = paper.styles["Normal"]
    if synthetic.lang == "zh":
        tighter = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
        assert 28 * (style.font.size.pt + tighter) <= 156 / 25.4 * 72 < 29 * (style.font.size.pt + tighter)
        assert style.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_no_font_is_left_to_the_theme(synthetic):
    for name, part in parts(synthetic).items():
        # The template's bullets, which we never use, are letters of symbol fonts.
        if name.startswith("word/") and "theme" not in name and "numbering" not in name:
            for fonts in part.iter(qn("w:rFonts")):
                assert fonts.get(qn("w:eastAsia")), name
                assert not [key for key in fonts.attrib if "heme" in key], name
        if re.fullmatch(r"word/(document|endnotes|footer\d)\.xml", name):
            spoken = [run for run in part.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
            assert spoken
            assert [run for run in spoken if run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is None] == []


def test_a_font_that_is_missing_has_others_in_its_place(synthetic):
    table = parts(synthetic)["word/fontTable.xml"]
    found = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in table}
    assert "仿宋_GB2312" in found["仿宋"].get(qn("w:val"))


def test_headings_are_numbered_and_in_the_outline(synthetic):
    paper = docx.Document(io.BytesIO(written(synthetic)))
    first = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    second = [p.text for p in paper.paragraphs if p.style.name == "Heading 2"]
    begin = ("一、", "（一）") if synthetic.lang == "zh" else ("1. ", f"{len(first)}.1 ")
    assert first[0] == begin[0] + synthetic.sections[0].title
    assert second[0].startswith(begin[1])
    assert len(first) == len(synthetic.sections) + 1


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_headings_count_in_chinese(number, said):
    assert in_chinese(number) == said


def test_every_source_is_an_endnote_that_the_text_refers_to(synthetic):
    found = parts(synthetic)
    notes = [note for note in found["word/endnotes.xml"] if not note.get(qn("w:type"))]
    assert [int(note.get(qn("w:id"))) for note in notes] == [source.number for source in synthetic.sources]
    for note, source in zip(notes, synthetic.sources, strict=True):
        assert words(note) == f" {source.citation}" + (f" {source.url}" if source.url else "")
        assert len(note.findall(f".//{qn('w:hyperlink')}")) == bool(source.url)
        assert len(note.findall(f".//{qn('w:endnoteRef')}")) == 1
    references = [int(found_.get(qn("w:id"))) for found_ in found["word/document.xml"].iter(qn("w:endnoteReference"))]
    assert references == [source.number for source in synthetic.sources]
    later = [code.text.split()[1] for code in found["word/document.xml"].iter(qn("w:instrText"))]
    named = {mark.get(qn("w:name")) for mark in found["word/document.xml"].iter(qn("w:bookmarkStart"))}
    assert later
    assert set(later) <= named


def test_sources_cited_out_of_order_keep_their_numbers(synthetic):
    turned = dataclasses.replace(synthetic, sections=synthetic.sections[::-1])
    found = parts(turned)
    for reference in found["word/document.xml"].iter(qn("w:endnoteReference")):
        assert reference.get(qn("w:customMarkFollows")) == "1"
        assert words(reference.getparent()) == reference.get(qn("w:id"))
    note = next(note for note in found["word/endnotes.xml"] if note.get(qn("w:id")) == "4")
    assert words(note) == f"4 {turned.sources[3].citation}"


def test_heading_rows_repeat_rows_stay_whole_and_tables_say_what_they_are(synthetic):
    paper = docx.Document(io.BytesIO(written(synthetic)))
    shown = [section for section in synthetic.sections if section.table or section.chart]
    assert len(paper.tables) == len(shown)
    for drawn, section in zip(paper.tables, shown, strict=True):
        assert drawn._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        said = section.chart.description if section.chart else section.title
        assert drawn._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == said
        assert [bool(row.trPr.findall(qn("w:tblHeader"))) for row in drawn._tbl.tr_lst].index(False) == 1
        assert all(row.trPr.findall(qn("w:cantSplit")) for row in drawn._tbl.tr_lst)
        if not section.table:
            rows = [tuple(cell.text for cell in row.cells) for row in drawn.rows][1:]
            assert rows == [(bar.label, bar.words) for bar in section.chart.bars]


def test_columns_fill_the_type_area_and_break_no_word():
    long, short = "个很长的说明" * 20, "呼和浩特"
    size, widths = columns(Table("", ("a", "b"), ((short, long),), (False, False)), 10.5)
    assert sum(widths) == pytest.approx(WIDTH)
    assert widths[0] > len(short) * size * 0.3528
    size, widths = columns(Table("", ("communities",) * 8, (("communities",) * 8,), (False,) * 8), 10.5)
    assert size < 10.5
    assert sum(widths) == pytest.approx(WIDTH)
