"""How a run shows where it is: a bar for people, lines for programs, or nothing."""

import sys

from etl.progress import KINDS
from etl.roster.rollup import STEPS


class Progress:
    """Silent progress, and what the other kinds extend."""

    def step(self, name: str) -> None:
        """One of STEPS begins."""

    def close(self) -> None:
        """Leave the screen as it should stay."""


class Lines(Progress):
    """`step 2/7 duplicates` on standard output, at once."""

    def step(self, name: str) -> None:
        print(f"step {STEPS.index(name) + 1}/{len(STEPS)} {name}", flush=True)


class Bar(Progress):
    """A bar of steps on standard error; the clock runs on while a step is long."""

    def __init__(self) -> None:
        from tqdm import tqdm

        form = "{l_bar}{bar}| {n:.0f}/{total_fmt} {desc} {elapsed}"
        self._bar = tqdm(total=len(STEPS), bar_format=form, leave=False)

    def step(self, name: str) -> None:
        self._bar.n = STEPS.index(name)
        self._bar.set_description_str(name)

    def close(self) -> None:
        self._bar.close()


def progress(kind: str | None = None) -> Progress:
    """Make the kind asked for, one of etl.progress.KINDS; without one, a bar where somebody watches a terminal."""
    if kind is None:
        kind = "bar" if sys.stderr.isatty() else "none"
    assert kind in KINDS
    return {"bar": Bar, "lines": Lines, "none": Progress}[kind]()
