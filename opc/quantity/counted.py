"""What a figure counts: the nouns around it, in front and behind, have to agree.

A noun in front is a topic. It names what is counted where it stands right before the figure (OPC社区18个), and who
is paid where it stands behind 每个 (payees.py). Elsewhere (社区入驻10家) it says where, and not what. Of the nouns
behind a figure the last one is counted: 15条人才举措 are no persons.
"""

from fractions import Fraction

from opc.quantity import classifiers, given, lexicon, nouns
from opc.quantity.lexicon import OPC
from opc.quantity.phrase import Phrase
from opc.quantity.senses import Sense, Word

_KINDS = ("measure", "noun", "classifier")  # the first of these kinds that was said is the unit
BARE = Sense("bare")
_UNSAID = "does not say what its number counts — write 个, 家 or the like behind it"
_HOSTS = {"community", "city", "desk", "unit", "room"}  # in these, teams may be counted
_PAYABLE = {"team", "person", "project"}
_LARGE = 10_000


def unit(phrase: Phrase) -> Sense:
    """The unit, which may stand in front of the figure (¥) and behind either end of it: always the same."""
    exclusive = phrase.said("measure", "classifier")
    places = [word.place for word in exclusive if word.place]
    heads = _heads(phrase)
    named, others = {word.sense for word in heads}, {word.sense for word in exclusive}
    if len(places) > len(set(places)) or len(named) > 1 or len(others) > 1:
        raise phrase.error("has two units — keep one")
    for plus in phrase.said("plus"):
        _check_plus(phrase, phrase.words.index(plus))
    if not phrase.said("measure"):
        _check_counted(phrase, heads, {sense.value for sense in named | others})
    if not named and not phrase.said("measure") and any(word.place and word.text == OPC for word in phrase.words[-1:]):
        # 1000个OPC: with no other noun behind it, the name is what is counted.
        return Sense("noun", "team")
    said = sorted(named | others, key=lambda sense: _KINDS.index(sense.kind))
    if not said:
        _check_topic_of_bare_number(phrase)
        return BARE
    return _counted(phrase, said[0]) if said[0].kind == "classifier" else said[0]


def _heads(phrase: Phrase) -> list[Word]:
    """The nouns that may be counted: not 人才 in 15条人才举措 and 10项人才补贴, and 套 alone in 100套人才公寓."""
    said = phrase.said("noun")
    last = max((index for index, noun in enumerate(said) if noun.text in nouns.THINGS), default=0)
    heads = [noun for index, noun in enumerate(said) if index >= last or noun.text in nouns.CLOSE]
    if _gives(phrase) and any(word.text in classifiers.OF_GIVEN for word in phrase.said("classifier")):
        heads = []
    counting = [noun for noun in heads if noun.text in ("套", "间")]
    housed = [noun for noun in heads if noun not in counting]
    if counting and all(noun.text == "公寓" for noun in housed):
        return counting
    if {noun.text for noun in counting} == {"间"} and {noun.sense.value for noun in housed} == {"team"}:
        return housed  # 100间公司, as Hong Kong counts them
    return heads


def _gives(phrase: Phrase) -> bool:
    """Whether the last noun goes on with what is given: 企业补贴, but not 奖励项目."""
    behind = [word for word in phrase.words if word.place]
    last = max((index for index, word in enumerate(behind) if word.sense.kind == "noun"), default=len(behind))
    return any(word.text in nouns.GIVEN for word in behind[last:])


def _check_plus(phrase: Phrase, index: int) -> None:
    """30+独立工位 goes on to say what is counted; 50万+免租, 50万+工位 and 10万元+免费工位 add a second thing."""
    before = {word.sense.kind for word in phrase.words[:index] if word.place}
    rest = phrase.words[index:]
    behind = {word.sense.kind for word in rest}
    is_more = behind & {*_KINDS, "word", "name"} and (before & {*_KINDS} or not behind & {*_KINDS})
    is_extra = any(word.sense.value in ("desk", "room", "unit") or word.text in nouns.THINGS for word in rest)
    if is_more or (is_extra and phrase.numerals[0].low >= _LARGE):
        raise phrase.error("adds something else with its + — give the figure alone")


def _moves_in(phrase: Phrase) -> bool:
    """入驻社区10家 and 10家入驻社区 may count teams in communities; 入驻社区企业10家 and 13家入驻项目 are plain."""
    kinds = ("topic", "noun")
    words = [word for word in phrase.words if word.sense.kind != "name"]
    for word, place, after in zip(words, words[1:], [*words[2:], None], strict=False):
        is_place = place.sense.kind in kinds and (place.sense.value in ("community", "city") or _is_place(place))
        is_last = after is None or after.sense.kind not in kinds
        if word.text in nouns.MOVING and is_place and is_last:
            return True
    return False


