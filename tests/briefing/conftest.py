"""A synthetic briefing with every kind of row: no figure in it was published by anybody. In both languages."""
# Phrases stand on one line each.
# ruff: noqa: E501

import pytest

from opc.briefing.content import Bar, Briefing, Chart, Section, Source, Table

HOSTILE = (
    '=HYPERLINK("x")', "+1+1", "@a", "<b>粗</b>", "#set page(width: 1cm)", "$x$", "\\alpha \\", "*s* _e_ `c`", "{a} [b]",
)  # fmt: skip
HTTP = "https://example.org/通知?a=1&b=2#c"
WORDS = {
    "zh": {
        "city": "合成市", "title": "合成市：团队至少一千家，离目标还差两千家以上（合成数据，供测试）", "subtitle": "虚构的一人公司简报",
        "stamp": "证据下限 C · 公开截止日 2026-11-20 · 数据版本 abc123", "chart": "各市入驻团队", "unit": "家",
        "description": "条形图：合成市超1000家，甲市近200家，乙市800至900家，丙市51家，丁市未披露。",
        "message": "合成市的入驻团队超过一千家，名列已披露城市的前茅，先后在边界之内未定，因此标题可以很长很长很长",
        "measure": "入驻团队数，按公布的边界，2026 年 11 月", "money": "每个团队背后的资金不足500万元",
        "paragraph": "合成市公布的入驻团队“超1000家”，下界已经高于甲市的上界；乙市给出的是区间，丙市是确数，丁市没有披露。",
        "bounds": ["超1000家", "近200家", "800至900家", "51家", "未披露"], "own": "合成市", "others": ["甲市", "乙市", "丙市", "丁市"],
        "headings": ("城市", "入驻团队", "说明"), "caption": "入驻团队（合成）", "long": "六十行的名单（合成）",
        "numbers": ("下界", "上界", "下界含该数", "上界含该数", "单位"), "hostile": "敌意文字原样显示",
        "definition": ("入驻团队", "统计日在社区办公或登记的一人公司与小微团队数"), "source": "合成市人民政府：《关于一人公司的通知》，2026年11月",
        "per": "不足500万元/家", "note": "仅首批",
    },
    "en": {
        "city": "Synthetic City", "title": "Synthetic City: a thousand teams or more, two thousand short of its target (test data)",
        "subtitle": "An invented briefing on one-person companies", "unit": "teams",
        "stamp": "Evidence floor C · as known on 2026-11-20 · data version abc123", "chart": "Resident teams by city",
        "description": "Bars: Synthetic City more than 1,000, Alpha under 200, Beta 800 to 900, Gamma 51, Delta not disclosed.",
        "message": "Synthetic City has more than a thousand resident teams, and bounds leave its place among the first open",
        "measure": "Resident teams, bounds as published, November 2026", "money": "Behind each team stand less than CNY 5 million",
        "paragraph": "Synthetic City says “more than 1,000”. Its lower bound is above the upper bound of Alpha; Beta gives a range.",
        "bounds": ["more than 1,000", "under 200", "800 to 900", "51", "not disclosed"], "own": "Synthetic City",
        "others": ["Alpha", "Beta", "Gamma", "Delta"], "headings": ("City", "Resident teams", "Note"),
        "caption": "Resident teams (synthetic)", "long": "A list of sixty rows (synthetic)",
        "numbers": ("low", "high", "low included", "high included", "unit"), "hostile": "Hostile text is shown verbatim",
        "definition": ("Resident teams", "One-person companies and small teams based in a community on the day"),
        "source": "People's Government of Synthetic City, Notice on one-person companies, November 2026",
        "per": "less than CNY 5 million a team", "note": "first batch only",
    },
}  # fmt: skip
BOUNDS = [(1000, None), (None, 200), (800, 900), (51, 51), (None, None)]
CLOSED = [(False, None), (None, False), (True, True), (True, True), (None, None)]


def _teams(words: dict, unit: str) -> Section:
    names = [words["own"], *words["others"]]
    bars = tuple(
        Bar(name, said, low, high, name == words["own"])
        for name, said, (low, high) in zip(names, words["bounds"], BOUNDS, strict=True)
    )
    rows = tuple((name, said, words["note"]) for name, said in zip(names, words["bounds"], strict=True))
    numbers = tuple((*bounds, *closed, unit) for bounds, closed in zip(BOUNDS, CLOSED, strict=True))
    table = Table(words["caption"], words["headings"], rows, (False, True, False), words["numbers"], numbers)
    chart = Chart(words["chart"], unit, bars, words["description"])
    return Section("comparison", words["message"], words["measure"], (words["paragraph"],) * 2, chart, table, (1, 2))


def _money(words: dict, unit: str) -> Section:
    bars = (
        Bar(words["own"], words["per"], 0, 5_000_000, True),
        Bar(words["others"][0], words["bounds"][4], None, None),
    )
    chart = Chart(words["money"], unit, bars, words["per"])
    return Section("money", words["money"], words["measure"], (words["paragraph"],), chart, None, (2, 3))


def _long(words: dict, unit: str) -> Section:
    rows = tuple((f"{words['own']} {i}", f"{i} {unit}", words["note"]) for i in range(1, 61))
    numbers = tuple((i, i, True, True, unit) for i in range(1, 61))
    table = Table(words["long"], words["headings"], rows, (False, True, False), words["numbers"], numbers)
    return Section("policies", words["long"], words["measure"], (words["paragraph"],), None, table, (1,))


def _hostile(words: dict) -> Section:
    rows = tuple((text, text, words["note"]) for text in HOSTILE)
    table = Table(words["hostile"], words["headings"], rows, (False, False, False))
    return Section("conflicts", words["hostile"], HOSTILE[4], HOSTILE, None, table, (4,))


@pytest.fixture(params=["zh", "en"])
def synthetic(request: pytest.FixtureRequest) -> Briefing:
    """A briefing of four sections: bounds, a chart alone, sixty rows, hostile text."""
    lang, words = request.param, WORDS[request.param]
    sections = (
        _teams(words, words["unit"]),
        _money(words, words["unit"]),
        _long(words, words["unit"]),
        _hostile(words),
    )
    sources = tuple(Source(n, f"{words['source']} {n}", HTTP if n % 2 else None, f"{n}") for n in range(1, 6))
    return Briefing(
        lang, words["city"], words["title"], words["subtitle"], words["stamp"], "https://example.org/city?city=990100",
        "2026-11-24", sections, sources, (words["definition"], (HOSTILE[0], HOSTILE[4])),
    )  # fmt: skip
