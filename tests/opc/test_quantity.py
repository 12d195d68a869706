"""How figure phrases are read: rules by row, every phrase of the research ledger, and what is refused.

A table row is `phrase → reading`. A reading is the comparator, the interval in base units with its closed [ ]
or open ( ) ends, the assumed bounds (from, to), the unit or -, the period, and the flags.
"""

import dataclasses
import json
import unicodedata
from decimal import Decimal

import pytest

from opc import numerals, quantity, units
from opc.quantity import Quantity, QuantityError, parse, write


def shown(found: Quantity) -> str:
    """A quantity as the tables write it."""
    low = "(-∞" if found.low is None else f"{'[' if found.low_closed else '('}{found.low}"
    high = "∞)" if found.high is None else f"{found.high}{']' if found.high_closed else ')'}"
    words = [found.comparator, f"{low}, {high}"]
    words += [] if found.assumed_low is None else [f"from {found.assumed_low}"]
    words += [] if found.assumed_high is None else [f"to {found.assumed_high}"]
    words += [found.unit or "-"] + ([f"per {found.per}"] if found.per else [])
    return " ".join([*words, *found.flags])


def rows(table: str) -> list:
    """The rows of a table, each known by its phrase."""
    pairs = [line.strip().split(" → ") for line in table.strip().splitlines()]
    return [pytest.param(phrase, reading, id=phrase) for phrase, reading in pairs]


NUMBERS = """
51家 → = [51, 51] team
0家 → = [0, 0] team
十项 → = [10, 10] -
十五家 → = [15, 15] team
1,600家 → = [1600, 1600] team
1，600家 → = [1600, 1600] team
１，６００家 → = [1600, 1600] team
1,234,567人 → = [1234567, 1234567] person
1600家 → = [1600, 1600] team
１２００人 → = [1200, 1200] person
一千二百人 → = [1200, 1200] person
一千零五家 → = [1005, 1005] team
一千零五十家 → = [1050, 1050] team
一百零五家 → = [105, 105] team
三百六十五天 → = [365, 365] day
两家 → = [2, 2] team
两千 → = [2000, 2000] -
两百二十家 → = [220, 220] team
百家 → = [100, 100] team
千家 → = [1000, 1000] team
万名 → = [10000, 10000] person
百个 → = [100, 100] -
十万人 → = [100000, 100000] person
百万元 → = [1000000, 1000000] CNY
千万元 → = [10000000, 10000000] CNY
亿元 → = [100000000, 100000000] CNY
百亿元 → = [10000000000, 10000000000] CNY
万亿元 → = [1000000000000, 1000000000000] CNY
1万亿元 → = [1000000000000, 1000000000000] CNY
1.2万 → = [12000, 12000] -
3.14万 → = [31400, 31400] -
3.5亿 → = [350000000, 350000000] -
3千 → = [3000, 3000] -
5千3百元 → = [5300, 5300] CNY
5百家 → = [500, 500] team
1.2千万元 → = [12000000, 12000000] CNY
1万2千 → = [12000, 12000] -
1万2千人 → = [12000, 12000] person
3万5000元 → = [35000, 35000] CNY
3万1000元 → = [31000, 31000] CNY
1亿5000万元 → = [150000000, 150000000] CNY
一亿五千万 → = [150000000, 150000000] -
一亿零五百万元 → = [105000000, 105000000] CNY
三万二千五百元 → = [32500, 32500] CNY
十万五千元 → = [105000, 105000] CNY
10个亿 → = [1000000000, 1000000000] -
10 亿 元 → = [1000000000, 1000000000] CNY
51 家 → = [51, 51] team
0.5天 → = [0.5, 0.5] day
壹佰万元 → = [1000000, 1000000] CNY
零家 → = [0, 0] team
"""

