"""Every page by axe, the checker of Deque: no violation of any rank, in both languages, light and dark, narrow too.

The pages are those of the served product, so that its policy is seen to hinder nothing on them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from opc.text import t
from opc.theme import THEMES
from opc.ui.navigation import PAGES
from tests.browser.seen import CHARTS, LANGUAGES, PHONE, address, overflowing, turn_to

pytestmark = pytest.mark.browser
AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
# The checker loses a head that sticks to the top of its table, and one that scrolls off in a table of nearly the height
# of the screen, and leaves all colours unlooked at.
UNSTUCK = """document.querySelectorAll('.opc-table th').forEach(head => head.style.position = 'static');
    document.querySelectorAll('.opc-table').forEach(table => table.style.maxHeight = 'none')"""
FOLD_OUT = "document.querySelectorAll('details:not([open]) > summary').forEach(folded => folded.click())"
TRIES = 4
COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, *rules: str, without: Sequence[str] = (), within: str = "html") -> list[str]:
    """What axe finds on a page as it stands, by all rules, by these, or by all but some: rank, rule, and where."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    page.evaluate(UNSTUCK)
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    options |= {"runOnly": list(rules)} if rules else {}
    found = _run(page, within, options)
    assert found["testEngine"]["name"] == "axe-core"
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]} — {node['failureSummary'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def _run(page: Page, within: str, options: dict[str, Any]) -> dict[str, Any]:
    """A rule breaks off, and has looked at nothing, where something moves while it looks: then it looks again."""
    for _ in range(TRIES):
        found = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
        broken = [(one["id"], one["nodes"][0]["html"][:200]) for one in found["incomplete"] if one.get("error")]
        if not broken:
            return found
        page.wait_for_timeout(500)
    pytest.fail(f"rules that broke off: {broken}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_on_any_page(lang, reader, product):
    guest = reader(product)
    guest.open(f"sources?lang={lang}&evidence=D")
    found = {}
    for page in PAGES:
        turn_to(guest.page, page, lang)
        guest.settle(charts=page in CHARTS)
        guest.page.evaluate(FOLD_OUT)
        # Half of the time goes into colours. They are the same in both languages; English is looked at in the dark.
        found[page] = violations(guest.page, without=() if lang == "zh" else COLOURS)
    assert {page: what for page, what in found.items() if what} == {}
    guest.assert_well()


def test_in_the_dark_on_a_phone_nothing_is_pale_or_wider_than_the_screen(reader, product):
    # In English, whose words are longer; test_cold.py looks at Chinese on a phone.
    phone = reader(product, *PHONE)
    phone.page.emulate_media(color_scheme="dark")
    phone.open(address("sources", "en"))
    ink = "rgb({}, {}, {})".format(*bytes.fromhex(THEMES["dark"]["ink"].removeprefix("#")))
    pale, too_wide = {}, {}
    for page in PAGES:
        turn_to(phone.page, page, "en")
        phone.settle(charts=page in CHARTS)
        expect(phone.page.locator("h1.opc-title")).to_have_css("color", ink)
        too_wide[page] = overflowing(phone.page)
        # Between them they hold every kind of thing that has a colour.
        if page in ("compare", "progress", "disclosure", "briefing", "explore"):
            phone.page.evaluate(FOLD_OUT)
            pale[page] = violations(phone.page, *COLOURS)
    phone.page.get_by_test_id("stExpandSidebarButton").click()
    expect(phone.page.get_by_test_id("stSidebar")).to_be_visible()
    # What it lies over is not looked at a second time: of that the checker does not know where it is.
    pale["side bar"] = violations(phone.page, *COLOURS, within="[data-testid=stSidebar]")
    assert {page: what for page, what in too_wide.items() if what} == {}
    assert {page: what for page, what in pale.items() if what} == {}
    phone.assert_well()


def test_axe_finds_nothing_on_a_phone_in_a_menu_in_an_answer_or_in_a_frame(reader, product):
    guest = reader(product, *PHONE)
    guest.open("compare")
    guest.settle(charts=True)
    found = {"phone": violations(guest.page)}
    guest.page.get_by_test_id("stExpandSidebarButton").click()
    expect(guest.page.get_by_test_id("stSidebar")).to_be_visible()
    found["side bar"] = violations(guest.page)
    guest.resize(1440, 900)
    # The page runs anew for the other width, and its controls are pale until it has.
    guest.settle(charts=True)
    guest.page.get_by_test_id("stPopover").get_by_role("button").first.click()
    expect(guest.page.get_by_test_id("stPopoverBody")).to_be_visible()
    found["popover"] = violations(guest.page)
    guest.page.keyboard.press("Escape")
    guest.follow("explore?sql=select+name_zh,+population+from+city+limit+5")
    expect(guest.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    found["answer"] = violations(guest.page)
    guest.open("compare?embed=true&indicator=nothing")
    # Until a chart is drawn, the place kept for it scrolls for a moment.
    guest.settle(charts=True)
    found["frame"] = violations(guest.page)
    assert {where: what for where, what in found.items() if what} == {}
    guest.assert_well()


def test_only_what_leads_outside_is_marked_by_an_arrow(reader, product):
    guest = reader(product)
    guest.open("compare?shown=glance")
    ends = """[...document.querySelectorAll('[data-testid=stMain] [data-testid=stHtml] a')].map(link =>
        [/^https?:/.test(link.getAttribute('href')), getComputedStyle(link, '::after').content.includes('\u2197')])"""
    found = guest.page.evaluate(ends)
    assert {True, False} == {outside for outside, _ in found}
    assert all(outside == marked for outside, marked in found)
    guest.assert_well()


def test_what_a_reader_hears_is_in_the_language_of_the_page(reader, product):
    guest = reader(product)
    guest.open("funding")
    heard = """[...document.querySelectorAll('[aria-label]')].map(part => part.getAttribute('aria-label'))"""
    for lang, foreign in (("zh", "/^[A-Za-z][a-z]+[ ,]|^[A-Z][a-z ]+$/"), ("en", r"/[\u3400-\u9fff]/")):
        guest.page.get_by_test_id("stSidebar").get_by_text({"zh": "中文", "en": "English"}[lang]).click()
        expect(guest.page.locator("html")).to_have_attribute("lang", "zh-CN" if lang == "zh" else "en")
        guest.settle()
        guest.page.get_by_role("button", name=t("spoken.increment", lang), exact=True).click()
        guest.settle()
        expect(guest.page.locator(f'section[aria-label="{t("spoken.sidebar", lang)}"]')).to_be_visible()
        assert guest.page.get_by_test_id("stSkipToContent").text_content() == t("spoken.skip", lang)
        guest.wait(f"!{heard}.some(words => {foreign}.test(words))")
    guest.assert_well()


def test_the_checker_finds_what_is_wrong(reader, product):
    guest = reader(product)
    guest.open("trends")
    guest.page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend',"
        ' \'<img src="favicon.png"><p style="color: #ccc; background: #fff">pale</p>\')'
    )
    assert {found.split()[1] for found in violations(guest.page)} >= {"image-alt:", "color-contrast:"}
