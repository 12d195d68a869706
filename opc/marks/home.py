"""The reader's own city among others: named as such, in colour where others are in grey, first in lists."""

from collections.abc import Sequence
from dataclasses import replace

from opc.charts.sheet import Group, Mark
from opc.text import t
from opc.typeset import SEPARATOR
from opc.view import View
from opc.warehouse import Row


def is_home(row: Row, view: View) -> bool:
    """Whether a row is of the reader's own city."""
    return bool(view.home) and row["ref_area"] == view.home


def city_name(row: Row, view: View) -> str:
    """The name of the city of a row; that of the reader's own says so, for a colour alone would not be seen by all."""
    name = view.name(row)
    return f"{name}{SEPARATOR}{t('figure.home', view.lang)}" if is_home(row, view) else name


def home_first(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows with those of the reader's own city before all others."""
    return sorted(rows, key=lambda row: not is_home(row, view))


def held_against(marks: Sequence[Mark], rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """Marks of the rows, those of other cities in grey where the reader's own is drawn among them."""
    if not any(mark.drawn and is_home(row, view) for mark, row in zip(marks, rows, strict=True)):
        return list(marks)
    return [mark if is_home(row, view) else replace(mark, colour="grey") for mark, row in zip(marks, rows, strict=True)]
