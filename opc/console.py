r"""A console of another alphabet: what it cannot show is printed as \uXXXX, instead of ending the command.

Python's own backslashreplace writes \xe9 and \U0001f600, which no reader of JSON takes.
"""

import codecs
import sys

_ESCAPING = "opc.console.escaping"


def show_all() -> None:
    """From here on, standard output and standard error print any character."""
    codecs.register_error(_ESCAPING, _escaped)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors=_ESCAPING)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (missing[at : at + 2] for at in range(0, len(missing), 2))  # two for a character beyond U+FFFF
    return "".join(f"\\u{unit.hex()}" for unit in units), error.end
