"""Every word stands in text.yml, in both languages, is used, and is asked for with the values it holds."""

import re

import pytest

from opc.text import LANGUAGES, MissingTextError, entries, t
from tests.opc.asked_texts import fields, is_asked_for

LATIN_NAMES = {"OPC", "AI", "City", "Atlas", "D", "python", "etl", "force", "m", "English"}
LATIN_NAMES |= {"DuckDB", "Parquet", "OpenAPI", "schema", "org", "EB", "OL"}
# Words of SQL, keys, and systems.
LATIN_NAMES |= {"SQL", "SELECT", "WITH", "PIVOT", "ON", "IN", "SHOW", "TABLES", "DESCRIBE", "SUMMARIZE"}
LATIN_NAMES |= {"Ctrl", "Enter", "Linux", "macOS"}
CHINESE = re.compile(r"[\u3400-\u9fff]")


# A thousand texts in one test each: a case of its own would take longer to report than to look at.
def test_a_text_stands_in_both_languages_with_the_same_values():
    assert [key for key, words in entries().items() if set(words) != set(LANGUAGES)] == []
    differing = [key for key, words in entries().items() if fields(words["zh"]) != fields(words["en"])]
    assert differing == []


def test_chinese_is_chinese_and_english_is_english():
    foreign = {key: latin_words(words["zh"]) for key, words in entries().items() if latin_words(words["zh"])}
    assert foreign == {}
    assert [key for key, words in entries().items() if CHINESE.search(words["en"])] == ["app.other_name"]


def latin_words(text: str) -> set[str]:
    """What a Chinese text says in another alphabet, but for names that have no other."""
    return set(re.findall(r"[A-Za-z]+", re.sub(r"\{[^}]*\}", "", text))) - LATIN_NAMES


def test_every_text_is_used():
    assert [key for key in entries() if not is_asked_for(key)] == []


@pytest.mark.parametrize("key", ["table.level", "trends.whole", "link.profile", "nav.nowhere", "nobody.asks"])
def test_a_text_that_nobody_asks_for_is_found(key):
    """Keys are put together in many places, none of which makes these."""
    assert not is_asked_for(key)


@pytest.mark.parametrize(
    ("cities", "opc", "words"),
    [
        (5, 1, "5 cities have announced funding; 1 has a fund for OPCs"),
        (1, 0, "1 city has announced funding; 0 have a fund for OPCs"),
        ("1,234", "1", "1,234 cities have announced funding; 1 has a fund for OPCs"),
    ],
)
def test_a_counted_word_is_as_its_number_asks_for(cities, opc, words):
    assert t("funding.title", "en", cities=cities, opc=opc) == words


def test_a_text_that_is_missing_raises():
    with pytest.raises(MissingTextError, match=r"no\.such\.key"):
        t("no.such.key", "zh")
    with pytest.raises(MissingTextError):
        t("app.name", "fr")
