"""Which figures of a city are hidden, so that no small group shows or can be worked out.

Small: a count above 0 and below `min_cell`. That alone hides nothing, for what is published adds up: a total minus
its other parts gives a hidden part back, and so does this month's stock minus last month's. Five rules:

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
4. People. A team has at least one person. Those beyond the first of each team, headcount − active, rise only where a
   team came, fall only where one left, and are nobody where no team is. More is not known of them by month: where some
   came, what they rose by may have come with any one entry, and likewise they left. So this is asked of each corner:
   - A rectangle of flows leaves all headcounts as they are. One more that comes and goes in a month may be alone. With
     one less, what rose still needs an entry, and what fell an exit: two must have come there, or gone.
   - A rectangle of stocks moves its hidden headcounts too, by one number of people in all four corners, so that sums
     stay. The months before and after stay as they are, hidden or not. So where, after the change, nobody comes, those
     beyond are at most what they were a month ago; where nobody leaves, at least that; and so with the next month. That
     leaves each corner a span of numbers, and there must be one in all four.
   The totals need nothing besides: what holds for each cell of a sum holds for the sum.
5. Who knows these rules asks why just this is hidden. So each small count is dealt with as if it were 1, which never
   allows more: that it is a 1 and not a 2 decides nothing by itself. With a `min_cell` of 2 a hidden count
   would be a 1: the command refuses it.

Headcount is hidden with active, the median stay with left. A survival share is hidden where the cohort is, nobody in it
or not, or where few stayed or few left, and its rectangle likewise. Where the cells of a city are hidden altogether,
they are corners that cost nothing; a small one needs a rectangle all the same, for where a sector lives in one district
its totals would give the cell back; a large one may be known. What a rectangle proves (a second table that
fits all that is published and differs in that figure) is what the tests try to refute.

Not covered:
- What changes between two rosters published one after the other, and what outsiders know for themselves.
- Single teams through time: a team keeps its headcount, so people beyond that came in one month and leave in two were
  two teams.
- Several medians and shares of survival taken together (see `telling`).
- What rule 5 leaves. Zeros, small and large counts differ, a sum is small or not, and the cheapest rectangle is taken:
  in tiny cities, who knows the rules can sometimes tell a 1 from a 2 (by brute force over cities without other people,
  with `min_cell` 3: 6 of 3,914 views with one district, 119 of 5,684 with two and at most 4 entries in a cell).
- The number of rows in report.json is the sum of all entries: that file is for who holds the roster, not published.
"""

from dataclasses import dataclass, replace

import numpy as np

from etl.roster.events import AFTER
from etl.roster.rectangles import ANY, flagged, protect, span

# What one team more at the end of a month is in its flows: entered and left, and entered and left a month later.
WAYS = ((1, 0, -1, 0), (1, 0, 0, 1), (0, -1, -1, 0), (0, -1, 0, 1))


@dataclass(frozen=True)
class City:
    """The figures of a city by month, district and sector, place 0 being the total. `there`: the series has begun."""

    there: np.ndarray
    active: np.ndarray
    entered: np.ndarray
    left: np.ndarray
    headcount: np.ndarray
    cohort: dict[int, np.ndarray]
    stayed: dict[int, np.ndarray]


@dataclass(frozen=True)
class Hidden:
    """What is hidden, in the same shape: stocks, flows, and survival by its number of months."""

    stock: np.ndarray
    flow: np.ndarray
    survival: dict[int, np.ndarray]


def hide(city: City, min_cell: int, *, cells: bool = True) -> Hidden:
    """Find what to hide in a city. Without `cells` its single cells are hidden, all of them."""
    city = rough(city, min_cell)
    out = np.zeros_like(city.there)
    out[:, 1:, 1:] = city.there[:, 1:, 1:] & (not cells)
    stock = _hide_stocks(city, out, min_cell)
    flow = _hide_flows(city, stock, out, min_cell)
    return Hidden(stock, flow, {after: _hide_survival(city, flow, out, after, min_cell) for after in AFTER})


