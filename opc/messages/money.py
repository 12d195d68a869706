"""How many cities have announced money, for whom, of which part of a city, and for how many it goes over teams."""

from collections.abc import Sequence

from opc import marks, typeset, wording
from opc.catalogue import label
from opc.messages.comparing import alike
from opc.messages.targets import limited, place_of
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# Places that a title names; of more it says in how many cities they are.
MOST_NAMED = 3


def funding(rows: Sequence[Row], view: View) -> tuple[str, str]:
    """How many cities have announced funding, and how many a fund for OPCs."""
    if not rows:
        return t("funding.title_none", view.lang), ""
    cities = {row["ref_area"] for row in rows}
    dedicated = [r for r in rows if (r["indicator"], r["earmark"], r["scenario"]) == ("fund_size", "opc", "actual")]
    opc = len({row["ref_area"] for row in dedicated})
    said = [t("funding.subtitle", view.lang)]
    if own := marks.mine(rows, view):
        money = typeset.joined((_money(row, view) for row in own), view.lang)
        said.insert(0, t("funding.own", view.lang, city=view.name(own[0]), money=money))
    title = t("funding.title" if opc else "funding.title_no_opc", view.lang, cities=len(cities), opc=opc)
    return limited(title, view, _in_parts(dedicated, view)), typeset.sentences(said, view.lang)


def money_per_team(funds: Sequence[Row], ratios: Sequence[Row], view: View) -> tuple[str, str]:
    """For how many cities money goes over teams, and whether like for like; below, who has announced any.

    Over a number of the reader's own it says nothing of cities.
    """
    title, subtitle = funding(funds, view)
    by_city: dict[str, list[Row]] = {}
    for row in ratios:
        if marks.is_divided(row) and row["own_teams"] is None:
            by_city.setdefault(row["ref_area"], []).append(row)
    if not by_city:
        return title, subtitle
    said = alike([any(row["grade"] == "like_for_like" for row in rows) for rows in by_city.values()], view)
    city = view.name(next(iter(by_city.values()))[0])
    key = "ratio" if len(by_city) == 1 else "ratios"
    lead = t(f"funding.{key}", view.lang, city=city, count=len(by_city), alike=said)
    return lead, typeset.sentences((f"{title}{t('progress.stop', view.lang)}", subtitle), view.lang)


def _in_parts(funds: Sequence[Row], view: View) -> str:
    """Of which parts of cities funds are, for the fund of a district is none of its city; many are counted."""
    whole = {row["ref_area"] for row in funds if marks.is_whole(row)}
    parts = [row for row in funds if row["ref_area"] not in whole]
    names = dict.fromkeys(typeset.inside(place_of(row, view)) for row in parts)
    if not whole and 0 < len(names) <= MOST_NAMED:
        return t("city.only", view.lang, area=typeset.joined(names, view.lang))
    return t("funding.in_parts", view.lang, count=len({row["ref_area"] for row in parts})) if parts else ""


def _money(row: Row, view: View) -> str:
    """Money with what kind it is, for whom, and of which part of the city where it is not of the whole."""
    kinds = [view.name(row, "indicator"), label("earmark", row["earmark"], view.lang)]
    kind = marks.SEPARATOR.join(filter(None, (*kinds, marks.only_in([row], view))))
    return t("controls.of_kind", view.lang, label=wording.figure(row, view.lang), kind=kind)
