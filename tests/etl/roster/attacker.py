"""A reader who wants to know what is hidden, and uses all that is published: which figures can be worked out?

The relations: the parts of a table add up to its totals, this month's stock is last month's plus entries minus exits,
and those of a cohort stayed or left. One attack solves the linear equations, another also uses that no count is below
zero, and that a team came where a series begins, and narrows each hidden figure to an interval, over and over.
"""

from dataclasses import dataclass, field

import numpy as np

from etl.roster.events import AFTER
from etl.roster.suppress import City, Hidden

Name = tuple[str, int, int, int]


@dataclass
class Puzzle:
    """Equations sum(factor · figure) = 0 over figures by name, the figures that are published, and what others are at
    least."""

    equations: list[dict[Name, int]] = field(default_factory=list)
    known: dict[Name, int] = field(default_factory=dict)
    least: dict[Name, int] = field(default_factory=dict)

    def unknown(self) -> list[Name]:
        """The hidden figures that occur in an equation."""
        return sorted({name for equation in self.equations for name in equation} - set(self.known))

    def _matrix(self) -> tuple[np.ndarray, np.ndarray, list[Name]]:
        names = self.unknown()
        place = {name: number for number, name in enumerate(names)}
        matrix, target = np.zeros((len(self.equations), len(names))), np.zeros(len(self.equations))
        for row, equation in enumerate(self.equations):
            for name, factor in equation.items():
                if name in place:
                    matrix[row, place[name]] += factor
                else:
                    target[row] -= factor * self.known[name]
        used = np.abs(matrix).sum(axis=1) > 0
        return matrix[used], target[used], names

    def solved(self) -> set[Name]:
        """Figures that every solution of the equations agrees on."""
        matrix, _, names = self._matrix()
        if not names:
            return set()
        _, sizes, rows = np.linalg.svd(matrix)
        rank = int((sizes > 1e-8).sum())
        free = np.abs(rows[rank:]).max(axis=0) if rank < len(names) else np.zeros(len(names))
        return {name for name, freedom in zip(names, free, strict=True) if freedom < 1e-8}

    def narrowed(self) -> dict[Name, tuple[float, float]]:
        """The interval that is left of each hidden figure."""
        matrix, target, names = self._matrix()
        low, high = np.array([self.least.get(name, 0) for name in names], dtype=float), np.full(len(names), np.inf)
        signs = matrix[:, None, :] * np.ones(1)
        equations = np.concatenate([signs[:, 0], -signs[:, 0]])
        targets = np.concatenate([target, -target])
        while True:
            before = low.copy(), high.copy()
            for factors, total in zip(equations, targets, strict=True):
                # Where sum = total, a figure with a positive factor is at most total minus the least of the others.
                used = np.flatnonzero(factors)
                least = np.where(factors[used] > 0, factors[used] * low[used], factors[used] * high[used])
                for number, place in enumerate(used):
                    if factors[place] > 0:
                        others = np.delete(least, number).sum()
                        high[place] = min(high[place], (total - others) / factors[place])
                    else:
                        others = np.delete(least, number).sum()
                        low[place] = max(low[place], (total - others) / factors[place])
            if np.array_equal(before[0], low) and np.array_equal(before[1], high):
                return dict(zip(names, zip(low.tolist(), high.tolist(), strict=True), strict=True))


def puzzle(city: City, hidden: Hidden) -> Puzzle:
    """What is published of a city, as equations."""
    result = Puzzle()
    for name, counts, mask in (
        ("active", city.active, hidden.stock),
        ("entered", city.entered, hidden.flow),
        ("left", city.left, hidden.flow),
    ):
        _publish(result, name, counts, mask)
        _add_up(result, name, counts.shape)
    for month, row, column in np.ndindex(city.active.shape):
        equation = {
            ("active", month, row, column): 1,
            ("entered", month, row, column): -1,
            ("left", month, row, column): 1,
        }
        if month:
            equation[("active", month - 1, row, column)] = -1
        result.equations.append(equation)
    begins = city.there.copy()
    begins[1:] &= ~city.there[:-1]
    result.least |= {("entered", *map(int, place)): 1 for place in np.argwhere(begins)}
    for after in AFTER:
        _survival(result, city, hidden, after)
    return result


def _publish(result: Puzzle, name: str, counts: np.ndarray, mask: np.ndarray) -> None:
    for place in np.ndindex(counts.shape):
        if not mask[place]:
            result.known[(name, *place)] = int(counts[place])


def _add_up(result: Puzzle, name: str, shape: tuple[int, ...]) -> None:
    months, height, width = shape
    for month in range(months):
        for column in range(width):
            parts = {(name, month, row, column): 1 for row in range(1, height)}
            result.equations.append(parts | {(name, month, 0, column): -1})
        for row in range(height):
            parts = {(name, month, row, column): 1 for column in range(1, width)}
            result.equations.append(parts | {(name, month, row, 0): -1})


def _survival(result: Puzzle, city: City, hidden: Hidden, after: int) -> None:
    stayed, gone = f"stayed_{after}", f"gone_{after}"
    unknown = hidden.survival[after].copy()
    # A share of a hidden cohort is hidden; where the cohort is published as nobody, nobody stayed.
    unknown[after:] |= hidden.flow[:-after]
    _publish(result, stayed, city.stayed[after], unknown)
    _add_up(result, stayed, city.active.shape)
    for month, row, column in np.ndindex(city.active.shape):
        equation = {(stayed, month, row, column): 1, (gone, month, row, column): 1}
        if month >= after:
            equation[("entered", month - after, row, column)] = -1
        result.equations.append(equation)
