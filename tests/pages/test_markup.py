"""HTML that is gathered stands where it would stand piece by piece."""

import re
from contextlib import nullcontext

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from opc.ui import markup
from opc.ui.navigation import PAGES
from tests.app import opened

pytestmark = pytest.mark.usefixtures("real_warehouse")
VIEWS = [
    *((page, {}) for page in PAGES),
    ("city", {"city": "440300", "lang": "en"}),
    ("compare", {"cities": ""}),
    ("compare", {"composite": "on", "peers": "province", "like": "yes"}),
    ("explore", {"sql": "select name_zh, population from city limit 3"}),
    ("sources", {"part": "rejects", "evidence": "Z"}),
    ("briefing", {"sections": ""}),
]


def outline(app: AppTest) -> list[str]:
    """What stands on a page from top to bottom: HTML of neighbours joined, everything else by its kind and words."""
    lines: list[str] = []

    def walk(block: object, depth: int) -> None:
        was_html = False
        for element in block.children.values():
            is_html = element.type == "html"
            if is_html:
                body = element.proto.body.replace('<div class="opc-pieces">', "").replace("</div>", "")
                # How long a reader's own query took differs from run to run.
                words = re.sub(r"[0-9.]+ 秒", "", body.replace("<div>", ""))
                lines[-1:] = [lines[-1] + words] if was_html else [*lines[-1:], f"{depth} html {words}"]
            elif hasattr(element, "children"):
                lines.append(f"{depth} {element.type}")
                walk(element, depth + 1)
            else:
                lines.append(f"{depth} {element.type} {getattr(element, 'label', '')}")
            was_html = is_html

    walk(app._tree, 0)
    return lines


@pytest.mark.parametrize(("page", "asked"), VIEWS)
def test_all_stands_where_it_would_stand_piece_by_piece(page, asked, monkeypatch):
    together = opened(page, **asked)
    monkeypatch.setattr(markup, "gathered", nullcontext)
    apart = opened(page, **asked)
    assert not together.exception
    assert outline(together) == outline(apart)


def test_neighbours_are_one_element():
    # Served without the interface, the overview has a button for its file in its middle.
    bodies = [element.proto.body for element in opened("overview").get("html")]
    assert [body.count('class="opc-section"') for body in bodies if 'class="opc-section"' in body] == [
        2,
        2,
    ]


def failing() -> None:
    import streamlit as st

    from opc.ui import markup

    with markup.gathered():
        markup.write("<p>before</p>")
        with markup.place(st.container):
            markup.write("<p>inside</p>")
            raise ValueError


def test_what_stood_before_a_failure_stays():
    app = AppTest.from_function(failing).run()
    assert [element.proto.body.count("<p>") for element in app.get("html")] == [1, 1]


def test_outside_a_page_a_piece_is_an_element(monkeypatch):
    drawn = []
    monkeypatch.setattr(st, "html", drawn.append)
    markup.write("<p>alone</p>")
    assert [piece._repr_html_() for piece in drawn] == ["<p>alone</p>"]
