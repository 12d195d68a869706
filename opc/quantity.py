"""Published figures as bounds: parse() reads 超1000家, 2万余平方米, "up to CNY 800,000"; write() words them.

Every character of a phrase has to be understood, otherwise the phrase is an error that says why: nothing is
guessed and nothing is rounded. Words and what they include (Civil Code, art. 1259) stand in opc/units.py,
numerals (GB/T 15835) in opc/numerals.py. A phrase is read once, from left to right:

    words before the figure · numeral · words behind it [ · 至 · numeral · words behind it ]
"""

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

from opc import folding, numerals, units
from opc.numerals import Numeral
from opc.units import Sense, Word


class QuantityError(ValueError):
    """A phrase that is no quantity: the message quotes it and says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as bounds in base units (CNY, m2, percent, team, person …); None is unbounded.

    Assumed bounds are what 余, 多, 近 and 约 are commonly read as, kept apart from the hard ones. `per` is a
    period (month) or a payee (team); where a phrase names both, the payee is a flag (per_team).
    """

    text: str
    comparator: str  # = > >= < <= ~ range tiers
    low: Decimal | None
    low_closed: bool | None
    high: Decimal | None
    high_closed: bool | None
    assumed_low: Decimal | None
    assumed_high: Decimal | None
    unit: str | None
    per: str | None
    flags: tuple[str, ...]  # partial, each, vague, within_years, per_…

    def as_record(self) -> dict[str, object]:
        """The fields in order, ready for JSON: whole numbers as int, others as float."""
        return {column.name: _plain(getattr(self, column.name)) for column in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


LONGEST_PHRASE = 200  # characters; a longer text is a sentence
LONGEST_NUMBER = 40  # characters of a bound written out

_EXPECTED = "expected a number with an optional qualifier and unit, such as '超1.2万家'"
_TWO_FIGURES = "holds two figures — split it into one phrase a figure"
_FIGURE = re.compile(r"[0-9][0-9,.]*(?:[万亿元%]*[-~至到][0-9][0-9,.]*)?")  # only for the wording of errors
_UNITS = ("measure", "noun", "classifier")  # the first of these kinds that was said is the unit


def parse(text: str) -> Quantity:
    """Read a figure phrase; QuantityError where any part of it is not understood."""
    if len(text) > LONGEST_PHRASE:
        raise QuantityError(f"{text[:20] + '…'!r} is {len(text)} characters long — give the figure alone")
    phrase = _Phrase(text)
    try:
        phrase.split()
        return _quantity(phrase)
    except numerals.NumeralError as problem:
        raise phrase.error(str(problem)) from None


class _Phrase:
    """A phrase, split into numerals and words until every character is accounted for."""

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
        if units.DATE.search(self.folded):
            raise self.error("holds a date, which is not a quantity — give the figure without the date")
        self._take_horizon()
        while self._take_word(units.BEFORE):
            pass
        self._take_numeral()
        while self.at < len(self.folded):
            if not self._take_word(units.AFTER):
                raise self._not_understood()

    def _take_horizon(self) -> None:
        match = units.HORIZON.match(self.folded)
        years = numerals.read(match[1], 0) if match else None
        if match and years and years[1] == len(match[1]):
            self._take(match[0], Sense("flag", "within_years"))

    def _take_numeral(self) -> None:
        found = numerals.read(self.folded, self.at)
        if found is None or len(self.numerals) == 2:
            raise self._not_understood()
        self.numerals.append(found[0])
        self._go_to(found[1])

    def _take_word(self, lexicon: units.Lexicon) -> bool:
        found = lexicon.match(self.folded, self.at)
        if found is None or (found[1].kind == "bare_time" and self.said("bound")):  # 近年 is not 近 + 年
            return False
        self._take(*found)
        if found[1].kind == "joiner" or (found[1].kind == "and" and self.said("between")):
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
            return self.error(f"is not a quantity — {_EXPECTED}")
        if len(_FIGURE.findall(rest)) >= (1 if self.numerals else 2):
            return self.error(_TWO_FIGURES)
        where = f"is not understood at {rest[:12]!r}" if rest else "ends where a number should follow"
        return self.error(f"{where} — {_EXPECTED}")


def _quantity(phrase: _Phrase) -> Quantity:
    """Put together what the numerals and words of a phrase say, in base units."""
    unit, flags = _unit(phrase), {word.sense.value for word in phrase.said("flag")}
    time, payee = _only(phrase, "time", "bare_time"), _only(phrase, "payee")
    if "within_years" in flags and (time or unit.value not in units.COUNTED):
        raise phrase.error(_TWO_FIGURES)
    if phrase.said("average") and not (time or payee):
        raise phrase.error("is an average, but per what is not said — write 平均每天 or the like")
    if unit.value in units.DURATIONS and {"近", "过"} & {word.text for word in phrase.words}:
        raise phrase.error("may mean time that has passed or an amount of it — write 将近 or 超过 for the latter")
    is_range = len(phrase.numerals) == 2 or not phrase.numerals[0].is_exact
    comparator, bounds = _range(phrase) if is_range else _single(phrase)
    if is_range and (phrase.said("bound") or phrase.numerals[0].vague):
        flags.add("vague")
    flags |= {f"per_{payee}"} if time and payee else set()
    if unit.factor == 10 and max(bound or 0 for bound in bounds[:2]) > 10:  # 85折 is said for 8.5折
        raise phrase.error("counts more than ten tenths — write it in percent")
    low, high, *assumed = (end if end is None else numerals.decimal(end * unit.factor) for end in bounds)
    if any(len(f"{end:,f}") > LONGEST_NUMBER for end in (low, high) if end is not None):
        raise phrase.error("has more digits than any published figure — check it")
    ends = low, None if low is None else comparator != ">", high, None if high is None else comparator != "<"
    per, said = time or payee, tuple(sorted(map(str, flags)))
    return Quantity(phrase.text, comparator, *ends, *assumed, unit.value, per, said)


def _only(phrase: _Phrase, *kinds: str) -> str | None:
    """The one value that words of these kinds have."""
    values = {word.sense.value for word in phrase.said(*kinds)}
    if len(values) > 1:
        raise phrase.error(f"is per {' and per '.join(sorted(map(str, values)))} — keep one")
    return values.pop() if values else None


def _unit(phrase: _Phrase) -> Sense:
    """The unit, which may stand in front of the figure (¥) and behind either end of it: always the same."""
    exclusive = phrase.said("measure", "classifier")
    places = [word.place for word in exclusive if word.place]
    nouns, others = {word.sense for word in phrase.said("noun")}, {word.sense for word in exclusive}
    if len(places) > len(set(places)) or len(nouns) > 1 or len(others) > 1:
        raise phrase.error("has two units — keep one")
    for plus in phrase.said("plus"):
        _check_plus(phrase, phrase.words.index(plus))
    said = sorted(nouns | others, key=lambda sense: _UNITS.index(sense.kind))
    return said[0] if said else Sense("classifier")


def _check_plus(phrase: _Phrase, index: int) -> None:
    """30+独立工位 goes on to say what is counted; 50万+免租 and 10万元+免费工位 add a second thing."""
    before = {word.sense.kind for word in phrase.words[:index] if word.place}
    behind = {word.sense.kind for word in phrase.words[index:]}
    if behind & {*_UNITS, "word"} and (before & {*_UNITS} or not behind & {*_UNITS}):
        raise phrase.error("adds something else with its + — give the figure alone")


def _single(phrase: _Phrase) -> tuple[str, numerals.Bounds]:
    """Comparator and bounds of one number with its qualifier."""
    figure = phrase.numerals[0]
    words = phrase.said("bound", "plus")
    said = {word.sense.value: word.text for word in words} | ({">": "余"} if figure.odd else {})
    if len(said) > 1:
        raise phrase.error(f"contradicts itself with {' and '.join(map(repr, said.values()))} — keep one")
    is_misplaced = "上" in {word.text for word in words} and not figure.bare  # 上百家, but not 上500家
    if is_misplaced or phrase.said("tiers", "between"):
        raise phrase.error(f"is not understood — {_EXPECTED}")
    comparator = str(next(iter(said), "="))
    bounds = numerals.bounds(comparator, figure.low, odd=figure.odd)
    return "<" if comparator == "near" else comparator, bounds


def _range(phrase: _Phrase) -> tuple[str, numerals.Bounds]:
    """Comparator and bounds of 10亿—20亿 or 两三百. 约 makes them vague, any other qualifier contradicts."""
    first, last = phrase.numerals[0], phrase.numerals[-1]
    is_plain = first is last or (first.is_exact and last.is_exact and not first.odd and not last.odd)
    if not is_plain or any(word.sense.value != "~" for word in phrase.said("bound", "plus")):
        raise phrase.error("qualifies a range — give one number with its qualifier, or two without")
    names_left = any(word.place == 1 and word.sense.kind in _UNITS for word in phrase.words)
    low = first.low if first is last or names_left else numerals.spread(first, last)
    if low > last.high:
        raise phrase.error("starts above its end — give the smaller number first")
    return "tiers" if phrase.said("tiers") else "range", (low, last.high, None, None)


def write(quantity: Quantity, lang: Literal["zh", "en"]) -> str:
    """Word a quantity as a phrase of our own; parse() gives the same bounds, unit, period and flags back."""
    if lang not in units.WORD_ORDER:
        raise ValueError(f"{lang!r} is not a language of quantities — use {' or '.join(units.WORD_ORDER)}")
    language = list(units.WORD_ORDER).index(lang)  # 0 or 1: the place of its word in each pair
    qualifier = "~" if "vague" in quantity.flags else quantity.comparator
    if qualifier == "<" and quantity.assumed_low is not None:
        qualifier = "near"
    is_odd = qualifier == ">" and quantity.assumed_high is not None
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    ends = ends if quantity.comparator in ("range", "tiers") else ends[:1]
    chinese, one, many = units.UNIT_WORDS[quantity.unit]
    payees = [flag.removeprefix("per_") for flag in quantity.flags if flag.startswith("per_")]
    pers = [units.PER_WORDS[per][language] for per in (*payees, quantity.per) if per]
    said = {*quantity.flags, quantity.comparator}
    parts = {flag: words[language] for flag, words in units.FLAG_WORDS.items() if flag in said}
    if qualifier in units.QUALIFIER_WORDS and not is_odd:
        parts["qualifier"] = units.QUALIFIER_WORDS[qualifier][language]
    if lang == "zh":
        parts |= {"per": "".join(pers), "figure": numerals.in_chinese(ends, chinese, odd=is_odd)}
    else:
        unit = one if ends == [1] else many
        parts |= {"per": " ".join(pers), "figure": numerals.in_english(ends, unit, odd=is_odd)}
    return (" " * language).join(parts[name] for name in units.WORD_ORDER[lang] if parts.get(name))
