"""Whether a number is a count of the noun behind it, or money without its 元: 最高50万人才补贴, 5000万以上企业.

Only where 个, 家, 名 or the like stands between a number and a Chinese noun is the number sure to count it. Without
one, small numbers count (300+场景), and so do large ones where no word and no size speaks of money (支持1万企业).
"""

from collections.abc import Sequence

from opc.quantity import nouns
from opc.quantity.phrase import Phrase
from opc.quantity.senses import Word

_GIVEN = "gives money or counts who gets it — write 元, or 个 or 家 behind the number"
_SIZED = "counts things or says how large they are — write 元, or 个 or 家 behind the number"
_COUNTING_ALL = {"个", "개"}
_LARGE = 10_000
# From here on a number without a classifier is a sum: nobody has counted 百万项目, but many have 百万人才.
_SUMS = {"project": _LARGE, "person": 10**8}
_SUM = 10**6
_OF_COUNTS = "多达"  # 最高 and 不超过 are said of what may be had, this one of a count


def find(phrase: Phrase) -> str | None:
    """Why the number may be no count of the noun behind it, if it may not be."""
    behind = [word for word in phrase.words if word.place]
    first = next((index for index, word in enumerate(behind) if word.sense.kind == "noun"), None)
    if first is None:
        return None
    noun, between = behind[first], behind[:first]
    classifiers = {word.text for word in phrase.said("classifier")}
    is_individual = noun.text == "人" and "个" in classifiers  # 50万个人补贴
    if classifiers - _COUNTING_ALL or (noun.text in nouns.CLOSE and not is_individual):
        return None
    if any(word.text in nouns.GIVEN for word in behind[first:]):
        return _GIVEN  # 个 counts anything: 50万个人才补贴
    return None if classifiers and not is_individual else _uncounted(phrase, between, noun)


def _uncounted(phrase: Phrase, between: Sequence[Word], noun: Word) -> str | None:
    """Why a number that no classifier follows may be money: 50万奖励社区, 补贴50万企业."""
    words = [word for word in between if word.sense.kind == "word" and word.text not in nouns.ATTRIBUTIVE]
    is_giving = any(word.text in nouns.GIVING and not word.place for word in phrase.words)
    if words or (is_giving and phrase.numerals[-1].high >= _LARGE):
        return _GIVEN
    return None if noun.text.isascii() else _sum(phrase, between, noun)


def _sum(phrase: Phrase, between: Sequence[Word], noun: Word) -> str | None:
    """Why a number right before a Chinese noun may be a sum: 5000万以上企业, 上亿项目, 最高50万团队, 每家50万企业."""
    greatest = phrase.numerals[-1].high
    if any(word.sense.kind == "bound" for word in between) or greatest >= _SUMS.get(noun.sense.value or "", _SUM):
        return _SIZED
    most = [word for word in phrase.said("bound") if word.sense.value == "<=" and word.text != _OF_COUNTS]
    payees = {word.sense.value for word in phrase.said("payee")}
    is_had = payees or any(not word.place for word in most)
    return _GIVEN if noun.sense.value in payees or (is_had and greatest >= _LARGE) else None
