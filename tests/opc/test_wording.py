"""Numbers, bounds and dates in a reader's words."""

import math
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opc import typeset, wording
from opc.quantity import lexicon, parse
from opc.text import t
from opc.wording import rounding
from opc.wording.rounding import MONEY, RATE, TENTHS

NUMBERS = [
    (0, "0", "0"),
    (0.04, "0.04", "0.04"),
    (0.000012, "0.000012", "0.000012"),
    (1, "1", "1"),
    (-5, "−5", "−5"),
    (12.5, "12.5", "12.5"),
    (999.95, "999.95", "999.95"),
    (1000, "1000", "1,000"),
    (1234, "1234", "1,234"),
    (9999, "9999", "9,999"),
    (10_000, "1万", "10,000"),
    (20_000, "2万", "20,000"),
    (12_346, "1.2346万", "12,346"),
    (12_345.5, "12345.5", "12,345.5"),
    (99_995, "9.9995万", "99,995"),
    (123_456, "12.3456万", "123,456"),
    (1_000_000, "100万", "1 m"),
    (1_350_000, "135万", "1.35 m"),
    (-1_350_000, "−135万", "−1.35 m"),
    # In a smaller scale where it would have a long tail.
    (9_202_432, "920.2432万", "9,202,432"),
    (99_999_999, "9999.9999万", "99,999,999"),
    (123_456_000, "12345.6万", "123.456 m"),
    (123_456_789, "12345.6789万", "123,456,789"),
    (120_000_000, "1.2亿", "120 m"),
    (1.2e8, "1.2亿", "120 m"),
    (5_000_000_000, "50亿", "5 bn"),
    (1_352_760_000_000, "13527.6亿", "1,352.76 bn"),
    # What was counted in another unit has a tail that nobody has published: 10亩 and the like.
    (6666.666666666667, "6667", "6,667"),
    (11.651674641148325, "11.65", "11.65"),
]


@pytest.mark.parametrize(("value", "zh", "en"), NUMBERS)
def test_a_number_loses_no_digit_in_the_scale_of_its_language(value, zh, en) -> None:
    assert (wording.number(value, "zh"), wording.number(value, "en")) == (zh, en)


# What rounds up to the next scale is written in it: not 10,000万 and not 1,000 m.
ROUNDED_UP = [
    (9_999.7, "1万", "10,000"),
    (99_999_999, "1亿", "100 m"),
    (999_999.9, "100万", "1 m"),
    (999_999_999, "10亿", "1 bn"),
]


@pytest.mark.parametrize(("value", "zh", "en"), ROUNDED_UP)
def test_a_number_that_rounds_up_to_the_next_scale_is_written_in_it(value, zh, en) -> None:
    assert (wording.number(value, "zh", 4), wording.number(value, "en", 4)) == (zh, en)


@pytest.mark.parametrize("value", [0.1 + 0.2, 1e-7, 1e15, 2.5, 3.5])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_number_is_written_with_an_exponent_or_idle_zeros(value, lang) -> None:
    words = wording.number(value, lang)
    assert "e" not in words.lower()
    assert not (("." in words) and words.rstrip("万亿 bnm").endswith("0"))


def test_fewer_digits_can_be_asked_for() -> None:
    assert wording.number(1234, "en", digits=2) == "1,234"
    assert wording.number(12_345, "zh", digits=2) == "1.2万"


AMOUNTS = [
    (1, "team", None, "1家", "1 team"),
    (1, "scenario", None, "1个场景", "1 use case"),
    (1, "person", "community", "1人/社区", "1 person per community"),
    (1_000_000, "person", None, "100万人", "1 m people"),
    (1, "m2", None, "1平方米", "1 m²"),
    (51, "team", None, "51家", "51 teams"),
    (20_000, "m2", None, "2万平方米", "20,000 m²"),
    (5_000_000, "CNY", "team", "500万元/家", "CNY 5 m per team"),
    (3_000, "CNY", "month", "3000元/月", "CNY 3,000 per month"),
    (5.1, "percent", None, "5.1%", "5.1%"),
    (12, "community", None, "12个社区", "12 communities"),
    (108.7, "team", "million_residents", "108.7家/百万人", "108.7 teams per million residents"),
]


