"""Which figures of a city are hidden, so that no small group shows or can be worked out.

Small: a count above 0 and below `min_cell`. That alone hides nothing, for what is published adds up: a total minus
its other parts gives a hidden part back, and so does this month's stock minus last month's. Three rules:

1. The rectangle. A month's table has the districts as rows and the sectors as columns, with the totals as row 0 and
   column 0. Every hidden figure lies in a rectangle of four hidden figures (two rows, two columns) that could be
   otherwise: one more in two corners and one less in the other two (one more in all, where the rectangle takes in both
   totals) leaves every published sum as it is, and no count falls below 0. Of the rectangles that do, the one is
   hidden that hides the fewest teams.
2. Entries and exits go together: active(t) = active(t−1) + entered(t) − left(t) would give one back from the other. In
   a corner with one less, a team must have come and another gone in that month, so that both can be one less. Where a
   series begins, everybody knows that a team came: there two must have come. Where the table ends, everybody knows that
   one came or went in the city.
3. A hidden stock hides the flows of its own month and of the next, so that the difference in time says nothing.

Headcount is hidden with active, the median stay with left. A survival share is hidden where the cohort is, nobody in it
or not, or where few stayed or few left, and its rectangle likewise. What a rectangle proves (a second table that fits
all that is published and differs in that figure) is what the tests try to refute.

Not covered: what changes between two rosters published one after the other, and what outsiders know for themselves. The
number of rows in report.json is the sum of all entries: that file is for who holds the roster, and is not published.
"""

from dataclasses import dataclass

import numpy as np

from etl.roster.events import AFTER
from etl.roster.rectangles import protect


@dataclass(frozen=True)
class City:
    """The figures of a city by month, district and sector, place 0 being the total. `there`: the series has begun."""

    there: np.ndarray
    active: np.ndarray
    entered: np.ndarray
    left: np.ndarray
    cohort: dict[int, np.ndarray]
    stayed: dict[int, np.ndarray]


@dataclass(frozen=True)
class Hidden:
    """What is hidden, in the same shape: stocks, flows, and survival by its number of months."""

    stock: np.ndarray
    flow: np.ndarray
    survival: dict[int, np.ndarray]


def hide(city: City, min_cell: int) -> Hidden:
    """Find what to hide in a city."""
    stock = _hide_stocks(city, min_cell)
    flow = _hide_flows(city, stock, min_cell)
    return Hidden(stock, flow, {after: _hide_survival(city, flow, after, min_cell) for after in AFTER})


def _is_small(counts: np.ndarray, min_cell: int) -> np.ndarray:
    return (counts > 0) & (counts < min_cell)


def _hide_stocks(city: City, min_cell: int) -> np.ndarray:
    active, (came, went) = city.active > 0, _may_be_one_less(city)
    came_next, went_next = _next(came), _next(went)
    # (may be one more, may be one less), by what gives way in this month and in the next: entries or exits.
    ways = [
        (came_next, active & came),
        (np.ones_like(active), active & came & went_next),
        (went & came_next, active),
        (went, active & went_next),
    ]
    small = city.there & _is_small(city.active, min_cell)
    return protect(small, city.active, city.there, ways)


def _may_be_one_less(city: City) -> tuple[np.ndarray, np.ndarray]:
    """Where one entry, and where one exit, may be taken away without contradiction to where series begin and end."""
    least = city.there.astype(np.int64)
    least[1:] &= ~city.there[:-1]
    last = np.zeros_like(least)
    last[-1, 0, 0] = 1
    return city.entered > np.maximum(least, last), city.left > last


def _next(flags: np.ndarray) -> np.ndarray:
    """The flags a month later; nothing is published after the last month, so all can give way there."""
    return np.concatenate([flags[1:], np.ones_like(flags[:1])])


def _hide_flows(city: City, stock: np.ndarray, min_cell: int) -> np.ndarray:
    small = _is_small(city.entered, min_cell) | _is_small(city.left, min_cell) | stock
    small[1:] |= stock[:-1]
    both = np.logical_and(*_may_be_one_less(city))
    return protect(small & city.there, city.entered + city.left, city.there, [(np.ones_like(both), both)])


def _hide_survival(city: City, flow: np.ndarray, after: int, min_cell: int) -> np.ndarray:
    cohort, stayed = city.cohort[after], city.stayed[after]
    gone = cohort - stayed
    small = _is_small(stayed, min_cell) | _is_small(gone, min_cell)
    of_hidden = np.zeros_like(small)
    of_hidden[after:] = flow[:-after]
    hidden = protect((small | of_hidden) & (cohort > 0), stayed, cohort > 0, [(gone > 0, stayed > 0)])
    # Where a hidden cohort is nobody there is no share to hide; not to say so would tell that it is nobody.
    return hidden | of_hidden
