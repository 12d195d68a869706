"""Many readers on one app: without pause, or thinking between clicks; on the usual address, or each time a new one."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count, repeat
from pathlib import Path
from statistics import median, quantiles

from benchmarks.against import readers, views
from benchmarks.against.apps import App, serving
from benchmarks.client import PageError
from benchmarks.days import publications

# Of the last publications: before them hardly a figure was known.
MOST_DAYS = 80
FAULTS = (PageError, OSError, TimeoutError, EOFError)


@dataclass(frozen=True, slots=True)
class Load:
    """How an app stood it: seconds of each visit, of all, of processors of app and readers; errors; bytes held."""

    times: tuple[float, ...]
    whole: float
    busy: float
    client: float
    errors: tuple[str, ...]
    memory: int

    @property
    def rate(self) -> float:
        """Views a second."""
        return len(self.times) / self.whole

    @property
    def work(self) -> float:
        """Seconds of processor time that the app takes for a view."""
        return self.busy / len(self.times)

    @property
    def middle(self) -> float:
        """The time of the visit in the middle."""
        return median(self.times)

    @property
    def late(self) -> float:
        """The time within which 95 of 100 visits ended."""
        return quantiles(self.times, n=20)[-1] if len(self.times) > 1 else self.times[0]


def addresses(kept: bool, warehouse: Path) -> Iterator[dict[str, str]]:
    """The usual address again and again, or ever new ones."""
    return repeat(views.usual_address()) if kept else views.new_addresses(publications(warehouse)[:MOST_DAYS])


@asynccontextmanager
async def _readers(app: App, number: int) -> AsyncIterator[list[readers.Reader]]:
    come = [await readers.come(app.name, app.port) for _ in range(number)]
    try:
        for view in views.VIEWS:
            await come[0].visit(view, views.usual_address())
        yield come
    finally:
        for reader in come:
            await reader.close()


async def _under(app: App, number: int, seconds: float, given: Iterator[dict[str, str]], think: float) -> Load:
    times: list[float] = []
    errors: list[str] = []
    chance = random.Random(1)

    async def read(reader: readers.Reader, first: int, wait: float) -> None:
        await asyncio.sleep(wait)
        for click in count(first):
            if time.perf_counter() > end:
                return
            try:
                async with asyncio.timeout(readers.PATIENCE):
                    visit = await reader.visit(views.VIEWS[click % len(views.VIEWS)], next(given))
            except FAULTS as error:
                # The session is in an unknown state: its reader leaves.
                errors.append(repr(error))
                return
            times.append(visit.seconds)
            await asyncio.sleep(think)

    async with _readers(app, number) as come:
        if think:
            # Every session has a page before its reader thinks, and none is without memory.
            for reader in come[1:]:
                await reader.visit(views.VIEWS[0], views.usual_address())
        busy, client, started = app.busy(), time.process_time(), time.perf_counter()
        end = started + seconds
        waits = [chance.uniform(0, think) for _ in come]
        # A view that has begun is awaited: the app is busy until the last one ends.
        await asyncio.gather(*(read(reader, first, waits[first]) for first, reader in enumerate(come)))
        whole = time.perf_counter() - started
        return Load(tuple(times), whole, app.busy() - busy, time.process_time() - client, tuple(errors), app.memory())


def without_pause(name: str, warehouse: Path, place: Path, kept: bool, number: int, seconds: float) -> Load:
    """So many readers, each asking for the next view as soon as it has one, for so long."""
    with serving(name, warehouse, place, kept) as app:
        return asyncio.run(_under(app, number, seconds, addresses(kept, warehouse), 0.0))


def thinking(name: str, warehouse: Path, place: Path, kept: bool, number: int, seconds: float) -> Load:
    """So many readers with 5 seconds between clicks, who began at times of their own."""
    with serving(name, warehouse, place, kept) as app:
        return asyncio.run(_under(app, number, seconds, addresses(kept, warehouse), 5.0))


def first_page(name: str, warehouse: Path, place: Path) -> float:
    """Seconds from the start of the process to the end of its first page."""

    async def visit(app: App) -> float:
        async with readers.reading(app.name, app.port) as reader:
            await reader.visit(views.VIEWS[0], views.usual_address())
            return time.perf_counter() - app.started

    with serving(name, warehouse, place) as app:
        return asyncio.run(visit(app))


def returning(name: str, warehouse: Path, place: Path) -> dict[str, tuple[int, int]]:
    """Bytes of each view when a reader sees it first, and when the same reader comes back after all the others."""

    async def visit(app: App) -> dict[str, tuple[int, int]]:
        async with readers.reading(app.name, app.port) as reader:
            tours = [
                {view: (await reader.visit(view, views.usual_address())).payload for view in views.VIEWS}
                for _ in range(2)
            ]
        return {view: (tours[0][view], tours[1][view]) for view in views.VIEWS}

    with serving(name, warehouse, place) as app:
        return asyncio.run(visit(app))