@pytest.mark.parametrize(("value", "unit", "per", "zh", "en"), AMOUNTS)
def test_an_amount_has_its_unit_where_the_language_puts_it(value, unit, per, zh, en) -> None:
    assert wording.amount(value, unit, "zh", per) == zh
    assert wording.amount(value, unit, "en", per) == en


def row(low, low_closed, high, high_closed, comparator="=", **more) -> dict:
    return {
        "low": low, "low_closed": low_closed, "high": high, "high_closed": high_closed, "comparator": comparator, **more
    }  # fmt: skip


SHAPES = [
    pytest.param(row(51, True, 51, True), "51家", "51 teams", id="exact"),
    pytest.param(row(0, True, 0, True), "0家", "0 teams", id="exactly none"),
    pytest.param(row(130, True, 130, True, "~"), "约130家", "about 130 teams", id="about"),
    pytest.param(row(1000, False, None, None, ">"), "超过1000家", "more than 1,000 teams", id="more than"),
    pytest.param(row(1000, True, None, None, ">="), "至少1000家", "at least 1,000 teams", id="at least"),
    pytest.param(row(None, None, 200, False, "<"), "不足200家", "less than 200 teams", id="less than"),
    pytest.param(row(None, None, 200, True, "<="), "至多200家", "at most 200 teams", id="at most"),
    # Nothing is said of a lower bound of 0.
    pytest.param(row(0, True, 200, False, "<"), "不足200家", "less than 200 teams", id="less than, from 0"),
    pytest.param(row(0, False, 200, True, "<="), "至多200家", "at most 200 teams", id="at most, above 0"),
    pytest.param(row(10, True, 20, True, "range"), "10–20家", "10–20 teams", id="range"),
    pytest.param(row(10, False, 20, False, "range"), "10–20家", "10–20 teams", id="open range"),
    pytest.param(row(-11.9, True, 6, True, "range"), "−11 至 6家", "−11 to 6 teams", id="below and above 0"),
    pytest.param(row(None, None, None, None, "none"), "—", "—", id="nothing"),
    pytest.param(row(0, False, None, None), "—", "—", id="anything above 0"),
    pytest.param(row(0, True, None, None), "—", "—", id="anything from 0"),
]


@pytest.mark.parametrize(("given", "zh", "en"), SHAPES)
def test_bounds_are_worded_by_their_shape(given, zh, en) -> None:
    assert (wording.bounds(given, "team", "zh"), wording.bounds(given, "team", "en")) == (zh, en)


RATES = [
    ((1.304, True, 1.304, True), "1.3家/百万人"),
    ((5.5420132, True, 5.5420132, True), "5.54家/百万人"),
    ((12345, True, 12345, True), "1.23万家/百万人"),
    # Away from each other: more than 10.76 is more than 10.7, and less than 11.31 is less than 11.4.
    ((10.76, False, None, None), "超过10.7家/百万人"),
    ((0, False, 11.31, False), "不足11.4家/百万人"),
    ((10.31, True, 10.32, True), "10.3–10.4家/百万人"),
]


@pytest.mark.parametrize(("ends", "words"), RATES)
def test_a_rate_has_three_significant_digits_and_bounds_that_still_hold(ends, words) -> None:
    given = dict(zip(("low", "low_closed", "high", "high_closed"), ends, strict=True))
    assert wording.bounds(given, "team", "zh", wording.RATE) == words


# Ends, how fine, and the words of a percentage: what is printed holds, is close, and is no other state than what it is.
WORKED_OUT = [
    ((0.2938, False, None, None), TENTHS, "more than 0.29%"),
    ((4.476, True, None, None), TENTHS, "at least 4.4%"),
    ((0.04, True, None, None), TENTHS, "at least 0.04%"),
    ((0, True, 1.814, False), TENTHS, "less than 1.9%"),
    ((0.556, True, 1.559, True), TENTHS, "0.55–1.6%"),
    # Alike when rounded to the nearest, and no exact value all the same.
    ((26.41, True, 26.44, True), TENTHS, "26.4–26.5%"),
    ((26.469565217391304, True, 26.469565217391307, True), TENTHS, "26.5%"),
    ((1234.56, True, 1234.56, True), TENTHS, "1,234.6%"),
    # Nearly all is not all.
    ((0, True, 99.96, True), TENTHS, "at most 99.96%"),
    ((99.996, True, 99.996, True), TENTHS, "99.996%"),
    ((100.04, True, None, None), TENTHS, "at least 100.04%"),
    ((100, True, None, None), TENTHS, "at least 100%"),
    # The noise of arithmetic is no digit.
    ((0.1 + 0.2, True, 0.7 * 3, True), TENTHS, "0.3–2.1%"),
    ((71_428_571.43, False, None, None), MONEY, "more than 71.42 m%"),
    ((0, True, 166.667, False), MONEY, "less than 166.7%"),
    ((166.667, True, None, None), MONEY, "at least 166.6%"),
    ((0.294117, True, 0.294118, True), MONEY, "0.2941–0.2942%"),
    # As published.
    ((12_346, False, None, None), None, "more than 12,346%"),
    ((99.96, True, 99.97, True), None, "99.96–99.97%"),
    ((6666.666666666667, False, 13333.333333333334, True), None, "6,666–13,334%"),
]


