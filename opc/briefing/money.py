"""The section on money: how much stands behind a team, now and as targeted, each kind of money by itself."""

from collections.abc import Sequence

from opc import marks, twins, typeset, wording
from opc.briefing.content import Bar, Chart, Section
from opc.briefing.material import Material, graded
from opc.catalogue import label
from opc.columns import ends
from opc.tables import Cell, Column
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

BASES = ("now", "targeted")


def asks_money(material: Material) -> list[Question]:
    """Funds over teams on each basis."""
    asked = {"cities": material.cities, "earmark": list(marks.EARMARK_STYLE), "teams": 0, "assumed": False}
    return [("fund_per_team", asked | {"basis": basis}) for basis in BASES]


def money(material: Material, *found: list[Row]) -> Section:
    """Funds over teams, now and as targeted; each kind of money by itself."""
    rows = [row for ratios in found for row in ratios]
    rows = sorted(_needed(rows), key=lambda row: row["ref_area"] != material.city["ref_area"])
    if not rows:
        return material.silence("money", material.say("money_none"))
    table = material.grid(
        material.say("money_table"), _money_columns(material), rows, ends(material.view, text="teams_text")
    )
    said = (material.say("money_caution"),) if any(row["earmark"] != "opc" for row in rows) else ()
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


def _needed(rows: Sequence[Row]) -> list[Row]:
    """All ratios; of money without teams one row, and not one a basis."""
    divided = {(row["ref_area"], row["earmark"]) for row in rows if row["has_teams"]}
    kept = [row for row in rows if row["has_teams"]]
    alone = {(row["ref_area"], row["earmark"]): row for row in rows if not row["has_teams"]}
    return kept + [row for key, row in alone.items() if key not in divided]


def _money_title(own: Sequence[Row], material: Material) -> str:
    view = material.view
    if not own:
        return material.say("money_none")
    if not own[0]["has_teams"]:
        return material.say("money_no_teams", funds=marks.funds_of(own[0], view))
    earmark = own[0]["earmark"]
    words = typeset.within(label("earmark", earmark, view.lang))
    if not any(marks.is_divided(row) for row in own if row["earmark"] == earmark):
        return material.say("money_apart", earmark=words, funds=marks.funds_of(own[0], view))
    # A ratio of things that differ in kind is no message.
    if any(row["grade"] != "like_for_like" for row in own if row["earmark"] == earmark):
        return material.say("money_unlike", earmark=words, funds=marks.funds_of(own[0], view))
    said = {r["basis"]: wording.a_team(r, view.lang) for r in own if r["earmark"] == earmark}
    if len(said) == len(BASES):
        return material.say("money_both", earmark=words, **said)
    basis, ratio = next(iter(said.items()))
    on = typeset.within(t(f"controls.basis_{basis}", view.lang))
    return material.say("money_own", earmark=words, ratio=ratio, basis=on)


def _money_columns(material: Material) -> list[Column]:
    view = material.view
    by_heading = {column.heading: column for column in twins.per_team(view)}
    city, earmark, teams, ratio = (
        by_heading[t(f"table.{k}", view.lang)] for k in ("city", "earmark", "teams", "per_team")
    )
    return [
        city,
        earmark,
        Column(t("table.funds", view.lang), lambda r: marks.funds_of(r, view)),
        Column(teams.heading, lambda r: _divisor(r, teams, view)),
        ratio,
        Column(material.say("comparability"), lambda r: graded(r, view, marks.cautions(r, view))),
        material.reference("", "fund"),
    ]


def _divisor(row: Row, teams: Column, view: View) -> Cell:
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
