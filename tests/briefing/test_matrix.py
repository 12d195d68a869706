"""All core indicators side by side: the rows, their order, what the message finds, and the table in each file."""

import io
import re
from functools import cache

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Inches

from opc import warehouse
from opc.briefing import matrix, slide_table
from opc.briefing.compose import SECTIONS
from opc.briefing.content import Briefing, Section, Table
from opc.briefing.document import docx_bytes
from opc.briefing.material import Material
from opc.briefing.print import pdf_bytes
from opc.briefing.slides import pptx_bytes
from opc.briefing.workbook import xlsx_bytes
from opc.content import glance
from opc.tables import said
from opc.text import t
from tests.briefing.test_compose import JINAN, SHENZHEN, made, section, view

NOTHING_KNOWN, QINGDAO, SUZHOU = "630100", "370200", "320500"
ABSENT = {lang: t("figure.not_disclosed", lang) for lang in ("zh", "en")}
pytestmark = pytest.mark.usefixtures("real_warehouse")


@cache
def everyone() -> tuple[str, ...]:
    """The cities that the page holds against each other where nobody has chosen any."""
    rows = warehouse.query("cities", view())
    return tuple(row["ref_area"] for row in rows if row["figures"] or row["policies"] or row["events"])


def briefed(city: str = JINAN, lang: str = "zh") -> Briefing:
    return made(city, lang, peers=everyone())


def first(briefing: Briefing) -> Section:
    return section(briefing, "comparison")


def found(city: str, lang: str) -> list[dict]:
    """The rows of the page of comparison for the same group."""
    seen = view(lang)
    group = everyone() if city in everyone() else (city, *everyone())
    name, given = glance.question(list(group), False)
    return glance.rows(warehouse.query("cities", seen), warehouse.query(name, seen, **given))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", [JINAN, SHENZHEN, NOTHING_KNOWN])
def test_the_city_stands_first_then_the_fullest_and_no_city_is_lost(city, lang):
    part, rows = first(briefed(city, lang)), found(city, lang)
    names = {row["ref_area"]: view(lang).name(row) for row in rows}
    own = t("briefing.glance_this", lang, city=names[city])
    others = [row for row in rows if row["ref_area"] != city]
    filled = [row for row in others if any(map(glance.is_shown, row["cells"]))]
    assert [row[0] for row in part.table.rows] == [own, *(names[row["ref_area"]] for row in others)]
    assert part.table.own == own
    # But in the workbook, those without a figure are named below, with how many policy terms are known.
    told = part.table.telling
    assert [row[0] for row in told.rows] == [own, *(names[row["ref_area"]] for row in filled)]
    said = [(names[row["ref_area"]], row["policies"]) for row in others if row not in filled]
    terms = [t("controls.of_kind", lang, label=name, kind=count) for name, count in said if count]
    silent = [name for name, count in said if not count]
    assert terms
    assert silent
    parts = [("glance_terms", terms), ("glance_silent", silent)]
    between = "、" if lang == "zh" else ", "
    words = [t(f"briefing.{key}", lang, names=between.join(named)) for key, named in parts]
    assert part.paragraphs[-1] == ("" if lang == "zh" else " ").join(words)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_cell_says_what_the_page_of_comparison_says_and_names_its_document(lang):
    briefing, seen = briefed(lang=lang), view(lang)
    rows = {seen.name(row): row for row in found(JINAN, lang)}
    _, *columns, policies = glance.columns(seen)
    table, cited = first(briefing).table, set()
    assert table.headings[1:] == tuple(column.heading for column in (*columns, policies))
    for name, *cells, terms in table.rows:
        row = rows[briefing.city if name == table.own else name]
        assert terms == said(policies.cell(row))
        for column, figure, words in zip(columns, row["cells"], cells, strict=True):
            if not glance.is_shown(figure):
                assert words == ABSENT[lang]
                continue
            whole, number = re.fullmatch(r"(.+) \[(\d+)\]", words).groups()
            assert whole == said(column.cell(row))
            source = briefing.sources[int(number) - 1]
            assert (source.number, source.url) == (int(number), figure["url"])
            cited.add(source.number)
    assert tuple(sorted(cited)) == first(briefing).sources


