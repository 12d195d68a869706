"""The product in a real browser: both languages, a phone, links, the keyboard."""

import io
import re

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from opc.catalogue import codelist
from opc.text import t
from opc.ui.navigation import PAGES
from tests.browser.seen import CHARTS, LANGUAGES, PHONE, address, foreign_words, turn_to

pytestmark = pytest.mark.browser


def test_the_language_is_switched_by_its_control_and_going_back_undoes_it(reader, server):
    guest = reader(server)
    guest.open(address("city"))
    chinese = guest.title
    guest.page.get_by_role("radio", name="English").check(force=True)
    expect(guest.page).to_have_title(re.compile(t("nav.city", "en")))
    guest.settle()
    assert guest.query == {"lang": "en"}
    assert guest.title != chinese
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    guest.page.go_back()
    expect(guest.page).to_have_title(re.compile(t("nav.city", "zh")))
    expect(guest.page.locator("h1.opc-title")).to_have_text(chinese)
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(guest.page.get_by_role("radio", name="中文")).to_be_checked()
    assert guest.query == {}
    guest.assert_well()


def test_a_link_to_a_page_of_ours_is_followed_within_the_session(reader, server):
    guest = reader(server)
    guest.open(address("overview", evidence="D"))
    documents = []
    guest.page.on("request", lambda made: documents.append(made.url) if made.resource_type == "document" else None)
    overview = guest.title
    icon = guest.page.locator('link[rel~="icon"]')
    expect(icon).to_have_attribute("href", re.compile("^data:image/png"))
    link = guest.page.locator(".opc-matrix a").last
    name = link.inner_text()
    link.click()
    expect(guest.page.locator("h1.opc-title")).to_have_text(re.compile(f"^{name}"))
    guest.settle()
    assert guest.query.keys() == {"evidence", "city"}
    assert guest.page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
    expect(guest.page.locator("nav [aria-current=page]")).to_have_text(t("nav.city", "zh"))
    guest.page.go_back()
    expect(guest.page.locator("h1.opc-title")).to_have_text(overview)
    assert documents == []
    expect(icon).to_have_attribute("href", re.compile("^data:image/png"))
    with guest.page.context.expect_page() as opened:
        guest.page.locator("nav a").last.click(modifiers=["ControlOrMeta"])
    assert opened.value.url == f"{server}/{address([*PAGES][-1], evidence='D')}"
    expect(guest.page.locator("h1.opc-title")).to_have_text(overview)
    guest.assert_well()


