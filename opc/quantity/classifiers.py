"""What a classifier counts: 家 counts teams and banks, 项 projects and measures, 条 no person at all."""

from opc.quantity import lexicon, nouns
from opc.quantity.senses import Word

_THING = frozenset({None})  # what has no unit of its own: 高校, 举措
_COUNTED = {
    "家": frozenset({"team", "bank", "community", "project", None}),
    "户": frozenset({"team"}),
    "支": frozenset({"team"}),
    "项": frozenset({"project", "scenario", None}),
    "大": lexicon.COUNTED - {"desk", "room", "unit"},
    "处": frozenset({"community", None}),
    "座": frozenset({"community", "city", None}),
    "张": frozenset({"desk"}),
    "个": lexicon.COUNTED,
    "개": lexicon.COUNTED,
}
# These count what is given as well as any other thing: 10项补贴.
OF_GIVEN = frozenset({"项", "条", "大", "件", "款"})


def counts(classifier: str, noun: Word) -> bool:
    """Whether a classifier may stand beside a noun: 10家银行, but neither 10家城市 nor 10条人才."""
    if classifier == "大" and not noun.place:
        return False  # 八大社区, but not 社区八大
    if classifier == "支":
        return noun.text.endswith("团队")
    is_place = noun.text in nouns.PLACES or noun.text in ("高校", "科研院所")
    if classifier == "家" and noun.sense.value is None and not is_place:
        return False  # 岗位10家
    return noun.sense.value in _COUNTED.get(classifier, _THING)
