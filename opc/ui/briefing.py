"""The page of briefings: which sections, the content as on paper, and the files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from opc import tables, typeset
from opc.briefing import screen_chart
from opc.briefing.compose import SECTIONS
from opc.briefing.content import Briefing, Chart, Section, Source, Table
from opc.briefing.formats import FORMATS, file_name, written
from opc.text import t
from opc.typeset import NO_BREAK, width
from opc.ui import address, markup
from opc.ui.choices import pick_many
from opc.ui.drawing import grid, legend, listed, paragraph, plot, section, twin
from opc.view import View

# The number of a document in a cell.
NUMBERS = re.compile(r"\[\d+\]")
# The class of evidence and the number of a document stand together, if need be on a line of their own below the figure.
GROUNDED = re.compile(r" · ([A-DR]) (?=\[\d+\]$)")
# Cells up to this width, in Latin letters, stay in one line.
SHORT = 22
# The sections whose chart is drawn here. Others hold few rows, which their tables say as well; and a return to a page
# is to send no more than 5 kB, which this one does with two charts.
DRAWN = ("comparison",)


def pick_sections(view: View) -> list[str]:
    """The sections of a briefing; all by default."""
    options = {code: t(f"briefing.section.{code}", view.lang) for code in SECTIONS}
    words, hint = t("briefing.sections", view.lang), t("briefing.sections_placeholder", view.lang)
    return pick_many(view, "sections", words, options, list(SECTIONS), hint, 590 if view.lang == "zh" else 856)


def view_address(view: View, city: str) -> str:
    """The address of the briefing on this server, with evidence floor and day written out: it shows the same later."""
    pinned = {"lang": view.lang, "evidence": view.evidence, "known_on": view.known_on.isoformat(), "city": city}
    kept = {
        name: said for name in ("cities", "peers", "peer_of", "sections") if (said := address.given(name)) is not None
    }
    return f"{st.context.url or ''}?{urlencode(pinned | kept, safe=address.SEPARATOR)}"


def downloads(briefing: Briefing) -> None:
    """One button a file; a file is written when its button is pressed."""
    with markup.place(st.container, horizontal=True, key="downloads"):
        for kind, chosen in FORMATS.items():
            words = t(f"briefing.format.{kind}", briefing.lang, kind=kind.upper())
            markup.draw(
                st.download_button,
                t("briefing.download", briefing.lang, format=words),
                data=partial(written, briefing, kind),
                file_name=file_name(briefing, kind),
                mime=chosen.media_type,
                key=kind,
                on_click="ignore",
                type="primary" if kind == "pptx" else "secondary",
            )


def preview(view: View, briefing: Briefing) -> None:
    """The content as on paper, its charts as on the other pages."""
    if briefing.single:
        paragraph(briefing.single)
    paragraph(briefing.stamp)
    for part in briefing.sections:
        _part(view, part, {f"[{source.number}]": source for source in briefing.sources})
    section(t("briefing.sources_title", briefing.lang, count=len(briefing.sources)))
    _rows([(f"[{s.number}]", tables.Link(s.citation, s.url)) for s in briefing.sources], briefing.lang)
    if briefing.definitions:
        section(t("briefing.definitions", briefing.lang))
        for name, words in briefing.definitions:
            paragraph(t("paper.definition", briefing.lang, name=name, words=words))


def _part(view: View, part: Section, sources: Mapping[str, Source]) -> None:
    section(part.title, part.subtitle)
    for words in part.paragraphs:
        paragraph(words)
    drawn = part.chart if part.key in DRAWN else None
    if drawn:
        _chart(view, drawn)
        listed([_brief(sources[f"[{number}]"]) for number in part.sources], len(part.sources), view)
    # A sentence names the silent cities, as on slides and in documents.
    if shown := part.table and part.table.telling:
        rows = [dict(enumerate(row)) | {"notes": notes} for row, notes in _noted(shown)]
        words = tables.table(rows, _columns(shown, sources, view.lang), shown.caption)
        grid(twin(words, view.lang) if drawn else words)


def _chart(view: View, shown: Chart) -> None:
    keys, spec = screen_chart.draw(shown, view)
    legend(view, *keys)
    plot(view, spec, shown.description)


def _brief(source: Source) -> str:
    return tables.anchor(tables.Link(f"[{source.number}] {source.brief}", source.url, source.citation))


def _noted(table: Table) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each row, with what is said of its cells beside them."""
    return zip(table.rows, table.notes or (("",) * len(table.headings),) * len(table.rows), strict=True)


def _columns(table: Table, sources: Mapping[str, Source], lang: str) -> list[tables.Column]:
    # Chinese may be broken anywhere, and a column of reasons would press the short ones into two lines.
    widest = [max(map(width, cells), default=0) for cells in zip(*table.rows, strict=True)] or [0] * len(table.headings)
    # A matrix has more short columns than a line holds: its figures are broken, each in a column that is no sliver.
    unbroken, absent = tables.SHORT if table.own else SHORT, t("figure.not_disclosed", lang)

    def cell(words: str, note: str) -> tables.Cell:
        if words == absent:
            return tables.Absent(words)
        return tables.Strong(words) if table.own and words == table.own else _cell(words, note, sources)

    return [
        tables.Column(
            heading,
            lambda row, place=place: cell(row[place], row["notes"][place]),
            numeric,
            fair=bool(table.own) and widest[place] > unbroken,
            whole=widest[place] <= unbroken,
        )
        for place, (heading, numeric) in enumerate(zip(table.headings, table.numeric, strict=True))
    ]


def _cell(words: str, note: str, sources: Mapping[str, Source]) -> tables.Cell:
    """The words of a cell; where they end in the number of one document they lead to it."""
    *others, number = NUMBERS.findall(words) or ("",)
    source = None if others or not words.endswith(number) else sources.get(number)
    if not source:
        return words
    words = GROUNDED.sub(rf"{NO_BREAK}· \1{NO_BREAK}", words)
    return tables.Link(words, source.url, typeset.SEPARATOR.join(filter(None, (note, source.citation))))


def _rows(rows: Sequence[tuple[str, tables.Link]], lang: str) -> None:
    columns = [
        tables.Column(t("table.number", lang), lambda row: row[0]),
        tables.Column(t("table.source", lang), lambda row: row[1], wide=True),
    ]
    grid(tables.table([dict(enumerate(row)) for row in rows], columns, t("table.source", lang)))
