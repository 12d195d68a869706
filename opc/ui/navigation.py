"""The ways from page to page: the side bar, and links that keep the view.

They are plain links, which cost a page nothing and open in a window of their own too; page.js follows them within the
session (`FOLLOWED` there), so that a browser does not load everything anew.
"""

import html

from opc import methods, tables
from opc.stamp import stamp
from opc.text import LANGUAGES, t
from opc.ui import address, markup
from opc.view import View

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
    "methods": "pages/methods.py",
}
# Controls, and the parts of the page of methods that say what they do.
EXPLAINED = {"evidence": "evidence", "known_on": "known", "assumed": "phrases", "like": "grades"}


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


def on_phone(view: View) -> None:
    """Above the message where the side bar is folded away: whose page it is, and the same in the other language."""
    (other,) = set(LANGUAGES) - {view.lang}
    anchor = tables.anchor(tables.Link(t("app.language", other), _here(view, lang=other)))
    markup.first(f'<p class="opc-phone"><b>{t("app.name", view.lang)}</b><span lang="{other}">{anchor}</span></p>')


def link_to(page: str, words: str, **changes: str | None) -> None:
    """A link to another page that keeps the view, with some parameters changed."""
    anchor = tables.anchor(tables.Link(words, _to(page, **changes)))
    markup.write(f'<p class="opc-next">{anchor}</p>')


def link_here(view: View, words: str, place: str, **changes: str | None) -> None:
    """A link to a place on this page that keeps all that the address says, with some of it changed."""
    anchor = tables.anchor(tables.Link(words, f"{_here(view, **changes)}#{place}"))
    markup.write(f'<p class="opc-next">{anchor}</p>')


def explained(part: str, lang: str) -> None:
    """A link to the part of the page of methods that says how this is done."""
    link = tables.Link(methods.part(part, lang), way_to(part))
    words = html.escape(t("take.methods", lang))
    markup.write(f'<p class="opc-sources opc-how">{words}{tables.anchor(link)}</p>')


def help_of(control: str, lang: str) -> str:
    """The help of a control, with a link to the rules behind it where they have a part on the page of methods."""
    words = t(f"controls.{control}_help", lang)
    # Streamlit reads Markdown here.
    part = EXPLAINED.get(control)
    return f"{words} [{methods.part(part, lang)}]({way_to(part)})" if part else words


def way_to(part: str) -> str:
    """The address of a part of the page of methods that keeps the view."""
    return methods.address(part, address.shared())


def foot(view: View) -> None:
    """Below every page: what it was drawn from, and the way to how that is done.

    On paper nothing else says it, and page.js puts the address of the view below it.
    """
    link = tables.Link(t("methods.foot", view.lang), tables.page_address(methods.PAGE, **address.shared()))
    words = f'<span class="opc-stamp">{tables.words(stamp(view))}</span> · {tables.anchor(link)}'
    markup.last(f'<p class="opc-sources opc-foot">{words}<span class="opc-address"></span></p>')


def _to(page: str, **changes: str | None) -> str:
    return tables.page_address(page, **address.shared(**changes))


def _here(view: View, **changes: str | None) -> str:
    return tables.page_address(view.page, **address.everything() | changes)
