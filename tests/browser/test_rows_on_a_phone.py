"""On a phone a row of a wide table is read from top to bottom, and stays a row of a table for who hears it."""

import pytest
from playwright.sync_api import expect

from opc.text import t
from opc.ui.navigation import PAGES
from tests.browser.seen import DESK, LANGUAGES, PHONE, address
from tests.browser.test_accessibility import FOLD_OUT, violations

pytestmark = pytest.mark.browser
# Every wide table has its headings and roles from the script of the page.
TOLD = """document.querySelector('.opc-table table') &&
    [...document.querySelectorAll('.opc-table table:has(th:nth-child(5))')].every(table => table.role === 'table')"""
# What of the first row lies beside the screen or is no more than a point; what is empty has no box.
ASIDE = """() => {
    const cells = [...document.querySelector('.opc-table tbody tr').cells].filter(cell => cell.childNodes.length);
    const seen = box => box.left >= 0 && box.right <= innerWidth && box.width > 8 && box.height > 8;
    return cells.filter(cell => !seen(cell.getBoundingClientRect())).map(cell => cell.dataset.heading);
}"""
HEADINGS = "[...document.querySelectorAll('.opc-table th')].map(head => head.textContent)"
# Tables of which something lies aside, by their names.
SCROLLED = """[...document.querySelectorAll('.opc-table:has([role=table])')]
    .filter(table => table.scrollWidth > table.clientWidth).map(table => table.getAttribute('aria-label'))"""
# Links, buttons and helps that are smaller than WCAG 2.2 asks for; those on charts lie far from each other.
SMALL = """[...document.querySelectorAll(`[data-testid=stMain] :is(a, button.opc-copy, .stTooltipHoverTarget button,
    summary, [data-testid=stDateInputCalendarButton])`)]
    .filter(target => target.checkVisibility() && !target.closest('svg'))
    .filter(target => { const box = target.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
    .map(target => `${target.parentElement.className}: ${target.textContent}`)"""
LAID_OUT = "getComputedStyle(document.querySelector('.opc-table td')).display"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_row_of_the_ledger_is_within_the_width_of_a_phone_with_evidence_and_source(lang, reader, server):
    phone = reader(server, *PHONE)
    phone.open(address("sources", lang))
    phone.wait(TOLD)
    row = phone.page.locator(".opc-table tbody tr").first
    for key in ("table.evidence", "table.source"):
        cell = row.locator(f'td[data-heading="{t(key, lang)}"]')
        box = cell.bounding_box()
        assert box["x"] >= 0, key
        assert box["x"] + box["width"] <= PHONE[0], key
        said = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert t(key, lang) in said, key
    link = row.get_by_role("cell").locator("a[target=_blank]").bounding_box()
    assert 0 <= link["x"] < link["x"] + link["width"] <= PHONE[0]
    assert phone.page.evaluate(ASIDE) == []
    assert phone.page.evaluate(SCROLLED) == []
    phone.assert_well()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_to_be_pressed_is_large_enough_for_a_finger(lang, reader, server):
    phone = reader(server, *PHONE)
    phone.open(address("sources", lang))
    small = {}
    for page in PAGES:
        phone.follow(address(page, lang))
        phone.wait("document.querySelector('.opc-foot')")
        small[page] = phone.page.evaluate(SMALL)
    assert {page: what for page, what in small.items() if what} == {}
    phone.assert_well()


def test_a_row_stays_a_row_of_a_table_for_who_hears_it(reader, server):
    phone = reader(server, *PHONE)
    phone.open(address("sources"))
    phone.wait(TOLD)
    table = phone.page.get_by_role("table", name=t("sources.tab_statements", "zh"))
    headings = phone.page.evaluate(HEADINGS)
    assert table.get_by_role("columnheader").all_inner_texts() == headings
    # Those that are empty too: else what follows would be heard below the wrong heading.
    assert table.get_by_role("row").nth(1).get_by_role("cell").count() == len(headings)
    assert violations(phone.page) == []
    phone.assert_well()


def test_tables_of_a_city_lie_below_each_other_and_on_a_desk_or_on_paper_they_are_tables(reader, server):
    guest = reader(server, *PHONE)
    guest.open(address("city", city="370100"))
    guest.wait(TOLD)
    guest.page.evaluate(FOLD_OUT)
    assert guest.page.locator(".opc-table:has([role=table])").count() > 3
    assert guest.page.evaluate(SCROLLED) == []
    assert guest.page.evaluate(LAID_OUT) == "block"
    guest.page.emulate_media(media="print")
    assert guest.page.evaluate(LAID_OUT) == "table-cell"
    guest.page.emulate_media(media="screen")
    guest.resize(*DESK)
    assert guest.page.evaluate(LAID_OUT) == "table-cell"
    expect(guest.page.locator(".opc-table th").first).to_be_visible()
    guest.assert_well()