@pytest.mark.parametrize(("ends", "fine", "words"), WORKED_OUT)
def test_bounds_are_rounded_away_from_each_other(ends, fine, words) -> None:
    given = dict(zip(("low", "low_closed", "high", "high_closed"), ends, strict=True))
    assert wording.bounds(given, "percent", "en", fine=fine) == words


ENDS = st.one_of(st.none(), st.floats(1e-6, 1e12), st.floats(-1e9, -1e-6), st.integers(1, 10**12))


@settings(deadline=None)
@given(ENDS, ENDS, st.sampled_from([None, TENTHS, MONEY, RATE]))
def test_rounded_bounds_hold_and_are_close(one, other, fine) -> None:
    low, high = (one, other) if None in (one, other) or one <= other else (other, one)
    first, last = rounding.outward(low, high, fine, whole=100)
    digits = 4 if fine is None else fine.digits
    for end, rounded, way in ((low, first, 1), (high, last, -1)):
        if end is not None:
            inside = way * (Decimal(str(end)) - rounded) / abs(Decimal(str(end)))
            assert inside <= Decimal(10) ** (1 - digits)
            assert inside >= Decimal("-1e-11") or first == last
    if low is not None and high is not None:
        # Ends of twelve digits that are alike are one; two numbers that long may be close and stay two.
        assert first != last or math.isclose(low, high, rel_tol=1e-11)
        assert first == last or low != high


def test_a_rank_is_one_or_a_span() -> None:
    assert [wording.rank(3, 3, lang) for lang in ("zh", "en")] == ["第 3 名", "Rank 3"]
    assert [wording.rank(3, 4, lang) for lang in ("zh", "en")] == ["第 3–4 名", "Rank 3–4"]
    row = {"rank_best": 3, "rank_worst": 4, "disclosed": 7}
    assert wording.place(row, "en") == "Rank 3–4 of 7 that disclose"


def test_bounds_of_money_over_teams() -> None:
    given = row(0, False, 5_000_000, False)
    assert wording.bounds(given, "CNY", "zh", "team") == "不足500万元/家"
    assert wording.bounds(given, "CNY", "en", "team") == "less than CNY 5 m per team"


def test_bounds_are_read_from_the_columns_of_their_stem() -> None:
    given = {f"attainment_{end}": value for end, value in row(0, False, 5.1, False).items()}
    assert wording.bounds(given, "percent", "zh", stem="attainment") == "低于5.1%"
    assert wording.bounds(given, "percent", "en", stem="attainment") == "less than 5.1%"


FIGURES = [
    # The phrase itself stays where the reader can read it.
    (row(1000, False, None, None, ">", obs_text="超1000家", unit="team"), "超1000家", "more than 1,000 teams"),
    (
        row(50_000, False, None, None, ">", obs_text="exceed 50,000 sq m", unit="m2"),
        "超过5万平方米",
        "more than 50,000 m²",
    ),
    (
        row(50_000, False, None, None, ">", obs_text="more than 50,000 sq m", unit="m2"),
        "超过5万平方米",
        "more than 50,000 sq m",
    ),
    (row(51, True, 51, True, obs_text="首批51家", unit="team", is_partial=True), "首批51家", "first batch of 51 teams"),
    (
        row(5e7, True, 5e7, True, obs_text="首期5000万元", unit="CNY", is_partial=True),
        "首期5000万元",
        "first phase of CNY 50 m",
    ),
    (row(5e7, True, 5e7, True, obs_text="first CNY50m", unit="CNY", is_partial=True), "首期5000万元", "first CNY50m"),
    (row(10, True, 10, True, obs_text="10", unit="community"), "10个社区", "10"),
    (row(12, True, 12, True, obs_text="12개", unit="team"), "12家", "12 teams"),
    # A goal in words is shown in its own words in either language.
    (row(None, None, None, None, "none", obs_text="先行示范城", unit="statement"), "先行示范城", "先行示范城"),
    (row(3000, True, 3000, True, obs_text="每月3000元", unit="CNY", per="month"), "每月3000元", "CNY 3,000 per month"),
]


