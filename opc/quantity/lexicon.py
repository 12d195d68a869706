"""Every word that may stand around a figure, once: qualifiers, units, periods; nouns and harmless words from nouns.py.

`BEFORE` and `AFTER` say what a word means in front of a figure and behind it. A word that is in neither makes
the phrase an error; that keeps 未达1000家 from being read as 1000. Units are folded to base units: CNY, m2,
person, team … Which qualifiers include their number is the rule of the Civil Code, art. 1259: 以上, 以下 and
以内 do, 不满, 超过 and 以外 do not.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from opc.quantity import nouns
from opc.quantity.senses import Lexicon, Sense


def _rows(kind: str, table: Mapping[str | None, str]) -> Iterator[tuple[str, Sense]]:
    """Entries of one kind from rows such as {"team": "企业|公司"}."""
    return ((word.lower(), Sense(kind, value)) for value, row in table.items() for word in row.split("|"))


def _harmless(kind: str, words: str) -> Iterator[tuple[str, Sense]]:
    return ((word, Sense(kind)) for word in nouns.listed(words))


# > and < leave their number out, >= and <= include it. "near" is < with a lower end that is commonly assumed.
# The first two words of a row are our own.
_BOUNDS_BEFORE = {
    ">": "超|more than|超过|超出|过|已过|逾|破|突破|突破了|多于|高于|大于|远超|不止|超过了"
    "|exceed|exceeds|exceeding|exceeded|surpassed|topped|in excess of|over|well over|just over|above"
    "|greater than|far more than|upwards of|>",
    ">=": "不少于|at least|不得少于|不得低于|不低于|不小于|至少|最低|最少|最短|最小|不下|上|大于等于"
    "|no less than|no fewer than|not less than|a minimum of|minimum|min.|≥|>=",
    "near": "将近|nearly|近|接近|接近于|逼近|almost|close to",
    "<": "不足|less than|不到|不及|不满|未满|低于|少于|小于|under|just under|fewer than|below|<",
    # 高达 and 长达 are said of an amount and of the most that may be had: at most so much is true of both.
    "<=": "不超过|up to|最高|小于等于|最高可|最高可达|最多|最长|最长可达|最大|不超|至多|不多于|不高于|不大于|上限|封顶"
    "|不得超过|不得高于|高达|多达|长达"
    "|at most|no more than|not more than|not exceeding|a maximum of|capped at|as much as|as many as"
    "|within|max|max.|maximum|≤|<=",
    "~": "约|about|大约|大概|约为|约有|约莫|大致|差不多|around|approximately|approx.|approx|roughly|some|~|≈",
}
_BOUNDS_AFTER = {
    ">": "以外|开外|出头|有余|多",
    ">=": "以上|及以上|或以上|(含)以上|以上(含)|起|or more",
    "<": "不到",
    "<=": "以内|以下|及以下|或以下|(含)以下|以下(含)|(含)以内|之内|内|封顶|为上限|为限|or less|or fewer",
    "~": "左右|上下|or so",
}
_FLAGS_BEFORE = {
    "partial": "首批|首期|首笔|一期|第一批|第一期|first batch|first phase|first tranche|phase 1|phase one",
    "each": "均|each",
    "within_years": "数年内",
}
_FLAGS_AFTER = {"each": "each", "within_years": "within years"}

_CURRENCIES_BEFORE = {
    "CNY": "¥|cny|rmb|人民币|cn¥|renminbi",
    "USD": "us$|usd",
    "EUR": "€|eur",
    "GBP": "£|gbp",
    "JPY": "jpy",
    "HKD": "hk$|hkd|港币",
}
# The first three words of a row are our own: Chinese, English for one, English for many.
_MEASURES = {
    "CNY": "元|yuan|yuan|元人民币|人民币|元整|cny|rmb|renminbi",
    "USD": "美元|US dollar|US dollars|usd|美金",
    "EUR": "欧元|euro|euros|eur",
    "GBP": "英镑|British pound|British pounds|gbp|pounds sterling",
    "JPY": "日元|Japanese yen|Japanese yen|jpy|yen",
    "HKD": "港元|Hong Kong dollar|Hong Kong dollars|港币|hkd",
    "m2": "平方米|sq m|sq m|平米|平|平方|平方公尺|m2|m²|sqm|sq. m|sq meters|sq metres"
    "|square meter|square meters|square metre|square metres",
    "percent": "%|percent|percent|per cent|pct",
    "P": "P|P|P|pflops|petaflops",
    "TB": "TB|TB|TB",
    "card_hour": "卡时|card-hour|card-hours",
    "year": "年|year|years",
    "month": "个月|month|months",
    "week": "周|week|weeks",
    "day": "天|day|days|日",
    "hour": "小时|hour|hours|个小时",
    "minute": "分钟|minute|minutes",
    "visit": "人次|visit|visits",  # one person may come twice, so these are not persons
}
_PERMILLE = Sense("measure", "percent", Fraction(1, 10))
_OTHER_MEASURES = {
    "公顷|hectare|hectares": Sense("measure", "m2", Fraction(10_000)),
    "平方公里|平方千米|km2|km²|sq km|square kilometers|square kilometres": Sense("measure", "m2", Fraction(1_000_000)),
    "亩|mu": Sense("measure", "m2", Fraction(10_000, 15)),  # fifteen to the hectare
    "成|折": Sense("measure", "percent", Fraction(10)),
    "‰": _PERMILLE,
}
# A noun beats a classifier: 4家 are teams, 18家OPC社区 are communities. A measure is beaten by nothing.
_CLASSIFIERS = {None: "个|项|条|件|支|大|개|场|所|只|款|处|栋|座|张", "team": "家|户"}
_NOUNS = {code: "|".join(nouns.listed(row)) for code, row in nouns.NOUNS.items()}

# Periods and payees: in front of the figure, behind it. The first word in front and "per" behind are our own.
_TIMES = {
    "year": (
        "每年|每年度|年度|年均|年租|年租金|each year",
        "per year|/年|·年|每年|a year|/year|/yr|annually|each year",
    ),
    "quarter": ("每季度|每季|each quarter", "per quarter|/季度|/季|每季度|a quarter|/quarter|each quarter"),
    "month": (
        "每月|每个月|月均|月租|月租金|each month",
        "per month|/月|·月|/个月|每月|a month|/month|monthly|each month",
    ),
    "week": ("每周|周均|each week", "per week|/周|每周|a week|/week|each week"),
    "day": ("每天|每日|日均|each day", "per day|/天|/日|·天|·日|每天|每日|a day|/day|each day"),
}
_PAYEES = {
    "person": ("每人|每名|每位|人均|单人", "per person|/人|/名|/位|/person|·人|每人"),
    "team": (
        "每家|每户|每企业|每个企业|每家企业|每个团队|每团队|每支团队|每个主体|每个opc|每家opc|单个opc|每opc|户均|单家|单户|单企|每企|单个企业|单个团队"
        "|each opc",
        "per team|/家|/户|/企业|/公司|/团队|/主体|per company|/team|/company"
        "|per enterprise|per firm|per startup|·家|·户",
    ),
    "project": ("每个项目|每项目|单个项目|单项目", "per project|/项目|/project"),
    "community": ("每个社区|每家社区|每社区|各社区|单个社区", "per community|/社区|/community"),
    "county": ("每个区县|每区县|各区县|各区|各县|每区|每县|每个区|每个县", "per county|/区县"),
    "item": ("每个|每项|每件|每笔|每次|单个|单项|单件|单笔|单次", "per item|/个|/项|/件|/笔|/次"),
    "m2": (
        "每平方米|每平米|每平|每m²|每平方",
        "per sq m|/平方米|/平米|/平|/m2|/m²|/sq m|/sqm|每平方米|每平米|每平|每m²|每平方|/平方"
        "|per square meter|per square metre|per sqm",
    ),
    "desk": ("每个工位|每工位|单个工位", "per desk|/工位|每个工位|每工位|/desk|per workstation"),
    "room": ("每间", "per room|/间|每间|/room"),
    "unit": ("每套", "per unit|/套|每套|/unit"),
}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE = re.compile(
    r"(?<![0-9,.])(?:19|20)[0-9]{2}(?:年|[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2}(?![0-9.,])|$))"
    r"|(?<![0-9.])[0-9]{1,2}月|[一二三四五六七八九十]月"
    rf"|\b(?:(?:{_MONTHS}) [0-9]|[0-9]{{1,2}} (?:{_MONTHS})\b|(?:by|in|since) (?:19|20)[0-9]{{2}}\b)"
)
# 三年500个: some years, and what is to be reached in them. Only what is counted can be meant so, and not year
# by year: 3年100平, 3年6个月, 3年每年100万 and 3年，免费10个工位 hold two figures. 25年300家 is said of 2025.
HORIZON = re.compile(r"(.{1,4}?)年(?:内|时间内?)?(?![-~至到])(?!.*免)(?=.*[0-9一二两三四五六七八九十百千万])")
LONGEST_HORIZON = 15
OPC = "opc"
PAYEES = frozenset(_PAYEES)
HOUSES = frozenset({"每家", "每户", "单家", "单户", "/家"})

CURRENCIES = Lexicon(_rows("measure", _CURRENCIES_BEFORE))
BEFORE = Lexicon(
    (
        *_rows("bound", _BOUNDS_BEFORE),
        *_rows("flag", _FLAGS_BEFORE),
        *_rows("measure", _CURRENCIES_BEFORE | {"percent": "百分之"}),
        ("千分之", _PERMILLE),
        *_rows("time", {code: row[0] for code, row in _TIMES.items()}),
        *_rows("bare_time", {"year": "年", "month": "月"}),  # 年最高200万, 月补2000元
        *_rows("payee", {code: row[0] for code, row in _PAYEES.items()}),
        *_rows("between", {None: "between|介于"}),
        *_rows("average", {None: "平均"}),
        *_rows("topic", _NOUNS | {"person": f"{_NOUNS['person']}|个人"}),
        *_harmless("name", nouns.NAMES),
        *_harmless("word", nouns.BEFORE),
    )
)
AFTER = Lexicon(
    (
        *_rows("bound", _BOUNDS_AFTER),
        *_rows("flag", _FLAGS_AFTER),
        *_rows("tiers", {None: "不等|in tiers"}),
        *_rows("between", {None: "之间"}),
        *_rows("plus", {">=": "+|-plus"}),
        *_rows("joiner", {None: "-|~|至|到|to"}),
        *_rows("and", {None: "and"}),  # between 10 and 20; innovators and entrepreneurs
        *_rows("measure", _MEASURES),
        *((word, sense) for row, sense in _OTHER_MEASURES.items() for word in row.split("|")),
        *_rows("classifier", _CLASSIFIERS),
        *_rows("noun", _NOUNS),
        *_rows("time", {code: row[1] for code, row in _TIMES.items()}),
        *_rows("payee", {code: row[1] for code, row in _PAYEES.items()}),
        *_harmless("name", nouns.NAMES),
        *_harmless("word", nouns.AFTER),
    )
)

# Our own words, for write(): Chinese and English, and for units English for one and English for many.
COUNTED = frozenset(_NOUNS)
DURATIONS = frozenset(_TIMES) | {"hour", "minute"}
_BY_ITSELF = {"person", "unit", "room"}  # 3人, 3套, 3间, but 3个社区
UNIT_WORDS: dict[str | None, tuple[str, ...]] = {
    unit: ("个" * (unit in COUNTED - _BY_ITSELF) + row.split("|")[0], *row.split("|")[1:3])
    for unit, row in (_MEASURES | _NOUNS).items()
} | {None: ("", "", "")}
PER_WORDS = {code: tuple(words.split("|")[0] for words in row) for code, row in (_TIMES | _PAYEES).items()}
QUALIFIER_WORDS = {comparator: tuple(row.split("|")[:2]) for comparator, row in _BOUNDS_BEFORE.items()}
FLAG_WORDS = {
    "partial": ("首批", "first batch of"),
    "each": ("均", "each"),
    "within_years": ("数年内", "within years"),
    "tiers": ("不等", "in tiers"),
}
FIRST_PHASE = ("首期", "first phase of")  # of money, in place of a first batch
LASTING = "为期"  # of years that may be meant as those of the calendar
WORD_ORDER = {
    "zh": ("within_years", "partial", "each", "per", "lasting", "qualifier", "figure", "tiers"),
    "en": ("partial", "qualifier", "figure", "tiers", "per", "each", "within_years"),
}
