"""The address holds the whole view: each control reads its value from there and writes it back.

Streamlit's own binding writes the label of a choice, which changes with the language; here the code stands in the
address, so that a link shows the same view in either language. Values equal to the default are left out. Each change
is an entry of the browser's history: going back undoes it.
"""

import html
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from opc.catalogue import indicators
from opc.text import t
from opc.ui import markup

SEPARATOR = ","
# All values of a control that holds several, in the word of the shell and the interface.
EVERY = "all"
# Controls whose words do not stand under their own name.
CALLED = {
    "lang": "controls.language",
    "page": "nav.pages",
    "documents": "sources.tab_documents",
    "sections": "briefing.sections",
    "level": "trends.level",
    "series": "trends.series",
}
# The address with which the last run of this session went, in its state.
SEEN = "address"
# How many settings of a control a browser may be behind: as many steps back as are made at a stroke.
BEHIND = 8
# What follows a reader from page to page.
SHARED = ("lang", "home", "evidence", "known_on", "cities", "peers", "peer_of", "indicator", "assumed")


# The parameters of the run of a page, which goes on in one thread from its begin to its end: to ask Streamlit for each
# of some twenty takes its locks and counts its metrics each time.
_run = threading.local()


def begin() -> None:
    """Read the address, once for the whole page."""
    _run.given, _run.told = st.query_params.to_dict(), set()
    st.session_state[SEEN] = _run.given


def given(name: str) -> str | None:
    """A parameter as it stands in the address; None where it does not."""
    return _run.given.get(name)


def everything() -> dict[str, str]:
    """All parameters, as they stand in the address."""
    return dict(_run.given)


def value(name: str, default: str, allowed: Collection[str] | None = None, lang: str = "zh") -> str:
    """The value of one parameter; a value that is not allowed falls back with a notice."""
    asked = given(name)
    if asked is None or asked == default:
        return default
    if allowed is not None and asked not in allowed:
        notice(name, asked, lang)
        return default
    return asked


def values(name: str, default: Sequence[str], allowed: Collection[str], lang: str) -> list[str]:
    """The values of a parameter that holds several, in the order given; unknown ones are left out with a notice."""
    said = given(name)
    if said is None:
        return list(default)
    if said == EVERY:
        return list(allowed)
    asked = [item for item in said.split(SEPARATOR) if item]
    known = list(dict.fromkeys(item for item in asked if item in allowed))
    for item in asked:
        if item not in allowed:
            notice(name, item, lang, "unknown_item" if known else "unknown_value")
    return known if known or not asked else list(default)


def notice(name: str, given: str, lang: str, key: str = "unknown_value") -> None:
    """Say that the address asks for something that is not there: once a page, however often it is read."""
    if (name, key) in _run.told:
        return
    _run.told.add((name, key))
    # No warning of Streamlit's own, which reads Markdown: an address would put links and pictures on our page.
    words = t(f"notice.{key}", lang, name=named(name, lang), value=given[:60])
    markup.notice(f'<div class="opc-empty" role="status">{html.escape(words)}</div>')


def named(name: str, lang: str) -> str:
    """What the control of a parameter is called."""
    if name.startswith("w_"):
        return indicators()[name.removeprefix("w_")].label(lang)
    return t(CALLED.get(name, f"controls.{name}"), lang)


def widget(
    kind: Callable[..., Any],
    label: str,
    *given: Any,
    name: str,
    now: Any,
    default: Any,
    begin: Mapping[str, Any] | None = None,
    write: Callable[[Any], str] = str,
    **options: Any,
) -> None:
    """A widget of Streamlit whose value lives in the address under `name`; `now` is what the address says.

    In a new session it begins with `now`, as `begin` says to its kind, and is not set to it: where the server was
    started anew under a reader, the first run of the new session brings the choice that the reader has just made.
    """
    key = f"address_{name}"

    def remember() -> None:
        chosen = st.session_state.get(key)
        if not _is_offered(chosen, given) or _is_past(chosen, key):
            return
        if chosen == default or (chosen is None and not isinstance(default, list)):
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = write(chosen)

    is_new = is_fresh(name)
    if is_new:
        options |= {"value": now} if begin is None else begin
    else:
        if st.session_state[key] != now:
            st.session_state[_past(key)] = [*st.session_state.get(_past(key), ())[1 - BEHIND :], st.session_state[key]]
        st.session_state[key] = now
    markup.draw(kind, label, *given, key=key, on_change=remember, **options)
    if is_new and st.session_state[key] != now:
        remember()
        st.rerun()


def is_fresh(name: str) -> bool:
    """Whether a control has not been drawn in this session yet."""
    return f"address_{name}" not in st.session_state


def _is_offered(chosen: Any, given: Sequence[Any]) -> bool:
    """Whether a choice is one of the options, where a widget has any.

    A browser sends labels. Where the words of the page have just changed, a label sent before fits no option, and
    Streamlit hands it on as it is: the address, which holds codes, keeps what it says.
    """
    if not given or not isinstance(given[0], (list, tuple)):
        return True
    chosen = chosen if isinstance(chosen, list) else [chosen]
    return all(item is None or item in given[0] for item in chosen)


def _is_past(chosen: Any, key: str) -> bool:
    """Whether a browser that has gone to another address repeats what its control held before.

    Who steps back twice at a stroke is at the second address before his browser has heard what the control holds at
    the first: what it sends then is no choice of the reader's.
    """
    is_elsewhere = st.query_params.to_dict() != st.session_state.get(SEEN)
    return is_elsewhere and chosen in st.session_state.get(_past(key), ())


def _past(key: str) -> str:
    """Where the values stand that the address has taken from a control."""
    return f"{key}_past"


def place(options: Sequence[str], chosen: str) -> dict[str, int | None]:
    """How a choice of one begins."""
    return {"index": options.index(chosen) if chosen in options else None}


def shared(**changes: str | None) -> dict[str, str]:
    """The parameters that a link to another page carries along; one city alone is no group to compare."""
    said = _run.given
    kept = {name: said[name] for name in SHARED if name in said}
    if kept.get("cities", EVERY) != EVERY and SEPARATOR not in kept["cities"]:
        del kept["cities"]
    return {name: given for name, given in (kept | changes).items() if given is not None}


def every(name: str, *others: str) -> None:
    """Let a control hold all its values; the others are taken out of the address."""
    clear(*others)
    st.query_params[name] = EVERY


def clear(*names: str) -> None:
    """Take parameters out of the address."""
    for name in names:
        st.query_params.pop(name, None)
