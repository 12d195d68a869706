"""A figure phrase, split from left to right into numerals and words until every character is accounted for."""

import re

from opc.quantity import folding, lexicon, nouns, numerals, traps
from opc.quantity.numerals import Numeral
from opc.quantity.senses import Lexicon, Sense, Word


class QuantityError(ValueError):
    """A phrase that is no quantity: the message quotes it and says what is wrong and what to do."""


EXPECTED = "expected a number with an optional qualifier and unit, such as '超1.2万家'"
TWO_FIGURES = "holds two figures — split it into one phrase a figure"
_FIGURE = re.compile(r"[0-9][0-9,.]*(?:[万亿元%]*[-~至到][0-9][0-9,.]*)?")  # only for the wording of errors


class Phrase:
    """The numerals of a phrase and its words, each with its place among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folding.fold(text)
        self.at = 0
        self.numerals: list[Numeral] = []
        self.words: list[Word] = []

    def error(self, problem: str) -> QuantityError:
        return QuantityError(f"{self.text!r} {problem}")

    def said(self, *kinds: str) -> list[Word]:
        return [word for word in self.words if word.sense.kind in kinds]

    def split(self) -> None:
        """Read from the first to the last character."""
        if trap := traps.find(self.folded):
            raise self.error(trap)
        while self._take_horizon() or self._take_word(lexicon.BEFORE):
            pass
        self._take_numeral()
        while self.at < len(self.folded):
            if not self._take_word(lexicon.AFTER):
                raise self._not_understood()

    def _take_horizon(self) -> bool:
        """三年 in 三年500个 and 未来三年培育500家; behind any other word, as in 近三年, the years are none."""
        if any(word.text not in nouns.HORIZON_LEADS for word in self.words):
            return False
        match = lexicon.HORIZON.match(self.folded, self.at)
        years = numerals.read(match[1], 0) if match else None
        if not match or not years or years[1] != len(match[1]):
            return False
        if years[0].high > lexicon.LONGEST_HORIZON:
            raise self.error("may mean the year or that many years — write the year in full, or leave it out")
        self._take(match[0], Sense("horizon"))
        return True

    def _take_numeral(self) -> None:
        found = numerals.read(self.folded, self.at)
        if found is None or len(self.numerals) == 2:
            raise self._not_understood()
        self.numerals.append(found[0])
        self._go_to(found[1])

    def _take_word(self, words: Lexicon) -> bool:
        found = words.match(self.folded, self.at)
        if found is None or (found[1].kind == "bare_time" and self.said("bound")):  # 近年 is not 近 + 年
            return False
        self._take(*found)
        if found[1].kind == "joiner" or (found[1].kind == "and" and self.said("between")):
            currency = lexicon.CURRENCIES.match(self.folded, self.at)  # US$3m to US$5m
            if currency and any(word.text == currency[0] for word in self.words):
                self._go_to(self.at + len(currency[0]))
            self._take_numeral()
        return True

    def _take(self, word: str, sense: Sense) -> None:
        self.words.append(Word(word, sense, len(self.numerals)))
        self._go_to(self.at + len(word))

    def _go_to(self, place: int) -> None:
        self.at = place + self.folded.startswith(" ", place)

    def _not_understood(self) -> QuantityError:
        rest = self.folded[self.at :]
        if numerals.CHARACTERS.isdisjoint(self.folded):
            return self.error(f"is not a quantity — {EXPECTED}")
        if len(_FIGURE.findall(rest)) >= (1 if self.numerals else 2):
            return self.error(TWO_FIGURES)
        where = f"is not understood at {rest[:12]!r}" if rest else "ends where a number should follow"
        return self.error(f"{where} — {EXPECTED}")
