"""Every word stands in text.yml, in both languages, is used, and is asked for with the values it holds."""

import ast
import re
import string
from pathlib import Path

import pytest

from opc.text import LANGUAGES, MissingTextError, entries, t

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "opc").rglob("*.py")]
LATIN_NAMES = {"OPC", "AI", "City", "Atlas", "D", "python", "etl", "force", "m", "English"}
LATIN_NAMES |= {"DuckDB", "Parquet", "OpenAPI", "schema", "org", "EB", "OL"}
# Words of SQL, keys, and systems.
LATIN_NAMES |= {"SQL", "SELECT", "WITH", "PIVOT", "ON", "IN", "SHOW", "TABLES", "DESCRIBE", "SUMMARIZE"}
LATIN_NAMES |= {"Ctrl", "Enter", "Linux", "macOS"}


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def asked() -> tuple[set[str], list[re.Pattern]]:
    """The keys that the code asks for: whole ones, and patterns for those put together."""
    whole, patterns = set(), []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(v.value) if isinstance(v, ast.Constant) else "[^.]+" for v in node.values]
                patterns.append(re.compile("".join(parts)))
    return whole, patterns


@pytest.mark.parametrize("key", sorted(entries()))
def test_a_text_stands_in_both_languages_with_the_same_values(key):
    words = entries()[key]
    assert set(words) == set(LANGUAGES)
    assert fields(words["zh"]) == fields(words["en"]) or key in ("compare.title",)


@pytest.mark.parametrize("key", sorted(entries()))
def test_chinese_is_chinese_and_english_is_english(key):
    words = entries()[key]
    plain = re.sub(r"\{[^}]*\}", "", words["zh"])
    latin = set(re.findall(r"[A-Za-z]+", plain)) - LATIN_NAMES
    assert not latin, f"{key}: {latin}"
    if key != "app.other_name":
        assert not re.search(r"[\u3400-\u9fff]", words["en"]), key


def test_every_text_is_used():
    whole, patterns = asked()
    unused = [key for key in entries() if key not in whole and not any(p.fullmatch(key) for p in patterns)]
    assert unused == []


@pytest.mark.parametrize(
    ("cities", "opc", "words"),
    [
        (5, 1, "5 cities have announced funding; 1 of them has a fund for OPCs"),
        (1, 0, "1 city has announced funding; 0 of them have a fund for OPCs"),
        ("1,234", "1", "1,234 cities have announced funding; 1 of them has a fund for OPCs"),
    ],
)
def test_a_counted_word_is_as_its_number_asks_for(cities, opc, words):
    assert t("funding.title", "en", cities=cities, opc=opc) == words


def test_a_text_that_is_missing_raises():
    with pytest.raises(MissingTextError, match=r"no\.such\.key"):
        t("no.such.key", "zh")
    with pytest.raises(MissingTextError):
        t("app.name", "fr")
