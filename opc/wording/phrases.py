"""Published phrases in a reader's words: as they are where he reads them, else by their bounds; and titles."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from opc import typeset
from opc.text import t
from opc.wording import counting
from opc.wording.numbers import amount, bounds

WORD = re.compile(r"[A-Za-z\u3400-\u9fff]")
CJK = re.compile(r"[\u3400-\u9fff]")
# An English phrase that begins with a verb fits into no sentence of ours, so its bounds stand in its place.
VERB = re.compile(r"(?:(?:to|will|should) )?(?:exceed|reach|surpass|top)\b", re.IGNORECASE)
# What stands for a title that the copy of a document did not have: what the document is about, and why.
STAND_IN = re.compile(r"(.+)（(?:(.+)，)?(?:标题未随副本提供|原题未见)）")


def figure(row: dict[str, Any], lang: str, stem: str = "") -> str:
    """A published figure: the phrase itself where it is in the reader's language, else its bounds in words."""
    phrase = row.get(f"{stem}_text") or row["obs_text"]
    readable = CJK.search(phrase) if lang == "zh" else phrase.isascii() and not VERB.match(phrase)
    if row.get("comparator") == "none" or readable:
        return phrase
    unit = counting.unit(row)
    words = bounds(row, unit, lang, row.get("per"))
    if row.get("comparator") == "<" and "近" in phrase and not row.get("low"):
        # 近200家 is under 200, and says more: not far from it.
        words = t("bound.nearly", lang, high=amount(row["high"], unit, lang, row.get("per")))
    if not row.get("is_partial"):
        return words
    return t("bound.phase" if row["unit"] == "CNY" else "bound.partial", lang, figure=words)


def offer(row: dict[str, Any], lang: str) -> str:
    """The offer of a policy as published; in another language its terms stand before it, or else which it is in.

    The kind of an offer stands beside it wherever it is shown.
    """
    if row["offer"].isascii() == (lang == "en") or not WORD.search(row["offer"]):
        return row["offer"]
    parts = (row[f"{name}_text"] for name in ("rate", "amount", "duration"))
    terms = typeset.joined(filter(None, (_written(part, lang) for part in parts if part)), lang)
    if terms.isdecimal() and row["instrument"] == "package":
        terms = t("offer.measures", lang, count=terms)
    if terms == row["offer"]:
        return terms
    if not terms:
        return t("offer.untranslated", lang, phrase=row["offer"])
    return t("controls.of_kind", lang, label=terms, kind=row["offer"])


def phrase(words: str, lang: str, unit: str = "") -> str:
    """A phrase as published, and where it is one figure in another language, in the reader's before it.

    `unit` is that of what is measured, for what a phrase itself only gives a measure word: 4家 of communities.
    """
    if words.isascii() == (lang == "en") or not WORD.search(words):
        return words
    from opc.quantity import QuantityError

    try:
        told = _written(words, lang, unit)
    except QuantityError:
        told = ""
    if told == words or (lang == "en" and not told):
        return words
    return t("controls.of_kind" if told else "offer.untranslated", lang, label=told, kind=words, phrase=words)


def title(words: str, lang: str) -> str:
    """The title of a document; what stands for one is in brackets, as GB/T 7714 has it."""
    found = STAND_IN.fullmatch(words)
    return t("document.untitled", lang, about="，".join(filter(None, found.groups()))) if found else words


def titled(words: str, lang: str) -> str:
    """The title of a document in the quotation marks of titles, which what stands for one has not."""
    return title(words, lang) if STAND_IN.fullmatch(words) else t("document.titled", lang, title=words)


@cache
def _written(phrase: str, lang: str, unit: str = "") -> str:
    """A phrase in a language."""
    if phrase.isascii() == (lang == "en"):
        return phrase
    # The grammar takes long to get ready, and few pages need it.
    from opc.quantity import parse, write
    from opc.quantity.lexicon import COUNTED

    quantity = parse(phrase)
    if unit in COUNTED and quantity.unit in (None, "team"):
        quantity = replace(quantity, unit=unit)
    # An order of magnitude has no words of ours in Chinese.
    if lang == "zh" and "vague" in quantity.flags:
        return ""
    return write(quantity, lang).replace(" percent", "%")
