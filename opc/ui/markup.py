"""HTML of a page: pieces that follow each other become one element of Streamlit.

Each element costs the server time, and a reference in what is sent even where the reader has it already. So pieces are
gathered until something else comes: a widget, a chart or a container, each drawn by `draw` or `place`.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

Drawn = TypeVar("Drawn")
# A page runs in one thread from its begin to its end.
_page = threading.local()


@contextmanager
def gathered() -> Iterator[None]:
    """Gather what a page writes. Where it fails, what it wrote before stays; where it begins anew, nothing does."""
    _page.pieces = []
    try:
        yield
    except Exception:
        flush()
        raise
    else:
        flush()
    finally:
        _page.pieces = None


def begin() -> None:
    """Begin a page: neither its message is written yet, nor what stands above it and below everything."""
    _page.notices, _page.first, _page.last = [], "", ""


def first(piece: str) -> None:
    """Keep a piece of HTML for the place above the message of the page."""
    _page.first = piece


def last(piece: str) -> None:
    """Keep a piece of HTML for the end of the page, wherever that comes."""
    _page.last = piece


def end() -> None:
    """Write what stands below everything, and all that was gathered."""
    piece, _page.last = getattr(_page, "last", ""), ""
    if piece:
        write(piece)
    flush()


def notice(piece: str) -> None:
    """Put a notice below the message of the page, above its controls; where the message is written already, here."""
    notices = getattr(_page, "notices", None)
    if notices is None:
        write(piece)
    elif piece not in notices:
        notices.append(piece)


def head(piece: str) -> None:
    """Write the message of the page, what is kept for above it, and the notices that wait for it."""
    for waiting in (getattr(_page, "first", ""), piece, *(getattr(_page, "notices", None) or ())):
        if waiting:
            write(waiting)
    _page.notices, _page.first = None, ""


def write(piece: str) -> None:
    """Put a piece of HTML on the page, below what was put there before."""
    pieces = getattr(_page, "pieces", None)
    if pieces is None:
        html(piece)
    else:
        pieces.append(piece)


def flush() -> None:
    """Write out what was gathered."""
    pieces = getattr(_page, "pieces", None)
    if pieces:
        html(f'<div class="opc-pieces">{"".join(f"<div>{piece}</div>" for piece in pieces)}</div>')
        pieces.clear()


@dataclass(frozen=True, slots=True)
class _Ready:
    """HTML that Streamlit takes as it is. Of a plain text it would first look for an indent that all lines share."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def html(text: str, **options: bool) -> None:
    """HTML as an element of its own."""
    st.html(_Ready(text), **options)


def draw(kind: Callable[..., Drawn], *given: object, **options: object) -> Drawn:
    """Draw something of Streamlit's own, `kind` with what it is given, below what was written."""
    flush()
    return kind(*given, **options)


def stop() -> NoReturn:
    """End the page here."""
    end()
    st.stop()


class Place:
    """A container of Streamlit; what is written inside it stays inside."""

    def __init__(self, container: DeltaGenerator) -> None:
        self._container = container

    def __enter__(self) -> None:
        flush()
        self._container.__enter__()

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind is None or issubclass(kind, Exception):
            flush()
        self._container.__exit__(kind, *error)


def place(kind: Callable[..., DeltaGenerator], *given: object, **options: object) -> Place:
    """A new container of Streamlit's, below what was written."""
    return Place(draw(kind, *given, **options))
