"""One spelling for each character of a figure phrase: half-width, simplified, and one way to write what has several."""

import re
import unicodedata
from contextlib import suppress

from opc.quantity.numerals import CHARACTERS
from opc.quantity.spelled import NumeralError, spelled

# Traditional and financial characters, and the dashes and tildes that stand for one another.
_PAIRS = (
    "萬万 億亿 兩两 數数 幾几 餘余 〇零 壹一 貳二 贰二 參三 叁三 肆四 伍五 陸六 陆六 柒七 捌八 玖九 拾十 佰百 "
    "仟千 個个 戶户 項项 條条 間间 區区 縣县 團团 隊队 達达 過过 約约 將将 滿满 長长 於于 業业 為为 舉举 爭争 "
    "產产 畝亩 體体 創创 辦办 勵励 單单 場场 獎奖 實实 獨独 開开 總总 擬拟 時时 權权 構构 標标 準准 歐欧 註注 "
    "冊册 禮礼 筆笔 簽签 繳缴 補补 規规 計计 認认 證证 設设 貼贴 貸贷 費费 資资 載载 進进 鐘钟 銀银 險险 頂顶 "
    "頃顷 額额 風风 駐驻 驗验 發发 幣币 機机 劃划 週周 ㎡m² ㎢km² 內内 積积 現现 給给 獲获 帶带 佔占 築筑 報报 "
    "匯汇 頭头 關关 償偿 爲为 羣群 擁拥 納纳 預预 務务 營营 專专 種种 導导 優优 運运 價价 語语 據据 級级 學学 "
    "碩硕 層层 應应 崗岗 園园 遠远 連连 續续 棟栋 處处 擴扩 佈布 ≧≥ ⩾≥ ≦≤ ⩽≤ •· ‐- ‑- ‒- –- —- ―- −- 〜~ ∼~ "
    "來来 儲储 備备 評评 選选 啟启 賽赛 師师 廿二十 卅三十"
)
_VARIANTS = {pair[0]: pair[1:] for pair in _PAIRS.split()}
_DIGITS = {character: str(digit) for digit, character in enumerate("一二三四五六七八九", 1)}

# What counts things of a hundred million each where it follows 个亿: 两个亿 says 两亿, 两个亿元项目 are two projects.
_COUNTED = "项目|企业|公司|基金|产业|团队|社区|主体|机构|园区|载体|空间|场景|平台|集群|城|银行|工位|级|家|个|名|间|套"
_PROPER = "一人公司社区|一人公司|opc社区|opc企业|opc|超级个体|算力券|模型券|语料券|数据券|创新券"
_ONES = "零一二三四五六七八九"
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(f"{_SMALL}|{_TEENS}".split("|"), 1)} | {"a": "1"}
_NUMBER_WORDS |= {word: str(number * 10) for number, word in enumerate(_TENS.split("|"), 2)}
# 85折 and 八五折 say 8.5折, but 七八折 is seven or eight tenths, and 12折 no discount.
_DISCOUNT = re.compile(
    "(?<![0-9.,一二三四五六七八九十百千])(?:([2-9])([1-9])|([一二三四五六七八九])([一二三四五六七八九]))折"
)


# How a phrase is cut out of a text: within quotes or brackets, with the stop of its sentence.
_SET_OFF = re.compile(
    r"^\s*[“「『（【\"]?([^“”「」『』（）【】\"]*?)[”」』）】\"]?(?:[。；，、！]|(?<=[\u4e00-\u9fff])[.,])?\s*$",
    re.DOTALL,
)


def _decimal(match: re.Match[str]) -> str:
    digits = (_DIGITS.get(digit, "0") for digit in match[2])
    return f"{_DIGITS.get(match[1].replace('两', '二'), '0')}.{''.join(digits)}"


def _larger_decimal(match: re.Match[str]) -> str:
    """十三点五 is 13.5; what is spelled by no book, as 二三十点五, stays as it is and is refused."""
    with suppress(NumeralError):
        return f"{spelled(match[1])}.{''.join(_DIGITS.get(digit, '0') for digit in match[2])}"
    return match[0]


def _small(match: re.Match[str]) -> str:
    return _NUMBER_WORDS.get(match[1], match[1])


def _tenths_and_more(match: re.Match[str]) -> str:
    whole, part = (_DIGITS.get(digit.replace("两", "二"), digit) for digit in match.groups())
    return f"{whole}.{part.replace('半', '5')}成"


def _in_hong_kong(match: re.Match[str]) -> str:
    return re.sub("(?<![港美欧日])元", "港元", match[0])


def _halved(match: re.Match[str]) -> str:
    """一年半 is 1.5 years, 一个半 of 一个半月 1.5 months, 半年 half a year."""
    whole = _DIGITS.get(match[1].replace("两", "二"), match[1] or "0")
    return f"{whole}.5{match[2]}"


