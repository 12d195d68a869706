"""Finished answers kept for those who ask the same, up to a weight; the one not asked for longest goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock

from opc.api.answer import Answer

MOST = 64 * 2**20
# One answer may not push out all others.
MOST_EACH = 16 * 2**20


class Shelf:
    """A bounded store of answers. Two who ask the same at once wait for one making."""

    def __init__(self, most: int = MOST, most_each: int = MOST_EACH) -> None:
        self._most, self._most_each = most, most_each
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._making: dict[Hashable, Future[Answer]] = {}
        self._lock = Lock()
        self.weight = 0

    def get(self, key: Hashable) -> Answer | None:
        """The answer, if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def once(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer, made now if it is not kept. What fails is not kept."""
        with self._lock:
            if key in self._kept:
                return self._kept[key]
            making = self._making.get(key)
            mine = making is None
            if making is None:
                making = self._making[key] = Future()
        if mine:
            self._fulfil(key, making, make)
        return making.result()

    def _fulfil(self, key: Hashable, making: "Future[Answer]", make: Callable[[], Answer]) -> None:
        try:
            answer = make()
            self._keep(key, answer)
            making.set_result(answer)
        except BaseException as reason:
            making.set_exception(reason)
        finally:
            with self._lock:
                del self._making[key]

    def _keep(self, key: Hashable, answer: Answer) -> None:
        if answer.weight > self._most_each:
            return
        with self._lock:
            self._kept[key] = answer
            self.weight += answer.weight
            while self.weight > self._most:
                self.weight -= self._kept.popitem(last=False)[1].weight
