"""How phrases become bounds: a rule for each kind of wording that occurs, and real phrases as they are read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opc import typeset, wording
from opc.catalogue import label
from opc.methods.parts import Term
from opc.tables import Column, Link
from opc.text import t
from opc.view import View
from opc.warehouse import Row
from opc.wording import counting

if TYPE_CHECKING:
    from opc.quantity.senses import Lexicon

# What the comparators are called in keys of text.
COMPARED = {"=": "exact", ">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most", "~": "about"}
# What is worded with a usual reading is a kind of its own: 150多家 is no 超150家.
USUALLY = {">": "over", "<": "nearly"}
# The sense of the words before a figure that make it one of a kind (opc/quantity/lexicon.py).
SENSES = {"more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<=", "about": "~", "nearly": "near",
          "partial": "partial"}  # fmt: skip
MOST_BEFORE, MOST_BEHIND = 5, 3


def kind(row: Row) -> str:
    """The kind of wording of a phrase."""
    if row["is_partial"]:
        return "partial"
    if row["is_vague"]:
        return "vague"
    compared = row["comparator"]
    return (
        USUALLY.get(compared, COMPARED.get(compared, compared)) if row["has_usual"] else COMPARED.get(compared, "range")
    )


def _called(row: Row, lang: str) -> str:
    name = kind(row)
    if name in ("over", "nearly", "vague", "partial"):
        return t(f"methods.kind.{name}", lang)
    return label("comparator", row["comparator"], lang)


def readings(rows: Sequence[Row], view: View) -> list[Term]:
    """How each kind of wording that occurs is read, with the words that the grammar knows for it."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(kind(row), row)
    return [
        Term(
            f"phrase-{name}",
            _called(row, view.lang),
            _rule(name, row, view.lang),
            t("methods.worded", view.lang, count=row["worded_so"]) + _words(name, view.lang),
        )
        for name, row in first.items()
    ]


def _rule(name: str, row: Row, lang: str) -> str:
    if name not in ("over", "nearly", "about"):
        return t(f"methods.reading.{name}", lang)
    example = wording.phrase(row["obs_text"], lang)
    return typeset.spaced(t(f"methods.reading.{name}", lang, example=example, usual=_usual(row, lang)))


def _words(name: str, lang: str) -> str:
    """Some of the words that make a phrase one of a kind: those before its figure, and those behind it."""
    if name not in SENSES:
        return ""
    # The grammar takes long to get ready, and no other page needs it as a rule.
    from opc.quantity import lexicon

    before, behind = (_of_sense(words, SENSES[name], lang) for words in (lexicon.BEFORE, lexicon.AFTER))
    listed = [*before[:MOST_BEFORE], *behind[:MOST_BEHIND]]
    key = "words" if len(listed) == len(before) + len(behind) else "words_more"
    return t(f"methods.{key}", lang, words=typeset.joined(listed, lang))


def _of_sense(words: "Lexicon", sense: str, lang: str) -> list[str]:
    found = (word for word, meant in words.senses.items() if meant.kind in ("bound", "flag") and meant.value == sense)
    # A sign such as ≥ is no word.
    spelled = (word for word in found if any(letter.isalpha() for letter in word))
    return [word for word in spelled if word.isascii() == (lang == "en")]


def _usual(row: Row, lang: str) -> str:
    return wording.bounds(row, counting.unit(row), lang, row["per"], stem="usual")


def phrase_columns(view: View) -> list[Column]:
    """Columns of the examples: the phrase leads to its document."""
    lang = view.lang
    return [
        Column(t("methods.phrase", lang), lambda r: Link(wording.phrase(r["obs_text"], lang), r["url"]), wide=True),
        Column(t("methods.wording", lang), lambda r: _called(r, lang), whole=lang == "zh"),
        Column(t("table.bounds", lang), lambda r: wording.bounds(r, counting.unit(r), lang, r["per"]), whole=True),
        Column(t("methods.usual", lang), lambda r: _usual(r, lang) if r["has_usual"] else None, whole=True),
        Column(
            t("methods.of", lang), lambda r: f"{view.name(r)}{typeset.SEPARATOR}{view.name(r, 'indicator')}", fair=True
        ),
        Column(t("table.evidence", lang), lambda r: r["evidence"]),
    ]
