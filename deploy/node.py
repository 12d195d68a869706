"""One process of the product."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTING = 60.0
# An answer that takes longer is none.
ANSWERING = 5.0
ENDING = 10.0
# Such a process serves, though it may have nothing to show yet: starting another would not give it a warehouse.
SERVES = (200, 503)


class NodeError(Exception):
    """A process did not come to answer."""


class Node:
    """A server of its own on a port of its own, which only this machine reaches."""

    def __init__(self, name: str, app: Path) -> None:
        self.name, self.port, self.silent = name, _free_port(), 0
        command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.headless", "true"]
        command += ["--server.address", "127.0.0.1", "--server.port", str(self.port)]
        # Its own address is no reader's business.
        command += ["--logger.hideWelcomeMessage", "true"]
        # A group of its own: Ctrl-C in a terminal is for the one that watches, who then ends these in order.
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, process_group=0)

    def wait(self) -> None:
        """Until it answers; NodeError where it does not."""
        end = time.monotonic() + STARTING
        while time.monotonic() < end and self.process.poll() is None:
            if self.answers():
                return
            time.sleep(0.05)
        code = self.process.poll()
        self.stop()
        found = f"ended with code {code}" if code is not None else f"did not answer within {STARTING:.0f} s"
        raise NodeError(f"{self.name} on port {self.port} {found} — see what it wrote above")

    def answers(self) -> bool:
        """Whether it serves."""
        return self._get("/healthz")[0] in SERVES

    def sessions(self) -> int:
        """Readers who have a page of this process open."""
        status, body = self._get("/_stcore/metrics?families=active_sessions")
        lines = [line for line in body.splitlines() if line.startswith("active_sessions ")]
        return int(float(lines[0].split()[1])) if status == 200 and lines else 0

    def stop(self) -> None:
        """End it: it may finish what it is answering, for a while."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(ENDING)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=ANSWERING) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""
        except (OSError, ValueError):
            return 0, ""


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
