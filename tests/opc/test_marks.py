"""From rows to marks and tables: what stands beside each figure."""

import re
from pathlib import Path

import pytest

from opc import columns, marks, twins, wording
from opc.charts.mark import Mark
from opc.tables import Link
from opc.text import t
from opc.warehouse import Row
from tests.opc.conftest import Small, view
from tests.opc.drawn import only

LANGS = ("zh", "en")


# ---- comparison -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("city", "zh", "en"),
    [
        (1, "100家", "100 teams"),
        (2, "超1000家", "more than 1,000 teams"),
        (3, "200家以上", "at least 200 teams"),
        (4, "近90家", "nearly 90 teams"),
        (5, "不超过80家", "at most 80 teams"),
        (6, "约130家", "about 130 teams"),
        (7, "10家至20家", "10–20 teams"),
        (8, "首批51家", "first batch of 51 teams"),
        (9, "未披露", "not disclosed"),
        (10, "未披露", "not disclosed"),
    ],
)
def test_a_city_shows_its_figure_in_the_language_of_the_reader(city, zh, en, small) -> None:
    rows = small.ask("compare")
    names = {lang: next(row[f"name_{lang}"] for row in rows if row["name_en"] == f"City {city}") for lang in LANGS}
    shown = {lang: only(marks.comparison(rows, view(lang=lang), "none"), names[lang]) for lang in LANGS}
    assert (shown["zh"].value, shown["en"].value) == (zh, en)
    assert shown["zh"].drawn is shown["en"].drawn is (city < 9)


SCENARIOS = [
    ("communities", "actual", "现状", "Current"),
    ("minimum_floor_area", "actual", "现行", "In force"),
    ("minimum_floor_area", "target", "目标", "Target"),
]


@pytest.mark.parametrize(("indicator", "scenario", "zh", "en"), SCENARIOS)
def test_a_threshold_of_today_is_in_force_and_no_stock(indicator, scenario, zh, en) -> None:
    assert [marks.scenario({"scenario": scenario}, indicator, lang) for lang in LANGS] == [zh, en]


LONG = ["首批OPC社区（灏谷、高博达）及其全部合作空间的所在街道", "2026-01-01"]


@pytest.mark.parametrize(("lang", "words"), [("zh", "证据 B"), ("en", "evidence B")])
def test_the_letter_of_evidence_has_its_word_however_long_the_line(lang, words) -> None:
    assert marks.with_evidence(LONG, {"evidence": "B"}, view(lang=lang)).endswith(f" · {words}")


def test_a_mark_has_the_bounds_the_area_the_date_the_evidence_and_the_address_of_its_figure(small) -> None:
    mark = only(marks.comparison(small.ask("compare"), view(), "none"), "乙市")
    assert (mark.low, mark.high, mark.about) == (1000, None, False)
    assert mark.note == "全市 · 2026-01-01 · 证据 B"
    assert mark.href == "https://example.org/1"
    what, value, date, *_, source = mark.hover.split("\n")
    assert (what, value.split(" · ")[0], date.split(" · ")[0]) == ("乙市 · OPC 团队", "超1000家", "2026-01-01")
    assert "合成文件一 — 合成报社" in source


def test_about_and_a_first_batch_are_marked(small) -> None:
    found = marks.comparison(small.ask("compare"), view(), "none")
    assert [mark.label for mark in found if mark.about] == ["己市"]
    assert [mark.label for mark in found if "首批" in mark.caution] == ["辛市"]


def test_a_lead_is_announced_and_not_shown(small) -> None:
    found = marks.comparison(small.ask("compare"), view(), "none")
    assert only(found, "癸市").lead == "另有 1 条 D 级线索"
    assert (only(found, "壬市").lead, only(found, "癸市").low) == ("", None)


def test_a_lead_leads_to_the_page_of_its_city_with_leads_let_in(small) -> None:
    carried = (("lang", "zh"), ("evidence", "B"))
    mark = only(marks.comparison(small.ask("compare"), view(carried=carried), "none"), "癸市")
    assert re.fullmatch(r"\./city\?lang=zh&evidence=D&city=\d{6}", mark.lead_href)


