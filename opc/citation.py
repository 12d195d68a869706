"""A sentence that can be quoted for each figure, ratio and target, and the citation of its document.

A sentence keeps the qualifier (超1000家 stays so), the area, the date, what is counted and the class of evidence. A
citation follows GB/T 7714—2015 for electronic documents in Chinese, and plain author-title-date in English; dates are
written no more precisely than they are known.
"""

from functools import lru_cache

from opc import marks, warehouse, wording
from opc.catalogue import indicators, label
from opc.tables import Copy
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def quote(row: Row, view: View, value: str | None = None) -> str:
    """What a click copies: the sentence, and below it the citation. Empty for a row that has nothing to quote."""
    said = sentence(row, view, value)
    if not said:
        return ""
    documents = dict.fromkeys(filter(None, (citation(row, view, stem) for stem in ("", "fund", "latest"))))
    return "\n".join((said, *documents))


def button(row: Row, view: View, value: str | None = None) -> Copy | None:
    """The button that copies what a row has to quote, or none."""
    text = quote(row, view, value)
    if not text:
        return None
    title = t("take.copy_of", view.lang, words=wording.shortened(text, 80))
    return Copy(t("take.copy", view.lang), text, t("take.copied", view.lang), title)


def sentence(row: Row, view: View, value: str | None = None) -> str:
    """The figure, ratio or target of a row as a sentence; `value` is what was computed from the figure."""
    if "funds_text" in row:
        return _ratio(row, view) if row["has_teams"] else ""
    if not row.get("obs_text"):
        return ""
    return _target(row, view) if "target_text" in row else _figure(row, view, value)


def citation(row: Row, view: View, stem: str = "") -> str:
    """The document of a row; `stem` is "fund" or "latest" for the documents of those. Empty where the row has none."""
    at = f"{stem}_" if stem else ""
    if not row.get(f"{at}title"):
        return ""
    published, url = row.get(f"{at}published"), row.get(f"{at}url")
    words = {"publisher": row[f"{at}publisher"], "title": row[f"{at}title"]}
    if view.lang == "zh":
        day = f"({wording.when(published, 'zh')})" if published else ""
        taken = _retrieved(view).get(row[f"{at}source_id"], "")
        dates = f". {day}[{taken}]" if day or taken else ""
        return t("cite.document", "zh", **words, dates=dates, address=f". {url}" if url else ".")
    dates = f" {wording.when(published, 'en')}." if published else f" {t('figure.undated', 'en').capitalize()}."
    return t("cite.document", "en", **words, dates=dates, address=f" {url}" if url else "")


@lru_cache(maxsize=4)
def _collected(version: str, view: View) -> dict[str, str]:
    return {row["source_id"]: row["retrieved"] for row in warehouse.query("retrieval", view)}


def _retrieved(view: View) -> dict[str, str]:
    """When each document was collected, by its number."""
    return _collected(view.version, View("", "zh", "D", view.known_on, view.version))


def _place(row: Row, view: View, area: str | None = None) -> str:
    """The city, and the part of it that the figure covers."""
    level = row.get("area_level") if area is None else row.get("teams_level")
    if level in ("city", "province", "country", None):
        return view.name(row)
    part = {"area_level": level, "area": area or row["area"], "area_en": row.get("area_en")}
    return t("progress.place", view.lang, city=view.name(row), area=marks.area_name(part, view))


def _what(row: Row, view: View) -> str:
    known = indicators().get(row["indicator"])
    name = known.label(view.lang) if known else row["indicator"]
    return t("cite.target_of", view.lang, indicator=name) if row.get("scenario") == "target" else name


def _notes(row: Row, view: View) -> str:
    """What is counted, and the evidence."""
    counts = marks.counted(row, view)
    said = [t("cite.counts", view.lang, what=wording.within(counts))] if counts else []
    if row.get("earmark"):
        said.append(label("earmark", row["earmark"], view.lang))
    said.append(t("figure.evidence", view.lang, evidence=row["evidence"]))
    return t("cite.joint", view.lang).join(said)


def _source(row: Row, view: View) -> dict[str, str]:
    published = row.get("published")
    return {
        "publisher": row["publisher"],
        "published": wording.when(published, view.lang) if published else t("figure.undated", view.lang),
    }


def _figure(row: Row, view: View, value: str | None) -> str:
    figure = wording.figure(row, view.lang)
    if value:
        figure = t("cite.computed", view.lang, value=value, figure=figure)
    return t(
        "cite.figure", view.lang, place=_place(row, view), date=wording.when(row["time_period"], view.lang),
        what=_what(row, view), figure=figure, notes=_notes(row, view), **_source(row, view),
    )  # fmt: skip


def _target(row: Row, view: View) -> str:
    return t(
        "cite.target", view.lang, place=_place(row, view), what=_what(row | {"scenario": "target"}, view),
        figure=wording.figure(row, view.lang), state=marks.state_words(row, view), notes=_notes(row, view),
        deadline=wording.deadline(row["deadline"], row["deadline_precision"], view.lang), **_source(row, view),
    )  # fmt: skip


def _ratio(row: Row, view: View) -> str:
    grade = label("grade", row["grade"], view.lang)
    why = marks.reasons(row, view, counts=marks.counted(row, view))
    graded = t("cite.graded", view.lang, grade=grade, reasons=why) if why else grade
    terms = t("funding.over", view.lang, funds=marks.funds_of(row, view), teams=marks.teams_of(row, view))
    return t(
        "cite.ratio", view.lang, place=view.name(row), earmark=label("earmark", row["earmark"], view.lang),
        basis=t(f"controls.basis_{row['basis']}", view.lang), terms=terms, graded=graded,
        ratio=wording.bounds(row, "CNY", view.lang, "team"),
    )  # fmt: skip
