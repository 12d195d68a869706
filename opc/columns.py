"""The columns that tables share: how each cell of a row reads."""

from collections.abc import Callable

from opc import marks, wording
from opc.catalogue import ABOVE_CITIES, label
from opc.documents import documents
from opc.tables import Cell, Column, Link
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def link(row: Row, view: View, stem: str = "") -> Cell:
    """The documents of a row as links: one, several for a sum, or nothing."""
    links = tuple(link_to(document, view) for document in documents(row, view, stem))
    return links if len(links) > 1 else next(iter(links), None)


def link_to(document: Row, view: View) -> Link:
    """A document as a link; where its address is not known, that in words."""
    date = wording.when(document["published"], view.lang) if document["published"] else ""
    words = f"{document['publisher']} {date}".strip()
    missing, title = t("link.no_address", view.lang), wording.title(document["title"], view.lang)
    if not document["url"]:
        words = t("controls.of_kind", view.lang, label=words, kind=missing)
    return Link(words, document["url"], title)


def code(row: Row, column: str, list_name: str, view: View) -> Cell:
    """The words of a code in a row."""
    return label(list_name, row[column], view.lang) if row.get(column) else None


def _city(view: View) -> Column:
    def cell(row: Row) -> Cell:
        if row.get("area_level") in ABOVE_CITIES:
            return view.name(row)
        return marks.city_link(row, view)

    return Column(t("table.city", view.lang), cell, whole=view.lang == "zh")


def _columns(view: View) -> dict[str, Column]:
    """The columns that several tables share."""
    lang = view.lang
    return {
        "city": _city(view),
        "area": Column(t("table.area", lang), lambda r: marks.area_name(r, view) if r.get("area") else None),
        "indicator": Column(t("table.indicator", lang), lambda r: view.name(r, "indicator")),
        "scenario": Column(
            t("table.scenario", lang), lambda r: marks.scenario(r, r["indicator"], lang) if r.get("scenario") else None
        ),
        "figure": Column(t("table.figure", lang), lambda r: _figure(r, view)),
        "bounds": Column(t("table.bounds", lang), lambda r: _bounds(r, view), numeric=True),
        "date": Column(
            t("table.date", lang), lambda r: wording.when(r["time_period"], lang) if r.get("obs_text") else None
        ),
        "counts": Column(t("table.counts", lang), lambda r: code(r, "counts", "counts", view)),
        "evidence": Column(t("table.evidence", lang), lambda r: r.get("evidence")),
        "earmark": Column(t("table.earmark", lang), lambda r: code(r, "earmark", "earmark", view)),
        "item": Column(t("table.item", lang), lambda r: view.name(r, "item")),
        "grade": Column(t("table.grade", lang), lambda r: marks.grade(r, view) or None),
        "reasons": Column(t("table.reasons", lang), lambda r: marks.cautions(r, view)),
        "source": Column(t("table.source", lang), lambda r: link(r, view), wide=True),
        "note": Column(t("table.note", lang), lambda r: view.note(r), wide=True),
        # Several words in one cell would be set in a column as narrow as the longest of them.
        "reached": Column(t("table.evidence", lang), lambda r: _reached(r, view), wide=lang == "en", fair=lang == "zh"),
    }


def _figure(row: Row, view: View) -> Cell:
    """A figure as published, before it in the reader's language where that is another; or why there is none."""
    if not row.get("obs_text"):
        return absent(row, view)
    # What was divided by residents or left out has other bounds, or none.
    return marks.as_published(marks.published(row) if "published_low" in row else row, view.lang)


def _reached(row: Row, view: View) -> str:
    """The class of evidence, and how its document was reached."""
    return marks.SEPARATOR.join(filter(None, (row["evidence"], code(row, "reached", "reached", view))))


def absent(row: Row, view: View) -> Cell:
    """The words for a row without a figure."""
    return marks.absence(row, view) if row.get("status") else None


def _bounds(row: Row, view: View) -> Cell:
    if row.get("low") is None and row.get("high") is None:
        return None
    return wording.bounds(row, row["unit"], view.lang, row.get("per"))


def _unit(row: Row) -> tuple[str | None, str | None]:
    return row.get("unit"), row.get("per")


def ends(
    view: View,
    stem: str = "",
    unit: Callable[[Row], tuple[str | None, str | None]] = _unit,
    of: str = "",
    factor: float = 1,
    text: str = "obs_text",
) -> list[Column]:
    """The bounds of a row as numbers, for a workbook: low, high, whether each belongs to it, and their unit in words.

    `stem` names the columns: "" for low and high, "latest" for latest_low …; `of` says in the headings what has them.
    Where the phrase in the column `text` is not there, they are not disclosed.
    """
    at = f"{stem}_" if stem else ""
    missing = t("figure.not_disclosed", view.lang)

    def column(name: str, cell: Callable[[Row], Cell]) -> Column:
        return Column(marks.SEPARATOR.join(filter(None, (of, t(f"briefing.{name}", view.lang)))), cell)

    def end(name: str, times: float | None = None) -> Column:
        def cell(row: Row) -> Cell:
            value = row.get(f"{at}{name}")
            if value is None:
                return missing if row.get(text, "") is None else None
            return value * times if times else value

        return column(name, cell)

    whole = column("unit", lambda r: wording.unit(*unit(r), view.lang))
    return [end("low", factor), end("high", factor), end("low_closed"), end("high_closed"), whole]


def pick(view: View, *names: str) -> list[Column]:
    """The shared columns of these names."""
    shared = _columns(view)
    return [shared[name] for name in names]
