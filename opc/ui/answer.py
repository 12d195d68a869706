"""An answer to a query of a reader's own: how much it is, its files, its chart, its rows."""

import html
import json
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from opc import datafiles, tables
from opc.datafiles.cells import exact, harmless
from opc.explore import saying
from opc.explore.picture import NoPictureError, picture
from opc.explore.result import NUMBERS, Answer, apart, family
from opc.text import t
from opc.typeset import shortened, width
from opc.ui import markup
from opc.ui.drawing import grid, legend_of, paragraph, plot, section
from opc.view import View

# What a page holds; the files hold all.
MOST_ROWS, MOST_CELLS = 200, 6_000
LONG_CELL = 20


def instead(words: str, below: str = "") -> None:
    """What is said in place of an answer, with the words of the database below it."""
    quoted = f'<pre class="opc-said">{html.escape(below)}</pre>' if below else ""
    markup.write(f'<div class="opc-empty" role="status">{html.escape(words)}{quoted}</div>')


def answer_shown(view: View, sql: str, answer: Answer) -> None:
    """An answer: how much it is and what was cut, its files, its chart, its rows."""
    section(t("explore.result", view.lang), saying.extent(answer, view))
    for words in saying.cuts(answer, _shown(answer), view.lang):
        paragraph(words)
    if not answer.count:
        instead(t("explore.no_rows", view.lang))
        return
    _files(view, sql, answer)
    _chart(view, answer)
    rows = answer.rows(_shown(answer))
    grid(tables.table(rows, _columns(answer, rows), t("explore.table", view.lang)))


def _shown(answer: Answer) -> int:
    return min(MOST_ROWS, MOST_CELLS // len(answer.columns), answer.count)


def _files(view: View, sql: str, answer: Answer) -> None:
    makers = {"csv": (_csv, "text/csv"), "json": (_json, "application/json")}
    with markup.place(st.container, horizontal=True, key="explore_files"):
        for kind, (made, media) in makers.items():
            markup.draw(
                st.download_button,
                t("explore.download", view.lang, kind=kind.upper()),
                partial(made, view, sql, answer),
                f"query.{kind}",
                media,
                key=f"explore_{kind}",
                on_click="ignore",
            )


def _csv(view: View, sql: str, answer: Answer) -> bytes:
    # The names of columns come from the query, and a query from a link: they are made harmless like cells, which may
    # make two of them one.
    names = apart([harmless(name) for name, _ in answer.columns])
    return datafiles.csv_bytes([dict(zip(names, cells, strict=True)) for cells in answer.cells()], names)


def _json(view: View, sql: str, answer: Answer) -> bytes:
    document = datafiles.json_document("sql", {"sql": sql}, answer.rows(), view.version, view)
    document["meta"] |= {"complete": not answer.cut and not answer.clipped}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def _chart(view: View, answer: Answer) -> None:
    try:
        drawn = picture(answer, view)
    except NoPictureError as reason:
        markup.write(f'<p class="opc-sources">{html.escape(str(reason))}</p>')
        return
    section(drawn.title, drawn.left_out)
    if drawn.legend:
        legend_of(drawn.legend)
    plot(view, drawn.spec, drawn.described)


def _columns(answer: Answer, rows: list[dict[str, Any]]) -> list[tables.Column]:
    """The columns as they are named; one with long words is wide."""
    return [
        tables.Column(
            name, partial(_cell, name), numeric=family(kind) in NUMBERS,
            wide=any(width(str(row[name])) > LONG_CELL for row in rows), whole=family(kind) == "DATE",
        )
        for name, kind in answer.columns
    ]  # fmt: skip


def _cell(name: str, row: dict[str, Any]) -> tables.Cell:
    """A cell as it is; an address leads to its page, and what is missing is a dash."""
    value = row[name]
    if value is None:
        return "—"
    if isinstance(value, str):
        return tables.Link(shortened(value, 44), value, value) if tables.is_web_address(value) else value
    if isinstance(value, bool):
        return str(value).lower()
    return exact(value) if isinstance(value, float | Decimal) else str(value)
