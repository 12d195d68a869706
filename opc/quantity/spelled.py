"""Numerals in Chinese characters: 十五 · 一千二百 · 两三百 · 数百. What the value does not spell back is refused."""

import re
from fractions import Fraction

DIGITS = "零一二三四五六七八九"
POWERS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_NEIGHBOURS = re.compile("([一二两三四五六七八])([二两三四五六七八九])(?=[十百千万亿]*$)")


class NumeralError(ValueError):
    """Digits that are no numeral, or may be two different ones; the message follows the quoted phrase."""


def readings(text: str) -> tuple[Fraction, Fraction]:
    """The least and the greatest value of a Chinese numeral: 200 and 300 for 两三百, 200 and 999 for 数百."""
    if match := re.search("[数几]", text):
        least = "一" if match.start() else "二"  # 十几 starts at 11, 几十 at 20
        low, eight, nine = (spelled(text.replace(match[0], digit), text) for digit in (least, "八", "九"))
        return low, nine + (nine - eight) - 1  # the last number before the next digit: 999, 19, 199999
    if match := _NEIGHBOURS.search(text):
        if _value(match[2]) - _value(match[1]) != 1:
            raise NumeralError(f"holds {text!r}, which is not one number — write it in digits")
        low, high = (text[: match.start()] + digit + text[match.end() :] for digit in match.groups())
        return spelled(low), spelled(high)
    return spelled(text), spelled(text)


def spelled(text: str, said: str = "") -> Fraction:
    """The value of a Chinese numeral, provided that the value, spelled by the book, gives the text back."""
    value, plain = _value(text), text.replace("两", "二")
    # 十五 and 百万 leave out a 一; 千八百 is no short form of 1800 but means 800 to 1000.
    is_short = text[0] == "十" or set(text) <= set(POWERS)
    spellings = {plain, "一" + plain} if is_short else {plain}
    if _spell(value) not in spellings or re.search("[十零]两", text):
        raise NumeralError(f"holds {said or text!r}, which is not a standard numeral — write it in digits")
    return Fraction(value)


def _value(text: str) -> int:
    """Add up the powers of a Chinese numeral, however it is spelled."""
    for name, power in POWERS.items():
        if name in text:
            head, _, tail = text.partition(name)
            return (_value(head) if head else 1) * power + _value(tail)
    digit = text.replace("两", "二").lstrip("零")
    return max(DIGITS.find(digit), 0)  # two digits in a row are none: they do not spell back


def _spell(value: int) -> str:
    """Spell a whole number by the book: 一万零五百, and 一十五 in full."""
    for name, power in POWERS.items():
        if value >= power:
            head, rest = divmod(value, power)
            gap = "零" if 0 < rest < power // 10 else ""
            return _spell(head) + name + gap + (_spell(rest) if rest else "")
    return DIGITS[value]
