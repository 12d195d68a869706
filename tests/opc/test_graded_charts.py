"""Every chart that puts figures side by side hatches what is to be compared with caution, and says why. Real data."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from opc import charts, composite, marks, twins
from opc.briefing import screen_chart
from opc.briefing.compose import compose
from opc.charts import legends
from opc.charts.mark import Group, Mark
from opc.text import t
from opc.view import View
from opc.warehouse import Row
from tests.opc.conftest import Small
from tests.opc.drawn import hatches

FLOORS = ("C", "D")
Drawn = tuple[list[Mark | Group], dict[str, Any], list[str]]


def _figures(drawn: list[Mark | Group], reader: View) -> Drawn:
    spec = charts.interval_dots(drawn, "家", reader)
    return drawn, spec, legends.figures(drawn, spec)


def _ranks(drawn: list[Mark | Group], reader: View) -> Drawn:
    spec = charts.ranks(drawn, "名次", reader)
    return drawn, spec, legends.ranks(drawn, spec)


def _compare(small: Small, floor: str, reader: View) -> Drawn:
    return _figures(marks.comparison(small.ask("compare", evidence=floor), reader, "none"), reader)


def _places(small: Small, floor: str, reader: View) -> Drawn:
    return _ranks(marks.ranks(small.ask("ranks", evidence=floor), reader), reader)


def _bands(small: Small, floor: str, reader: View) -> Drawn:
    rows = small.ask("composite_inputs", evidence=floor)
    weights = {"resident_teams": 1, "communities": 1, "floor_area": 3}
    return _ranks(marks.bands(composite.composite(rows, weights), rows, reader), reader)


def _money(small: Small, floor: str, reader: View) -> Drawn:
    return _figures(marks.money(small.ask("funds", evidence=floor), reader), reader)


def _per_team(small: Small, floor: str, reader: View) -> Drawn:
    return _figures(marks.per_team(_pots(small, floor), reader), reader)


def _composition(small: Small, floor: str, reader: View) -> Drawn:
    drawn = marks.composition(_pots(small, floor), reader)
    return drawn, charts.composition(drawn, "元", reader), legends.parts(drawn)


def _pots(small: Small, floor: str) -> list[Row]:
    rows = small.ask("fund_per_team", evidence=floor, earmark=["opc", "ai", "general"])
    return marks.summed(rows, small.ask("funds", evidence=floor))


def _targets(small: Small, floor: str, reader: View) -> Drawn:
    drawn = marks.progress(small.ask("progress", evidence=floor), reader)
    return drawn, charts.bullets(drawn, reader), legends.targets(drawn)


CHARTS: dict[str, Callable[[Small, str, View], Drawn]] = {
    "compare": _compare, "ranks": _places, "composite": _bands, "funds": _money, "per team": _per_team,
    "composition": _composition, "targets": _targets,
}  # fmt: skip


@pytest.fixture
def small(real_warehouse) -> Small:
    return Small(real_warehouse)


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize("chart", CHARTS)
def test_every_row_to_be_compared_with_caution_is_hatched_and_says_why(chart, floor, wide, small) -> None:
    drawn, spec, legend = CHARTS[chart](small, floor, small.view(evidence=floor, wide=wide))
    cautious = [mark for mark in drawn if isinstance(mark, Mark) and mark.drawn and mark.graded == "caution"]
    assert len({row["y"][0] for row in hatches(spec)}) == len(cautious)
    assert all(mark.caution for mark in cautious)
    assert not any(mark.caution for mark in drawn if isinstance(mark, Mark) and mark.graded == "like_for_like")
    assert ("caution" in legend) == ("reason" in legend) == bool(cautious)
    assert cautious or (chart, floor) == ("composite", "C")


def test_money_side_by_side_says_what_it_covers_and_on_what_evidence(small) -> None:
    found = marks.money(small.ask("funds", evidence="D"), small.view(evidence="D"))
    said = {(mark.label, mark.value): mark.caution for mark in found if isinstance(mark, Mark)}
    assert said["杭州", "10个亿"] == "仅一个区"
    assert said["杭州", "5000万"] == "仅一个区 · 未注明时间 · 证据未核实"
    assert said["深圳", "100亿元"] == ""
    # For whom money is, its heading says.
    assert not any("资金" in caution for caution in said.values())


@pytest.mark.parametrize(("lang", "words"), [("zh", "仅一个区"), ("en", "one district only")])
def test_what_a_city_has_of_one_fund_alone_carries_the_words_of_that_fund(lang, words, small) -> None:
    reader = small.view(lang=lang)
    drawn = [*_composition(small, "C", reader)[0], *_money(small, "C", reader)[0]]
    city = {"zh": "杭州", "en": "Hangzhou"}[lang]
    assert [mark.caution for mark in drawn if isinstance(mark, Mark) and mark.label == city] == [words, words]


def test_a_band_says_all_kinds_of_reasons_of_the_figures_it_rests_on(small) -> None:
    (mark,) = (mark for mark in _bands(small, "D", small.view(evidence="D"))[0] if mark.label == "深圳")
    assert mark.caution == "统计对象不同 · 范围不同 · 比各城市最新的早180天以上 · 证据未核实"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_beside_a_chart_gives_the_same_reasons_in_the_same_words(lang, small) -> None:
    reader = small.view(lang=lang, evidence="D")
    heading = t("table.reasons", lang)
    compared = twins.comparison("none", False, "actual")
    for query, drawn, columns in (
        ("compare", marks.comparison(small.ask("compare", evidence="D"), reader, "none"), compared),
        ("ranks", marks.ranks(small.ask("ranks", evidence="D"), reader), twins.ranks),
        ("funds", marks.money(small.ask("funds", evidence="D"), reader), twins.funds),
    ):
        cell = next(column.cell for column in columns(reader) if column.heading == heading)
        said = [cell(row) for row in small.ask(query, evidence="D")]
        rows = [mark for mark in drawn if isinstance(mark, Mark)]
        assert said == [mark.note if mark.absence == "blocked" else mark.caution for mark in rows], query
        assert any(said)


NUMBER = re.compile(r"[\d一二三四五六七八九十百千万]")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize("chart", [*CHARTS, "shares", "ages"])
def test_the_words_of_a_chart_give_a_number_for_each_row_that_is_drawn(chart, floor, lang, small) -> None:
    reader = small.view(lang=lang, evidence=floor)
    if chart in CHARTS:
        drawn = CHARTS[chart](small, floor, reader)[0]
    else:
        drawn = getattr(marks, chart)(small.ask("disclosure", evidence=floor), reader)
    said = re.split("[；;]", marks.described("T", drawn, lang))
    rows = [mark for mark in drawn if isinstance(mark, Mark)]
    assert len(said) == max(len(rows), 1)
    for mark, words in zip(rows, said, strict=False):
        assert mark.label in words
        if mark.drawn and (mark.low or mark.high is not None):
            assert NUMBER.search(words.partition(mark.label)[2]), words


def test_a_briefing_marks_cautions_on_all_its_charts(small) -> None:
    reader = small.view(evidence="D")
    peers = [row["ref_area"] for row in small.ask("cities", evidence="D") if row["figures"]]
    briefing = compose("370100", peers, ["comparison", "progress", "money"], reader, "http://localhost/briefing")
    charted = [section.chart for section in briefing.sections if section.chart]
    assert len(charted) > 2
    for chart in charted:
        legend, spec = screen_chart.draw(chart, reader)
        cautious = [bar for bar in chart.bars if bar.caution and (bar.low is not None or bar.high is not None)]
        assert len(hatches(spec)) == len(cautious)
        assert ("caution" in legend) == bool(cautious)
