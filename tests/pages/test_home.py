"""The reader's own city, chosen once in the side bar, on every page. Real data, without a browser."""

import re

import pytest

from opc import questions
from opc.questions import today
from opc.text import t
from opc.ui.navigation import PAGES
from tests.app import opened, unbound, words

pytestmark = pytest.mark.usefixtures("real_warehouse")

JINAN, SHENZHEN, SILENT = "370100", "440300", "630100"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_control_and_its_links_carry_the_choice(page):
    app = opened(page, home=SHENZHEN)
    assert not app.exception
    assert app.selectbox(key="address_home").value == SHENZHEN
    assert f"home={SHENZHEN}" in app.sidebar.get("html")[0].proto.body


@pytest.mark.parametrize(("page", "title"), [("city", "深圳"), ("briefing", "深圳一人公司（OPC）简报")])
def test_a_page_of_one_city_begins_with_it_and_shows_another_that_is_asked_for(page, title):
    assert f'<h1 class="opc-title">{title}' in unbound(words(opened(page, home=SHENZHEN)))
    assert opened(page, home=SHENZHEN).selectbox(key="address_city").value == SHENZHEN
    assert opened(page, home=SHENZHEN, city=JINAN).selectbox(key="address_city").value == JINAN
    assert opened(page).selectbox(key="address_city").value == JINAN


def test_peers_are_those_of_it():
    app = opened("compare", home=SHENZHEN, peers="province")
    assert app.selectbox(key="address_peer_of").value == SHENZHEN


