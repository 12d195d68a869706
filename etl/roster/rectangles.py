"""Rectangles of hidden figures: what keeps a hidden figure of a table from being worked out from its sums.

A table has a month, a row and a column; row 0 and column 0 hold the totals. One more in a figure needs one less in
another of its row and of its column, and one more in the fourth corner. A total moves with its parts instead of
against them. All months of a city are looked at together: each on its own, the work would be in the calling.
"""

from collections.abc import Iterator, Sequence

import numpy as np

# What `span` gives for where a figure may be one more, and for where it may be one less.
Way = tuple[np.ndarray, np.ndarray]
# More than any city has people, so no limit; what is below −ANY never is made up for. In 32 bits, for speed.
ANY = 1 << 28
_NEVER = -4 * ANY
# So many corners are looked at in one piece, to bound memory where there are many districts and sectors.
_PIECE = 1 << 20


def span(least: np.ndarray, most: np.ndarray, possible: np.ndarray) -> np.ndarray:
    """Where a figure may move, and from what least to what most another one may move with it, that adds up likewise.

    The four corners of a rectangle must agree on a number for that other one. As −least and most, the smaller of two
    is what two spans have in common; there is a number where both together are not below 0.
    """
    ends = np.stack([-least, most]).clip(-ANY, ANY)
    return np.where(possible, ends, _NEVER).astype(np.int32)


def flagged(flags: np.ndarray) -> np.ndarray:
    """The same where nothing else moves: 0 where the figure may, else below."""
    return (flags.astype(np.int8) - 1)[None]


def protect(
    small: np.ndarray, count: np.ndarray, there: np.ndarray, out: np.ndarray, ways: Sequence[Way]
) -> np.ndarray:
    """Hide more until each hidden figure lies in a rectangle of hidden figures that could be otherwise.

    `count` is what hiding a figure costs, `there` are the figures that exist, `out` those of them that are left out
    altogether whatever they are: corners that cost nothing. At least one of `ways` must hold for the whole rectangle.
    Hiding more never undoes a rectangle, so each figure is dealt with once.
    """
    hidden = small | out
    # To hide a zero gains little (who knows the place knows that nobody is there): only where nothing else will do.
    price = np.where(count > 0, count, count[:, :1, :1] + 1).astype(float)
    price[~there] = np.inf
    turns = _Turns(ways)
    left = _totals_first(small, count)
    while len(left):
        left = left[~_are_safe(left, hidden, turns)]
        _, firsts = np.unique(left[:, 0], return_index=True)
        _hide(left[firsts], hidden, price, turns)
        left = np.delete(left, firsts, axis=0)
    return hidden


class _Turns:
    """For each way and either direction: where the corners beside, below and opposite of a figure can move.

    Whether a corner moves with the figure or against it depends on whether the figure and the corner are totals. The
    first axis says whether the figure is one: for `opposite` 2 · (in row 0) + (in column 0).
    """

    def __init__(self, ways: Sequence[Way]) -> None:
        self.kinds = [self._kind(*pair) for more, less in ways for pair in ((more, less), (less, more))]

    @staticmethod
    def _kind(up: np.ndarray, down: np.ndarray) -> tuple[np.ndarray, ...]:
        height, width = up.shape[2:]
        rows = [np.where(np.arange(height) > 0, -1, 1), np.ones(height, dtype=int)]
        columns = [np.where(np.arange(width) > 0, -1, 1), np.ones(width, dtype=int)]
        beside = np.stack([np.where(sign > 0, up, down) for sign in columns])
        below = np.stack([np.where(sign[:, None] > 0, up, down) for sign in rows])
        signs = [row[:, None] * column for row in rows for column in columns]
        return up, beside, below, np.stack([np.where(sign > 0, up, down) for sign in signs])

    def possible(self, at: np.ndarray, hidden: np.ndarray | None = None) -> np.ndarray:
        """Which opposite corners give a rectangle to each figure; with `hidden`, one that is hidden already."""
        month, row, column = at.T
        total_row, total_column = (row == 0).astype(int), (column == 0).astype(int)
        found = np.zeros((len(at), *self.kinds[0][0].shape[2:]), dtype=bool)
        for up, beside, below, opposite in self.kinds:
            shared = opposite[2 * total_row + total_column, :, month]
            np.minimum(shared, beside[total_column, :, month, row][:, :, None, :], out=shared)
            np.minimum(shared, below[total_row, :, month, :, column][:, :, :, None], out=shared)
            np.minimum(shared, up[:, month, row, column].T[:, :, None, None], out=shared)
            found |= np.add.reduce(shared, axis=1, dtype=shared.dtype) >= 0
        if hidden is not None:
            found &= hidden[month] & hidden[month, row][:, None, :] & hidden[month, :, column][:, :, None]
        figures = np.arange(len(at))
        found[figures, row, :] = False
        found[figures, :, column] = False
        return found


def _totals_first(small: np.ndarray, count: np.ndarray) -> np.ndarray:
    """The figures to protect, by month: totals before cells, large before small."""
    at = np.argwhere(small)
    month, row, column = at.T
    return at[np.lexsort((-count[month, row, column], (row > 0) & (column > 0), month))]


def _pieces(at: np.ndarray, size: int) -> Iterator[np.ndarray]:
    step = max(1, _PIECE // size)
    yield from (at[start : start + step] for start in range(0, len(at), step))


def _are_safe(at: np.ndarray, hidden: np.ndarray, turns: _Turns) -> np.ndarray:
    pieces = [turns.possible(piece, hidden).any(axis=(1, 2)) for piece in _pieces(at, hidden[0].size)]
    return np.concatenate(pieces)


def _hide(at: np.ndarray, hidden: np.ndarray, price: np.ndarray, turns: _Turns) -> None:
    """Hide the cheapest rectangle of each figure, at most one a month."""
    for piece in _pieces(at, hidden[0].size):
        month, row, column = piece.T
        free = np.where(hidden[month], 0.0, price[month])
        figures = np.arange(len(piece))
        costs = free + free[figures, row][:, None, :] + free[figures, :, column][:, :, None]
        possible = np.where(turns.possible(piece), costs, np.inf)
        # Where nothing can give way, not even the totals, the cheapest rectangle has to do.
        stuck = ~np.isfinite(possible).any(axis=(1, 2))
        possible[stuck] = costs[stuck]
        possible[figures, row, :] = np.inf
        possible[figures, :, column] = np.inf
        other_row, other_column = np.unravel_index(possible.reshape(len(piece), -1).argmin(axis=1), costs.shape[1:])
        hidden[month, row, other_column] = True
        hidden[month, other_row, column] = True
        hidden[month, other_row, other_column] = True
