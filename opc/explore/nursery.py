"""The process that holds the tables of one version (child.py), and makes a copy of itself for each query."""

import os
import signal
import socket
import subprocess
import sys
import threading

from opc import versions
from opc.catalogue import ROOT

START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from opc.explore.child import main; main()"
STARTING = 30.0


class Nursery:
    """The process that holds the tables of one version and makes a copy of itself for each query."""

    def __init__(self, version: str, seconds: int) -> None:
        self._lock = threading.Lock()
        self._ready = False
        self._control, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-I", "-c", START, str(ROOT), str(versions.file(version).resolve())]
            # A group of its own, so that it can be ended with all its copies. No environment, no open files.
            self.process = subprocess.Popen(
                [*command, str(seconds)], stdin=theirs, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={}, cwd="/", process_group=0,
            )  # fmt: skip

    def copy(self) -> socket.socket:
        """A socket to a new copy, which has yet to be asked; OSError where there is none to be had."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                self._wait()
                socket.send_fds(self._control, [b"q"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def _wait(self) -> None:
        """Until the tables are in memory."""
        if not self._ready:
            self._control.settimeout(STARTING)
            if self._control.recv(1) != b"r":
                raise ConnectionError("the process that answers queries did not start")
            self._ready = True

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def end(self) -> None:
        """End it and every copy that is still at work."""
        self._control.close()
        if self.alive:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