@pytest.mark.parametrize(("given", "zh", "en"), FIGURES)
def test_a_figure_is_its_phrase_where_that_can_be_read_else_its_bounds_in_words(given, zh, en) -> None:
    assert (wording.figure(given, "zh"), wording.figure(given, "en")) == (zh, en)


PERIODS = [
    (None, "日期不详", "undated"),
    ("", "日期不详", "undated"),
    ("2026-02-05", "2026-02-05", "2026-02-05"),
    ("2026-02", "2026-02", "2026-02"),
    ("2026-Q1", "2026-Q1", "2026-Q1"),
    ("2026", "2026", "2026"),
    ("2026-early", "2026年初", "early 2026"),
    ("2026-spring", "2026年春", "spring 2026"),
    ("2026-mid", "2026年中", "mid 2026"),
    ("2026-summer", "2026年夏", "summer 2026"),
    ("2026-autumn", "2026年秋", "autumn 2026"),
    ("2025-late", "2025年末", "late 2025"),
]


@pytest.mark.parametrize(("period", "zh", "en"), PERIODS)
def test_a_date_is_worded_as_precisely_as_it_is_known(period, zh, en) -> None:
    assert (wording.when(period, "zh"), wording.when(period, "en")) == (zh, en)


DEADLINES = [
    (None, None, "未设期限", "no deadline"),
    (date(2027, 12, 31), "day", "2027-12-31", "2027-12-31"),
    (date(2029, 4, 30), "month", "2029-04", "2029-04"),
    (date(2028, 12, 31), "year", "2028 年底前", "by the end of 2028"),
]


@pytest.mark.parametrize(("day", "precision", "zh", "en"), DEADLINES)
def test_a_deadline_is_worded_as_precisely_as_it_was_stated(day, precision, zh, en) -> None:
    assert (wording.deadline(day, precision, "zh"), wording.deadline(day, precision, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("words", "room", "kept"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("甲乙丙", 6, "甲乙丙"),
        ("甲乙丙丁", 6, "甲乙…"),
        ("甲市（东区）", 6, "甲市…"),
        ("甲 · 乙 · 丙", 9, "甲 · 乙…"),
        ("", 6, ""),
    ],
)
def test_a_text_is_cut_to_its_room_and_says_so(words, room, kept) -> None:
    assert typeset.shortened(words, room) == kept
    assert typeset.width(kept) <= room


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", []),
        ("全市 · 2026-02 · B", ["全市 · 2026-02 · B"]),
        ("模力营（南山） · 2026-01-15 · A", ["模力营（南山）", "2026-01-15 · A"]),
        ("甲乙丙丁戊己庚辛壬癸，子丑寅卯", ["甲乙丙丁戊己庚辛壬", "癸，子丑寅卯"]),
        ("counts one-person companies · only one community", ["counts one-person", "companies", "only one community"]),
        ("甲 · 乙 · 丙", ["甲 · 乙 · 丙"]),
        ("10个亿 ÷ 14家", ["10个亿 ÷ 14家"]),
        ("10个亿（只含上城区） ÷ 14家（数智港）", ["10个亿（只含上城区）", "÷ 14家（数智港）"]),
        ("supercalifragilisticexpialidocious", ["supercalifragilisticexpialidocious"]),
    ],
)
def test_words_are_broken_between_parts_then_between_words(words, lines) -> None:
    assert typeset.broken(words, 20) == lines


def test_a_chinese_character_is_as_wide_as_two_letters() -> None:
    assert [typeset.width(words) for words in ("ab", "甲乙", "a甲", "，", "")] == [2, 4, 3, 2, 0]


