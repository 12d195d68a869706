"""The measurements of one warehouse, and what follows from them: the ratios, each beside the limit set for it."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.against import load
from benchmarks.against.load import Load

# An app, and whether its readers ask for the same addresses again (then the app keeps rows) or for new ones.
Case = tuple[str, bool]
CASES: tuple[Case, ...] = tuple((name, kept) for kept in (False, True) for name in ("ours", "usual", "dash", "bare"))
# The rate of an empty page under our settings is the ceiling of whatever Streamlit serves.
CEILING: Case = ("blank", True)
# What our rate of views is held against, and how many times as high it is to be at least.
AT_LEAST: dict[tuple[Case, Case], float] = {
    (("ours", False), ("usual", False)): 12,
    (("ours", True), ("usual", True)): 30,
    (("ours", True), ("usual", False)): 30,
    (("ours", False), ("dash", False)): 10,
    (("ours", True), ("dash", True)): 10,
    (("ours", False), ("bare", False)): 0.55,
    (("ours", True), ("bare", True)): 0.55,
}
# With 5 s between clicks: seconds within which 95 of 100 views are to end, by whether rows are kept.
LATEST = {True: 0.020, False: 0.060}
MOST_MEMORY = 400 * 2**20
FIRST_PAGE = 1.15
MOST_SENT_AGAIN = 5_000
WORDS = {True: "same address", False: "new addresses"}


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: readers at once and for how long, by kind, and how often all of it."""

    readers: int
    seconds: float
    thinkers: int
    thinking: float
    repeats: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Something measured beside its limit, both in words, and whether the limit is kept."""

    what: str
    measured: str
    limit: str
    met: bool


def crowd(warehouse: Path, place: Path, size: Size) -> dict[Case, list[Load]]:
    """Readers without pause on each app in turn; then all again, so that a machine that drifts spares none."""
    found: dict[Case, list[Load]] = {case: [] for case in (*CASES, CEILING)}
    for number in range(size.repeats):
        for name, kept in (*CASES, CEILING):
            say(f"{warehouse.name}: {size.readers} readers on {name}, {WORDS[kept]} ({number + 1}/{size.repeats})")
            found[name, kept].append(load.without_pause(name, warehouse, place, kept, size.readers, size.seconds))
    return found


def thinkers(warehouse: Path, place: Path, size: Size) -> dict[bool, Load]:
    """Our own app with readers who think, on the same addresses and on new ones."""
    found = {}
    for kept in (True, False):
        say(f"{warehouse.name}: {size.thinkers} readers with 5 s between clicks, {WORDS[kept]}")
        found[kept] = load.thinking("ours", warehouse, place, kept, size.thinkers, size.thinking)
    return found


def ratios(crowds: dict[Case, list[Load]]) -> Iterator[Limit]:
    """Our rate over that of each other app, the median of the runs that stood side by side."""
    for ((ours, kept), (other, other_kept)), least in AT_LEAST.items():
        pairs = list(zip(crowds[ours, kept], crowds[other, other_kept], strict=True))
        ratio = median(one.rate / two.rate for one, two in pairs)
        # What a view takes of the processors says the same, and a machine with other work on it blurs it less.
        work = median(two.work / one.work for one, two in pairs)
        what, measured = f"views/s, {WORDS[kept]}, to {other}, {WORDS[other_kept]}", f"{ratio:.2f} × (CPU {work:.2f} ×)"
        yield Limit(what, measured, f"≥ {least:g} ×", ratio >= least)


def thoughtful(loads: dict[bool, Load], number: int) -> Iterator[Limit]:
    """How late the last of the views are, errors, and memory, with readers who think."""
    for kept, found in loads.items():
        what, latest = f"{number} readers, 5 s between clicks, {WORDS[kept]}", LATEST[kept]
        measured = f"{found.late * 1000:.0f} ms (median {found.middle * 1000:.0f} ms)"
        yield Limit(f"{what}: p95", measured, f"≤ {latest * 1000:.0f} ms", found.late <= latest)
        yield Limit(f"{what}: errors", str(len(found.errors)), "0", not found.errors)
        memory = f"{found.memory / 2**20:.0f} MB"
        yield Limit(f"{what}: memory", memory, "< 400 MB", found.memory < MOST_MEMORY)


def first_pages(warehouse: Path, place: Path, repeats: int) -> Iterator[Limit]:
    """The first page of a new process beside that of an empty app, in turn."""
    taken: dict[str, list[float]] = {"ours": [], "empty": []}
    for number in range(repeats):
        say(f"first page ({number + 1}/{repeats})")
        for name, times in taken.items():
            times.append(load.first_page(name, warehouse, place))
    ours, empty = median(taken["ours"]), median(taken["empty"])
    ratio = median(one / two for one, two in zip(taken["ours"], taken["empty"], strict=True))
    measured = f"{ratio:.2f} × ({ours:.2f} s to {empty:.2f} s)"
    yield Limit("first page of a process, to an empty app", measured, f"≤ {FIRST_PAGE} ×", ratio <= FIRST_PAGE)


def sent_again(warehouse: Path, place: Path) -> Iterator[Limit]:
    """What is sent when a reader comes back to a view after all the others."""
    for view, (first, again) in load.returning("ours", warehouse, place).items():
        measured = f"{again / 1000:.1f} kB (first {first / 1000:.1f} kB)"
        yield Limit(f"sent when returning to {view}", measured, "< 5 kB", again < MOST_SENT_AGAIN)


def say(what: str) -> None:
    """Tell who waits what is being measured."""
    print(f"measuring {what} ...", file=sys.stderr, flush=True)


def loads_table(crowds: dict[Case, list[Load]]) -> Iterator[str]:
    """Each app under readers without pause: the medians of its runs."""
    yield "| App | Addresses | Views/s | Median | 95 % | Server CPU a view | Client CPU a view | Errors | Memory |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|"
    for (name, kept), runs in crowds.items():
        each = [
            f"{median(run.rate for run in runs):.1f}",
            *(f"{median(times) * 1000:.0f} ms" for times in ([r.middle for r in runs], [r.late for r in runs])),
            f"{median(run.work for run in runs) * 1000:.1f} ms",
            f"{median(run.client / len(run.times) for run in runs) * 1000:.1f} ms",
            str(sum(len(run.errors) for run in runs)),
            f"{median(run.memory for run in runs) / 2**20:.0f} MB",
        ]
        yield f"| {name} | {'same' if kept else 'new'} | {' | '.join(each)} |"


def limits_table(limits: Sequence[Limit]) -> Iterator[str]:
    """What was measured beside its limit."""
    yield "| What | Measured | Limit | Kept |"
    yield "|---|--:|--:|---|"
    for limit in limits:
        yield f"| {limit.what} | {limit.measured} | {limit.limit} | {'yes' if limit.met else '**no**'} |"
