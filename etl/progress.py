"""How a build shows where it is: a bar for people, lines for programs, or nothing."""

import sys

STEPS = ("extract", "normalise", "check", "derive", "publish")
KINDS = ("bar", "lines", "none")


class Progress:
    """Silent progress, and what the other kinds extend."""

    def step(self, name: str, rows: int = 0) -> None:
        """Open the step; `rows` is how often `advance` will be called."""

    def advance(self) -> None:
        """Count one row."""

    def close(self) -> None:
        """Leave the screen as it should stay."""


class Lines(Progress):
    """`step 2/5 normalise` on standard output, at once: a web page reads them to draw a bar of its own."""

    def step(self, name: str, rows: int = 0) -> None:
        print(f"step {STEPS.index(name) + 1}/{len(STEPS)} {name}", flush=True)


class Bar(Progress):
    """A bar on standard error that fills by rows within a step."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self._bar = tqdm(total=len(STEPS), bar_format="{l_bar}{bar}| {n:.0f}/{total_fmt} {desc}", leave=False)
        self._rows = 0

    def step(self, name: str, rows: int = 0) -> None:
        self._bar.n = STEPS.index(name)
        self._bar.set_description_str(name)
        self._rows = rows

    def advance(self) -> None:
        self._bar.update(1 / self._rows)

    def close(self) -> None:
        self._bar.close()


def progress(kind: str | None = None) -> Progress:
    """Make the kind asked for; without one, a bar where somebody watches a terminal."""
    if kind is None:
        kind = "bar" if sys.stderr.isatty() else "none"
    return {"bar": Bar, "lines": Lines, "none": Progress}[kind]()
