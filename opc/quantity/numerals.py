"""Numerals as published figures write them: 1,600 · 1.2万 · 1万2千 · 一千二百 · 两三百 · 1.35 billion.

There are three ways to write one: in digits with Chinese powers, in Chinese characters, and in English. What
is not a standard spelling is refused and never guessed: 一百二 is said for 120 and looks like 102. Values are
exact. Texts are folded (folding.py) before they get here.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

from opc.quantity.spelled import DIGITS, POWERS, NumeralError, readings

# Low, high, assumed low and assumed high; None is unbounded.
Bounds = tuple[Fraction | None, Fraction | None, Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value (low = high, but for 两三百, 十几 and 数百) and what its spelling says besides."""

    low: Fraction
    high: Fraction
    odd: bool = False  # closed by 余, 多 or -odd: somewhat more than the value
    vague: bool = False  # 数百, 几十, dozens of: an order of magnitude and no more
    bare: bool = False  # powers alone, such as 百 or 千万, which is what 上 asks for
    scale: int = 1  # the 万, 亿 or million that closes it and may serve both ends of a range
    power: int = 1  # the 十, 百 or 千 right behind its one digit: 五百, 五百万
    grouped: bool = False  # 50,000: written in full, with separators

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


_SMALL = {"": 1, "十": 10, "百": 100, "千": 1000}
_LARGE = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_ARABIC_DIGITS = frozenset("0123456789")
CHARACTERS = _ARABIC_DIGITS.union("两" + DIGITS, POWERS)  # a text without any of them holds no numeral

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9}
# "Hundreds of" runs up to the next order of magnitude, as 数百 does; "dozens of" means two dozen or more.
_ORDERS = {"dozens": (24, 99), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}
_ORDERS |= {"several hundred": (200, 999), "several thousand": (2000, 9999)}

# Digits with or without separators. Nothing that looks like more digits may follow: 1,2 and 1.2.3 are none.
_ARABIC = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)(?:\.[0-9]+)?(?![0-9]|[.,][0-9])"
_ODD = r"(?P<odd> ?[余多])"
_TERM = re.compile(rf"({_ARABIC})([百千]?)(?: ?(万亿|万|亿))?")
_TERM_ODD = re.compile(rf"{_ODD}(?: ?(?P<tail>万亿|万|亿))?")
_CHINESE = re.compile(rf"(?P<head>[数几]?[两十百千万亿{DIGITS}]+(?:几[十百千]?)?[万亿]*)(?:{_ODD}(?P<tail>[万亿]*))?")
_ENGLISH = re.compile(rf"({_ARABIC})(?: ?({'|'.join(_SCALES)}))?(-odd)?(?![a-z0-9²])")
_ORDER = re.compile(rf"({'|'.join(_ORDERS)})(?: of (thousand|million|billion|trillion)s)?(?: of)?(?![a-z])")


def read(text: str, start: int) -> tuple[Numeral, int] | None:
    """The numeral at `start` of a folded text, and where it ends; None if there is none."""
    if match := _ORDER.match(text, start):
        low, high = _ORDERS[match[1]]
        scale = _SCALES[match[2]] if match[2] else 1
        return Numeral(Fraction(low * scale), Fraction((high + 1) * scale - 1), vague=True), match.end()
    if (match := _ENGLISH.match(text, start)) and (match[2] or match[3]):
        scale = _SCALES.get(match[2], 1)
        value = _arabic(match[1]) * scale
        return Numeral(value, value, odd=bool(match[3]), scale=scale), match.end()
    if text[start : start + 1] in _ARABIC_DIGITS:
        return _mixed(text, start)
    if match := _CHINESE.match(text, start):
        return _chinese(match), match.end()
    return None


def bounds(comparator: str, value: Fraction, *, odd: bool = False) -> Bounds:
    """What a qualifier makes of a number: near 200 is below 200, and assumed to be from 100."""
    if not value and (odd or comparator in ("near", "<")):
        raise NumeralError("makes more or less of zero — check the number")
    step = _last_stated_digit(value) if odd or comparator == "near" else 0
    return {
        "=": (value, value, None, None),
        "~": (value, value, value * 9 / 10, value * 11 / 10),
        ">": (value, None, None, value + step if odd else None),
        ">=": (value, None, None, None),
        "near": (None, value, value - step, None),
        "<": (None, value, None, None),
        "<=": (None, value, None, None),
    }[comparator]


def _last_stated_digit(value: Fraction) -> Fraction:
    """The size of the last digit stated: 10 for 150, 10,000 for 2万. Zeros at the end only hold places."""
    step = Fraction(1)
    while value and value % (step * 10) == 0:
        step *= 10
    while value % step:
        step /= 10
    return step


