"""How figure phrases are read: rules by row, every phrase of the research ledger, and what is refused.

The tables stand in tests/opc/phrases; those of the ledger hold every figure phrase of the research ledger, what cannot
be read by the reason why. A row is `phrase → reading`. A reading is the comparator, the interval in base units with its
closed [ ] or open ( ) ends, the assumed bounds (from, to), the unit or -, the period, and the flags; in `refused` it is
a part of the sentence that refuses the phrase, in `written` the phrase of our own in both languages.
"""

import dataclasses
import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from opc import quantity
from opc.quantity import Quantity, QuantityError, folding, lexicon, numerals, parse, write
from opc.quantity.senses import Lexicon, Sense

PHRASES = Path(__file__).with_name("phrases")
READ = ("numbers", "qualifiers", "ranges", "periods", "units", "nouns", "offers", "english", "press", "words", "ledger")
UNREAD = ("ledger_without_a_number", "ledger_dates", "ledger_two_figures")


def shown(found: Quantity) -> str:
    """A quantity as the tables write it."""
    low = "(-∞" if found.low is None else f"{'[' if found.low_closed else '('}{found.low}"
    high = "∞)" if found.high is None else f"{found.high}{']' if found.high_closed else ')'}"
    words = [found.comparator, f"{low}, {high}"]
    words += [] if found.assumed_low is None else [f"from {found.assumed_low}"]
    words += [] if found.assumed_high is None else [f"to {found.assumed_high}"]
    words += [found.unit or "-"] + ([f"per {found.per}"] if found.per else [])
    return " ".join([*words, *found.flags])


def lines(table: str) -> list[str]:
    """The lines of a table as they are: blanks around a phrase belong to it."""
    return (PHRASES / f"{table}.txt").read_text(encoding="utf-8").strip("\n").splitlines()


def rows(table: str) -> list:
    """The rows of a table, each known by its phrase."""
    pairs = [line.strip().split(" → ") for line in lines(table)]
    return [pytest.param(phrase, reading, id=phrase) for phrase, reading in pairs]


@pytest.mark.parametrize(("phrase", "reading"), [row for table in READ for row in rows(table)])
def test_reads(phrase, reading):
    assert shown(parse(phrase)) == reading


@pytest.mark.parametrize(("phrase", "reading"), [row for table in READ for row in rows(table)])
def test_words_anew_what_was_read(phrase, reading):
    found = parse(phrase)
    for lang in ("zh", "en"):
        again = parse(write(found, lang))
        if "亩" in phrase or " mu" in phrase:  # a fifteenth of a hectare has no last digit
            again = dataclasses.replace(again, assumed_low=found.assumed_low, assumed_high=found.assumed_high)
        assert shown(again) == reading


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [pytest.param(*line.split(" → "), id=line) for line in lines("refused")],
)
def test_refuses_with_a_sentence(phrase, sentence):
    phrase = phrase.strip()
    with pytest.raises(QuantityError) as error:
        parse(phrase)
    assert str(error.value).startswith(repr(phrase))
    assert sentence in str(error.value)


@pytest.mark.parametrize("phrase", lines("ledger_without_a_number"))
def test_refuses_ledger_phrases_without_a_number(phrase):
    with pytest.raises(QuantityError, match="is not a quantity — expected"):
        parse(phrase)


@pytest.mark.parametrize("phrase", lines("ledger_dates"))
def test_refuses_ledger_dates(phrase):
    with pytest.raises(QuantityError, match="holds a date, which is not a quantity"):
        parse(phrase)


@pytest.mark.parametrize("phrase", lines("ledger_two_figures"))
def test_refuses_ledger_phrases_with_two_figures(phrase):
    with pytest.raises(QuantityError, match="holds two figures — split it"):
        parse(phrase)


def test_every_phrase_of_the_ledger_stands_in_one_table():
    listed = [row.values[0] for row in rows("ledger")]
    for table in UNREAD:
        listed += lines(table)
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


