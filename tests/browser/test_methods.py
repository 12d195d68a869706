"""The page of methods in a browser: a link leads to its part, from outside and from within, and back."""

import pytest
from playwright.sync_api import expect

from opc import methods
from opc.text import t
from opc.ui.navigation import PAGES
from tests.browser.reader import Reader
from tests.browser.seen import LANGUAGES, PHONE, address

pytestmark = pytest.mark.browser


def stands_at_the_top(guest: Reader, part: str) -> None:
    """A part is where reading goes on: its heading near the top of the screen, and the keyboard at it."""
    guest.wait(f"document.activeElement?.id === '{part}'")
    guest.wait(f"Math.abs(document.getElementById('{part}').getBoundingClientRect().top - 64) < 8")


@pytest.mark.parametrize("part", ["evidence", "states"])
def test_an_address_leads_to_its_part(part, reader, server):
    guest = reader(server)
    guest.open(f"methods?lang=en#{part}")
    stands_at_the_top(guest, part)
    expect(guest.page.locator(f"h2#{part}")).to_have_text(methods.part(part, "en"))
    guest.assert_well()


def test_a_link_of_another_page_leads_to_its_part_and_going_back_leads_back(reader, server):
    guest = reader(server)
    guest.open(address("progress", "en"))
    guest.page.locator(".opc-how a").first.click()
    guest.settle()
    stands_at_the_top(guest, "states")
    guest.page.locator('.opc-contents a[href="#evidence"]').click()
    stands_at_the_top(guest, "evidence")
    guest.page.go_back()
    stands_at_the_top(guest, "states")
    guest.page.go_back()
    expect(guest.page.locator("nav [aria-current=page]")).to_have_text("Progress")
    guest.assert_well()


def test_the_contents_are_walked_by_keyboard(reader, server):
    guest = reader(server)
    guest.open(address("methods"))
    guest.page.locator(".opc-contents a").first.focus()
    guest.page.keyboard.press("Tab")
    guest.page.keyboard.press("Enter")
    stands_at_the_top(guest, methods.PARTS[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_overview_has_all_its_columns_on_a_phone(lang, reader, server):
    phone = reader(server, *PHONE)
    phone.open(address("overview", lang))
    wide = "element => element.scrollWidth - element.clientWidth"
    assert phone.page.locator(".opc-matrix").evaluate(wide) <= 1


def test_on_paper_no_column_is_left_of_buttons_that_copy(reader, server):
    guest = reader(server)
    guest.open(address("methods"))
    cite = guest.page.locator(".opc-table th", has_text=t("take.cite", "zh"))
    expect(cite).to_be_visible()
    guest.page.emulate_media(media="print")
    expect(cite).to_be_hidden()
    guest.page.emulate_media(media="screen")


def test_every_page_has_its_foot_on_paper(reader, server):
    guest = reader(server)
    guest.open(address("overview"))
    for page in PAGES:
        guest.follow(address(page))
        guest.page.emulate_media(media="print")
        expect(guest.page.locator(".opc-foot")).to_be_visible()
        expect(guest.page.locator("nav.opc-pages")).to_be_hidden()
        guest.page.emulate_media(media="screen")
