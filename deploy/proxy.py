"""nginx: its configuration for the nodes there are, its start, its reload."""

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from deploy.node import STARTING, Node

TEMPLATE = Path(__file__).with_name("nginx.conf.template")


class ProxyError(Exception):
    """nginx cannot serve; the message says why."""


def configuration(active: Sequence[Node], leaving: Sequence[Node], listen: str, run: Path) -> str:
    """The file for nginx. `leaving` are nodes that keep their open pages and get no new ones."""
    ports = [node.port for node in active]
    parts = {
        "run": str(run),
        "listen": listen,
        "new": _lines(8, (f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)),
        "nodes": "\n".join(_upstream(node, ports) for node in (*active, *leaving)),
        "sessions": _lines(8, (f"{node.name} {node.name};" for node in (*active, *leaving))),
        "pages": _lines(8, (f"{node.name} {node.name};" for node in active)),
        "answered": _lines(8, (f'"~:{node.port}$" {node.name};' for node in active)),
    }
    return re.sub(r"@(\w+)@", lambda match: parts[match[1]], TEMPLATE.read_text(encoding="utf-8"))


def _upstream(node: Node, ports: Sequence[int]) -> str:
    others = (f"    server 127.0.0.1:{port} backup;" for port in ports if port != node.port)
    servers = [f"    server 127.0.0.1:{node.port} max_fails=1 fail_timeout=2s;", *others, "    keepalive 16;"]
    return _lines(4, [f"upstream {node.name} {{", *servers, "}"])


def _lines(indent: int, lines: Sequence[str]) -> str:
    return "\n".join(" " * indent + line for line in lines)


class Proxy:
    """nginx as a process of ours, with a folder of its own for all that it writes."""

    def __init__(self, program: str, listen: str) -> None:
        self._program, self._listen = program, listen
        self._place = tempfile.TemporaryDirectory(prefix="opc-serve-")
        self.run = Path(self._place.name)
        # As root, nginx gives its folders to the user that its workers become, who has to come through here.
        self.run.chmod(0o755)
        self._process: subprocess.Popen | None = None

    def direct(self, active: Sequence[Node], leaving: Sequence[Node] = ()) -> None:
        """Send readers to these nodes from now on; open connections stay. The first time, start nginx."""
        written = self.run / "nginx.conf"
        draft = self.run / "nginx.conf.draft"
        draft.write_text(configuration(active, leaving, self._listen, self.run), encoding="utf-8")
        self._check(draft)
        os.replace(draft, written)
        if self._process:
            self._process.send_signal(signal.SIGHUP)
        else:
            self._process = subprocess.Popen([self._program, "-c", written], process_group=0)
            self._wait()

    def _wait(self) -> None:
        """Until nginx listens and heeds signals, which it does when it has written its number: before, one ends it."""
        end = time.monotonic() + STARTING
        # A mere check of the configuration leaves an empty file of that name.
        while not (self.run / "nginx.pid").read_text().strip():
            if self.ended or time.monotonic() > end:
                raise ProxyError("nginx did not start — see what it wrote above")
            time.sleep(0.01)

    def _check(self, path: Path) -> None:
        done = subprocess.run([self._program, "-t", "-q", "-c", path], capture_output=True, text=True)
        if done.returncode:
            raise ProxyError(f"nginx does not take its configuration: {done.stderr.strip()}")

    @property
    def ended(self) -> bool:
        """Whether nginx has ended."""
        return self._process is not None and self._process.poll() is not None

    def stop(self) -> None:
        """End it, answers under way first."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.terminate()
                self._process.wait()
        self._place.cleanup()
