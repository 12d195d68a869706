"""Numbers, bounds and ranks in a reader's words: 万 and 亿 in Chinese, thousands, m and bn in English."""

from decimal import Decimal
from typing import Any

from opc.text import entries, t
from opc.wording import counting, rounding
from opc.wording.rounding import Fineness

SCALES = {"zh": ((10**8, "亿"), (10**4, "万")), "en": ((10**9, " bn"), (10**6, " m"))}
SPELLED = SCALES | {"en": ((10**9, " billion"), (10**6, " million"))}
# Digits behind the point of a number in 万 or bn; what has more is in a smaller scale: 1,234,567, no 1.234567 m.
PLACES = {"zh": 4, "en": 3}
RATE = "million_residents"


def number(value: float | Decimal, lang: str, digits: int | None = None, spelled_out: bool = False) -> str:
    """Write a number in the scale that its language counts in: as it is, or with so many significant digits.

    Within a sentence the scale is spelled out: 9.2 million.
    """
    fine = Fineness(digits, 0) if digits else None
    exact = Decimal(str(value)) if fine else rounding.nearest(value)
    # Rounded before the scale is chosen: 99,999,999 with four digits is 1亿 and not 10,000万.
    for size, suffix in (SPELLED if spelled_out else SCALES)[lang]:
        scaled = rounding.nearest(exact / size, fine) if fine else exact / size
        if abs(scaled) >= 1 and (fine or round(scaled, PLACES[lang]) == scaled):
            return _plain(scaled, lang) + suffix
    return _plain(rounding.nearest(exact, fine) if fine else exact, lang)


def _plain(value: Decimal, lang: str) -> str:
    # Chinese counts by 万 and writes 9804万 and 超1000家 without a comma. A hyphen looks like the dash of a range.
    words = f"{value:f}" if lang == "zh" else f"{value:,f}"
    words = words.replace("-", "−")
    return words.rstrip("0").rstrip(".") if "." in words else words


def amount(value: float | Decimal, unit: str, lang: str, per: str | None = None) -> str:
    """A number with its unit: 2万平方米, 500万元/家, CNY 5 m per team, 5.1%."""
    # 1.2 million m², for 1.2 m m² reads as a slip.
    return _with_unit(number(value, lang, spelled_out=unit == "m2"), unit, lang, per)


def _with_unit(size: str, unit: str, lang: str, per: str | None) -> str:
    word = t(f"unit_one.{unit}" if size == "1" and unit not in counting.MEASURES else f"unit.{unit}", lang)
    over = t(f"per.{per}", lang) if per else ""
    if unit == "percent":
        return f"{size}%{over}"
    if lang == "zh":
        return f"{size}{word}{over}"
    whole = f"{word} {size}" if unit == "CNY" else f"{size} {word}"
    return f"{whole} {over}".strip()


def unit(unit: str | None, per: str | None, lang: str) -> str:
    """A unit in words: 元/家, CNY per team; nothing where a row has none."""
    if not unit:
        return ""
    over = t(f"per.{per}", lang) if per else ""
    if (key := f"unit.{unit}") in entries():
        words = t(key, lang)
    else:
        # What policies alone offer: 套, 卡时.
        from opc.quantity.lexicon import UNIT_WORDS

        chinese, _, english = UNIT_WORDS[unit]
        words = chinese if lang == "zh" else english
    return f"{words}{'' if lang == 'zh' else ' '}{over}".strip()


def bounds(
    row: dict[str, Any], unit: str, lang: str, per: str | None = None, stem: str = "", fine: Fineness | None = None
) -> str:
    """Bounds in words. `stem` names the columns: "" for low and high, "attainment" for attainment_low …

    As they were published, or as `fine` as what was worked out is written. A lower bound of 0 says nothing of a count
    or a ratio and is left unsaid; with nothing above it either, a dash.
    """
    at = f"{stem}_" if stem else ""
    row = counting.in_whole_numbers(row, at) if fine is None and counting.is_counted(unit, per) else row
    low, high = row.get(f"{at}low"), row.get(f"{at}high")
    if not low and high is None:
        return "—"
    whole = 100 if unit == "percent" else None
    low, high = rounding.outward(low, high, rounding.RATE if per == RATE else fine, whole)
    shape = _shape(row, at, low, high)
    if shape == "range":
        first, last = (number(end, lang, spelled_out=unit == "m2") for end in (low, high))
        size = f"{first}–{last}" if low >= 0 else t("bound.between", lang, low=first, high=last)
        return _with_unit(size, unit, lang, per)
    say = {end: amount(value, unit, lang, per) for end, value in (("low", low), ("high", high)) if value is not None}
    ends = {"low": "", "high": ""} | say
    if unit == "percent" and shape in ("more_than", "less_than"):
        return t(f"bound.share.{shape}", lang, **ends)
    return t(f"bound.{shape}", lang, **ends)


def a_team(row: dict[str, Any], lang: str) -> str:
    """Money over teams with its bounds."""
    return _followed(row, bounds(row, "CNY", lang, "team", fine=rounding.MONEY), lang)


def per_resident(row: dict[str, Any], lang: str) -> str:
    """A figure per million residents with its bounds."""
    return _followed(row, bounds(row, counting.unit(row), lang, RATE), lang)


def _followed(row: dict[str, Any], words: str, lang: str) -> str:
    """The bounds of what was worked out, or that none follow: fewer than so many in one part say nothing of all."""
    return t("bound.none", lang) if words == "—" and row["low"] is not None else words


def _shape(row: dict[str, Any], at: str, low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and low == high:
        return "about" if row.get(f"{at}comparator") == "~" else "exact"
    if not low:
        return "at_most" if row.get(f"{at}high_closed", True) else "less_than"
    if high is None:
        return "at_least" if row.get(f"{at}low_closed", True) else "more_than"
    return "range"


def rank(best: int, worst: int, lang: str) -> str:
    """The one rank that is possible, or the best and the worst."""
    return t("rank.place" if best == worst else "rank.span", lang, best=best, worst=worst)


def place(row: dict[str, Any], lang: str) -> str:
    """The ranks that a city may have among those that disclose."""
    return t("rank.among", lang, place=rank(row["rank_best"], row["rank_worst"], lang), disclosed=row["disclosed"])
