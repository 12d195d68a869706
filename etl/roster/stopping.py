"""A run that is told to end (Ctrl-C, or SIGTERM as services and clusters send it) cleans up before it does."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped:
    """Which signal came, if any."""

    number: int | None = None

    @property
    def exit_code(self) -> int:
        """What a shell expects of a process that a signal has ended."""
        return 128 + (self.number or 0)

    def _take(self, number: int, frame: FrameType | None) -> None:
        self.number = number
        raise KeyboardInterrupt


@contextmanager
def stoppable() -> Iterator[Stopped]:
    """Have these signals raise KeyboardInterrupt, and remember which it was: engines make errors of their own of it."""
    stopped, before = Stopped(), {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.signal(number, stopped._take) for number in _SIGNALS}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
