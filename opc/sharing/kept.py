"""Results that are kept: what follows from rows and a view is worked out once, for all readers.

The rows of a query are kept by the warehouse and never change, so that the same rows are the same objects.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from typing import Any, TypeVar

Result = TypeVar("Result")

# Cells of the rows that all results together were made from: some thousand results of the real data, which is more than
# the views that readers share, and a hundred megabytes or two of any other.
MOST = 3_000_000


class _Same:
    """A list that equals another where both hold the very same objects; it holds them, lest their ids pass on."""

    __slots__ = ("held", "identity")

    def __init__(self, held: list[Any]) -> None:
        self.held = held
        self.identity = tuple(map(id, held))

    def __hash__(self) -> int:
        return hash(self.identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.identity == other.identity

    @property
    def cells(self) -> int:
        """How much is held: of rows their cells, of marks of a chart some thirty values each."""
        return sum(len(item) if isinstance(item, Mapping) else 30 for item in self.held)


class _Asked:
    """What a reader asked for: names and values."""

    __slots__ = ("frozen", "held")

    def __init__(self, held: Mapping[str, Any]) -> None:
        self.held = held
        self.frozen = tuple((name, _plain(held[name])) for name in sorted(held))

    def __hash__(self) -> int:
        return hash(self.frozen)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.frozen == other.frozen


class Store:
    """Results by what they were made from; those not asked for longest go first where all weigh more than `most`."""

    def __init__(self, most: int) -> None:
        self._most, self._weight = most, 0
        self._results: OrderedDict[tuple[Hashable, ...], tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[Hashable, ...], work_out: Callable[[], Any], weigh: Callable[[Any], int]) -> Any:
        """The result for a key, worked out now if it is not there. It weighs its rows and what `weigh` says."""
        with self._lock:
            if found := self._results.get(key):
                self._results.move_to_end(key)
                return found[0]
        result = work_out()
        self._put(key, result, 100 + weigh(result) + sum(part.cells for part in key if isinstance(part, _Same)))
        return result

    def _put(self, key: tuple[Hashable, ...], result: Any, weight: int) -> None:
        if weight > self._most:
            return
        with self._lock:
            _, before = self._results.pop(key, (None, 0))
            self._results[key] = result, weight
            self._weight += weight - before
            while self._weight > self._most:
                _, (_, oldest) = self._results.popitem(last=False)
                self._weight -= oldest


STORE = Store(MOST)


def kept(function: Callable[..., Result]) -> Callable[..., Result]:
    """Keep what a pure function gives for lists of kept rows, and for values; nobody may change what it gives."""
    return kept_by(lambda result: 0)(function)


def kept_by(weigh: Callable[[Any], int]) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """The same for what is made from values alone and holds much: `weigh` counts its cells."""

    def keeping(function: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(function)
        def answer(*arguments: Any) -> Result:
            return STORE.get((function, *map(_key, arguments)), lambda: function(*arguments), weigh)

        return answer

    return keeping


def _key(argument: Any) -> Hashable:
    if isinstance(argument, list):
        return _Same(argument)
    return _Asked(argument) if isinstance(argument, Mapping) else argument


def _plain(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
