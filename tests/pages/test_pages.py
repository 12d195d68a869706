"""Each page, in each language, with the usual view and with an empty one, runs without an exception."""

import html
import json
import re
from collections import Counter
from datetime import date, timedelta
from urllib.parse import parse_qs, parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from opc import marks, questions
from opc.questions import today
from opc.text import t
from opc.ui.address import named
from opc.ui.navigation import PAGES
from tests.app import opened, words

pytestmark = pytest.mark.usefixtures("real_warehouse")


def notice(name: str, value: str) -> str:
    """What is said of a value in the address that is not there; one of several is left out."""
    *known, unknown = value.split(",")
    return t(f"notice.unknown_{'item' if known else 'value'}", "zh", name=named(name, "zh"), value=unknown)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_both_languages(page, lang):
    app = opened(page, lang=lang)
    assert not app.exception
    assert 'class="opc-title"' in words(app)
    assert f"aria-current=page>{t(f'nav.{page}', lang)}</a>" in words(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("evidence", "Z"),
        ("known_on", "yesterday"),
        ("known_on", "2031-01-01"),
        ("lang", "fr"),
        ("known_on", "2026-02-30"),
        ("known_on", "20260205"),
        ("known_on", "2026-W10-1"),
    ],
)
def test_an_unknown_value_in_the_address_falls_back(page, name, value):
    app = opened(page, **{name: value})
    assert not app.exception
    assert "opc-title" in words(app)
    if name != "lang":
        assert notice(name, value) in words(app)


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("compare", "indicator", "happiness"),
        ("compare", "cities", "370100,999999"),
        ("compare", "per", "hectare"),
        ("funding", "basis", "soon"),
        ("funding", "earmarks", "opc,lottery"),
        ("city", "city", "000000"),
        ("sources", "part", "none"),
    ],
)
def test_an_unknown_choice_falls_back_with_a_notice(page, name, value):
    app = opened(page, **{name: value})
    assert not app.exception
    assert notice(name, value) in words(app)


@pytest.mark.parametrize("page", ["compare", "progress", "briefing"])
def test_an_unknown_city_beside_known_ones_is_said_once_and_left_out(page):
    said = words(opened(page, cities="370100,999999"))
    assert said.count("999999”") == 1
    assert "已略去" in said
    assert "已改用默认值" not in said


def test_a_search_without_a_hit_says_so_and_nothing_of_evidence():
    said = words(opened("sources", search="xyzzy"))
    assert "没有与“xyzzy”相符的内容" in said
    assert t("notice.looser", "zh") not in said


def test_money_of_no_kind_is_asked_for_and_not_said_to_be_undisclosed():
    said = words(opened("funding", earmarks=""))
    assert t("notice.empty_earmarks", "zh") in said
    assert t("funding.per_team_none", "zh") not in said


def test_a_briefing_without_sections_keeps_its_title():
    said = words(opened("briefing", sections=""))
    assert f'<h1 class="opc-title">{t("briefing.title", "zh", city="济南")}</h1>' in said
    assert t("notice.empty_sections", "zh") in said


def test_a_city_without_leads_is_not_sent_to_them():
    assert t("notice.looser", "zh") not in words(opened("city", city="210200"))
    assert t("notice.looser", "zh") in words(opened("city", city="440100"))


def test_the_rest_of_the_sources_is_listed_and_nothing_else():
    said = words(opened("progress"))
    link = next(html.unescape(href) for href in re.findall(r'href="(\./sources\?[^"]*documents=[^"]*)"', said))
    named = parse_qs(link.partition("?")[2])["documents"][0]
    count = max(map(int, re.findall(r"来源 (\d+) 份", said)))
    assert f"另有 {count - 8} 份" in said
    assert len(named.split(",")) == count
    listed = words(opened("sources", part="documents", documents=named))
    assert set(re.findall(r"<td[^>]*>(D\d+)</td>", listed)) == set(named.split(","))


@pytest.mark.parametrize(("query", "asked"), [("ledger", {"most": "0"}), ("sources", {})])
def test_of_a_year_the_documents_with_a_day_stand_before_those_with_the_year_alone(query, asked):
    bare = set()
    for row in questions.ask(query, asked, today()):
        published = row["published"] or ""
        assert published[:4] not in bare or len(published) == 4, row
        bare |= {published} if len(published) == 4 else set()
    assert bare


