"""Text of the data never becomes HTML, Markdown, a script or a formula: a warehouse that tries it, on every page."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
import pypdf
import pytest
from playwright.sync_api import Page, expect

from opc.briefing.formats import FORMATS
from opc.ui.navigation import PAGES
from tests.browser.conftest import PRODUCT, served
from tests.browser.seen import LANGUAGES
from tests.hostile import TEXTS, hostile_warehouse

pytestmark = pytest.mark.browser
FORMULA = re.compile(r"\s*[=+@\t\r-]")
NUMBER = re.compile(r"-?[0-9.]+")
# Pages with what each shows more of; D lets every statement in.
VIEWS = [
    *((page, {}) for page in PAGES if page not in ("compare", "funding", "sources", "explore")),
    ("compare", {"indicator": "resident_teams"}),
    ("funding", {"earmarks": "ai,general,opc"}),
    ("city", {"city": "440300"}),
    *(("sources", {"part": part}) for part in ("statements", "documents", "left_out", "rejects")),
    ("explore", {"sql": "select title, publisher, url, name_zh, name_en, province_zh from source, city"}),
]
# English names are drawn by the same code: a page of each kind is enough.
ENGLISH = {"compare", "city", "sources", "briefing"}
# Everything that acts, or that Markdown would make of a text; what stands in a head is Streamlit's own.
ACTING = """() => {
    const found = [];
    for (const element of document.body.querySelectorAll('*')) {
        for (const {name, value} of element.attributes) {
            if (name.startsWith('on') || name === 'srcdoc') found.push(`${element.tagName} ${name}=${value}`);
            if (/^\\s*(javascript|data|vbscript):/i.test(value) && /href|src|action/.test(name)
                && !value.startsWith('data:image/')) found.push(`${element.tagName} ${name}=${value}`);
        }
    }
    const made = '.katex, iframe, math, details[ontoggle], [data-testid=stMarkdownContainer] :is(a, img, code, strong)';
    for (const element of document.body.querySelectorAll(made)) found.push(element.outerHTML.slice(0, 200));
    return found;
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on that warehouse, with the interface; its address."""
    with served(PRODUCT, hostile_warehouse(tmp_path_factory.mktemp("hostile"))) as address:
        yield address


def address(page: str, lang: str, **query: str) -> str:
    path = "" if page == "overview" else Path(PAGES[page]).stem
    return f"{path}?{urlencode({'lang': lang, 'evidence': 'D'} | query)}"


def seen(page: Page) -> str:
    """All words of a page, those of folded tables and charts too; a chart breaks no word."""
    return re.sub(r"\s+", " ", page.evaluate("document.body.textContent"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_every_page_hostile_text_is_shown_as_it_is_and_does_nothing(lang, reader, hostile):
    guest = reader(hostile)
    guest.open(address("sources", lang))
    shown = ""
    for page, query in (view for view in VIEWS if lang == "zh" or view[0] in ENGLISH):
        guest.follow(address(page, lang, **query))
        for folded in guest.page.locator("summary:not(details details summary)").all():
            folded.click()
        shown += seen(guest.page)
        assert guest.page.evaluate(ACTING) == [], (page, query)
        assert guest.page.evaluate("window.hit") is None, (page, query)
        guest.assert_well()
    either = {"济南", "深圳", "山东省", "首批", "产业基金"} if lang == "zh" else {"Jinan", "Shenzhen", "First batch"}
    always = {"报道", "Plan, with a comma", "某局", "最高1000万，50%", "2万余平方米"}
    missing = {text for text in either | always if TEXTS[text] not in shown}
    assert missing == set()


def test_choices_show_names_as_they_are(reader, hostile):
    guest = reader(hostile)
    guest.open(address("sources", "zh"))
    for lang, cities in (("zh", ("济南", "深圳")), ("en", ("Jinan", "Shenzhen"))):
        names = [TEXTS[city] for city in cities]
        guest.follow(address("city", lang))
        guest.page.get_by_test_id("stMain").get_by_role("combobox").first.click()
        for name in names:
            expect(guest.page.get_by_role("option", name=name, exact=True)).to_be_visible()
        assert guest.page.evaluate(ACTING) == []
        guest.page.keyboard.press("Escape")
        guest.follow(address("compare", lang))
        guest.page.get_by_test_id("stPopover").get_by_role("button").first.click()
        chosen = guest.page.get_by_test_id("stPopoverBody")
        for name in names:
            expect(chosen.get_by_text(name, exact=True).first).to_be_visible()
        assert guest.page.evaluate(ACTING) == []
        assert guest.page.evaluate("window.hit") is None
        guest.assert_well()
        guest.page.keyboard.press("Escape")


def test_what_an_address_says_is_quoted_as_it_is(reader, hostile):
    guest = reader(hostile)
    asked = {
        "indicator": "[x](https://evil.example) `c` **b** $x^2$",
        "per": "![x](https://evil.example/a.png) :red[r]",
        "shown": "https://evil.example :material/home:",
        "evidence": "<img src=x onerror=hit=1>",
    }
    guest.open(address("compare", "en", **asked))
    words = seen(guest.page)
    assert [value for value in asked.values() if value not in words] == []
    assert guest.page.evaluate(ACTING) == []
    assert guest.page.evaluate("window.hit") is None
    guest.assert_well()


def test_no_file_of_the_interface_holds_a_formula(reader, hostile):
    request = reader(hostile).page.request
    names = re.findall(r"/query/(\w+)", json.dumps(request.get(f"{hostile}/api/v1/openapi.json").json()))
    listed = [f"query/{name}" for name in set(names)] or ["query/ledger", "query/sources", "query/cities"]
    read = 0
    for path in [*listed, "cities", "sources", "observations", "compare", "progress", "fund-per-team"]:
        answer = request.get(f"{hostile}/api/v1/{path}.csv?evidence=D")
        if answer.status == 400:
            continue
        assert answer.headers["content-type"].startswith("text/csv"), path
        for row in csv.reader(io.StringIO(answer.body().decode("utf-8-sig"), newline="")):
            read += len(row)
            assert not [cell for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)], path
    assert read > 100


def test_a_briefing_holds_no_formula_no_script_and_leads_only_to_web_addresses(reader, hostile, tmp_path):
    guest = reader(hostile)
    guest.open(address("briefing", "en", city="370100"))
    for kind in FORMATS:
        with guest.page.expect_download() as taken:
            guest.page.locator(f".st-key-{kind} button").click()
        file = tmp_path / f"briefing.{kind}"
        taken.value.save_as(file)
        targets = targets_of_pdf(file) if kind == "pdf" else targets_of_parts(file)
        assert [target for target in targets if not target.startswith(("http://", "https://"))] == [], kind
    assert b"/JavaScript" not in (tmp_path / "briefing.pdf").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "briefing.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def targets_of_pdf(file: Path) -> list[str]:
    """Where the links of a file lead to."""
    notes = [note.get_object() for page in pypdf.PdfReader(file).pages for note in page.get("/Annots", ())]
    return [note["/A"]["/URI"] for note in notes if "/A" in note]


def targets_of_parts(file: Path) -> list[str]:
    """Where the links of an Office file lead to."""
    with zipfile.ZipFile(file) as parts:
        related = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels"))
    outside = re.findall(
        r'Target="([^"]*)"[^>]*TargetMode="External"|TargetMode="External"[^>]*Target="([^"]*)"', related
    )
    return ["".join(target) for target in outside]
