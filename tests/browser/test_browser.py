"""The product in a real browser: every page by its address, both languages, a phone, the keyboard, a first start."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from benchmarks.server import serving
from opc.catalogue import codelist
from opc.text import t
from opc.theme import THEMES
from opc.ui.frame import PAGES

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "dashboard.py"
LANGUAGES = ("zh", "en")
DESK, PHONE = (1440, 900), (390, 844)
CHARTS = {"compare", "progress", "funding", "disclosure"}
# Names that are the same in both languages, or that name the other language in its own words.
FOREIGN = {
    "zh": re.compile(r"\b(?!OPC|AI|City|Atlas|English|CSV|JSON|ZIP|PPTX|DOCX|XLSX|PDF|[A-D]\b)[A-Za-z]{2,}"),
    "en": re.compile(r"[\u3400-\u9fff]+"),
}
OWN_NAMES = {"中文", t("app.name", "zh")}
SPOKEN = """() => {
    const seen = element => element.checkVisibility({checkVisibilityCSS: true, opacityProperty: true});
    const all = selector => [...document.querySelectorAll(selector)].filter(seen);
    const icons = all('[data-testid=stIconMaterial]');
    icons.forEach(icon => icon.style.display = 'none');
    const widgets = all('[data-testid=stSidebar], .st-key-controls, [data-testid=stHeader], summary,' +
        ' [data-testid=stPopoverBody], [role=listbox], [data-testid=stMain] button');
    const words = widgets.map(widget => widget.innerText);
    const inputs = all('input:not([type=checkbox], [type=radio])').map(input => input.value || input.placeholder);
    icons.forEach(icon => icon.style.display = '');
    return [...words, ...inputs].join('\\n').split('\\n').filter(Boolean);
}"""


def address(page: str, lang: str = "zh", **query: str) -> str:
    """The address of a page as another reader would send it."""
    path = "" if page == "overview" else Path(PAGES[page]).stem
    given = ({"lang": lang} if lang != "zh" else {}) | query
    return path + ("?" + "&".join(f"{name}={value}" for name, value in given.items()) if given else "")


def foreign_words(page: Page, lang: str) -> set[str]:
    """What the visible controls say in the other language."""
    said = set(page.evaluate(SPOKEN)) - OWN_NAMES
    return {line for line in said if FOREIGN[lang].search(line)}


def overflowing(page: Page) -> list[str]:
    """What is wider than the screen: the document, the part of it that scrolls, the words of a chart."""
    return page.evaluate("""() => {
        const named = ['stApp', 'stMain', 'stMainBlockContainer'].map(id => `[data-testid=${id}]`);
        const wide = ['html', 'body', ...named].filter(name => {
            const element = document.querySelector(name);
            return element.scrollWidth > element.clientWidth + 1;
        });
        const cut = [...document.querySelectorAll('.js-plotly-plot .annotation-text .line')].filter(text => {
            const chart = text.closest('.js-plotly-plot').getBoundingClientRect();
            const words = text.getBoundingClientRect();
            return words.right > chart.right + 1 || words.left < chart.left - 1;
        });
        return [...wide, ...cut.map(text => text.textContent)];
    }""")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_by_its_address_on_a_cold_server_in_both_languages(page, reader, port, warehouse_directory):
    with serving(DASHBOARD, warehouse_directory, port) as cold:
        guest = reader(f"http://localhost:{cold.port}")
        for lang in LANGUAGES:
            guest.open(address(page, lang))
            guest.settle(charts=page in CHARTS)
            expect(guest.page).to_have_title(f"{t(f'nav.{page}', lang)} · {t('app.name', lang)}")
            expect(guest.page.locator("html")).to_have_attribute("lang", "zh-CN" if lang == "zh" else "en")
            assert guest.title.strip()
            assert foreign_words(guest.page, lang) == set()
            for popover in guest.page.get_by_test_id("stPopover").all():
                popover.get_by_role("button").click()
                expect(guest.page.get_by_test_id("stPopoverBody")).to_be_visible()
                assert foreign_words(guest.page, lang) == set()
                guest.page.keyboard.press("Escape")
            assert overflowing(guest.page) == []
            guest.resize(*PHONE)
            assert overflowing(guest.page) == []
            guest.resize(*DESK)
            guest.assert_well()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_a_phone_in_the_dark_nothing_is_wider_than_the_screen(lang, reader, server):
    phone = reader(server, *PHONE)
    phone.page.emulate_media(color_scheme="dark")
    phone.open(address("sources", lang))
    too_wide = {}
    for page in PAGES:
        turn_to(phone.page, page, lang)
        phone.settle(charts=page in CHARTS)
        expect(phone.page.locator("h1.opc-title")).to_have_css("color", rgb(THEMES["dark"]["ink"]))
        too_wide[page] = overflowing(phone.page)
    assert {page: what for page, what in too_wide.items() if what} == {}
    phone.assert_well()


def turn_to(phone: Page, page: str, lang: str) -> None:
    """Go to another page by the side bar, which a phone folds away."""
    menu = phone.get_by_test_id("stExpandSidebarButton")
    if menu.is_visible():
        menu.click()
    phone.get_by_test_id("stSidebar").get_by_role("link", name=t(f"nav.{page}", lang), exact=True).click()
    expect(phone).to_have_title(f"{t(f'nav.{page}', lang)} · {t('app.name', lang)}")


def rgb(colour: str) -> str:
    """#1B2A34 as a browser writes it."""
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour.removeprefix("#")))


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


