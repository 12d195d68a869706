"""Answers that are kept: each worked out once, for all who ask at the same time, or ahead of who will ask."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import Any, Generic, TypeVar

from opc.sharing import turn

Answer = TypeVar("Answer")


class Answers(Generic[Answer]):
    """What `work_out` gives for a key. Those asked for last are kept, as many as weigh `most` together.

    Without `weigh` each answer weighs 1. What fails is not kept, nor what alone weighs more than that.
    """

    def __init__(
        self, work_out: Callable[..., Answer], most: int, weigh: Callable[[Answer], int] = lambda answer: 1
    ) -> None:
        self._work_out, self._most, self._weigh = work_out, most, weigh
        self._kept: OrderedDict[tuple[Hashable, ...], Future[Answer]] = OrderedDict()
        self._weights: dict[tuple[Hashable, ...], int] = {}
        self._lock = threading.Lock()
        self.weight = 0

    def found(self, *key: Hashable) -> Answer | None:
        """The answer, if it is there already."""
        with self._lock:
            place = self._kept.get(key)
            if place is None or not place.done() or place.exception():
                return None
            self._kept.move_to_end(key)
            return place.result()

    def get(self, *key: Hashable) -> Answer:
        """The answer; where it is being worked out already, wait for it. Other pages go on until it is there."""
        place, is_new = self._place(key)
        if not place.done():
            with turn.given_up():
                if is_new:
                    self._fill(place, key)
                wait([place])
        return place.result()

    def begin(self, *key: Hashable) -> None:
        """Have the answer worked out beside what goes on here, where it is not kept."""
        place, is_new = self._place(key)
        if is_new:
            _workers().submit(self._fill, place, key)

    def forget(self) -> None:
        """Keep nothing of what was kept so far."""
        with self._lock:
            self._kept.clear()
            self._weights.clear()
            self.weight = 0

    def _place(self, key: tuple[Hashable, ...]) -> tuple[Future[Answer], bool]:
        with self._lock:
            if place := self._kept.get(key):
                self._kept.move_to_end(key)
                return place, False
            self._kept[key] = Future()
            return self._kept[key], True

    def _fill(self, place: Future[Answer], key: tuple[Any, ...]) -> None:
        try:
            answer = self._work_out(*key)
        except BaseException as error:
            self._drop(place, key)
            place.set_exception(error)
        else:
            place.set_result(answer)
            self._keep(place, key, self._weigh(answer))

    def _keep(self, place: Future[Answer], key: tuple[Hashable, ...], weight: int) -> None:
        """Count an answer that has come, and let go those not asked for longest."""
        if weight > self._most:
            self._drop(place, key)
            return
        with self._lock:
            if self._kept.get(key) is not place:
                return
            self._weights[key] = weight
            self.weight += weight
            while self.weight > self._most:
                oldest, _ = self._kept.popitem(last=False)
                self.weight -= self._weights.pop(oldest, 0)

    def _drop(self, place: Future[Answer], key: tuple[Hashable, ...]) -> None:
        with self._lock:
            if self._kept.get(key) is place:
                del self._kept[key]


@cache
def _workers() -> ThreadPoolExecutor:
    """One a core: DuckDB plans a query on one core alone, and planning is most of an answer."""
    return ThreadPoolExecutor(os.cpu_count(), "answers")
