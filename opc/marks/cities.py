"""Marks of the comparison of cities: figures side by side, and rank spans."""

from collections.abc import Sequence
from itertools import pairwise

from opc import wording
from opc.catalogue import label
from opc.charts.mark import Group, Mark
from opc.marks.grading import cautions
from opc.marks.home import city_name, held_against
from opc.marks.saying import SEPARATOR, context, hover, published
from opc.sharing.kept import kept
from opc.tables import page_address
from opc.text import t
from opc.view import FLOOR_OF_LEADS, LOOSEST, View
from opc.warehouse import Row


@kept
def comparison(rows: Sequence[Row], view: View, per: str) -> list[Mark | Group]:
    """One mark a city: its preferred figure, or grey words where nothing is disclosed or nothing can be compared."""
    makers = {"disclosed": _compared, "blocked": _blocked, "left_out": _left_out, "no_population": _unscaled}
    return held_against([makers.get(row["status"], _missing)(row, view, per) for row in rows], rows, view)


def _compared(row: Row, view: View, per: str) -> Mark:
    is_rate = per == "resident"
    return Mark(
        label=city_name(row, view),
        value=wording.per_resident(row, view.lang) if is_rate else wording.figure(row, view.lang),
        note=SEPARATOR.join(filter(None, (_earmark(row, view), context(row, view), _more_money(row, view)))),
        **_leads(row, view),
        href=row["url"],
        low=row["low"],
        high=row["high"],
        about=row["comparator"] == "~",
        hover=hover(row, view),
        graded=row["grade"],
        caution=cautions(row, view),
    )


def _earmark(row: Row, view: View) -> str:
    """For whom money is, where no reason for caution says so."""
    if not row["earmark"] or "earmark" in row["reasons"]:
        return ""
    return label("earmark", row["earmark"], view.lang)


def _more_money(row: Row, view: View) -> str:
    """How many more sums a city has published: of money they are others, while a count is told again."""
    more = row["claims"] - 1 if row["earmark"] else 0
    return t("compare.claims", view.lang, count=more) if more else ""


def _leads(row: Row, view: View) -> dict[str, str]:
    """How many more are published on evidence below the floor, and the page of the city that shows them all."""
    if not row["leads"]:
        return {}
    key = "figure.lead" if view.evidence == FLOOR_OF_LEADS else "figure.weaker"
    page = page_address("city", **dict(view.carried) | {"evidence": LOOSEST, "city": row["ref_area"]})
    return {"lead": t(key, view.lang, count=row["leads"]), "lead_href": page}


def _blocked(row: Row, view: View, _: str) -> Mark:
    return Mark(city_name(row, view), _published(row, view), note=cautions(row, view), drawn=False, absence="blocked")


def _left_out(row: Row, view: View, _: str) -> Mark:
    """A figure that is not like for like stays, with the reasons, where only those that are were asked for."""
    note, more = f"◐ {cautions(row, view)}", _leads(row, view)
    return Mark(city_name(row, view), _published(row, view), note=note, drawn=False, absence="left_out", **more)


def _published(row: Row, view: View) -> str:
    return wording.figure(published(row), view.lang)


def _missing(row: Row, view: View, _: str) -> Mark:
    return Mark(city_name(row, view), t("figure.not_disclosed", view.lang), drawn=False, **_leads(row, view))


def _unscaled(row: Row, view: View, _: str) -> Mark:
    """A figure that nothing can divide: its city has no population that is verified."""
    note, more = t("figure.no_population", view.lang), _leads(row, view)
    return Mark(city_name(row, view), _published(row, view), note=note, drawn=False, absence="unscaled", **more)


@kept
def ranks(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city: the span of ranks it may have, and whether its order to the next is decided."""
    return held_against([_ranked(row, following, view) for row, following in pairwise([*rows, None])], rows, view)


def _ranked(row: Row, following: Row | None, view: View) -> Mark:
    return Mark(
        label=city_name(row, view),
        value=wording.place(row, view.lang),
        note=SEPARATOR.join((wording.figure(row, view.lang), context(row, view))),
        state=t(f"rank.{_order(row, following)}", view.lang) if following else "",
        href=row["url"],
        low=row["rank_best"],
        high=row["rank_worst"],
        hover=hover(row, view),
        graded=row["grade"],
        caution=cautions(row, view),
    )


def _order(row: Row, following: Row) -> str:
    """What may be said of a city and the next: of figures that are not like for like, only which is the higher."""
    if not row["order_decided"]:
        return "open"
    return "decided" if row["grade"] == following["grade"] == "like_for_like" else "unlike"
