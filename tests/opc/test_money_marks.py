"""Money as marks: what was divided by what, what stands apart, and what is on no axis."""

import re
from datetime import date
from pathlib import Path

import pytest

from opc import charts, citation, marks, twins
from opc.charts.mark import Group, Mark
from opc.questions import ask
from opc.text import t
from tests.opc.conftest import Small, view
from tests.opc.drawn import only, texts

ROW = {"zh": "甲市", "en": "City 1"}
MONEY = """\
figure_id,city,indicator,figure,earmark,item_zh,item_en
teams,甲市,resident_teams,超1000家,,,
fund,甲市,fund_size,50亿元,opc,甲基金,Fund 1
ai,甲市,fund_size,20亿元,ai,甲AI基金,AI Fund 1
phase,甲市,fund_size,首期1亿元,opc,甲基金,Fund 1
silent,乙市,fund_size,1亿元,opc,乙基金,Fund 2
"""
YEARLY = MONEY + "yearly,乙市,yearly_budget,每年3亿元,ai,乙预算,Budget 2\n"


@pytest.fixture(scope="module")
def money_folder(make_small) -> Path:
    return make_small(figures=MONEY)


@pytest.fixture
def money(money_folder, monkeypatch) -> Small:
    monkeypatch.setenv("OPC_WAREHOUSE", str(money_folder))
    return Small(money_folder)


@pytest.mark.parametrize(("lang", "value"), [("zh", "不足500万元/家"), ("en", "less than CNY 5 m per team")])
def test_money_over_teams_says_what_was_divided(lang, value, money) -> None:
    found = marks.per_team(marks.summed(money.ask("fund_per_team"), money.ask("funds")), view(lang=lang))
    mark = only(found, ROW[lang])
    assert (mark.value, mark.low, mark.high) == (value, 0, 5_000_000)
    assert "÷" in mark.note
    silent = only(found, {"zh": "乙市", "en": "City 2"}[lang])
    assert (silent.drawn, silent.low, silent.high) == (False, None, None)


APART = {
    1: {"zh": "资金与团队分属不同地方", "en": "money and teams belong to different places"},
    2: {"zh": "其中有资金不属于团队所在的地方", "en": "some of the money belongs to another place than the teams"},
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("pot", APART)
def test_money_of_another_place_than_the_teams_says_so_and_is_not_drawn(pot, lang, real_warehouse) -> None:
    reader = view(lang=lang)
    asked = {"evidence": "D", "cities": "510100"}
    (row,) = marks.summed(
        ask("fund_per_team", asked | {"earmark": "ai"}, date(2026, 11, 20)), ask("funds", asked, date(2026, 11, 20))
    )
    row = dict(row, fund_ids=row["fund_ids"] * pot)
    mark = only(marks.per_team([row], reader), reader.name(row))
    assert (mark.drawn, mark.absence, mark.low, mark.high) == (False, "blocked", None, None)
    assert APART[pot][lang] in mark.note
    assert marks.teams_of(row, reader) in mark.note
    assert marks.funds_of(row, reader) in mark.note
    # All of it stands in its row, beside the bar and on a phone.
    for wide in (True, False):
        lines = texts(
            charts.interval_dots(marks.per_team([row], view(lang=lang, wide=wide)), "", view(lang=lang, wide=wide))
        )
        said = re.sub(r"<[^>]+>|\s", "", "".join(lines))
        assert all(re.sub(r"\s", "", part) in said for part in mark.note.split(marks.SEPARATOR))
    cells = {column.heading: column.cell(row) for column in twins.per_team(reader)}
    assert cells[t("table.reasons", lang)].startswith(APART[pot][lang])
    assert cells[t("table.per_team", lang)] == "—"
    assert citation.sentence(row, reader) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whoever_points_at_money_reads_of_which_city_it_is_for_what_and_from_where(lang, money) -> None:
    rows, reader = money.ask("fund_per_team", earmark=["opc", "ai"]), view(lang=lang)
    pots = marks.summed(rows, money.ask("funds"))
    ratio, whole = (
        only(drawn_, ROW[lang]) for drawn_ in (marks.per_team(pots[:1], reader), marks.composition(pots, reader))
    )
    assert ratio.hover.startswith(f"{ROW[lang]} · {t('funding.per_team', lang)} · ")
    assert ratio.value in ratio.hover
    assert whole.hover.startswith(f"{ROW[lang]} · {t('funding.composition', lang)}\n")
    assert all(words in mark.hover for mark in (ratio, whole) for words in ("合成文件", "合成报社"))


def test_money_stands_under_its_kind_and_earmark_and_is_told_apart_by_more_than_colour(money) -> None:
    found = marks.money(money.ask("funds"), view())
    assert [mark.label for mark in found if isinstance(mark, Group)] == ["基金规模 · OPC 专项", "基金规模 · AI 全行业"]
    shapes = {(mark.colour, mark.symbol) for mark in found if isinstance(mark, Mark)}
    assert len(shapes) == len({symbol for _, symbol in shapes}) == 2
    assert [mark.value for mark in found if isinstance(mark, Mark) and mark.caution] == ["首期1亿元"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_comes_every_year_is_not_drawn_on_an_axis_of_sums(lang, make_small, serve) -> None:
    small = serve(make_small(figures=YEARLY))
    found = marks.money(small.ask("funds"), small.view(lang=lang))
    sums = [mark for mark in found if isinstance(mark, Mark) and mark.shape]
    (yearly,) = (mark for mark in found if isinstance(mark, Mark) and not mark.shape)
    assert yearly.state == t("funding.rate", lang)
    assert (yearly.value, yearly.href) == ({"zh": "每年3亿元", "en": "CNY 300 m per year"}[lang], sums[0].href)
    assert not any(mark.state for mark in sums)
    spec = charts.interval_dots(found, "元", small.view(lang=lang))
    assert len({y for trace in spec["data"] if "base" not in trace for y in trace["y"]}) == len(sums)
