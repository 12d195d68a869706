"""The sections about the city alone: its key figures, its policies, what it does not disclose, what contradicts."""

from collections import Counter
from collections.abc import Sequence

from opc import marks, messages, twins, typeset, wording
from opc.briefing.content import Section
from opc.briefing.material import Material, figure_column, figure_words, where_column
from opc.briefing.offers import offered
from opc.catalogue import label
from opc.columns import ends, pick
from opc.content import profile
from opc.tables import Cell, Column
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

# Kinds of policy that a subtitle counts.
MOST_KINDS = 4


def asks_standing(material: Material) -> list[Question]:
    """All figures of the city."""
    return [("city_figures", {"city": material.city["ref_area"]})]


def standing(material: Material, figures: list[Row]) -> Section:
    """The preferred figure of each indicator and scenario."""
    if not figures:
        return material.silence("standing", profile.message(figures, material.name, material.view))
    claims: dict[tuple[str, str], Row] = {}
    for row in figures:
        claims.setdefault((row["indicator"], row["scenario"]), row)
    rows, view = list(claims.values()), material.view
    material.defined(rows)
    columns = [
        *pick(view, "indicator", "scenario"),
        figure_column(view),
        Column(t("table.counts", view.lang), lambda r: _what(r, view)),
        where_column(view),
        material.reference(),
    ]
    table = material.grid(material.say("standing_table"), columns, rows, ends(view))
    missing = profile.silent(figures, view)
    more = profile.leads(material.city["ref_area"], view)
    return Section(
        "standing",
        profile.message(figures, material.name, view),
        material.say("standing_subtitle"),
        tuple(filter(None, (missing, material.say(profile.weaker(view), count=more) if more else ""))),
        None,
        table,
        material.cited(rows),
    )


def _what(row: Row, view: View) -> Cell:
    codes = (("counts", row["counts"]), ("earmark", row["earmark"]))
    return marks.SEPARATOR.join(label(name, code, view.lang) for name, code in codes if code)


def asks_policies(material: Material) -> list[Question]:
    """All policies of the city."""
    return [("city_policies", {"city": material.city["ref_area"]})]


def policies(material: Material, rows: list[Row]) -> Section:
    """The instruments that the city and its parts offer."""
    view = material.view
    if not rows:
        return material.silence("policies", material.say("policies_none"))
    kinds = Counter(row["instrument"] for row in rows)
    most = (
        material.say("policies_kind", kind=label("instrument", code, view.lang), count=count)
        for code, count in kinds.most_common(MOST_KINDS)
    )
    more = "_more" if len(kinds) > MOST_KINDS else ""
    instrument, offer, *_ = twins.policies(view)
    columns = [
        instrument,
        Column(offer.heading, lambda r: offered(r, view.lang)),
        _offered_where(view),
        material.reference(),
    ]
    return Section(
        "policies",
        material.say("policies_title" if len(kinds) > 1 else "policies_title_one", count=len(rows), kinds=len(kinds)),
        material.say(f"policies_subtitle{more}", kinds=typeset.joined(most, view.lang)),
        (),
        None,
        material.grid(material.say("policies_table"), columns, rows, ends(view, "amount", _unit_of_amount)),
        material.cited(rows),
    )


def _offered_where(view: View) -> Column:
    def cell(row: Row) -> Cell:
        return marks.SEPARATOR.join(
            (marks.area_name(row, view), wording.when(row["valid_from"], view.lang), row["evidence"])
        )

    return Column(t("briefing.where", view.lang), cell)


def _unit_of_amount(row: Row) -> tuple[str | None, str | None]:
    return row["amount_unit"], row["amount_per"]


def asks_disclosure(material: Material) -> list[Question]:
    """What the city and its peers publish."""
    return [("disclosure", {"cities": material.cities})]


def disclosure(material: Material, found: list[Row]) -> Section:
    """Which core indicators the city publishes and which it does not."""
    rows, view = material.own(found), material.view
    disclosed = [row for row in rows if row["disclosed"]]
    material.defined(rows)
    columns = [
        *pick(view, "indicator"),
        Column(t("table.figure", view.lang), lambda r: figure_words(r, view)),
        where_column(view),
        Column(material.say("disclosed_by"), _share(view), numeric=True),
        material.reference(),
    ]
    missing = typeset.joined(
        (typeset.within(view.name(row, "indicator")) for row in rows if not row["disclosed"]), view.lang
    )
    counts = {"all": len(rows), "found": len(disclosed), "missing": len(rows) - len(disclosed)}
    return Section(
        "disclosure",
        material.say("disclosure_title", **counts),
        material.say("disclosure_subtitle"),
        tuple(
            filter(None, (material.say("undisclosed", names=missing) if missing else "", messages.silent(found, view)))
        ),
        None,
        material.grid(material.say("disclosure_table"), columns, _missing_first(rows), ends(view)),
        material.cited(disclosed),
    )


def _missing_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["disclosed"])


def _share(view: View):
    return lambda r: t("disclosure.of_cities", view.lang, count=r["cities_disclosing"], all=r["cities_asked"])


def asks_conflicts(material: Material) -> list[Question]:
    """The contradictions of the whole group, which other pages ask for too."""
    return [("conflicts", {"cities": material.cities})]


def conflicts(material: Material, found: list[Row]) -> Section:
    """Claims about the city that cannot both hold, side by side."""
    rows, view = material.own(found), material.view
    if not rows and not any(material.city[kind] for kind in ("figures", "policies", "events")):
        return material.silence("conflicts", material.say("conflicts_nothing"))
    if not rows:
        title, checked = material.say("conflicts_none"), material.say("conflicts_checked")
        return Section("conflicts", title, "", (checked,), None, None, ())
    by_heading = {column.heading: column for column in twins.conflicts(view)}
    columns = [by_heading[t(key, view.lang)] for key in ("table.kind", "table.indicator", "table.area")]
    for stem in ("first", "second"):
        columns += [by_heading[t(f"conflict.{stem}", view.lang)], material.reference(stem)]
    return Section(
        "conflicts",
        material.say("conflicts_title", count=len(rows)),
        t("conflict.subtitle", view.lang),
        (),
        None,
        material.grid(t("conflict.title", view.lang), columns, rows),
        material.cited(rows, "first", "second"),
    )
