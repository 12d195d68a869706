"""Queries of readers answered by child processes: a few at a time, each in a copy that serves it alone.

For each version of the warehouse one process holds the tables (nursery.py). The server hands it one end of a socket for
each query; a copy of that process answers on it and is gone.
"""

import atexit
import contextlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator

from opc.explore import limits
from opc.explore.nursery import Nursery
from opc.explore.result import Answer, decoded
from opc.explore.statement import RefusedError, check_text
from opc.view import View

# Where the kernel cannot confine a process, no query is run at all.
SUPPORTED = hasattr(os, "fork") and sys.platform in ("linux", "darwin")
ATTEMPTS = 2
VERSIONS = 2
# Room for the brackets and the names of columns around the cells.
MOST_ANSWER = limits.MOST_BYTES + 2**20


class Pool:
    """Takes queries, lets a few of them run at once and the next ones wait, and turns the rest away in words.

    `seconds` is the hard stop of each query.
    """

    def __init__(self, seconds: int = limits.SECONDS) -> None:
        self.seconds = seconds
        self._changed = threading.Condition()
        self._asking: set[str] = set()
        # When a reader last took long.
        self._long: dict[str, float] = {}
        self._running = self._waiting = 0
        self._making = threading.Lock()
        self._nurseries: dict[str, Nursery] = {}

    def nursery(self, version: str) -> Nursery:
        """The process for a version, started if need be. The version before stays for queries that are on their way."""
        with self._making:
            found = self._nurseries.pop(version, None)
            if found and not found.alive:
                found.end()
                found = None
            self._nurseries[version] = found or Nursery(version, self.seconds)
            for old in list(self._nurseries)[:-VERSIONS]:
                self._nurseries.pop(old).end()
            return self._nurseries[version]

    def ask(self, sql: str, view: View, asker: str) -> Answer:
        """Answer one query of the reader `asker` for a view; RefusedError says why there is no answer."""
        if not SUPPORTED:
            raise RefusedError("unsupported")
        check_text(sql, limits.MOST_CHARACTERS)
        asked = {"sql": sql, "evidence": view.evidence, "known_on": view.known_on.isoformat()}
        with self._turn(asker):
            return self._answer(json.dumps(asked).encode(), view.version)

    def close(self) -> None:
        """End all processes."""
        with self._making:
            while self._nurseries:
                self._nurseries.popitem()[1].end()

    @contextlib.contextmanager
    def _turn(self, asker: str) -> Iterator[None]:
        with self._changed:
            room = self._room(asker)
            if not self._free(asker, room) and self._waiting >= limits.WAITING:
                raise RefusedError("busy")
            self._waiting += 1
            free = self._changed.wait_for(lambda: self._free(asker, room), limits.PATIENCE)
            self._waiting -= 1
            if not free:
                raise RefusedError("one_at_a_time" if asker in self._asking else "busy")
            self._asking.add(asker)
            self._running += 1
        started = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                if time.monotonic() - started >= min(limits.LONG, self.seconds):
                    self._long[asker] = time.monotonic()
                self._running -= 1
                self._asking.discard(asker)
                self._changed.notify_all()

    def _free(self, asker: str, room: int) -> bool:
        """Whether a query may begin. A page drawn again while its query runs asks anew and waits for itself."""
        return self._running < room and asker not in self._asking

    def _room(self, asker: str) -> int:
        """How many queries may run when this reader's begins."""
        now = time.monotonic()
        self._long = {reader: when for reader, when in self._long.items() if now - when < limits.REMEMBERED}
        return limits.RUNNING if asker in self._long else limits.RUNNING + limits.RESERVED

    def _answer(self, asked: bytes, version: str) -> Answer:
        nursery, connection = self._copy(version)
        with connection:
            started = time.monotonic()
            words = _exchange(connection, asked, started + self.seconds + limits.GRACE)
            seconds = time.monotonic() - started
        if words is None:
            # Not even the kernel has stopped it so far; what runs beside it is lost too.
            nursery.end()
        if not words:
            late = seconds > self.seconds - 0.1
            raise RefusedError("time", seconds=self.seconds) if late else RefusedError("died")
        return decoded(words, seconds)

    def _copy(self, version: str) -> tuple[Nursery, socket.socket]:
        for _ in range(ATTEMPTS):
            nursery = self.nursery(version)
            try:
                return nursery, nursery.copy()
            except OSError:
                # Ended from outside; the next round starts another.
                nursery.end()
        raise RefusedError("not_started")


def _exchange(connection: socket.socket, asked: bytes, end: float) -> bytes | None:
    """Send a query and read its answer; b"" where the copy ended without one, None where it did not end in time."""
    parts, size = [], 0
    try:
        connection.settimeout(limits.SECONDS)
        connection.sendall(asked)
        connection.shutdown(socket.SHUT_WR)
        while size <= MOST_ANSWER:
            connection.settimeout(max(end - time.monotonic(), 0.001))
            part = connection.recv(2**18)
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
    except TimeoutError:
        return None
    except OSError:
        return b""
    return None


# The pool of this server. It starts no process before it is needed.
SHARED = Pool()
atexit.register(SHARED.close)


def warm(version: str) -> None:
    """Have the process for a version started while its reader still writes."""
    if SUPPORTED:
        # Where the machine has no process to give, it is the query that will say so.
        with contextlib.suppress(OSError):
            SHARED.nursery(version)
