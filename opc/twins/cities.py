"""The comparison of cities as tables: figures, places, claims that cannot both hold, the composite."""

from collections.abc import Callable
from functools import cache, partial

from opc import marks, typeset, wording
from opc.catalogue import indicators, label
from opc.columns import absent, link, pick
from opc.tables import Cell, Column
from opc.text import t
from opc.view import View
from opc.warehouse import Row
from opc.wording import rounding


@cache
def comparison(per: str, is_money: bool, scenario: str) -> Callable[[View], list[Column]]:
    """The columns of a comparison of cities in the language of a view.

    Of money they say for whom it is in place of what is counted; of targets, by when. `per` is none or resident.
    """
    return partial(_comparison, per=per, of="earmark" if is_money else "counts", is_target=scenario == "target")


def _comparison(view: View, per: str, of: str, is_target: bool) -> list[Column]:
    lang = view.lang
    value = pick(view, "bounds")
    if per == "resident":
        value = [Column(t("controls.per_resident", lang), lambda r: _per_resident(r, view), numeric=True)]
    limit = Column(t("table.deadline", lang), lambda r: _deadline(r, lang), whole=True)
    leads = Column(t("table.leads", lang), lambda r: r["leads"] or None, numeric=True)
    return [
        *pick(view, "city", "figure"),
        *value,
        *([limit] if is_target else []),
        *pick(view, "grade", "reasons", "area", of, "date", "evidence"),
        leads,
        *pick(view, "source", "note"),
    ]


def _deadline(row: Row, lang: str) -> Cell:
    return wording.deadline(row["deadline"], row["deadline_precision"], lang) if row.get("obs_text") else None


def _per_resident(row: Row, view: View) -> Cell:
    if row["status"] != "disclosed":
        return absent(row, view)
    return wording.per_resident(row, view.lang)


def ranks(view: View) -> list[Column]:
    """Columns of the places."""
    lang = view.lang
    return [
        *pick(view, "city"),
        Column(t("rank.best", lang), lambda r: r["rank_best"], numeric=True),
        Column(t("rank.worst", lang), lambda r: r["rank_worst"], numeric=True),
        *pick(view, "figure", "bounds", "grade", "reasons"),
        Column(t("rank.gap", lang), lambda r: _gap_to_leader(r, view), numeric=True),
        Column(t("rank.gap_median", lang), lambda r: _gap(r, "to_median", view), numeric=True),
        *pick(view, "area", "counts", "date", "evidence", "source"),
    ]


def _gap_to_leader(row: Row, view: View) -> Cell:
    """How far a city is behind the first; of one that may be the first itself, nothing."""
    return "—" if row["rank_best"] == 1 else _gap(row, "to_leader", view)


def _gap(row: Row, stem: str, view: View) -> Cell:
    """A difference in words; it may be negative, and unbounded on either side."""
    low, high = rounding.outward(row[f"{stem}_low"], row[f"{stem}_high"])
    ends = [wording.number(end, view.lang) if end is not None else sign for end, sign in ((low, "−∞"), (high, "∞"))]
    return ends[0] if low is not None and low == high else t("bound.between", view.lang, low=ends[0], high=ends[1])


def conflicts(view: View) -> list[Column]:
    """Columns of the claims that cannot both hold."""
    lang = view.lang
    return [
        *pick(view, "city", "area"),
        Column(t("table.kind", lang), lambda r: t(f"conflict.{r['kind']}", lang), whole=lang == "zh"),
        Column(t("table.indicator", lang), lambda r: _topic(r, view)),
        Column(t("conflict.first", lang), lambda r: _claim(r, "first", view), wide=True),
        Column(t("table.source", lang), lambda r: link(r, view, "first"), wide=True),
        Column(t("conflict.second", lang), lambda r: _claim(r, "second", view), wide=True),
        Column(t("table.source", lang), lambda r: link(r, view, "second"), wide=True),
    ]


def _claim(row: Row, side: str, view: View) -> str:
    """One claim and its evidence; where the same number is said of different things, of which."""
    counts = row[f"{side}_counts"] if row["kind"] == "definition" else None
    text = row[f"{side}_text"]
    said = wording.phrase(text, view.lang) if row["kind"] in ("figure", "definition") else text
    what = typeset.within(label("counts", counts, view.lang)) if counts else ""
    evidence = t("figure.evidence", view.lang, evidence=row[f"{side}_evidence"]).replace(" ", typeset.NO_BREAK)
    return marks.SEPARATOR.join(filter(None, (said, what, evidence)))


def _topic(row: Row, view: View) -> Cell:
    if row["kind"] == "event":
        return view.name(row, "title")
    if row["kind"] == "policy":
        return label("instrument", row["topic"], view.lang)
    return indicators()[row["topic"]].label(view.lang)


def composite(view: View) -> list[Column]:
    """Columns of the ranks that weights of the reader's own give."""
    lang = view.lang
    return [
        *pick(view, "city"),
        Column(t("rank.best", lang), lambda r: r["rank_best"], numeric=True),
        Column(t("rank.worst", lang), lambda r: r["rank_worst"], numeric=True),
        Column(t("composite.data", lang), lambda r: f"{r['availability']:.0%}", numeric=True),
        Column(t("table.reasons", lang), lambda r: marks.cautions_together(r["of"], view)),
    ]
