"""Titles of the comparison of cities: every city that was asked for is counted, and as what it is."""

from pathlib import Path

import pytest

from opc import messages
from opc.catalogue import indicators
from tests.opc.conftest import CODES, view


def title(small, lang, like=False, per="none", cities="甲乙丙丁戊己庚辛壬癸"):
    asked = {"per": per, "like": like, "cities": [CODES[f"{stem}市"] for stem in cities]}
    rows, teams = small.ask("compare", **asked), indicators()["resident_teams"]
    assert len(rows) == len(cities)
    return messages.comparison(rows, teams, per, "actual", view(lang=lang), like)[0]


LIKE = [
    # 辛市 has published a first batch, of 癸市 there is a lead only.
    ("甲乙辛癸", "3 座城市公布了“OPC 团队”，其中 2 座同口径", "3 cities disclose OPC teams, 2 of them like for like"),
    ("辛癸", "1 座城市公布了“OPC 团队”，无一同口径", "1 city discloses OPC teams, none like for like"),
    ("癸", "所选城市都没有公布“OPC 团队”", "None of the chosen cities discloses OPC teams"),
]


@pytest.mark.parametrize(("cities", "zh", "en"), LIKE)
def test_what_is_not_like_for_like_is_published_all_the_same(cities, zh, en, small) -> None:
    assert [title(small, lang, like=True, cities=cities) for lang in ("zh", "en")] == [zh, en]


def test_the_name_of_an_indicator_begins_small_within_a_sentence(small) -> None:
    rows, area = small.ask("compare", indicator="floor_area"), indicators()["floor_area"]
    said, _ = messages.comparison(rows, area, "none", "target", view(lang="en"))
    assert said == f"None of the chosen cities discloses a target for {area.label('en').lower()}"


def test_a_city_without_a_population_is_not_silent(small) -> None:
    assert title(small, "zh", per="resident") == "8 座城市公布了“OPC 团队”（1 座本站未收录人口数，不折算），2 座未披露"
    assert title(small, "en", per="resident") == (
        "Of 10 cities, 8 disclose OPC teams (1 without a population figure here), 2 do not"
    )
    assert title(small, "zh") == "8 座城市公布了“OPC 团队”，2 座未披露"


PEOPLE = """\
figure_id,city,indicator,figure
teams,甲市,resident_teams,100家
people,乙市,resident_people,300人
people_5,戊市,resident_people,500人
people_6,己市,resident_people,600人
people_7,庚市,resident_people,700人
people_8,辛市,resident_people,800人
"""
BLOCKED = [
    ("甲乙丙丁", False, "1 座城市公布了“OPC 团队”，2 座未披露，乙市不可比"),
    ("甲乙丙丁", True, "1 座城市公布了“OPC 团队”，其中 1 座同口径，乙市不可比"),
    ("甲乙", False, "1 座城市公布了“OPC 团队”，乙市不可比"),
    ("乙丙", False, "所选城市都没有公布“OPC 团队”，乙市不可比"),
    # Of many a title would be a list.
    ("戊己庚", False, "所选城市都没有公布“OPC 团队”，庚市、己市、戊市不可比"),
    ("戊己庚辛", False, "所选城市都没有公布“OPC 团队”，4 座不可比"),
]
BLOCKED_EN = {
    ("甲乙丙丁", False): "Of 4 cities, 1 discloses OPC teams, 2 do not; not comparable: City 2",
    ("乙丙", False): "None of the chosen cities discloses OPC teams; not comparable: City 2",
}


@pytest.fixture(scope="module")
def counting_people(make_small) -> Path:
    return make_small(figures=PEOPLE)


@pytest.mark.parametrize(("cities", "like", "zh"), BLOCKED)
def test_who_publishes_what_cannot_be_compared_is_not_silent(cities, like, zh, counting_people, serve) -> None:
    small = serve(counting_people)
    assert title(small, "zh", like, cities=cities) == zh
    if (cities, like) in BLOCKED_EN:
        assert title(small, "en", like, cities=cities) == BLOCKED_EN[cities, like]


def test_ranks_say_how_many_figures_are_not_like_for_like(small) -> None:
    teams = indicators()["resident_teams"]
    said = messages.ranks(small.ask("ranks"), teams, view())
    assert said[0].startswith("“OPC 团队”的名次：前后两城分不出先后的有 ")
    assert "1 座的数字需谨慎比较" in said[1]
    first = [row for row in small.ask("ranks") if row["name_zh"] == "甲市"]
    alone = messages.ranks([row | {"order_decided": None} for row in first], teams, view(lang="en"))
    assert alone[0] == "Ranks by OPC teams: every order is certain"
    assert "like for like" not in alone[1]


AIMING = """\
figure_id,city,indicator,scenario,figure
now,甲市,resident_teams,actual,100家
aimed,乙市,communities,target,10个
added,丙市,new_teams,target,10家
"""
SILENT = [
    (
        "甲乙丙丁",
        "按所选证据与日期，3 座城市没有查到核心指标的现状数字：乙市、丙市、丁市。其中只公布了目标的：乙市。",
        "At this evidence floor and date, no current figure for any core indicator was found for 3 cities:"
        " City 2, City 3, City 4. Published targets only: City 2.",
    ),
    (
        "丙丁",
        "按所选证据与日期，2 座城市没有查到核心指标的现状数字：丙市、丁市。",
        "At this evidence floor and date, no current figure for any core indicator was found for 2 cities:"
        " City 3, City 4.",
    ),
    ("甲", "", ""),
]


@pytest.fixture(scope="module")
def aiming(make_small) -> Path:
    return make_small(figures=AIMING)


@pytest.mark.parametrize(("cities", "zh", "en"), SILENT)
def test_who_has_published_a_core_target_only_is_not_wholly_silent(cities, zh, en, aiming, serve) -> None:
    rows = serve(aiming).ask("disclosure", cities=[CODES[f"{stem}市"] for stem in cities])
    assert [messages.silent(rows, view(lang=lang)) for lang in ("zh", "en")] == [zh, en]
