"""The page for queries of a reader's own: the editor, examples, the asking, and the tables there are."""

import html
import uuid
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from opc import tables
from opc.explore import limits, pool, saying, schema
from opc.explore.examples import examples
from opc.explore.result import Answer
from opc.explore.statement import RefusedError
from opc.sharing import turn
from opc.text import t
from opc.ui import markup
from opc.ui.answer import instead
from opc.ui.drawing import heading, paragraph, section
from opc.view import View

EDITOR, SEEN, KEPT = "explore_editor", "explore_seen", "explore_answer"
# Characters of an address that messengers and servers in between are known to carry.
LONG_ADDRESS = 6_000
HERE = Path(__file__).parent


@cache
def _style() -> str:
    return f"<style>{(HERE / 'explore.css').read_text(encoding='utf-8')}</style>"


def pick_query(view: View) -> str:
    """The query in the address, in an editor; it runs when it is sent, not while it is typed."""
    markup.draw(markup.html, _style())
    pool.warm(view.version)
    sql = st.query_params.get("sql", "")
    if EDITOR not in st.session_state or st.session_state.get(SEEN) != sql:
        # Only another address changes the text: what a reader has typed and not yet sent stays.
        st.session_state[EDITOR] = st.session_state[SEEN] = sql
    with markup.place(st.form, f"{EDITOR}_form", border=False, enter_to_submit=True):
        markup.draw(
            st.text_area,
            t("explore.editor", view.lang),
            key=EDITOR,
            height=236,
            placeholder=t("explore.placeholder", view.lang),
        )
        with markup.place(st.container, horizontal=True, vertical_alignment="center"):
            markup.draw(st.form_submit_button, t("explore.run", view.lang), type="primary", on_click=_send)
            markup.write(f'<p class="opc-sources">{html.escape(t("explore.keys", view.lang))}</p>')
    with markup.place(st.container):
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
    with markup.place(st.container, key="examples"):
        section(t("explore.examples", view.lang), t("explore.examples_subtitle", view.lang))
        with markup.place(st.container, horizontal=True):
            for words, sql in examples(view.lang).items():
                markup.draw(st.button, words, key=f"example_{words}", on_click=_ask, args=(sql,))


def answered(view: View, sql: str) -> Answer | None:
    """The answer to a query, or None after it has been said why there is none."""
    if not sql.strip():
        instead(t("explore.nothing_asked" if pool.SUPPORTED else "explore.refused.unsupported", view.lang))
        return None
    asked = (sql, view.evidence, view.known_on, view.version)
    kept = st.session_state.get(KEPT)
    if kept and kept[0] == asked:
        return kept[1]
    # Whatever runs for this reader runs under this name: one query at a time.
    asker = st.session_state.setdefault("explore_reader", uuid.uuid4().hex)
    try:
        with markup.draw(st.spinner, t("explore.running", view.lang)), turn.given_up():
            answer = pool.SHARED.ask(sql, view, asker)
    except RefusedError as refused:
        instead(saying.sentence(refused, view.lang), refused.said and t("explore.said", view.lang, words=refused.said))
        return None
    st.session_state[KEPT] = (asked, answer)
    return answer


def tables_to_ask(view: View) -> None:
    """Every table and column, folded away, with what it means."""
    with markup.place(st.expander, t("explore.schema", view.lang), key="schema"):
        values = {"evidence": "$evidence", "known_on": "$known_on", "macro": "known_observation($evidence, $known_on)"}
        paragraph(t("explore.schema_values", view.lang, **values))
        markup.write("".join(_table(found, view.lang) for found in schema.tables(view)))


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
