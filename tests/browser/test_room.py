"""Charts have their words beside their marks where there is room, and above them where there is none."""

import base64
import re
import time

import pytest
from playwright.sync_api import expect

from opc.text import t
from opc.theme import THEMES
from opc.ui.navigation import PAGES
from tests.browser.seen import CHARTS, DESK, LANGUAGES, PHONE, address, overflowing

pytestmark = pytest.mark.browser

PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)
# The switch that tells the server: how often it was turned.
COUNTED = """window.turned = 0;
document.addEventListener(
    "click", event => window.turned += Boolean(event.target.closest?.(".st-key-narrow")), true
);"""
BESIDE = "document.querySelector('.js-plotly-plot')?.layout.margin.l > 100"
# Words of the left margin that reach into the drawing.
OVER = """[...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
    const edge = chart.getBoundingClientRect().left + chart.layout.margin.l;
    const lines = [...chart.querySelectorAll('.annotation[data-index="0"] .line')];
    return lines.filter(line => line.getBoundingClientRect().right > edge).map(line => line.textContent);
})"""
# A window in which a chart has just room enough for words beside its marks.
NARROWEST = (1240, 900)
# A sheet of the shape of A4 across without its margins of 13 mm, in the pixels of CSS.
PAPER = (320 - 26) / 25.4 * 96
WIDTHS = "[...document.querySelectorAll('{}')].map(part => part.getBoundingClientRect().width)"
# The colours of what is written and drawn in charts, and of the page below.
INKS = """[...new Set([...document.querySelectorAll('.js-plotly-plot :is(text, tspan, path)')].flatMap(part =>
    [part.style.fill, part.style.stroke]))].filter(colour => /^rgb/.test(colour))"""
# The darkest of the columns of pixels at either edge, each by the sum of colours that half of it has at least.
EDGES = """async picture => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const middle = column => {
        const {data} = pen.getImageData((column + image.width) % image.width, 0, 1, image.height);
        const sums = [...Array(image.height).keys()].map(y => data[4 * y] + data[4 * y + 1] + data[4 * y + 2]);
        return sums.sort((a, b) => a - b)[sums.length >> 1];
    };
    return Math.min(...[0, 1, 2, 3, -4, -3, -2, -1].map(middle));
}"""
BACKGROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


def test_the_words_follow_the_window(reader, server):
    guest = reader(server)
    guest.open(address("progress", indicator="communities"))
    # The window is watched on from page to page.
    guest.page.get_by_test_id("stSidebar").get_by_role("link", name=t("nav.compare", "zh"), exact=True).click()
    expect(guest.page).to_have_title(f"{t('nav.compare', 'zh')} · {t('app.name', 'zh')}")
    guest.settle(charts=True)
    before = guest.page.url
    guest.wait(BESIDE)
    guest.page.set_viewport_size({"width": 700, "height": 900})
    guest.wait(f"!({BESIDE})")
    assert overflowing(guest.page) == []
    guest.page.set_viewport_size({"width": 1440, "height": 900})
    guest.wait(BESIDE)
    assert guest.page.url == before
    guest.assert_well()


def test_the_words_stay_where_they_are_from_page_to_page(reader, server):
    guest = reader(server, *PHONE)
    guest.open(address("compare"))
    guest.settle(charts=True)
    guest.page.evaluate(COUNTED)
    guest.page.get_by_test_id("stExpandSidebarButton").click()
    guest.page.get_by_test_id("stSidebar").get_by_role("link", name=t("nav.funding", "zh"), exact=True).click()
    expect(guest.page).to_have_title(f"{t('nav.funding', 'zh')} · {t('app.name', 'zh')}")
    guest.settle(charts=True)
    assert guest.page.evaluate("window.turned") == 0
    guest.assert_well()