_ARABIC = "[0-9][0-9,.]*(?: ?(?:thousand|million|billion|k|m|mn|bn))?"
# Other spellings of the same figure, each with the one that is read. The first figure that is read compiles them:
# whoever imports the grammar need not read one.
_SPELLINGS = (
    (r"^\(([^()]*[0-9][^()]*)\)$", r"\1"),  # (100家)
    (r"^(.*[0-9].*[a-z])\.$", r"\1"),
    (r"(?<=([百千])分之)([^百千]{1,6}[-~至到])\1分之", r"\2"),
    ("百分百", "百分之百"),
    (r"(?<![0-9])([0-9]+)([^0-9]{0,3}?)以([上下内])\(含\1\2\)", r"\1\2以\3"),  # 10家以上(含10家)
    (r"(?<![0-9])([0-9]+)([^0-9]{0,3}?)\(含\1\2\)以([上下内])", r"\1\2以\3"),
    # 一年半 · 一个半月 · 半年; but not 上半年, and no half-year in which something else is counted.
    (r"(?<![0-9.,十百千万亿])([0-9]{1,2}|[一二两三四五])(年|个(?=半月))半(?![年天])", _halved),
    (rf"(?<![上下前后头一二两三四五0-9年个])()半(年|个月)(?!.*[0-9{_ONES}十百千万亿])", _halved),
    ("(?<=年)期$", ""),  # 三年期
    ("港币.*", _in_hong_kong),  # 港币50万元
    # 1 000 groups its digits with a blank (GB/T 15835); 5 600 may be two figures, but no figure is spelled 000.
    (
        r"(?<![0-9.,])(?<![0-9] )(?=[0-9 ]* 0)[1-9][0-9]{0,2}(?: [0-9]{3})+(?! ?[0-9.,])",
        lambda match: match[0].replace(" ", ""),
    ),
    (f"(?<=[0-9一二两三四五六七八九十百千])个亿(?!.*(?:{_COUNTED}))", "亿"),
    ("(?<=[0-9一二两三四五六七八九十])个多月", "个月多"),
    (rf"(?<=[0-9])\+(万|亿)(?!.*(?:{_COUNTED}))", r"\1+"),  # 500+万元, but 10+亿元项目 are ten or more projects
    (f"(?<![0-9.,十百千万亿两{_ONES}])([两{_ONES}])点([{_ONES}]+)(?![十百千])", _decimal),
    (f"(?<![0-9.,万亿])(?<![十百千两{_ONES}])([十百千两{_ONES}]+)点([{_ONES}]+)(?![十百千])", _larger_decimal),
    # 两成五 and 三成半, but 三成五家企业 may be three tenths of five.
    (f"(?<![{_ONES}])([1-9两{_ONES}])成([半{_ONES[1:]}])(?=$|[-~,至到以左的])", _tenths_and_more),
    # As a table or a form writes them: 团队:300个, 入驻企业数300家. 企业数百家 are several hundred.
    (f"(?<=[^\\W0-9a-z_十百千万亿两{_ONES}]):(?=[^:]*$)", ""),
    (f"(?<=[业司队体构区目位景店站间])数(?=[0-9两{_ONES}]|[达为超约近逾已共]|突破|至少|不[少低])", "数量"),
    (rf"[“\"「『]({_PROPER})[”\"」』]", r"\1"),
    # Not two to three hundred, which starts at 200; up to two hundred is one number.
    (
        rf"(?<![\w-])(?<!(?<!up )to )(?<!and )({_SMALL}|a) hundred\b(?! and)",
        lambda match: _small(match) + "00",
    ),
    (r"(?<![\w-])a(?= (?:thousand|million|billion|trillion)\b)", "1"),
    # As the attribute of what they belong to: a 5-billion-yuan fund, a 30,000-square-meter space, three-year.
    (r"(?<=[0-9])-(thousand|million|billion|trillion)-(yuan|euro)\b", r" \1 \2"),
    (r"(?<=[0-9])-square-(meter|metre)\b", r" square \1"),
    (rf"(?<![\w-])({_SMALL}|{_TEENS}|[0-9]+)-(year|month)\b", lambda match: f"{_small(match)} {match[2]}"),
    (r"(?<![\w-])a (?=[0-9][0-9,.]* (?:million|billion|trillion|square|year|month)\b)", ""),  # a 1 billion yuan fund
    (rf"(?<![\w-])(?<!phase )({_SMALL}|{_TEENS}|{_TENS})(?= [a-z])", _small),
    # What yuan are in dollars is the same figure: 5 million yuan (about $690,000).
    (
        rf"(?<=yuan) \((?:about |around |approximately |or |some )?"
        rf"(?:(?:us\$|\$|usd ){_ARABIC}|{_ARABIC}(?: u\.?s\.?)? dollars)\)",
        "",
    ),
    (r"(?<=[0-9a-z]) within (?:[0-9]|1[0-5]) years$", " within years"),
)


def fold(text: str) -> str:
    """The text with one spelling for each character: half-width, simplified, lower case, single spaces."""
    composed = unicodedata.normalize("NFC", _SET_OFF.sub(r"\1", text))
    folded = "".join(_VARIANTS.get(character) or _fold(character) for character in composed)
    folded = " ".join(folded.lower().replace("--", "-").replace(" / ", "/").split())
    for pattern, spelling in _SPELLINGS:
        folded = re.sub(pattern, spelling, folded)
    return _DISCOUNT.sub(_tenths, folded)


def _tenths(discount: re.Match[str]) -> str:
    whole, part = (_DIGITS.get(digit, digit) for digit in discount.groups() if digit)
    is_two = discount[3] and int(part) - int(whole) == 1
    return discount[0] if is_two else f"{whole}.{part}折"


def _fold(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    # ² would turn 10² into 102, and ㏠ is 1日: what only looks like a digit stays as it is, and is refused.
    is_disguise = folded != character and not CHARACTERS.isdisjoint(folded) and not character.isdecimal()
    return character if is_disguise else folded
