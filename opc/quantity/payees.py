"""Per whom a figure is: 每个 and what follows it are one payee, and so are "each" and what follows it."""

import re
from collections.abc import Callable, Sequence

from opc.quantity import lexicon, nouns
from opc.quantity.phrase import Phrase
from opc.quantity.senses import Sense, Word

_PAYABLE = {"team", "person", "project"}
_ITEM = Sense("payee", "item")


def specify(phrase: Phrase) -> None:
    """Join 每个 and what follows it into one payee: 每个OPC社区 is per community, and so is 50万元/家社区."""
    words: list[Word] = []
    rest = list(phrase.words)
    while rest:
        word = rest.pop(0)
        if _names_payee(word):
            attributes = _attributes(rest)
            names = [other for other in rest[len(attributes) :] if other.place == word.place]
            run = _nouns(names)
            # 每个社区入驻企业10家 counts the teams that each community has.
            is_open = word.sense.value == "item" or word.text in lexicon.HOUSES or word.text.endswith(lexicon.OPC)
            if run and (is_open or not any(other.text in nouns.ATTRIBUTES for other in attributes)):
                del rest[: len(attributes) + len(run)]
                said = word if word.sense.kind == "payee" else word._replace(sense=_ITEM)
                word = word._replace(sense=Sense("payee", _payee(phrase, said, attributes, run[-1])))
        words.append(word)
    phrase.words = words


def _names_payee(word: Word) -> bool:
    """Whether a noun may go on with it: 每个 and each, but 各 and 均 stand alone."""
    return word.text == "each" or (word.sense.kind == "payee" and not re.search("^各|均$", word.text))


def _attributes(words: Sequence[Word]) -> Sequence[Word]:
    """What may stand between 每个 and its noun: 每个AI项目, 每家入驻企业."""
    return _leading(words, lambda word: word.sense.kind == "name" or word.text in nouns.ATTRIBUTES)


def _nouns(words: Sequence[Word]) -> Sequence[Word]:
    return _leading(words, lambda word: word.sense.kind in ("topic", "noun"))


def _leading(words: Sequence[Word], is_wanted: Callable[[Word], bool]) -> Sequence[Word]:
    count = next((index for index, word in enumerate(words) if not is_wanted(word)), len(words))
    return words[:count]


def _payee(phrase: Phrase, word: Word, attributes: Sequence[Word], noun: Word) -> str | None:
    """The payee that a noun makes of 每个 (anything) or 每家 (a team, community or project)."""
    # 每个OPC is each team, unless a noun follows: 每个OPC社区.
    said, named = "item" if word.text.endswith(lexicon.OPC) else word.sense.value, noun.sense.value
    is_unclear = any(other.text in nouns.ATTRIBUTES for other in attributes) and named not in _PAYABLE
    if said == named:
        return said
    if not is_unclear and said == "item" and named not in ("city", "bank"):
        return named if named in lexicon.PAYEES else said
    if not is_unclear and word.text in lexicon.HOUSES and named in ("community", "project"):
        return named
    raise phrase.error(f"is per {said} and per {named or noun.text} — keep one")
