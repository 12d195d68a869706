"""What a reader takes away, in a real browser: a citation, a link, a file, a page inside another page."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.server import serving
from opc.text import t

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def product(warehouse_directory: Path) -> Iterator[str]:
    """The whole product, pages and interface, as `make run` serves it."""
    with serving(ROOT / "server.py", warehouse_directory) as server:
        yield f"http://localhost:{server.port}"


@pytest.fixture
def desk(browser: Browser, product: str):
    """A tab that may use the clipboard."""
    context = browser.new_context(
        base_url=product, viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.hosts = set()
    page.on("request", lambda request: page.hosts.add(request.url.split("/")[2]))
    yield page
    context.close()


def opened(page, address: str) -> None:
    page.goto(address)
    page.locator("h1.opc-title").wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_click_copies_a_sentence_and_its_citation(desk, lang):
    opened(desk, f"/city?lang={lang}&city=370100")
    button = desk.locator(".opc-fact .opc-copy").first
    button.focus()
    desk.keyboard.press("Enter")
    expect(button).to_have_text(t("take.copied", lang))
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert {"zh": "济南", "en": "Jinan"}[lang] in copied.splitlines()[0]
    assert "https://" in copied.splitlines()[1]
    expect(button).to_have_text(t("take.copy", lang))


def test_without_a_clipboard_of_its_own_the_browser_copies_in_the_old_way(desk):
    desk.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not over http'))")
    opened(desk, "/city?city=370100")
    button = desk.locator(".opc-fact .opc-copy").first
    button.click()
    expect(button).to_have_text(t("take.copied", "zh"))
    expect(button).to_be_focused()
    assert "济南" in desk.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("part", ["statements", "documents", "left_out"])
def test_every_row_of_the_ledger_can_be_cited(desk, part):
    opened(desk, f"/sources?part={part}&evidence=D")
    rows = desk.locator(".opc-table tbody tr")
    assert rows.count() > 5
    assert rows.locator(".opc-copy").count() == rows.count()
    # A wide table scrolls under its citations: they are in sight all the time.
    expect(rows.first.locator(".opc-copy")).to_be_in_viewport()


def test_a_shared_link_says_what_is_shown_and_not_what_was_mistyped(desk):
    opened(desk, "/compare?evidence=Z")
    desk.locator("[data-share]").click()
    assert "evidence=C" in desk.evaluate("navigator.clipboard.readText()")


def test_a_row_of_a_table_is_cited_in_two_clicks(desk):
    opened(desk, "/compare")
    desk.get_by_text(t("table.open", "zh"), exact=True).click()
    desk.locator(".opc-table .opc-copy").first.click()
    assert "[EB/OL]" in desk.evaluate("navigator.clipboard.readText()")


def test_a_shared_link_shows_the_same_view_another_day(desk, browser, product):
    opened(desk, "/compare?evidence=D&indicator=communities&known_on=2026-08-01")
    desk.locator("[data-share]").click()
    link = desk.evaluate("navigator.clipboard.readText()")
    assert {"lang=zh", "evidence=D", "known_on=2026-08-01"} <= set(link.partition("?")[2].split("&"))
    other = browser.new_context().new_page()
    opened(other, link)
    assert other.locator("h1.opc-title").inner_text() == desk.locator("h1.opc-title").inner_text()
    assert other.locator(".opc-sources").first.inner_text() == desk.locator(".opc-sources").first.inner_text()
    other.context.close()


@pytest.mark.parametrize(
    "page", ["", "compare", "compare?shown=ranks", "progress", "funding", "disclosure", "city", "sources"]
)
def test_every_file_of_a_page_is_served_by_the_same_host(desk, product, page):
    opened(desk, f"/{page}")
    addresses = [link.get_attribute("href") for link in desk.locator("a[href*='api/v1/query']").all()]
    assert addresses
    for address in addresses:
        answer = desk.request.get(f"{product}/{address.removeprefix('./')}")
        assert answer.status == 200, address
        if ".csv?" in address:
            rows = list(csv.reader(io.StringIO(answer.body().decode("utf-8-sig"), newline="")))
            assert len(rows) > 1
            assert all(len(row) == len(rows[0]) for row in rows)
    assert desk.hosts == {product.removeprefix("http://")}


def test_the_whole_database_and_its_description_are_linked(desk, product):
    opened(desk, "/sources")
    addresses = [link.get_attribute("href") for link in desk.locator("a[href^='./api/v1/']").all()]
    whole = [address for address in addresses if "/query/" not in address]
    assert len(whole) == 4
    assert [desk.request.get(f"{product}/{address[2:]}").status for address in whole] == [200] * 4


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_embedded_page_has_figures_and_sources_but_no_navigation(desk, product, lang):
    desk.set_content(f'<iframe src="{product}/compare?embed=true&lang={lang}" width="800" height="600"></iframe>')
    frame = desk.frame_locator("iframe")
    frame.locator("h1.opc-title").wait_for()
    frame.locator(".js-plotly-plot .annotation-text").first.wait_for()
    expect(frame.locator('[data-testid="stPageLink"]')).to_have_count(0)
    expect(frame.locator(".st-key-controls")).to_be_hidden()
    expect(frame.get_by_text(t("take.full_view", lang))).to_be_visible()
    expect(frame.locator(".opc-sources").last).to_be_attached()
    # Another page of ours opens beside the one that it is embedded in.
    with desk.context.expect_page() as beside:
        frame.locator('.opc-table a[href^="./city"]:visible').first.click()
    assert "/city?" in beside.value.url
