"""Published figures as bounds: parse() reads 超1000家, 2万余平方米 or "up to CNY 800,000"; write() words them anew.

Every character of a phrase has to be understood, otherwise the phrase is an error that says why: nothing is guessed,
nothing is rounded. What a qualifier includes is the rule of the Civil Code, art. 1259 (opc/units.py); numerals and
ranges follow GB/T 15835 (opc/numerals.py). A phrase is read once, from left to right:

    words before the figure · numeral · words behind it [ · 至 · numeral · words behind it ]
"""

import re
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from opc import numerals, units
from opc.numerals import Numeral
from opc.units import Sense


class QuantityError(ValueError):
    """A phrase that is no quantity: the message quotes it and says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as bounds in base units (CNY, m2, percent, team, person …), each end closed or open; None is unbounded.

    Assumed bounds are what 余, 多, 近 and 约 are commonly read as, and never part of the hard ones. `per` is a period
    (month) or a payee (team); a phrase with both has the payee as a flag (per_team).
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
LONGEST_NUMBER = 40  # characters of a bound written out, commas included
Bounds = tuple[Fraction | None, Fraction | None, Fraction | None, Fraction | None]

_EXPECTED = "expected a number with an optional qualifier and unit, such as '超1.2万家'"
_TWO_FIGURES = "holds two figures — split it into one phrase a figure"
_TWO_UNITS = "has two units — keep one"
_ADDED = "adds something else with its + — give the figure alone"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    r"(?<![0-9,.])(?:19|20)[0-9]{2}(?:年|[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2}(?![0-9.,])|$))"
    r"|(?<![0-9.])[0-9]{1,2}月|[一二三四五六七八九十]月"
    rf"|\b(?:(?:{_MONTHS}) [0-9]|[0-9]{{1,2}} (?:{_MONTHS})\b|(?:by|in|since) (?:19|20)[0-9]{{2}}\b)"
)
_FIGURE = re.compile(r"[0-9][0-9,.]*(?:[万亿元%]*[-~至到][0-9][0-9,.]*)?")  # only for the wording of errors
# 三年500个: some years, and what is to be reached in them. Only what is counted can be meant so, and not year by
# year: 3年100平, 3年6个月 and 3年每年100万 hold two figures.
_HORIZON = re.compile(r"(.{1,4}?)年内?(?![-~至到])(?=.*[0-9一二两三四五六七八九十百千万])")
_COUNTED = {None, "team", "person", "community", "desk", "project", "scenario", "unit", "room", "city", "bank"}


def parse(text: str) -> Quantity:
    """Read a figure phrase; QuantityError where any part of it is not understood."""
    if len(text) > LONGEST_PHRASE:
        raise QuantityError(f"{text[:20] + '…'!r} is {len(text)} characters long — give the figure alone")
    reading = _Reading(text)
    try:
        reading.run()
    except numerals.NumeralError as problem:
        raise reading.error(str(problem)) from None
    return reading.conclude()


@dataclass(slots=True)
class _End:
    """One numeral, and the measure, classifier and noun behind it."""

    numeral: Numeral
    named: dict[str, Sense] = field(default_factory=dict)


class _Reading:
    """What has been understood of a phrase so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.phrase = numerals.fold(text)
        self.at = 0
        self.ends: list[_End] = []
        self.currency: Sense | None = None  # in front of the figure (¥, 百分之) it serves both ends
        self.bounds: dict[str, str] = {}  # comparator → the word that said it
        self.pers: dict[str, str] = {}  # time, payee → code
        self.flags: set[str] = set()
        self.kinds: set[str] = set()  # of all words heard
        self.needs_unit = False

    def error(self, problem: str) -> QuantityError:
        return QuantityError(f"{self.text!r} {problem}")

    def not_understood(self) -> QuantityError:
        """The error for a word that is not in the grammar here."""
        rest = self.phrase[self.at :]
        if numerals.CHARACTERS.isdisjoint(self.phrase):
            return self.error(f"is not a quantity — {_EXPECTED}")
        if len(_FIGURE.findall(rest)) >= (1 if self.ends else 2):
            return self.error(_TWO_FIGURES)
        where = f"is not understood at {rest[:12]!r}" if rest else "ends where a number should follow"
        return self.error(f"{where} — {_EXPECTED}")

    def run(self) -> None:
        """Read the phrase from its first to its last character."""
        if _DATE.search(self.phrase):
            raise self.error("holds a date, which is not a quantity — give the figure alone, without the date")
        self._take_horizon()
        while self._take_word(units.BEFORE):
            pass
        self._take_end()
        while self.at < len(self.phrase):
            if not self._take_word(units.AFTER):
                raise self.not_understood()

    def _take_horizon(self) -> None:
        match = _HORIZON.match(self.phrase)
        years = numerals.read(match[1], 0) if match else None
        if match and years and years[1] == len(match[1]):
            self.flags.add("within_years")
            self.at = match.end()

    def _take_end(self) -> None:
        """Read a numeral: the figure, or either end of it."""
        self._skip_space()
        found = numerals.read(self.phrase, self.at)
        if found is None or len(self.ends) == 2:
            raise self.not_understood()
        numeral, self.at = found
        self.ends.append(_End(numeral))

    def _take_word(self, lexicon: units.Lexicon) -> bool:
        self._skip_space()
        found = lexicon.match(self.phrase, self.at)
        if found is None or (found[1].kind == "bare_time" and self.bounds):  # 近年 is not "nearly, a year"
            return False
        self.at += len(found[0])
        self._hear(*found)
        return True

    def _skip_space(self) -> None:
        self.at += self.phrase.startswith(" ", self.at)

    def _hear(self, word: str, sense: Sense) -> None:
        """Take in what one word says."""
        self.kinds.add(sense.kind)
        value = str(sense.value)
        match sense.kind:
            case "bound":
                self.bounds[value] = word
            case "plus":
                self.bounds[value] = word
                self._hear_plus()
            case "flag":
                self.flags.add(value)
            case "time" | "bare_time" | "payee":
                role = "payee" if sense.kind == "payee" else "time"
                if self.pers.setdefault(role, value) != value:
                    raise self.error(f"is per {self.pers[role]} and per {value} — keep one")
            case "measure" if not self.ends:
                self.currency = sense
            case "measure" | "classifier" | "noun":
                self._hear_unit(word, sense)
            case "joiner":
                self._take_end()
            case "and" if "between" in self.kinds:
                self._take_end()

    def _hear_plus(self) -> None:
        """30+独立工位 goes on to say what is counted; in 50万+免租 and 10万元+免费工位 the + adds a second thing."""
        self.needs_unit = not self.phrase.startswith("/", self.at) and self.at < len(self.phrase)
        if self.needs_unit and self.ends[-1].named:
            raise self.error(_ADDED)

    def _hear_unit(self, word: str, sense: Sense) -> None:
        """Take in a unit. One end holds one measure or one classifier, and nouns that agree."""
        named = self.ends[-1].named
        is_second = sense.kind != "noun" and named.keys() & {"measure", "classifier"}
        if is_second or named.setdefault(sense.kind, sense) != sense:
            raise self.error(f"has a second unit, {word!r} — keep one")

    def conclude(self) -> Quantity:
        """Turn what was understood into bounds in base units."""
        unit = self._unit()
        comparator, bounds = self._bounds()
        if unit.factor == 10 and max(bound or 0 for bound in bounds[:2]) > 10:
            raise self.error("counts more than ten tenths — write it in percent")
        low, high, assumed_low, assumed_high = (
            None if bound is None else numerals.decimal(bound * unit.factor) for bound in bounds
        )
        if any(len(f"{bound:,f}") > LONGEST_NUMBER for bound in (low, high) if bound is not None):
            raise self.error("has more digits than any published figure — check it")
        if "within_years" in self.flags and (unit.value not in _COUNTED or "time" in self.pers):
            raise self.error(_TWO_FIGURES)
        if len(self.pers) == 2:
            self.flags.add(f"per_{self.pers['payee']}")
        return Quantity(
            text=self.text,
            comparator=comparator,
            low=low,
            low_closed=None if low is None else comparator != ">",
            high=high,
            high_closed=None if high is None else comparator != "<",
            assumed_low=assumed_low,
            assumed_high=assumed_high,
            unit=unit.value,
            per=self.pers.get("time", self.pers.get("payee")),
            flags=tuple(sorted(self.flags)),
        )

    def _unit(self) -> Sense:
        """The one unit of all ends, each of which may leave it to the other: measure, else noun, else classifier."""
        named = {"measure": self.currency} if self.currency else {}
        for kind, sense in (item for end in self.ends for item in end.named.items()):
            if named.setdefault(kind, sense) != sense:
                raise self.error(_TWO_UNITS)
        if {"measure", "classifier"} <= named.keys():
            raise self.error(_TWO_UNITS)
        if self.needs_unit and not named:
            raise self.error(_ADDED)
        return named.get("measure") or named.get("noun") or named.get("classifier") or Sense("classifier")

    def _bounds(self) -> tuple[str, Bounds]:
        """The comparator, and low, high, assumed low and assumed high in the unit of the phrase."""
        figure = self.ends[0].numeral
        said = self.bounds | {">": "余" for end in self.ends if end.numeral.odd}
        if len(self.ends) == 2 or not figure.is_exact:
            return self._range(said)
        if len(said) > 1:
            raise self.error(f"contradicts itself with {' and '.join(map(repr, said.values()))} — keep one")
        if self.kinds & {"tiers", "between"} or (said.get(">=") == "上" and not figure.bare):
            raise self.error(f"is not understood — {_EXPECTED}")
        value, step = figure.low, numerals.last_stated_digit(figure.low)
        comparator = next(iter(said), "=")
        bounds: dict[str, Bounds] = {
            "=": (value, value, None, None),
            "~": (value, value, value * 9 / 10, value * 11 / 10),
            ">": (value, None, None, value + step if figure.odd else None),
            ">=": (value, None, None, None),
            "near": (None, value, max(value - step, Fraction(0)), None),
            "<": (None, value, None, None),
            "<=": (None, value, None, None),
        }
        return "<" if comparator == "near" else comparator, bounds[comparator]

    def _range(self, said: dict[str, str]) -> tuple[str, Bounds]:
        """The bounds of 10亿—20亿 or of 两三百; 约 makes them vague, and any other qualifier contradicts them."""
        first, last = self.ends[0].numeral, self.ends[-1].numeral
        if said.keys() - {"~"} or (len(self.ends) == 2 and not (first.is_exact and last.is_exact)):
            raise self.error("qualifies a range — give one number with its qualifier, or two without")
        low, high = first.low, last.high
        if len(self.ends) == 2 and not self.ends[0].named:
            low = numerals.spread(first, last)
        if low > high:
            raise self.error("starts above its end — give the smaller number first")
        if said or first.vague:
            self.flags.add("vague")
        return "tiers" if "tiers" in self.kinds else "range", (low, high, None, None)


