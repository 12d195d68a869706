"""Which medians and shares would tell of what is hidden, though the numbers that they are of are shown.

1. A median beside that of its total tells of those between them. Where one or two of a total left in the parts that are
   hidden, the medians of its other parts are hidden with them: how long those few stayed would say where they were.
2. A median says when its teams came: half of them (rounded up) stayed at most so long, and half at least, which with
   the day of leaving is a span of months. Where hardly more came in that span or left in that month (cell by cell,
   whichever is less), it says what a hidden entry or exit was: of three who left after five days, two came this month
   or last. So half must still be found where a hidden flow is otherwise; a rectangle (see `suppress`) takes one from
   two cells.
3. Who of a cohort stayed was there in each month since. Where hardly more were (cell by cell, or came, whichever is
   less), the share says what a hidden stock was: where all of a first month stayed, nobody of it was ever away.

Not covered: several medians and shares taken together.
"""

import numpy as np

from etl.roster.months import BASE_YEAR
from etl.roster.suppress import City, is_small, rough

_LESS = 2
_ALL, _EACH = slice(0, 1), slice(1, None)


def telling(city: City, flow: np.ndarray, days: np.ndarray, first: int, min_cell: int) -> np.ndarray:
    """Where the median `days` is to be hidden, beside the hidden `flow`; `first` is the number of the first month."""
    shape = city.left.shape
    if not flow.any() or shape[1:] == (1, 1):
        # Nothing stands beside totals alone, and what a total says of its own months is little.
        return np.zeros_like(flow)
    half = np.where(flow, 0, (city.left + 1) // 2)
    since, before = _spans(np.nan_to_num(days), first)
    few = _beside_few(city.left, flow, min_cell)
    city = rough(city, min_cell)
    month = np.broadcast_to(np.arange(shape[0])[:, None, None], shape)
    enough = _enough(city, flow, half, since, month) & _enough(city, flow, half, np.zeros(shape, int), before)
    return (half > 0) & (~enough | few)


def telling_shares(city: City, stock: np.ndarray, after: int) -> np.ndarray:
    """Where the share that stayed for so many months is to be hidden, beside the hidden `stock`."""
    result = np.zeros_like(stock)
    if not stock.any() or len(stock) <= after or stock.shape[1:] == (1, 1):
        return result
    came, there, dark = (table[:, _EACH, _EACH] for table in (city.entered[:-after], city.active, stock))
    least, least_hidden = (_least(table, after + 1) for table in (there, np.where(dark, there, there.max() + 1)))
    found = np.minimum(came, least)
    # One that is hidden and as large as what came, or smaller, bounds who can have stayed.
    gives = (found > 0) & (least_hidden <= np.minimum(came, there.max()))
    most, less = _with_totals(found), np.minimum(_with_totals(gives), _LESS)
    result[after:] = most - less < city.stayed[after][after:]
    return result


def _least(table: np.ndarray, months: int) -> np.ndarray:
    return np.lib.stride_tricks.sliding_window_view(table, months, axis=0).min(axis=-1)


def _with_totals(cells: np.ndarray) -> np.ndarray:
    rows = np.concatenate([cells.sum(axis=1, keepdims=True), cells], axis=1)
    return np.concatenate([rows.sum(axis=2, keepdims=True), rows], axis=2)


def _beside_few(left: np.ndarray, flow: np.ndarray, min_cell: int) -> np.ndarray:
    """Where so few left in the hidden parts of a total that the median of another part would tell of them."""
    unseen = np.where(flow, left, 0)
    row, column = unseen[:, :, _EACH].sum(axis=2, keepdims=True), unseen[:, _EACH].sum(axis=1, keepdims=True)
    few = np.zeros_like(flow)
    few[:, :, _EACH] |= is_small(row, min_cell)
    few[:, _EACH] |= is_small(column, min_cell)
    return few


def _spans(days: np.ndarray, first: int) -> tuple[np.ndarray, np.ndarray]:
    """The first month in which came who stayed at most so long, and the last one of who stayed at least so long."""
    begins = np.datetime64(f"{BASE_YEAR}-01", "M") + first + np.arange(len(days) + 1)
    starts = begins[:-1].astype("datetime64[D]")[:, None, None] - np.floor(days).astype(int)
    ends = begins[1:].astype("datetime64[D]")[:, None, None] - 1 - np.ceil(days).astype(int)
    since, before = ((edge.astype("datetime64[M]") - begins[0]).astype(int) for edge in (starts, ends))
    return since.clip(0), before.clip(-1)


def _enough(city: City, flow: np.ndarray, half: np.ndarray, since: np.ndarray, until: np.ndarray) -> np.ndarray:
    """Where half of those who left can have come from `since` to `until`, whatever a hidden flow is."""
    left, dark = (table[:, _EACH, _EACH] for table in (city.left, flow))
    came, hidden = (_running(table[:, _EACH, _EACH]) for table in (city.entered, flow))
    enough = np.zeros_like(flow)
    for place in ((_ALL, _ALL), (_ALL, _EACH), (_EACH, _ALL), (_EACH, _EACH)):
        at = (slice(None), *place)
        start, end = (np.broadcast_to(edge[at], left.shape) for edge in (since, until + 1))
        reach, unknown = (_between(sums, start, end) for sums in (came, hidden))
        found = np.minimum(reach, left)
        gives = (found > 0) & (dark | ((unknown > 0) & (reach <= left)))
        over = tuple(axis for axis, part in ((1, place[0]), (2, place[1])) if part is _ALL)
        found, gives = (table.sum(axis=over, keepdims=True) for table in (found, gives))
        enough[at] = found - np.minimum(gives, _LESS) >= half[at]
    return enough


def _running(table: np.ndarray) -> np.ndarray:
    """The sums over the months before each month, and over all of them."""
    return np.concatenate([np.zeros_like(table[:1], dtype=int), table.cumsum(axis=0)])


def _between(running: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.take_along_axis(running, end, 0) - np.take_along_axis(running, start, 0)