def test_an_own_number_of_teams_is_said_and_has_no_source():
    app = opened("funding", teams="100", earmarks="opc,ai")
    said = words(app)
    assert "您填的 100 家" in said.replace("\xa0", " ")
    assert "团队的来源" not in said
    assert next(box for box in app.selectbox if box.key == "address_basis").disabled


def test_a_number_in_a_title_is_not_parted_from_what_it_counts():
    title = re.search(r'<h1 class="opc-title">(.*?)</h1>', words(opened("compare")))[1]
    assert re.search(r'<span style="white-space:nowrap">\d+ 座</span>', title)


@pytest.mark.parametrize(("page", "name"), [("city", "city"), ("funding", "basis"), ("compare", "known_on")])
def test_a_notice_stands_below_the_message_and_names_the_control(page, name):
    said = words(opened(page, **{name: "nothing"}))
    assert name not in re.findall(r'role="status">(.*?)</div>', said)[0]
    head, notices = (said.index(words) for words in ('class="opc-title"', notice(name, "nothing")))
    # What follows the message is of the page below its controls.
    assert head < notices < said.index('class="opc-section"')


@pytest.mark.parametrize(
    ("indicator", "scenario", "other"), [("opc_talent", "target", "actual"), ("resident_people", "actual", "target")]
)
def test_compare_offers_what_either_scenario_has_and_keeps_it_in_the_other(indicator, scenario, other):
    app = opened("compare", indicator=indicator, scenario=scenario)
    assert app.selectbox(key="address_indicator").value == indicator
    assert 'role="status"' not in words(app)
    app.selectbox(key="address_scenario").select(other).run()
    assert not app.exception
    assert app.selectbox(key="address_indicator").value == indicator
    assert 'role="status"' not in words(app)


@pytest.mark.parametrize("page", ["compare", "funding"])
def test_each_chart_whose_scale_is_logarithmic_says_so(page):
    app = opened(page, evidence="D", indicator="fund_size")
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    logarithmic = sum(spec["layout"]["xaxis"].get("type") == "log" for spec in specs)
    titles = [spec["layout"]["xaxis"].get("title", {}).get("text", "") for spec in specs]
    assert sum(t("axis.log_scale", "zh", unit="") in title for title in titles) == logarithmic > 0


def test_an_empty_city_stays_and_leads_to_what_is_not_verified():
    app = opened("city", city="440100")
    said = words(app)
    assert not app.exception
    assert t("notice.empty_rows", "zh") + t("notice.looser", "zh") in said
    # The day is today's, and nothing was changed that could be taken back.
    assert t("notice.later", "zh") not in said
    assert [button for button in app.button if button.key == "reset_empty_rows"] == []
    (count,) = re.findall(r'href="\./city\?evidence=D&amp;city=440100"[^>]*>看 D 级线索（(\d+) 条', said)
    assert int(count) > 0
    app = opened("city", city="440100", known_on="2026-01-01")
    assert t("notice.later", "zh") in words(app)
    next(b for b in app.button if b.key == "reset_empty_rows").click().run()
    assert "广州" in re.search('class="opc-title">(.*?)</h1>', words(app))[1]
    assert t("notice.looser", "zh") not in words(opened("city", city="440100", evidence="D"))


def test_hostile_text_in_the_address_stays_text():
    app = opened("sources", search="<script>alert(1)</script>' or 1=1 --")
    assert not app.exception
    assert "<script>alert" not in words(app)
    app = opened("compare", indicator="<img src=x onerror=alert(1)>")
    assert not app.exception


def test_the_evidence_floor_reaches_every_figure():
    strict, loose = (
        words(opened("city", city="370100", evidence="B")),
        words(opened("city", city="370100", evidence="D")),
    )
    assert "408" in loose
    assert "408" not in strict
    assert "首批51家" in strict


def test_as_known_on_hides_what_came_later():
    before, after = words(opened("city", city="150100", known_on="2026-06-04")), words(opened("city", city="150100"))
    assert "20家" in after
    assert "20家" not in before


