"""Readers' pages in one process take turns.

Python runs one thread at a time. Pages that run side by side hand it to and fro every few milliseconds, so that all of
them end late and the thread that sends what they draw waits for each in turn. One after the other, each ends as soon as
it can.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# After so many seconds a page goes on without its turn: one that hangs must not keep all others.
PATIENCE = 5.0
_turn = threading.Semaphore()
_mine = threading.local()


@contextmanager
def taken() -> Iterator[None]:
    """Wait for a turn and have it until the block ends."""
    _take()
    try:
        yield
    finally:
        _end()


@contextmanager
def given_up() -> Iterator[None]:
    """Let other pages go on while this one waits for something else. Who has no turn gives up none."""
    had = _end()
    try:
        yield
    finally:
        if had:
            _take()


def _take() -> None:
    _mine.held = _turn.acquire(timeout=PATIENCE)


def _end() -> bool:
    held = getattr(_mine, "held", False)
    if held:
        _mine.held = False
        _turn.release()
    return held
