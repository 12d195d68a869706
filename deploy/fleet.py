"""The nodes together: started, watched, and replaced one after the other when the code is new."""

import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deploy.node import Node, NodeError
from deploy.proxy import Proxy

# A node that has not answered so often in a row hangs, and is ended.
SILENT = 3
SECONDS = 1.0
# A node that cannot be replaced now is tried again after so long.
AGAIN = 10.0


class Fleet:
    """So many nodes of an app behind a proxy."""

    def __init__(self, app: Path, count: int, proxy: Proxy, patience: float) -> None:
        self._app, self._count, self._proxy, self._patience = app, count, proxy, patience
        self._names = (f"node{number}" for number in itertools.count(1))
        self._pause_until = 0.0
        self.nodes: list[Node] = []

    def start(self) -> None:
        """Start all nodes at once, then let readers in. NodeError or ProxyError where that does not succeed."""
        self.nodes = [self._node() for _ in range(self._count)]
        for node in self.nodes:
            node.wait()
        self._proxy.direct(self.nodes)

    def watch(self, keep_on: Callable[[], bool]) -> None:
        """Replace nodes that have ended or hang, until told otherwise or until the proxy ends."""
        while keep_on() and not self._proxy.ended:
            for node in list(self.nodes):
                if keep_on() and self._is_lost(node) and time.monotonic() >= self._pause_until:
                    self._mend(node)
            time.sleep(SECONDS)

    def roll(self) -> None:
        """Replace every node by one of the code as it is now, one after the other.

        A new node serves before the old one is asked to leave. Where a new one does not come to answer, the code is
        not fit, and those that serve stay.
        """
        for old in list(self.nodes):
            try:
                new = self._started()
            except NodeError as error:
                say(f"reload given up, the old processes stay: {error}")
                return
            self.nodes[self.nodes.index(old)] = new
            self._proxy.direct(self.nodes, [old])
            say(f"{new.name} has taken the place of {old.name}")
            self._drain(old)
        say("reload done")

    def stop(self) -> None:
        """End everything."""
        self._proxy.stop()
        for node in self.nodes:
            node.process.terminate()
        for node in self.nodes:
            node.stop()

    def _node(self) -> Node:
        return Node(next(self._names), self._app)

    def _started(self) -> Node:
        node = self._node()
        node.wait()
        return node

    def _drain(self, old: Node) -> None:
        """Let its readers finish; who still has a page open then is connected anew, with the same view."""
        end = time.monotonic() + self._patience
        while time.monotonic() < end and old.sessions():
            time.sleep(0.2)
        old.stop()
        self._proxy.direct(self.nodes)

    def _is_lost(self, node: Node) -> bool:
        if node.process.poll() is not None:
            return True
        node.silent = 0 if node.answers() else node.silent + 1
        return node.silent >= SILENT

    def _mend(self, lost: Node) -> None:
        say(f"{lost.name} has ended or hangs; its readers go to the others while another one starts")
        if lost.process.poll() is None:
            lost.process.kill()
        lost.stop()
        try:
            new = self._started()
        except NodeError as error:
            say(f"{error}; trying again in {AGAIN:.0f} s")
            self._pause_until = time.monotonic() + AGAIN
            return
        self.nodes[self.nodes.index(lost)] = new
        self._proxy.direct(self.nodes)
        say(f"{new.name} serves")


def say(words: str) -> None:
    """A line for the operator."""
    print(words, file=sys.stderr, flush=True)