QUALIFIERS = """
首批51家 → = [51, 51] team partial
首期3000㎡ → = [3000, 3000] m2 partial
首笔1000万元 → = [10000000, 10000000] CNY partial
一期4000㎡ → = [4000, 4000] m2 partial
第一批8家 → = [8, 8] team partial
第一期6000㎡ → = [6000, 6000] m2 partial
首批20余家 → > (20, ∞) to 30 team partial
首期超1万㎡ → > (10000, ∞) m2 partial
首批超50家 → > (50, ∞) team partial
首批近百家 → < (-∞, 100) from 0 team partial
首批不少于10家 → >= [10, ∞) team partial
首批约30家 → ~ [30, 30] from 27 to 33 team partial
首批10至20家 → range [10, 20] team partial
首批数十家 → range [20, 99] team partial vague
超1000家 → > (1000, ∞) team
超过1000家 → > (1000, ∞) team
逾1000家 → > (1000, ∞) team
突破1000家 → > (1000, ∞) team
多于1000家 → > (1000, ∞) team
高于1000元 → > (1000, ∞) CNY
大于1000㎡ → > (1000, ∞) m2
超出1000家 → > (1000, ∞) team
超千家 → > (1000, ∞) team
已过千家 → > (1000, ∞) team
过百家 → > (100, ∞) team
破千家 → > (1000, ∞) team
超万名 → > (10000, ∞) person
超万 → > (10000, ∞) -
>100家 → > (100, ∞) team
1000元以外 → > (1000, ∞) CNY
1000家以上 → >= [1000, ∞) team
60%以上 → >= [60, ∞) percent
百分之六十以上 → >= [60, ∞) percent
1000家及以上 → >= [1000, ∞) team
1000家（含）以上 → >= [1000, ∞) team
1000家以上（含） → >= [1000, ∞) team
1000家（含）以下 → <= (-∞, 1000] team
1000元起 → >= [1000, ∞) CNY
不少于1000家 → >= [1000, ∞) team
不低于3000平方米 → >= [3000, ∞) m2
至少1000家 → >= [1000, ∞) team
最低3000元 → >= [3000, ∞) CNY
达到1000家以上 → >= [1000, ∞) team
至少100家以上 → >= [100, ∞) team
≥100家 → >= [100, ∞) team
1600+ → >= [1600, ∞) -
1600+家 → >= [1600, ∞) team
1,600+ → >= [1600, ∞) -
30+家 → >= [30, ∞) team
10+个 → >= [10, ∞) -
100家+ → >= [100, ∞) team
10万+ → >= [100000, ∞) -
100万元+/年 → >= [1000000, ∞) CNY per year
50余家 → > (50, ∞) to 60 team
150多家 → > (150, ∞) to 160 team
百余家 → > (100, ∞) to 200 team
千余家 → > (1000, ∞) to 2000 team
百余 → > (100, ∞) to 200 -
2万余平方米 → > (20000, ∞) to 30000 m2
十多个 → > (10, ∞) to 20 -
3000多家 → > (3000, ∞) to 4000 team
2000余平方米 → > (2000, ∞) to 3000 m2
110余人 → > (110, ∞) to 120 person
20余个 → > (20, ∞) to 30 -
1.2万余户 → > (12000, ∞) to 13000 team
10多亿元 → > (1000000000, ∞) to 2000000000 CNY
一百五十多万元 → > (1500000, ∞) to 1600000 CNY
五百多 → > (500, ∞) to 600 -
50 余家 → > (50, ∞) to 60 team
超50余家 → > (50, ∞) to 60 team
近200家 → < (-∞, 200) from 100 team
将近200家 → < (-∞, 200) from 100 team
接近200家 → < (-∞, 200) from 100 team
近12万户 → < (-∞, 120000) from 110000 team
近千家 → < (-∞, 1000) from 0 team
近百家 → < (-∞, 100) from 0 team
近30 → < (-∞, 30) from 20 -
近10000 → < (-∞, 10000) from 0 -
近六成 → < (-∞, 60) from 50 percent
将近3年 → < (-∞, 3) from 2 year
不足200家 → < (-∞, 200) team
不到200家 → < (-∞, 200) team
不满200家 → < (-∞, 200) team
未满200家 → < (-∞, 200) team
低于200家 → < (-∞, 200) team
少于200家 → < (-∞, 200) team
小于200家 → < (-∞, 200) team
<200家 → < (-∞, 200) team
最高100万元 → <= (-∞, 1000000] CNY
最多100万元 → <= (-∞, 1000000] CNY
最长5年 → <= (-∞, 5] year
最大100㎡ → <= (-∞, 100] m2
不超过20% → <= (-∞, 20] percent
至多100万元 → <= (-∞, 1000000] CNY
不多于100万元 → <= (-∞, 1000000] CNY
不高于100万元 → <= (-∞, 1000000] CNY
上限30万 → <= (-∞, 300000] -
最高可达50% → <= (-∞, 50] percent
最高不超过100万元 → <= (-∞, 1000000] CNY
100万元以内 → <= (-∞, 1000000] CNY
100万元以下 → <= (-∞, 1000000] CNY
100万元之内 → <= (-∞, 1000000] CNY
≤100万元 → <= (-∞, 1000000] CNY
约130家 → ~ [130, 130] from 117 to 143 team
大约130家 → ~ [130, 130] from 117 to 143 team
大概130家 → ~ [130, 130] from 117 to 143 team
约为130家 → ~ [130, 130] from 117 to 143 team
130家左右 → ~ [130, 130] from 117 to 143 team
130家上下 → ~ [130, 130] from 117 to 143 team
约100家左右 → ~ [100, 100] from 90 to 110 team
~130 → ~ [130, 130] from 117 to 143 -
约3万平方米 → ~ [30000, 30000] from 27000 to 33000 m2
上百家 → >= [100, ∞) team
上千 → >= [1000, ∞) -
上万 → >= [10000, ∞) -
上千万元 → >= [10000000, ∞) CNY
上百家以上 → >= [100, ∞) team
"""

RANGES = """
10亿—20亿元 → range [1000000000, 2000000000] CNY
10–20亿元 → range [1000000000, 2000000000] CNY
10-20亿元 → range [1000000000, 2000000000] CNY
10~20亿元 → range [1000000000, 2000000000] CNY
10～20亿元 → range [1000000000, 2000000000] CNY
10——20亿元 → range [1000000000, 2000000000] CNY
10至20亿元 → range [1000000000, 2000000000] CNY
10亿元到20亿元 → range [1000000000, 2000000000] CNY
2000元至5000元 → range [2000, 5000] CNY
2000元—5000 → range [2000, 5000] CNY
1到2个 → range [1, 2] -
5万~50万元 → range [50000, 500000] CNY
100万—200万 → range [1000000, 2000000] -
5000—1万元 → range [5000, 10000] CNY
1—1万元 → range [1, 10000] CNY
5000元至1万元 → range [5000, 10000] CNY
10元至20万元 → range [10, 200000] CNY
1万—20000万元 → range [10000, 200000000] CNY
5000万至1亿元 → range [50000000, 100000000] CNY
800—1000万元 → range [8000000, 10000000] CNY
五百至八百万元 → range [5000000, 8000000] CNY
五至十五家 → range [5, 15] team
一百至五百家 → range [100, 500] team
10家至20家企业 → range [10, 20] team
1个至2个项目 → range [1, 2] project
10-10家 → range [10, 10] team
3-5年 → range [3, 5] year
50-80% → range [50, 80] percent
50%-80% → range [50, 80] percent
50－80％ → range [50, 80] percent
百分之五十到八十 → range [50, 80] percent
20-100万 → range [200000, 1000000] -
7.2万元—50万元 → range [72000, 500000] CNY
2000元至5000元不等 → tiers [2000, 5000] CNY
2000—5000元不等 → tiers [2000, 5000] CNY
每月2000元至5000元不等 → tiers [2000, 5000] CNY per month
两三百 → range [200, 300] -
两三千万元 → range [20000000, 30000000] CNY
七八十 → range [70, 80] -
一两家 → range [1, 2] team
十二三家 → range [12, 13] team
十几家 → range [11, 19] team
二十几家 → range [21, 29] team
十几万人 → range [110000, 199999] person
几十家 → range [20, 99] team vague
数十家 → range [20, 99] team vague
数百 → range [200, 999] - vague
几百 → range [200, 999] - vague
数万 → range [20000, 99999] - vague
数十万元 → range [200000, 999999] CNY vague
数亿元 → range [200000000, 999999999] CNY vague
约200-300家 → range [200, 300] team vague
约两三百家 → range [200, 300] team vague
"""

