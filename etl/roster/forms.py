"""In which form a city is published: with all its cells, without them, or its totals alone.

Cells of a few teams take totals with them: hidden cells alone would be given back (see `suppress`). A city's own totals
are what its figures and its progress are counted from, so they come first. Where the cells would hide more than a tenth
of them, the cells are hidden altogether; districts and sectors stay, and fewer of their figures are hidden too. Where
that still hides the stock of most months, districts and sectors are hidden altogether as well.
"""

from dataclasses import dataclass, replace

from etl.roster.cells import LEVELS
from etl.roster.suppress import City, Hidden, hide

# The share of its totals that the cells of a city may cost.
TENTH = 0.1
WITHOUT_CELLS = tuple(level for level in LEVELS if level != "cell")
TOTALS = ("city",)


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
    coarser = Form(WITHOUT_CELLS, city, hide(city, min_cell, cells=False))
    if _totals_hidden(form.hidden) - _totals_hidden(coarser.hidden) <= may_cost:
        coarser = form
    if 2 * coarser.hidden.stock[:, 0, 0].sum() <= len(city.there):
        return coarser
    whole = _whole(city)
    totals = Form(TOTALS, whole, hide(whole, min_cell))
    return totals if _totals_hidden(totals.hidden) < _totals_hidden(coarser.hidden) else coarser


def _totals_hidden(hidden: Hidden) -> int:
    return int(hidden.stock[:, 0, 0].sum() + hidden.flow[:, 0, 0].sum())


def _whole(city: City) -> City:
    """The totals alone."""
    tables = {name: getattr(city, name)[:, :1, :1] for name in ("there", "active", "entered", "left", "headcount")}
    shares = {
        name: {after: table[:, :1, :1] for after, table in getattr(city, name).items()} for name in ("cohort", "stayed")
    }
    return replace(city, **tables, **shares)
