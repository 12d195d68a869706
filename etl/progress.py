"""How a build or a roll-up shows where it is: a bar for people, lines for programs, or nothing."""

import sys
from collections.abc import Sequence

KINDS = ("bar", "lines", "none")


class Progress:
    """Silent progress through steps that are known by name, and what the other kinds extend."""

    def __init__(self, steps: Sequence[str] = ()) -> None:
        self.steps = steps

    def step(self, name: str, rows: int = 0) -> None:
        """Open the step; `rows` is how often `advance` will be called."""

    def advance(self) -> None:
        """Count one row."""

    def close(self) -> None:
        """Leave the screen as it should stay."""


class Lines(Progress):
    """`step 2/5 normalise` on standard output, at once: a web page reads them to draw a bar of its own."""

    def step(self, name: str, rows: int = 0) -> None:
        print(f"step {self.steps.index(name) + 1}/{len(self.steps)} {name}", flush=True)


class Bar(Progress):
    """A bar on standard error that fills by rows within a step; the clock runs on while a step is long."""

    def __init__(self, steps: Sequence[str]) -> None:
        from tqdm import tqdm

        super().__init__(steps)
        form = "{l_bar}{bar}| {n:.0f}/{total_fmt} {desc} {elapsed}"
        self._bar = tqdm(total=len(steps), bar_format=form, leave=False)
        self._rows = 0

    def step(self, name: str, rows: int = 0) -> None:
        self._bar.n = self.steps.index(name)
        self._bar.set_description_str(name)
        self._rows = rows

    def advance(self) -> None:
        self._bar.update(1 / self._rows)

    def close(self) -> None:
        self._bar.close()


def progress(kind: str | None, steps: Sequence[str]) -> Progress:
    """Make the kind asked for; without one, a bar where somebody watches a terminal."""
    if kind is None:
        kind = "bar" if sys.stderr.isatty() else "none"
    return {"bar": Bar, "lines": Lines, "none": Progress}[kind](steps)
