"""Queries to begin with: files in opc/explore/examples, with names and headings in the reader's language.

A file holds `{lang}` for the end of a column's name, `{figures}`, `{city}` … for words that stand in data/text.yml, and
`{said_comparator}` for the words of the codes of a column.
"""

import string
from functools import cache
from pathlib import Path

from opc.catalogue import codelist
from opc.text import t

FILES = Path(__file__).with_name("examples")
SAID = "said_"
# In the order in which a reader meets them.
EXAMPLES = (
    "by_province", "most_teams", "per_million", "over_time", "silent", "targets", "qualifiers", "contradictions",
    "publishers", "rent",
)  # fmt: skip


def _said(column: str, lang: str) -> str:
    """The words of the codes of a column, in SQL."""
    cases = (f"when '{code}' then '{words[lang]}'" for code, words in codelist(column).items())
    return "\n        ".join((f"case {column}", *cases)) + "\n    end"


@cache
def example(name: str, lang: str) -> str:
    """The SQL of an example: its words as a comment, then the query."""
    sql = (FILES / f"{name}.sql").read_text(encoding="utf-8").strip()
    named = {field for _, field, _, _ in string.Formatter().parse(sql) if field and field != "lang"}
    coded = {field for field in named if field.startswith(SAID)}
    words = {field: t(f"explore.word.{field}", lang) for field in named - coded}
    words |= {field: _said(field.removeprefix(SAID), lang) for field in coded}
    return f"-- {t(f'explore.example.{name}', lang)}\n{sql.format(lang=lang, **words)}"


def examples(lang: str) -> dict[str, str]:
    """The words of each example and its SQL."""
    return {t(f"explore.example.{name}", lang): example(name, lang) for name in EXAMPLES}