@pytest.mark.parametrize(("phrase", "chinese", "english"), [line.split(" → ") for line in lines("written")])
def test_words_in_both_languages(phrase, chinese, english):
    assert (write(parse(phrase), "zh"), write(parse(phrase), "en")) == (chinese, english)


def test_there_is_no_third_language():
    with pytest.raises(ValueError, match="fr"):
        write(parse("51家"), "fr")


# --- The registries ---

WORDS_OF_THE_GRAMMAR = [*lexicon.BEFORE.senses, *lexicon.AFTER.senses]


def test_every_word_is_spelled_as_folding_spells_it():
    assert [word for word in WORDS_OF_THE_GRAMMAR if folding.fold(word) != word] == []


def test_every_variant_character_is_used():
    used = set("".join(WORDS_OF_THE_GRAMMAR)) | numerals.CHARACTERS | set("数几余-~")
    assert {variant: plain for variant, plain in folding._VARIANTS.items() if not set(plain) <= used} == {}


def test_every_traditional_character_of_a_pair_is_rare_in_simplified_text():
    assert not set(folding._VARIANTS) & set("".join(WORDS_OF_THE_GRAMMAR))


def test_no_word_says_that_something_is_not_so():
    lexicons = (*lexicon.BEFORE.senses.items(), *lexicon.AFTER.senses.items())
    allowed = {word for word, sense in lexicons if sense.kind == "bound"} | {"不等", "未来"}
    denials = set("未不没无非缺减除降")
    assert [word for word in WORDS_OF_THE_GRAMMAR if denials & set(word) and word not in allowed] == []


def test_every_unit_has_words_and_is_read_back():
    kinds = ("measure", "noun", "classifier")
    named = {sense.value for sense in lexicon.AFTER.senses.values() if sense.kind in kinds}
    assert named == set(lexicon.UNIT_WORDS)
    for unit, (chinese, one, many) in lexicon.UNIT_WORDS.items():
        assert {parse(f"51{chinese}").unit, parse(f"1 {one}").unit, parse(f"51 {many}").unit} == {unit}


def test_every_period_has_words_and_is_read_back():
    kinds = ("time", "bare_time", "payee")
    senses = [*lexicon.BEFORE.senses.values(), *lexicon.AFTER.senses.values()]
    pers = {sense.value for sense in senses if sense.kind in kinds}
    assert pers == set(lexicon.PER_WORDS)
    for per, (chinese, english) in lexicon.PER_WORDS.items():
        assert {parse(f"{chinese}51元").per, parse(f"51 yuan {english}").per} == {per}


@pytest.mark.parametrize("word", sorted(lexicon.BEFORE.senses.keys() - {"between", "介于"}))
def test_every_word_in_front_is_understood_there(word):
    # A noun in front says what 个 counts, and is no part of a version such as AI 2.0.
    is_name = lexicon.BEFORE.senses[word].kind in ("topic", "name")
    needed = {"上": "百", "平均": "每天51", "打": "5折", "within": "5 days"}
    number = needed.get(word, "51个" if is_name else "51")
    parse(f"{word}{number}" if unicodedata.east_asian_width(word[-1]) == "W" else f"{word} {number}")


@pytest.mark.parametrize("word", lexicon.AFTER.senses)
def test_every_word_behind_is_understood_there(word):
    number = {"joiner": "1", "tiers": "1-5", "between": "1-5"}.get(
        lexicon.AFTER.senses[word].kind, {"起": "5元", "内": "5天", "and": "5 founders"}.get(word, "5")
    )
    ending = " 5" if lexicon.AFTER.senses[word].kind == "joiner" else {"and": " innovators", "的": "奖励"}.get(word, "")
    parse(f"{number} {word}{ending}")


def test_a_word_has_one_sense_in_a_lexicon():
    with pytest.raises(ValueError, match="two senses"):
        Lexicon([("家", Sense("classifier", "team")), ("家", Sense("word"))])


def test_the_public_surface():
    assert quantity.QuantityError.__bases__ == (ValueError,)
    assert [column.name for column in dataclasses.fields(Quantity)] == list(parse("51家").as_record())