COUNTED = """\
figure_id,city,indicator,figure,evidence
checked,甲市,resident_teams,51家,B
lead,甲市,resident_teams,408家,D
weak,乙市,resident_teams,70家,C
"""


def test_leads_are_announced_beside_a_figure_too_and_called_so_only_where_they_are(make_small, serve) -> None:
    small = serve(make_small(figures=COUNTED))
    said = {
        floor: only(marks.comparison(small.ask("compare", evidence=floor), view(evidence=floor), "none"), "甲市")
        for floor in "CD"
    }
    assert (said["C"].value, said["C"].lead, said["D"].lead) == ("51家", "另有 1 条 D 级线索", "")
    # Below the floor B lies C too, which is no lead.
    found = marks.comparison(small.ask("compare", evidence="B"), view(evidence="B", lang="en"), "none")
    assert only(found, "City 2").lead == "1 more on weaker evidence"


def test_what_is_not_like_for_like_stays_with_its_figure_and_its_reasons(small) -> None:
    left = only(marks.comparison(small.ask("compare", like=True), view(lang="en"), "none"), "City 8")
    assert (left.value, left.note, left.drawn) == ("first batch of 51 teams", "◐ a first batch or phase", False)
    drawn_ = [mark.label for mark in marks.comparison(small.ask("compare", like=True), view(), "none") if mark.drawn]
    assert len(drawn_) == 7


FUNDS = """\
figure_id,city,area,indicator,figure,earmark,evidence
own,甲市,东区,fund_size,10亿元,opc,B
wide,乙市,,fund_size,100亿元,ai,B
"""


@pytest.fixture
def funds(make_small, serve) -> Small:
    return serve(make_small(figures=FUNDS))


def test_money_that_is_not_for_opcs_says_for_whom_it_is(funds) -> None:
    found = marks.comparison(funds.ask("compare", indicator="fund_size"), view(), "none")
    own, wide = only(found, "甲市"), only(found, "乙市")
    assert (own.caution, own.note.split(" · ")[0]) == ("仅一个区", "OPC 专项")
    assert (wide.graded, wide.caution, wide.note.split(" · ")[0]) == ("caution", "属 AI 全行业资金", "全市")
    headings = [column.heading for column in twins.comparison("none", True, "actual")(view())]
    assert "资金用途" in headings
    assert "统计对象" not in headings


RANKED = """\
figure_id,city,area,indicator,figure
most,甲市,,resident_teams,100家
next,乙市,,resident_teams,50家
part,甲市,东区,communities,20个
whole,乙市,,communities,10个
third,丙市,,communities,10个
"""


def test_of_two_ranks_the_order_is_decided_only_where_the_figures_are_like_for_like(make_small, serve) -> None:
    small = serve(make_small(figures=RANKED))
    first, last = marks.ranks(small.ask("ranks"), view())
    assert (first.value, first.state, first.graded) == ("第 1 名（2 座披露）", "确定高于下一城", "like_for_like")
    assert (last.state, last.caution) == ("", "")
    part, *tied = marks.ranks(small.ask("ranks", indicator="communities"), view(lang="en"))
    assert (part.state, part.graded) == ("higher figure, but not like for like", "caution")
    assert "one district only" in part.caution
    assert tied[0].state == "order to the next undecided"


def test_who_may_be_the_first_is_behind_nobody(small) -> None:
    (gap,) = (column for column in twins.ranks(view()) if column.heading == t("rank.gap", "zh"))
    said = {row["name_zh"]: (row["rank_best"], gap.cell(row)) for row in small.ask("ranks")}
    assert said["乙市"] == (1, "—")
    assert said["甲市"][0] > 1
    assert said["甲市"][1] == "900 至 ∞"


DATES = """\
figure_id,city,indicator,figure,time_period
now,甲市,resident_teams,100家,2026-07-01
old,乙市,resident_teams,50家,2025-12-31
undated,丙市,resident_teams,30家,-
"""


def test_a_reason_says_whether_a_figure_is_of_another_time_or_of_none_that_is_stated(make_small, serve) -> None:
    small = serve(make_small(figures=DATES))
    rows = small.rows("compare")
    said = {name: [marks.cautions(rows[name], view(lang=lang)) for lang in LANGS] for name in ("甲市", "乙市", "丙市")}
    assert said == {
        "甲市": ["", ""],
        "乙市": ["比各城市最新的早180天以上", "over 180 days older than the newest"],
        "丙市": ["未注明时间", "no date stated"],
    }