def test_the_switch_may_come_late(reader, server):
    guest = reader(server, *PHONE)
    pattern = re.compile(r"/static/js/Checkbox\.")
    guest.page.route(pattern, lambda route: (time.sleep(1), route.continue_()))
    guest.open(address("compare"))
    guest.settle(charts=True)
    guest.wait(f"!({BESIDE})")
    expect(guest.page.get_by_test_id("stPlotlyChart")).to_be_visible()
    guest.assert_well()


def test_a_phone_is_drawn_for_at_once(reader, server):
    phone = reader(server, *PHONE)
    devtools = phone.page.context.new_cdp_session(phone.page)
    devtools.send("Emulation.setUserAgentOverride", {"userAgent": PHONE_AGENT})
    devtools.send("Page.enable")
    devtools.send("Page.addScriptToEvaluateOnNewDocument", {"source": COUNTED})
    try:
        phone.open(address("compare"))
        phone.settle(charts=True)
        phone.wait(f"!({BESIDE})")
        assert phone.page.evaluate("window.turned") == 0
        phone.assert_well()
    finally:
        devtools.detach()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_words_beside_a_mark_are_cut(lang, reader, server):
    guest = reader(server, *NARROWEST)
    guest.open(address("sources", lang))
    cut = {}
    for page in sorted(CHARTS, key=list(PAGES).index):
        guest.follow(address(page, lang), charts=True)
        expect(guest.page).to_have_title(f"{t(f'nav.{page}', lang)} · {t('app.name', lang)}")
        guest.wait(BESIDE)
        cut[page] = overflowing(guest.page) + guest.page.evaluate(OVER)
    # The longest figures there are.
    guest.follow(address("compare", lang, indicator="communities", scenario="target", per="resident"), charts=True)
    cut["per resident"] = overflowing(guest.page) + guest.page.evaluate(OVER)
    guest.resize(*PHONE)
    cut["on a phone"] = overflowing(guest.page)
    assert {page: what for page, what in cut.items() if what} == {}
    guest.assert_well()


def test_a_chart_fits_on_paper_laid_across(reader, server):
    guest = reader(server)
    guest.open(address("progress"))
    guest.settle(charts=True)
    guest.wait(BESIDE)
    # The page is measured now and then.
    guest.wait("document.documentElement.style.getPropertyValue('--page')")
    before, *_ = guest.page.evaluate(WIDTHS.format(".main-svg"))
    guest.page.emulate_media(media="print")
    try:
        guest.wait("document.querySelector('.opc-rows')")
        rows = guest.page.evaluate(WIDTHS.format(".opc-rows td > svg"))
        assert rows == pytest.approx([before] * len(rows), abs=0.1)
        page, *charts = guest.page.evaluate(
            "[...document.querySelectorAll('.stMainBlockContainer, .js-plotly-plot')]"
            ".map(part => part.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        assert charts
        assert page[1] - page[0] <= PAPER
        assert all(page[0] - 1 <= left and right <= page[1] + 1 for left, right in charts)
        expect(guest.page.get_by_test_id("stSidebar")).to_be_hidden()
        assert guest.page.evaluate(BESIDE)
    finally:
        guest.page.emulate_media(media="screen")


def test_no_choice_is_cut_on_a_desk(reader, server):
    guest = reader(server, *DESK)
    guest.open("sources")
    for page, query in (("briefing", {}), ("funding", {"earmarks": "opc,ai,general"})):
        for lang in LANGUAGES:
            guest.follow(address(page, lang, **query))
            expect(guest.page).to_have_title(f"{t(f'nav.{page}', lang)} · {t('app.name', lang)}")
            chosen = guest.page.locator(
                '.st-key-controls .react-aria-ComboBox [data-testid="stMultiSelectTagsContainer"]'
            )
            expect(chosen.locator("[data-tag]").last).to_be_visible()
            assert chosen.evaluate("box => box.scrollWidth - box.clientWidth") == 0, (page, lang)


def test_paper_is_light_whatever_the_screen_is(reader, server):
    guest = reader(server)
    guest.page.emulate_media(color_scheme="dark")
    guest.open(address("compare"))
    guest.settle(charts=True)
    screen = guest.page.evaluate(INKS)
    assert guest.page.evaluate(BACKGROUND) == _rgb(THEMES["dark"]["paper"])
    assert _rgb(THEMES["dark"]["ink"]) in screen
    guest.page.emulate_media(color_scheme="dark", media="print")
    try:
        guest.wait(f"{BACKGROUND} === 'rgba(0, 0, 0, 0)'")
        # The page hears of it a moment later than the style does, and a chart that is drawn anew is painted once more.
        guest.page.wait_for_timeout(600)
        guest.wait(f"{INKS}.includes('{_rgb(THEMES['light']['ink'])}')")
        printed = guest.page.evaluate(INKS)
        assert _rgb(THEMES["light"]["ink"]) in printed
        assert not set(printed) & {_rgb(colour) for colour in THEMES["dark"].values()}
    finally:
        guest.page.emulate_media(color_scheme="dark", media="screen")
    guest.wait(f"{BACKGROUND} !== 'rgba(0, 0, 0, 0)'")
    guest.wait(f"{INKS}.includes('{_rgb(THEMES['dark']['ink'])}')")
    assert guest.page.evaluate(INKS) == screen
    guest.assert_well()


def _rgb(colour):
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_no_line_stands_at_the_edge_of_a_table_that_has_no_more_to_show(reader, server):
    guest = reader(server)
    guest.open(address("compare"))
    guest.settle(charts=True)
    table = guest.page.locator(".opc-table").last
    table.scroll_into_view_if_needed()
    devtools = guest.page.context.new_cdp_session(guest.page)
    size = {"width": 1440, "height": 900, "mobile": False}
    try:
        for ratio in (1, 1.25, 1.5, 2):
            devtools.send("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": ratio})
            picture = base64.b64encode(table.screenshot()).decode()
            assert guest.page.evaluate(EDGES, picture) >= 745, ratio
    finally:
        devtools.send("Emulation.clearDeviceMetricsOverride")
        devtools.detach()


