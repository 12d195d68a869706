"""Fifty new versions under twenty-five readers: nobody sees an error, and nobody sees two versions on one page."""

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.server import serving
from etl.publish import KEPT
from tests.faults.conftest import ROOT, Watcher

VERSIONS, SESSIONS = 50, 25
# Seconds that a reader reads before he turns to the next page; the readers come one after the other.
READING = 1.0
# Each of them shows rows of several queries.
PAGES = ("", "compare", "sources", "city")
MARK = re.compile("«([0-9]{3})»".encode())


class Session(threading.Thread):
    """One reader who goes through the pages, and the versions that each page was made of."""

    def __init__(self, port: int, first: int, done: threading.Event) -> None:
        super().__init__()
        self.port, self.first, self.done = port, first, done
        self.seen: list[set[bytes]] = []
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            with Watcher(self.port) as reader:
                self.done.wait(self.first * READING / SESSIONS)
                # One visit more than needed: the last version is seen by all.
                while not self.done.wait(READING if self.seen else 0):
                    self._see(reader)
                self._see(reader)
        except Exception as fault:
            self.fault = fault

    def _see(self, reader: Watcher) -> None:
        page = PAGES[(self.first + len(self.seen)) % len(PAGES)]
        self.seen.append(set(MARK.findall(reader.see(page))))


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
def test_fifty_publications_under_twenty_five_readers(
    warehouse_directory: Path, tmp_path: Path, publisher: Callable[[int, float], subprocess.Popen]
) -> None:
    done = threading.Event()
    with serving(ROOT / "server.py", tmp_path / "served") as server:
        sessions = [Session(server.port, number, done) for number in range(SESSIONS)]
        for session in sessions:
            session.start()
        code = publisher(VERSIONS, 0.1).wait(120)
        done.set()
        for session in sessions:
            session.join()
    assert code == 0
    assert [session.fault for session in sessions if session.fault] == []
    pages = [marks for session in sessions for marks in session.seen]
    assert [marks for marks in pages if len(marks) != 1] == []
    assert {session.seen[-1].pop() for session in sessions} == {b"%03d" % VERSIONS}
    # The readers did follow: they were shown far more versions than are kept.
    assert len(set.union(*pages)) > 2 * KEPT


@pytest.fixture
def publisher(warehouse_directory: Path, tmp_path: Path) -> Callable[[int, float], subprocess.Popen]:
    """Publishes into a folder that has the first version already."""
    good = warehouse_directory / (warehouse_directory / "current").read_text(encoding="utf-8").strip()

    def start(count: int, seconds: float) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.faults.publisher", str(good), str(tmp_path / "served")]
        return subprocess.Popen([*command, str(count), str(seconds)], cwd=ROOT)

    start(1, 0).wait(30)
    return start