def test_per_resident_the_words_are_those_of_the_axis(small) -> None:
    found = marks.comparison(small.ask("compare", per="resident"), view(), "resident")
    assert only(found, "乙市").value == "超过1000家/百万人"
    unscaled = only(found, "丙市")
    assert (unscaled.value, unscaled.note, unscaled.drawn) == ("200家以上", "本站未收录人口数，不折算", False)


def test_the_words_of_a_chart_name_every_row(small) -> None:
    found = marks.comparison(small.ask("compare"), view(), "none")
    words = marks.described("题", found, "zh")
    assert words.startswith("题：乙市 超1000家；")
    assert all(f"{mark.label} {mark.value}" in words for mark in found)


# ---- targets --------------------------------------------------------------------------------------------------------


def ends(stem: str, low: float | None, low_closed: bool | None, high: float | None, high_closed: bool | None) -> Row:
    """The columns of bounds of a target that is not met."""
    names = ("low", "low_closed", "high", "high_closed")
    bounds = {f"{stem}_{name}": end for name, end in zip(names, (low, low_closed, high, high_closed), strict=True)}
    return {"state": "one_observation"} | bounds


ATTAINED = [
    ((0, False, 0.051, False), "低于5.1%", "less than 5.1%"),
    ((0.55, True, 0.55, True), "55%", "55%"),
    ((0.9, True, 1.1, True), "90–110%", "90–110%"),
    ((0.051, False, None, None), "高于5.1%", "more than 5.1%"),
    ((0, False, None, None), "—", "—"),
    ((None, None, None, None), "—", "—"),
    ((0, True, 0, True), "0%", "0%"),
    ((1, True, 1, True), "100%", "100%"),
    ((0, True, 0.9996, True), "至多99.96%", "at most 99.96%"),
]


@pytest.mark.parametrize(("bounds", "zh", "en"), ATTAINED)
def test_attainment_is_worded_in_percent_with_its_bounds(bounds, zh, en) -> None:
    row = {"state": "limited"} | ends("attainment", *bounds)
    assert [marks.attained(row, view(lang=lang)) for lang in LANGS] == [zh, en]


@pytest.mark.parametrize("lang", LANGS)
def test_rounding_never_turns_an_upper_bound_into_an_exact_share(lang) -> None:
    # 4 of 超10000: less than 0.04 %.
    words = marks.attained({"state": "limited"} | ends("attainment", 0, False, 0.0004, False), view(lang=lang))
    assert words.startswith({"zh": "低于", "en": "less than"}[lang])


@pytest.mark.parametrize("lang", LANGS)
def test_rounding_never_makes_a_target_reached_that_is_not(lang) -> None:
    # 2999 of 3000.
    row = {"state": "on_track"} | ends("attainment", 2999 / 3000, True, 2999 / 3000, True)
    assert marks.attained(row, view(lang=lang)) != "100%"


NEEDED = [
    ((11.651674641148325, True, 11.651674641148325, True), "11.7家", "11.7 teams"),
    # Rounded to the nearest, each of these said more than the figures bear.
    ((0.55598, True, 1.55943, False), "0.55–1.6家", "0.55–1.6 teams"),
    ((0.2938, False, None, None), "超过0.29家", "more than 0.29 teams"),
    ((4.476, True, None, None), "至少4.4家", "at least 4.4 teams"),
    ((0, True, 1.814, False), "不足1.9家", "less than 1.9 teams"),
    ((0.04, True, None, None), "至少0.04家", "at least 0.04 teams"),
    ((50.0, False, None, None), "超过50家", "more than 50 teams"),
    ((0, None, 20.0, True), "至多20家", "at most 20 teams"),
    ((None, None, None, None), "—", "—"),
]


@pytest.mark.parametrize(("bounds", "zh", "en"), NEEDED)
def test_the_run_rate_required_is_worded_in_tenths_with_its_bounds(bounds, zh, en) -> None:
    row = ends("required_per_month", *bounds) | {"unit": "team"}
    assert [marks.needed(row, view(lang=lang)) for lang in LANGS] == [zh, en]


