"""In which form a city is published: with all its cells, without them, by district or by sector, or its totals alone.

Cells of a few teams take totals with them: hidden cells alone would be given back (see `suppress`). A city's own totals
are what its figures and its progress are counted from, so they come first. Where the cells would hide more than a tenth
of them, less is told of the parts, as long as that spares another tenth: first the cells are hidden altogether, then
the sectors or the districts with them. Where that still hides the stock of most months, the totals stand alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from etl.roster.cells import LEVELS
from etl.roster.suppress import City, Hidden, hide

# The share of its totals that the cells of a city may cost.
TENTH = 0.1
WITHOUT_CELLS = tuple(level for level in LEVELS if level != "cell")
BY_DISTRICT, BY_SECTOR, TOTALS = ("city", "district"), ("city", "sector"), ("city",)
# The axis of a month's table that is told of: districts are its rows, sectors its columns.
AXES = {BY_DISTRICT: 1, BY_SECTOR: 2}


@dataclass(frozen=True)
class Form:
    """The levels of which something is told, and what is hidden of them; `city` holds what may be told of."""

    levels: tuple[str, ...]
    city: City
    hidden: Hidden


def chosen(city: City, min_cell: int) -> Form:
    """The fullest form that does not hide many of the city's own totals for the sake of its parts."""
    form = Form(LEVELS, city, hide(city, min_cell))
    may_cost = TENTH * 2 * len(city.there)
    if _totals_hidden(form.hidden) <= may_cost or min(city.there.shape[1:]) == 1:
        return form
    without = Form(WITHOUT_CELLS, city, hide(city, min_cell, cells=False))
    for coarser in (without, *_fullest(city, min_cell, may_cost)):
        if _totals_hidden(form.hidden) - _totals_hidden(coarser.hidden) > may_cost:
            form = coarser
    if 2 * form.hidden.stock[:, 0, 0].sum() <= len(city.there):
        return form
    whole = _whole(city)
    totals = Form(TOTALS, whole, hide(whole, min_cell))
    return totals if _totals_hidden(totals.hidden) < _totals_hidden(form.hidden) else form


def _fullest(city: City, min_cell: int, may_cost: float) -> list[Form]:
    """By district or by sector, whichever tells more of the parts and hides hardly more of the totals; none of one."""
    found = [by_one(levels, city, min_cell) for levels, axis in AXES.items() if city.there.shape[axis] > 2]
    least = min((_totals_hidden(form.hidden) for form in found), default=0)
    fair = [form for form in found if _totals_hidden(form.hidden) <= least + may_cost]
    return sorted(fair, key=_figures_shown, reverse=True)[:1]


def _figures_shown(form: Form) -> int:
    return sum(int((form.city.there & ~dark).sum()) for dark in (form.hidden.stock, form.hidden.flow))


def by_one(levels: tuple[str, ...], city: City, min_cell: int) -> Form:
    """By district alone, or by sector: as if there were one of the other, of which the total says all."""
    axis = AXES[levels]

    def doubled(table: np.ndarray) -> np.ndarray:
        whole = table.take([0], axis=3 - axis)
        return np.concatenate([whole, whole], axis=3 - axis)

    merged = _each(city, doubled)
    hidden = hide(merged, min_cell, cells=False)
    # The one part is known where the total is, and there alone.
    shares = {after: doubled(table) for after, table in hidden.survival.items()}
    return Form(levels, merged, Hidden(doubled(hidden.stock), doubled(hidden.flow), shares))


def _totals_hidden(hidden: Hidden) -> int:
    return int(hidden.stock[:, 0, 0].sum() + hidden.flow[:, 0, 0].sum())


def _whole(city: City) -> City:
    """The totals alone."""
    return _each(city, lambda table: table[:, :1, :1])


def _each(city: City, change: Callable[[np.ndarray], np.ndarray]) -> City:
    """A city with all its tables changed."""
    tables = {name: change(getattr(city, name)) for name in ("there", "active", "entered", "left", "headcount")}
    shares = {
        name: {after: change(table) for after, table in getattr(city, name).items()} for name in ("cohort", "stayed")
    }
    return replace(city, **tables, **shares)