PERIODS = """
每月3000元 → = [3000, 3000] CNY per month
每年最高200万元 → <= (-∞, 2000000] CNY per year
月补2000元 → = [2000, 2000] CNY per month
年最高200万 → <= (-∞, 2000000] - per year
年度最高50万元 → <= (-∞, 500000] CNY per year
年发放总额1亿元 → = [100000000, 100000000] CNY per year
月均不低于1000元 → >= [1000, ∞) CNY per month
30万/年 → = [300000, 300000] - per year
1亿元/年 → = [100000000, 100000000] CNY per year
约5000元/年 → ~ [5000, 5000] from 4500 to 5500 CNY per year
100元 / 月 → = [100, 100] CNY per month
每季度10万元 → = [100000, 100000] CNY per quarter
每天200人 → = [200, 200] person per day
平均每天200人 → = [200, 200] person per day
每月3000元/月 → = [3000, 3000] CNY per month
每人每月3000元 → = [3000, 3000] CNY per month per_person
500元/人/月 → = [500, 500] CNY per month per_person
单笔不超过200万元 → <= (-∞, 2000000] CNY per item
单次最高100万元 → <= (-∞, 1000000] CNY per item
单个最高500万元 → <= (-∞, 5000000] CNY per item
单项最高5万 → <= (-∞, 50000] - per item
每个最高100万元 → <= (-∞, 1000000] CNY per item
每个项目最高100万元 → <= (-∞, 1000000] CNY per project
单个项目最高100万元 → <= (-∞, 1000000] CNY per project
每家年最高100万 → <= (-∞, 1000000] - per year per_team
单企年最高200万 → <= (-∞, 2000000] - per year per_team
每户每年最高20万元 → <= (-∞, 200000] CNY per year per_team
单家合计最高10万元 → <= (-∞, 100000] CNY per team
最高20万/主体 → <= (-∞, 200000] - per team
500万元/家 → = [5000000, 5000000] CNY per team
人均20平方米 → = [20, 20] m2 per person
各区县1至2个 → range [1, 2] - per county
各社区不少于10家 → >= [10, ∞) team per community
每平方米每天1.5元 → = [1.5, 1.5] CNY per day per_m2
30元/平方米/月 → = [30, 30] CNY per month per_m2
30元/平方米·月 → = [30, 30] CNY per month per_m2
0.8元/㎡·天 → = [0.8, 0.8] CNY per day per_m2
均不少于1万平方米 → >= [10000, ∞) m2 each
"""

UNITS = """
60% → = [60, 60] percent
６０％ → = [60, 60] percent
六成 → = [60, 60] percent
5折 → = [50, 50] percent
1.5折 → = [15, 15] percent
百分之二十 → = [20, 20] percent
百分之百 → = [100, 100] percent
人民币100万元 → = [1000000, 1000000] CNY
100万元人民币 → = [1000000, 1000000] CNY
¥5元 → = [5, 5] CNY
￥500 → = [500, 500] CNY
300万美元 → = [3000000, 3000000] USD
2亿欧元 → = [200000000, 200000000] EUR
500万港元 → = [5000000, 5000000] HKD
2000平米 → = [2000, 2000] m2
1200m² → = [1200, 1200] m2
3m2 → = [3, 3] m2
1.5平方公里 → = [1500000, 1500000] m2
2公顷 → = [20000, 20000] m2
15亩 → = [10000, 10000] m2
10亩 → = [6666.666666666666666666666667, 6666.666666666666666666666667] m2
50余亩 → > (33333.33333333333333333333333, ∞) to 40000 m2
200位 → = [200, 200] person
1万人次 → = [10000, 10000] visit
73户 → = [73, 73] team
300家企业 → = [300, 300] team
100家一人公司 → = [100, 100] team
18家OPC社区 → = [18, 18] community
4家 → = [4, 4] team
10家载体 → = [10, 10] -
500个工位 → = [500, 500] desk
20个项目 → = [20, 20] project
100个场景 → = [100, 100] scenario
200套 → = [200, 200] unit
30间 → = [30, 30] room
8万P → = [80000, 80000] P
100TB → = [100, 100] TB
3万卡时 → = [30000, 30000] card_hour
39城 → = [39, 39] city
39个城市 → = [39, 39] city
10家银行 → = [10, 10] bank
3年 → = [3, 3] year
36个月 → = [36, 36] month
三个月 → = [3, 3] month
2周 → = [2, 2] week
7天 → = [7, 7] day
3日 → = [3, 3] day
24小时 → = [24, 24] hour
18分钟 → = [18, 18] minute
2,000年 → = [2000, 2000] year
12개 → = [12, 12] -
100개 → = [100, 100] -
"""

ENGLISH = """
51 companies → = [51, 51] team
100 OPC communities → = [100, 100] community
40,000 innovators and entrepreneurs → = [40000, 40000] person
100 people → = [100, 100] person
120 million euros → = [120000000, 120000000] EUR
1.35 billion yuan → = [1350000000, 1350000000] CNY
¥5 m → = [5000000, 5000000] CNY
¥5 bn → = [5000000000, 5000000000] CNY
US$3m → = [3000000, 3000000] USD
12k → = [12000, 12000] -
2 thousand → = [2000, 2000] -
30 days → = [30, 30] day
5 months → = [5, 5] month
80 percent → = [80, 80] percent
exceed 500,000 sq m → > (500000, ∞) m2
exceeds 1,000 → > (1000, ∞) -
exceeding 1,000 → > (1000, ∞) -
more than 1,000 → > (1000, ∞) -
over 1,000 → > (1000, ∞) -
above 1,000 → > (1000, ∞) -
upwards of 1,000 → > (1000, ∞) -
More Than 1,000 → > (1000, ∞) -
50-odd companies → > (50, ∞) to 60 team
at least 1,000 → >= [1000, ∞) -
no less than 1,000 → >= [1000, ∞) -
no fewer than 1,000 → >= [1000, ∞) -
100+ OPC communities → >= [100, ∞) community
1,600+ per year → >= [1600, ∞) - per year
nearly 200 → < (-∞, 200) from 100 -
almost 200 → < (-∞, 200) from 100 -
close to 200 → < (-∞, 200) from 100 -
less than 200 → < (-∞, 200) -
under 200 → < (-∞, 200) -
fewer than 200 → < (-∞, 200) -
below 200 → < (-∞, 200) -
up to CNY 800,000 → <= (-∞, 800000] CNY
up to 100,000 yuan → <= (-∞, 100000] CNY
at most 5 m yuan → <= (-∞, 5000000] CNY
no more than 200 → <= (-∞, 200] -
max 200 → <= (-∞, 200] -
maximum 200 → <= (-∞, 200] -
about 130 → ~ [130, 130] from 117 to 143 -
around 130 → ~ [130, 130] from 117 to 143 -
approximately 130 → ~ [130, 130] from 117 to 143 -
roughly 130 → ~ [130, 130] from 117 to 143 -
some 130 → ~ [130, 130] from 117 to 143 -
10 to 20 companies → range [10, 20] team
between 10 and 20 → range [10, 20] -
between 10 and 20 million yuan → range [10000000, 20000000] CNY
US$3-5m → range [3000000, 5000000] USD
1 to 3 → range [1, 3] -
tens of companies → range [20, 99] team vague
dozens of startups → range [24, 99] team vague
hundreds of desks → range [200, 999] desk vague
thousands of companies → range [2000, 9999] team vague
tens of thousands of yuan → range [20000, 99999] CNY vague
hundreds of thousands of yuan → range [200000, 999999] CNY vague
first batch of 51 companies → = [51, 51] team partial
first phase 6,000 sq m → = [6000, 6000] m2 partial
phase 1 6,000 sq m → = [6000, 6000] m2 partial
3,000 yuan per month → = [3000, 3000] CNY per month
3,000 yuan a month → = [3000, 3000] CNY per month
CNY 300,000/yr → = [300000, 300000] CNY per year
up to 200,000 yuan per team per year → <= (-∞, 200000] CNY per year per_team
10,000 sq m each → = [10000, 10000] m2 each
"""

