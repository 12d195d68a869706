"""What a reader sees where a page fails: a sentence with a reference, under which the log holds the rest."""

import html
import secrets

import streamlit as st

from opc.text import LANGUAGES, t
from opc.ui import markup

KEPT = "opc_reference"


def reference(error: BaseException) -> str:
    """The name under which an error is in the log and on the page; the same however often it is asked for."""
    found = getattr(error, KEPT, None)
    if found is None:
        found = secrets.token_hex(4)
        setattr(error, KEPT, found)
    return found


def failed(error: Exception) -> bool:
    """Draw the box in place of Streamlit's own message. Streamlit logs the error itself."""
    lang = st.query_params.get("lang", LANGUAGES[0])
    words = t("notice.failed", lang if lang in LANGUAGES else LANGUAGES[0], reference=reference(error))
    markup.write(f'<div class="opc-empty" role="alert">{html.escape(words)}</div>')
    return True
