"""A Streamlit server as a process of its own, started as `make run` starts it, on the loopback only."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


class ServerError(Exception):
    """The server did not start."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that accepts connections: its port, its process, and when the process was started."""

    port: int
    process: subprocess.Popen
    started: float

    def memory(self) -> int:
        """Bytes of memory that the process holds."""
        return psutil.Process(self.process.pid).memory_info().rss


@contextmanager
def serving(script: Path, warehouse: Path, port: int | None = None) -> Iterator[Server]:
    """Serve a script until the block ends, on a free port if none is given."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.address", "localhost", "--server.port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"OPC_WAREHOUSE": str(warehouse)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield Server(port, process, started)
    finally:
        # It holds nothing that a gentle end would save, and that takes most of a second.
        process.kill()
        process.wait(10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Wait until the process accepts connections; ServerError if it ends before."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise ServerError(f"the server ended with code {process.returncode}")
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise ServerError(f"no answer on port {port} within {PATIENCE:.0f} s")
