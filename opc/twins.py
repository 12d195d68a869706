"""The table twin of each chart: which columns, and how those of its own read."""

from collections.abc import Callable
from functools import cache, partial

from opc import marks, rounding, typeset, wording
from opc.catalogue import indicators, label
from opc.columns import absent, code, link, pick
from opc.tables import Cell, Column, Link
from opc.text import t
from opc.view import View
from opc.warehouse import Row


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
    return wording.bounds(row, row["unit"], view.lang, wording.RATE)


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
        Column(t("conflict.first", lang), lambda r: _claim(r, "first", view)),
        Column(t("table.source", lang), lambda r: link(r, view, "first"), wide=True),
        Column(t("conflict.second", lang), lambda r: _claim(r, "second", view)),
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


def progress(view: View) -> list[Column]:
    """Columns of the targets."""
    lang = view.lang
    return [
        *pick(view, "city", "area", "indicator"),
        Column(t("table.target", lang), lambda r: marks.goal(r, view)),
        Column(t("table.counts", lang), lambda r: _counts(r, view)),
        Column(
            t("table.deadline", lang),
            lambda r: wording.deadline(r["deadline"], r["deadline_precision"], lang),
            whole=True,
        ),
        Column(t("table.now", lang), lambda r: _latest(r, view)),
        Column(t("table.state", lang), lambda r: t(f"progress.state.{r['state']}", lang)),
        Column(t("table.attainment", lang), lambda r: marks.attained(r, view), numeric=True),
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


def funds(view: View) -> list[Column]:
    """Columns of the money published."""
    return pick(
        view, "city", "area", "item", "indicator", "earmark", "figure", "bounds", "grade", "reasons", "scenario",
        "date", "evidence", "source", "note",
    )  # fmt: skip


def per_team(view: View) -> list[Column]:
    """Columns of money over teams."""
    lang = view.lang
    return [
        *pick(view, "city", "earmark"),
        Column(t("table.funds", lang), lambda r: r["funds_text"]),
        Column(t("table.source", lang), lambda r: link(r, view, "fund"), wide=True),
        Column(
            t("table.teams", lang),
            lambda r: marks.teams_of(r, view) if r["has_teams"] else t("figure.not_disclosed", lang),
        ),
        Column(t("table.per_team", lang), lambda r: wording.a_team(r, lang), numeric=True),
        *pick(view, "grade", "reasons", "counts", "source"),
    ]


def composition(view: View) -> list[Column]:
    """Columns of what the money of a city is for."""
    lang = view.lang
    return [
        *pick(view, "city", "earmark"),
        Column(t("table.funds", lang), lambda r: r["funds_text"]),
        Column(t("table.bounds", lang), lambda r: wording.bounds(r, "CNY", lang, stem="money"), numeric=True),
        Column(t("table.reasons", lang), lambda r: marks.cautions_together(r["of"], view)),
        Column(t("table.source", lang), lambda r: link(r, view, "fund"), wide=True),
    ]


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


def city_figures(view: View) -> list[Column]:
    """Columns of the figures of one city."""
    return pick(
        view, "indicator", "scenario", "figure", "bounds", "area", "counts", "earmark", "date", "reached", "source",
        "note",
    )  # fmt: skip


def policies(view: View) -> list[Column]:
    """Columns of the instruments of one city."""
    lang = view.lang
    return [
        Column(t("table.instrument", lang), lambda r: code(r, "instrument", "instrument", view), whole=lang == "zh"),
        Column(t("table.offer", lang), lambda r: wording.offer(r, lang), fair=lang == "en"),
        *pick(view, "area"),
        Column(t("table.date", lang), lambda r: wording.when(r["valid_from"], lang), whole=True),
        *pick(view, "evidence", "source", "note"),
    ]


def events(view: View) -> list[Column]:
    """Columns of the timeline of one city."""
    lang = view.lang
    return [
        Column(t("table.date", lang), lambda r: wording.when(r["happened_on"], lang), whole=True),
        Column(t("table.event", lang), lambda r: view.name(r, "title"), wide=True),
        Column(t("table.kind", lang), lambda r: code(r, "kind", "event_kind", view)),
        *pick(view, "area", "evidence", "source", "note"),
    ]


def _age(row: Row, lang: str) -> Cell:
    return marks.no_age(row, lang) if row["disclosed"] and row["days_old"] is None else row["days_old"]


def disclosure(view: View) -> list[Column]:
    """Columns of what is disclosed and what is not."""
    lang = view.lang
    return [
        *pick(view, "city", "indicator"),
        Column(t("table.figure", lang), lambda r: r["obs_text"] or t("figure.not_disclosed", lang)),
        *pick(view, "area", "date"),
        Column(t("disclosure.age", lang), lambda r: _age(r, lang), numeric=True),
        *pick(view, "evidence", "source"),
    ]
