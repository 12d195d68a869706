"""Builds killed at any moment: the pointer always names a complete, checked warehouse, and no page shows an error."""

import os
import random
import threading
from collections.abc import Callable

import pytest

from benchmarks.server import serving
from tests.etl.conftest import Folder
from tests.faults.conftest import ROOT, Builder, Watcher, assert_whole, touch

KILLS = 200
# One build in so many is left to come to its end.
UNHURT = 15
PAGES = ("", "compare", "sources")

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
    # The client of the benchmarks opens its socket by hand, which websockets would rather have in a block.
    pytest.mark.filterwarnings("ignore:connect:DeprecationWarning"),
]


def _kill_builds(
    builder: Builder, folder: Folder, kills: int, moments: random.Random, turn: threading.Semaphore
) -> set[str]:
    """Kill builds of ever new versions; the versions that were found in service after a kill.

    After each build a reader has a turn.
    """
    touch(folder, 0)
    whole = builder.build(folder)["seconds"]
    found: dict[tuple[str, int], str] = {}
    for number in range(1, 3 * kills):
        touch(folder, number)
        # Some come to their end, so that kills meet ever new versions.
        kill = {} if number % UNHURT == 0 else {"seconds": moments.uniform(0, whole)}
        killed = builder.build(folder, **kill)["killed"]
        turn.release()
        served = folder.served()
        file = served.name, served.stat().st_mtime_ns
        # A file that was checked once is not checked again: no build changes it.
        if file not in found:
            found[file] = assert_whole(folder)
        kills -= killed
        if not kills:
            return set(found.values())
    pytest.fail("most builds end before they are killed")


class Watching(threading.Thread):
    """A reader who goes through the pages, one at each turn, until the builds are over."""

    def __init__(self, port: int, turn: threading.Semaphore, over: threading.Event) -> None:
        super().__init__()
        self.port, self.turn, self.over, self.visits = port, turn, over, 0
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            with Watcher(self.port) as reader:
                while self.turn.acquire() and not self.over.is_set():
                    reader.see(PAGES[self.visits % len(PAGES)])
                    self.visits += 1
        except Exception as fault:
            self.fault = fault


def test_killed_at_200_random_moments_under_readers(
    make_folder: Callable[[str], Folder], make_builder: Callable[[], Builder]
) -> None:
    read, other = make_folder("read"), make_folder("other")
    found: dict[str, set[str]] = {}
    turn, over = threading.Semaphore(0), threading.Event()

    def lane(name: str, folder: Folder, seed: int) -> None:
        found[name] = _kill_builds(make_builder(), folder, KILLS // 2, random.Random(seed), turn)

    with serving(ROOT / "server.py", read.warehouse) as server:
        readers = [Watching(server.port, turn, over) for _ in range(2)]
        lanes = [threading.Thread(target=lane, args=given) for given in (("read", read, 1), ("other", other, 2))]
        for thread in (*readers, *lanes):
            thread.start()
        for thread in lanes:
            thread.join()
        over.set()
        turn.release(len(readers))
        for reader in readers:
            reader.join()
    assert [reader.fault for reader in readers] == [None] * len(readers)
    assert sum(reader.visits for reader in readers) > KILLS // 10
    # The pointer moved between the kills.
    assert {name: len(versions) > 1 for name, versions in found.items()} == {"read": True, "other": True}


def test_killed_before_each_change_of_the_folder(
    make_folder: Callable[[str], Folder], make_builder: Callable[[], Builder]
) -> None:
    folder, builder = make_folder("read"), make_builder()
    before = found = assert_whole(folder)
    for step in range(1, 50):
        touch(folder, step)
        if not builder.build(folder, step=step)["killed"]:
            break
        found = assert_whole(folder)
    else:
        pytest.fail("no build came to its end")
    # The lock, the draft's flush, its name, the pointer's draft, its flush, its name, the folder's flush.
    assert step > 6
    assert before != found
    assert assert_whole(folder) != found
    assert not list(folder.warehouse.glob(".building*"))