OFFERS = {
    "rent free": ({"offer": "免租"}, ""),
    "an amount a year": ({"offer": "年最高2万元", "amount_text": "年最高2万元"}, "up to 20,000 yuan per year"),
    "one of two": ({"offer": "个人最高3万元，企业8万元", "amount_text": "最高3万元"}, "up to 30,000 yuan"),
    "all terms": (
        {"offer": "五成，最高2万元，3年", "rate_text": "五成", "amount_text": "最高2万元", "duration_text": "3年"},
        "50%, up to 20,000 yuan, 3 years",
    ),
    "flats": ({"offer": "200套", "amount_text": "200套"}, "200 units"),
}


OFFERS_IN_ENGLISH = {
    "up to CNY800,000": "不超过80万元（up to CNY800,000）",
    # An order of magnitude has no words of ours.
    "hundreds of thousands of yuan": "英文原文：hundreds of thousands of yuan",
}


@pytest.mark.parametrize(("offer", "zh"), OFFERS_IN_ENGLISH.items())
def test_an_english_offer_is_told_in_chinese_and_kept_as_published(offer, zh):
    row = {"offer": offer, "amount_text": offer, "rate_text": None, "duration_text": None, "instrument": "rent"}
    assert (wording.offer(row, "zh"), wording.offer(row, "en")) == (zh, offer)


PHRASES = [
    ("超千家", "超千家", "more than 1,000 companies (超千家)"),
    ("50-80%，年最高50万", "50-80%，年最高50万", "50-80%，年最高50万"),
    ("100TB", "100TB", "100TB"),
    ("exceed 500,000 sq m", "超50万平方米（exceed 500,000 sq m）", "exceed 500,000 sq m"),
    ("model coupons", "英文原文：model coupons", "model coupons"),
    ("hundreds of thousands of yuan", "英文原文：hundreds of thousands of yuan", "hundreds of thousands of yuan"),
]


@pytest.mark.parametrize(("phrase", "zh", "en"), PHRASES)
def test_a_phrase_is_told_in_the_readers_language_where_it_is_one_figure(phrase, zh, en):
    assert (wording.phrase(phrase, "zh"), wording.phrase(phrase, "en")) == (zh, en)


def test_a_measure_word_is_told_as_what_is_measured():
    assert wording.phrase("100 OPC communities", "zh", "community") == "100个社区（100 OPC communities）"


def test_brackets_inside_brackets_become_a_dot_or_a_comma():
    assert typeset.inside("未来数智港（上城）") == "未来数智港·上城"
    assert typeset.inside("Future Port (Shangcheng)") == "Future Port, Shangcheng"
    assert typeset.inside("上城区") == "上城区"


@pytest.mark.parametrize("name", OFFERS)
def test_an_offer_is_told_in_english_and_kept_as_published(name):
    given, terms = OFFERS[name]
    row = dict.fromkeys(("rate_text", "amount_text", "duration_text")) | given
    told = f"{terms} ({given['offer']})" if terms else f"in Chinese: {given['offer']}"
    assert wording.offer(row | {"instrument": "rent"}, "en") == (given["offer"] if given["offer"].isascii() else told)
    assert wording.offer(row, "zh") == given["offer"]


@pytest.mark.parametrize(("lang", "words"), [("zh", "920.2万"), ("en", "9.2 million")])
def test_within_a_sentence_the_scale_is_spelled_out(lang, words) -> None:
    assert wording.number(9_202_432, lang, 4 if lang == "zh" else 3, spelled_out=True) == words


def test_a_first_phase_of_money_is_no_first_batch() -> None:
    row = dict.fromkeys(("rate_text", "duration_text")) | {"amount_text": "首期100万元", "instrument": "startup_grant"}
    assert wording.offer(row | {"offer": "首期100万元"}, "en").startswith("first phase of 1,000,000 yuan")


def test_a_package_is_told_by_how_many_measures_it_has() -> None:
    row = dict.fromkeys(("rate_text", "duration_text")) | {"amount_text": "十项", "instrument": "package"}
    assert wording.offer(row | {"offer": "十项礼包"}, "en") == "10 measures (十项礼包)"