def plain(app: AppTest) -> str:
    """What a page says, without the marks of its days, and of what stays in one line."""
    return re.sub(r"</?(span|time)[^>]*>", "", words(app))


@pytest.mark.parametrize("evidence", ["C", "D"])
def test_no_heading_counts_what_came_later(evidence):
    asked = {"evidence": evidence, "known_on": "2026-03-01"}
    (extent,), (build,) = (questions.ask(query, asked, today()) for query in ("extent", "build"))
    assert f"共 {extent['figures']} 条数字" in plain(opened("overview", **asked))
    for part in ("statements", "documents"):
        said = plain(opened("sources", part=part, **asked))
        assert f"{build['sources']} 份文件，{build['statements']} 条陈述" in said
        assert said.count("<tr>") - 1 == build["sources" if part == "documents" else "statements"]


@pytest.mark.parametrize("part", ["statements", "documents"])
def test_what_is_new_since_a_day_is_listed_with_its_places(part):
    query, since = ("ledger" if part == "statements" else "sources"), "2026-06-30"
    rows = questions.ask(query, {"since": since, "cities": ""}, today())
    said = plain(opened("sources", part=part, since=since))
    assert said.count("<tr>") - 1 == len(rows)
    assert f"以下都在 {since} 之后公开" in said
    if part == "statements":
        counted = Counter(row["name_zh"] for row in rows)
        assert f"涉及 {len(counted)} 个地方" in said
        for name, count in counted.items():
            (link,) = re.findall(rf'href="(\./sources\?[^"]*)"[^>]*>{name} {count}<', said)
            asked = parse_qs(html.unescape(link).partition("?")[2])
            assert (asked["since"], asked["search"]) == ([since], [name])


def test_nothing_new_says_until_when_documents_were_collected_and_leads_back():
    app = opened("sources", since="2026-11-01")
    assert "2026-11-01 之后没有收录到新公开的内容。资料收集至 2026-09" in words(app)
    (back,) = (button for button in app.button if button.key == "reset_empty_since")
    back.click().run()
    assert "since" not in app.query_params
    assert "<tr>" in words(app)


@pytest.mark.parametrize("since", ["2026-02-30", "2024-01-01", "2026-06-02", "yesterday"])
def test_a_day_that_nothing_can_follow_is_said_and_leaves_nothing_out(since):
    said = words(opened("sources", since=since, known_on="2026-06-01"))
    assert t("controls.since", "zh") in said
    assert said.count("<tr>") == words(opened("sources", known_on="2026-06-01")).count("<tr>")


def test_the_overview_leads_to_what_is_new():
    said = words(opened("overview", evidence="D"))
    (link,) = re.findall(r'href="(\./sources\?[^"]*since=[^"]*)"', said)
    asked = parse_qs(html.unescape(link).partition("?")[2])
    (extent,) = questions.ask("extent", {"evidence": "D"}, today())
    assert date.fromisoformat(asked["since"][0]) == extent["newest"] - timedelta(days=30)
    assert asked["evidence"] == ["D"]


def test_that_later_documents_are_not_in_is_said_of_days_after_the_last_search_only():
    assert "资料收集至 2026-09，此后公布的尚未收录" in plain(opened("overview", known_on="2026-09-01"))
    assert "此后公布的尚未收录" not in plain(opened("overview", known_on="2026-06-30"))


def test_each_indicator_of_progress_shows_its_own_targets_and_no_others():
    rows = marks.distinct(marks.quantified(questions.ask("progress", {}, today())))
    targets = Counter(row["indicator"] for row in rows)
    assert len(targets) > 3
    for indicator, count in targets.items():
        said = words(opened("progress", indicator=indicator))
        assert t("notice.empty_rows", "zh") not in said
        seen = [row for row in rows if row["indicator"] == indicator and row["latest_text"]]
        listed = re.search(r"(\d+) 个目标没有可对照的现状数字", said)
        assert len(seen) + (int(listed[1]) if listed else 0) == count