WORDS = """
每年最高200万元 → <= (-∞, 2000000] CNY per year
累计最高300万 → <= (-∞, 3000000] -
总规模3亿元 → = [300000000, 300000000] CNY
总额度2亿元 → = [200000000, 200000000] CNY
已入驻3家 → = [3, 3] team
拟培育300家 → = [300, 300] team
引育2万人 → = [20000, 20000] person
年内助力成立30家 → = [30, 30] team
入驻率已达100% → = [100, 100] percent
30亿元规模 → = [3000000000, 3000000000] CNY
远期1万㎡ → = [10000, 10000] m2
3年培育500家 → = [500, 500] team within_years
三年内500个 → = [500, 500] - within_years
3年超500家 → > (500, ∞) team within_years
3年免费租 → = [3, 3] year
3年以上 → >= [3, ∞) year
2年至3年 → range [2, 3] year
八大OPC社区 → = [8, 8] community
8万P+ → >= [80000, ∞) P
15亿产业基金直投 → = [1500000000, 1500000000] -
100万元算力券 → = [1000000, 1000000] CNY
孵化一人公司300家 → = [300, 300] team
100家AI+企业 → = [100, 100] team
408家企业入驻 → = [408, 408] team
最高千萬元算力券 → <= (-∞, 10000000] CNY
單項最高500萬元 → <= (-∞, 5000000] CNY per item
15條舉措 → = [15, 15] -
"""

