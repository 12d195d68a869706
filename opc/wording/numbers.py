"""Numbers, bounds and dates in a reader's words: 万 and 亿 in Chinese, thousands, m and bn in English."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from opc import typeset
from opc.catalogue import label
from opc.text import entries, t
from opc.wording import counting, rounding
from opc.wording.rounding import Fineness

SCALES = {"zh": ((10**8, "亿"), (10**4, "万")), "en": ((10**9, " bn"), (10**6, " m"))}
SPELLED = SCALES | {"en": ((10**9, " billion"), (10**6, " million"))}
# Digits behind the point of a number in 万 or bn; what has more is in a smaller scale: 1,234,567, no 1.234567 m.
PLACES = {"zh": 4, "en": 3}
RATE = "million_residents"
WORD = re.compile(r"[A-Za-z\u3400-\u9fff]")
CJK = re.compile(r"[\u3400-\u9fff]")
# An English phrase that begins with a verb fits into no sentence of ours, so its bounds stand in its place.
VERB = re.compile(r"(?:(?:to|will|should) )?(?:exceed|reach|surpass|top)\b", re.IGNORECASE)
# What stands for a title that the copy of a document did not have: what the document is about, and why.
STAND_IN = re.compile(r"(.+)（(?:(.+)，)?(?:标题未随副本提供|原题未见)）")
# What 家 counts where that is no team, by what is counted: English has no word for all of them.
NOUNS = {
    "ai_companies": "company", "ai_startups": "company", "tech_opc": "company", "legal_one_person": "company",
    "registered_opc": "company", "entities": "entity", "entities_served": "entity", "projects": "project",
}  # fmt: skip


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
    return _followed(row, bounds(row, row["unit"], lang, RATE), lang)


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


def figure(row: dict[str, Any], lang: str, stem: str = "") -> str:
    """A published figure: the phrase itself where it is in the reader's language, else its bounds in words."""
    phrase = row.get(f"{stem}_text") or row["obs_text"]
    readable = CJK.search(phrase) if lang == "zh" else phrase.isascii() and not VERB.match(phrase)
    if row.get("comparator") == "none" or readable:
        return phrase
    unit = NOUNS.get(row.get("counts") or "", row["unit"]) if row["unit"] == "team" else row["unit"]
    words = bounds(row, unit, lang, row.get("per"))
    if row.get("comparator") == "<" and "近" in phrase and not row.get("low"):
        # 近200家 is under 200, and says more: not far from it.
        words = t("bound.nearly", lang, high=amount(row["high"], unit, lang, row.get("per")))
    if not row.get("is_partial"):
        return words
    return t("bound.phase" if row["unit"] == "CNY" else "bound.partial", lang, figure=words)


def offer(row: dict[str, Any], lang: str) -> str:
    """The offer of a policy as published; in another language its terms, or else its kind, stand before it."""
    if row["offer"].isascii() == (lang == "en") or not WORD.search(row["offer"]):
        return row["offer"]
    parts = (row[f"{name}_text"] for name in ("rate", "amount", "duration"))
    terms = typeset.joined(filter(None, (_written(part, lang) for part in parts if part)), lang)
    if terms.isdecimal() and row["instrument"] == "package":
        terms = t("offer.measures", lang, count=terms)
    if terms == row["offer"]:
        return terms
    kind = terms or typeset.within(label("instrument", row["instrument"], lang))
    return t("controls.of_kind", lang, label=kind, kind=row["offer"])


def phrase(words: str, lang: str) -> str:
    """A phrase as published; for readers of English in their language before it, where it is one figure."""
    if lang == "zh" or words.isascii():
        return words
    from opc.quantity import QuantityError

    try:
        return f"{_written(words, lang)} ({words})"
    except QuantityError:
        return words


def title(words: str, lang: str) -> str:
    """The title of a document; what stands for one is in brackets, as GB/T 7714 has it."""
    found = STAND_IN.fullmatch(words)
    return t("document.untitled", lang, about="，".join(filter(None, found.groups()))) if found else words


def titled(words: str, lang: str) -> str:
    """The title of a document in the quotation marks of titles, which what stands for one has not."""
    return title(words, lang) if STAND_IN.fullmatch(words) else t("document.titled", lang, title=words)


@cache
def _written(phrase: str, lang: str) -> str:
    """A phrase in a language."""
    if phrase.isascii() == (lang == "en"):
        return phrase
    # The grammar takes long to get ready, and few pages need it.
    from opc.quantity import parse, write

    quantity = parse(phrase)
    # An order of magnitude has no words of ours in Chinese.
    if lang == "zh" and "vague" in quantity.flags:
        return ""
    return write(quantity, lang).replace(" percent", "%")


def rank(best: int, worst: int, lang: str) -> str:
    """The one rank that is possible, or the best and the worst."""
    return t("rank.place" if best == worst else "rank.span", lang, best=best, worst=worst)


def place(row: dict[str, Any], lang: str) -> str:
    """The ranks that a city may have among those that disclose."""
    return t("rank.among", lang, place=rank(row["rank_best"], row["rank_worst"], lang), disclosed=row["disclosed"])


def when(period: str | None, lang: str) -> str:
    """A date as precise as it is known."""
    if not period:
        return t("figure.undated", lang)
    year, _, rest = period.partition("-")
    return t(f"date.{rest}", lang, year=year) if rest.isalpha() else period


def spelled(period: str | None, lang: str) -> str:
    """A date within a sentence, as precise as it is known: 2026年2月5日, 5 February 2026."""
    year, *rest = (period or "").split("-")
    if not year or not all(part.isdigit() for part in rest):
        return when(period, lang)
    values = {"year": year} | {name: int(part) for name, part in zip(("month", "day"), rest, strict=False)}
    if rest:
        values["month"] = t(f"cite.month.{rest[0]}", lang)
    return t(f"cite.of_{('year', 'month', 'day')[len(rest)]}", lang, **values)


def due(day: date | None, precision: str | None, lang: str) -> str:
    """A deadline that is said to be one."""
    words = deadline(day, precision, lang)
    is_said = day is None or (precision == "year" and lang == "en")
    return words if is_said else t("figure.deadline", lang, date=words)


def deadline(day: date | None, precision: str | None, lang: str) -> str:
    """A deadline as precise as it was stated, or the words for none."""
    if day is None:
        return t("figure.no_deadline", lang)
    if precision == "year":
        return t("figure.by_end", lang, year=day.year)
    return f"{day:%Y-%m}" if precision == "month" else f"{day:%Y-%m-%d}"