def rough(city: City, min_cell: int) -> City:
    """The city as if each small count were 1: what may be one less then may be in any case."""
    active, entered, left = (_alike(counts, min_cell) for counts in (city.active, city.entered, city.left))
    return replace(city, active=active, entered=entered, left=left, headcount=active + _beyond(city))


def _alike(counts: np.ndarray, min_cell: int) -> np.ndarray:
    return np.where(is_small(counts, min_cell), 1, counts)


def _beyond(city: City) -> np.ndarray:
    """The people beyond the first of each team."""
    return city.headcount - city.active


def is_small(counts: np.ndarray, min_cell: int) -> np.ndarray:
    """Where a count is above 0 and below `min_cell`."""
    return (counts > 0) & (counts < min_cell)


def _hide_stocks(city: City, out: np.ndarray, min_cell: int) -> np.ndarray:
    small = city.there & is_small(city.active, min_cell)
    ways = [(_room(city, 1, way), _room(city, -1, way)) for way in WAYS]
    return protect(small, city.active, city.there, out, ways)


def _room(city: City, step: int, way: tuple[int, int, int, int]) -> np.ndarray:
    """Where one team more (`step` 1) or less (−1) may be there, and how many people beyond it may be more or less."""
    came, went = _may_be_one_less(city)
    # Nothing is published after the last month, so all can give way there.
    may_be_less = (came, went, _next(came, 1), _next(went, 1))
    flows = (city.entered, city.left, _next(city.entered, ANY), _next(city.left, ANY))
    active = city.active + step
    possible = active >= 0
    for flag, change in zip(may_be_less, way, strict=True):
        possible &= flag | (step * change >= 0)
    came, went, came_next, went_next = (flow + step * change > 0 for flow, change in zip(flows, way, strict=True))
    beyond = _beyond(city)
    before, after = np.concatenate([np.zeros_like(beyond[:1]), beyond[:-1]]), _next(beyond, 0)
    least = np.maximum(np.where(went, 0, before), np.where(came_next, 0, after))
    most = np.minimum(np.where(came, ANY, before), np.where(went_next, ANY, after))
    most[active == 0] = 0
    return span(least - beyond, most - beyond, possible) if step > 0 else span(beyond - most, beyond - least, possible)


def _may_be_one_less(city: City) -> tuple[np.ndarray, np.ndarray]:
    """Where one entry, and where one exit, may be taken away without contradiction to where series begin and end."""
    least = city.there.astype(np.int64)
    least[1:] &= ~city.there[:-1]
    last = np.zeros_like(least)
    last[-1, 0, 0] = 1
    return city.entered > np.maximum(least, last), city.left > last


def _next(table: np.ndarray, at_the_end: int) -> np.ndarray:
    """The table a month later."""
    return np.concatenate([table[1:], np.full_like(table[:1], at_the_end)])


def _hide_flows(city: City, stock: np.ndarray, out: np.ndarray, min_cell: int) -> np.ndarray:
    dark = stock & ~out
    small = is_small(city.entered, min_cell) | is_small(city.left, min_cell) | dark
    small[1:] |= dark[:-1]
    came, went = _may_be_one_less(city)
    change = np.diff(_beyond(city), axis=0, prepend=0)
    both = came & went & (city.entered > (change > 0)) & (city.left > (change < 0))
    count = city.entered + city.left
    return protect(small & city.there, count, city.there, out, [(flagged(np.ones_like(both)), flagged(both))])


def _hide_survival(city: City, flow: np.ndarray, out: np.ndarray, after: int, min_cell: int) -> np.ndarray:
    cohort, stayed = city.cohort[after], city.stayed[after]
    gone = cohort - stayed
    small = is_small(stayed, min_cell) | is_small(gone, min_cell)
    of_hidden = np.zeros_like(small)
    of_hidden[after:] = flow[:-after]
    ways = [(flagged(gone > 0), flagged(stayed > 0))]
    there = cohort > 0
    hidden = protect((small | (of_hidden & ~out)) & there, _alike(stayed, min_cell), there, out & there, ways)
    # Where a hidden cohort is nobody there is no share to hide; not to say so would tell that it is nobody.
    return hidden | of_hidden