def test_bounds_and_cautions_are_kept():
    rows = {row[0]: row for row in first(briefed()).table.rows}
    assert rows["济南（本市）"][1].startswith("◐ 首批51家 · B [")
    assert rows["济南（本市）"][7].startswith("超1000家 · 未设期限 · B [")
    assert rows["深圳"][1].startswith("◐ 近200家 · A [")
    said_of_own, _ = first(briefed()).paragraphs
    assert (
        said_of_own == "济南带 ◐ 的数字：OPC 团队（首批或首期）；OPC 社区（首批或首期）；基金规模（属 AI 全行业资金）。"
    )
    table = first(briefed()).table
    for cells, notes in zip(table.rows, table.notes, strict=True):
        assert [cell.startswith("◐") or "✕" in cell for cell in cells] == [bool(note) for note in notes]


@pytest.mark.parametrize(("lang", "words"), [("zh", "✕ 统计的是人，不可比"), ("en", "✕ counts people")])
def test_people_in_place_of_teams_are_no_silence(lang, words):
    part = first(briefed(SUZHOU, lang))
    own = part.table.rows[0]
    assert re.fullmatch(re.escape(words) + r" \[\d+\]", own[1])
    assert part.table.notes[0][1] == words
    # It is no figure to be compared with caution, and none that is disclosed.
    assert "✕" not in part.paragraphs[0]
    assert ("披露了 6 项核心指标中的 2 项" if lang == "zh" else "discloses 2 of 6") in part.title


@pytest.mark.parametrize("city", [JINAN, SHENZHEN, NOTHING_KNOWN])
def test_the_message_counts_as_the_section_on_disclosure_does(city):
    counted = re.search(r"查到 (\d+) 项", section(briefed(city), "disclosure").title)[1]
    said_first = first(briefed(city)).title.partition("；")[0]
    assert (f"中的 {counted} 项" in said_first) == (counted != "0")
    assert ("中的任何一项" in said_first) == (counted == "0")


def counts(*disclosing: int) -> list[dict]:
    """Cities that disclose so many core indicators; none of them has a target."""
    shown, missing = (
        {"obs_text": text, "status": status} for text, status in (("1", "disclosed"), (None, "not_disclosed"))
    )
    count = len(glance.core())
    return [
        {"ref_area": str(place), "name_zh": f"市{place}", "name_en": f"City{place}"}
        | {"cells": [shown] * some + [missing] * (count - some) + [shown if place == 1 else missing]}
        for place, some in enumerate(disclosing)
    ]


ZH = "市0披露了 6 项核心指标中的 {} 项"
EN = "City0 discloses {} of 6 core indicators"
SILENT = ("市0没有披露 6 项核心指标中的任何一项", "City0 discloses none of the 6 core indicators")
MESSAGES = [
    ((4, 3, 0), ZH.format(4) + "，在 3 座城市里最多", EN.format(4) + ", the most of 3 cities"),
    (
        (4, 4, 0),
        ZH.format(4) + "，与市1同为 3 座城市里最多",
        EN.format(4) + ", as many as City1 and the most of 3 cities",
    ),
    (
        (2, 2, 2, 2, 2),
        ZH.format(2) + "，与市1、市2和另外 2 座城市同为 5 座城市里最多",
        EN.format(2) + ", as many as City1, City2 and 2 others and the most of 5 cities",
    ),
    ((2, 3, 0), ZH.format(2) + "；3 座城市里最多的是市1，3 项", EN.format(2) + "; City1 leads 3 cities with 3"),
    (
        (1, 3, 3),
        ZH.format(1) + "；3 座城市里最多的是市1、市2，各 3 项",
        EN.format(1) + "; City1, City2 lead 3 cities with 3 each",
    ),
    ((0, 2), SILENT[0] + "；2 座城市里最多的是市1，2 项", SILENT[1] + "; City1 leads 2 cities with 2"),
    ((0, 0), "2 座城市都没有披露核心指标", "None of 2 cities discloses a core indicator"),
    ((3,), ZH.format(3), EN.format(3)),
    ((0,), *SILENT),
]


