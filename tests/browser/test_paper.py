"""What a page is on paper: charts of whole rows, headings with what follows them, and nothing to be clicked."""

import io
import unicodedata

import pypdf
import pytest
from playwright.sync_api import expect

from opc.text import t
from tests.browser.seen import LANGUAGES, address

pytestmark = pytest.mark.browser

# Pages with charts that are higher than a sheet, and a chart with a switched-off part below it.
PRINTED = {"progress": {}, "compare": {"evidence": "D"}, "funding": {"evidence": "D"}}
# The shape of a sheet, in millimetres: wherever a page ends, no heading stands alone there.
HEIGHTS = (190, 226, 243, 270)
SHEET = """height => {
    document.getElementById('sheet')?.remove();
    const style = Object.assign(document.createElement('style'), {id: 'sheet'});
    style.textContent = `@page { size: 320mm ${height}mm !important; }`;
    document.body.append(style);
}"""
ROWS = """[...document.querySelectorAll('.opc-rows')].map(table =>
    [...table.tBodies[0].rows].map(row => row.textContent.replace(/\\s/g, '')))"""
WORDS = """[...document.querySelectorAll('.js-plotly-plot')].map(plot =>
    [...plot.querySelectorAll('.annotation-text')].map(text => text.textContent.replace(/\\s/g, '')).join(''))"""
LAYOUTS = """[...document.querySelectorAll('.js-plotly-plot')].map(plot => plot.layout.meta.rows.length)"""


@pytest.fixture
def paper(reader, product):
    """A reader whose tab is one of the screen again afterwards."""
    guest = reader(product)
    yield guest
    guest.page.emulate_media(media="null")


def sheets(guest) -> list[str]:
    """The words of each sheet, without spaces. Some fonts hold a character under the number of its radical."""
    # Each time anew: what was laid out for paper once has the heading of a table on its first sheet alone.
    guest.page.emulate_media(media="null")
    pages = pypdf.PdfReader(io.BytesIO(guest.page.pdf(prefer_css_page_size=True))).pages
    return [bare(unicodedata.normalize("NFKC", page.extract_text())) for page in pages]


def bare(words: str) -> str:
    return "".join(words.split())


def open_at(guest, page, lang="zh") -> None:
    guest.open(address(page, lang, **PRINTED[page]))
    guest.settle(charts=True)


@pytest.mark.parametrize("page", PRINTED)
def test_a_chart_is_a_table_of_its_rows_each_with_its_own_words(page, paper):
    open_at(paper, page)
    rows, words = paper.page.evaluate(LAYOUTS), paper.page.evaluate(WORDS)
    paper.page.emulate_media(media="print")
    paper.wait("document.querySelector('.opc-rows')")
    printed = paper.page.evaluate(ROWS)
    assert [len(table) for table in printed] == rows
    # All words of each chart, and each of them once.
    assert [sorted("".join(table)) for table in printed] == [sorted(of) for of in words]
    assert all(all(table) for table in printed)
    paper.page.emulate_media(media="screen")
    paper.wait("!document.querySelector('.opc-rows')")
    expect(paper.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    paper.assert_well()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_there_to_be_clicked_is_not_printed_but_documents_and_the_address_are(lang, paper):
    open_at(paper, "compare", lang)
    paper.page.emulate_media(media="print")
    paper.wait("document.querySelector('.opc-address').textContent")
    for part in (".st-key-controls", ".opc-files", ".opc-picture", ".opc-copy", ".opc-how", ".opc-fold", "button"):
        assert paper.page.locator(f"{part}:visible").count() == 0, part
    # A part that is switched off has nothing to say.
    assert t("composite.title", lang) not in paper.page.locator(".opc-section:visible").all_inner_texts()
    expect(paper.page.locator(".opc-documents").first).to_be_visible()
    expect(paper.page.locator(".opc-stamp")).to_be_visible()
    shown = paper.page.locator(".opc-address")
    expect(shown).to_be_visible()
    assert shown.inner_text().startswith(f"{paper.server}/compare?")
    assert {"evidence=D", f"lang={lang}"} <= set(shown.inner_text().partition("?")[2].split("&"))


def test_a_table_that_was_unfolded_is_printed_within_the_sheet(paper):
    open_at(paper, "progress")
    paper.page.locator(".opc-fold > summary").first.click()
    paper.page.emulate_media(media="print")
    table = paper.page.locator(".opc-fold table")
    expect(table).to_be_visible()
    assert table.evaluate("table => table.scrollWidth") <= (320 - 26) / 25.4 * 96


@pytest.mark.parametrize("page", PRINTED)
def test_no_heading_stands_alone_at_the_end_of_a_sheet_and_the_axis_is_on_each(page, paper):
    open_at(paper, page)
    headings = [bare(text) for text in paper.page.locator(".opc-section").all_inner_texts()]
    axis = bare(paper.page.locator(".xtitle").first.text_content()) if page == "compare" else ""
    for height in HEIGHTS:
        paper.page.evaluate(SHEET, height)
        said = sheets(paper)
        assert all(said), "a sheet is blank"
        assert [end for end in said if any(end.endswith(heading) for heading in headings)] == []
        assert "known_on=" in said[-1]
        if axis:
            rows = [sheet for sheet in said if "未披露" in sheet]
            assert len(rows) > 1
            assert [sheet for sheet in rows if unicodedata.normalize("NFKC", axis) not in sheet] == [], height
