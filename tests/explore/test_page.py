"""The page: a link opens on its answer, each outcome has its words, and what the data says stays text."""

import csv
import io
import json
import re
from functools import partial
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from opc.explore import pool as pools
from opc.explore.examples import examples
from opc.text import LANGUAGES, t
from opc.ui import answer as shown
from tests.app import opened as opened_page
from tests.app import words

opened = partial(opened_page, "explore")


@pytest.fixture(autouse=True, scope="module")
def shared_pool():
    yield
    pools.SHARED.close()


def sent(app: AppTest, sql: str) -> AppTest:
    app.text_area[0].set_value(sql)
    return next(button for button in app.button if button.label == t("explore.run", "zh")).click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_query_the_page_says_what_to_do(lang):
    app = opened(lang=lang)
    assert not app.exception
    assert t("explore.nothing_asked", lang) in words(app)
    assert {button.label for button in app.button} >= set(examples(lang))
    assert "<code>observation</code>" in words(app)


def test_a_link_opens_on_its_answer():
    app = opened(sql="select 40 + 2 as answer, 'x' as words")
    assert not app.exception
    assert app.text_area[0].value == "select 40 + 2 as answer, 'x' as words"
    assert re.search(r'<td class="num">42</td><td>x</td>', words(app))


def test_a_query_that_is_sent_stands_in_the_address():
    app = sent(opened(), "select 7 as seven")
    assert app.query_params["sql"] == "select 7 as seven"
    assert '<td class="num">7</td>' in words(app)
    app = sent(app, "  ")
    assert "sql" not in app.query_params
    assert t("explore.nothing_asked", "zh") in words(app)


def test_one_click_on_an_example_fills_the_editor_and_runs_it():
    name, sql = next(iter(examples("zh").items()))
    app = opened()
    next(button for button in app.button if button.label == name).click().run()
    assert not app.exception
    assert app.text_area[0].value == sql
    assert app.query_params["sql"] == sql
    assert len(app.get("plotly_chart")) == 1


def test_the_controls_of_the_side_bar_reach_the_query():
    sql = "select $evidence as floor, $known_on as day"
    assert "<td>B</td>" in words(opened(sql=sql, evidence="B", known_on="2026-03-01"))
    assert "2026-03-01</time></td>" in words(opened(sql=sql, evidence="B", known_on="2026-03-01"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("sql", "key", "values"),
    [
        ("drop table city", "not_select", {}),
        ("from '/etc/passwd'", "table", {"name": "/etc/passwd"}),
        ("select nothing from city", "engine", {}),
        ("select repeat('x', 4000000000)", "memory", {"megabytes": 192}),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(sql, key, values, lang):
    app = opened(lang=lang, sql=sql)
    assert not app.exception
    assert t(f"explore.refused.{key}", lang, **values) in words(app)
    assert app.text_area[0].value == sql


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_rows_is_an_answer(lang):
    app = opened(lang=lang, sql="from city where false")
    assert t("explore.no_rows", lang) in words(app)
    assert "<table>" not in words(app).split('class="opc-schema"')[0]


def test_a_long_answer_is_shown_in_part_and_says_so():
    said = words(opened(sql="from range(20000)"))
    assert t("explore.cut_rows", "zh", most="10,000") in said
    assert t("explore.shown", "zh", most="200", count="10,000") in said
    assert said.split('class="opc-schema"')[0].count("<tr>") == 201


def test_a_long_query_says_that_its_address_is_long():
    sql = f"select '{'济' * 900}' as words"
    assert t("explore.long_address", "zh", found=len(urlencode({"sql": sql}))) in words(opened(sql=sql))
    assert t("explore.long_address", "zh", found="").split("：")[1] not in words(opened(sql="select 1"))


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:a(1))"]
)
def test_what_comes_back_stays_text(hostile):
    quoted = hostile.replace("'", "''")
    for sql in (f"select '{quoted}' as \"{hostile}\"", f'from "{hostile}"', f"select '{quoted}' + 1", hostile):
        app = opened(sql=sql)
        assert not app.exception
        assert "<script>alert" not in words(app)
        assert "<img" not in words(app)
        assert not [element for element in app.markdown if hostile in element.value]


def test_an_address_in_the_data_becomes_a_link_and_a_script_does_not():
    said = words(opened(sql="select 'https://example.org/a\"b' as a, 'javascript:alert(1)' as b"))
    assert 'href="https://example.org/a&quot;b"' in said
    assert "<td>javascript:alert(1)</td>" in said


def test_files_hold_all_rows_and_what_was_asked(pool, view):
    sql = "select i, '=1+1' as formula, null as none from range(300) t(i)"
    answer = pool.ask(sql, view, "reader")
    rows = list(csv.reader(io.StringIO(shown._csv(view, sql, answer).decode("utf-8-sig"))))
    assert len(rows) == 301
    assert rows[1] == ["0", "'=1+1", "not applicable"]
    named = 'select 1 as "=HYPERLINK(\'https://example.org\')", 2 as "+"'
    head = shown._csv(view, named, pool.ask(named, view, "reader")).decode("utf-8-sig").splitlines()[0]
    assert next(csv.reader([head])) == ["'=HYPERLINK('https://example.org')", "'+"]
    alike = """select 1 as "=a", 2 as "'=a", 3 as "''=a" """
    rows = shown._csv(view, alike, pool.ask(alike, view, "reader")).decode("utf-8-sig").splitlines()
    assert rows == ["'=a,'=a_1,''=a", "1,2,3"]
    document = json.loads(shown._json(view, sql, answer))
    assert document["meta"]["parameters"] == {"sql": sql}
    assert document["meta"]["complete"] is True
    assert document["data"][299] == {"i": 299, "formula": "=1+1", "none": None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_a_process_cannot_be_confined_the_page_says_so(lang, monkeypatch):
    monkeypatch.setattr(pools, "SUPPORTED", False)
    for address in ({}, {"sql": "select 1"}):
        app = opened(lang=lang, **address)
        assert not app.exception
        assert t("explore.refused.unsupported", lang) in words(app)
        assert "<table>" not in words(app).split('class="opc-schema"')[0]