def test_rounding_never_makes_a_run_rate_of_nothing() -> None:
    # One community that is missing, and 30 months left.
    row = ends("required_per_month", 0.033, True, 0.033, True) | {"unit": "team"}
    assert not marks.needed(row, view()).startswith("0家")


TARGETS = """\
figure_id,city,indicator,scenario,figure,deadline,time_period,source_id
goal,甲市,resident_teams,target,超1000家,,2026-01-01,D1
now,甲市,resident_teams,actual,51家,,2026-03-01,D5
dated,乙市,communities,target,10个,2026-12-31,2026-01-01,D1
words,丙市,city_ambition,target,合成示范城,,2026-01-01,D1
"""


@pytest.fixture(scope="module")
def targets_folder(make_small) -> Path:
    return make_small(figures=TARGETS)


@pytest.fixture
def targets(targets_folder, monkeypatch) -> Small:
    monkeypatch.setenv("OPC_WAREHOUSE", str(targets_folder))
    return Small(targets_folder)


def test_targets_stand_under_their_indicator_and_those_without_a_number_stay_out(targets) -> None:
    found = marks.progress(targets.ask("progress"), view())
    assert [(type(mark).__name__, mark.label) for mark in found] == [
        ("Group", "OPC 团队"), ("Mark", "甲市"), ("Group", "OPC 社区"), ("Mark", "乙市"),
    ]  # fmt: skip


def test_what_a_roster_counts_is_not_called_published(targets) -> None:
    row = next(row for row in targets.ask("progress") if row["latest_text"])
    counted = row | {"latest_evidence": "R"}
    mark = only(marks.progress([counted], view()), "甲市")
    assert "名册统计51家（2026-03-01）" in mark.state
    assert "名册统计51家（2026-03-01）" in mark.hover
    assert marks.standing(counted, view()).startswith("名册统计51家，")
    assert marks.standing(counted, view(lang="en")).startswith("counted from the roster: 51 teams, ")
    assert "公布" not in mark.state + marks.standing(counted, view())


def test_a_target_says_its_goal_its_deadline_and_its_state(targets) -> None:
    found = marks.progress(targets.ask("progress"), view())
    jia, yi = only(found, "甲市"), only(found, "乙市")
    assert (jia.value, jia.note) == ("目标超1000家", "全市 · 未设期限 · 证据 B")
    assert jia.state == "未设期限，只看完成度 · 最近公布51家（2026-03-01） · 完成度低于5.1% · 还差超过949家"
    assert (jia.low, jia.high, jia.elapsed) == (5.1, 5.1, None)
    assert (yi.value, yi.note, yi.state) == ("目标10个", "全市 · 期限 2026-12-31 · 证据 B", "暂无现状数字")
    assert (yi.low, yi.high) == (None, None)
    assert yi.elapsed == pytest.approx(272 / 364)
    what, value, date, now, *_ = jia.hover.split("\n")
    assert (what, value) == ("甲市 · OPC 团队", "目标超1000家 · 全市")
    assert (date.split(" · ")[0], now) == ("未设期限", "最近公布51家（2026-03-01）")
    assert yi.hover.split("\n")[2].startswith("期限 2026-12-31 · ")
    # The document of the target, and that of the figure it is held against.
    assert ["合成文件" in line for line in jia.hover.split("\n")[-2:]] == [True, True]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_a_hover_says_a_deadline_as_the_line_below_the_name_does(precision, lang, targets) -> None:
    row = next(row for row in targets.ask("progress") if row["deadline"]) | {"deadline_precision": precision}
    (mark,) = (mark for mark in marks.progress([row], view(lang=lang)) if isinstance(mark, Mark))
    limit = wording.due(row["deadline"], precision, lang)
    assert mark.hover.split("\n")[2].startswith(f"{limit} · ")
    assert limit in mark.note
    assert "by by" not in mark.hover


# ---- columns --------------------------------------------------------------------------------------------------------