# Every figure phrase of the research ledger that can be read.
LEDGER = """
超1000家 → > (1000, ∞) team
首批51家 → = [51, 51] team partial
首批12个 → = [12, 12] - partial
7个 → = [7, 7] -
2万余平方米 → > (20000, ∞) to 30000 m2
每月2000元至5000元 → range [2000, 5000] CNY per month
最长5年 → <= (-∞, 5] year
每月1500元 → = [1500, 1500] CNY per month
每月1000元 → = [1000, 1000] CNY per month
最长3年 → <= (-∞, 3] year
十项礼包 → = [10, 10] -
50亿元 → = [5000000000, 5000000000] CNY
超4亿元 → > (400000000, ∞) CNY
1亿元 → = [100000000, 100000000] CNY
50余家 → > (50, ∞) to 60 team
150多家 → > (150, ∞) to 160 team
超1万名 → > (10000, ∞) person
超10家 → > (10, ∞) team
均不少于1万平方米 → >= [10000, ∞) m2 each
超千家 → > (1000, ∞) team
超万名 → > (10000, ∞) person
exceed 500,000 sq m → > (500000, ∞) m2
100亿元 → = [10000000000, 10000000000] CNY
2600余家 → > (2600, ∞) to 2700 team
近200家 → < (-∞, 200) from 100 team
up to 100,000 yuan → <= (-∞, 100000] CNY
超10万㎡ → > (100000, ∞) m2
12个 → = [12, 12] -
5个 → = [5, 5] -
200家以上 → >= [200, ∞) team
最高1000万 → <= (-∞, 10000000] -
超过30个 → > (30, ∞) -
1000家 → = [1000, 1000] team
10000名 → = [10000, 10000] person
20个 → = [20, 20] -
近30个 → < (-∞, 30) from 20 -
每年最高200万元 → <= (-∞, 2000000] CNY per year
最高500万元 → <= (-∞, 5000000] CNY
110余人 → > (110, ∞) to 120 person
7天 → = [7, 7] day
最高20万/主体 → <= (-∞, 200000] - per team
最高10万/主体 → <= (-∞, 100000] - per team
10个社区 → = [10, 10] community
100万㎡ → = [1000000, 1000000] m2
10亿元 → = [1000000000, 1000000000] CNY
300+场景 → >= [300, ∞) scenario
20+社区 → >= [20, ∞) community
120万㎡ → = [1200000, 1200000] m2
20亿元 → = [2000000000, 2000000000] CNY
100家以上 → >= [100, ∞) team
1000名以上 → >= [1000, ∞) person
30万元 → = [300000, 300000] CNY
130家 → = [130, 130] team
约500人 → ~ [500, 500] from 450 to 550 person
平均每天200人 → = [200, 200] person per day
3年免费租 → = [3, 3] year
1年免费住 → = [1, 1] year
10万名 → = [100000, 100000] person
10个 → = [10, 10] -
1000个团队 → = [1000, 1000] team
10000名创造者 → = [10000, 10000] person
100个真实场景 → = [100, 100] scenario
up to CNY800,000 → <= (-∞, 800000] CNY
约3万平方米 → ~ [30000, 30000] from 27000 to 33000 m2
200套 → = [200, 200] unit
80% → = [80, 80] percent
最高1000万元 → <= (-∞, 10000000] CNY
30万/年 → = [300000, 300000] - per year
2500个 → = [2500, 2500] -
最高10万 → <= (-∞, 100000] -
hundreds of thousands of yuan → range [200000, 999999] CNY vague
最高100万 → <= (-∞, 1000000] -
免费3个月 → = [3, 3] month
单家合计最高10万元 → <= (-∞, 100000] CNY per team
最高200万元 → <= (-∞, 2000000] CNY
每年最高1000万元 → <= (-∞, 10000000] CNY per year
最高50万元 → <= (-∞, 500000] CNY
10万元 → = [100000, 100000] CNY
6000㎡ → = [6000, 6000] m2
最高三年 → <= (-∞, 3] year
千套 → = [1000, 1000] unit
8万P+ → >= [80000, ∞) P
首期3000㎡ → = [3000, 3000] m2 partial
1万名 → = [10000, 10000] person
200家 → = [200, 200] team
每年最高500万元 → <= (-∞, 5000000] CNY per year
12项 → = [12, 12] -
10个亿 → = [1000000000, 1000000000] -
1亿元/年 → = [100000000, 100000000] CNY per year
2万㎡ → = [20000, 20000] m2
最高20万 → <= (-∞, 200000] -
100个 → = [100, 100] -
1600+ → >= [1600, ∞) -
5000万 → = [50000000, 50000000] -
最高50万 → <= (-∞, 500000] -
突破百个 → > (100, ∞) -
超3万平方米 → > (30000, ∞) m2
超30个 → > (30, ∞) -
1天 → = [1, 1] day
3年免费 → = [3, 3] year
50万 → = [500000, 500000] -
200万 → = [2000000, 2000000] -
每年1亿元 → = [100000000, 100000000] CNY per year
十条 → = [10, 10] -
20万元 → = [200000, 200000] CNY
2万元 → = [20000, 20000] CNY
超90家 → > (90, ∞) team
3个 → = [3, 3] -
最长36个月 → <= (-∞, 36] month
累计最高300万 → <= (-∞, 3000000] -
最长24个月 → <= (-∞, 24] month
100개 → = [100, 100] -
300人以上 → >= [300, ∞) person
12개 → = [12, 12] -
4개 → = [4, 4] -
18个OPC社区 → = [18, 18] community
入驻企业408家 → = [408, 408] team
3000P免费 → = [3000, 3000] P
60%抵扣 → = [60, 60] percent
100TB → = [100, 100] TB
56个 → = [56, 56] -
50亿 → = [5000000000, 5000000000] -
每个最高100万元 → <= (-∞, 1000000] CNY per item
每个最高150万元 → <= (-∞, 1500000] CNY per item
每人每月3000元 → = [3000, 3000] CNY per month per_person
最高500㎡ → <= (-∞, 500] m2
20个以上 → >= [20, ∞) -
15个以上 → >= [15, ∞) -
800家以上 → >= [800, ∞) team
1000人以上 → >= [1000, ∞) person
300个以上 → >= [300, ∞) -
近100家 → < (-∞, 100) from 0 team
百个特色载体 → = [100, 100] -
千家 → = [1000, 1000] team
万名 → = [10000, 10000] person
百个社区 → = [100, 100] community
千家标杆 → = [1000, 1000] team
近12万户 → < (-∞, 120000) from 110000 team
3000多家 → > (3000, ∞) to 4000 team
不少于2000卡时/年 → >= [2000, ∞) card_hour per year
不少于30个 → >= [30, ∞) -
不少于3000个 → >= [3000, ∞) -
首批10个 → = [10, 10] - partial
20家 → = [20, 20] team
100家 → = [100, 100] team
4家 → = [4, 4] team
超6万平方米 → > (60000, ∞) m2
每年最高30万元 → <= (-∞, 300000] CNY per year
不少于10家 → >= [10, ∞) team
500家以上 → >= [500, ∞) team
超500家主体 → > (500, ∞) team
首批20余家 → > (20, ∞) to 30 team partial
首批16家 → = [16, 16] team partial
拟培育300家 → = [300, 300] team
超1万人 → > (10000, ∞) person
30个以上 → >= [30, ∞) -
先行培育10个 → = [10, 10] -
约3个 → ~ [3, 3] from 2.7 to 3.3 -
近千家 → < (-∞, 1000) from 0 team
近百家 → < (-∞, 100) from 0 team
40,000 innovators and entrepreneurs → = [40000, 40000] person
70余家 → > (70, ∞) to 80 team
已孵化45家AI企业 → = [45, 45] team
100+ → >= [100, ∞) -
已入驻3家 → = [3, 3] team
年内助力成立30家 → = [30, 30] team
3年培育500家 → = [500, 500] team within_years
首批7个 → = [7, 7] - partial
超10个 → > (10, ∞) -
5000人 → = [5000, 5000] person
500家 → = [500, 500] team
8家 → = [8, 8] team
已签约12家 → = [12, 12] team
超350个 → > (350, ∞) -
首批13个创业方 → = [13, 13] team partial
40+ → >= [40, ∞) -
150户 → = [150, 150] team
300名 → = [300, 300] person
30+家 → >= [30, ∞) team
14家 → = [14, 14] team
300名以上 → >= [300, ∞) person
30家以上 → >= [30, ∞) team
1000名创业者 → = [1000, 1000] person
13家入驻项目 → = [13, 13] project
500+ → >= [500, ∞) -
超200位AI+创业者 → > (200, ∞) person
超200位AI开发者 → > (200, ∞) person
10+个 → >= [10, ∞) -
首批6家 → = [6, 6] team partial
20+ → >= [20, ∞) -
十多个 → > (10, ∞) to 20 -
40余家 → > (40, ∞) to 50 team
引育2万人 → = [20000, 20000] person
孵化1万家 → = [10000, 10000] team
50个 → = [50, 50] -
三年500个 → = [500, 500] - within_years
30余团队 → > (30, ∞) to 40 team
73户 → = [73, 73] team
300+ → >= [300, ∞) -
各区县1至2个 → range [1, 2] - per county
426个 → = [426, 426] -
180家 → = [180, 180] team
总规模3亿元 → = [300000000, 300000000] CNY
10家银行 → = [10, 10] bank
总额度2亿元 → = [200000000, 200000000] CNY
超120亿元 → > (12000000000, ∞) CNY
120 million euros → = [120000000, 120000000] EUR
1200平方米 → = [1200, 1200] m2
首笔1000万元 → = [10000000, 10000000] CNY partial
5万~50万元 → range [50000, 500000] CNY
累计认缴超90亿元 → > (9000000000, ∞) CNY
超900亿元 → > (90000000000, ∞) CNY
单笔不超过200万元 → <= (-∞, 2000000] CNY per item
八大OPC社区 → = [8, 8] community
300万元 → = [3000000, 3000000] CNY
5万元全额贴息 → = [50000, 50000] CNY
50亿元子基金群 → = [5000000000, 5000000000] CNY
首期1亿 → = [100000000, 100000000] - partial
首期6000㎡ → = [6000, 6000] m2 partial
15亿产业基金直投 → = [1500000000, 1500000000] -
近10000㎡ → < (-∞, 10000) from 0 m2
300万天使基金 → = [3000000, 3000000] -
30亿元规模 → = [3000000000, 3000000000] CNY
概念验证资金池1000万 → = [10000000, 10000000] -
最高2000万股权投资 → <= (-∞, 20000000] -
1亿元融资风险补偿基金 → = [100000000, 100000000] CNY
最高500万元股权投资 → <= (-∞, 5000000] CNY
30+独立工位 → >= [30, ∞) desk
单次最高100万元 → <= (-∞, 1000000] CNY per item
15个OPC社区 → = [15, 15] community
首批8家 → = [8, 8] team partial
4000㎡ → = [4000, 4000] m2
400工位 → = [400, 400] desk
1.5万㎡ → = [15000, 15000] m2
1000+工位 → >= [1000, ∞) desk
不低于3000平方米 → >= [3000, ∞) m2
11家 → = [11, 11] team
超4万平方米 → > (40000, ∞) m2
远期1万㎡ → = [10000, 10000] m2
首批11家 → = [11, 11] team partial
2000余平方米 → > (2000, ∞) to 3000 m2
560㎡ → = [560, 560] m2
近百工位 → < (-∞, 100) from 0 desk
1万㎡ → = [10000, 10000] m2
数百个标准化创业工位 → range [200, 999] desk vague
单个最高500万元股权投资 → <= (-∞, 5000000] CNY per item
30间独立办公室 → = [30, 30] room
已建5个 → = [5, 5] -
500+工位 → >= [500, ∞) desk
最高80万元 → <= (-∞, 800000] CNY
超50个 → > (50, ∞) -
2000平方米 → = [2000, 2000] m2
首期2500平方米 → = [2500, 2500] m2 partial
3000平方米 → = [3000, 3000] m2
123个AI共享工位 → = [123, 123] desk
4000万元 → = [40000000, 40000000] CNY
20余个 → > (20, ∞) to 30 -
3000㎡ → = [3000, 3000] m2
最高3000万低息贷 → <= (-∞, 30000000] -
最高1000万股权投资 → <= (-∞, 10000000] -
首批10个OPC空间 → = [10, 10] - partial
首期超1万㎡ → > (10000, ∞) m2 partial
约0.6万㎡ → ~ [6000, 6000] from 5400 to 6600 m2
2200㎡ → = [2200, 2200] m2
首期2500㎡ → = [2500, 2500] m2 partial
最高500万 → <= (-∞, 5000000] -
1300+工位 → >= [1300, ∞) desk
一期3581平方米 → = [3581, 3581] m2 partial
逾9000平方米 → > (9000, ∞) m2
超4200万元 → > (42000000, ∞) CNY
入驻率已达100% → = [100, 100] percent
不少于2000㎡ → >= [2000, ∞) m2
1500平方米 → = [1500, 1500] m2
最高30万元 → <= (-∞, 300000] CNY
最高400万全额贴息 → <= (-∞, 4000000] -
2800㎡ → = [2800, 2800] m2
158个 → = [158, 158] -
"""

