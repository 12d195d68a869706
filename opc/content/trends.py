"""The monthly series of a city's roster in words, curves and columns."""

from collections.abc import Sequence
from typing import Any

from opc import tables, typeset, wording
from opc.charts import plots
from opc.columns import link
from opc.sharing.kept import kept
from opc.tables import Cell, Column, Number
from opc.text import t
from opc.view import View
from opc.warehouse import Row

LEVELS = ("city", "district", "sector")
COMMANDS = ("python -m etl roster PATH…", "make warehouse")
YEAR = 12
# The months between the entry of those whom a share is about, and the month in which it is told.
COHORTS = {"survival_6": 6, "survival_12": 12}


def levels(city: Row) -> list[str]:
    """What a city's roster counts: the whole city, and districts and sectors where it was rolled up by them."""
    counted = {"district": city["districts"], "sector": city["sectors"]}
    return [level for level in LEVELS if counted.get(level, 1)]


@kept
def series(rows: Sequence[Row], level: str) -> dict[str, list[Row]]:
    """The rows of each district or sector by its name in the roster; of the whole city under one blank name.

    Each row says in `nobody` which of its blanks are blank because there is nobody to count; the others are hidden.
    """
    found: dict[str, list[Row]] = {}
    # What the roster does not say stands behind what it says, and is not what a reader sees first.
    for row in sorted(rows, key=lambda row: not part(row, level)):
        found.setdefault(part(row, level), []).append(row)
    return {
        name: [row | {"nobody": _nobody(months, place)} for place, row in enumerate(months)]
        for name, months in found.items()
    }


def part(row: Row, level: str) -> str:
    """The name of the part that a row is of, as the roster has it; blank for the whole city."""
    if level == "cell":
        return typeset.SEPARATOR.join(filter(None, (row["district"], row["sector"])))
    return "" if level == "city" else row[level]


def _nobody(months: Sequence[Row], place: int) -> frozenset[str]:
    """Known from published counts alone: nobody left in the month, or nobody moved in so many months before."""
    empty = {"median_stay_days"} if months[place]["left"] == 0 else set()
    # A series has all months from its first entry on: before it, nobody moved in.
    empty |= {name for name, ago in COHORTS.items() if place < ago or months[place - ago]["entered"] == 0}
    return frozenset(empty)


def part_names(names: Sequence[str], view: View) -> dict[str, str]:
    """The words of each part: its name, or that the roster does not say."""
    return {name: name or t("trends.unnamed", view.lang) for name in names}


def title(rows: Sequence[Row], level: str, view: View) -> tuple[str, str]:
    """The stock of the last month, and the change within a year where both ends are known."""
    last, subtitle = rows[-1], t("trends.subtitle", view.lang)
    place = view.name(last)
    if level != "city":
        place = t("trends.part", view.lang, city=place, part=part_names([last[level]], view)[last[level]])
    month = f"{last['month_end']:%Y-%m}"
    if last["active"] is None:
        return t("trends.title_hidden", view.lang, city=place, month=month), subtitle
    active = wording.amount(last["active"], "team", view.lang)
    before = rows[-1 - YEAR]["active"] if len(rows) > YEAR else None
    if before is None:
        return t("trends.title", view.lang, city=place, month=month, active=active), subtitle
    change = _change(last["active"] - before, view)
    return t("trends.title_change", view.lang, city=place, month=month, active=active, change=change), subtitle


def _change(by: int, view: View) -> str:
    if not by:
        return t("trends.same", view.lang)
    return t("trends.more" if by > 0 else "trends.fewer", view.lang, count=wording.amount(abs(by), "team", view.lang))


@kept
def curves(rows: Sequence[Row], names: tuple[str, ...], unit: str, view: View) -> dict[str, Any] | None:
    """One or two columns over the months, shares in percent; hidden months are gaps. None where nothing is known."""
    factor = 100 if unit == "percent" else 1
    points = [
        (row["month_end"].isoformat(), [None if row[name] is None else row[name] * factor for name in names])
        for row in rows
    ]
    if all(value is None for _, values in points for value in values):
        return None
    return plots.line(points, view, t(f"unit.{unit}", view.lang))


