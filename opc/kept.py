"""Results that are kept: what follows from rows and a view is worked out once, for all readers.

The rows of a query are kept by the warehouse and never change, so that the same rows are the same objects.
"""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, wraps
from typing import Any, TypeVar

Result = TypeVar("Result")

# The views that readers share; of a large warehouse a table may be a megabyte.
MOST = 64


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


def kept(function: Callable[..., Result]) -> Callable[..., Result]:
    """Keep what a pure function gives for lists of kept rows, and for values; nobody may change what it gives."""

    @lru_cache(maxsize=MOST)
    def compute(*keys: Hashable) -> Result:
        return function(*(key.held if isinstance(key, (_Same, _Asked)) else key for key in keys))

    @wraps(function)
    def answer(*arguments: Any) -> Result:
        return compute(*map(_key, arguments))

    return answer


def _key(argument: Any) -> Hashable:
    if isinstance(argument, list):
        return _Same(argument)
    return _Asked(argument) if isinstance(argument, Mapping) else argument


def _plain(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
