"""Where nothing is known, or no city chosen, each page says so in words and leads back."""

import html

import pytest

from opc.text import t
from opc.ui.navigation import PAGES
from tests.app import opened, unbound, words

pytestmark = pytest.mark.usefixtures("real_warehouse")
# What a page says where nothing is known. No city is shown by default then, but nobody has chosen none.
NOTHING_KNOWN = {
    "overview": "notice.empty_rows", "compare": "notice.empty_rows", "progress": "notice.empty_rows",
    "funding": "notice.empty_rows", "disclosure": "notice.empty_rows", "trends": "trends.title_none",
    "city": "notice.empty_rows", "briefing": "briefing.nothing", "explore": "explore.no_rows",
    "sources": "notice.empty_rows", "methods": "methods.stands_none",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_day_before_anything_was_published_says_so(page, lang):
    asked = {"lang": lang, "sql": "from known_observation($evidence, $known_on)"}
    early = opened(page, known_on="2025-05-01", evidence="A", **asked)
    assert not early.exception
    assert "opc-title" in words(early)
    said = html.escape(t(NOTHING_KNOWN[page], lang))
    assert unbound(words(early)).count(said) > 0
    # Nobody has a roster here; all other pages know more today.
    assert page == "trends" or words(early).count(said) > words(opened(page, evidence="D", **asked)).count(said)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_no_city_chosen_leads_back(page, lang):
    """A briefing is of one city, and of that one alone where it is held against no others."""
    app = opened(page, lang=lang, cities="")
    assert not app.exception
    asked_for = t("notice.empty_cities", lang)
    offers_cities = any(choice.key == "address_cities" for choice in app.multiselect)
    assert offers_cities == (page in ("compare", "progress", "funding", "disclosure", "briefing"))
    assert (asked_for in words(app)) == (offers_cities and page != "briefing")
    if asked_for not in words(app):
        return
    assert f'<h1 class="opc-title">{t(f"nav.{page}", lang)}</h1>' in words(app)
    next(b for b in app.button if b.key == "reset_empty_cities").click().run()
    assert not app.exception
    assert asked_for not in words(app)