TITLES = [
    ("一人公司长文（原题未见）", "［无题名：一人公司长文］", "[untitled: 一人公司长文]"),
    ("报道（署名文章，标题未随副本提供）", "［无题名：报道，署名文章］", "[untitled: 报道，署名文章]"),
    ("行动计划（试行）", "《行动计划（试行）》", "“行动计划（试行）”"),
]


@pytest.mark.parametrize(("title", "zh", "en"), TITLES)
def test_what_stands_for_a_title_is_in_brackets_and_not_in_those_of_titles(title, zh, en) -> None:
    assert (wording.titled(title, "zh"), wording.titled(title, "en")) == (zh, en)
    assert wording.title(title, "zh") == zh.strip("《》")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("per", sorted(lexicon.PER_WORDS))
def test_whatever_a_phrase_may_be_paid_for_has_words(per, lang):
    assert t(f"per.{per}", lang)


@pytest.mark.parametrize(
    ("words", "room"),
    [
        ("若无新增，自 2026-11-27 起每月需 0.8–2个社区", 43),
        ("社区内 60000平方米", 14),
        ("最近是 2026年初", 12),
        ("已达 5.1%", 8),
    ],
)
def test_a_line_does_not_end_between_a_number_and_its_unit(words, room) -> None:
    lines = typeset.broken(words, room)
    assert len(lines) > 1
    for line, following in pairwise(lines):
        assert not (line[-1].isdigit() and not following[0].isdigit()), (line, following)


@pytest.mark.parametrize(
    ("counts", "figure", "said"),
    [
        ("teams", "超1000家", "more than 1,000 teams"),
        ("ai_companies", "超2600家", "more than 2,600 companies"),
        ("legal_one_person", "近12万家", "nearly 120,000 companies"),
        ("entities_served", "500家以上", "at least 500 entities"),
        ("registered_opc", "1家", "1 company"),
        ("projects", "突破百个", "more than 100 projects"),
        (None, "20家", "20 teams"),
    ],
)
def test_in_english_what_is_no_team_is_not_called_one(counts, figure, said):
    bounds = parse(figure)
    row = {
        "obs_text": figure, "unit": "team", "per": None, "counts": counts, "comparator": bounds.comparator,
        "low": bounds.low, "low_closed": bounds.low_closed, "high": bounds.high, "high_closed": bounds.high_closed,
        "is_partial": False,
    }  # fmt: skip
    assert wording.figure(row, "en") == said
    assert wording.figure(row, "zh") == figure


IN_WHOLE = [
    ((2.7, True, 3.3, True), "community", None, "3个社区", "3 communities"),
    ((4.5, True, 6.6, True), "team", None, "5–6家", "5–6 teams"),
    ((2.7, False, None, None), "team", None, "至少3家", "at least 3 teams"),
    ((None, None, 3.3, False), "team", None, "至多3家", "at most 3 teams"),
    # What is whole already stays as open as it was; the noise of arithmetic is no part of a team.
    ((949, False, None, None), "team", None, "超过949家", "more than 949 teams"),
    ((3.0000000000000004, True, 4.0, True), "team", None, "3–4家", "3–4 teams"),
    # Bounds without a whole number between them stay, and so does what is measured or comes at a rate.
    ((2.2, True, 2.8, True), "team", None, "2.2–2.8家", "2.2–2.8 teams"),
    ((2.7, True, 3.3, True), "person", "day", "2.7–3.3人/天", "2.7–3.3 people per day"),
    ((2.7, True, 3.3, True), "m2", None, "2.7–3.3平方米", "2.7–3.3 m²"),
    ((2.7, True, 3.3, True), "month", None, "2.7–3.3个月", "2.7–3.3 months"),
]


@pytest.mark.parametrize(("ends", "unit", "per", "zh", "en"), IN_WHOLE)
def test_what_is_counted_is_told_in_whole_numbers(ends, unit, per, zh, en) -> None:
    given = row(*ends, "range")
    before = dict(given)
    assert [wording.bounds(given, unit, lang, per) for lang in ("zh", "en")] == [zh, en]
    assert given == before


@given(*[st.decimals(0, 10**6, places=3).map(float)] * 2)
def test_whole_numbers_lie_within_the_bounds_and_leave_none_out(one, other) -> None:
    low, high = sorted((one, other))
    first, last = rounding.inward(low, high)
    assert low <= first <= last <= high
    if (first, last) != (low, high):
        assert (first, last) == (math.ceil(low), math.floor(high))
