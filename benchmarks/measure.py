"""What is measured: the build, the cold start, and the run of each page."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.client import Reader
from benchmarks.days import publications
from benchmarks.server import ROOT, serving

PRODUCT = ROOT / "server.py"
EMPTY = 'import streamlit as st\n\nst.text("empty")\n'
# Each page by its name in the address; the entry has none.
PAGES = ["", *sorted(path.stem for path in (ROOT / "pages").glob("*.py"))]


@dataclass(frozen=True, slots=True)
class PageTimes:
    """One page, in seconds and bytes: first visit, a view whose rows are not kept yet, and the same view again."""

    page: str
    first: float
    fresh: float
    again: float
    payload: int
    payload_again: int


def build(warehouse: Path, runs: int) -> float:
    """Seconds of a full build, as the command line takes it."""
    command = [sys.executable, "-m", "etl", "--force", "--warehouse", str(warehouse), "--progress", "none"]
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return median(times)


def cold_start(script: Path, warehouse: Path, runs: int) -> float:
    """Seconds from the start of the process until the script of its first page has finished."""
    times = []
    for _ in range(runs):
        with serving(script, warehouse) as server, Reader(server.port) as reader:
            reader.visit()
            times.append(time.perf_counter() - server.started)
    return median(times)


def first_visit(page: str, warehouse: Path, runs: int) -> float:
    """Seconds of the first run of a page by a server that has shown one other page before."""
    other = next(name for name in PAGES if name != page)
    times = []
    for _ in range(runs):
        with serving(PRODUCT, warehouse) as server, Reader(server.port) as reader:
            reader.visit(other)
            times.append(reader.visit(page).seconds)
    return median(times)


def page_times(port: int, page: str, first: float, days: Sequence[date]) -> PageTimes:
    """A page on a warm server: a view on each of the days, new to it, then the usual view as many times."""
    with Reader(port) as reader:
        fresh = [reader.visit(page, f"known_on={day}").seconds for day in days]
    with Reader(port) as reader:
        usual = reader.visit(page)
        again = [reader.visit(page) for _ in days]
    return PageTimes(
        page,
        first,
        median(fresh),
        median(visit.seconds for visit in again),
        usual.payload,
        again[-1].payload,
    )


def all_pages(warehouse: Path, runs: int, repeats: int) -> tuple[list[PageTimes], int]:
    """Every page, and the memory of the server that has shown them all."""
    # The last day of all gives the usual view.
    days, times = publications(warehouse)[1 : repeats + 1], []
    for page in PAGES:
        first = first_visit(page, warehouse, runs)
        # A server of its own: pages share answers.
        with serving(PRODUCT, warehouse) as server:
            times.append(page_times(server.port, page, first, days))
    with serving(PRODUCT, warehouse) as server, Reader(server.port) as reader:
        for page in PAGES:
            reader.visit(page)
        return times, server.memory()


def empty_page(script: Path, warehouse: Path, runs: int, repeats: int) -> tuple[PageTimes, int]:
    """The page of an app that does nothing: what Streamlit itself takes, and the memory of its server."""
    firsts = []
    for _ in range(runs):
        with serving(script, warehouse) as server, Reader(server.port) as reader:
            firsts.append(reader.visit().seconds)
            visits = [reader.visit() for _ in range(repeats)]
            memory = server.memory()
    again = median(visit.seconds for visit in visits)
    return PageTimes("empty app", median(firsts), again, again, visits[0].payload, visits[-1].payload), memory
