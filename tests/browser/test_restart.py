"""A server that is started anew under a reader: what the reader chooses next holds."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from opc.catalogue import codelist
from opc.text import t
from tests.browser.conftest import DASHBOARD, served
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser


def choose(guest: Reader, menu: str, position: int) -> None:
    """Choose from a menu, as often as it is closed under the reader.

    Once the server is back, the browser has the page run anew, at a moment of its own: that closes a menu that was
    opened a moment before. What the menu has taken must hold.
    """
    box = guest.page.get_by_role("combobox", name=menu)
    for _ in range(5):
        guest.settle(charts=True)
        box.click()
        option = guest.page.get_by_role("option").nth(position)
        with suppress(TimeoutError, AssertionError):
            name = option.inner_text(timeout=3000)
            option.click(timeout=3000)
            expect(box).to_have_value(name, timeout=1000)
            return


def test_the_first_choice_after_a_restart_holds(reader, warehouse_directory):
    with served(DASHBOARD, warehouse_directory) as before:
        guest = reader(before)
        guest.open("compare")
        # A part of Streamlit that the browser is still waiting for when the first server ends, it does not ask again.
        guest.settle(charts=True)
    # Between the two servers the browser complains that nobody answers.
    with served(DASHBOARD, warehouse_directory) as anew:
        assert anew == before
        expect(guest.page.get_by_test_id("stConnectionStatus")).to_have_count(0)
        choose(guest, t("controls.evidence", "zh"), list(codelist("evidence")).index("A"))
        expect(guest.page).to_have_url(f"{guest.server}/compare?evidence=A")
        choose(guest, t("controls.indicator", "zh"), 1)
        guest.page.wait_for_url("**indicator=**")
        assert guest.query["evidence"] == "A"