def test_on_a_phone_the_side_bar_folds_when_a_page_is_chosen(reader, server):
    phone = reader(server, *PHONE)
    phone.open(address("overview"))
    turn_to(phone.page, "sources", "zh")
    phone.settle()
    expect(phone.page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    expect(phone.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    phone.assert_well()


@pytest.mark.parametrize(("page", "figure"), [("overview", ".opc-fact b a"), ("compare", ".js-plotly-plot a")])
def test_a_figure_leads_to_its_source(page, figure, reader, server):
    guest = reader(server)
    guest.open(address(page))
    guest.settle(charts=page in CHARTS)
    # The source itself is not asked: a page of ours answers in its place. Not before: a browser that is told what to
    # answer keeps nothing of what it loads.
    guest.page.context.route(
        lambda url: not url.startswith(server),
        lambda route: route.fulfill(body="the source", content_type="text/plain"),
    )
    link = guest.page.locator(figure).first
    if page == "overview":
        href = link.get_attribute("href")
        assert "noopener" in link.get_attribute("rel")
    else:
        href = link.get_attribute("xlink:href")
    assert href.startswith(("http://", "https://"))
    assert link.get_attribute("target") == "_blank"
    guest.assert_well()
    with guest.page.context.expect_page() as opened:
        box = link.bounding_box()
        guest.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(opened.value).to_have_url(href)
    assert opened.value.evaluate("window.opener") is None


def test_the_evidence_floor_changes_the_view_and_stays_on_the_next_page(reader, server):
    guest = reader(server)
    guest.open()
    usual = guest.title
    guest.page.get_by_role("combobox", name=t("controls.evidence", "zh")).click()
    guest.page.get_by_role("option", name=codelist("evidence")["D"]["zh"]).click()
    expect(guest.page.locator("h1.opc-title")).not_to_have_text(usual)
    assert guest.query == {"evidence": "D"}
    guest.page.get_by_test_id("stSidebar").get_by_role("link", name=t("nav.sources", "zh")).click()
    expect(guest.page).to_have_title(re.compile(t("nav.sources", "zh")))
    guest.settle()
    assert guest.query == {"evidence": "D"}
    floor = guest.page.get_by_role("combobox", name=t("controls.evidence", "zh"))
    expect(floor).to_have_value(codelist("evidence")["D"]["zh"])
    guest.assert_well()


def test_the_readers_own_city_is_typed_once_and_named_on_the_next_pages(reader, server):
    guest = reader(server)
    guest.open(address("overview"))
    home = guest.page.get_by_role("combobox", name=t("controls.home", "zh"))
    home.fill("济南")
    guest.page.get_by_role("option", name="济南").click()
    guest.page.wait_for_url("**home=370100**")
    guest.settle()
    expect(guest.page.locator(".opc-matrix a").first).to_have_text(f"济南 · {t('figure.home', 'zh')}")
    turn_to(guest.page, "compare", "zh")
    guest.settle(charts=True)
    assert guest.query == {"home": "370100"}
    expect(home).to_have_value("济南")
    expect(guest.page.locator(".js-plotly-plot .annotation-text").first).to_contain_text(t("figure.home", "zh"))
    turn_to(guest.page, "briefing", "zh")
    expect(guest.page.locator("h1.opc-title")).to_contain_text("济南")
    for _ in range(3):
        guest.page.go_back()
        guest.settle()
    expect(home).to_have_value(t("controls.home_none", "zh"))
    assert guest.query == {}
    guest.assert_well()


def test_a_link_shows_the_other_reader_the_same_view(reader, server):
    guest = reader(server)
    guest.open(address("city", known_on="2026-06-30"))
    guest.page.get_by_role("radio", name="English").check(force=True)
    expect(guest.page).to_have_title(re.compile(t("nav.city", "en")))
    guest.settle()
    guest.page.get_by_role("combobox", name=t("controls.evidence", "en")).click()
    guest.page.get_by_role("option", name=codelist("evidence")["D"]["en"]).click()
    guest.page.wait_for_url(re.compile("evidence=D"))
    guest.settle()
    assert guest.query == {"known_on": "2026-06-30", "lang": "en", "evidence": "D"}
    link, query, words = guest.page.url.removeprefix(f"{server}/"), guest.query, view(guest.page)

    guest.become_another()
    guest.open(link)
    assert guest.query == query
    assert view(guest.page) == words
    expect(guest.page.get_by_role("combobox", name=t("controls.evidence", "en"))).to_have_value(
        codelist("evidence")["D"]["en"]
    )
    expect(guest.page.get_by_role("spinbutton", name=re.compile("^month"))).to_have_text("06")
    guest.assert_well()


def view(page: Page) -> list[list[str]]:
    """What a page says before its charts and tables."""
    return [page.locator(f".opc-{part}").all_inner_texts() for part in ("title", "subtitle", "facts")]


def test_a_search_without_a_hit_speaks_the_language_too(reader, server):
    guest = reader(server)
    guest.open(address("sources"))
    for lang in LANGUAGES:
        guest.follow(address("city", lang))
        guest.page.get_by_role("combobox", name=t("controls.city", lang), exact=True).fill("0000")
        expect(guest.page.get_by_role("listbox")).to_be_visible()
        assert foreign_words(guest.page, lang) == set(), lang
        guest.assert_well()
        guest.page.keyboard.press("Escape")


def test_the_keyboard_reaches_every_control_and_shows_where_it_is(reader, server):
    guest = reader(server)
    guest.open(address("city"))
    # Tab goes on from the last place that was clicked: from the corner of the page it meets everything in its order.
    guest.page.mouse.click(1, 1)
    before = picture(guest.page)
    navigation = [t(f"nav.{page}", "zh") for page in PAGES]
    awaited = {*navigation, "中文", *(t(f"controls.{name}", "zh") for name in ("evidence", "city"))}
    unseen = []
    for _ in range(30):
        guest.page.keyboard.press("Tab")
        name, box = guest.page.evaluate(FOCUSED)
        area = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
        if name in awaited and not ImageChops.difference(before.crop(area), picture(guest.page, box)).getbbox():
            unseen.append(name)
        awaited.discard(name)
        if not awaited:
            break
    assert awaited == set()
    assert unseen == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_deadline_of_the_readers_own_is_taken_out_again(lang, reader, server):
    guest = reader(server)
    guest.open(address("progress", lang, due="2027-12-31", known_on="2026-11-01"))
    guest.settle(charts=True)
    guest.page.get_by_role("button", name=t("spoken.unset", lang), exact=True).click()
    expect(guest.page).not_to_have_url(re.compile("due="))
    guest.settle(charts=True)
    assert "2027-12-31" not in guest.page.locator(".opc-subtitle").first.inner_text()
    guest.assert_well()


def picture(page: Page, clip: dict[str, int] | None = None) -> Image.Image:
    """What the screen shows, or a part of it."""
    return Image.open(io.BytesIO(page.screenshot(animations="disabled", clip=clip))).convert("RGB")


FOCUSED = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect();
    const name = element.getAttribute('aria-label') || element.innerText || element.textContent;
    const room = 6;
    return [name.trim(), {x: Math.floor(box.x - room), y: Math.floor(box.y - room),
        width: Math.ceil(box.width + 2 * room), height: Math.ceil(box.height + 2 * room)}];
}"""
