"""Titles of the comparison of cities: every city that was asked for is counted, and as what it is."""

from pathlib import Path

import pytest

from opc import messages
from opc.catalogue import indicators
from tests.opc.conftest import CODES, view


def said(small, lang, like=False, per="none", cities="甲乙丙丁戊己庚辛壬癸"):
    asked = {"per": per, "like": like, "cities": [CODES[f"{stem}市"] for stem in cities]}
    rows, teams = small.ask("compare", **asked), indicators()["resident_teams"]
    assert len(rows) == len(cities)
    return messages.comparison(rows, teams, per, "actual", view(lang=lang), like)


def title(*given, **more):
    return said(*given, **more)[0]


LIKE = [
    # 辛市 has published a first batch, of 癸市 there is a lead only.
    ("甲乙辛癸", "3 座城市公布了“OPC 团队”，其中 2 座同口径", "3 cities disclose OPC teams, 2 like for like"),
    ("辛癸", "1 座城市公布了“OPC 团队”，需谨慎比较", "1 city discloses OPC teams, not like for like"),
    ("甲", "1 座城市公布了“OPC 团队”", "1 city discloses OPC teams"),
    ("甲乙", "2 座城市公布了“OPC 团队”，都同口径", "2 cities disclose OPC teams, all like for like"),
    ("癸", "所选城市都没有公布“OPC 团队”", "None of the chosen cities discloses OPC teams"),
]


@pytest.mark.parametrize("like", [True, False])
@pytest.mark.parametrize(("cities", "zh", "en"), LIKE)
def test_a_title_says_how_many_figures_are_like_for_like(cities, zh, en, like, small) -> None:
    assert [title(small, lang, like=like, cities=cities) for lang in ("zh", "en")] == [zh, en]


def test_the_name_of_an_indicator_begins_small_within_a_sentence(small) -> None:
    rows, area = small.ask("compare", indicator="floor_area"), indicators()["floor_area"]
    words, _ = messages.comparison(rows, area, "none", "target", view(lang="en"))
    assert words == f"None of the chosen cities discloses a target for {area.label('en').lower()}"


def test_a_city_without_a_population_is_not_silent(small) -> None:
    assert title(small, "zh", per="resident").startswith("8 座城市公布了“OPC 团队”（1 座本站未收录人口数，不折算），")
    assert title(small, "en", per="resident").startswith(
        "8 cities disclose OPC teams (1 without a population figure here), "
    )
    assert "。2 座未披露。" in said(small, "zh")[1]
    assert " 2 cities do not disclose it." in said(small, "en")[1]


PEOPLE = """\
figure_id,city,indicator,figure
teams,甲市,resident_teams,100家
people,乙市,resident_people,300人
people_5,戊市,resident_people,500人
people_6,己市,resident_people,600人
people_7,庚市,resident_people,700人
people_8,辛市,resident_people,800人
"""
ONE, NOBODY = "1 座城市公布了“OPC 团队”", "所选城市都没有公布“OPC 团队”"
BLOCKED = [
    ("甲乙丙丁", ONE, "2 座未披露；乙市不可比。"),
    ("甲乙", ONE, "乙市不可比。"),
    ("乙丙", NOBODY, "1 座未披露；乙市不可比。"),
    # Of many a sentence would be a list.
    ("戊己庚", NOBODY, "庚市、己市、戊市不可比。"),
    ("戊己庚辛", NOBODY, "4 座不可比。"),
]


@pytest.fixture(scope="module")
def counting_people(make_small) -> Path:
    return make_small(figures=PEOPLE)


@pytest.mark.parametrize("like", [True, False])
@pytest.mark.parametrize(("cities", "zh", "others"), BLOCKED)
def test_who_publishes_what_cannot_be_compared_is_not_silent(cities, zh, others, like, counting_people, serve) -> None:
    small = serve(counting_people)
    assert title(small, "zh", like, cities=cities) == zh
    assert said(small, "zh", like, cities=cities)[1].endswith(f"。{others}")
    if cities == "甲乙丙丁":
        english = said(small, "en", like, cities=cities)[1]
        assert english.endswith(" 2 cities do not disclose it; not comparable: City 2.")


def test_ranks_say_how_many_figures_are_not_like_for_like(small) -> None:
    teams = indicators()["resident_teams"]
    assert "1 座的数字需谨慎比较" in messages.ranks(small.ask("ranks"), teams, view())[1]
    first = [row for row in small.ask("ranks") if row["name_zh"] == "甲市"]
    assert "like for like" not in messages.ranks(first, teams, view(lang="en"))[1]


FIRST = [
    ([(1, 1), (2, 2)], "“OPC 团队”的名次：甲市居首", "Ranks by OPC teams: City 1 is first"),
    ([(1, 1), (1, 1), (3, 3)], "甲市、乙市并列居首", "City 1, City 2 share the first place"),
    ([(1, 2), (1, 2), (3, 3)], "甲市、乙市都可能居首", "City 1, City 2 may each be first"),
    ([(1, 4)] * 4, "4 座城市都可能居首", "any of 4 cities may be first"),
    ([(1, 1)], "只有甲市公布了“OPC 团队”，无从排名", "City 1 alone discloses OPC teams: there is nothing to rank"),
]


@pytest.mark.parametrize(("places", "zh", "en"), FIRST)
def test_the_title_of_ranks_says_who_may_be_first(places, zh, en) -> None:
    rows = [
        {"name_zh": f"{stem}市", "name_en": f"City {at}", "ref_area": CODES[f"{stem}市"], "rank_best": best,
         "rank_worst": worst, "grade": "caution"}
        for at, (stem, (best, worst)) in enumerate(zip("甲乙丙丁", places, strict=False), 1)
    ]  # fmt: skip
    teams = indicators()["resident_teams"]
    titles = [messages.ranks(rows, teams, view(lang=lang))[0] for lang in ("zh", "en")]
    assert [said.endswith(words) for said, words in zip(titles, (zh, en), strict=True)] == [True, True]


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
    # On the page each leads to its profile.
    links = messages.silent_cities(rows, view(lang="en"))
    silent = dict.fromkeys(row["ref_area"] for row in rows if not row["disclosed_of_city"])
    assert [link.href for link in links] == [f"./city?city={code}" for code in silent]
    assert all(link.text in en for link in links)
