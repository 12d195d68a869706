"""Published figures as bounds: parse() reads 超1000家, 2万余平方米, "up to CNY 800,000"; write() words them.

Every character of a phrase has to be understood, otherwise the phrase is an error that says why: nothing is
guessed and nothing is rounded. Words and what they include (Civil Code, art. 1259) stand in lexicon.py, the nouns
and harmless words among them in nouns.py, numerals (GB/T 15835) in numerals.py. What is counted is settled in
counted.py, with classifiers.py and given.py, and who is paid in payees.py; traps.py refuses what may mean two things.
A phrase is read once, from left to right (phrase.py):

    words before the figure · numeral · words behind it [ · 至 · numeral · words behind it ]
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from opc.quantity import counted, lexicon, numerals, payees, traps
from opc.quantity.counted import BARE
from opc.quantity.numerals import Numeral
from opc.quantity.phrase import EXPECTED, TWO_FIGURES, Phrase, QuantityError
from opc.quantity.senses import Sense
from opc.quantity.spelled import NumeralError


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

_NAMED = ("measure", "noun", "classifier")  # the kinds of words that name a unit
_OF_ONE_END = {"percent", *lexicon.DURATIONS}  # a number without them is another figure: 3年至5
_LARGE = 10_000
_MOST_OF_A_POWER = 10


def parse(text: str) -> Quantity:
    """Read a figure phrase; QuantityError where any part of it is not understood."""
    if len(text) > LONGEST_PHRASE:
        raise QuantityError(f"{text[:20] + '…'!r} is {len(text)} characters long — give the figure alone")
    phrase = Phrase(text)
    try:
        phrase.split()
        return _quantity(phrase)
    except NumeralError as problem:
        raise phrase.error(str(problem)) from None


def _quantity(phrase: Phrase) -> Quantity:
    """Put together what the numerals and words of a phrase say, in base units."""
    payees.specify(phrase)
    unit, flags = counted.unit(phrase), {word.sense.value for word in phrase.said("flag")}
    time, payee = _only(phrase, "time", "bare_time"), _only(phrase, "payee")
    flags |= {"within_years"} if phrase.said("horizon") else set()
    _check(phrase, unit, is_within="within_years" in flags, time=time, payee=payee)
    is_range = len(phrase.numerals) == 2 or not phrase.numerals[0].is_exact
    comparator, bounds = _range(phrase) if is_range else _single(phrase)
    if is_range and (phrase.said("bound") or phrase.numerals[0].vague):
        flags.add("vague")
    flags |= {f"per_{payee}"} if time and payee else set()
    if unit.factor == 10:
        counted.check_tenths(phrase, max(bound or 0 for bound in bounds[:2]))
    low, high, *assumed = (end if end is None else numerals.decimal(end * unit.factor) for end in bounds)
    if any(len(f"{end:,f}") > LONGEST_NUMBER for end in (low, high) if end is not None):
        raise phrase.error("has more digits than any published figure — check it")
    ends = low, None if low is None else comparator != ">", high, None if high is None else comparator != "<"
    per, said = time or payee, tuple(sorted(map(str, flags)))
    return Quantity(phrase.text, comparator, *ends, *assumed, unit.value, per, said)


def _check(phrase: Phrase, unit: Sense, *, is_within: bool, time: str | None, payee: str | None) -> None:
    """Refuse what the words around a number make ambiguous or contradictory."""
    if is_within and (time or unit.value not in lexicon.COUNTED):
        raise phrase.error(TWO_FIGURES)
    if phrase.said("horizon") and unit == BARE:  # 3年2000万 is money, and 三年500个 is what is to be reached
        raise phrase.error(TWO_FIGURES)
    if phrase.said("average") and not (time or payee or unit.value == "percent"):  # 平均入驻率85%
        raise phrase.error("is an average, but per what is not said — write 平均每天 or the like")
    trap = traps.check_words(phrase.words, len(phrase.numerals))
    if unit.value in lexicon.COUNTED:
        trap = trap or traps.find_version(phrase.folded)
    if unit == BARE:
        trap = trap or traps.find_year(phrase.folded)
    if unit.value == "year":
        trap = trap or traps.find_short_year(phrase.folded, phrase.words)
    if trap:
        raise phrase.error(trap)
    counted.check_whole(phrase, unit)


def _only(phrase: Phrase, *kinds: str) -> str | None:
    """The one value that words of these kinds have."""
    values = {word.sense.value for word in phrase.said(*kinds)}
    if len(values) > 1:
        raise phrase.error(f"is per {' and per '.join(sorted(map(str, values)))} — keep one")
    return values.pop() if values else None


def _single(phrase: Phrase) -> tuple[str, numerals.Bounds]:
    """Comparator and bounds of one number with its qualifier."""
    figure = phrase.numerals[0]
    words = phrase.said("bound", "plus")
    said = {word.sense.value: word.text for word in words} | ({">": "余"} if figure.odd else {})
    if len(said) > 1:
        raise phrase.error(f"contradicts itself with {' and '.join(map(repr, said.values()))} — keep one")
    is_misplaced = "上" in {word.text for word in words} and not figure.bare  # 上百家, but not 上500家
    if is_misplaced or phrase.said("tiers", "between"):
        raise phrase.error(f"is not understood — {EXPECTED}")
    comparator = str(next(iter(said), "="))
    bounds = numerals.bounds(comparator, figure.low, odd=figure.odd)
    return "<" if comparator == "near" else comparator, bounds


def _range(phrase: Phrase) -> tuple[str, numerals.Bounds]:
    """Comparator and bounds of 10亿—20亿 or 两三百. 约 makes them vague, any other qualifier contradicts."""
    first, last = phrase.numerals[0], phrase.numerals[-1]
    is_plain = first is last or (first.is_exact and last.is_exact and not first.odd and not last.odd)
    if not is_plain or any(word.sense.value != "~" for word in phrase.said("bound", "plus")):
        raise phrase.error("qualifies a range — give one number with its qualifier, or two without")
    low = first.low if first is last else _left_end(phrase, first, last)
    if low > last.high:
        raise phrase.error("starts above its end — give the smaller number first")
    return "tiers" if phrase.said("tiers") else "range", (low, last.high, None, None)


def _left_end(phrase: Phrase, left: Numeral, right: Numeral) -> Fraction:
    """The left end of a range: 10–20亿 shares its 亿, 5000—1万 cannot share its 万, 50—30万元 may be either."""
    named = {word.place: word.sense.value for word in phrase.said(*_NAMED)}
    if 1 in named and named[1] != "CNY" and 2 not in named and (right.scale > 1 or named[1] in _OF_ONE_END):
        raise phrase.error("names the unit of its first number only — write it behind both")  # 20%—50万
    if 1 in named or left.scale > 1:
        return left.low
    shared = left.low * right.scale
    is_bare_large = right.bare and left.low < _LARGE < right.low  # 五百至千万元
    is_falling = shared >= right.low and left.low * 10 < right.scale > 1 and not left.grouped
    if is_bare_large or is_falling:
        raise phrase.error("may mean its 万, 亿 or million for both ends, or not — write both numbers in full")
    # 3—5千 and 8—5千, but nobody writes 50千.
    if right.power > 1 and (
        # Nor does anybody write 十十: 十至二十家 is plain.
        (left.low <= _MOST_OF_A_POWER and not left.low == right.power == _MOST_OF_A_POWER)
        or left.low * right.power * right.scale < right.low
    ):
        raise phrase.error("may mean its 十, 百 or 千 for both ends, or not — write both numbers in full")
    return shared if shared < right.low else left.low


def write(quantity: Quantity, lang: Literal["zh", "en"]) -> str:
    """Word a quantity as a phrase of our own; parse() gives the same bounds, unit, period and flags back."""
    if lang not in lexicon.WORD_ORDER:
        raise ValueError(f"{lang!r} is not a language of quantities — use {' or '.join(lexicon.WORD_ORDER)}")
    language = list(lexicon.WORD_ORDER).index(lang)  # 0 or 1: the place of its word in each pair
    qualifier = "~" if "vague" in quantity.flags else quantity.comparator
    if qualifier == "<" and quantity.assumed_low is not None:
        qualifier = "near"
    is_odd = qualifier == ">" and quantity.assumed_high is not None
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    ends = ends if quantity.comparator in ("range", "tiers") else ends[:1]
    chinese, one, many = lexicon.UNIT_WORDS[quantity.unit]
    payees = [flag.removeprefix("per_") for flag in quantity.flags if flag.startswith("per_")]
    pers = [lexicon.PER_WORDS[per][language] for per in (*payees, quantity.per) if per]
    said = {*quantity.flags, quantity.comparator}
    parts = {flag: words[language] for flag, words in lexicon.FLAG_WORDS.items() if flag in said}
    if "partial" in parts and quantity.unit == "CNY":
        parts["partial"] = lexicon.FIRST_PHASE[language]
    if qualifier in lexicon.QUALIFIER_WORDS and not is_odd:
        parts["qualifier"] = lexicon.QUALIFIER_WORDS[qualifier][language]
    if lang == "zh":
        parts |= {"per": "".join(pers), "figure": numerals.in_chinese(ends, chinese, odd=is_odd)}
        if qualifier in ("=", "~", "range", "tiers") and traps.find_short_year(parts["figure"], ()):
            parts["lasting"] = lexicon.LASTING
    else:
        unit = one if ends == [1] else many
        parts |= {"per": " ".join(pers), "figure": numerals.in_english(ends, unit, odd=is_odd)}
    return (" " * language).join(parts[name] for name in lexicon.WORD_ORDER[lang] if parts.get(name))