# Every other figure phrase of the ledger, by the reason why it cannot be read.
LEDGER_WITHOUT_A_NUMBER = """
免租
免费定向算力
北方OPC先行示范城
算力券、模型券、语料券
首家
或将布局
办公、住宿双免
Token Camp
近日
青聚枢纽AGI青创共同体
OPC创业首选城市
揭牌
算力券、语料券
model coupons
GOAL出海计划
首批：灏谷、高博达
"""
LEDGER_DATES = """
2月5日
2月12日
1月15日
2025年8月
2025年12月
今年2月
印发日 2026-01-14 / 公布 2026-01-15
2025-11-11
5月
2026-05-13
2026-06-18
2026-04-10
100 OPC communities by 2028
June 30
2026-04-15
2025-12-11
2026-03-13
2026-06-16
2026-08-13
2026-07-29
2026-02-13
2026-06-02
2026-06-26
2026-07-23
1月19日
"""
LEDGER_TWO_FIGURES = """
20%，年最高200万
5折，年最高200万
50%房租3年 / 月补2000元2年
50%，每年最高50万元
50%，年最高2000万
60%，每家年最高100万
30%，年最高30万
不超过20%，最高100万元
50-80%，年最高50万
50%，最高20万元，不超过3年
159个社区/39城
39个社区/26城
700家申报，仅200家入驻
93个工位已入驻57人
508个工位，250人入驻
180+个社区/60+城
104+个社区/29城
38+个社区/16+城
个人50万/企业500万
10亿元，首期5亿
最高500万（50%贴息）
LPR 50%，年最高200万，最长3年
个人最高30万元、企业最高400万元
个人最高30万元，小微最高400万元
个人最高50万元、小微企业最高600万元
个人最高30万元、小微最高400万元
投资额5%，最高100万
个人最高50万元、小微最高400万元
LPR 100%，每户每年最高20万元
一期4000㎡（三期达1万㎡）
最高50万+50%贴息
426个/65城
从95个增至618个/75城
85个/30余城
"""