_QUALIFIERS = {
    "zh": {">": "超", ">=": "不少于", "<": "不足", "near": "近", "<=": "不超过", "~": "约"},
    "en": {">": "more than", ">=": "at least", "<": "less than", "near": "nearly", "<=": "up to", "~": "about"},
}


def write(quantity: Quantity, lang: Literal["zh", "en"]) -> str:
    """Word a quantity as a phrase of our own; parse() gives the same bounds, unit, period and flags back."""
    if lang not in _QUALIFIERS:
        raise ValueError(f"{lang!r} is not a language of quantities — use zh or en")
    comparator, flags = quantity.comparator, set(quantity.flags)
    odd = comparator == ">" and quantity.assumed_high is not None
    if comparator == "<" and quantity.assumed_low is not None:
        comparator = "near"
    elif "vague" in flags:
        comparator = "~"
    qualifier = "" if odd else _QUALIFIERS[lang].get(comparator, "")
    pers = [flag.removeprefix("per_") for flag in flags if flag.startswith("per_")]
    pers += [quantity.per] if quantity.per else []
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if quantity.comparator in ("=", "~"):
        ends = ends[:1]
    compose = _chinese if lang == "zh" else _english
    return compose(quantity, qualifier, ends, odd, pers)


def _chinese(quantity: Quantity, qualifier: str, ends: list[Decimal], odd: bool, pers: list[str]) -> str:
    """数年内首批均每家每月2000元至5000元不等: flags, pers, qualifier, figure."""
    flags = {"within_years": "数年内", "partial": "首批", "each": "均"}
    unit = units.UNIT_WORDS[quantity.unit][0]
    # Without a unit of its own 2 in 2至3万 would be read as 2万.
    number = numerals.write_chinese if unit or len(ends) == 1 else numerals.write_english
    return "".join(
        [
            *(word for flag, word in flags.items() if flag in quantity.flags),
            *(units.PER_WORDS[per][0] for per in pers),
            qualifier,
            "至".join(number(end) + "余" * odd + unit for end in ends),
            "不等" if quantity.comparator == "tiers" else "",
        ]
    )


def _english(quantity: Quantity, qualifier: str, ends: list[Decimal], odd: bool, pers: list[str]) -> str:
    """First batch of about 2,000 to 5,000 yuan in tiers per team per month each within years."""
    flags = {"each": "each", "within_years": "within years"}
    words = [
        "first batch of" if "partial" in quantity.flags else "",
        qualifier,
        " to ".join(numerals.write_english(end) + "-odd" * odd for end in ends),
        units.UNIT_WORDS[quantity.unit][1 if ends == [1] else 2],
        "in tiers" if quantity.comparator == "tiers" else "",
        *(units.PER_WORDS[per][1] for per in pers),
        *(word for flag, word in flags.items() if flag in quantity.flags),
    ]
    return " ".join(word for word in words if word)
