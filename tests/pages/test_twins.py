"""Under each chart stand its sources, its table and its files; and what has no room for all its bars says so."""

import html
import json
import re

import pytest

from opc import tables
from opc.briefing import slide_chart, slides
from opc.briefing.content import Bar, Chart
from opc.catalogue import indicators
from opc.text import t
from opc.theme import THEMES
from tests.app import opened, words

pytestmark = pytest.mark.usefixtures("real_warehouse")


def table_of(said: str, caption: str) -> str:
    return next(table for table in re.findall(r"<table>.*?</table>", said, re.DOTALL) if f"<caption>{caption}" in table)


def test_what_money_is_for_has_sources_table_and_file():
    app = opened("funding", lang="en")
    table = table_of(words(app), t("funding.composition", "en"))
    assert "CNY 5\u00a0bn" in table
    # A ratio is no citation of what the money is for.
    assert "opc-copy" not in table
    assert [element.proto.label for element in app.get("download_button")].count("Download: CSV") == 3


def test_all_money_may_be_chosen_beside_what_it_is_for():
    assert not opened("funding", earmarks="opc,ai,general").exception


def test_a_composite_has_its_table():
    # Of all six indicators one city alone has enough.
    said = words(opened("compare", lang="en", composite="on", evidence="D", w_fund_size="0"))
    table = table_of(said, t("composite.title", "en"))
    assert re.search(r'<td class="num">\d+%</td>', table)


def test_a_document_without_an_address_says_so_below_a_chart():
    said = html.unescape(words(opened("compare", lang="en")))
    assert f"({t('link.no_address', 'en')})" in said


def test_the_letter_of_evidence_never_stands_alone_on_a_line():
    kept = '<span style="white-space:nowrap">证据\u00a0B</span>'
    assert tables.words("2026-02-05 · 证据 B · 首批") == f"<time>2026-02-05</time>\u00a0· {kept}\u00a0· 首批"
    assert tables.words("evidence R, later") == "evidence\u00a0R, later"
    assert tables.words("看 D 级线索") == "看 D 级线索"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_briefing_has_its_charts_each_with_its_documents_and_its_table(lang):
    app = opened("briefing", lang=lang, known_on="2026-11-23")
    charts, said = app.get("plotly_chart"), words(app)
    assert len(charts) == 2
    assert said.count('class="opc-sources opc-documents"') == said.count('class="opc-fold"') == len(charts)
    drawn = [json.dumps(json.loads(chart.proto.spec)["data"]) for chart in charts]
    assert all(THEMES["light"][name] in data for data in drawn for name in ("accent", "grey"))
    caption = t("briefing.comparison_table", lang, indicator=indicators()["resident_teams"].label(lang))
    # The silent are named above the chart and have no row in its table.
    assert t("figure.not_disclosed", lang) not in table_of(said, caption)
    assert all(f"[{number}] " in said for number in (1, 2))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_briefing_has_all_core_indicators_in_an_open_table_whose_figures_lead_to_their_documents(lang):
    said = html.unescape(words(opened("briefing", lang=lang, sections="comparison", known_on="2026-11-23")))
    name = {"zh": "济南", "en": "Jinan"}[lang]
    shown = table_of(said, t("briefing.glance_table", lang, city=name))
    assert f"<b>{t('briefing.glance_this', lang, city=name)}</b>" in shown
    assert shown.count("<b>") == 1
    assert f'<span class="opc-absent">{t("figure.not_disclosed", lang)}</span>' in shown
    # Neither the sign nor the number stands alone on a line.
    link = re.search(
        r'<a href="(https?://[^"]+)"[^>]*title="([^"]+)">◐\u00a0[^<]*(?:51家|51\u00a0teams)[^<]*\[1\]', shown
    )
    assert link
    # Why it is to be compared with caution, and the document.
    assert link[2].startswith({"zh": "首批或首期 · ", "en": "a first batch or phase · "}[lang])
    assert said.index(shown) < said.index('class="opc-fold"')


@pytest.mark.parametrize(("lang", "summary"), [("zh", "全部 7 条数字的表格"), ("en", "Table of 7 figures")])
def test_the_figures_of_a_city_have_one_table_for_all_families(lang, summary):
    said = words(opened("city", lang=lang, city="330100", known_on="2026-11-28"))
    assert said.count('class="opc-fold"') == said.count(f"<summary>{summary}</summary>") == 1
    shown = table_of(said, summary)
    assert all(name in shown for name in {"zh": ("OPC 团队", "基金规模"), "en": ("OPC teams", "Fund size")}[lang])


@pytest.mark.parametrize(("city", "count"), [("330100", 24), ("130100", 25)])
def test_a_briefing_counts_and_lists_the_cities_beside_its_own(city, count):
    """On the button and below the title alike; those without a figure are named, and have no row."""
    app = opened("briefing", city=city, sections="comparison", known_on="2026-11-28")
    said = html.unescape(words(app))
    assert f"与 {count} 座城市对照，" in said
    assert f"对照 {count} 座城市" in [block.proto.popover.label for block in app.get("popover")]
    name = {"330100": "杭州", "130100": "石家庄"}[city]
    shown = table_of(said, t("briefing.glance_table", "zh", city=name))
    assert "北京" not in shown
    assert "济南" in shown
    assert t("briefing.glance_this", "zh", city=name) in shown
    assert "只收录到政策条款：北京（15）" in said


def test_that_all_rests_on_one_document_stands_above_a_briefing():
    said = words(opened("briefing", city="370100", known_on="2026-11-28"))
    place = said.index("出自同一份文件：[1]")
    assert said.index("opc-title") < place < said.index(t("briefing.standing_subtitle", "zh"))


def test_a_city_that_does_not_disclose_stays_in_the_charts_of_its_briefing():
    app = opened("briefing", city="440300", known_on="2026-11-23")
    assert "深圳 未披露" in app.get("plotly_chart")[1].proto.alt
    assert f">{t('legend.missing', 'zh')}</span>" in words(app)


def test_a_city_whose_figure_cannot_be_compared_is_not_said_to_be_silent_in_its_briefing():
    app = opened("briefing", city="320500", sections="comparison", known_on="2026-11-23")
    chart, *_ = app.get("plotly_chart")
    assert "苏州 110余人" in chart.proto.alt
    assert "统计的是人，不可比" in json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
    legend, *_ = re.findall(r'<p class="opc-legend">.*?</p>', words(app))
    assert t("legend.blocked", "zh") in legend
    assert t("legend.missing", "zh") not in legend


def chart(count: int) -> Chart:
    bars = tuple(Bar(f"City {number}", "1", 1, 1) for number in range(count))
    return Chart("Teams", "teams", bars, "said")


@pytest.mark.parametrize("count", [3, slide_chart.MOST, slide_chart.MOST + 5])
def test_a_chart_of_a_slide_says_how_many_of_its_bars_it_shows(count):
    caption = slides._caption(chart(count), "en")
    if count <= slide_chart.MOST:
        assert caption == "Teams"
    else:
        assert f"{slide_chart.MOST} of {count}" in caption
