"""Rows as a workbook, opened with another reader: in words, with bounds as numbers, and nothing that runs."""

import io
import re

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from opc import questions
from opc.datafiles import worded, workbook
from opc.questions import Asked
from opc.text import LANGUAGES, t

DAY = "2026-10-01"
TOP = 5  # The row of the headings.
ASKED = [
    *((name, {}) for name in worded.TABLES),
    ("compare", {"per": "resident", "assumed": "true"}),
    ("compare", {"indicator": "fund_size", "scenario": "target", "evidence": "D"}),
    ("progress", {"numbers": "all", "evidence": "D", "pace": "40"}),
    ("progress", {"numbers": "without", "evidence": "D"}),
    ("fund_per_team", {"earmark": "opc,ai,general", "basis": "targeted", "evidence": "D"}),
    ("ledger", {"kind": "policy", "evidence": "D"}),
]


def opened(reader, name: str, **given: str) -> Workbook:
    answer = reader.get(f"query/{name}.xlsx", params={"known_on": DAY} | given)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def table(book: Workbook) -> tuple[list[str], list[tuple]]:
    headings, *rows = book.worksheets[0].iter_rows(min_row=TOP, values_only=True)
    return list(headings), rows


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "given"), ASKED)
def test_a_workbook_holds_every_row_and_no_cell_is_empty_or_runs(reader, name, given, lang):
    book = opened(reader, name, lang=lang, **given)
    headings, rows = table(book)
    assert len(rows) == len(reader.rows(f"query/{name}", known_on=DAY, **given))
    assert all(cell not in (None, "") for row in rows for cell in (*headings, *row))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert book.worksheets[0]["A1"].value
    assert DAY in book.worksheets[0]["A3"].value


@pytest.mark.parametrize("name", worded.TABLES)
def test_headings_are_in_the_language_of_the_reader(reader, name):
    chinese, _ = table(opened(reader, name, lang="zh"))
    english, _ = table(opened(reader, name, lang="en"))
    assert len(chinese) == len(english)
    assert [heading for heading in chinese if not re.search(r"[\u3400-\u9fff]", heading)] == []
    assert [heading for heading in english if re.search(r"[\u3400-\u9fff]", heading)] == []


def test_bounds_are_numbers_and_what_is_missing_says_why(reader):
    headings, rows = table(opened(reader, "compare"))
    low, closed, unit = (headings.index(t(f"briefing.{name}", "zh")) for name in ("low", "low_closed", "unit"))
    for asked, row in zip(reader.rows("compare", known_on=DAY), rows, strict=True):
        ends = row[low : low + 2]
        if asked["status"] == "not_disclosed":
            assert set(ends) == {t("figure.not_disclosed", "zh")}
            continue
        unbounded = t("paper.unbounded", "zh")
        # A blocked figure keeps no ends to compare.
        expected = [asked["low"], asked["high"]]
        assert [None if end in (unbounded, t("figure.not_applicable", "zh")) else end for end in ends] == expected
        assert row[unit] == t(f"unit.{asked['unit']}", "zh")
        if asked["low"] is not None:
            assert row[closed] == t("paper.included" if asked["low_closed"] else "paper.excluded", "zh")


def test_a_target_has_the_ends_of_what_was_reached_and_of_its_share(reader):
    headings, rows = table(opened(reader, "progress", lang="en"))
    names = {
        of: headings.index(f"{t(f'table.{of}', 'en')} · {t('briefing.low', 'en')}") for of in ("now", "attainment")
    }
    seen = 0
    for asked, row in zip(reader.rows("progress", known_on=DAY), rows, strict=True):
        latest, share = (row[names[of]] for of in ("now", "attainment"))
        if asked["latest_text"] is None:
            assert (latest, share) == (t("figure.not_disclosed", "en"),) * 2
        elif asked["latest_low"] is not None and asked["attainment_low"] is not None:
            assert (latest, share) == (asked["latest_low"], pytest.approx(100 * asked["attainment_low"]))
            seen += 1
    assert seen


def test_every_document_of_the_rows_is_listed_once_with_its_address(reader):
    rows = reader.rows("progress", known_on=DAY)
    _, *listed = opened(reader, "progress").worksheets[1].iter_rows()
    named = {row[0].value: row[2].hyperlink.target if row[2].hyperlink else None for row in listed}
    asked = {row[f"{of}source_id"]: row[f"{of}url"] for of in ("", "latest_") for row in rows if row[f"{of}source_id"]}
    assert len(listed) == len(named)
    assert named == asked


def test_a_table_of_nothing_is_a_workbook_that_says_so(reader):
    for name in worded.TABLES:
        book = opened(reader, name, known_on="2020-01-01", cities="370100") if name == "compare" else None
        book = book or opened(reader, name, known_on="2020-01-01")
        assert book.worksheets[0]["A1"].value, name


def test_text_that_looks_like_a_formula_is_text(reader, monkeypatch):
    hostile = '=HYPERLINK("https://evil.example")'
    document = {"source_id": "D1", "title": hostile, "publisher": "+1", "published": None, "url": "javascript:alert(1)"}
    row = document | {"places_zh": "@a", "places_en": "@a", "statements": 1, "best_evidence": "A", "retrieved": "2026"}
    monkeypatch.setattr(Asked, "rows", lambda asked: [row])
    book = opened(reader, "sources")
    _, rows = table(book)
    assert hostile in rows[0]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_an_unknown_language_and_a_query_without_words_are_refused(reader):
    wrong = reader.get("compare.xlsx?lang=fr").json()["error"]
    assert (wrong["status"], wrong["parameter"], wrong["allowed"]) == (400, "lang", list(LANGUAGES))
    assert reader.get("compare.csv?lang=zh").status_code == 400
    assert reader.get("query/extent.xlsx").status_code == 404


def test_a_table_that_is_too_long_for_a_workbook_is_refused_in_a_sentence(reader, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    answer = reader.get("compare.xlsx")
    assert answer.status_code == 400
    assert "take the CSV" in answer.json()["error"]["message"]


def test_the_same_question_is_the_same_file(reader):
    asked = questions.understand("compare", {"known_on": DAY}, questions.today())
    assert workbook.workbook_bytes(asked) == workbook.workbook_bytes(asked)


@pytest.mark.parametrize("name", ["compare", "progress", "conflicts"])
def test_paper_holds_the_words_and_not_the_numbers_that_say_the_same(reader, name):
    sheet = opened(reader, name).worksheets[0]
    words = [cell.value for cell in sheet[5]]
    ends = [place for place, heading in enumerate(words, 1) if heading and "下界" in heading]
    last = openpyxl.utils.cell.range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))[2:]
    assert last == ((ends[0] - 1 if ends else len(words)), sheet.max_row)
