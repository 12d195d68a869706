"""Answers that are kept: each worked out once, for all who ask at the same time, or ahead of who will ask."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import Any, Generic, TypeVar

from opc import turn

Answer = TypeVar("Answer")


class Answers(Generic[Answer]):
    """What `work_out` gives for a key, the last `most` of them; what fails is not kept."""

    def __init__(self, work_out: Callable[..., Answer], most: int) -> None:
        self._work_out, self._most = work_out, most
        self._kept: OrderedDict[tuple[Hashable, ...], Future[Answer]] = OrderedDict()
        self._lock = threading.Lock()

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

    def _place(self, key: tuple[Hashable, ...]) -> tuple[Future[Answer], bool]:
        with self._lock:
            if place := self._kept.get(key):
                self._kept.move_to_end(key)
                return place, False
            place = self._kept[key] = Future()
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return place, True

    def _fill(self, place: Future[Answer], key: tuple[Any, ...]) -> None:
        try:
            place.set_result(self._work_out(*key))
        except BaseException as error:
            with self._lock:
                if self._kept.get(key) is place:
                    del self._kept[key]
            place.set_exception(error)


@cache
def _workers() -> ThreadPoolExecutor:
    """One a core: DuckDB plans a query on one core alone, and planning is most of an answer."""
    return ThreadPoolExecutor(os.cpu_count(), "answers")
