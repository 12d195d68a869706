"""Headings count what their page shows: on the evidence and the day of the reader, and nothing that came later."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from opc import marks, messages, warehouse
from opc.charts.mark import Mark
from opc.content import ledger, overview, profile
from opc.questions import ask, today
from opc.versions import current
from tests.opc.conftest import CODES, Small, view

DAYS = ("2026-03-01", "2026-06-30", "2026-11-23")
VIEWS = list(product("ACD", DAYS))


def asked(query: str, evidence: str, day: str, **given: str) -> list[dict]:
    return ask(query, {"evidence": evidence, "known_on": day} | given, max(today(), date.fromisoformat(day)))


@pytest.mark.parametrize(("evidence", "day"), VIEWS)
def test_the_overview_counts_the_figures_that_are_known_and_their_documents(evidence, day, real_warehouse) -> None:
    figures = asked("observations", evidence, day, page_size="1000")
    cities = {row["ref_area"] for row in asked("cities", evidence, day)}
    documents = len({row["source_id"] for row in figures})
    newest = max(
        row["published"] for row in figures if len(row["published"] or "") == 10 and row["published"][5].isdigit()
    )
    (extent,) = asked("extent", evidence, day)
    assert (extent["figures"], extent["sources"], f"{extent['newest']}") == (len(figures), documents, newest)
    of_cities = sum(row["ref_area"] in cities for row in figures)
    said = overview.title(asked("coverage", evidence, day), extent, view(lang="zh", version=current()))[1]
    assert (
        f"共 {len(figures)} 条数字（其中各城市 {of_cities} 条），出自 {documents} 份文件，最新一份发布于 {newest}"
        in said
    )


FUNDS = [
    ("C", "", "zh", "5 座城市公布了资金，其中 1 座有 OPC 专项基金（只含杭州·上城区）"),
    (
        "C",
        "",
        "en",
        "5 cities have announced funding; 1 has a fund for OPCs (Hangzhou, Shangcheng District only)",
    ),
    # More places than a title names.
    ("D", "", "zh", "其中 3 座有 OPC 专项基金（3 座只属区县或园区，不是全市的）"),
    ("C", "330100", "zh", "杭州公布：10个亿（基金规模 · OPC 专项 · 只含上城区）。"),
    ("C", "330100", "en", "Hangzhou has announced CNY 1 bn (Fund size · For OPCs · Shangcheng District only)."),
    ("C", "370100", "zh", "济南公布：50亿元（基金规模 · AI 全行业）。"),
]


@pytest.mark.parametrize(("evidence", "home", "lang", "said"), FUNDS)
def test_the_fund_of_a_district_is_not_said_to_be_of_its_city(evidence, home, lang, said, real_warehouse) -> None:
    reader = view(lang=lang, home=home, version=current())
    cities = ",".join(row["ref_area"] for row in asked("cities", evidence, "2026-11-23"))
    assert said in "\n".join(messages.funding(asked("funds", evidence, "2026-11-23", cities=cities), reader))


RATIOS = [
    ("C", {}, "每支团队对应多少资金：只有杭州算得出，需谨慎比较", "for Hangzhou alone, not like for like"),
    ("D", {}, "每支团队对应多少资金：2 座城市算得出，无一同口径", "for 2 cities, none like for like"),
    # Nobody has both, or the teams are the reader's own: then the money leads.
    ("A", {}, "1 座城市公布了资金，都没有 OPC 专项基金", "1 city has announced funding, but no fund for OPCs"),
    ("C", {"teams": "40"}, "5 座城市公布了资金", "5 cities have announced funding"),
]


@pytest.mark.parametrize(("evidence", "given", "zh", "en"), RATIOS)
def test_money_per_team_is_headed_by_whether_it_is_like_for_like(evidence, given, zh, en, real_warehouse) -> None:
    funds = asked("funds", evidence, "2026-11-23")
    rows = marks.summed(asked("fund_per_team", evidence, "2026-11-23", **given), funds)
    reader = {lang: view(lang=lang, version=current()) for lang in ("zh", "en")}
    assert messages.money_per_team(funds, rows, reader["zh"])[0].startswith(zh)
    assert en in messages.money_per_team(funds, rows, reader["en"])[0]
    # Who has announced any is said below, where it does not lead.
    assert "座城市公布了资金" in "".join(messages.money_per_team(funds, rows, reader["zh"]))


def test_the_fund_of_a_district_is_divided_as_that(real_warehouse) -> None:
    funds = asked("funds", "C", "2026-11-23")
    rows = marks.summed(asked("fund_per_team", "C", "2026-11-23"), funds)
    notes = [mark.note for mark in marks.per_team(rows, view(version=current())) if isinstance(mark, Mark)]
    assert notes == ["10个亿（只含上城区） ÷ 14家（未来数智港·上城）"]


@pytest.mark.parametrize(
    ("city", "zh", "en"),
    [
        ("370100", "济南首批入驻51家，目标超1000家", "Jinan: a first batch of 51 teams; target more than 1,000 teams"),
        # A target that counts something else, and a stock of one community, are not passed off as the city's teams.
        (
            "440300",
            "深圳现有团队近200家（只含模力营·南山），目标超千家（统计的是 AI 初创企业）",
            "Teams in Shenzhen: now nearly 200 teams (Moliying, Nanshan only); target more than 1,000 companies "
            "(counts AI start-ups)",
        ),
        (
            "420100",
            "武汉现有团队8家（只含模态空间·光谷；统计的是 AI 初创企业），未查到团队目标",
            "Teams in Wuhan: now 8 companies (Motai Space, Optics Valley only; counts AI start-ups); no target found",
        ),
        (
            "320500",
            "苏州的团队目标是1000家，现有团队数未披露",
            "Teams in Suzhou: target 1,000 teams; the number now is not disclosed",
        ),
        (
            "370200",
            "青岛公布了 3 条数字，其中没有在驻团队数",
            "Qingdao: no team count published, 3 other figures",
        ),
        ("210200", "大连没有可查证的数字", "No figure for Dalian can be traced"),
    ],
)
def test_a_city_is_headed_by_its_teams_and_by_what_they_are(city, zh, en, real_warehouse) -> None:
    figures = asked("city_figures", "C", "2026-11-23", city=city)
    (row,) = (row for row in asked("cities", "C", "2026-11-23") if row["ref_area"] == city)
    assert profile.title(row, figures, view(lang="zh"))[0] == zh
    title, subtitle = profile.title(row, figures, view(lang="en"))
    assert title == en
    assert f"{row['figures']} figure" in subtitle


def test_a_figure_that_counts_something_else_says_so_wherever_it_stands_alone(real_warehouse) -> None:
    reader = view(lang="zh", version=current())
    said = "\n◐ 统计的是 AI 初创企业"
    of_city = list(profile.facts(asked("city_figures", "C", "2026-11-23", city="440300"), reader))
    assert [what for what, _, words, _ in of_city if words.endswith(said)] == ["OPC 团队 · 目标"]
    leading = overview.facts(asked("leaders", "C", "2026-11-23"), reader)
    # The same words as in the comparison of all cities, and what the city has published since.
    assert [words.split("\n")[1:] for _, _, words, _ in leading] == [
        ["7 座城市披露了这一项", "◐ 统计的是一人公司与小型团队 · 仅一个社区"],
        ["最新：近30个（2026年初）", "4 座城市披露了这一项", "◐ 比各城市最新的早180天以上"],
        ["3 座城市披露了这一项"],
        ["1 座城市（含只属区县、园区的）公布了 OPC 专项基金", "◐ 仅一个区"],
    ]
    newest = asked("newest", "C", "2026-08-01", count="8")
    told = [what for what, _, words, _ in overview.newest(newest, reader) if "◐ 统计的是特色载体" in words]
    assert told == ["山东省 · OPC 社区 · 目标"]
    assert said.strip("\n◐ ") in messages.progress(asked("progress", "C", "2026-11-23", cities="440300"), reader)[0]


@pytest.mark.parametrize(("evidence", "day"), VIEWS)
def test_the_ledger_counts_the_rows_of_its_parts(evidence, day, real_warehouse) -> None:
    (build,) = asked("build", evidence, day)
    statements, documents = (len(asked(query, evidence, day)) for query in ("ledger", "sources"))
    title, subtitle = ledger.title(build, view(lang="en"))
    assert title == f"{documents} documents, {statements} statements"
    # As many figures as the overview counts, and what else there is.
    (extent,) = asked("extent", evidence, day)
    assert subtitle.startswith(f"{extent['figures']} figures, {statements - extent['figures']} policy terms and events")
    assert f"{build['newest']}" <= day


def test_before_the_first_document_nothing_is_counted(real_warehouse) -> None:
    (extent,), (build,) = (asked(query, "D", "2024-01-01") for query in ("extent", "build"))
    assert overview.title(asked("coverage", "D", "2024-01-01"), extent, view(lang="en"))[1].endswith(
        "no figure can be traced."
    )
    assert ledger.title(build, view())[0] == "0 份文件，0 条陈述"


@pytest.mark.parametrize(("evidence", "day"), VIEWS)
def test_the_newest_figures_are_those_of_documents_whose_date_is_known(evidence, day, real_warehouse) -> None:
    dated = {
        row["observation_id"]
        for row in asked("observations", evidence, day, page_size="1000")
        if len(row["published"] or "") > 4 and row["unit"] != "statement"
    }
    newest = asked("newest", evidence, day, count="1000")
    assert {row["observation_id"] for row in newest} == dated
    assert [row["known_from"] for row in newest] == sorted((row["known_from"] for row in newest), reverse=True)


def test_what_is_latest_was_public_by_then(real_warehouse) -> None:
    for day in DAYS:
        assert [row for row in asked("coverage", "D", day) if row["latest"] and f"{row['latest']}" > day] == []
        assert f"{asked('extent', 'D', day)[0]['last_day']}" <= day
        ages = [row["days_old"] for row in asked("disclosure", "D", day) if row["days_old"] is not None]
        assert min(ages) >= 0


# Three of a city known by the end of March, and one lead; a policy, an event and the documents of all that count too.
FIGURES = """\
figure_id,city,indicator,figure,time_period,evidence,source_id
one,甲市,resident_teams,10家,2026-01-01,B,D1
two,甲市,communities,3个,2026-01-01,D,D1
later,甲市,resident_teams,20家,2026-03-31,B,D5
words,乙市,city_ambition,合成示范城,2026-06-01,B,D2
"""
EVENTS = """\
event_id,city,kind,happened_on,title_zh,title_en,source_id
opening,甲市,launch,2026-02-05,合成社区启用,The synthetic community opens,D6
"""


@pytest.fixture
def dated(make_small, serve) -> Small:
    return serve(make_small(figures=FIGURES, events=EVENTS))


@pytest.mark.parametrize(
    ("evidence", "day", "figures", "documents", "statements", "all_documents"),
    [
        ("C", "2026-01-01", 1, 1, 1, 1),
        ("D", "2026-01-01", 2, 1, 2, 1),
        ("C", "2026-04-01", 2, 2, 2, 2),
        ("D", "2026-06-01", 4, 3, 4, 3),
        ("D", "2026-07-31", 4, 3, 5, 4),
    ],
)
def test_what_is_counted_was_public_and_reaches_the_floor(
    evidence, day, figures, documents, statements, all_documents, dated
) -> None:
    (extent,) = dated.ask("extent", evidence=evidence, known_on=day)
    (build,) = dated.ask("build", evidence=evidence, known_on=day)
    assert (extent["figures"], extent["sources"]) == (figures, documents)
    assert (build["observations"], build["statements"], build["sources"]) == (figures, statements, all_documents)


@pytest.mark.parametrize(("evidence", "day"), VIEWS)
def test_every_surface_counts_as_many_figures_of_a_city(evidence, day, real_warehouse) -> None:
    """Goals in words count as well: a city that has stated nothing else is not silent."""
    cells: dict[str, int] = Counter()
    in_all = {}
    for row in asked("coverage", evidence, day):
        cells[row["ref_area"]] += row["figures"]
        in_all[row["ref_area"]] = row["figures_of_city"]
    rows = Counter(row["ref_area"] for row in asked("observations", evidence, day, page_size="1000"))
    for city in asked("cities", evidence, day):
        code = city["ref_area"]
        profile = asked("city_figures", evidence, day, city=code)
        assert {cells[code], in_all[code], city["figures"], rows[code]} == {len(profile)}, city["name_en"]


def test_a_goal_in_words_has_a_family_of_its_own(small) -> None:
    rows = {row["family"]: row for row in small.ask("coverage") if row["ref_area"] == CODES["甲市"]}
    assert [rows[family]["figures"] for family in ("teams", "ambition")] == [1, 1]
    assert {row["figures_of_city"] for row in rows.values()} == {2}


# A city, and the places by its bounds and by the usual reading; the same reading twice is said once.
PLACES = [
    ("440300", "zh", "第 1–7 名，先后未定", "按“近、余”等词的常用含义：第 1–3 名\n近200家 · "),
    (
        "440300",
        "en",
        "Rank 1–7: undecided",
        "by the usual reading of “nearly” and the like: rank 1–3\nnearly 200 teams",
    ),
    ("320100", "zh", "第 1–3 名", "突破百个 · "),
]


@pytest.mark.parametrize(("city", "lang", "place", "below"), PLACES)
def test_a_place_says_the_bounds_and_below_them_the_usual_reading(city, lang, place, below, real_warehouse) -> None:
    hard, usual = (asked("city_places", "C", "2026-11-23", city=city, assumed=reading) for reading in ("false", "true"))
    (_, link, words, _), *_ = profile.places(hard, usual, view(lang=lang, version=current()))
    assert link.text == place
    assert words.startswith(below)
    # Where the page is read as usual, its places are no second reading.
    (_, link, words, _), *_ = profile.places(usual, usual, view(lang=lang, version=current()))
    assert "常用含义" not in words
    assert "usual reading" not in words


# A city, the evidence and the day of the reader, and the targets of its province.
PROVINCES = [
    ("370100", "C", "2026-11-23", ["千家", "万名", "百个特色载体"]),
    ("370200", "C", "2026-11-23", ["千家", "万名", "百个特色载体"]),
    ("370100", "B", "2026-11-23", []),
    ("370100", "C", "2026-07-30", []),
    ("440300", "B", "2026-11-23", ["万名", "先行培育10个"]),
    # Of what the province counts already nothing is a target; a municipality is its own province.
    ("320500", "D", "2026-11-23", []),
    ("310000", "D", "2026-11-23", []),
]


@pytest.mark.parametrize(("city", "evidence", "day", "phrases"), PROVINCES)
def test_a_city_has_the_targets_of_its_province_beside_it(city, evidence, day, phrases, real_warehouse) -> None:
    reader = replace(view(lang="zh", version=current()), evidence=evidence, known_on=date.fromisoformat(day))
    name, given = profile.asks_province(city)
    found = warehouse.query(name, reader, **given)
    assert [row["obs_text"] for row in found] == phrases
    for row in found:
        assert (row["ref_area"], row["scenario"], row["area_level"]) == (f"{city[:2]}0000", "target", "province")


def test_the_targets_of_a_province_are_said_to_be_none_of_the_city(real_warehouse) -> None:
    (jinan,) = (row for row in asked("cities", "C", "2026-11-23") if row["ref_area"] == "370100")
    said = [profile.province_title(jinan, view(lang=lang)) for lang in ("zh", "en")]
    assert said == [
        ("省级目标：山东省", "这些是山东省提出的全省目标，不是济南的目标。"),
        (
            "Targets of the province: Shandong",
            "Shandong has set them for the whole province; none of them is a target of Jinan.",
        ),
    ]