def test_on_a_phone_citations_do_not_cover_what_stands_in_a_table(reader, server):
    guest = reader(server, *PHONE)
    guest.open(address("city", city="440300"))
    guest.settle()
    cite = guest.page.locator(".opc-table td:has(> .opc-copy)").first
    assert cite.evaluate("cell => getComputedStyle(cell).right") == "auto"


def test_what_else_there_is_opens_the_page_of_its_city_within_the_session(reader, server):
    guest = reader(server)
    guest.open(address("compare"))
    guest.settle(charts=True)
    guest.page.evaluate("window.here = true")
    # A link of SVG has a box that is not all of it.
    box = guest.page.locator('.annotation-text a[*|href^="./city"]').first.bounding_box()
    guest.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(guest.page).to_have_title(f"{t('nav.city', 'zh')} · {t('app.name', 'zh')}")
    assert "evidence=D" in guest.page.url
    assert guest.page.evaluate("window.here") is True
    guest.assert_well()


def test_on_a_phone_the_other_language_is_one_tap_away_and_the_side_bar_unfolds_beside_it(reader, server):
    guest = reader(server, *PHONE)
    guest.open("compare?indicator=communities")
    guest.settle(charts=True)
    line = guest.page.locator(".opc-phone")
    for lang, other in (("zh", "en"), ("en", "zh")):
        expect(line).to_contain_text(t("app.name", lang))
        line.get_by_role("link", name=t("app.language", other), exact=True).click()
        expect(guest.page.locator("html")).to_have_attribute("lang", "zh-CN" if other == "zh" else "en")
        expect(guest.page).to_have_url(re.compile(f"/compare[?]indicator=communities&lang={other}$"))
    guest.page.get_by_test_id("stExpandSidebarButton").click()
    expect(guest.page.locator(".opc-pages")).to_be_in_viewport()
    guest.resize(*DESK)
    expect(line).to_be_hidden()
    guest.assert_well()
