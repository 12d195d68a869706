"""The section on the city's targets: how far each is, its state, and what is needed a month."""

from collections.abc import Sequence

from opc import marks, messages, twins, typeset, wording
from opc.briefing.content import Bar, Chart, Section
from opc.briefing.material import Material
from opc.columns import ends
from opc.tables import Cell, Column
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row

# What the targets of other cities are said of, and how many in one sentence.
AIMED, MOST_OTHERS = "resident_teams", 6


def asks_progress(material: Material) -> list[Question]:
    """All targets of the whole group, with a number or without."""
    asked = {"cities": material.cities, "indicator": [], "numbers": "all", "assumed": False, "pace": 0}
    return [("progress", asked)]


def progress(material: Material, found: list[Row]) -> Section:
    """The targets of the city: state, attainment, what is needed a month."""
    rows, view = material.own(found), material.view
    targets = marks.quantified(rows)
    words = typeset.joined((row["obs_text"] for row in rows if row["state"] == "unquantified"), view.lang)
    said = [material.say("statements", words=words)] if words else []
    others = _of_peers(found, material)
    if others:
        said.append(material.say("peers_aim", words=typeset.joined((_aimed(row, view) for row in others), view.lang)))
    if not targets:
        if not words:
            said.insert(0, material.say("nothing"))
        cited = material.cited([*rows, *others])
        return Section("progress", material.say("progress_none"), "", tuple(said), None, None, cited)
    material.defined(targets)
    title, _ = messages.progress(targets, view)
    table = material.grid(
        material.say("progress_table"), _target_columns(targets, material), targets, _share_of_target(view)
    )
    return Section(
        "progress",
        title,
        messages.targets_counted(targets, view),
        ((messages.states(targets, view),) if len(targets) > 1 else ()) + tuple(said),
        _attained(targets, material),
        table,
        material.cited([*rows, *others], "", "latest"),
    )


def _of_peers(found: Sequence[Row], material: Material) -> list[Row]:
    """The target of teams of each other city as a whole, on its best evidence, as far as a sentence has room."""
    own, first = material.city["ref_area"], {}
    for row in sorted(found, key=lambda row: row["evidence"]):
        is_aim = row["indicator"] == AIMED and row["state"] not in ("unquantified", "superseded")
        if is_aim and marks.is_whole(row) and row["ref_area"] != own:
            first.setdefault(row["ref_area"], row)
    return list(first.values())[:MOST_OTHERS]


def _aimed(row: Row, view: View) -> str:
    """A city with its target, by when, and what it counts where that is something else."""
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang)
    figure = messages.limited(wording.figure(row, view.lang), view, limit, marks.counts_caution(row, view))
    return f"{view.name(row)}{'' if view.lang == 'zh' else ' '}{figure}"


def _goal(row: Row, view: View) -> str:
    """The indicator; with it the area where that is not the whole city, and what is counted where it says another."""
    name, counts = view.name(row, "indicator"), marks.counts_caution(row, view)
    within = [] if row["area_level"] == "city" else [typeset.inside(marks.area_name(row, view))]
    said = marks.SEPARATOR.join((*within, *([counts] if counts else [])))
    return t("briefing.target_at", view.lang, indicator=name, area=said) if said else name


def _target_columns(targets: Sequence[Row], material: Material) -> list[Column]:
    """What came a month so far has a column only where anything is known of it: few cities publish twice."""
    view = material.view
    by_heading = {column.heading: column for column in twins.progress(view)}
    deadline, state, share = (by_heading[t(f"table.{key}", view.lang)] for key in ("deadline", "state", "attainment"))
    rates = [by_heading[t("progress.from_day", view.lang, day=view.known_on)]]
    if any(row["observed_per_month_low"] is not None for row in targets):
        rates.append(by_heading[t("table.observed", view.lang)])
    return [
        Column(t("table.indicator", view.lang), lambda r: _goal(r, view)),
        Column(t("table.target", view.lang), lambda r: wording.figure(r, view.lang)),
        deadline,
        Column(t("table.now", view.lang), lambda r: _latest(r, view)),
        state,
        share,
        *rates,
        material.reference("", "latest"),
    ]


def _latest(row: Row, view: View) -> Cell:
    return marks.latest(row, view) or t("figure.not_disclosed", view.lang)


def _share_of_target(view: View) -> list[Column]:
    """The share that is attained, in percent."""
    shares = ends(view, "attainment", lambda _: ("percent", None), factor=100)
    return [Column(share.heading, lambda r, cell=share.cell: cell(marks.share(r))) for share in shares]


def _attained(targets: Sequence[Row], material: Material) -> Chart | None:
    """Attainment of each target that is in force and of which anything is observed."""
    seen = [row for row in targets if marks.attained(row, material.view) != "—" and row["state"] != "superseded"]
    if not seen:
        return None
    bars = tuple(_share(row, material.view) for row in seen)
    title = material.say("progress_chart")
    said = typeset.listed(title, (f"{bar.label} {bar.words}" for bar in bars), material.view.lang)
    return Chart(title, "%", bars, said)


def _share(row: Row, view: View) -> Bar:
    name = f"{_goal(row, view)}{marks.SEPARATOR}{wording.figure(row, view.lang)}"
    low, high = (column.cell(row) for column in _share_of_target(view)[:2])
    return Bar(name, marks.attained(row, view), low, high, True, marks.counts_caution(row, view))
