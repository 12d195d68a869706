"""The ways from page to page: the side bar, and links that keep the view.

They are plain links, which cost a page nothing and open in a window of their own too; page.js follows them within the
session (`FOLLOWED` there), so that a browser does not load everything anew.
"""

import html

from opc import tables
from opc.text import t
from opc.ui import address, markup

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


def links(page: str, lang: str) -> None:
    """The name of the product, and a link to each page that keeps the view."""
    ways = "".join(
        f'<a href="{html.escape(_to(name))}" target="_self"{" aria-current=page" if name == page else ""}>'
        f"{html.escape(t(f'nav.{name}', lang))}</a>"
        for name in PAGES
    )
    markup.write(
        f'<div class="opc-brand"><b>{t("app.name", lang)}</b><span>{t("app.other_name", lang)}</span></div>'
        f'<nav class="opc-pages" aria-label="{html.escape(t("nav.pages", lang))}">{ways}</nav>'
    )


def link_to(page: str, words: str, **changes: str | None) -> None:
    """A link to another page that keeps the view, with some parameters changed."""
    anchor = tables.anchor(tables.Link(words, _to(page, **changes)))
    markup.write(f'<p class="opc-next">{anchor}</p>')


def _to(page: str, **changes: str | None) -> str:
    return tables.page_address(page, **address.shared(**changes))
