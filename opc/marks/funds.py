"""Marks of money: funds by earmark, and money over teams."""

from collections.abc import Sequence

from opc import typeset, wording
from opc.catalogue import label
from opc.charts.mark import Group, Mark
from opc.marks.grading import cautions, cautions_together, obstacle
from opc.marks.home import city_name
from opc.marks.saying import SEPARATOR, area_name, context, document, grouped, hover, is_whole, told
from opc.sharing.kept import kept
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
        # What comes every year has no place on an axis of sums.
        is_sum = row["per"] is None
        return Mark(
            label=city_name(row, view),
            value=wording.figure(row, view.lang),
            note=place,
            href=row["url"],
            low=row["low"] if is_sum else None,
            high=row["high"] if is_sum else None,
            colour=colour,
            symbol=symbol,
            hover=hover(row, view),
            state="" if is_sum else t("funding.rate", view.lang),
            graded=row["grade"] if is_sum else None,
            caution=cautions(row, view),
        )

    return grouped(rows, heading, mark)


@kept
def summed(rows: Sequence[Row], funds: Sequence[Row]) -> list[Row]:
    """Sums of money with the funds that each sums up, for their grades."""
    found = {fund["observation_id"]: fund for fund in funds}
    return [row | {"of": [found[code] for code in row["fund_ids"]]} for row in rows]


@kept
def composition(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city: its funds by earmark, from the least that is published of each."""
    cities: dict[str, list[Row]] = {}
    for row in rows:
        cities.setdefault(row["ref_area"], []).append(row)
    found = [_composed(pots, view) for pots in cities.values()]
    return sorted(found, key=lambda mark: -sum(size for _, size in mark.parts))


def _composed(pots: Sequence[Row], view: View) -> Mark:
    caution = cautions_together((fund for pot in pots for fund in pot["of"]), view)
    low, high = _whole(pots)
    # What the whole may be beyond its parts is drawn as the last of them that is no exact sum.
    vague = [pot["earmark"] for pot in pots if pot["money_low"] != pot["money_high"]]
    colour, symbol = EARMARK_STYLE[vague[-1] if vague else "opc"]
    return Mark(
        label=city_name(pots[0], view),
        value="",
        note=SEPARATOR.join(_of_pot(pot, view) for pot in pots),
        hover=told(
            (view.name(pots[0]), t("funding.composition", view.lang)),
            *(
                line
                for pot in pots
                for line in ((_of_pot(pot, view), funds_of(pot, view)), (document(pot, view, "fund"),))
            ),
        ),
        parts=tuple((EARMARK_STYLE[pot["earmark"]][0], pot["money_low"] or 0.0) for pot in pots),
        low=low,
        high=high,
        colour=colour,
        symbol=symbol,
        graded="caution" if caution else "like_for_like",
        caution=caution,
    )


def _whole(pots: Sequence[Row]) -> tuple[float, float | None]:
    """The least and the most of all parts together; one without a most leaves the whole without it."""
    highs = [pot["money_high"] for pot in pots]
    return sum(pot["money_low"] or 0 for pot in pots), None if None in highs else sum(highs)


def _of_pot(pot: Row, view: View) -> str:
    return f"{label('earmark', pot['earmark'], view.lang)} {_sum(pot, view)}"


def _sum(pot: Row, view: View) -> str:
    """The money of one earmark; of how many funds, where it is a sum."""
    money, count = wording.bounds(pot, "CNY", view.lang, stem="money"), len(pot["funds"])
    return t("funding.summed", view.lang, money=money, count=count) if count > 1 else money


@kept
def per_team(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city and earmark: money over teams; grey words where there are no teams, or none of the same place."""

    def mark(row: Row) -> Mark:
        if not row["has_teams"]:
            return Mark(
                city_name(row, view), t("funding.no_teams", view.lang), note=funds_within(row, view), drawn=False
            )
        if not is_divided(row):
            return _undivided(row, view)
        colour, symbol = EARMARK_STYLE[row["earmark"]]
        terms = t("funding.over", view.lang, funds=_dividend(row, view), teams=teams_of(row, view))
        return Mark(
            label=city_name(row, view),
            value=wording.a_team(row, view.lang),
            note=terms,
            href=row["url"],
            low=row["low"],
            high=row["high"],
            colour=colour,
            symbol=symbol,
            hover=_ratio_hover(row, terms, view),
            graded=row["grade"],
            caution=cautions(row, view),
        )

    return grouped(rows, lambda row: label("earmark", row["earmark"], view.lang), mark)


def is_divided(row: Row) -> bool:
    """Whether money stands over teams; over those of another place it does not."""
    return row["has_teams"] and row["grade"] != "blocked"


def _undivided(row: Row, view: View) -> Mark:
    """Money and teams beside each other, and why the one is not divided by the other."""
    beside = t("funding.beside", view.lang, funds=funds_of(row, view), teams=teams_of(row, view))
    note = SEPARATOR.join((f"✕ {obstacle(row, view)}", beside))
    return Mark(city_name(row, view), t("funding.not_divided", view.lang), note=note, drawn=False, absence="blocked")


def _ratio_hover(row: Row, terms: str, view: View) -> str:
    dated = row["teams_period"] and wording.when(row["teams_period"], view.lang)
    proof = row["teams_evidence"] and label("evidence", row["teams_evidence"], view.lang)
    return told(
        (view.name(row), t("funding.per_team", view.lang), label("earmark", row["earmark"], view.lang)),
        (wording.a_team(row, view.lang), terms),
        (dated, proof),
        (document(row, view, "fund"),),
        (document(row, view),),
    )


def funds_of(row: Row, view: View) -> str:
    """The money of a ratio: the phrases as published, or in English the sum with its bounds."""
    return row["funds_text"] if view.lang == "zh" else wording.bounds(row, "CNY", view.lang, stem="money")


def funds_within(row: Row, view: View) -> str:
    """The money of a ratio, with the part of the city that it is of: a district's fund is divided as that."""
    part = only_in(row["of"], view)
    return t("figure.limited", view.lang, figure=funds_of(row, view), limits=part) if part else funds_of(row, view)


def _dividend(row: Row, view: View) -> str:
    """The money of a ratio as what is divided: of several phrases the sum, which stands in brackets."""
    money = funds_within(row, view)
    return t("funding.dividend", view.lang, money=money) if " + " in money else money


def only_in(funds: Sequence[Row], view: View) -> str:
    """Of which parts of a city money is, where not all of it is of the whole: a district's fund is no city's."""
    parts = [fund for fund in funds if not is_whole(fund)]
    if not parts:
        return ""
    areas = typeset.joined(dict.fromkeys(typeset.inside(area_name(fund, view)) for fund in parts), view.lang)
    return t("city.only" if len(parts) == len(funds) else "briefing.money_some", view.lang, area=areas)


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
    area = typeset.within(area_name(level, view)) if is_whole(level) else typeset.inside(area_name(level, view))
    return t("controls.of_kind", view.lang, label=count, kind=area)
