"""The four apps, each as a process of its own on the loopback, and an empty Streamlit app."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.measure import EMPTY
from benchmarks.server import ROOT, free_port, wait_for

HERE = Path(__file__).parent
STREAMLIT = ("-m", "streamlit", "run")
# How each app is started, and whether it speaks Streamlit's websocket.
COMMANDS = {
    "ours": (*STREAMLIT, str(ROOT / "server.py")),
    "usual": (*STREAMLIT, str(HERE / "usual.py")),
    "dash": ("-m", "benchmarks.against.dashes"),
    "bare": ("-m", "benchmarks.against.bare"),
    "empty": STREAMLIT,
    "blank": STREAMLIT,
}
SPEAKS_STREAMLIT = ("ours", "usual", "empty", "blank")
# An app that does nothing, with default settings and with ours.
WITHOUT_VIEWS = ("empty", "blank")
WITH_OUR_SETTINGS = ("ours", "blank")


@dataclass(frozen=True, slots=True)
class App:
    """An app that accepts connections."""

    name: str
    port: int
    process: subprocess.Popen
    started: float

    def memory(self) -> int:
        """Bytes that the process and its children hold."""
        return sum(process.memory_info().rss for process in self._family())

    def busy(self) -> float:
        """Seconds of processor time that they have taken."""
        return sum(sum(process.cpu_times()[:2]) for process in self._family())

    def _family(self) -> list[psutil.Process]:
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]


@contextmanager
def serving(name: str, warehouse: Path, place: Path, cached: bool = True) -> Iterator[App]:
    """Serve one app until the block ends; the others run in the folder `place`, where no settings of ours are."""
    port, empty = free_port(), place / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    command = [sys.executable, *COMMANDS[name], *([str(empty)] if name in WITHOUT_VIEWS else [])]
    if name in SPEAKS_STREAMLIT:
        command += ["--server.headless", "true", "--server.address", "localhost", "--server.port", str(port)]
    else:
        command.append(str(port))
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("STREAMLIT_")}
    # Today is the day in China, as in our own app.
    surroundings |= {"OPC_WAREHOUSE": str(warehouse), "PYTHONPATH": str(ROOT), "TZ": "Asia/Shanghai"}
    surroundings |= {"CACHED": "1"} if cached else {}
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT if name in WITH_OUR_SETTINGS else place,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield App(name, port, process, started)
    finally:
        process.kill()
        process.wait(10)
