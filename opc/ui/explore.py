"""The page for queries of a reader's own: editor, examples, the answer as table, chart and files, and the tables."""

import html
import json
import uuid
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from opc import charts, datafiles, tables
from opc.datafiles.cells import exact
from opc.explore import limits, pool, saying, schema
from opc.explore.examples import examples
from opc.explore.picture import NoPictureError, Picture, picture
from opc.explore.result import NUMBERS, Answer, family
from opc.explore.statement import RefusedError
from opc.text import t
from opc.theme import THEMES
from opc.ui.drawing import grid, heading, paragraph, section
from opc.view import View
from opc.wording import shortened, width

EDITOR, KEPT = "explore_editor", "explore_answer"
# What a page holds; the files hold all.
MOST_ROWS, MOST_CELLS = 200, 6_000
LONG_CELL = 20
# Characters of an address that messengers and servers in between are known to carry.
LONG_ADDRESS = 6_000
HERE = Path(__file__).parent


@cache
def _style() -> str:
    return f"<style>{(HERE / 'explore.css').read_text(encoding='utf-8')}</style>"


def pick_query(view: View) -> str:
    """The query in the address, in an editor; it runs when it is sent, not while it is typed."""
    st.html(_style())
    pool.warm(view.version)
    sql = st.query_params.get("sql", "")
    st.session_state[EDITOR] = sql
    with st.form(f"{EDITOR}_form", border=False, enter_to_submit=True):
        st.text_area(
            t("explore.editor", view.lang), key=EDITOR, height=236, placeholder=t("explore.placeholder", view.lang)
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(t("explore.run", view.lang), type="primary", on_click=_send)
            st.html(f'<p class="opc-sources">{html.escape(t("explore.keys", view.lang))}</p>')
    address = len(urlencode({"sql": sql}))
    if address > LONG_ADDRESS:
        paragraph(t("explore.long_address", view.lang, found=address))
    return sql


def _send() -> None:
    st.session_state.pop(KEPT, None)
    _ask(st.session_state[EDITOR])


def _ask(sql: str) -> None:
    if sql.strip():
        st.query_params["sql"] = sql
    else:
        st.query_params.pop("sql", None)


def query_examples(view: View) -> None:
    """A button an example; it fills the editor and runs."""
    with st.container(key="explore_examples"):
        section(t("explore.examples", view.lang), t("explore.examples_subtitle", view.lang))
        with st.container(horizontal=True):
            for words, sql in examples(view.lang).items():
                st.button(words, key=f"example_{words}", on_click=_ask, args=(sql,))


def answered(view: View, sql: str) -> Answer | None:
    """The answer to a query, or None after it has been said why there is none."""
    if not sql.strip():
        _said(t("explore.nothing_asked" if pool.SUPPORTED else "explore.refused.unsupported", view.lang))
        return None
    asked = (sql, view.evidence, view.known_on, view.version)
    kept = st.session_state.get(KEPT)
    if kept and kept[0] == asked:
        return kept[1]
    # Whatever runs for this reader runs under this name: one query at a time.
    asker = st.session_state.setdefault("explore_reader", uuid.uuid4().hex)
    try:
        with st.spinner(t("explore.running", view.lang)):
            answer = pool.SHARED.ask(sql, view, asker)
    except RefusedError as refused:
        _said(saying.sentence(refused, view.lang), refused.said and t("explore.said", view.lang, words=refused.said))
        return None
    st.session_state[KEPT] = (asked, answer)
    return answer


def _said(words: str, below: str = "") -> None:
    quoted = f'<pre class="opc-said">{html.escape(below)}</pre>' if below else ""
    st.html(f'<div class="opc-empty" role="status">{html.escape(words)}{quoted}</div>')


def answer_shown(view: View, sql: str, answer: Answer) -> None:
    """An answer: how much it is and what was cut, its files, its chart, its rows."""
    section(t("explore.result", view.lang), saying.extent(answer, view))
    for words in saying.cuts(answer, _shown(answer), view.lang):
        paragraph(words)
    if not answer.count:
        _said(t("explore.no_rows", view.lang))
        return
    _files(view, sql, answer)
    _chart(view, answer)
    rows = answer.rows(_shown(answer))
    grid(tables.table(rows, _columns(answer, rows), t("explore.table", view.lang)))


def _shown(answer: Answer) -> int:
    return min(MOST_ROWS, MOST_CELLS // len(answer.columns), answer.count)


def _files(view: View, sql: str, answer: Answer) -> None:
    makers = {"csv": (_csv, "text/csv"), "json": (_json, "application/json")}
    with st.container(horizontal=True, key="explore_files"):
        for kind, (made, media) in makers.items():
            st.download_button(
                t("explore.download", view.lang, kind=kind.upper()), partial(made, view, sql, answer),
                f"query.{kind}", media, key=f"explore_{kind}", on_click="ignore",
            )  # fmt: skip


def _csv(view: View, sql: str, answer: Answer) -> bytes:
    return datafiles.csv_bytes(answer.rows(), [name for name, _ in answer.columns])


def _json(view: View, sql: str, answer: Answer) -> bytes:
    document = datafiles.json_document("sql", {"sql": sql}, answer.rows(), view.version, view)
    document["meta"] |= {"complete": not answer.cut and not answer.clipped}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def _chart(view: View, answer: Answer) -> None:
    try:
        drawn = picture(answer, view)
    except NoPictureError as reason:
        st.html(f'<p class="opc-sources">{html.escape(str(reason))}</p>')
        return
    section(drawn.title, drawn.left_out)
    _legend(drawn, THEMES[view.theme])
    st.plotly_chart(charts.Drawing(drawn.spec), theme=None, config=charts.CONFIG, alt=drawn.described)


def _legend(drawn: Picture, colours: dict[str, str]) -> None:
    if len(drawn.series) < 2:
        return
    words = "".join(
        f'<span><i class="opc-swatch {colour}" style="color:{colours[colour]}"></i>{html.escape(name)}</span>'
        for name, colour in zip(drawn.series, ("accent", "second"), strict=True)
    )
    st.html(f'<p class="opc-legend">{words}</p>')


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


def tables_to_ask(view: View) -> None:
    """Every table and column, folded away, with what it means."""
    with st.container(key="explore_schema"), st.expander(t("explore.schema", view.lang)):
        values = {"evidence": "$evidence", "known_on": "$known_on", "macro": "known_observation($evidence, $known_on)"}
        paragraph(t("explore.schema_values", view.lang, **values))
        st.html("".join(_table(found, view.lang) for found in schema.tables(view)))


def _table(found: schema.Table, lang: str) -> str:
    columns = [
        tables.Column(t("explore.schema_column", lang), lambda row: row["name"], whole=True),
        tables.Column(t("explore.schema_type", lang), lambda row: row["kind"], whole=True),
        tables.Column(t("explore.schema_meaning", lang), lambda row: row["meaning"], wide=True),
    ]
    rows = [{"name": field.name, "kind": field.kind, "meaning": field.meaning} for field in found.fields]
    count = html.escape(t("explore.schema_count", lang, count=len(rows)))
    head = f"<code>{html.escape(found.name)}</code> {html.escape(found.meaning)} <small>{count}</small>"
    return f'<details class="opc-schema"><summary>{head}</summary>{tables.table(rows, columns, found.name)}</details>'


def query_heading(view: View) -> None:
    """What the page is for, and its limits."""
    values = {
        "seconds": limits.SECONDS,
        "rows": f"{limits.MOST_ROWS:,}",
        "evidence": "$evidence",
        "known_on": "$known_on",
    }
    heading(t("explore.title", view.lang), t("explore.subtitle", view.lang, **values))
