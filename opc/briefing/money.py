"""The section on money: how much for OPCs stands behind a team, now and as targeted; other money undivided."""

from collections.abc import Sequence

from opc import marks, messages, twins, typeset, wording
from opc.briefing.content import Bar, Chart, Section
from opc.briefing.material import Material, graded
from opc.catalogue import label
from opc.columns import ends
from opc.tables import Cell, Column
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

BASES = ("now", "targeted")
# The only money that is divided, as on the page of money where nobody has chosen: that of a whole sector over a first
# batch of teams would say nothing of either.
DEDICATED = "opc"
# What a row says of teams, where its money is not divided by them.
NO_TEAMS = {
    **dict.fromkeys(("low", "high", "low_closed", "high_closed", "unit", "title")),
    "has_teams": False, "teams_text": "",
}  # fmt: skip


def asks_money(material: Material) -> list[Question]:
    """Funds over teams on each basis, and the funds themselves, which say of which areas they are."""
    asked = {"cities": material.cities, "earmark": list(marks.EARMARK_STYLE), "teams": 0, "assumed": False}
    ratios: list[Question] = [("fund_per_team", asked | {"basis": basis}) for basis in BASES]
    return [("funds", {"cities": material.cities}), *ratios]


def money(material: Material, funds: list[Row], *found: list[Row]) -> Section:
    """Funds over teams, now and as targeted; each kind of money by itself, and divided where it is for OPCs alone."""
    rows = _needed(marks.summed([row for ratios in found for row in ratios], funds))
    rows.sort(key=lambda row: (row["ref_area"] != material.city["ref_area"], not _is_dedicated(row)))
    if not rows:
        return material.silence("money", material.say("money_none"))
    table = material.grid(
        material.say("money_table"), _money_columns(material), rows, ends(material.view, text="teams_text")
    )
    said = () if all(map(_is_dedicated, rows)) else (material.say("money_caution"),)
    material.indicators |= {"fund_size": None}
    return Section(
        "money",
        _money_title(material.own(rows), material),
        material.say("money_subtitle"),
        said,
        _ratios(rows, material),
        table,
        material.cited(rows, "", "fund"),
    )


def _is_dedicated(row: Row) -> bool:
    return row["earmark"] == DEDICATED


def _needed(rows: Sequence[Row]) -> list[Row]:
    """All ratios; of money without teams, or not divided by them, one row, and not one a basis."""
    rows = [row if _is_dedicated(row) else row | NO_TEAMS for row in rows]
    divided = {(row["ref_area"], row["earmark"]) for row in rows if row["has_teams"]}
    kept = [row for row in rows if row["has_teams"]]
    alone = {(row["ref_area"], row["earmark"]): row for row in rows if not row["has_teams"]}
    return kept + [row for key, row in alone.items() if key not in divided]


def _money_title(own: Sequence[Row], material: Material) -> str:
    view = material.view
    if not own:
        return material.say("money_none")
    of = (typeset.within(label("earmark", own[0]["earmark"], view.lang)), marks.only_in(own[0]["of"], view))
    funds = messages.limited(marks.funds_of(own[0], view), view, *of)
    if not _is_dedicated(own[0]):
        return material.say("money_not_dedicated", funds=funds)
    if not own[0]["has_teams"]:
        return material.say("money_no_teams", funds=funds)
    dedicated = list(filter(_is_dedicated, own))
    if not any(map(marks.is_divided, dedicated)):
        return material.say("money_apart", funds=funds)
    # A ratio of things that differ in kind is no message.
    if any(row["grade"] != "like_for_like" for row in dedicated):
        return material.say("money_unlike", funds=funds)
    said = {row["basis"]: wording.a_team(row, view.lang) for row in dedicated}
    if len(said) == len(BASES):
        return material.say("money_both", of=typeset.clauses(of, view.lang), **said)
    basis, ratio = next(iter(said.items()))
    on = typeset.within(t(f"controls.basis_{basis}", view.lang))
    return material.say("money_own", of=typeset.clauses(of, view.lang), ratio=ratio, basis=on)


def _money_columns(material: Material) -> list[Column]:
    view = material.view
    by_heading = {column.heading: column for column in twins.per_team(view)}
    city, earmark, teams, ratio = (
        by_heading[t(f"table.{k}", view.lang)] for k in ("city", "earmark", "teams", "per_team")
    )
    return [
        city,
        earmark,
        Column(t("table.funds", view.lang), lambda r: marks.funds_within(r, view)),
        Column(teams.heading, lambda r: _divisor(r, teams, view)),
        Column(
            ratio.heading,
            lambda r: ratio.cell(r) if _is_dedicated(r) else material.say("money_undivided"),
            ratio.numeric,
        ),
        Column(material.say("comparability"), lambda r: _comparability(r, view)),
        material.reference("", "fund"),
    ]


def _comparability(row: Row, view: View) -> str:
    return graded(row, view, marks.cautions(row, view)) if _is_dedicated(row) else ""


def _divisor(row: Row, teams: Column, view: View) -> Cell:
    if not _is_dedicated(row):
        return ""
    said = teams.cell(row)
    if not row["has_teams"]:
        return said
    return marks.SEPARATOR.join((t(f"controls.basis_{row['basis']}", view.lang), str(said)))


def _ratios(rows: Sequence[Row], material: Material) -> Chart | None:
    divided = [row for row in rows if marks.is_divided(row)]
    if not divided:
        return None
    bars = tuple(_ratio(row, material) for row in divided)
    title = material.say("money_table")
    said = typeset.listed(title, (f"{bar.label} {bar.words}" for bar in bars), material.view.lang)
    return Chart(title, t("axis.per_team", material.view.lang), bars, said)


def _ratio(row: Row, material: Material) -> Bar:
    view = material.view
    name = material.say(
        "money_row",
        city=view.name(row),
        earmark=label("earmark", row["earmark"], view.lang),
        basis=t(f"controls.basis_{row['basis']}", view.lang),
    )
    words = wording.a_team(row, view.lang)
    is_own = row["ref_area"] == material.city["ref_area"]
    return Bar(name, words, row["low"], row["high"], is_own, marks.cautions(row, view))
