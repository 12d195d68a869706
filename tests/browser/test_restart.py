"""A server that is started anew under a reader: what the reader chooses next holds."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from opc.catalogue import codelist
from opc.text import t
from tests.browser.conftest import DASHBOARD, served

pytestmark = pytest.mark.browser


def test_the_first_choice_after_a_restart_holds(reader, warehouse_directory):
    indicator = t("controls.indicator", "zh")
    with served(DASHBOARD, warehouse_directory) as before:
        guest = reader(before)
        guest.open("compare")
        # A part of Streamlit that the browser is still waiting for when the first server ends, it does not ask again.
        guest.settle(charts=True)
    # Between the two servers the browser complains that nobody answers.
    with served(DASHBOARD, warehouse_directory) as anew:
        assert anew == before
        expect(guest.page.get_by_test_id("stConnectionStatus")).to_have_count(0)
        # Once it is back, the browser has the page run anew, which closes a menu that was opened a moment before.
        option = guest.page.get_by_role("option", name=codelist("evidence")["A"]["zh"])
        for _ in range(5):
            guest.settle(charts=True)
            guest.page.get_by_role("combobox", name=t("controls.evidence", "zh")).click()
            with suppress(TimeoutError):
                option.click(timeout=3000)
                break
        expect(guest.page).to_have_url(f"{guest.server}/compare?evidence=A")
        guest.settle(charts=True)
        guest.page.get_by_role("combobox", name=indicator).click()
        guest.page.get_by_role("option").nth(1).click()
        guest.page.wait_for_url("**indicator=**")
        assert guest.query["evidence"] == "A"
