"""Targets as tables: those with a number and their progress, those that nothing is known of, and those in words."""

from opc import marks, wording
from opc.columns import code, pick
from opc.tables import Cell, Column, Link
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def progress(view: View) -> list[Column]:
    """Columns of the targets."""
    lang = view.lang
    return [
        *pick(view, "city", "area", "indicator"),
        Column(t("table.target", lang), lambda r: marks.as_published(r, lang)),
        Column(t("table.counts", lang), lambda r: _counts(r, view)),
        _deadline(view),
        Column(t("table.now", lang), lambda r: _latest(r, view)),
        Column(t("table.state", lang), lambda r: marks.status(r, view)),
        Column(t("table.attainment", lang), lambda r: marks.attained(r, view), numeric=True),
        Column(t("table.missing", lang), lambda r: marks.missing(r, view), numeric=True),
        Column(t("table.required", lang), lambda r: marks.needed(r, view), numeric=True),
        Column(
            t("progress.from_day", lang, day=view.known_on),
            lambda r: marks.needed(r, view, "required_from_day"),
            numeric=True,
        ),
        Column(t("table.observed", lang), lambda r: marks.gained(r, view), fair=True),
        Column(t("table.ahead", lang), lambda r: marks.ahead(r, view), fair=True),
        *pick(view, "evidence", "source", "note"),
    ]


def unseen(view: View) -> list[Column]:
    """Columns of the targets that no current figure is known for, in a line each: the words of a target link to it."""
    lang = view.lang
    return [
        *pick(view, "city", "area", "indicator"),
        Column(
            t("table.target", lang), lambda r: Link(wording.figure(r, lang), r["url"], wording.title(r["title"], lang))
        ),
        _deadline(view),
        *pick(view, "evidence"),
        Column(t("table.note", lang), lambda r: marks.why_unseen(r, view), fair=True),
    ]


def _deadline(view: View) -> Column:
    def cell(row: Row) -> str:
        return wording.deadline(row["deadline"], row["deadline_precision"], view.lang)

    return Column(t("table.deadline", view.lang), cell, whole=True)


def _latest(row: Row, view: View) -> Cell:
    """The latest figure, as a link to its document."""
    figure = marks.latest(row, view)
    if not figure:
        return t("figure.not_disclosed", view.lang)
    return Link(figure, row["latest_url"], wording.title(row["latest_title"], view.lang))


def _counts(row: Row, view: View) -> Cell:
    """What a target counts, with the sign of caution where that is something else than its indicator is named after."""
    counts = code(row, "counts", "counts", view)
    return f"◐ {counts}" if row["counts_differ"] else counts


def statements(view: View) -> list[Column]:
    """Columns of the targets without a number."""
    return pick(view, "city", "figure", "date", "evidence", "source", "note")