# A phrase, and a part of the sentence that refuses it.
REFUSED = """
 → is not a quantity
— → is not a quantity
若干家 → is not a quantity
几家 → is not a quantity
多家 → is not a quantity
大批 → is not a quantity
未披露 → is not a quantity
超 → is not a quantity
半数 → is not a quantity
半年 → is not a quantity
NaN → is not a quantity
inf → is not a quantity
元 → is not a quantity
①家 → is not a quantity
两成五 → is not understood at '五'
三分之一 → is not understood at '分之一'
千分之五 → is not understood at '分之五'
成百上千 → is not understood at '成百上千'
十来家 → is not understood at '来家'
-5家 → is not understood at '-5家'
+5家 → is not understood at '+5家'
$3m → is not understood at '$3m'
10²家 → is not understood at '²家'
10㏠ → is not understood at '㏠'
12ab → is not understood at 'ab'
phase 12 → is not understood
未达1000家 → is not understood at '未达1000家'
没有1000家 → is not understood
无1000家 → is not understood
下降10% → is not understood
减少10家 → is not understood
除10家外 → is not understood
缺10家 → is not understood
达不到,1000家 → is not understood
新增100家 → is not understood
1000家未 → is not understood at '未'
1000家。 → is not understood at '。'
千人计划 → is not understood at '计划'
第3批 → is not understood
百强企业 → is not understood at '强企业'
每周3次 → is not understood at '次'
7个工作日 → is not understood at '工作日'
10- → ends where a number should follow
10至家 → is not understood
近年最高100万 → is not understood at '年最高100万'
上500家 → is not understood
10多于5家 → holds two figures
2000元不等 → is not understood
between 10 companies → is not understood
1.2.3家 → digits that are no number
1,2家 → digits that are no number
１0,00家 → digits that are no number
12,34家 → digits that are no number
0,600家 → digits that are no number
5，6家 → digits that are no number
00 → digits that are no number
007家 → digits that are no number
一百二 → not a standard numeral
一百零五十 → not a standard numeral
一千五百二 → not a standard numeral
千八百家 → not a standard numeral
百五十家 → not a standard numeral
百十家 → not a standard numeral
一亿亿 → not a standard numeral
十两 → not a standard numeral
一二三百 → not a standard numeral
二〇二六 → not one number
三五家 → not one number
三五百家 → not one number
3万5 → may mean two things
50千 → may mean two things
10百家 → may mean two things
1.5万2千 → may mean two things
1万2.5千 → may mean two things
1万20万 → may mean two things
1亿5千多万 → which is no number
数十余家 → vague twice
三至五百家 → write both numbers in full
三至五百万元 → write both numbers in full
三至五十家 → write both numbers in full
20-10家 → starts above its end
5万-8000元 → starts above its end
超不足5家 → contradicts itself with '超' and '不足'
近超10家 → contradicts itself with '近' and '超'
近1000家以上 → contradicts itself with '近' and '以上'
约1000家以上 → contradicts itself with '约' and '以上'
超过1000家以上 → contradicts itself with '超过' and '以上'
近50余家 → contradicts itself with '近' and '余'
至少最多5家 → contradicts itself
超10-20家 → qualifies a range
10-20家以上 → qualifies a range
10余-20家 → qualifies a range
近数百家 → qualifies a range
10至数百家 → qualifies a range
两三百至五百家 → qualifies a range
100日元 → has two units
100元元 → has two units
10个个 → has two units
¥5家 → has two units
¥5美元 → has two units
6个月至3年 → has two units
1家至2个项目 → has two units
200人团队 → has two units
10家企业入驻社区 → has two units
每年每月3000元 → is per month and per year
每人每家3000元 → is per person and per team
50万+免租 → adds something else with its +
¥50万+免租 → adds something else with its +
10万元+免费工位 → adds something else with its +
平均20家 → is an average
近3年 → may mean time that has passed
过3年 → may mean time that has passed
破产100家 → is not understood at '产100家'
不过百家 → is not understood at '不过百家'
近三个月 → may mean time that has passed
85折 → more than ten tenths
12成 → more than ten tenths
不足0家 → more or less of zero
0余家 → more or less of zero
1e3家 → holds two figures
1/3 → holds two figures
10-20-30 → holds two figures
5、6家 → holds two figures
10 20家 → holds two figures
1 000家 → holds two figures
10一20家 → holds two figures
10 and 20 companies → holds two figures
from 10 to 20 → holds two figures
20% up to 1 m → holds two figures
3年6个月 → holds two figures
3年100平 → holds two figures
3年每年100万 → holds two figures
3年免租100平 → holds two figures
一人公司100家，团队20个 → holds two figures
2025年 → holds a date
1999年12家 → holds a date
2026-02-05 → holds a date
2026/2/5 → holds a date
2026-02 → holds a date
2028年1000家 → holds a date
8月100家 → holds a date
十二月 → holds a date
5 May → holds a date
"""


def phrases(table: str) -> list[str]:
    return table.strip().splitlines()


READ = [NUMBERS, QUALIFIERS, RANGES, PERIODS, UNITS, ENGLISH, WORDS, LEDGER]


@pytest.mark.parametrize(("phrase", "reading"), [row for table in READ for row in rows(table)])
def test_reads(phrase, reading):
    assert shown(parse(phrase)) == reading


@pytest.mark.parametrize(("phrase", "reading"), [row for table in READ for row in rows(table)])
def test_words_anew_what_was_read(phrase, reading):
    found = parse(phrase)
    for lang in ("zh", "en"):
        again = parse(write(found, lang))
        if "亩" in phrase:  # a fifteenth of a hectare has no last digit
            again = dataclasses.replace(again, assumed_low=found.assumed_low, assumed_high=found.assumed_high)
        assert shown(again) == reading


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [pytest.param(*line.split(" → "), id=line) for line in REFUSED.strip("\n").splitlines()],
)
def test_refuses_with_a_sentence(phrase, sentence):
    phrase = phrase.strip()
    with pytest.raises(QuantityError) as error:
        parse(phrase)
    assert str(error.value).startswith(repr(phrase))
    assert sentence in str(error.value)


@pytest.mark.parametrize("phrase", phrases(LEDGER_WITHOUT_A_NUMBER))
def test_refuses_ledger_phrases_without_a_number(phrase):
    with pytest.raises(QuantityError, match="is not a quantity — expected"):
        parse(phrase)


@pytest.mark.parametrize("phrase", phrases(LEDGER_DATES))
def test_refuses_ledger_dates(phrase):
    with pytest.raises(QuantityError, match="holds a date, which is not a quantity"):
        parse(phrase)


@pytest.mark.parametrize("phrase", phrases(LEDGER_TWO_FIGURES))
def test_refuses_ledger_phrases_with_two_figures(phrase):
    with pytest.raises(QuantityError, match="holds two figures — split it"):
        parse(phrase)


def test_every_phrase_of_the_ledger_stands_in_one_table():
    listed = [row.values[0] for row in rows(LEDGER)]
    for table in (LEDGER_WITHOUT_A_NUMBER, LEDGER_DATES, LEDGER_TWO_FIGURES):
        listed += phrases(table)
    assert len(listed) == len(set(listed)) == 352


