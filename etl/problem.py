"""What can be wrong with raw files, in sentences: where, what was found — what to do.

StructuralError   stops the build and carries every Problem found, and the Rejects where they left nothing to build
Reject            one defect of one row; the rest is built
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """A defect for which nothing can be published."""

    file: str
    line: int | None
    column: str | None
    found: str
    do: str

    def __str__(self) -> str:
        line = f" line {self.line}" if self.line else ""
        column = f" {self.column}" if self.column else ""
        return f"{self.file}{line}{column}: {self.found} — {self.do}"


@dataclass(frozen=True)
class Reject:
    """A defect of one cell; `reason` is a code of the list reject_reason."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    message: str


class StructuralError(Exception):
    """The build stops; the last good warehouse stays in service."""

    def __init__(self, problems: Iterable[Problem], rejects: Iterable[Reject] = ()) -> None:
        self.problems = list(problems)
        self.rejects = list(rejects)
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Name the known word that is nearest, as the tail of a remedy. Capitals are no difference."""
    words = {_folded(word): word for word in known}
    near = get_close_matches(_folded(found), words, n=1, cutoff=0.6)
    return f"; did you mean {words[near[0]]!r}?" if near else ""


def same_number(found: str, known: Iterable[str]) -> str:
    """Name the known number that is the same but for capitals, blanks and leading zeros, as the tail of a remedy.

    A number that only looks alike is another one: D101 says nothing of D102.
    """
    same = next((number for number in sorted(known) if _bare(number) == _bare(found)), None)
    return f"; did you mean {same!r}?" if same else ""


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _bare(number: str) -> str:
    return re.sub(r"\s|(?<!\d)0+(?=\d)", "", _folded(number))
