"""What a briefing says: the figures of the pages, bounds kept in every word, each with its document."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from opc import versions, warehouse
from opc.briefing import targets
from opc.briefing.compose import SECTIONS, compose
from opc.briefing.content import Briefing
from opc.briefing.material import Material
from opc.text import t
from opc.view import View

DAY = date(2026, 11, 20)
PEERS = ("370100", "320500", "440300", "310000", "110000", "330100")
LINK = "http://localhost:8501/briefing?city=370100"
JINAN, SUZHOU, SHENZHEN, SPARSE, SILENT = "370100", "320500", "440300", "510100", "340100"
pytestmark = pytest.mark.usefixtures("real_warehouse")


def view(lang: str = "zh", evidence: str = "C", known_on: date = DAY) -> View:
    return View("briefing", lang, evidence, known_on, versions.current())


@cache
def made(
    city: str = JINAN,
    lang: str = "zh",
    sections: tuple[str, ...] = tuple(SECTIONS),
    peers: tuple[str, ...] = PEERS,
    **changes,
) -> Briefing:
    """A briefing on real data; it cannot be changed, so that all tests read the same one."""
    return compose(city, peers, sections, view(lang, **changes), LINK)


def words(briefing: Briefing) -> str:
    """All that a briefing says."""
    said = [briefing.title, briefing.subtitle, briefing.stamp]
    for part in briefing.sections:
        said += [part.title, part.subtitle, *part.paragraphs]
        if part.chart:
            said += [part.chart.title, part.chart.description, *(f"{bar.label} {bar.words}" for bar in part.chart.bars)]
        if part.table:
            said += [part.table.caption, *part.table.headings, *(cell for row in part.table.rows for cell in row)]
    return "\n".join(said)


def section(briefing: Briefing, key: str):
    return next(part for part in briefing.sections if part.key == key)


def compared(briefing: Briefing, place: int = 0):
    """One indicator, the city and its peers: these follow the table of all indicators."""
    return [part for part in briefing.sections if part.key == "comparison"][1 + place]


def test_sections_stand_in_their_order_however_they_are_asked_for():
    briefing = made(sections=("conflicts", "nonsense", "money", "standing"))
    assert [part.key for part in briefing.sections] == ["standing", "money", "conflicts"]


@pytest.mark.parametrize("city", [JINAN, SUZHOU, SPARSE, SILENT])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_section_vanishes_and_each_has_a_message(city, lang):
    briefing = made(city, lang)
    assert set(SECTIONS) == {part.key for part in briefing.sections}
    for part in briefing.sections:
        assert part.title.strip()
        assert part.table or part.chart or any(part.paragraphs)


def test_a_day_before_anything_was_published_is_said_in_words():
    briefing = made(known_on=date(2025, 5, 1), evidence="A")
    assert "济南没有可查证的数字" in words(briefing)
    assert briefing.sources == ()


def test_bounds_are_kept_in_every_word():
    said = words(made())
    assert "首批51家" in said
    assert "超1000家" in said
    assert "不足500万元/家" in said
    assert "近200家" in said
    # Suzhou's target is 1000家 as it stands.
    assert not re.findall(r"(?<![超\d])(?<!苏州)1,?000家(?! · 期限 2028-12-31)", said)


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("zh", "济南首批入驻51家，目标超1000家"),
        ("en", "Jinan: a first batch of 51 teams; target more than 1,000 teams"),
    ],
)
def test_a_first_batch_is_no_stock(lang, title):
    assert section(made(lang=lang), "standing").title == title


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_came_a_month_has_a_column_where_anything_is_known_of_it(lang):
    reader = view(lang)
    (city,) = (row for row in warehouse.query("cities", reader) if row["ref_area"] == JINAN)
    asked = {"cities": [JINAN], "indicator": [], "numbers": "all", "assumed": False, "pace": 0}
    rows = warehouse.query("progress", reader, **asked)
    rate = {f"observed_per_month_{end}": value for end, value in (("low", 5.0), ("high", 5.0))}
    rate |= {f"observed_per_month_{end}_closed": True for end in ("low", "high")}
    for found, count in ((rows, 0), ([row | rate for row in rows], 1)):
        table = targets.progress(Material(city, [JINAN], reader), found).table
        assert table.headings.count(t("table.observed", lang)) == count
        assert ("5家" if lang == "zh" else "5 teams") in table.rows[0] or not count


def test_a_target_of_something_else_says_of_what():
    table = section(made(SHENZHEN), "progress").table
    assert "OPC 团队（统计的是 AI 初创企业）" in [row[0] for row in table.rows]
    assert "自 2026-11-20 起每月需" in table.headings


def test_in_english_a_bound_is_a_bound_too():
    said = words(made(lang="en"))
    assert "more than 1,000 teams" in said
    assert "less than CNY 5 m per team" in said
    assert "first batch of 51 teams" in said
    # Those of Suzhou and Shanghai, which are due in 2028, are exact.
    assert not re.findall(r"(?<!more than )(?<!Suzhou )1,000 teams(?! · by (?:2028-12-31|the end of 2028))", said)


def test_peers_that_do_not_disclose_stay_in_the_table():
    table = compared(made()).table
    beijing = next(row for row in table.rows if row[0] == "北京")
    assert beijing[1] == "未披露"
    assert len(table.rows) == len(PEERS)
    assert table.numbers[table.rows.index(beijing)][:2] == ("未披露", "未披露")


def test_the_chart_has_the_numbers_of_the_query():
    asked = {"indicator": "resident_teams", "scenario": "actual", "assumed": False, "per": "none", "like": False}
    rows = warehouse.query("compare", view(), cities=PEERS, **asked)
    expected = {row["name_zh"]: (row["low"], row["high"]) for row in rows if row["status"] == "disclosed"}
    bars = compared(made()).chart.bars
    assert {bar.label: (bar.low, bar.high) for bar in bars} == expected
    assert [bar.label for bar in bars if bar.is_own] == ["济南"]


def test_what_is_not_comparable_is_in_the_table_and_not_in_the_chart():
    part = compared(made())
    suzhou = next(row for row in part.table.rows if row[0] == "苏州")
    assert "不可比" in suzhou[2]
    assert "苏州" not in [bar.label for bar in part.chart.bars]


def test_places_say_which_figures_are_to_be_compared_with_caution():
    table = section(made(), "places").table
    said = {(row[0], row[1]): row[table.headings.index("可比性")] for row in table.rows}
    assert said["OPC 团队", "济南"] == "需谨慎：首批或首期"
    assert section(made(lang="en"), "places").title.startswith("OPC teams: Jinan, rank ")


def test_reasons_of_a_grade_stand_with_the_figure():
    rows = section(made(), "money").table.rows
    assert all("需谨慎" in row[5] and "属 AI 全行业资金" in row[5] for row in rows if row[0] == "济南")
    title = section(made(), "money").title
    assert "比值只作参照" in title
    assert "/家" not in title


@pytest.mark.parametrize(
    ("lang", "title", "why"),
    [
        ("zh", "资金与已公布的团队不都在同一地方，不相除", "不可比：资金与团队分属不同地方"),
        ("en", "money and the teams published are not all of one place", "money and teams belong to different places"),
    ],
)
def test_money_of_another_place_than_the_teams_is_no_ratio(lang, title, why):
    part = section(made("510100", lang, ("money",), ("510100",), evidence="D"), "money")
    assert title in part.title
    divided = next(row for row in part.table.rows if "12" in row[3])
    assert (divided[4], why in divided[5]) == ("—", True)
    assert len(part.chart.bars) == sum(row[4] != "—" for row in part.table.rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_document_cited_is_listed_once_and_numbered_from_one(lang):
    briefing = made(lang=lang)
    assert [source.number for source in briefing.sources] == list(range(1, len(briefing.sources) + 1))
    cited = {number for part in briefing.sections for number in part.sources}
    assert cited == {source.number for source in briefing.sources}
    for part in briefing.sections:
        for row in part.table.rows if part.table else ():
            for cell in row:
                for number in re.findall(r"\[(\d+)\]", cell):
                    assert int(number) in part.sources


def test_stamp_names_evidence_day_and_version():
    briefing = made()
    assert "证据下限 C" in briefing.stamp
    assert "2026-11-20" in briefing.stamp
    assert versions.current()[:12] in briefing.stamp
    assert briefing.link == LINK


def test_indicators_shown_are_defined():
    names = [name for name, _ in made().definitions]
    assert "OPC 团队" in names
    assert "基金规模" in names
    assert all(meaning for _, meaning in made().definitions)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_city_can_be_briefed_on_with_whole_tables(lang):
    # All cities are each other's peers: what they share is asked once.
    cities = tuple(row["ref_area"] for row in warehouse.query("cities", view(evidence="D")))
    for part in (part for city in cities for part in made(city, lang, peers=cities, evidence="D").sections):
        if part.table:
            assert all(len(row) == len(part.table.headings) == len(part.table.numeric) for row in part.table.rows)
            assert len(part.table.numbers) == len(part.table.rows)
            assert all(len(ends) == len(part.table.number_headings) for ends in part.table.numbers)


def test_without_peers_the_city_stands_alone():
    assert [row[0] for row in compared(made(peers=())).table.rows] == ["济南"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("key", "city"), [("progress", JINAN), ("conflicts", SHENZHEN)])
def test_what_is_asked_of_all_is_told_of_the_city_alone(key, city, lang):
    """But for the targets of the others, which are named in one sentence."""
    (alone,) = made(city, lang, (key,), peers=()).sections
    (held,) = made(city, lang, (key,)).sections
    others = 1 if key == "progress" else 0
    kept = replace(held, paragraphs=held.paragraphs[: len(held.paragraphs) - others], sources=alone.sources)
    assert kept == alone
    assert set(alone.sources) <= set(held.sources)
    assert alone.table.rows


def test_the_order_of_the_peers_changes_nothing():
    assert made(peers=PEERS[::-1]) == made()


def test_another_city_of_the_group_asks_only_for_what_is_its_own(monkeypatch):
    asked = []
    query = warehouse.query

    def noted(name, view, **parameters):
        asked.append((name, str(sorted(parameters.items()))))
        return query(name, view, **parameters)

    monkeypatch.setattr(warehouse, "query", noted)
    # A day that no other test asks for, whose briefings nobody has made yet.
    new = view(known_on=date(2026, 11, 19))
    compose(JINAN, PEERS, tuple(SECTIONS), new, LINK)
    first = set(asked)
    asked.clear()
    compose(SUZHOU, PEERS, tuple(SECTIONS), new, LINK)
    assert {name for name, _ in set(asked) - first} == {"city_figures", "city_policies"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_targets_of_other_cities_stand_beside_those_of_the_city(lang):
    """One a city, on its best evidence, with its deadline and its document, whether the city itself has one or not."""
    for city in ("370100", "440400"):
        part = section(made(city=city, lang=lang), "progress")
        (said,) = (words for words in part.paragraphs if words.startswith(t("briefing.peers_aim", lang, words="")[:4]))
        assert said.count({"zh": "深圳", "en": "Shenzhen"}[lang]) == 1
        assert "2027-12-31" in said
        assert {"zh": "统计的是 AI 初创企业", "en": "counts AI start-ups"}[lang] in said
        assert ({"zh": "济南", "en": "Jinan"}[lang] in said) == (city != "370100")
        assert len(part.sources) > 1


@pytest.mark.parametrize(
    ("city", "zh", "en"),
    [
        ("330100", "杭州公布了 1 条政策条款", "Hangzhou: 1 policy term"),
        (SUZHOU, "苏州公布了 4 条政策条款，共 4 类", "Suzhou: 4 policy terms of 4 kinds"),
    ],
)
def test_kinds_of_policy_are_counted_where_there_are_several(city, zh, en):
    titles = [section(made(city, lang, sections=("policies",)), "policies").title for lang in ("zh", "en")]
    assert titles == [zh, en]
