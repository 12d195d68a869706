"""A sentence that can be quoted for each figure, ratio, target and statement.

It keeps the qualifier (超1000家 stays so), the area, the date, what is counted and the class of evidence.
"""

from collections.abc import Mapping
from typing import Any

from opc import marks, typeset, wording
from opc.catalogue import indicators, label
from opc.documents import documents
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# The words of a statement that is no figure, and its date, in the tables that hold such rows.
WORDS, DATES = ("words", "offer", "title_zh", "obs_text"), ("period", "valid_from", "happened_on", "time_period")
AS_PUBLISHED: Mapping[str, Any] = {}
# Comparators whose usual reading is narrower than what they say.
READ = (">", "<", "~")


def sentence(row: Row, view: View, asked: Mapping[str, Any] = AS_PUBLISHED) -> str:
    """The figure, ratio, target or statement of a row as a sentence."""
    if "funds_text" in row:
        return _ratio(row, view, asked) if marks.is_divided(row) or has_own_teams(row) else ""
    if not row.get("title"):
        return ""
    if "unit" not in row:
        return _statement(row, view)
    if not row.get("obs_text"):
        return ""
    return _target(row, view, asked) if "target_text" in row else _figure(row, view, asked)


def has_own_teams(row: Row) -> bool:
    """Whether a ratio divides by a number of the reader's own."""
    return (
        "funds_text" in row and row["teams_text"] is None and row["low" if row["high"] is None else "high"] is not None
    )


def _place(row: Row, view: View) -> str:
    """The city, and the part of it that the figure covers."""
    if row.get("area_level") is None or marks.is_whole(row):
        return view.name(row)
    return t("progress.place", view.lang, city=view.name(row), area=marks.area_name(row, view))


def _what(row: Row, view: View) -> str:
    """What is measured; a fund by its own name."""
    name = view.name(row, "item") or typeset.within(indicators()[row["indicator"]].label(view.lang))
    is_target = row.get("scenario") == "target" or "target_text" in row
    return t("cite.target_of", view.lang, indicator=name) if is_target else name


def _notes(row: Row, view: View, is_read: bool) -> str:
    """What is counted, for what the money is, whether it was read as usual, and the evidence."""
    counts = marks.counted(row, view)
    said = [t("cite.counts", view.lang, what=typeset.within(counts))] if counts else []
    if row.get("earmark"):
        said.append(typeset.within(label("earmark", row["earmark"], view.lang)))
    if row.get("deadline") and "target_text" not in row:
        said.append(_deadline(row, view))
    if is_read:
        said.append(t("cite.as_usual", view.lang))
    return t("cite.joint", view.lang).join((*said, t("figure.evidence", view.lang, evidence=row["evidence"])))


def _deadline(row: Row, view: View) -> str:
    day, precision = row["deadline"], row["deadline_precision"]
    words = wording.deadline(day, precision, view.lang)
    if day is None or precision == "year":
        return words
    return t("figure.deadline", view.lang, date=wording.spelled(words, view.lang))


def _sources(row: Row, view: View, stem: str) -> str:
    return typeset.joined((_source(document, view) for document in documents(row, view, stem)), view.lang)


def _source(row: Row, view: View) -> str:
    published, lang = row.get("published"), view.lang
    if not published:
        day = t("figure.undated", lang)
    else:
        day = wording.when(published, lang) if lang == "zh" else wording.spelled(published, lang)
    return t("cite.source", lang, publisher=row["publisher"], published=day)


def _figure(row: Row, view: View, asked: Mapping[str, Any]) -> str:
    if row.get("status") in ("left_out", "no_population"):
        row = marks.published(row)
    if asked.get("per") == "resident" and row.get("status") == "disclosed":
        published = marks.as_published(marks.published(row), view.lang)
        figure = t("cite.computed", view.lang, value=wording.per_resident(row, view.lang), figure=published)
    else:
        figure = marks.as_published(row, view.lang)
    # The phrase itself is as published, however it is read.
    is_read = bool(asked.get("assumed")) and row["comparator"] in READ and figure != row["obs_text"]
    return t(
        "cite.figure", view.lang, place=_place(row, view), date=wording.spelled(row["time_period"], view.lang),
        what=_what(row, view), figure=figure, notes=_notes(row, view, is_read), source=_source(row, view),
    )  # fmt: skip


def _statement(row: Row, view: View) -> str:
    """A policy, an event, or a row of the ledger: its words as they stand."""
    words = view.name(row, "title") or next((row[name] for name in WORDS if row.get(name)), "")
    day = next((row[name] for name in DATES if row.get(name)), None)
    if not words or not row.get("evidence"):
        return ""
    # What a figure counts and by when it is aimed at belong to it wherever it is quoted.
    notes = _notes(row, view, False)
    return t(
        "cite.statement", view.lang, place=_place(row, view), date=wording.spelled(day, view.lang),
        topic=_topic(row, view), words=words, notes=notes, source=_source(row, view),
    )  # fmt: skip


def _topic(row: Row, view: View) -> str:
    """What a statement is about; an event says it itself."""
    code = row.get("topic") or row.get("instrument")
    if not code or row.get("kind") == "event":
        return ""
    if code in indicators():
        what = _what(row | {"indicator": code}, view)
    else:
        what = typeset.within(label("instrument", code, view.lang))
    return t("cite.topic", view.lang, what=what)


def _target(row: Row, view: View, asked: Mapping[str, Any]) -> str:
    state = [marks.state_words(row, view)]
    if row["state"] != "no_deadline":
        state.insert(0, _deadline(row, view))
    if figure := marks.quoted(marks.latest(row, view), row["latest_text"], view.lang):
        when = wording.spelled(row["latest_period"], view.lang)
        state.append(marks.found_on(row, figure, when, view))
    return t(
        "cite.target", view.lang, place=_place(row, view), what=_what(row, view),
        figure=marks.as_published(row, view.lang), state=t("cite.between", view.lang).join(state),
        notes=_notes(row, view, bool(asked.get("assumed"))), source=_source(row, view),
    )  # fmt: skip


def _ratio(row: Row, view: View, asked: Mapping[str, Any]) -> str:
    lang, own = view.lang, has_own_teams(row)
    grade, why = marks.grade(row, view), marks.cautions(row, view)
    said = [t("cite.graded", lang, grade=grade, reasons=why) if why else grade]
    if asked.get("assumed"):
        said.append(t("cite.as_usual", lang))
    sources = [t("cite.source_of_money", lang, source=_sources(row, view, "fund"))]
    if own:
        teams = t("cite.own_teams", lang, count=row["own_teams"])
    else:
        when = wording.spelled(row["teams_period"], lang)
        teams = t("cite.teams", lang, basis=typeset.within(t(f"controls.basis_{row['basis']}", lang)),
                  teams=marks.quoted(marks.teams_of(row, view), row["teams_text"], lang), date=when)  # fmt: skip
        evidence = t("figure.evidence", lang, evidence=row["teams_evidence"])
        sources.append(t("cite.source_of_teams", lang, source=_source(row, view), evidence=evidence))
    is_bounded = row["low"] or row["high"] is not None
    ratio = wording.a_team(row, lang) if is_bounded else t("progress.state.undecided", lang)
    return t(
        "cite.ratio", lang, place=view.name(row), earmark=typeset.within(label("earmark", row["earmark"], lang)),
        ratio=ratio, funds=marks.quoted(marks.funds_of(row, view), row["funds_text"], lang), teams=teams,
        graded=t("cite.joint", lang).join(said), sources=t("cite.between", lang).join(sources),
    )  # fmt: skip