@pytest.mark.parametrize("page", ["compare", "progress", "funding"])
def test_a_silent_city_is_listed_where_it_is_the_readers_own(page):
    usual = opened(page).multiselect(key="address_cities").value
    assert SILENT not in usual
    app = opened(page, home=SILENT)
    assert sorted(app.multiselect(key="address_cities").value) == sorted([*usual, SILENT])
    assert "cities" not in app.query_params
    if page == "compare":
        others = len(questions.ask("cities", {}, today())) - len(usual) - 1
        assert t("compare.unlisted", "zh", count=others) in words(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("shown", ["values", "ranks", "glance"])
def test_the_comparison_names_it(shown, lang):
    said = t("figure.home", lang)
    app = opened("compare", home=JINAN, shown=shown, lang=lang)
    assert f"\u00a0· {said}</a>" in words(app)
    if shown != "glance":
        assert f" · {said}" in app.get("plotly_chart")[0].proto.alt
    assert said not in words(opened("compare", shown=shown, lang=lang))


@pytest.mark.parametrize(
    ("home", "shown", "said"),
    [(JINAN, "values", "济南：首批51家"), (JINAN, "ranks", "济南：第 "), (SILENT, "values", "西宁：未披露。")],
)
def test_the_comparison_begins_with_what_is_known_of_it(home, shown, said):
    assert f'<p class="opc-subtitle">{said}' in words(opened("compare", home=home, shown=shown))
    assert said not in words(opened("compare", shown=shown))


@pytest.mark.parametrize(
    ("lang", "home", "said"),
    [
        ("zh", JINAN, ("离目标超1000家还差超过949家（最近公布首批51家）", "第 3–4 名", "打开城市档案")),
        ("en", JINAN, ("Jinan", "Rank 3–4", "Open its profile")),
        ("zh", SILENT, ("西宁", "打开城市档案", "做成简报")),
    ],
)
def test_the_overview_tells_where_it_stands(lang, home, said):
    page = words(opened("overview", home=home, lang=lang, known_on="2026-11-23"))
    assert [word for word in said if word not in page] == []
    assert f"city={home}" in page
    assert t("overview.home_profile", lang) not in words(opened("overview", lang=lang))


def test_a_profile_offers_to_make_it_the_readers_own_and_says_it_no_more_afterwards():
    offer = t("city.make_home", "zh")
    page = words(opened("city", city=SHENZHEN))
    assert offer in page
    assert f"city={SHENZHEN}&amp;home={SHENZHEN}" in page or f"home={SHENZHEN}&amp;city={SHENZHEN}" in page
    assert offer not in words(opened("city", city=SHENZHEN, home=SHENZHEN))
    assert offer in words(opened("city", city=JINAN, home=SHENZHEN))


def test_it_is_chosen_changed_and_given_up_by_its_control():
    app = opened("compare")
    control = app.selectbox(key="address_home")
    assert control.value == ""
    control.set_value(JINAN).run()
    assert app.query_params["home"] == JINAN
    app.selectbox(key="address_home").set_value(SHENZHEN).run()
    assert app.query_params["home"] == SHENZHEN
    app.selectbox(key="address_home").set_value("").run()
    assert not app.exception
    assert "home" not in app.query_params


@pytest.mark.parametrize("unknown", ["999999", "济南", "370000", "<b>"])
def test_a_city_that_is_not_there_is_said(unknown):
    app = opened("overview", home=unknown)
    assert not app.exception
    assert t("controls.home", "zh") in words(app).split("opc-empty")[1][:60]
    assert app.selectbox(key="address_home").value == ""


def test_a_link_to_its_targets_leaves_the_other_cities_in():
    for app in (opened("overview", home=JINAN), opened("city", home=JINAN)):
        found = re.findall(r'href="\./progress\?([^"]*)"', words(app))
        assert found
        assert [query for query in found if "cities=" in query] == []
    # Of a city that is not the reader's own, the link shows its targets alone.
    assert "cities=440300" in words(opened("city", home=JINAN, city=SHENZHEN))


@pytest.mark.parametrize(("cities", "carried"), [(JINAN, False), (f"{JINAN},{SHENZHEN}", True), ("all", True)])
def test_one_city_alone_is_not_carried_to_the_next_page(cities, carried):
    assert ("cities=" in opened("progress", cities=cities).sidebar.get("html")[0].proto.body) == carried


def test_a_briefing_does_not_say_whose_city_it_is():
    page = words(opened("briefing", home=JINAN, city="320500"))
    assert "济南" in page
    assert f"济南 · {t('figure.home', 'zh')}" not in page


def test_progress_begins_with_it_or_says_that_it_has_no_target():
    mine = opened("progress", home="320500", known_on="2026-11-23").get("plotly_chart")[0].proto.alt
    # After the message the first rows are its own.
    assert f"：苏州 · {t('figure.home', 'zh')} " in mine
    silent = words(opened("progress", home=SILENT, known_on="2026-11-23"))
    assert t("briefing.progress_none", "zh", city="西宁") in re.sub("<[^>]+>", "", silent)


@pytest.mark.parametrize(
    ("floor", "said"), [("C", "看 D 级线索（8 条，未核实）"), ("B", "看证据较弱的陈述（"), ("A", "看证据较弱的陈述（")]
)
def test_only_leads_are_called_leads(floor, said):
    assert said in words(opened("city", city=JINAN, evidence=floor, known_on="2026-11-23"))


def test_two_funds_are_not_two_claims_about_one():
    page = words(opened("city", city=SHENZHEN, known_on="2026-11-23"))
    assert "人工智能与具身机器人产业基金" in page.split(t("city.events", "zh"))[0]
    assert "人工智能终端产业基金" in page.split(t("city.events", "zh"))[0]


def test_funds_have_no_places():
    app = opened("compare", shown="ranks", indicator="fund_size")
    assert app.selectbox(key="address_indicator").value != "fund_size"
    assert "opc-empty" in words(app)
    assert opened("compare", indicator="fund_size").selectbox(key="address_indicator").value == "fund_size"


@pytest.mark.parametrize(
    ("page", "home", "said"),
    [
        ("disclosure", JINAN, "济南的 6 项核心指标，查到 4 项的现状数字。"),
        ("disclosure", SILENT, "西宁的 6 项核心指标，查到 0 项的现状数字。"),
        ("funding", JINAN, "济南公布：50亿元（基金规模 · AI 全行业）。"),
        ("funding", SHENZHEN, "深圳公布：100亿元（基金规模 · AI 全行业）、50亿元（基金规模 · AI 全行业）。"),
    ],
)
def test_money_and_disclosure_say_what_is_known_of_it(page, home, said):
    assert said in plain(opened(page, home=home, known_on="2026-11-23"))
    assert said not in plain(opened(page, known_on="2026-11-23"))


def test_where_it_stands_has_its_documents_and_a_citation_for_each_figure():
    top, _ = unbound(words(opened("overview", home=JINAN, known_on="2026-11-23"))).split(t("overview.leaders", "zh"))
    # Three places, and nothing else above the leading figures has a citation.
    assert top.count('class="opc-copy" data-copy=') == 3
    assert "https://sd.ifeng.com/c/8rAQjtt6LJI" in top.split("opc-documents")[1]


def plain(app):
    """The words of a page without its markup and what binds them."""
    return re.sub("<[^>]+>", "", words(app)).replace("\u2060", "").replace("\xa0", " ")