@pytest.mark.parametrize(("page", "figure"), [("overview", ".opc-fact a"), ("compare", ".js-plotly-plot a")])
def test_a_figure_leads_to_its_source(page, figure, reader, server):
    guest = reader(server)
    # The source itself is not asked: a page of ours answers in its place.
    guest.page.context.route(
        lambda url: not url.startswith(server),
        lambda route: route.fulfill(body="the source", content_type="text/plain"),
    )
    guest.open(address(page))
    guest.settle(charts=page in CHARTS)
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


def test_a_link_shows_the_other_reader_the_same_view(reader, server):
    sender = reader(server)
    sender.open(address("city", known_on="2026-06-30"))
    sender.page.get_by_role("radio", name="English").check(force=True)
    expect(sender.page).to_have_title(re.compile(t("nav.city", "en")))
    sender.settle()
    sender.page.get_by_role("combobox", name=t("controls.evidence", "en")).click()
    sender.page.get_by_role("option", name=codelist("evidence")["D"]["en"]).click()
    sender.page.wait_for_url(re.compile("evidence=D"))
    sender.settle()
    assert sender.query == {"known_on": "2026-06-30", "lang": "en", "evidence": "D"}

    other = reader(server)
    other.open(sender.page.url.removeprefix(f"{server}/"))
    assert other.query == sender.query
    for part in ("title", "subtitle", "facts"):
        assert (
            other.page.locator(f".opc-{part}").all_inner_texts()
            == sender.page.locator(f".opc-{part}").all_inner_texts()
        )
    expect(other.page.get_by_role("combobox", name=t("controls.evidence", "en"))).to_have_value(
        codelist("evidence")["D"]["en"]
    )
    expect(other.page.get_by_role("spinbutton", name=re.compile("^month"))).to_have_text("06")
    other.assert_well()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_search_without_a_hit_speaks_the_language_too(lang, reader, server):
    guest = reader(server)
    guest.open(address("city", lang))
    guest.page.get_by_role("combobox", name=t("controls.city", lang)).fill("0000")
    expect(guest.page.get_by_role("listbox")).to_be_visible()
    assert foreign_words(guest.page, lang) == set()
    guest.assert_well()


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


def test_a_first_start_without_a_warehouse_builds_it_for_two_readers_at_once(reader, port, tmp_path):
    place = tmp_path / "warehouse"
    place.mkdir()
    with serving(DASHBOARD, place, port) as cold:
        first, second = (reader(f"http://localhost:{cold.port}") for _ in range(2))
        for guest in (first, second):
            guest.page.goto(guest.server, wait_until="commit")
        expect(first.page.get_by_test_id("stProgress")).to_be_visible()
        for guest in (first, second):
            guest.settle()
            expect(guest.page.locator(".opc-fact").first).to_be_visible()
            expect(guest.page.get_by_test_id("stProgress")).to_have_count(0)
            guest.assert_well()
    assert (place / (place / "current").read_text(encoding="utf-8").strip()).is_file()


def test_a_warehouse_that_cannot_be_built_is_said_in_a_sentence(reader, port, tmp_path):
    place = tmp_path / "warehouse"
    place.write_text("a file where a folder is needed", encoding="utf-8")
    with serving(DASHBOARD, place, port) as cold:
        guest = reader(f"http://localhost:{cold.port}")
        for lang in LANGUAGES:
            guest.page.goto(f"{guest.server}/{address('compare', lang)}")
            expect(guest.page.get_by_test_id("stAlertContentError")).to_have_text(t("notice.no_warehouse", lang))
            assert guest.page.get_by_test_id("stException").count() == 0
            assert "Traceback" not in guest.page.inner_text("body")
            assert guest.complaints == []
