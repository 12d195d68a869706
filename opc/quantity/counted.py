"""What a figure counts and per what: the nouns around it, in front and behind, have to agree.

A noun in front is a topic. It names what is counted where it stands right before the figure (OPC社区18个), and who
is paid where it stands behind 每个 (每个OPC社区). Elsewhere (社区入驻10家) it says where, and not what.
"""

import re

from opc.quantity import lexicon
from opc.quantity.lexicon import Sense, Word
from opc.quantity.phrase import Phrase

_KINDS = ("measure", "noun", "classifier")  # the first of these kinds that was said is the unit
BARE = Sense("bare")
OPC = "opc"
# What may be counted with 家, besides teams; and the one thing that 支 and 项 count where 个 counts all.
_COUNTED_BY_HOUSES = {"community", "bank", "project", "team", None}
_COUNTED_BY = {"支": {"team"}, "项": {"project", "scenario"}, "个": lexicon.COUNTED, "개": lexicon.COUNTED}
_PAYABLE = {"team", "person", "project"}
_LARGE = 10_000


def unit(phrase: Phrase) -> Sense:
    """The unit, which may stand in front of the figure (¥) and behind either end of it: always the same."""
    exclusive = phrase.said("measure", "classifier")
    places = [word.place for word in exclusive if word.place]
    nouns, others = {word.sense for word in phrase.said("noun")}, {word.sense for word in exclusive}
    if len(places) > len(set(places)) or len(nouns) > 1 or len(others) > 1:
        raise phrase.error("has two units — keep one")
    for plus in phrase.said("plus"):
        _check_plus(phrase, phrase.words.index(plus))
    if not phrase.said("measure"):
        _check_counted(phrase, {sense.value for sense in nouns | others})
    if not nouns and not phrase.said("measure") and any(word.place and word.text == OPC for word in phrase.words[-1:]):
        # 1000个OPC: with no other noun behind it, the name is what is counted.
        return Sense("noun", "team")
    said = sorted(nouns | others, key=lambda sense: _KINDS.index(sense.kind))
    if not said:
        _check_topic_of_bare_number(phrase)
        return BARE
    return _counted(phrase, said[0]) if said[0].kind == "classifier" else said[0]


def _check_plus(phrase: Phrase, index: int) -> None:
    """30+独立工位 goes on to say what is counted; 50万+免租, 50万+工位 and 10万元+免费工位 add a second thing."""
    before = {word.sense.kind for word in phrase.words[:index] if word.place}
    behind = {word.sense.kind for word in phrase.words[index:]}
    is_more = behind & {*_KINDS, "word", "name"} and (before & {*_KINDS} or not behind & {*_KINDS})
    rooms = {word.sense.value for word in phrase.words[index:]} & {"desk", "room", "unit"}
    if is_more or (rooms and phrase.numerals[0].low >= _LARGE):
        raise phrase.error("adds something else with its + — give the figure alone")


def _moves_in(phrase: Phrase) -> bool:
    """入驻社区10家 and 10家入驻社区 may count teams in communities; 入驻社区企业10家 and 13家入驻项目 are plain."""
    kinds = ("topic", "noun")
    words = [word for word in phrase.words if word.sense.kind != "name"]
    for word, place, after in zip(words, words[1:], [*words[2:], None], strict=False):
        is_place = place.sense.kind in kinds and place.sense.value in ("community", "city", None)
        is_last = after is None or after.sense.kind not in kinds
        if word.text in lexicon.MOVING and is_place and is_last:
            return True
    return False


def _check_counted(phrase: Phrase, counted: set[str | None]) -> None:
    """Refuse a noun that may be beside the figure and not what it counts."""
    if _counts_money(phrase) and counted & (lexicon.COUNTED - {None}):
        raise phrase.error("counts funds or loans, or what they went to — say which")
    if counted and _moves_in(phrase):
        raise phrase.error("counts places, or what moved into them — say which")
    if _is_given(phrase):
        raise phrase.error("gives money or counts who gets it — write 元, or 个 or 家 behind the number")


def _is_given(phrase: Phrase) -> bool:
    """50万奖励社区 and 补贴50万企业 may be money, where neither 元 nor 个 says what the number counts."""
    if phrase.said("classifier") or not any(word.text not in lexicon.CLOSE for word in phrase.said("noun")):
        return False
    behind = [word for word in phrase.words if word.place]
    first = next(index for index, word in enumerate(behind) if word.sense.kind == "noun")
    between = [word for word in behind[:first] if word.sense.kind == "word" and word.text not in lexicon.ATTRIBUTIVE]
    is_giving = any(word.text in lexicon.GIVING and not word.place for word in phrase.words)
    return bool(between) or (is_giving and phrase.numerals[-1].high >= _LARGE)


def _counts_money(phrase: Phrase) -> bool:
    """Whether money is named right before the figure or behind its unit: 基金10家, 100家产业基金."""
    before = [word.text for word in phrase.words if not word.place and not _is_quiet(word)]
    behind = {word.text for word in phrase.words if word.place}
    return bool(lexicon.MONEY & {*before[-1:], *behind})


