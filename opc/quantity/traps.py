"""What looks like a figure and is none, or may mean two things: the sentence that refuses it.

`find` looks at the text as it stands, `check_words` at what its words mean beside one another.
"""

import re
from collections.abc import Sequence

from opc.quantity import lexicon, nouns
from opc.quantity.senses import Word

_AMBIGUOUS_TIME = {"近", "过", "已过", "over", "well over"}  # 近3年 and over 3 years are said of time that has passed
_PRICED = {"measure", "time", "payee"}
_COMPARES = {">", "<"}
# 1.200 is 1,200 in much of Europe. Nobody writes zeros behind 1.2, unless to tell 万 or percent more exactly.
_THOUSANDS = re.compile(
    r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]00(?! ?(?:[0-9万亿千百%]|k\b|m\b|mn\b|bn\b|thousand|[mbt]r?illion|per))"
)
_TRAPS = (
    (
        # 10个省级以上孵化器 are ten, and not ten or more.
        re.compile("级[及或]?以上|(?<!元)规模以上(?!企业)"),
        "says with 以上 of which level or size they are, and not how many — leave the level out",
    ),
    (re.compile("^[=@]"), "is a formula of a spreadsheet — write its result"),
    (
        re.compile(r"[0-9]e\+[0-9]"),
        "is the short form of a spreadsheet, which may have lost digits — write all of them",
    ),
    (lexicon.DATE, "holds a date, which is not a quantity — give the figure without the date"),
    (
        # 二十四五家 and 十四五个 are 24 or 25 of them.
        re.compile("(?<![二三四五六七八九百千万亿])十[三四五六]五(?![万亿家个人名位户间座套所])"),
        "names a five-year plan — give the figure without it",
    ),
    (
        # 总数百家 may be a hundred in all, or several hundred.
        re.compile("(?<=[总人])数[十百千万亿]"),
        "may go on with its 数 as a total or mean several — write the number in digits",
    ),
    (
        re.compile("(?<![0-9.,])(?:211|985)(?:工程)?(?:高校|大学|院校)"),
        "names a project of universities — give the figure alone",
    ),
    (re.compile(r"(?<![a-z])\$(?=[0-9])"), "does not say whose dollars they are — write US$ or HK$"),
    (re.compile("(?<![百千])分之"), "is a fraction — write it in percent"),
    (_THOUSANDS, "may be thousands or a fraction — write 1,200 or 1.2"),
    (
        re.compile("个亿"),  # folding leaves it where things of a hundred million each are counted
        "may count things of 亿元 each or add up to so much — say how many there are, or give the sum in 亿元",
    ),
)
_VERSION = re.compile(r"[0-9]\.0+(?![0-9]| ?(?:[万亿千百]|k\b|m\b|mn\b|bn\b|thousand|[mbt]r?illion))")
# 2026—2028 or "up to 2030" where no unit stands: 2,027 and 2027家 are figures, and so is a round 2000. 20260305 and
# 202603 are dates as files are named.
_YEAR = re.compile(
    r"(?<![0-9.,])(?!2000)(?:19|20)[0-9]{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])?)?"
    r"(?! ?(?:[0-9.,万亿千百余多]|k\b|m\b|bn\b|thousand|million|billion))"
)
# 26年 and 26-28年, but neither 10-20年 nor 26年多. Whoever asks for 16 years or more says so: 最长20年, 租期20年.
_SHORT_YEAR = re.compile(r"(?<![0-9.,~至到-])(?:1[6-9]|[23][0-9])(?:年?[-~至到](?:1[6-9]|[23][0-9]))?年(?!多)")
_NO_LENGTH = {"约", "大约", "大概", "约为", "约有", "约莫", "大致", "差不多", "~", "≈", "左右", "上下", "起", "内"}


def find(folded: str) -> str | None:
    """Why this text is no quantity, if it is a known trap."""
    return next((sentence for pattern, sentence in _TRAPS if pattern.search(folded)), None)