@pytest.mark.parametrize(("disclosing", "chinese", "english"), MESSAGES)
def test_the_message_is_true_at_ties_and_where_the_city_is_silent(disclosing, chinese, english):
    rows = counts(*disclosing)
    for lang, words in (("zh", chinese), ("en", english)):
        material = Material(rows[0], [row["ref_area"] for row in rows], view(lang))
        assert matrix._message(rows, material) == words


def test_a_city_of_which_nothing_is_known_keeps_its_row_and_has_nothing_to_compare():
    briefing = briefed(NOTHING_KNOWN)
    assert set(first(briefing).table.rows[0][1:]) == {"未披露", "未收录"}
    conflicts = section(briefing, "conflicts")
    assert conflicts.title == "没有西宁的公布值可以相互比对"
    assert "只比对" not in "".join(conflicts.paragraphs)
    assert "只比对" in "".join(section(briefed(), "conflicts").paragraphs)


def test_where_no_column_holds_anything_there_is_no_table():
    part = first(made(NOTHING_KNOWN, peers=(NOTHING_KNOWN,)))
    assert (part.table, part.title) == (None, "西宁没有披露 6 项核心指标中的任何一项")


def test_a_few_peers_are_enough():
    part = first(made(JINAN, peers=(JINAN, QINGDAO)))
    assert [row[0] for row in part.table.rows] == ["济南（本市）", "青岛"]
    assert part.table.silent == (False, True)
    assert part.paragraphs[1:] == ("只收录到政策条款：青岛（5）。",)


@cache
def deck(city: str, lang: str) -> Presentation:
    return Presentation(io.BytesIO(pptx_bytes(briefed(city, lang))))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", [JINAN, SHENZHEN, NOTHING_KNOWN])
def test_a_slide_has_it_as_a_native_table_whose_words_all_fit(city, lang):
    part, slides = first(briefed(city, lang)), deck(city, lang).slides
    assert 6 <= len(slides) <= 10
    (slide,) = (each for each in slides if each.shapes.title.text_frame.text == part.title)
    (drawn,) = (shape for shape in slide.shapes if shape.has_table)
    head, *rows = ([cell.text for cell in row.cells] for row in drawn.table.rows)
    assert head == list(part.table.headings)
    # As they stand, none cut, from the first on.
    table = part.table.telling
    assert [tuple(row) for row in rows] == list(table.rows[: len(rows)])
    assert len(rows) >= 5
    assert drawn.top + sum(row.height for row in drawn.table.rows) <= Inches(7)
    others = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    missing = len(table.rows) - len(rows)
    assert not missing or t("briefing.rows_more", lang, count=missing) in others
    bold = [[cell.text_frame.paragraphs[0].runs[0].font.bold for cell in row.cells] for row in drawn.table.rows]
    assert [all(row) for row in bold] == [True, True, *[False] * (len(rows) - 1)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_comparisons_share_a_slide_where_there_would_be_too_many(lang):
    _, teams, communities = (part for part in briefed(lang=lang).sections if part.key == "comparison")
    (slide,) = (s for s in deck(JINAN, lang).slides if sum(shape.has_chart for shape in s.shapes) == 2)
    assert slide.shapes.title.text_frame.text == teams.title
    left, right = (shape for shape in slide.shapes if shape.has_chart)
    assert left.left + left.width < right.left
    words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert teams.paragraphs[0] in words
    # The second finding is no half of a title: it stands below its chart.
    assert communities.title in words
    assert communities.paragraphs[0] in words
    alone = Presentation(io.BytesIO(pptx_bytes(made(JINAN, lang, ("comparison",), everyone()))))
    assert [sum(shape.has_chart for shape in s.shapes) for s in alone.slides].count(1) == 2


def test_a_row_that_is_left_out_makes_no_column_wide():
    long = ("z", "一二三四五六七八九十" * 2, "z")
    rows = tuple((f"{place}", "1", "一二三四五六七八九十" * 4) for place in range(9))
    table = Table("", ("a", "b", "c"), (*rows, long), (False,) * 3)
    wide, size = Inches(6), slide_table.SIZES[-1]
    kept, columns = slide_table._fitting(table, wide, Inches(2.2), size, "")
    assert long not in kept
    short = Table("", table.headings, kept, table.numeric)
    assert columns == slide_table._widths(short, wide, size)
    assert slide_table.natural(short, wide, size) <= Inches(2.2)
    # With the columns of the whole table fewer rows would fit.
    widths = slide_table._widths(table, wide, size)
    before = table.fitting("", Inches(2.2), lambda row: slide_table._height(row, widths, size))
    assert len(kept) >= len(before)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_has_all_rows_their_bounds_as_numbers_and_the_reasons(lang):
    table = first(briefed(lang=lang)).table
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(briefed(lang=lang))))
    (sheet,) = (each for each in book if any(c.value == table.own for (c,) in each.iter_rows(max_col=1)))
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == table.headings[0])
    headings = [cell.value for cell in sheet[top]]
    rows = [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(top + 1)]
    rows = rows[: len(table.rows)]
    assert [row[table.headings[0]] for row in rows] == [row[0] for row in table.rows]
    fund, target, terms = table.headings[6:9]
    low, high, closed, why = (
        t(key, lang) for key in ("briefing.low", "briefing.high", "briefing.low_closed", "table.reasons")
    )
    own = rows[0]
    assert (own[f"{fund} · {low}"], own[f"{fund} · {high}"]) == (5_000_000_000, 5_000_000_000)
    assert (own[f"{target} · {low}"], own[f"{target} · {high}"]) == (1000, t("paper.unbounded", lang))
    assert own[f"{target} · {closed}"] == t("paper.excluded", lang)
    assert own[f"{terms} · {low}"] == own[f"{terms} · {high}"] == 6
    assert t("controls.of_kind", lang, label=fund, kind=why) in own
    assert own[t("controls.of_kind", lang, label=fund, kind=why)] == table.notes[0][6] != ""
    # What is not disclosed is no number.
    desks = table.headings[5]
    assert own[f"{desks} · {low}"] == own[f"{desks} · {high}"] == ABSENT[lang]
    assert None not in own.values()
    assert sheet.print_area.split(":")[1].startswith(f"${'ABCDEFGHI'[len(table.headings) - 1]}$")