@pytest.mark.parametrize(
    ("indicator", "label", "applied"),
    [
        ("resident_teams", "如果每月净增（家）", True),
        ("communities", "如果每月净增（个社区）", True),
        ("all", "如果每月净增（先选指标）", False),
    ],
)
def test_a_pace_is_in_the_unit_of_one_indicator_and_applied_to_no_other(indicator, label, applied):
    app = opened("progress", indicator=indicator, pace="20")
    assert not app.exception
    (number,) = app.number_input
    assert (number.label, number.disabled) == (label, not applied)
    assert (t("legend.forecast", "zh") in words(app)) == applied
    assert ("按您的速度" in words(app)) == applied


@pytest.mark.parametrize(
    ("due", "applied", "noticed"),
    [
        ("2027-12-31", True, False),
        ("2026-06-02", False, False),
        ("2026-06-01", False, True),
        ("2026-02-30", False, True),
        ("2099-01-01", False, True),
    ],
)
def test_a_deadline_of_the_readers_own_lies_ahead_or_is_none(due, applied, noticed):
    said = words(opened("progress", due=due, known_on="2026-06-01", cities="370100"))
    assert ("如果期限是 2027-12-31（您的假设），自 2026-06-01 起每月需" in said) == applied
    assert (t("notice.unknown_value", "zh", name=t("controls.due", "zh"), value=due) in html.unescape(said)) == noticed


def test_where_no_money_is_published_the_page_says_so_once():
    app = opened("funding", cities="110000")
    assert t("notice.empty_rows", "zh") in words(app)
    assert t("funding.per_team", "zh") not in words(app)
    assert t("funding.funds", "zh") not in words(app)
    assert t("funding.per_team", "zh") in words(opened("funding", cities="370100"))


# The twin of a chart folds out below the link to a file of its rows; of an open table the link stands below.
LINK = r'/query/(?P<query>\w+)\.csv\?(?P<asked>[^"]*)"'
TABLE = r'<div class="opc-table(?P<table>(?:(?!<div class="opc-table).)*?)</table>'
APART = r'(?:(?!<div class="opc-table|/query/\w+\.csv).)*?'
TABLES_AND_FILES = [
    re.compile(parts, re.DOTALL)
    for parts in (
        f'{LINK}{APART}<details class="opc-fold"><summary>[^<]*</summary>{TABLE}',
        f"{TABLE}</div></div>{APART}{LINK}",
    )
]


@pytest.mark.parametrize("evidence", ["C", "D"])
@pytest.mark.parametrize(
    ("page", "address", "least"),
    [
        ("compare", {}, 2),
        ("compare", {"shown": "ranks"}, 2),
        ("progress", {}, 2),
        ("progress", {"indicator": "communities", "pace": "5", "cities": "420100,310000,370100"}, 1),
        ("progress", {"indicator": "resident_teams"}, 1),
        ("funding", {"earmarks": "opc,ai"}, 2),
        ("disclosure", {}, 1),
    ],
)
def test_the_files_beside_a_table_hold_its_rows(page, address, least, evidence, monkeypatch):
    monkeypatch.setenv("OPC_INTERFACE", "1")
    said = words(opened(page, evidence=evidence, **address))
    found = [table for pattern in TABLES_AND_FILES for table in pattern.finditer(said)]
    assert len(found) >= least
    for table in found:
        asked = dict(parse_qsl(html.unescape(table["asked"])))
        rows = questions.ask(table["query"], asked, today())
        assert table["table"].count("<tr") - 1 == len(rows), table["query"]


def test_a_pace_in_communities_stays_with_communities():
    asked = {"indicator": "communities", "pace": "5", "evidence": "D"}
    rows = questions.ask("progress", asked, today())
    assert {row["indicator"] for row in rows} == {"communities"}
    assert any(row["has_what_if"] for row in rows)


def test_without_the_interface_each_table_of_progress_has_a_button_of_its_own():
    app = opened("progress")
    assert not app.exception
    assert len(app.get("download_button")) == 3


@pytest.mark.parametrize(
    ("cities", "charts", "unseen", "counted", "by_city"),
    [("370100", 1, 0, False, False), ("110000", 0, 2, False, False), ("320500,110000", 1, 4, True, True)],
)
def test_only_targets_with_a_current_figure_are_drawn_and_the_others_are_listed(
    cities, charts, unseen, counted, by_city
):
    app = opened("progress", cities=cities, known_on="2026-11-28")
    said = html.unescape(words(app))
    assert len(app.get("plotly_chart")) == charts
    assert ('class="opc-legend"' in said) == bool(charts)
    title = t("progress.unseen", "zh", count=unseen)
    listed = re.search(f"<caption>{title}</caption>.*?</table>", said, re.DOTALL)
    assert (listed[0].count("<tr") - 1 if listed else 0) == unseen
    assert ('class="opc-counts"' in said) == counted
    assert (t("progress.standing", "zh") in said) == by_city