def test_an_error_names_the_phrase_what_was_expected_and_an_example():
    with pytest.raises(QuantityError) as error:
        parse("若干家")
    expected = "expected a number with an optional qualifier and unit, such as '超1.2万家'"
    assert str(error.value) == f"'若干家' is not a quantity — {expected}"
    assert isinstance(error.value, ValueError)


def test_a_sentence_is_too_long_to_be_a_figure():
    with pytest.raises(QuantityError, match="is 201 characters long"):
        parse("1" * 201)
    with pytest.raises(QuantityError, match="more digits than any published figure"):
        parse("1" * 200)


def test_the_text_is_kept_as_it_was_given():
    assert parse("超１２００個").text == "超１２００個"
    assert parse("  51 家 ").text == "  51 家 "


def test_a_record_is_ready_for_json_and_keeps_its_order():
    record = parse("每人每月约2.5万元").as_record()
    assert json.dumps(record, ensure_ascii=False) == (
        '{"text": "每人每月约2.5万元", "comparator": "~", "low": 25000, "low_closed": true, "high": 25000, '
        '"high_closed": true, "assumed_low": 22500, "assumed_high": 27500, "unit": "CNY", "per": "month", '
        '"flags": ["per_person"]}'
    )


def test_a_record_has_integers_where_they_are_whole_and_null_where_there_is_no_bound():
    record = parse("超1.5天").as_record()
    assert (record["low"], record["low_closed"]) == (1.5, False)
    assert (record["high"], record["high_closed"]) == (None, None)
    assert isinstance(parse("1.2万").as_record()["low"], int)


def test_a_quantity_holds_exact_decimals():
    found = parse("0.1亿元")
    assert found.low == Decimal(10_000_000)
    assert isinstance(found.low, Decimal)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.low = Decimal(1)


WRITTEN = """
超1000家 → 超1,000个团队 → more than 1,000 companies
首批20余家 → 首批20余个团队 → first batch of 20-odd companies
2万余平方米 → 2万余平方米 → 20,000-odd sq m
近12万户 → 将近12万个团队 → nearly 120,000 companies
不足200人 → 不足200人 → less than 200 people
每人每月3000元 → 每人每月3,000元 → 3,000 yuan per person per month
2000—5000元不等 → 2,000至5,000元不等 → 2,000 to 5,000 yuan in tiers
5000—1万元 → 5,000元至1万元 → 5,000 to 10,000 yuan
5000—1万 → 5,000至10,000 → 5,000 to 10,000
数十家 → 约20至99个团队 → about 20 to 99 companies
三年500个 → 数年内500 → 500 within years
均不少于1万平方米 → 均不少于1万平方米 → at least 10,000 sq m each
最高1家 → 不超过1个团队 → up to 1 company
1.35亿元 → 1.35亿元 → 135,000,000 yuan
18家OPC社区 → 18个社区 → 18 communities
60%以上 → 不少于60% → at least 60 percent
"""


@pytest.mark.parametrize(("phrase", "chinese", "english"), [line.split(" → ") for line in phrases(WRITTEN)])
def test_words_in_both_languages(phrase, chinese, english):
    assert (write(parse(phrase), "zh"), write(parse(phrase), "en")) == (chinese, english)


def test_there_is_no_third_language():
    with pytest.raises(ValueError, match="fr"):
        write(parse("51家"), "fr")


# --- The registries ---

WORDS_OF_THE_GRAMMAR = [*units.BEFORE.senses, *units.AFTER.senses]


def test_every_word_is_spelled_as_folding_spells_it():
    assert [word for word in WORDS_OF_THE_GRAMMAR if units.fold(word) != word] == []


def test_every_variant_character_is_used():
    used = set("".join(WORDS_OF_THE_GRAMMAR)) | numerals.CHARACTERS | set("数几余-~")
    assert {variant: plain for variant, plain in units._VARIANTS.items() if not set(plain) <= used} == {}


def test_every_traditional_character_of_a_pair_is_rare_in_simplified_text():
    assert not set(units._VARIANTS) & set("".join(WORDS_OF_THE_GRAMMAR))


def test_no_word_says_that_something_is_not_so():
    allowed = {word for word, sense in units.BEFORE.senses.items() if sense.kind == "bound"} | {"不等"}
    denials = set("未不没无非缺减除降")
    assert [word for word in WORDS_OF_THE_GRAMMAR if denials & set(word) and word not in allowed] == []


def test_every_unit_has_words_and_is_read_back():
    kinds = ("measure", "noun", "classifier")
    named = {sense.value for sense in units.AFTER.senses.values() if sense.kind in kinds}
    assert named == set(units.UNIT_WORDS)
    for unit, (chinese, one, many) in units.UNIT_WORDS.items():
        assert {parse(f"51{chinese}").unit, parse(f"1 {one}").unit, parse(f"51 {many}").unit} == {unit}


def test_every_period_has_words_and_is_read_back():
    kinds = ("time", "bare_time", "payee")
    senses = [*units.BEFORE.senses.values(), *units.AFTER.senses.values()]
    pers = {sense.value for sense in senses if sense.kind in kinds}
    assert pers == set(units.PER_WORDS)
    for per, (chinese, english) in units.PER_WORDS.items():
        assert {parse(f"{chinese}51元").per, parse(f"51 yuan {english}").per} == {per}


@pytest.mark.parametrize("word", sorted(units.BEFORE.senses.keys() - {"between"}))
def test_every_word_in_front_is_understood_there(word):
    number = {"上": "百", "平均": "每天51"}.get(word, "51")
    parse(f"{word}{number}" if unicodedata.east_asian_width(word[-1]) == "W" else f"{word} {number}")


@pytest.mark.parametrize("word", units.AFTER.senses)
def test_every_word_behind_is_understood_there(word):
    number = {"joiner": "1", "tiers": "1-5"}.get(units.AFTER.senses[word].kind, "5")
    ending = " 5" if units.AFTER.senses[word].kind == "joiner" else ""
    parse(f"{number} {word}{ending}")


def test_a_word_has_one_sense_in_a_lexicon():
    with pytest.raises(ValueError, match="two senses"):
        units.Lexicon([("家", units.Sense("classifier", "team")), ("家", units.Sense("word"))])


def test_the_public_surface():
    assert quantity.QuantityError.__bases__ == (ValueError,)
    assert [column.name for column in dataclasses.fields(Quantity)] == list(parse("51家").as_record())
