"""What engines say in words of their own, where SQL has none that both understand."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """How an engine says what SQL has no common words for."""

    quote: str
    # Whether a row of CSV could not be taken apart, where such rows are among those read.
    is_malformed: str
    # The file that a row comes from.
    file: str
    # What stands before the number of a group in the replacement of a regular expression.
    group: str
    # A date as 2026-2-5 or 2026/02/05, perhaps with a time of day: text → date or null.
    plain_date: Callable[[str], str]
    # The name of the type for a moment of time, whatever the zone in which it was written.
    instant: str
    # The value of a key in a map given as lists of keys and values; null where it is not among them.
    looked_up: Callable[[str, str, str], str]
    # Days from the second to the first date.
    days_between: Callable[[str, str], str]


def as_text(name: str, kind: str) -> str:
    """A cell of any kind as text."""
    return name if kind == "text" else f"cast({name} as varchar(64))"