@pytest.mark.parametrize(("lang", "count"), [("zh", 1), ("en", 2)])
def test_the_document_marks_the_city_and_parts_a_table_that_would_be_small_print(lang, count):
    briefing = briefed(lang=lang)
    table, paper = first(briefing).table, docx.Document(io.BytesIO(docx_bytes(briefing)))
    drawn = [each for each in paper.tables if each.cell(1, 0).text == table.own]
    assert len(drawn) == count
    columns = [tuple(cell.text for cell in each.rows[0].cells) for each in drawn]
    assert (*columns[0], *(name for part in columns[1:] for name in part[1:])) == table.headings
    for each in drawn:
        runs = [row.cells[0].paragraphs[0].runs[0] for row in each.rows]
        assert [bool(run.font.bold) for run in runs[1:]] == [True, *[False] * (len(table.telling.rows) - 1)]
        sizes = {
            int(size.get(qn("w:val"))) / 2 for size in each._tbl.iter(qn("w:sz")) if size.getparent().tag == qn("w:rPr")
        }
        assert min(sizes) >= 8.5
    captions = [paragraph.text for paragraph in paper.paragraphs]
    assert (t("paper.continued", lang, caption=table.caption) in captions) == (count == 2)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_print_says_where_the_table_is(lang):
    briefing = briefed(lang=lang)
    paper = pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing)))
    assert len(paper.pages) == 2
    words = "".join("".join(page.extract_text().split()) for page in paper.pages)
    part = first(briefing)
    assert "".join(part.title.split()) in words
    assert "".join(t("paper.table_elsewhere", lang, caption=part.table.caption).split()) in words
    assert "".join(part.table.own.split()) not in words


def test_the_other_sections_are_as_they_were():
    keys = [part.key for part in briefed().sections]
    assert list(dict.fromkeys(keys)) == list(SECTIONS)
    assert keys.count("comparison") == 3
