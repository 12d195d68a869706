"""Marks of money: funds by earmark, and money over teams."""

from collections.abc import Sequence

from opc import wording
from opc.catalogue import label
from opc.charts.sheet import Group, Mark
from opc.kept import kept
from opc.marks.saying import SEPARATOR, area_name, context, counted, grouped, hover, is_whole, reasons
from opc.text import t
from opc.view import View
from opc.warehouse import Row

EARMARK_STYLE = {"opc": ("accent", "circle"), "ai": ("second", "square"), "general": ("third", "diamond")}


@kept
def money(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a fund, budget or credit line, under a heading for each kind of money and earmark."""

    def heading(row: Row) -> str:
        return SEPARATOR.join((view.name(row, "indicator"), label("earmark", row["earmark"], view.lang)))

    def mark(row: Row) -> Mark:
        colour, symbol = EARMARK_STYLE[row["earmark"]]
        place = context(row, view, view.name(row, "item"))
        return Mark(
            label=view.name(row),
            value=wording.figure(row, view.lang),
            note=place,
            href=row["url"],
            low=row["low"],
            high=row["high"],
            colour=colour,
            symbol=symbol,
            hover=hover(row, view),
            caution=t("figure.partial", view.lang) if row["is_partial"] else "",
        )

    return grouped(rows, heading, mark)


@kept
def composition(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city: its funds by earmark, from the least that is published of each."""
    cities: dict[str, list[Row]] = {}
    for row in rows:
        cities.setdefault(row["ref_area"], []).append(row)
    found = [_composed(pots, view) for pots in cities.values()]
    return sorted(found, key=lambda mark: -sum(size for _, size in mark.parts))


def _composed(pots: Sequence[Row], view: View) -> Mark:
    said = (f"{label('earmark', pot['earmark'], view.lang)} {_sum(pot, view)}" for pot in pots)
    return Mark(
        label=view.name(pots[0]),
        value="",
        note=SEPARATOR.join(said),
        hover="\n".join(funds_of(pot, view) for pot in pots),
        parts=tuple((EARMARK_STYLE[pot["earmark"]][0], pot["money_low"] or 0.0) for pot in pots),
    )


def _sum(pot: Row, view: View) -> str:
    """The money of one earmark; of how many funds, where it is a sum."""
    money, count = wording.bounds(pot, "CNY", view.lang, stem="money"), len(pot["funds"])
    return t("funding.summed", view.lang, money=money, count=count) if count > 1 else money


@kept
def per_team(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city and earmark: money over teams; grey words where the teams are not disclosed."""

    def mark(row: Row) -> Mark:
        if not row["has_teams"]:
            return Mark(view.name(row), t("funding.no_teams", view.lang), note=funds_of(row, view), drawn=False)
        colour, symbol = EARMARK_STYLE[row["earmark"]]
        terms = t("funding.over", view.lang, funds=funds_of(row, view), teams=teams_of(row, view))
        return Mark(
            label=view.name(row),
            value=wording.bounds(row, "CNY", view.lang, "team"),
            note=terms,
            href=row["url"],
            low=row["low"],
            high=row["high"],
            colour=colour,
            symbol=symbol,
            hover=terms,
            graded=row["grade"],
            caution=reasons(row, view, counts=counted(row, view)),
        )

    return grouped(rows, lambda row: label("earmark", row["earmark"], view.lang), mark)


def funds_of(row: Row, view: View) -> str:
    """The money of a ratio: the phrases as published, or in English the sum with its bounds."""
    return row["funds_text"] if view.lang == "zh" else wording.bounds(row, "CNY", view.lang, stem="money")


def teams_of(row: Row, view: View) -> str:
    """The team count that a ratio divides by, with the area it covers; the reader's own number where one is given."""
    if row["teams_text"] is None:
        return t("funding.own_teams", view.lang, count=row["own_teams"])
    count = wording.figure(
        {
            "obs_text": row["teams_text"],
            "low": row["teams_low"],
            "low_closed": row["teams_low_closed"],
            "high": row["teams_high"],
            "high_closed": row["teams_high_closed"],
            "unit": "team",
            "comparator": row["teams_comparator"],
            "is_partial": row["teams_is_partial"],
        },
        view.lang,
    )
    level = {"area_level": row["teams_level"], "area": row["teams_area"], "area_en": row["area_en"]}
    # A kind of area begins small inside brackets, a name does not.
    area = wording.within(area_name(level, view)) if is_whole(level) else wording.inside(area_name(level, view))
    return t("controls.of_kind", view.lang, label=count, kind=area)
