"""What was measured as tables in Markdown, each figure beside the limit that the project has set itself."""

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version

import psutil

from benchmarks.measure import PageTimes

PACKAGES = ("streamlit", "duckdb", "plotly", "pandas")


def machine() -> str:
    """Where and with what it was measured; a load near or above the number of cores spoils the times."""
    cores, memory = os.cpu_count(), psutil.virtual_memory().total / 2**30
    busy = psutil.getloadavg()[0]
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{date.today()}, {platform.system()} {platform.machine()}, {cores} cores, {memory:.0f} GB, "
        f"load {busy:.1f} at the start; Python {platform.python_version()}, {packages}."
    )


def whole(build: float, cold: float, cold_empty: float, memory: int, memory_empty: int) -> Iterator[str]:
    """The table of the build and of the start of the server."""
    yield from _heading("What", "Measured", "Limit", "Empty app", "Ratio")
    yield _row("Full build (`python -m etl --force`)", f"{build:.2f} s", "5 s", "", "")
    ratio = f"{cold / cold_empty:.2f}"
    yield _row("Cold start, process to first page", f"{cold:.2f} s", "2 s", f"{cold_empty:.2f} s", ratio)
    held, held_empty = f"{memory / 2**20:.0f} MB", f"{memory_empty / 2**20:.0f} MB"
    yield _row("Memory after all pages", held, "", held_empty, f"{memory / memory_empty:.2f}")


def pages(times: Sequence[PageTimes]) -> Iterator[str]:
    """The table of the pages, in milliseconds from the request to the end of the script."""
    yield from _heading("Page", "First visit", "New view", "Same view", "Sent", "Sent again")
    yield _row("*limit*", "100 ms", "100 ms", "50 ms", "", "")
    for page in times:
        milliseconds = [f"{seconds * 1000:.1f} ms" for seconds in (page.first, page.fresh, page.again)]
        sizes = [f"{size / 1000:.1f} kB" for size in (page.payload, page.payload_again)]
        yield _row(page.page or "overview", *milliseconds, *sizes)


def notes(runs: int, repeats: int) -> str:
    """How the figures came about."""
    return (
        f"Medians of {runs} starts and {repeats} visits, over the websocket of Streamlit on the loopback. First visit: "
        "the server has shown one other page before. New view: as known on another day, so no rows are kept. "
        "Same view: its rows are kept. Sent again: as a browser keeps large messages."
    )


def _heading(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield _row("---", *["--:"] * (len(names) - 1))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