def test_what_is_not_disclosed_stays_and_is_named():
    app = opened("compare", indicator="resident_teams", cities="370100,370700")
    assert t("figure.not_disclosed", "zh") in words(app)
    assert "潍坊" in words(app)


def test_cities_of_which_nothing_is_known_are_counted_and_can_be_listed():
    rows = questions.ask("cities", {}, today())
    silent = sum(not (row["figures"] or row["policies"] or row["events"]) for row in rows)
    said = [t("compare.unlisted", lang, count=silent) for lang in ("zh", "en")]
    assert silent > 0
    assert said[1] in words(opened("compare", lang="en", per="resident"))
    app = opened("compare", scenario="target")
    assert said[0] in words(app)
    next(button for button in app.button if button.key == "all_cities").click().run()
    assert not app.exception
    assert app.query_params["cities"] == "all"
    assert app.query_params["scenario"] == "target"
    assert len(app.multiselect(key="address_cities").value) == len(rows)
    assert said[0] not in words(app)
    assert [button for button in app.button if button.key == "all_cities"] == []
    assert "没有列入" not in words(opened("compare", cities="370100,370700"))


def test_like_for_like_only_keeps_every_city_and_says_why():
    app = opened("compare", like="on", cities="370100,370700,440300", known_on="2026-11-23")
    assert "2 座城市公布了“OPC 团队”，无一同口径" in words(app)
    assert app.get("plotly_chart")[0].proto.alt.endswith("深圳 近200家；济南 首批51家；潍坊 未披露。")


@pytest.mark.parametrize(("floor", "said"), [("D", "OPC 团队（家） · 对数刻度"), ("C", "OPC 团队（家）")])
def test_an_axis_says_what_it_counts_in_which_unit_and_whether_it_is_logarithmic(floor, said):
    chart, *_ = opened("compare", evidence=floor, known_on="2026-11-23").get("plotly_chart")
    assert json.loads(chart.proto.spec)["layout"]["xaxis"]["title"]["text"] == said


def test_an_ai_fund_is_never_shown_as_opc_money():
    app = opened("funding", earmarks="opc", evidence="D")
    ratios = words(app).split(t("funding.composition", "zh"))[0]
    assert "50亿" not in ratios


def test_the_known_on_control_reaches_today():
    before = today()
    control = opened("overview").date_input[0]
    # The day may end between the two.
    assert control.value in {before, today()}
    assert control.max == control.value


@pytest.mark.parametrize(
    ("lang", "place", "target"),
    [
        ("zh", "第 3–4 名", "离目标超1000家还差超过949家（最近公布首批51家）；没有期限"),
        ("en", "Rank 3–4", "more than 949 teams short of the target of more than 1,000 teams"),
    ],
)
def test_a_city_is_told_where_it_stands_and_how_far_its_target_is(lang, place, target):
    app = opened("city", city="370100", lang=lang, known_on="2026-11-23")
    assert place in words(app)
    assert "indicator=resident_teams&amp;shown=ranks" in words(app)
    assert target in words(app)
    assert "cities=370100" in words(app)


def test_a_city_shows_the_targets_of_its_province_with_their_document():
    _, _, after = words(opened("city", city="370100", known_on="2026-11-23")).partition("省级目标：山东省")
    table = after.partition("</table>")[0]
    assert [said in table for said in ("百个特色载体", "2029 年底前", "山东省工业和信息化厅等12部门")] == [True] * 3
    # Nothing was known of them, and where a province has none nothing is said.
    assert "省级目标" not in words(opened("city", city="370100", known_on="2026-07-30"))
    assert "省级目标" not in words(opened("city", city="320500", known_on="2026-11-23"))


def test_a_city_that_nothing_is_known_of_has_no_place():
    assert "所处名次" not in words(opened("city", city="130100"))
