"""What holds for every figure phrase, tried on phrases from the grammar's own parts and on any text."""

import dataclasses
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from opc.quantity import Quantity, QuantityError, folding, lexicon, numerals, parse, traps, write

LANGUAGES = ("zh", "en")
SCALES = {
    "": 1,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "亿": 10**8,
    "万亿": 10**12,
    "k": 10**3,
    " million": 10**6,
    " bn": 10**9,
}


def understood(phrase: str) -> Quantity | None:
    """The reading of a phrase that may be refused; any other exception fails the test."""
    try:
        return parse(phrase)
    except QuantityError:
        return None


def reading(found: Quantity) -> tuple:
    """All that a phrase says, without its text."""
    return dataclasses.astuple(found)[1:]


def spelled(value: int) -> str:
    """A number below 10^12 in Chinese characters, four digits at a time: an independent second speller."""
    groups = [value // 10**power % 10**4 for power in (8, 4, 0)]
    text = ""
    for group, name in zip(groups, ("亿", "万", ""), strict=True):
        digits = f"{group:04}" if text else f"{group}"
        part = ""
        for digit, power in zip(digits, "千百十 "[-len(digits) :], strict=True):
            part += "零" if digit == "0" else "零一二三四五六七八九"[int(digit)] + power.strip()
        while "零零" in part:
            part = part.replace("零零", "零")
        part = part.removesuffix("零")
        text += part + name if part else ""
    return text or "零"


# --- Phrases from the parts of the grammar ---

whole_numbers = st.integers(0, 10**12)
figures = st.one_of(
    whole_numbers.map(str),
    whole_numbers.map("{:,}".format),
    st.integers(0, 99_999).map(spelled),
    st.sampled_from(["百", "千", "万", "百万", "千万", "两千", "两三百", "十几", "数十", "几百", "七八十"]),
    st.builds(
        "{}{}".format,
        st.decimals(0, 9999, places=2, allow_nan=False).map(lambda value: f"{value.normalize():f}"),
        st.sampled_from(["", "万", "亿"]),
    ),
    st.builds("{}{}{}".format, st.integers(1, 999), st.sampled_from("余多"), st.sampled_from(["", "万"])),
)
words_before = st.sampled_from(sorted(lexicon.BEFORE.senses))
words_behind = st.sampled_from(sorted(lexicon.AFTER.senses))
spaces = st.sampled_from(["", "", " "])
joiners = st.sampled_from(["", "", "", "-", "至", "~", " to ", " and "])


@st.composite
def grammar_phrases(draw) -> str:
    """Words, a figure, words, and perhaps a second end: often a quantity, often just not."""
    parts = draw(st.lists(words_before, max_size=3))
    parts += [draw(figures), *draw(st.lists(words_behind, max_size=3))]
    if joiner := draw(joiners):
        parts += [joiner, draw(figures), *draw(st.lists(words_behind, max_size=2))]
    return draw(spaces).join(parts)


@st.composite
def plain_phrases(draw) -> str:
    """A phrase that is always a quantity: flag, payee, period, qualifier, number, unit."""
    flag = draw(st.sampled_from(["", "首批", "均"]))
    payee = draw(st.sampled_from(["", "每人", "每家", "每个项目"]))
    period = draw(st.sampled_from(["", "每月", "每年", "每天"]))
    qualifier = draw(st.sampled_from(["", "超", "逾", "不少于", "将近", "不足", "最高", "约"]))
    figure, unit = (
        draw(st.integers(1, 10**9)),
        draw(st.sampled_from(["", "元", "家", "平方米", "人", "个社区", "%", "P"])),
    )
    assume(unit or not traps.find_year(str(figure)))
    return f"{flag}{payee}{period}{qualifier}{figure}{unit}"


def check(found: Quantity) -> None:
    """What holds for every quantity."""
    if found.low is not None and found.high is not None:
        assert found.low <= found.high
        assert found.low_closed
        assert found.high_closed
    assert (found.low_closed is None) == (found.low is None)
    assert (found.high_closed is None) == (found.high is None)
    assert found.low is not None or found.high is not None
    assert found.assumed_low is None or Fraction(found.assumed_low) <= Fraction(found.high)
    assert found.assumed_high is None or Fraction(found.assumed_high) >= Fraction(found.low)
    for end in (found.low, found.high):
        assert end is None or (isinstance(end, Decimal) and end.is_finite() and end >= 0)


@given(grammar_phrases())
@settings(max_examples=400, deadline=None)
@example("0余家")
@example("近0家")
def test_whatever_is_understood_is_a_sound_interval_and_can_be_worded(phrase):
    found = understood(phrase)
    assume(found is not None)
    check(found)
    for lang in LANGUAGES:
        again = parse(write(found, lang))
        if "亩" in phrase or "mu" in phrase:  # thirds of a hectare: the last digit of a rounded number says nothing
            again = dataclasses.replace(again, assumed_low=found.assumed_low, assumed_high=found.assumed_high)
        assert reading(again) == reading(found)
        assert write(again, lang) == write(found, lang)


@given(plain_phrases())
@settings(max_examples=200, deadline=None)
def test_a_plain_phrase_is_always_understood_and_comes_back(phrase):
    found = parse(phrase)
    check(found)
    assert found.text == phrase
    assert all(reading(parse(write(found, lang))) == reading(found) for lang in LANGUAGES)


@given(st.integers(0, 10**12 - 1))
@settings(max_examples=300, deadline=None)
def test_chinese_numerals_are_read_as_they_are_spelled(value):
    assert parse(spelled(value) + "家").low == value


@given(
    st.decimals(0, 9, places=4, allow_nan=False).map(lambda value: f"{value.normalize():f}"),
    st.sampled_from(sorted(SCALES)),
)
@settings(deadline=None)
def test_scaling_is_exact(digits, scale):
    found = parse(f"{digits}{scale} 元")
    assert Fraction(found.low) == Fraction(found.high) == Fraction(digits) * SCALES[scale]


@given(st.integers(1, 10**6), st.sampled_from(["公顷", "平方公里", "亩"]))
@settings(deadline=None)
def test_areas_are_exact_or_right_to_28_digits(value, unit):
    square_metres = {"公顷": Fraction(10_000), "平方公里": Fraction(1_000_000), "亩": Fraction(10_000, 15)}
    exact = value * square_metres[unit]
    assert abs(Fraction(parse(f"{value}{unit}").low) / exact - 1) < Fraction(1, 10**27)


# --- Folding ---

TO_TRADITIONAL = {pair[1]: pair[0] for pair in folding._PAIRS.split() if len(pair) == 2 and pair[1] != "-"}
TO_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


@given(grammar_phrases(), st.sampled_from([TO_TRADITIONAL, TO_FULL_WIDTH]))
@settings(max_examples=300, deadline=None)
def test_traditional_and_full_width_characters_say_the_same(phrase, alphabet):
    other = "".join(alphabet.get(character, character) for character in phrase)
    found, again = understood(phrase), understood(other)
    assert (found is None) == (again is None)
    assert found is None or reading(found) == reading(again)


@given(grammar_phrases())
@settings(deadline=None)
def test_case_and_outer_space_say_nothing(phrase):
    found, again = understood(phrase), understood(f" {phrase.upper()}\u3000")
    assert (found is None) == (again is None)
    assert found is None or reading(found) == reading(again)


# --- Any text at all ---

WORDS = [*lexicon.BEFORE.senses, *lexicon.AFTER.senses, *numerals._SCALES, *numerals._ORDERS, "数几余多-odd"]
KNOWN = set("".join(WORDS)) | numerals.CHARACTERS
alphabet_texts = st.text(sorted(KNOWN) + list("，。、()（）¥$%％０１２３一二三万亿"), max_size=30)


@given(st.one_of(st.text(max_size=60), alphabet_texts))
@settings(max_examples=600, deadline=None)
def test_any_text_is_a_quantity_or_a_quantity_error(text):
    found = understood(text)
    if found is not None:
        check(found)
        assert not set(folding.fold(text)) - KNOWN - {" "}


chinese_characters = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
unknown_texts = st.text(chinese_characters, min_size=1, max_size=4).filter(
    lambda text: not set(folding.fold(text)) & KNOWN
)


@given(plain_phrases(), unknown_texts, st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_an_unknown_word_anywhere_makes_an_error(phrase, unknown, place):
    with pytest.raises(QuantityError):
        parse(phrase[:place] + unknown + phrase[place:])


@given(plain_phrases(), st.sampled_from(["未", "没", "无", "减少", "下降", "除", "缺", "不"]))
@settings(deadline=None)
def test_a_denial_in_front_makes_an_error(phrase, denial):
    assume(denial + phrase[0] not in ("不超", "不少", "未满", "不足"))
    with pytest.raises(QuantityError):
        parse(denial + phrase)


PIECES = ["1", "1,", "1.", "1-", "1万", "万", "亿", "一", "一百", "零", "数", "几", "多", "余", "近", "超"]
PIECES += ["年", "1年", "首批", "家", "每个", "k", "of ", "hundreds of ", "+", " ", "ﷺ", "①", "\ud800"]


@pytest.mark.parametrize("piece", PIECES)
def test_long_texts_are_answered_at_once(piece):
    start = time.perf_counter()
    for length in (50, 199, 200, 100_000):
        understood((piece * length)[:length])
        understood("1" + (piece * length)[: length - 1])
    assert time.perf_counter() - start < 1
