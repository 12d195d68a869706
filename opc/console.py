r"""What a command is called with and where it prints.

A console of another alphabet: what it cannot show is printed as \uXXXX, instead of ending the command. Python's own
backslashreplace writes \xe9 and \U0001f600, which no reader of JSON takes.
"""

import codecs
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ESCAPING = "opc.console.escaping"
# What Python makes of bytes that are no UTF-8: no database takes it.
_HALVES = re.compile("[\ud800-\udfff]")


def show_all() -> None:
    """From here on, standard output and standard error print any character."""
    codecs.register_error(_ESCAPING, _escaped)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors=_ESCAPING)


@contextmanager
def while_read() -> Iterator[None]:
    """Print to the end, or until whoever reads has read enough, as `| head` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Nothing is left for Python to write at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_text(words: str) -> bool:
    """Whether an argument or the name of a file is text, and not bytes of another encoding."""
    return not _HALVES.search(words)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (missing[at : at + 2] for at in range(0, len(missing), 2))  # two for a character beyond U+FFFF
    return "".join(f"\\u{unit.hex()}" for unit in units), error.end