def _is_place(noun: Word) -> bool:
    return noun.text in nouns.PLACES


def _check_counted(phrase: Phrase, heads: list[Word], counted: set[str | None]) -> None:
    """Refuse a noun that may be beside the figure and not what it counts."""
    if _counts_money(phrase) and counted & (lexicon.COUNTED - {None}):
        raise phrase.error("counts funds or loans, or what they went to — say which")
    if counted and _moves_in(phrase):
        raise phrase.error("counts places, or what moved into them — say which")
    if problem := given.find(phrase):
        raise phrase.error(problem)
    said = [word.text for word in phrase.said("classifier")]
    if mismatch := next(((one, noun) for one in said for noun in heads if not classifiers.counts(one, noun)), None):
        raise phrase.error(f"counts {mismatch[1].text} with {mismatch[0]}, which is not said — check what is counted")
    attributes = [noun for noun in phrase.said("noun") if noun not in heads and noun.text not in nouns.CLOSE]
    if attributes and not said and heads[0].text not in nouns.CLOSE:
        raise phrase.error(_UNSAID)  # 1000人才公寓


def _counts_money(phrase: Phrase) -> bool:
    """Whether money is named right before the figure or behind its unit: 基金10家, 100家产业基金."""
    before = [word.text for word in phrase.words if not word.place and not _is_quiet(word)]
    behind = {word.text for word in phrase.words if word.place}
    return bool(nouns.MONEY & {*before[-1:], *behind})


def _topic(phrase: Phrase) -> tuple[Word | None, list[Word]]:
    """The noun in front that is nearest to the figure, and what stands between them besides qualifiers."""
    for index, word in reversed(list(enumerate(phrase.words))):
        if word.sense.kind == "topic":
            between = [word for word in phrase.words[index + 1 :] if not word.place]
            return word, [word for word in between if not _is_quiet(word)]
    return None, []


def _is_quiet(word: Word) -> bool:
    return word.sense.kind in ("bound", "flag") or word.text in nouns.QUIET


def _check_topic_of_bare_number(phrase: Phrase) -> None:
    """社区3.0 and AI 2.0 are versions; 企业最高50万 is what an enterprise gets; 社区超100 does not say 100 of what."""
    topic, between = _topic(phrase)
    before = [word for word in phrase.words if not word.place]
    is_version = bool(before) and before[-1].sense.kind in ("topic", "name")
    is_paid = any(word.sense.value == "<=" for word in phrase.said("bound")) and topic and topic.sense.value in _PAYABLE
    if is_version or (topic and not between and not is_paid):
        raise phrase.error(_UNSAID)


def _counted(phrase: Phrase, classifier: Sense) -> Sense:
    """What 个 or 家 counts: the topic where it stands right before the figure, and nothing else is named."""
    topic, between = _topic(phrase)
    if topic is None or topic.sense.value == classifier.value:
        return classifier
    noun = Sense("noun", topic.sense.value)
    fits = all(classifiers.counts(word.text, topic) for word in phrase.said("classifier"))
    is_alone = not between and not any(word.place and word.sense.kind in ("word", "name") for word in phrase.words)
    if fits and is_alone:
        return noun
    if classifier.value is None:
        return classifier
    movers = {word.text for word in between} & nouns.HOUSING
    if movers and (topic.sense.value in _HOSTS or _is_place(topic)):
        return classifier
    if movers and fits and movers <= nouns.SETTLING and topic.sense.value is not None:
        return noun  # 银行入驻10家; but 银行引进10家 and 高校入驻10家 may be what banks and universities brought in
    if movers or not between or noun.value in ("community", "bank", "project", None):
        raise phrase.error(f"may count {topic.text} or the teams of it — write the noun behind the figure")
    return classifier


def check_whole(phrase: Phrase, sense: Sense) -> None:
    """1.5家 is no number of teams, and 1.200 companies are perhaps 1,200."""
    is_counted = sense != BARE and (sense.value in lexicon.COUNTED or sense.value == "visit")
    if is_counted and any(end.denominator > 1 for figure in phrase.numerals for end in (figure.low, figure.high)):
        raise phrase.error("counts a part of a thing — write a whole number, with commas at the thousands")


def check_tenths(phrase: Phrase, tenths: Fraction) -> None:
    """12成 and 12折 are more than all, and 10折 is no discount; 85折, which is said for 8.5折, is folded before."""
    if tenths > 10:
        raise phrase.error("counts more than ten tenths — write it in percent")
    if tenths == 10 and any(word.text == "折" for word in phrase.words):
        raise phrase.error("is no discount with ten tenths — write 100%")
