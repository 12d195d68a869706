"""Whether charts have room for words beside their marks.

The server does not see how wide a window is. A browser that calls itself a phone's has no room; else page.js measures,
and turns a switch that no reader sees when the answer is another.
"""

import streamlit as st

from opc.text import t
from opc.ui import markup

KEPT = "is_narrow"
# The pages that have such charts. The others are the same in any window, and are never drawn twice: a query of a
# reader's own would still be running.
PAGES = frozenset(("briefing", "compare", "disclosure", "funding", "progress"))


def wide(page: str, lang: str) -> bool:
    """Whether there is room, as far as is known; the page is drawn again when it turns out otherwise."""
    if page not in PAGES:
        return True
    # A switch forgets its state when the reader turns to another page.
    narrow = st.session_state.get(KEPT, "Mobi" in st.context.headers.get("User-Agent", ""))
    st.session_state[KEPT] = markup.draw(st.checkbox, t("controls.narrow", lang), value=narrow, key="narrow")
    return not st.session_state[KEPT]
