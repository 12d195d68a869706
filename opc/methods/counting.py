"""What is counted and what is not, and on what evidence."""

from collections import Counter
from collections.abc import Sequence

from opc import typeset, wording
from opc.catalogue import codelist, indicators, label
from opc.methods.parts import Term
from opc.tables import Column
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# Units that are words and no unit.
WORDS = "statement"


def indicator_columns(view: View) -> list[Column]:
    """Columns of what is measured, as data/indicators.yml defines it."""
    lang = view.lang
    return [
        Column(t("table.indicator", lang), lambda r: _named(r, view), fair=True),
        Column(t("methods.definition", lang), lambda r: indicators()[r["indicator"]].definition[lang], wide=True),
        Column(t("methods.unit", lang), lambda r: _unit(r, lang), whole=True),
        Column(t("methods.family", lang), lambda r: label("family", r["family"], lang), whole=True),
        Column(t("methods.figures", lang), lambda r: r["figures"], numeric=True),
        Column(t("methods.places", lang), lambda r: _places(r, lang), whole=lang == "zh"),
    ]


def _named(row: Row, view: View) -> str:
    name = view.name(row)
    return t("methods.core", view.lang, indicator=name) if row["core"] else name


def _unit(row: Row, lang: str) -> str:
    if row["unit"] == WORDS:
        return t("methods.unmeasured", lang)
    return wording.unit(row["unit"], row["per"], lang)


def _places(row: Row, lang: str) -> str:
    """Of how many cities and provinces figures are known, and whether any is of the whole country."""
    said = [t(f"methods.of_{level}", lang, count=row[level]) for level in ("cities", "provinces") if row[level]]
    said += [t("methods.of_country", lang)] if row["nationwide"] else []
    return typeset.joined(said, lang)


def not_counted(rows: Sequence[Row], view: View) -> str:
    """That nothing is filled in, and how many statements were left out for which reason, the most first."""
    counts = Counter(row["reason"] for row in rows)
    said = (
        t("methods.left_out", view.lang, reason=label("left_out_reason", reason, view.lang), count=count)
        for reason, count in counts.most_common()
    )
    missing = t("figure.not_disclosed", view.lang)
    return t(
        "methods.not_counted", view.lang, missing=missing, count=len(rows), reasons=typeset.joined(said, view.lang)
    )


def evidence_day(view: View) -> str:
    """What the letter of a figure is, and up to which day figures are counted."""
    floor = t("controls.evidence", view.lang)
    return t("methods.evidence", view.lang, floor=floor, day=view.known_on.isoformat())


def evidence(rows: Sequence[Row], view: View) -> list[Term]:
    """Each class of evidence, what it means, and how much stands on it; a class on which nothing stands stays."""
    found = {row["evidence"]: row for row in rows}
    return [
        Term(
            f"evidence-{code}",
            words[view.lang],
            sentence(label("evidence_meaning", code, view.lang), view.lang),
            _stands(found.get(code), view.lang),
        )
        for code, words in codelist("evidence").items()
    ]


def sentence(words: str, lang: str) -> str:
    """Words of a code list as a sentence of their own."""
    return t("methods.sentence", lang, words=words[0].upper() + words[1:])


def _stands(row: Row | None, lang: str) -> str:
    if row is None:
        return t("methods.stands_none", lang)
    counts = {name: row[name] for name in ("figures", "statements", "sources")}
    return t("methods.stands", lang, **counts)
