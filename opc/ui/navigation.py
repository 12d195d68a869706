"""The ways from page to page: the side bar, and links that keep the view."""

from functools import cache

import streamlit as st
from streamlit.errors import StreamlitAPIException

from opc.text import t
from opc.ui import address

PAGES = {
    "overview": "dashboard.py",
    "compare": "pages/compare.py",
    "progress": "pages/progress.py",
    "funding": "pages/funding.py",
    "disclosure": "pages/disclosure.py",
    "trends": "pages/trends.py",
    "city": "pages/city.py",
    "briefing": "pages/briefing.py",
    "explore": "pages/explore.py",
    "sources": "pages/sources.py",
}
HERE_STYLE = "--text: var(--accent); background: color-mix(in srgb, var(--accent) 11%, transparent) !important;"


def links(page: str, lang: str) -> None:
    """The name of the product, and a link to each page that keeps the view."""
    # Streamlit tells the page that the reader is on by the weight of its letters alone.
    here = ':is([href=""], [href^="?"])' if page == "overview" else f'[href^="{page}"]'
    st.html(
        f'<style>[data-testid="stSidebar"] a{here} {{ {HERE_STYLE} }}</style>'
        f'<div class="opc-brand"><b>{t("app.name", lang)}</b><span>{t("app.other_name", lang)}</span></div>'
    )
    carried = address.shared()
    for name, path in PAGES.items():
        _page_link(path, t(f"nav.{name}", lang), "stretch", carried)


def link_to(page: str, words: str, **changes: str | None) -> None:
    """A link to another page that keeps the view, with some parameters changed."""
    _page_link(PAGES[page], words, "content", address.shared(**changes))


@cache
def _page(path: str) -> st.Page:
    # Made once: a link by path looks the file up on the disk each time, half of what the side bar costs.
    return st.Page(path, default=path == PAGES["overview"])


def _page_link(path: str, words: str, width: str, parameters: dict[str, str]) -> None:
    try:
        st.page_link(_page(path), label=words, width=width, query_params=parameters)
    except StreamlitAPIException:
        # A page that is run by itself, without dashboard.py as the entry, has no siblings to lead to.
        st.text(words)
