"""The reader's own city among others: named as such, in colour where others are in grey, first in lists."""

from collections.abc import Sequence
from dataclasses import replace

from opc.charts.mark import Group, Mark
from opc.tables import Link, page_address
from opc.text import t
from opc.typeset import SEPARATOR
from opc.view import View
from opc.warehouse import Row


def is_home(row: Row, view: View) -> bool:
    """Whether a row is of the reader's own city."""
    return bool(view.home) and row["ref_area"] == view.home


def mine(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows of the reader's own city, where there are any."""
    return [row for row in rows if is_home(row, view)]


def city_name(row: Row, view: View) -> str:
    """The name of the city of a row; that of the reader's own says so, for a colour alone would not be seen by all."""
    name = view.name(row)
    return f"{name}{SEPARATOR}{t('figure.home', view.lang)}" if is_home(row, view) else name


def city_link(row: Row, view: View) -> Link:
    """The city of a row, leading to its profile."""
    return Link(city_name(row, view), page_address("city", **dict(view.carried) | {"city": row["ref_area"]}))


def home_first(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows with those of the reader's own city before all others."""
    return sorted(rows, key=lambda row: not is_home(row, view))


def held_against(marks: Sequence[Mark], rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """Marks of the rows: where the reader's own city is among them, others are in grey; silent, it heads the silent."""
    own = [is_home(row, view) for row in rows]
    if not any(own):
        return list(marks)
    made = [mark if mine else replace(mark, colour="grey") for mark, mine in zip(marks, own, strict=True)]
    # What is drawn stays in the order that its figures give.
    order = sorted(range(len(made)), key=lambda place: (0, 0) if made[place].drawn else (1, not own[place]))
    return [made[place] for place in order]


def own_group_first(rows: Sequence[Row], view: View, column: str) -> list[Row]:
    """Rows that stand in groups by a column: groups with the reader's own city first, and in each group that city."""
    if not any(is_home(row, view) for row in rows):
        return list(rows)
    mine = {row[column] for row in rows if is_home(row, view)}
    order = {key: place for place, key in enumerate(dict.fromkeys(row[column] for row in rows))}
    return sorted(rows, key=lambda row: (row[column] not in mine, order[row[column]], not is_home(row, view)))