def find_version(folded: str) -> str | None:
    """Why what is counted, or has no unit, is no quantity: AI 2.0社区 are not two communities."""
    return "may name a version with its .0 — write a whole number" if _VERSION.search(folded) else None


def find_year(folded: str) -> str | None:
    """Why a text without any unit is no quantity: its number may be a year."""
    return "may be a year or a date — write 2,027 or say what is counted" if _YEAR.search(folded) else None


def find_short_year(folded: str, words: Sequence[Word]) -> str | None:
    """Why years are no quantity where nothing says that they last: 26年 is said of 2026."""
    is_length = any(word.sense.kind == "bound" and word.text not in _NO_LENGTH for word in words)
    if is_length or any(word.text in nouns.LASTING for word in words) or not _SHORT_YEAR.search(folded):
        return None
    return "may mean the year or that many years — write the year in full, or 为期 in front of it"


def check_words(words: Sequence[Word], numerals: int) -> str | None:
    """Why these words cannot stand together, if they cannot."""
    texts = {word.text for word in words}
    times = {word.sense.value for word in words if word.sense.kind == "time"}
    measured = {word.sense.value for word in words if word.sense.kind == "measure"}
    is_within = {"内", "以内", "之内"} & texts
    counted: Word | None = None
    for before, word in zip((None, *words), words, strict=False):
        named = before if before and before.place == word.place else None
        if word.text == "起" and not _is_price(named, words):
            return "may count deals with its 起 or mean 'from' — write 以上 for the latter"
        if word.text == "内" and not (named and named.sense.value in lexicon.DURATIONS):
            return "limits with 内 what is no time — write 以内"
        if word.text == "日" and (times or "起" in texts or (numerals == 2 and not is_within)):
            return "may name a day of the month — write 天 for a time"
        if before == word:
            return f"says {word.text} twice — keep one"
        if word.text == "within" and not measured & lexicon.DURATIONS:
            return "is within what is no time — write up to"
        if word.text in ("打", "月租", "月租金", "年租", "年租金") and ("percent" in measured) != (word.text == "打"):
            return "is no rent and no discount — give the figure alone"
        if word.sense.kind == "noun":
            counted = word
            if word.place and named and named.sense.kind == "measure" and named.sense.value in lexicon.DURATIONS:
                return "has two units — keep one"  # 百日行动 and 24小时空间 are neither
        if word.sense.kind == "measure" and word.place and counted and counted.place == word.place:
            return "has two units — keep one"  # 50人天 are neither persons nor days
        if word.text in nouns.COMPARED and named and named.sense.kind == "bound" and named.sense.value in _COMPARES:
            # 超计划10% and 低于房租30% say by how much, or how much of it: neither bounds the number.
            return f"may compare with the {word.text} and not with the number — give the figure itself"
    if dangling := _dangling(words, numerals):
        return f"says {dangling} of nothing — give the figure alone"
    if measured & lexicon.DURATIONS and _AMBIGUOUS_TIME & texts:
        return "may mean time that has passed or an amount of it — write 将近 or 超过 for the latter"
    return None


def _dangling(words: Sequence[Word], numerals: int) -> str | None:
    """的 with nothing behind it, and "and" that joins no two nouns."""
    for before, word, after in zip((None, *words), words, (*words[1:], None), strict=False):
        named = after.sense.kind if after and after.place == word.place else None
        if word.text == "的" and named not in ("word", "name", "noun"):
            return word.text
        is_end = word.sense.kind == "and" and not (after and after.place > word.place) and numerals == 1
        if is_end and not (before and before.sense.kind == named == "noun"):
            return word.text
    return None


def _is_price(named: Word | None, words: Sequence[Word]) -> bool:
    """Whether 起 stands behind money, a measure or a period, where it means from."""
    if named is not None:
        return named.sense.kind in _PRICED
    return any(word.sense.kind == "measure" and not word.place for word in words)
