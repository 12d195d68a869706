"""That hostile data stays text all the way into charts and tables, and that no cell of the real ones says nothing."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opc import charts, marks, twins
from opc.content import ledger
from opc.tables import table
from opc.view import View
from opc.warehouse import Row
from tests.opc import drawn, test_chart_words, test_tables
from tests.opc.conftest import CODES, Small, view
from tests.opc.test_tables import HOSTILE

LANGS = ("zh", "en")


def _hostile_tables(words: str) -> dict[str, str]:
    """Raw files that say the words wherever a reader's text may stand."""
    name, code = f"甲{words}", CODES["甲市"]
    rows: dict[str, list[list[Any]]] = {
        "cities": [["ref_area", "name_zh", "name_en", "province_zh", "province_en", "population"]],
        "areas": [["ref_area", "area", "name_en", "area_level"], [code, f"区{words}", words, "district"]],
        "sources": [["source_id", "title", "publisher", "published", "url"]],
        "figures": [
            ["figure_id", "ref_area", "area", "indicator", "scenario", "figure", "counts", "earmark", "item_zh",
             "item_en", "time_period", "deadline", "source_id", "note_zh", "note_en"],
        ],
        "policies": [["policy_id", "ref_area", "area", "instrument", "offer", "note_zh", "note_en"]],
        "events": [
            ["event_id", "ref_area", "area", "kind", "happened_on", "title_zh", "title_en", "note_zh", "note_en"],
        ],
        "left_out": [["fact_id", "ref_area", "reason", "figure", "note_zh", "note_en"]],
    }  # fmt: skip
    rows["cities"].append([code, name, words, words, words, 1000])
    rows["cities"].append([CODES["乙市"], f"乙{words}", f"2{words}", "省", "P", ""])
    rows["sources"].append(["D1", words, words, "2026-01-01", "https://example.org/?a=1&b='2'"])
    area = f"区{words}"
    for number, (place, indicator, scenario, figure, counts, earmark, deadline) in enumerate(
        [
            (area, "resident_teams", "actual", "51家", "opc", "", ""),
            (area, "resident_teams", "target", "超1000家", "opc", "", "2026-12-31"),
            (name, "resident_teams", "target", "超2000家", "opc", "", "2026-12-31"),
            (area, "fund_size", "actual", "50亿元", "", "opc", ""),
            (name, "fund_size", "actual", "20亿元", "", "ai", ""),
            (name, "city_ambition", "target", f"城{words}", "", "", ""),
        ]
    ):
        rows["figures"].append(
            [f"{number}{words}", code, place, indicator, scenario, figure, counts, earmark, words, words,
             "2025-12-01", deadline, "D1", words, words]
        )  # fmt: skip
    rows["policies"].append([words, code, area, "rent", words, words, words])
    rows["events"].append([words, code, area, "launch", "2025-12-01", words, words, words, words])
    rows["left_out"].append([words, code, "duplicate", words, words, words])
    return {table: _as_csv(lines) for table, lines in rows.items()}


def _as_csv(lines: list[list[Any]]) -> str:
    handle = io.StringIO()
    csv.writer(handle).writerows(lines)
    return handle.getvalue()


WORST = " ".join(HOSTILE[:8]) + "\n甲"


@pytest.fixture(scope="module")
def hostile_folder(make_small) -> Path:
    return make_small(**_hostile_tables(WORST))


@pytest.fixture
def hostile(hostile_folder, monkeypatch) -> Small:
    monkeypatch.setenv("OPC_WAREHOUSE", str(hostile_folder))
    return Small(hostile_folder)


def _pictures(small: Small, reader: View) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every chart of the product."""
    yield "compare", charts.interval_dots(marks.comparison(small.ask("compare"), reader, "none"), "家", reader)
    yield "ranks", charts.interval_dots(marks.ranks(small.ask("ranks"), reader), "位", reader)
    yield "progress", charts.bullets(marks.progress(small.ask("progress"), reader), reader)
    yield "money", charts.interval_dots(marks.money(small.ask("funds"), reader), "元", reader)
    rows = small.ask("fund_per_team", earmark=["opc", "ai"])
    pots = marks.summed(rows, small.ask("funds"))
    yield "per team", charts.interval_dots(marks.per_team(pots, reader), "元", reader)
    yield "composition", charts.composition(marks.composition(pots, reader), "元", reader)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["compare", "ranks", "progress", "money", "per team", "composition"])
def test_no_word_of_the_data_becomes_markup_in_a_chart(name, lang, hostile) -> None:
    spec = dict(_pictures(hostile, view(lang=lang)))[name]
    assert drawn.texts(spec)
    for line in drawn.texts(spec):
        test_chart_words.harmless(line)
    for trace in spec["data"]:
        assert set(re.findall(r"<[^>]*>?", "".join(trace.get("hovertext", [])))) <= {"<br>"}


def _tables(small: Small, reader: View) -> Iterator[tuple[str, list[Row], list]]:
    """Every table of the product, with its rows."""
    yield "compare", small.ask("compare"), twins.comparison("none", False, "actual")(reader)
    yield "per resident", small.ask("compare", per="resident"), twins.comparison("resident", False, "target")(reader)
    yield "progress", small.ask("progress"), twins.progress(reader)
    yield "statements", small.ask("progress"), twins.statements(reader)
    yield "funds", small.ask("funds"), twins.funds(reader)
    pots = small.ask("fund_per_team", earmark=["opc", "ai"])
    yield "per team", pots, twins.per_team(reader)
    yield "composition", marks.summed(pots, small.ask("funds")), twins.composition(reader)
    city = small.ask("cities")[0]["ref_area"]
    yield "city figures", small.ask("city_figures", city=city), twins.city_figures(reader)
    yield "city policies", small.ask("city_policies", city=city), twins.policies(reader)
    yield "city events", small.ask("city_events", city=city), twins.events(reader)
    for part, query in ledger.QUERIES.items():
        given = {"cities": []} if query in ("ledger", "sources") else {}
        yield part, small.ask(query, **given), ledger.COLUMNS[part](reader)


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_of_the_data_becomes_markup_in_a_table(lang, hostile) -> None:
    seen = 0
    for name, rows, shown in _tables(hostile, view(lang=lang)):
        page = test_tables.harmless(table(rows, shown, name))
        seen += "<script>" in "".join(page.texts)
        assert [tag for tag, _ in page.tags].count("tr") == len(rows) + 1
    assert seen >= 10


@pytest.mark.parametrize("lang", LANGS)
def test_every_cell_of_the_real_tables_has_words(lang, real_warehouse) -> None:
    small = Small(real_warehouse)
    for name, rows, shown in _tables(small, view(lang=lang)):
        assert rows or name == "rejects", name
        text = table(rows, shown, name)
        assert ">None<" not in text
        assert ">nan<" not in text
        test_tables.harmless(text)