def test_a_document_is_a_link_with_publisher_and_date_or_says_that_it_has_no_address() -> None:
    row = {"title": "题", "publisher": "报社", "published": "2026-01-01", "url": "https://example.org/1"}
    assert columns.link(row, view()) == Link("报社 2026-01-01", "https://example.org/1", "题")
    nowhere = columns.link(row | {"url": None, "published": None}, view())
    assert nowhere == Link("报社（来源未给网址）", None, "题")
    assert columns.link(row | {"title": None}, view()) is None


def test_a_city_leads_to_its_profile_and_a_province_has_none() -> None:
    carried = (("lang", "en"), ("evidence", "D"), ("known_on", "2026-06-30"))
    (column,) = columns.pick(view(lang="en", carried=carried), "city")
    city = {"ref_area": "370100", "name_zh": "济南", "name_en": "Jinan", "area_level": "district"}
    assert column.cell(city) == Link("Jinan", "./city?lang=en&evidence=D&known_on=2026-06-30&city=370100")
    # Whose code ends like a province's is a city all the same.
    municipality = city | {"ref_area": "310000", "area_level": "city"}
    assert column.cell(municipality) == Link("Jinan", "./city?lang=en&evidence=D&known_on=2026-06-30&city=310000")
    province = {"ref_area": "370000", "name_zh": "山东省", "name_en": "Shandong", "area_level": "province"}
    assert column.cell(province) == "Shandong"


def test_a_row_without_a_figure_says_so_in_words() -> None:
    figure, bounds, date = columns.pick(view(), "figure", "bounds", "date")
    nothing = {"obs_text": None, "status": "not_disclosed", "time_period": None, "low": None, "high": None}
    assert (figure.cell(nothing), bounds.cell(nothing), date.cell(nothing)) == ("未披露", None, None)


# ---- disclosure -----------------------------------------------------------------------------------------------------

DISCLOSED = {
    "disclosed": True,
    "indicator_zh": "OPC 团队",
    "obs_text": "51家",
    "time_period": None,
    "published": None,
    "disclosed_of_city": 2,
    "expected_of_city": 6,
    "publisher": "报社",
}


def _disclosing(city: str, *ages: int | None) -> list[Row]:
    named = {"ref_area": city, "name_zh": city, "name_en": city}
    return [DISCLOSED | named | {"days_old": age} for age in ages]


def test_an_undated_figure_has_no_age_and_its_city_is_last() -> None:
    undated, old, fresh = marks.ages(
        _disclosing("甲市", None) + _disclosing("乙市", None, 90) + _disclosing("丙市", 30, 60), view()
    )[::-1]
    assert (undated.label, undated.value, undated.drawn) == ("甲市", "日期不详", False)
    assert (old.label, old.value, old.low, old.high) == ("乙市", "90 天前", 90, 90)
    assert old.note == "核心指标 6 项中 2 项 · 其中 1 项日期不详"
    assert (fresh.label, fresh.value) == ("丙市", "30 至 60 天前")
    assert fresh.hover.split("\n") == ["丙市 · 数字有多新", *["OPC 团队 · 51家 · 日期不详 · 报社"] * 2]


@pytest.mark.parametrize("known", [{"time_period": "2026"}, {"published": "2026"}])
def test_a_figure_of_which_the_year_is_known_has_no_age_and_is_not_undated(known) -> None:
    (year,) = marks.ages([row | known for row in _disclosing("甲市", None)], view())
    assert (year.value, year.drawn) == ("只知年份", False)
    years = [row | known for row in _disclosing("乙市", None, None)]
    (mixed,) = marks.ages(years + _disclosing("乙市", None, 90), view(lang="en"))
    assert mixed.note == "2 of 6 core indicators · for 2 only the year is known · 1 undated"


WHY_NO_AGE = [
    ("zh", None, "日期不详"), ("en", None, "undated"), ("zh", "2026", "只知年份"),
    ("en", "2026", "only the year is known"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "period", "words"), WHY_NO_AGE)
def test_the_table_says_why_a_figure_has_no_age(lang, period, words) -> None:
    age = next(column for column in twins.disclosure(view(lang=lang)) if column.numeric)
    (row,) = _disclosing("甲市", None)
    assert [age.cell(row | {"time_period": period}), age.cell(row | {"disclosed": False})] == [words, None]
