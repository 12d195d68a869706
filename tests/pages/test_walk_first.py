"""No combination of controls raises: the first half of a random walk through all pages, and what the walk knows."""

from fnmatch import fnmatch

import pytest

from opc.ui.navigation import PAGES
from tests.app import session
from tests.pages import walk

COUNT = 100
SEED = 1


@pytest.mark.usefixtures("in_service")
@pytest.mark.parametrize("page", PAGES)
def test_no_combination_of_controls_raises(page):
    failures = walk.walk(page, SEED, COUNT)
    assert not failures, walk.report(failures)


def test_the_walk_turns_every_control_there_is():
    known = walk.controls()
    unknown = {name for name in walk.names_in_source() if not any(fnmatch(each, name) for each in known)}
    assert not unknown, "tests/pages/walk.py: give controls() values for these names of the address"


@pytest.mark.usefixtures("in_service")
@pytest.mark.parametrize("page", ["trends"])
def test_most_addresses_of_trends_lead_to_its_charts(page):
    app = walk.begin(page)
    visits = [walk.visit(app, values).get("plotly_chart") for values in walk.addresses(f"{page} {SEED}", 20)]
    assert sum(map(bool, visits)) > 10


def test_both_halves_make_two_thousand_addresses_and_more():
    assert 2 * COUNT * len(PAGES) >= 2000


def test_the_walk_sees_what_a_page_raises_and_says_where(tmp_path, monkeypatch):
    broken = tmp_path / "broken.py"
    page = "import streamlit as st\nst.html('<h1 class=\"opc-title\">')\nassert st.query_params.get('lang') != 'en'\n"
    broken.write_text(page, encoding="utf-8")
    monkeypatch.setattr(walk, "begin", lambda page: session(broken))
    failures = walk.walk("compare", SEED, 40)
    assert [(failure.page, failure.values) for failure in failures] == [("compare", (("lang", "en"),))]
    assert walk.report(failures).startswith("/compare?lang=en\n    AssertionError")
