"""What a briefing says: the figures of the pages, bounds kept in every word, each with its document."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from opc import marks, versions, warehouse
from opc.briefing import money, targets
from opc.briefing.compose import SECTIONS, compose
from opc.briefing.content import Briefing
from opc.briefing.material import Material
from opc.briefing.offers import offered
from opc.briefing.single import single
from opc.text import t
from opc.view import View

DAY = date(2026, 11, 20)
PEERS = ("370100", "320500", "440300", "310000", "110000", "330100")
LINK = "http://localhost:8501/briefing?city=370100"
JINAN, HANGZHOU, SUZHOU, SHENZHEN, SPARSE, SILENT = "370100", "330100", "320500", "440300", "510100", "340100"
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
    assert "至多7143万元/家" in said
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
    assert "at most CNY 71.43 m per team" in said
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


def test_of_what_one_city_alone_discloses_there_is_no_place():
    part = section(made(peers=(JINAN, "440300")), "places")
    assert part.title == "OPC 团队：济南排第 1–2 名（2 座披露）"
    assert {row[0] for row in part.table.rows} == {"OPC 团队"}
    alone = section(made(lang="en", peers=(JINAN, "370700")), "places")
    assert (alone.title, alone.table) == ("Jinan has no figure to rank among other cities", None)


def test_a_column_that_says_nothing_of_any_row_is_left_out():
    table = section(made(peers=(JINAN, "440300")), "money").table
    assert table.headings == ("城市", "资金用途", "资金", "每家", "来源")
    assert {len(row) for row in table.rows} == {len(table.numeric)} == {len(table.headings)}
    assert "团队" in section(made(HANGZHOU), "money").table.headings


def test_reasons_of_a_grade_stand_with_the_figure():
    part = section(made(HANGZHOU), "money")
    assert part.table.rows[0][5] == "需谨慎：范围不同"
    assert "比值只作参照" in part.title
    assert "/家" not in part.title


MONEY = [
    (HANGZHOU, "zh", "杭州公布了资金10个亿（OPC 专项；只含上城区）；与团队数并非同口径，比值只作参照"),
    (
        HANGZHOU,
        "en",
        "Hangzhou has announced CNY 1 bn (for OPCs; Shangcheng District only); it is not like for like with the team"
        " count, so the ratio is indicative only",
    ),
    (JINAN, "zh", "济南公布了资金50亿元（AI 全行业）；不是 OPC 专项，不除以团队数"),
    (
        JINAN,
        "en",
        "Jinan has announced CNY 5 bn (for the AI sector); it is not money for OPCs alone, so it is not divided by"
        " teams",
    ),
]


@pytest.mark.parametrize(("city", "lang", "title"), MONEY)
def test_the_money_of_a_district_is_not_that_of_its_city_and_only_money_for_opcs_is_divided(city, lang, title):
    part = section(made(city, lang), "money")
    assert part.title == title
    rows = {(row[0], row[1]): row for row in part.table.rows}
    assert len(rows) == len(part.table.rows)
    (dedicated,) = (row for (_, earmark), row in rows.items() if earmark in ("OPC 专项", "For OPCs"))
    assert dedicated[2] in ("10个亿（只含上城区）", "CNY 1 bn (Shangcheng District only)")
    others = [row for row in part.table.rows if row is not dedicated]
    assert {row[3:6] for row in others} == {("", t("briefing.money_undivided", lang), "")}
    # No number of a ratio, no mark of it and no document of the teams either.
    numbers = dict(zip(part.table.rows, part.table.numbers, strict=True))
    assert {numbers[row][:4] for row in others} == {(None,) * 4}
    assert len(part.chart.bars) == 1
    assert part.chart.bars[0].words == dedicated[4]


WHOLE, PART, OTHER = (
    {"area_level": level, "area": area, "area_en": area}
    for level, area in (("city", "甲市"), ("district", "乙区"), ("community", "丙园（乙）"))
)


@pytest.mark.parametrize(
    ("funds", "said"),
    [([WHOLE], ""), ([PART], "只含乙区"), ([PART, PART, OTHER], "只含乙区、丙园·乙"), ([WHOLE, PART], "部分只含乙区")],
)
def test_money_says_of_which_parts_of_a_city_it_is(funds, said):
    assert marks.only_in(funds, view()) == said


SINGLE = [
    (
        JINAN,
        "zh",
        "济南的全部 6 条数字和 6 条政策条款出自同一份文件：[1] 凤凰网山东（张顺军）：［无题名：一人公司城市竞逐报道，"
        "署名文章］，2026-02；数字的日期是 2026-02-05，到 2026-11-20 已有 288 天。",
    ),
    (
        JINAN,
        "en",
        "All 6 figures and 6 policy terms of Jinan come from one single document: [1] 凤凰网山东（张顺军）, [untitled: "
        "一人公司城市竞逐报道，署名文章], 2026-02; the figures are dated 2026-02-05, 288 days before 2026-11-20.",
    ),
    # Dated by the day of the document, where the figures are of different days.
    ("321000", "zh", "，2025-12-31；到 2026-11-20 已有 324 天。"),
    # The policies of 北京 are from others.
    ("110000", "zh", "北京的全部 2 条数字出自同一份文件：["),
    (HANGZHOU, "zh", ""),
    # One figure is from one document in any case.
    ("450200", "zh", ""),
    (SILENT, "zh", ""),
]


@pytest.mark.parametrize(("city", "lang", "said"), SINGLE)
def test_that_all_rests_on_one_document_is_said_before_all_else(city, lang, said):
    found = made(city, lang, peers=(city, *PEERS)).single
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_day_nothing_is_said_of_its_age(lang):
    reader = view(lang)
    (city,) = (row for row in warehouse.query("cities", reader) if row["ref_area"] == JINAN)
    figures = [
        row | {"time_period": None, "published": "2026-02"}
        for row in warehouse.query("city_figures", reader, city=JINAN)
    ]
    found = single(Material(city, [JINAN], reader), figures, [])
    assert found.endswith({"zh": "2026-02。", "en": "2026-02."}[lang])


def test_a_document_is_listed_even_where_no_section_cites_it():
    briefing = made(sections=("conflicts",))
    assert briefing.single
    assert [f"[{source.number}] {source.citation}" in briefing.single for source in briefing.sources] == [True]


@pytest.mark.parametrize(("city", "peers", "count"), [(JINAN, PEERS, 5), (SILENT, PEERS, 6)])
def test_the_counts_of_cities_agree(city, peers, count):
    briefing = made(city, peers=peers)
    assert briefing.subtitle.startswith(f"与 {count} 座城市对照，连同{briefing.city}共 {count + 1} 座；")
    assert f"{count + 1} 座城市里最多" in section(briefing, "comparison").title


OFFERS = [
    ("免费定向算力", "免费", "Free of charge", "免费定向算力", "Free of charge (免费定向算力)"),
    ("免租", "办公场地免租", "Rent-free office space", "免租（办公场地）", "Rent-free office space (免租)"),
    ("LPR 50%，最长3年", "LPR 的 50%", None, "LPR 50%，最长3年", None),
    ("最高400万全额贴息", "担保贷款；全额贴息", None, "最高400万全额贴息（担保贷款）", None),
    ("算力券", "点名", "Named", "算力券（点名）", "in Chinese: 算力券; Named"),
    ("算力券", None, None, "算力券", "in Chinese: 算力券"),
    ("80%", "降低 80%，通过电信", None, "80%（降低 80%，通过电信）", None),
]


@pytest.mark.parametrize(("offer", "note", "note_en", "zh", "en"), OFFERS)
def test_an_offer_does_not_say_twice_what_its_note_says(offer, note, note_en, zh, en):
    parts = dict.fromkeys(("rate_text", "amount_text", "duration_text"))
    row = parts | {"offer": offer, "note": note, "note_en": note_en, "instrument": "voucher"}
    assert offered(row, "zh") == zh
    if en:
        assert offered(row, "en") == en


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("zh", "杭州·上城区：距期限 2026-12-31 还有 41 天，OPC 社区目标10个未查到现状数字；同日到期的目标还有 3 个"),
        (
            "en",
            "Hangzhou, Shangcheng District, OPC communities: no current figure was found for the target of 10"
            " communities, with 41 days left until 2026-12-31; 3 more targets are due that day",
        ),
    ],
)
def test_what_is_due_next_leads_the_targets(lang, title):
    assert section(made(HANGZHOU, lang), "progress").title == title


@pytest.mark.parametrize(
    ("lang", "title", "why"),
    [
        ("zh", "资金与已公布的团队不都在同一地方，不相除", "不可比：资金与团队分属不同地方"),
        ("en", "money and the teams published are not all of one place", "money and teams belong to different places"),
    ],
)
def test_money_of_another_place_than_the_teams_is_no_ratio(lang, title, why):
    # The fund for OPCs of 广州 is of a community of one district, its target of teams of one of another.
    part = section(made("440100", lang, ("money",), ("440100",), evidence="D"), "money")
    now, targeted = part.table.rows
    assert (targeted[4], why in targeted[5]) == ("—", True)
    assert (len(part.chart.bars), now[4]) == (1, part.chart.bars[0].words)
    reader = view(lang, "D")
    (city,) = (row for row in warehouse.query("cities", reader) if row["ref_area"] == "440100")
    material = Material(city, ["440100"], reader)
    found = [[row for row in rows if row["is_apart"]] for rows in map(material.rows, money.asks_money(material)[1:])]
    alone = money.money(material, material.rows(money.asks_money(material)[0]), *found)
    assert title in alone.title
    assert alone.chart is None


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