def _topic(phrase: Phrase) -> tuple[Word | None, bool]:
    """The noun in front that is nearest to the figure, and whether nothing but qualifiers stands between them."""
    for index, word in reversed(list(enumerate(phrase.words))):
        if word.sense.kind == "topic":
            between = [word for word in phrase.words[index + 1 :] if not word.place]
            return word, all(_is_quiet(word) for word in between)
    return None, False


def _is_quiet(word: Word) -> bool:
    return word.sense.kind in ("bound", "flag") or word.text in lexicon.QUIET


def _check_topic_of_bare_number(phrase: Phrase) -> None:
    """社区3.0 and AI 2.0 are versions; 企业最高50万 is what an enterprise gets; 社区超100 does not say 100 of what."""
    topic, is_near = _topic(phrase)
    before = [word for word in phrase.words if not word.place]
    is_version = bool(before) and before[-1].sense.kind in ("topic", "name")
    is_paid = any(word.sense.value == "<=" for word in phrase.said("bound")) and topic and topic.sense.value in _PAYABLE
    if is_version or (is_near and not is_paid):
        raise phrase.error("does not say what its number counts — write 个, 家 or the like behind it")


def _counted(phrase: Phrase, classifier: Sense) -> Sense:
    """What 个 or 家 counts: the topic where it stands right before the figure, and nothing else is named."""
    topic, is_near = _topic(phrase)
    if topic is None or topic.sense.value == classifier.value:
        return classifier
    noun = Sense("noun", topic.sense.value)
    is_alone = is_near and not any(word.place and word.sense.kind in ("word", "name") for word in phrase.words)
    if classifier.value is None:
        texts = [word.text for word in phrase.said("classifier")]
        is_counted = is_alone and all(noun.value in _COUNTED_BY.get(text, ()) for text in texts)
        return noun if is_counted else classifier
    if is_alone and noun.value in _COUNTED_BY_HOUSES:
        return noun
    is_resident = not is_near and any(word.text in lexicon.HOUSING for word in phrase.words)
    if is_resident or not (is_near or noun.value in ("community", "bank", "project", None)):
        return classifier
    raise phrase.error(f"may count {topic.text} or the teams of it — write the noun behind the figure")


def specify_payees(phrase: Phrase) -> None:
    """Join 每个 and what follows it into one payee: 每个OPC社区 is per community, and so is 50万元/家社区."""
    words: list[Word] = []
    rest = list(phrase.words)
    while rest:
        word = rest.pop(0)
        if word.sense.kind == "payee" and not re.search("^各|均$", word.text):
            attributes = _attributes(rest)
            names = [other for other in rest[len(attributes) :] if other.place == word.place]
            run = _nouns(names)
            # 每个社区入驻企业10家 counts the teams that each community has.
            is_open = word.sense.value == "item" or word.text in lexicon.HOUSES or word.text.endswith(OPC)
            if run and (is_open or not any(other.text in lexicon.ATTRIBUTES for other in attributes)):
                del rest[: len(attributes) + len(run)]
                word = word._replace(sense=Sense("payee", _payee(phrase, word, attributes, run[-1])))
        words.append(word)
    phrase.words = words


def _attributes(words: list[Word]) -> list[Word]:
    """What may stand between 每个 and its noun: 每个AI项目, 每家入驻企业."""
    return _leading(words, lambda word: word.sense.kind == "name" or word.text in lexicon.ATTRIBUTES)


def _nouns(words: list[Word]) -> list[Word]:
    return _leading(words, lambda word: word.sense.kind in ("topic", "noun"))


def _leading(words: list[Word], is_wanted) -> list[Word]:
    count = next((index for index, word in enumerate(words) if not is_wanted(word)), len(words))
    return words[:count]


def _payee(phrase: Phrase, word: Word, attributes: list[Word], noun: Word) -> str | None:
    """The payee that a noun makes of 每个 (anything) or 每家 (a team, community or project)."""
    # 每个OPC is each team, unless a noun follows: 每个OPC社区.
    said, named = "item" if word.text.endswith(OPC) else word.sense.value, noun.sense.value
    is_unclear = any(other.text in lexicon.ATTRIBUTES for other in attributes) and named not in _PAYABLE
    if said == named:
        return said
    if not is_unclear and said == "item" and named not in ("city", "bank"):
        return named if named in lexicon.PAYEES else said
    if not is_unclear and word.text in lexicon.HOUSES and named in ("community", "project"):
        return named
    raise phrase.error(f"is per {said} and per {named or noun.text} — keep one")


def check_whole(phrase: Phrase, sense: Sense) -> None:
    """1.5家 is no number of teams, and 1.200 companies are perhaps 1,200."""
    is_counted = sense != BARE and (sense.value in lexicon.COUNTED or sense.value == "visit")
    if is_counted and any(end.denominator > 1 for figure in phrase.numerals for end in (figure.low, figure.high)):
        raise phrase.error("counts a part of a thing — write a whole number, with commas at the thousands")