def said_of(name: str, rows: Sequence[Row], columns: Sequence[str], view: View) -> str:
    """What stands under the heading of a curve; where it has gaps, why."""
    gaps = any(row[column] is None and column not in row["nobody"] for row in rows for column in columns)
    said = t(f"trends.{name}_subtitle", view.lang)
    return typeset.sentences([said, t("trends.gaps", view.lang) if gaps else ""], view.lang)


def described(heading: str, rows: Sequence[Row], names: Sequence[str], unit: str, view: View) -> str:
    """A curve in words, for who cannot see it: where it begins, and where it ends."""
    known = [row for row in rows if any(row[name] is not None for name in names)]
    ends = dict.fromkeys(_said(row, names, unit, view) for row in (known[0], known[-1]))
    return typeset.listed(heading, [" … ".join(ends)], view.lang)


def _said(row: Row, names: Sequence[str], unit: str, view: View) -> str:
    """A month of a curve, or of two by their names."""
    factor = 100 if unit == "percent" else 1
    values = ["—" if row[name] is None else wording.amount(row[name] * factor, unit, view.lang) for name in names]
    if len(names) > 1:
        values = [f"{t(f'legend.{name}', view.lang)} {value}" for name, value in zip(names, values, strict=True)]
    return f"{row['month_end']:%Y-%m} {typeset.SEPARATOR.join(values)}"


def latest(parts: dict[str, list[Row]]) -> list[Row]:
    """The last month of each part, the largest stock first; hidden ones at the end."""
    last = [rows[-1] for rows in parts.values()]
    return sorted(last, key=lambda row: (row["active"] is None, -(row["active"] or 0), part(row, row["level"])))


def points(rows: Sequence[Row], view: View) -> list[plots.Point]:
    """The stock of each part by its name, for bars."""
    return [(_part_name(row, view), [row["active"]]) for row in rows]


def parts_described(rows: Sequence[Row], view: View) -> str:
    """The same in words, for who cannot see them."""
    said = (f"{_part_name(row, view)} {tables.said(_count(row, 'active', view))}" for row in rows)
    return typeset.listed(t("trends.parts", view.lang), said, view.lang)


def _part_name(row: Row, view: View) -> str:
    name = part(row, row["level"])
    return part_names([name], view)[name]


def part_columns(view: View) -> list[Column]:
    """The table of the parts in their last month."""
    month, stock, *_, evidence, source = columns(view)
    whose = Column(t("trends.level", view.lang), lambda r: _part_name(r, view))
    return [whose, month, stock, evidence, source]


def columns(view: View) -> list[Column]:
    """The table month by month."""

    def count(name: str, heading: str) -> Column:
        return Column(t(heading, view.lang), lambda r: _count(r, name, view), numeric=True)

    return [
        Column(t("trends.month", view.lang), lambda r: f"{r['month_end']:%Y-%m}", whole=True),
        count("active", "trends.stock"),
        count("entered", "trends.entered"),
        count("left", "trends.left"),
        count("headcount", "trends.headcount"),
        Column(t("trends.median_stay", view.lang), lambda r: _days(r, view), numeric=True),
        Column(t("trends.survival_6", view.lang), lambda r: _share(r, "survival_6", view), numeric=True),
        Column(t("trends.survival_12", view.lang), lambda r: _share(r, "survival_12", view), numeric=True),
        Column(t("table.evidence", view.lang), lambda r: r["evidence"]),
        Column(t("table.source", view.lang), lambda r: link(r, view), wide=True),
    ]


def _count(row: Row, name: str, view: View) -> Cell:
    return _blank(row, name, view) if row[name] is None else Number(f"{row[name]:,}", row[name])


def _days(row: Row, view: View) -> Cell:
    days = row["median_stay_days"]
    return _blank(row, "median_stay_days", view) if days is None else Number(wording.number(days, view.lang), days)


def _share(row: Row, name: str, view: View) -> Cell:
    share = row[name]
    return _blank(row, name, view) if share is None else wording.amount(share * 100, "percent", view.lang)


def _blank(row: Row, name: str, view: View) -> Cell:
    return t("trends.nobody" if name in row["nobody"] else "trends.hidden", view.lang)
