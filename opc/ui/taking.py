"""What a reader takes away from a page: files of the rows it shows, and a link to the view.

Files are links to the open interface of the same server: nothing is made before the click, and a link can be used in a
script. Where the pages are served alone (`streamlit run dashboard.py`), there is no such interface, and a button
makes the CSV when it is pressed.
"""

import html
import os
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from opc import datafiles, tables
from opc.questions import ask
from opc.text import t
from opc.ui import markup
from opc.view import View

ENDINGS = {"XLSX": ".xlsx", "CSV": ".csv", "JSON": "", "ZIP": ".zip"}
WORDED = "XLSX"
# Set by server.py, which serves the interface beside the pages.
SERVED = "OPC_INTERFACE"
WHOLE = {"database": "warehouse.duckdb", "parquet": "warehouse.parquet.zip", "openapi": "openapi.json",
         "jsonld": "dataset.jsonld"}  # fmt: skip


def files(view: View, query: str, asked: Mapping[str, Any], of: str = "", worded: bool = True) -> None:
    """The rows of a named query as files to take away.

    `of` names what they are of where a page offers them twice; `worded` says that they have words for a workbook
    (opc/datafiles/worded.py).
    """
    values = {"evidence": view.evidence, "known_on": view.known_on.isoformat()} | as_text(asked)
    if SERVED not in os.environ:
        markup.draw(
            st.download_button,
            f"{t('take.files', view.lang)}CSV",
            lambda: datafiles.csv_bytes(ask(query, values, view.known_on)),
            f"{query}.csv",
            "text/csv",
            # A page may offer a query twice, asked differently.
            key=f"take_{query}{of}?{urlencode(values)}",
            on_click="ignore",
            type="tertiary",
        )
        return
    address = f"./api/v1/query/{query}"
    links = [
        tables.Link(kind, f"{address}{ending}?{urlencode(values | ({'lang': view.lang} if kind == WORDED else {}))}")
        for kind, ending in ENDINGS.items()
        if worded or kind != WORDED
    ]
    words = html.escape(t("take.files", view.lang))
    markup.write(f'<p class="opc-sources opc-files">{words}{" · ".join(map(tables.anchor, links))}</p>')


def as_text(asked: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of a question as the shell and the interface take them."""
    return {name: _text(value) for name, value in asked.items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, list | tuple) else str(value)


def share(view_is: Mapping[str, str], lang: str) -> None:
    """The button that copies a link to this view, with all that the address leaves implied."""
    markup.write(
        f'<button type="button" class="opc-copy" data-share="{html.escape(urlencode(view_is))}" '
        f'data-done="{html.escape(t("take.shared", lang))}">{html.escape(t("take.share", lang))}</button>'
    )


def whole(view: View) -> None:
    """Links to the whole database and to the description of the interface, where it is served."""
    if SERVED not in os.environ:
        return
    links = (tables.Link(t(f"take.{key}", view.lang), f"./api/v1/{path}") for key, path in WHOLE.items())
    heading, below = t("take.interface", view.lang), t("take.interface_subtitle", view.lang)
    markup.write(
        f'<h2 class="opc-section">{html.escape(heading)}</h2><p class="opc-subtitle">{html.escape(below)}</p>'
        f'<p class="opc-paragraph">{tables.BETWEEN.join(map(tables.anchor, links))}</p>'
    )
