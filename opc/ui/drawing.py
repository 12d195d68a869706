"""How charts, tables, sources and words are put on a page. All text of the data is escaped here or in opc.tables."""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from opc import charts, citation, marks, tables, typeset
from opc.charts import legends
from opc.charts.mark import Group, Mark
from opc.columns import link_to
from opc.content.overview import Fact
from opc.documents import documents
from opc.questions import today
from opc.text import t
from opc.ui import address, markup
from opc.view import LOOSEST, View
from opc.warehouse import Row

# Documents that stand below a chart, and how many a link to the rest may name: an address has an end.
MOST_SOURCES, MOST_IN_ADDRESS = 8, 200
PICTURES = ("PNG", "SVG")


def heading(title: str, subtitle: str = "") -> None:
    """The message of the page, and below it measure, place and date."""
    below = f'<p class="opc-subtitle">{tables.words(subtitle)}</p>' if subtitle else ""
    markup.head(f'<h1 class="opc-title">{tables.headline(title)}</h1>{below}')


def section(title: str, subtitle: str = "", place: str = "") -> None:
    """The message of a part of the page; `place` is the end of an address that leads to it."""
    there = f' id="{place}" tabindex="-1"' if place else ""
    below = f'<p class="opc-subtitle">{tables.words(subtitle)}</p>' if subtitle else ""
    markup.write(f'<h2 class="opc-section"{there}>{tables.together(title)}</h2>{below}')


def paragraph(words: str) -> None:
    """A plain paragraph."""
    markup.write(f'<p class="opc-paragraph">{tables.words(words)}</p>')


def among(view: View, key: str, links: Sequence[tables.Link], **values: object) -> None:
    """A sentence of text.yml that counts and names what the links lead to; nothing where there are none."""
    if links:
        words = html.escape(t(key, view.lang, count=len(links), names="{names}", **values))
        names = typeset.joined(map(tables.anchor, links), view.lang)
        markup.write(f'<p class="opc-paragraph">{words.replace("{names}", names)}</p>')


def empty(view: View, key: str, *names: str, leads: bool = True, **values: object) -> None:
    """Why nothing is shown, what a reader can do, and the way back where there is one.

    `leads` says whether there may be something at the loosest floor of evidence.
    """
    said = [t(f"notice.{key}", view.lang, **values)]
    if key == "empty_rows":
        said += [t("notice.looser", view.lang)] if leads and view.evidence != LOOSEST else []
        said += [t("notice.later", view.lang)] if view.known_on < today() else []
    markup.write(f'<div class="opc-empty">{html.escape(typeset.sentences(said, view.lang))}</div>')
    cleared = (*names, "evidence", "known_on")
    if any(address.given(name) is not None for name in cleared):
        markup.draw(st.button, t("controls.reset", view.lang), on_click=address.clear, args=cleared, key=f"reset_{key}")


def need(view: View, cities: Sequence[str], top: markup.Place | None = None) -> None:
    """End the page with its name and the way back where there is no city to show; in `top`, above the controls."""
    if cities:
        return
    names = ("cities", "peers", "peer_of")
    # By default all cities are shown of which anything is known: where nobody has chosen, nothing is known of any.
    key = "empty_cities" if any(address.given(name) is not None for name in names) else "empty_rows"
    with top or markup.place(st.container):
        heading(t(f"nav.{view.page}", view.lang))
        empty(view, key, *names)
    markup.stop()


def legend(view: View, *keys: str) -> None:
    """What the marks of a chart mean; nothing where they are all of one kind."""
    if not keys:
        return
    legend_of((legends.SIGNS[key], t(f"legend.{key}", view.lang)) for key in keys)


def legend_of(signs: Iterable[tuple[legends.Sign, str]]) -> None:
    """Signs and what they mean."""
    words = "".join(f"<span>{_sign(*sign)}{html.escape(meaning)}</span>" for sign, meaning in signs)
    markup.write(f'<p class="opc-legend">{words}</p>')


def _sign(sign: str, colour: str) -> str:
    """A sign as a chart draws it, in the colour that it has there."""
    kind, letter = (f" {sign}", "") if sign in legends.PATCHES else ("", sign)
    return f'<i class="opc-sign{kind}" style="color:var(--{colour})" aria-hidden="true">{letter}</i>'


def chart(view: View, spec: dict[str, Any], title: str, drawn: Sequence[Mark | Group]) -> None:
    """A chart, and for who cannot see it the same in words."""
    plot(view, spec, marks.described(title, drawn, view.lang))


