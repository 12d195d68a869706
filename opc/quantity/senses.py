"""What a word of a figure phrase says, and the finding of words in a text."""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple


class Sense(NamedTuple):
    """What a word says: a bound, flag, time, payee, measure, classifier, noun, joiner … or nothing (word)."""

    kind: str
    value: str | None = None
    factor: Fraction = Fraction(1)  # from the unit named to the base unit: 10,000 for 公顷


class Word(NamedTuple):
    """A word of a phrase and its place: 0 before the first numeral, 1 behind it, 2 behind the second."""

    text: str
    sense: Sense
    place: int


class Lexicon:
    """Words and their senses. The longest word at a place wins: 每个项目 is one word, not 每个 and 项目."""

    def __init__(self, entries: Iterable[tuple[str, Sense]]) -> None:
        self.senses: dict[str, Sense] = {}
        for word, sense in entries:
            if self.senses.setdefault(word, sense) != sense:
                raise ValueError(f"{word!r} has two senses: {self.senses[word]} and {sense} — keep one")
        self._lengths = sorted({len(word) for word in self.senses}, reverse=True)

    def match(self, text: str, start: int) -> tuple[str, Sense] | None:
        """The longest word at `start`. No Latin word ends inside another one: p is not in people."""
        for length in self._lengths:
            word = text[start : start + length]
            if word in self.senses and not _CUT.match(text, start + length - 1):
                return word, self.senses[word]
        return None


_CUT = re.compile("[a-z][a-z]|[0-9][0-9]")
