"""Servers that have just started, in a real browser: every page by its address, a first start without a warehouse."""

import pytest
from playwright.sync_api import expect

from opc.text import t
from opc.ui.navigation import PAGES
from tests.browser.conftest import DASHBOARD, served
from tests.browser.reader import Reader
from tests.browser.seen import CHARTS, DESK, LANGUAGES, PHONE, address, foreign_words, overflowing

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_by_its_address_on_a_cold_server_in_both_languages(page, reader, warehouse_directory):
    # What a browser loads is the same in both: every other page is loaded in English, and turned to Chinese.
    first, second = LANGUAGES if list(PAGES).index(page) % 2 else LANGUAGES[::-1]
    with served(DASHBOARD, warehouse_directory) as cold:
        guest = reader(cold, *DESK)
        guest.open(address(page, first))
        look_at(guest, page, first)
        guest.resize(*PHONE)
        guest.settle()
        assert overflowing(guest.page) == []
        # Here the other way round, from a phone to a desk.
        guest.follow(address(page, second))
        look_at(guest, page, second)
        guest.page.get_by_test_id("stExpandSidebarButton").click()
        expect(guest.page.get_by_test_id("stSidebar")).to_be_visible()
        assert foreign_words(guest.page, second) == set()
        guest.resize(*DESK)
        assert overflowing(guest.page) == []
        guest.assert_well()


def look_at(guest: Reader, page: str, lang: str) -> None:
    """A page that has just been reached speaks its language, and fits on the screen."""
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


def test_a_first_start_without_a_warehouse_builds_it_for_two_readers_at_once(reader, tmp_path):
    place = tmp_path / "warehouse"
    place.mkdir()
    with served(DASHBOARD, place) as cold:
        first, second = (reader(cold) for _ in range(2))
        for guest in (first, second):
            guest.page.goto(guest.server, wait_until="commit")
        expect(first.page.get_by_test_id("stProgress")).to_be_visible()
        for guest in (first, second):
            guest.settle()
            expect(guest.page.locator(".opc-fact").first).to_be_visible()
            expect(guest.page.get_by_test_id("stProgress")).to_have_count(0)
            guest.assert_well()
    assert (place / (place / "current").read_text(encoding="utf-8").strip()).is_file()


def test_a_warehouse_that_cannot_be_built_is_said_in_a_sentence(reader, tmp_path):
    place = tmp_path / "warehouse"
    place.write_text("a file where a folder is needed", encoding="utf-8")
    with served(DASHBOARD, place) as cold:
        guest = reader(cold)
        for lang in LANGUAGES:
            guest.page.goto(f"{guest.server}/{address('compare', lang)}")
            expect(guest.page.get_by_test_id("stAlertContentError")).to_have_text(t("notice.no_warehouse", lang))
            assert guest.page.get_by_test_id("stException").count() == 0
            assert "Traceback" not in guest.page.inner_text("body")
            assert guest.complaints == []
