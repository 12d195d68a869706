"""The ledger of sources: its message, its parts, and the columns of each."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from opc import marks, wording
from opc.catalogue import codelist, indicators, label
from opc.columns import code, pick
from opc.tables import Cell, Column, Link, page_address
from opc.text import t
from opc.view import View
from opc.warehouse import Row

QUERIES = {"statements": "ledger", "documents": "sources", "left_out": "left_out", "rejects": "rejects"}
MOST = 200
# With this day the queries leave nothing out.
EVER = date(1900, 1, 1)


def title(build: Row, view: View) -> tuple[str, str]:
    """How much there is, and of what: the other pages count figures alone."""
    figures, statements = build["observations"], build["statements"]
    return (
        t("sources.title", view.lang, documents=build["sources"], statements=statements),
        t("sources.subtitle", view.lang, figures=figures, others=statements - figures),
    )


def question(
    part: str, kind: list[str], search: str | None, documents: list[str], since: date | None
) -> tuple[str, dict[str, list[str] | str | date | None]]:
    """The query of a part of the ledger, and what is asked of it; without cities it is of all places."""
    since = since or EVER
    asked = {
        "statements": {"kind": kind, "search": search, "since": since},
        "documents": {"search": search, "documents": documents, "since": since},
    }
    return QUERIES[part], asked.get(part, {})


def how_many(rows: Sequence[Row], view: View) -> str:
    """How many of those that match are shown; nothing where it is all of them."""
    total = rows[0].get("matching", len(rows))
    return t("sources.shown", view.lang, shown=len(rows), total=total) if len(rows) < total else ""


def places(rows: Sequence[Row], since: date, view: View) -> list[Link]:
    """The places of statements, those with most first, each leading to its own; none where rows are cut."""
    if not rows or rows[0]["matching"] > len(rows) or "ref_area" not in rows[0]:
        return []
    counted = Counter(view.name(row) for row in rows)
    asked = dict(view.carried) | {"since": since.isoformat()}
    return [
        Link(f"{name} {count}", page_address("sources", **asked | {"search": name}))
        for name, count in counted.most_common()
    ]


def classes(view: View) -> list[str]:
    """The classes of evidence in words."""
    meanings = codelist("evidence_meaning")
    said = ((words[view.lang], meanings[code][view.lang]) for code, words in codelist("evidence").items())
    return [t("paper.definition", view.lang, name=name, words=words) for name, words in said]


def statements(view: View) -> list[Column]:
    """Columns of the statements carried over."""
    lang = view.lang
    return [
        Column(t("table.number", lang), lambda r: r["id"]),
        # A phone shows a row as lines of words: who says what comes first.
        *pick(view, "city"),
        Column(t("table.words", lang), lambda r: _words(r, lang)),
        # Chinese may be broken anywhere, and would be set in a column of two characters.
        Column(t("table.indicator", lang), lambda r: _topic(r, view), whole=lang == "zh"),
        *pick(view, "area"),
        Column(t("table.kind", lang), lambda r: _kind(r, lang), whole=lang == "zh"),
        Column(t("table.date", lang), lambda r: wording.when(r["period"], lang), whole=True),
        *pick(view, "reached", "source", "note"),
    ]


def _words(row: Row, lang: str) -> str:
    """A statement as published; for readers of English with what it says in front, or its title in English."""
    if row["kind"] == "event":
        return row[f"title_{lang}"] if lang == "en" and row["title_en"] else row["words"]
    unit = indicators()[row["topic"]].unit if row["kind"] == "figure" else ""
    return wording.phrase(row["words"], lang, unit)


def _topic(row: Row, view: View) -> Cell:
    if row["kind"] == "figure":
        return indicators()[row["topic"]].label(view.lang)
    return label("instrument" if row["kind"] == "policy" else "event_kind", row["topic"], view.lang)


def _kind(row: Row, lang: str) -> str:
    """Policy or event; of a figure, whether it is actual or a target."""
    return marks.scenario(row, row["topic"], lang) if row["scenario"] else t(f"controls.kind_{row['kind']}", lang)


def documents(view: View) -> list[Column]:
    """Columns of the documents."""
    lang = view.lang
    return [
        Column(t("table.number", lang), lambda r: r["source_id"]),
        Column(t("table.title", lang), lambda r: Link(wording.title(r["title"], lang), r["url"]), wide=True),
        Column(t("table.publisher", lang), lambda r: r["publisher"]),
        Column(t("table.published", lang), lambda r: wording.when(r["published"], lang), whole=True),
        Column(t("table.places", lang), lambda r: r[f"places_{lang}"], fair=True),
        Column(t("table.statements", lang), lambda r: r["statements"], numeric=True),
        Column(t("table.evidence", lang), lambda r: r["best_evidence"]),
    ]


def left_out(view: View) -> list[Column]:
    """Columns of the statements that are not used."""
    lang = view.lang
    return [
        Column(t("table.number", lang), lambda r: r["fact_id"]),
        Column(t("table.place", lang), lambda r: view.name(r)),
        # What 家 counts is not known where a statement is of no indicator: English readers have it as published.
        Column(
            t("table.words", lang), lambda r: wording.phrase(r["obs_text"], lang) if lang == "zh" else r["obs_text"]
        ),
        Column(t("table.reason", lang), lambda r: code(r, "reason", "left_out_reason", view)),
        *pick(view, "evidence", "source", "note"),
    ]


def rejects(view: View) -> list[Column]:
    """Columns of the defects."""
    lang = view.lang
    return [
        Column(t("table.file", lang), lambda r: r["file"]),
        Column(t("table.line", lang), lambda r: r["line"], numeric=True),
        Column(t("table.column", lang), lambda r: r["column_name"]),
        Column(t("table.found", lang), lambda r: r["value"]),
        Column(t("table.reason", lang), lambda r: code(r, "reason", "reject_reason", view)),
    ]


COLUMNS = {"statements": statements, "documents": documents, "left_out": left_out, "rejects": rejects}
