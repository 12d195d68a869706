"""What marks say of a comparison: its grade, and why it is one with caution or none at all."""

from collections.abc import Iterable

from opc import typeset
from opc.catalogue import codelist, label
from opc.marks.saying import counted
from opc.text import t
from opc.typeset import SEPARATOR
from opc.view import View
from opc.warehouse import Row


def grade(row: Row, view: View) -> str:
    """The grade of a comparison. What is blocked because nobody has published a count of teams says that instead."""
    if row.get("has_teams") is False:
        return t("funding.teams_unknown", view.lang)
    return label("grade", row["grade"], view.lang) if row.get("grade") else ""


def cautions(row: Row, view: View) -> str:
    """Why a figure may be compared only with caution or not at all: what it counts, covers or is for, by its name."""
    return SEPARATOR.join(_reason(code, row, view) for code in row.get("reasons") or ())


def obstacle(row: Row, view: View) -> str:
    """Why money is not divided by the teams beside it; of two that cannot meet no other difference matters."""
    return _reason("area" if row["is_apart"] else "counts", row, view)


def cautions_together(rows: Iterable[Row], view: View) -> str:
    """The same of several figures that are one row: each kind of reason once.

    In the words that each figure has alone, where all are of one indicator and say the same; else by its name.
    """
    held, said = list(rows), []
    is_one = len({row.get("indicator") for row in held}) == 1
    for code in codelist("reason"):
        words = list(dict.fromkeys(_reason(code, row, view) for row in held if code in (row["reasons"] or ())))
        is_shared = code == "dates" or (len(words) < 2 and is_one)
        said += words if is_shared or not words else [label("reason", code, view.lang)]
    return SEPARATOR.join(said)


def _reason(code: str, row: Row, view: View) -> str:
    if code == "area" and row.get("is_apart"):
        return t("reason.apart" if len(row["fund_ids"]) == 1 else "reason.apart_among", view.lang)
    if code == "dates":
        return _dates(row, view)
    if (what := _different(code, row, view)) is None:
        return label("reason", code, view.lang)
    return typeset.spaced(t(f"reason.{code}", view.lang, what=typeset.within(what)))


def _different(code: str, row: Row, view: View) -> str | None:
    """What a figure counts, covers or is for, where its row says so."""
    if code == "counts":
        return counted(row, view)
    if code == "area" and row.get("area_level"):
        return t(f"part.{row['area_level']}", view.lang)
    if code == "earmark" and row.get("earmark"):
        return label("earmark", row["earmark"], view.lang)
    return t(f"unit_name.{row['unit']}", view.lang) if code == "unit" else None


def _dates(row: Row, view: View) -> str:
    """Whether a figure is of another time or of none that is stated; of money over teams only the teams' is known."""
    period = row["time_period"] if "time_period" in row else row["teams_period"]
    if not period:
        return t("reason.undated", view.lang)
    return t("reason.dates", view.lang) if "time_period" in row else label("reason", "dates", view.lang)


def below(caution: str) -> str:
    """A caution as one more line of the words below a figure."""
    return f"\n◐ {caution}" if caution else ""
