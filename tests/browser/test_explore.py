"""Queries of a reader's own in a real browser: keys, history, unsent words, files, a phone, an embedding."""

import csv
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from opc.explore.examples import EXAMPLES, example
from opc.text import t
from tests.browser.seen import LANGUAGES, overflowing

pytestmark = pytest.mark.browser


def editor(guest):
    return guest.page.locator("textarea")


def test_a_query_is_typed_sent_by_a_key_and_undone_by_going_back(reader, server):
    guest = reader(server)
    guest.open("explore")
    editor(guest).fill("select 41 + 1 as answer")
    assert guest.page.get_by_test_id("InputInstructions").filter(visible=True).count() == 0
    editor(guest).press("Control+Enter")
    expect(guest.page.locator(".opc-table td.num").first).to_have_text("42")
    assert guest.query == {"sql": "select 41 + 1 as answer"}
    editor(guest).fill("select 'two' as answer")
    guest.page.get_by_role("button", name=t("explore.run", "zh"), exact=True).click()
    expect(guest.page.locator(".opc-table td").first).to_have_text("two")
    guest.page.go_back()
    expect(guest.page.locator(".opc-table td").first).to_have_text("42")
    expect(editor(guest)).to_have_value("select 41 + 1 as answer")
    guest.assert_well()


def test_what_is_typed_and_not_sent_outlives_another_control(reader, server):
    guest = reader(server)
    guest.open("explore?sql=select%201%20as%20one")
    editor(guest).fill("select 2 as unfinished")
    guest.page.get_by_role("combobox", name=t("controls.evidence", "zh")).click()
    guest.page.get_by_role("option").first.click()
    guest.page.wait_for_url("**evidence=A**")
    guest.settle()
    expect(editor(guest)).to_have_value("select 2 as unfinished")
    guest.page.get_by_role("radio", name="English").check(force=True)
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    guest.settle()
    expect(editor(guest)).to_have_value("select 2 as unfinished")


def test_an_example_becomes_a_chart_and_a_file(reader, server):
    guest = reader(server)
    guest.open("sources")
    for lang in LANGUAGES:
        guest.follow(f"explore?lang={lang}")
        expect(guest.page.locator(".js-plotly-plot")).to_have_count(0)
        guest.page.get_by_role("button", name=t(f"explore.example.{EXAMPLES[0]}", lang)).click()
        guest.page.locator(".js-plotly-plot .annotation-text").first.wait_for()
        guest.settle()
        assert guest.query["sql"] == example(EXAMPLES[0], lang)
        with guest.page.expect_download() as download:
            guest.page.get_by_role("button", name=t("explore.download", lang, kind="CSV")).click()
        table = guest.page.locator(".opc-table").first
        rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
        assert rows[0] == table.locator("th").all_inner_texts()
        assert len(rows) - 1 == table.locator("tbody tr").count()
        guest.assert_well()


def test_the_tables_are_there_to_read(reader, server):
    guest = reader(server)
    guest.open("explore")
    guest.page.get_by_text(t("explore.schema", "zh")).click()
    # The words are put there once more when the fold has opened; a click before that goes nowhere.
    guest.page.wait_for_function("document.getAnimations().length === 0")
    guest.page.locator("details.opc-schema summary", has=guest.page.locator("code", has_text="policy")).click()
    expect(guest.page.get_by_text("政策条款的种类")).to_be_visible()
    for sql in ("select 42", "from city", "from nowhere", "select 42"):
        editor(guest).fill(sql)
        editor(guest).press("Control+Enter")
        guest.page.wait_for_function("sql => new URL(location).searchParams.get('sql') === sql", arg=sql)
        guest.settle()
        expect(guest.page.get_by_text("政策条款的种类")).to_be_visible()


def test_a_page_waits_in_words_and_the_stop_is_a_sentence(reader, server):
    guest = reader(server)
    guest.page.goto(f"{server}/explore?sql={quote('select count(*) from range(1000000000000)')}")
    expect(guest.page.get_by_test_id("stSpinner")).to_contain_text(t("explore.running", "zh"))
    expect(guest.page.get_by_text(t("explore.refused.time", "zh", seconds=5))).to_be_visible()
    guest.assert_well()


def test_on_a_phone_nothing_is_wider_than_the_screen(reader, server):
    guest = reader(server, 390, 844)
    guest.open("explore")
    for name in ("over_time", "qualifiers", "contradictions"):
        guest.follow(f"explore?sql={quote(example(name, 'zh'))}")
        expect(editor(guest)).to_have_value(example(name, "zh"))
        expect(guest.page.locator(".opc-table").first).to_be_visible()
        assert overflowing(guest.page) == [], name
        guest.assert_well()


def test_an_embedded_page_shows_the_answer_without_the_tools(reader, server):
    guest = reader(server)
    guest.open(f"explore?embed=true&sql={quote(example('by_province', 'zh'))}")
    expect(guest.page.locator(".opc-table").first).to_be_visible()
    expect(editor(guest)).to_be_hidden()
    expect(guest.page.get_by_text(t("explore.examples_subtitle", "zh"))).to_be_hidden()