def plot(view: View, spec: dict[str, Any], said: str) -> None:
    """A finished drawing, what it shows in words, and the same as a picture to take away, which picture.js makes."""
    markup.draw(st.plotly_chart, charts.Drawing(spec), theme=None, config=charts.CONFIG, alt=said)
    words, name = html.escape(t("take.picture", view.lang)), f"opc-{view.page}-{view.known_on.isoformat()}"
    kinds = " · ".join(
        f'<button type="button" class="opc-copy" data-picture="{kind.lower()}" data-name="{name}" '
        f'aria-label="{words}{kind}">{kind}</button>'
        for kind in PICTURES
    )
    markup.write(f'<p class="opc-sources opc-picture">{words}{kinds}</p>')


def table(
    view: View,
    rows: Sequence[Row],
    columns: Callable[[View], Sequence[tables.Column]],
    caption: str,
    folded: bool = True,
    asked: Mapping[str, Any] | None = citation.AS_PUBLISHED,
    summary: str = "",
) -> None:
    """Rows as a table, each with its citation to copy; folded away where it is the twin of a chart, under `summary`.

    `columns` gives the columns in the language of a view. `asked` is what the rows were asked for, because a citation
    says so where it is more than what was published; None where a row says something else than it would quote.
    """
    words = citation.table(list(rows), columns, caption, asked, view)
    markup.write(twin(words, view.lang, summary) if folded else words)


def twin(table: str, lang: str, summary: str = "") -> str:
    """A table beside a chart, folded away; an expander of Streamlit would be two elements more."""
    words = html.escape(summary or t("table.open", lang))
    return f'<details class="opc-fold"><summary>{words}</summary>{table}</details>'


def grid(content: str) -> None:
    """A piece of HTML that opc.tables has made."""
    markup.write(content)


def sources(view: View, rows: Iterable[Row], stem: str = "", lead: str = "sources_of") -> None:
    """The documents behind a chart, each a link to its address."""
    found = {each["source_id"]: each for row in rows for each in documents(row, view, stem)}
    shown = [tables.anchor(link_to(each, view)) for each in list(found.values())[:MOST_SOURCES]]
    if len(found) > MOST_SOURCES:
        shown.append(_more_sources(list(found), view.lang))
    listed(shown, len(found), view, lead)


def listed(anchors: Sequence[str], count: int, view: View, lead: str = "sources_of") -> None:
    """How many documents are behind a chart, and links to them as HTML; nothing where there are none."""
    if anchors:
        words = html.escape(t(f"link.{lead}", view.lang, count=count))
        markup.write(f'<p class="opc-sources opc-documents">{words}{tables.BETWEEN.join(anchors)}</p>')


def _more_sources(codes: Sequence[str], lang: str) -> str:
    """The way to all documents of a chart on the page of sources."""
    named = ",".join(codes) if len(codes) <= MOST_IN_ADDRESS else None
    page = tables.page_address("sources", **address.shared(part="documents", documents=named))
    words = t("link.more_sources", lang, count=len(codes) - MOST_SOURCES)
    return tables.anchor(tables.Link(words, page, t("link.all_sources", lang, count=len(codes))))


def counts(items: Iterable[tuple[str, int]], unit: str, view: View) -> None:
    """How many there are of each kind, side by side; `unit` is the text that says of what."""
    cells = "".join(
        f"<div><b>{html.escape(t(unit, view.lang, count=count))}</b> <span>{html.escape(words)}</span></div>"
        for words, count in items
    )
    markup.write(f'<div class="opc-counts">{cells}</div>')


def _leading(figure: tables.Link) -> str:
    kind = ' class="whole"' if tables.is_short(figure.text) else ""
    return f"<b{kind}>{tables.anchor(figure, tables.figure)}</b>"


def _measured(what: str | tables.Link) -> str:
    return tables.anchor(what) if isinstance(what, tables.Link) else tables.words(what)


def facts(items: Iterable[Fact]) -> None:
    """Figures that lead: what, the figure as a link to its source, the words below it, and its citation to copy."""
    cards = "".join(
        f'<div class="opc-fact"><span>{_measured(what)}</span>{_leading(figure)}'
        f"<small>{tables.words(words)} {tables.button(copy) if copy else ''}</small></div>"
        for what, figure, words, copy in items
    )
    markup.write(f'<div class="opc-facts">{cards}</div>')