def decimal(value: Fraction) -> Decimal:
    """The value as a decimal: exactly, or to 28 digits where it has no end, as 50亩 in m2."""
    numerator, denominator = Decimal(value.numerator), Decimal(value.denominator)
    with localcontext(prec=999, traps=[Inexact]), suppress(Inexact):
        return numerator / denominator
    with localcontext(prec=28, traps=[]):
        return numerator / denominator


def in_chinese(ends: list[Decimal], unit: str, *, odd: bool) -> str:
    """2万余平方米 · 5,000元至1万元: in 万亿, 亿 or 万 where two decimals say it exactly."""
    numbers = [_in_large_powers(end) for end in ends]
    # The 万 of 2至3万 would be read as that of both ends: give each end a unit of its own, or no 万.
    has_scale = numbers[-1][-1] in "万亿"
    if has_scale and not unit and len(ends) == 2:
        numbers = [f"{end:,f}" for end in ends]
    return (unit * has_scale + "至").join(numbers) + "余" * odd + unit


def _in_large_powers(value: Decimal) -> str:
    for name in ("万亿", "亿", "万"):
        if value >= _LARGE[name] and Fraction(value) % (_LARGE[name] // 100) == 0:
            return f"{decimal(Fraction(value) / _LARGE[name]):,f}{name}"
    return f"{value:,f}"


def in_english(ends: list[Decimal], unit: str, *, odd: bool) -> str:
    """20,000-odd sq m · 5,000 to 10,000 yuan."""
    return f"{' to '.join(f'{end:,f}' for end in ends)}{'-odd' * odd} {unit}".rstrip()


def _arabic(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))


def _mixed(text: str, start: int) -> tuple[Numeral, int]:
    """51 · 1,600 · 1.2万 · 3千 · 1万2千 · 10多亿."""
    terms: list[tuple[Fraction, int, int]] = []  # figure, its 百 or 千, its 万 or 亿
    at = start
    while match := _TERM.match(text, at):
        term = _arabic(match[1]), _SMALL[match[2]], _LARGE[match[3] or ""]
        if not _fits(term, terms):
            raise NumeralError(f"holds {match[0]!r} where it may mean two things — write the number in full")
        terms.append(term)
        at = match.end()
        if term[1] * term[2] == 1:
            break
    if not terms:
        raise NumeralError("holds digits that are no number — write 1600 or 1,600, and 1.2 for a fraction")
    value = sum((figure * small * large for figure, small, large in terms), Fraction(0))
    _, power, scale = terms[0] if len(terms) == 1 else (value, 1, 1)
    odd = _TERM_ODD.match(text, at)
    if odd is None:
        return Numeral(value, value, scale=scale, power=power, grouped="," in text[start:at]), at
    tail = _LARGE[odd["tail"] or ""]
    if tail > 1 and (scale > 1 or len(terms) > 1):
        raise NumeralError(f"holds {text[start : odd.end()]!r}, which is no number — write it in digits")
    return Numeral(value * tail, value * tail, odd=True), odd.end()


def _fits(term: tuple[Fraction, int, int], terms: list[tuple[Fraction, int, int]]) -> bool:
    """Whether a term fits behind the others: 2千 and 5000 behind 1万, but not 20万, 50千 or 5; 25千万 stands alone."""
    figure, small, large = term
    if not terms:
        return True
    if small > 1 and figure >= 10:
        return False
    above, amount = terms[-1][1] * terms[-1][2], figure * small * large
    is_whole = figure.denominator == terms[-1][0].denominator == 1  # 1.5万2千 is none
    return is_whole and amount < above and (small * large > 1 or amount * 10 >= above)


def _chinese(match: re.Match[str]) -> Numeral:
    """十 · 一千二百 · 百万 · 两三百 · 十几万 · 数百 · 一百五十多万."""
    text = match["head"] + (match["tail"] or "")
    low, high = readings(text)
    if match["odd"] and low != high:
        raise NumeralError(f"holds {match[0]!r}, which is vague twice — keep one of the two")
    body, bare = text.rstrip("万亿"), text[0] in "百千万亿"
    return Numeral(
        low,
        high,
        odd=bool(match["odd"]),
        vague=text[0] in "数几",
        bare=bare,
        scale=1 if bare or {"万", "亿"} & set(body) else _LARGE[text[len(body) :]],
        power=_SMALL.get(body[1:], 1) if body[:1] not in _SMALL else 1,
    )
