"""What a reader takes away, in a real browser: a citation, a link, a file, a page inside another page."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree
from PIL import Image, ImageColor
from playwright.sync_api import expect

from opc.questions import today
from opc.text import t
from opc.theme import THEMES
from tests.browser.reader import Reader
from tests.browser.seen import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(reader: Callable[..., Reader], product: str) -> Reader:
    """A reader who may use the clipboard."""
    guest = reader(product)
    guest.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=product)
    return guest


def test_one_click_copies_a_sentence_and_its_citation(desk):
    desk.open("sources")
    for lang, city in (("zh", "济南"), ("en", "Jinan")):
        desk.follow(f"city?lang={lang}&city=370100")
        button = desk.page.locator(".opc-fact .opc-copy").first
        expect(button).to_have_text(t("take.copy", lang))
        button.focus()
        desk.page.keyboard.press("Enter")
        expect(button).to_have_text(t("take.copied", lang))
        copied = desk.page.evaluate("navigator.clipboard.readText()")
        assert city in copied.splitlines()[0]
        assert "https://" in copied.splitlines()[1]
        expect(button).to_have_text(t("take.copy", lang))


def test_without_a_clipboard_of_its_own_the_browser_copies_in_the_old_way(desk):
    desk.open("city?city=370100")
    desk.page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('not over http')))")
    button = desk.page.locator(".opc-fact .opc-copy").first
    button.click()
    expect(button).to_have_text(t("take.copied", "zh"))
    expect(button).to_be_focused()
    assert "济南" in desk.page.evaluate("navigator.clipboard.readText()")


def test_every_row_of_the_ledger_can_be_cited(desk):
    desk.open("sources")
    for part in ("statements", "documents", "left_out"):
        desk.follow(f"sources?part={part}&evidence=D")
        rows = desk.page.locator(".opc-table tbody tr")
        assert rows.count() > 5, part
        assert rows.locator(".opc-copy").count() == rows.count(), part
        # A wide table scrolls under its citations: they are in sight all the time.
        expect(rows.first.locator(".opc-copy")).to_be_in_viewport()


def test_a_shared_link_says_what_is_shown_and_not_what_was_mistyped(desk):
    desk.open("compare?evidence=Z")
    desk.page.locator("[data-share]").click()
    assert "evidence=C" in desk.page.evaluate("navigator.clipboard.readText()")


def test_a_row_of_a_table_is_cited_in_two_clicks(desk):
    desk.open("compare")
    desk.page.get_by_text(t("table.open", "zh"), exact=True).click()
    desk.page.locator(".opc-table .opc-copy").first.click()
    assert "[EB/OL]" in desk.page.evaluate("navigator.clipboard.readText()")


def test_a_table_stays_unfolded_where_the_page_shows_other_figures_and_folded_where_it_was_folded(desk):
    desk.open("compare")
    table, heading = desk.page.locator(".opc-fold .opc-table"), desk.page.locator(".opc-fold > summary")
    expect(table).to_be_hidden()
    heading.focus()
    desk.page.keyboard.press("Enter")
    expect(table).to_be_visible()
    for unfolded in (True, False):
        desk.page.get_by_text(t("controls.assumed", "zh"), exact=True).click()
        desk.settle(charts=True)
        expect(table).to_be_visible(visible=unfolded)
        heading.click()
        expect(table).to_be_visible(visible=not unfolded)


def test_a_shared_link_shows_the_same_view_another_day(desk, product):
    desk.open("compare?evidence=D&indicator=communities&known_on=2026-08-01")
    desk.page.locator("[data-share]").click()
    link = desk.page.evaluate("navigator.clipboard.readText()")
    assert {"lang=zh", "evidence=D", "known_on=2026-08-01"} <= set(link.partition("?")[2].split("&"))
    title, sources = desk.title, desk.page.locator(".opc-sources").first.inner_text()
    desk.become_another()
    desk.open(link.removeprefix(f"{product}/"))
    assert desk.title == title
    assert desk.page.locator(".opc-sources").first.inner_text() == sources


def test_every_file_of_a_page_is_served_by_the_same_host(desk, product):
    desk.open("trends")
    pages = ("compare?composite=on", "compare?shown=ranks", "progress", "funding", "disclosure", "city", "sources")
    for page in ("", *pages, "methods"):
        desk.follow(page)
        addresses = [link.get_attribute("href") for link in desk.page.locator("a[href*='api/v1/query']").all()]
        assert addresses, page
        for address in addresses:
            answer = desk.page.request.get(f"{product}/{address.removeprefix('./')}")
            assert answer.status == 200, address
            if ".csv?" in address:
                rows = list(csv.reader(io.StringIO(answer.body().decode("utf-8-sig"), newline="")))
                assert len(rows) > 1, address
                assert all(len(row) == len(rows[0]) for row in rows), address
        desk.assert_well()


def test_the_whole_database_and_its_description_are_linked(desk, product):
    desk.open("sources")
    addresses = [link.get_attribute("href") for link in desk.page.locator("a[href^='./api/v1/']").all()]
    whole = [address for address in addresses if "/query/" not in address]
    assert len(whole) == 4
    assert [desk.page.request.get(f"{product}/{address[2:]}").status for address in whole] == [200] * 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_embedded_page_has_figures_and_sources_but_no_navigation(desk, product, portal, lang):
    page = desk.page
    page.goto(f"{portal}/{product}/compare?embed=true&lang={lang}")
    frame = page.frame_locator("iframe")
    frame.locator("h1.opc-title").wait_for()
    frame.locator(".js-plotly-plot .annotation-text").first.wait_for()
    expect(frame.locator(".opc-pages")).to_have_count(0)
    expect(frame.locator(".st-key-controls")).to_be_hidden()
    # A switch would open nothing there: what its address does not open has no place.
    expect(frame.locator("#composite")).to_have_count(0)
    expect(frame.get_by_text(t("take.full_view", lang))).to_be_visible()
    expect(frame.locator(".opc-sources").last).to_be_attached()
    stamp = t("take.embedded", lang, evidence="C", day=today().isoformat())
    expect(frame.locator(".opc-embedded")).to_contain_text(stamp)
    # Another page of ours opens beside the one that it is embedded in.
    with page.context.expect_page() as beside:
        frame.locator('.opc-table a[href^="./city"]:visible').first.click()
    assert "/city?" in beside.value.url


def picture(guest: Reader, kind: str, number: int = 0) -> Path:
    """The n-th chart of the page, taken away as a picture."""
    with guest.page.expect_download() as taken:
        guest.page.locator(f'[data-picture="{kind}"]').nth(number).click()
    assert taken.value.suggested_filename.endswith(f"-{today().isoformat()}.{kind}")
    return taken.value.path()


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "dark"), ("en", "light")])
def test_a_chart_is_taken_away_as_a_picture_with_message_sources_and_what_it_was_drawn_from(desk, lang, scheme):
    desk.page.emulate_media(color_scheme=scheme)
    desk.open(f"compare?lang={lang}")
    desk.settle(charts=True)
    message = desk.page.locator("h1").inner_text()
    document = desk.page.locator(".opc-documents a").first.inner_text().strip()
    drawn = etree.parse(picture(desk, "svg"))
    words = " ".join("".join(text.itertext()) for text in drawn.iter("{*}text"))
    for said in (document, today().isoformat(), t("legend.at_least", lang), "Jinan" if lang == "en" else "济南"):
        assert said in words
    # A long message is broken.
    assert message.replace(" ", "") in words.replace(" ", "")
    # Figures lead to their sources from the picture, too, wherever it lies.
    addresses = {value for part in drawn.iter() for name, value in part.items() if name.endswith(("src", "href"))}
    assert any(address.startswith(desk.server) for address in addresses)
    assert all(urlsplit(address).scheme in ("https", "http") for address in addresses), addresses
    # Light like paper, whatever the screen is; and all marks are there.
    painted = Image.open(picture(desk, "png")).convert("RGB")
    colours = {colour for _, colour in painted.getcolors(painted.width * painted.height)}
    assert painted.size == tuple(2 * float(drawn.getroot().get(side)) for side in ("width", "height"))
    assert painted.getpixel((1, 1)) == ImageColor.getrgb(THEMES["light"]["paper"])
    assert {ImageColor.getrgb(THEMES["light"][name]) for name in ("ink", "accent", "caution", "band")} <= colours
    desk.assert_well()


def test_a_picture_tells_what_is_left_out_from_silence_as_the_page_does(desk):
    desk.open("compare?like=on")
    desk.settle(charts=True)
    signs = desk.page.locator(".opc-legend .opc-sign:empty")
    looks = [desk.page.evaluate("it => { const s = getComputedStyle(it); return s.background + s.border }", it)
             for it in signs.element_handles()]  # fmt: skip
    assert len(set(looks)) == len(looks) == 2
    drawn = etree.parse(picture(desk, "svg"))
    # The sign of the legend has an edge, as the rows have.
    edges = [part.get("fill") for part in drawn.iter("{*}rect") if part.get("width") == "4"]
    assert edges == [f"rgb{ImageColor.getrgb(THEMES['light']['caution'])}"]


def test_each_chart_of_a_page_is_taken_away_under_its_own_message_with_its_own_documents(desk):
    desk.open("funding?earmarks=opc,ai,general")
    desk.settle(charts=True)
    headings = desk.page.locator(".opc-section").all_inner_texts()
    buttons = desk.page.locator('[data-picture="svg"]').count()
    assert buttons == desk.page.locator(".js-plotly-plot").count() == 3
    for number in range(buttons):
        drawn = etree.parse(picture(desk, "svg", number))
        words = ["".join(text.itertext()) for text in drawn.iter("{*}text")]
        assert words[0] == headings[number]
        # What page it is of, which may name the city.
        assert desk.page.locator("h1").inner_text() in words
        assert any(t("link.sources_of_funds", "zh", count=3)[:5] in line for line in words) == (number < 2)
    desk.assert_well()
