"""How long the named queries take as rows grow: `python -m benchmarks.queries` prints a table.

Measured on invented cities (tests/synthetic.py), in this process, with nothing remembered from the run before: what a
reader waits for who is the first to ask. `--sizes 300x60x4 300x60x36` measures other numbers of cities, indicators and
months.
"""

import argparse
import math
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from opc import questions, warehouse
from tests import synthetic

SIZES = ("30x60x36", "300x60x36")
LEAST_RUNS = 7
GOAL = 30.0
DAY = date(2026, 11, 1)
# What pages ask beside the defaults: all cities are a default already.
VARIANTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("compare", {"per": "resident", "assumed": "true"}),
    ("compare", {"scenario": "target"}),
    ("fund_per_team", {"earmark": "opc,ai,general", "basis": "targeted"}),
    ("ledger", {"most": "200"}),
    ("ledger", {"most": "200", "search": "合成"}),
    ("progress", {"pace": "40", "assumed": "true"}),
    ("sources", {"most": "200", "search": "合成"}),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a warehouse is to be."""

    cities: int
    indicators: int
    months: int

    @property
    def figures(self) -> int:
        """Monthly figures in it; targets come on top."""
        return self.cities * self.indicators * self.months

    def __str__(self) -> str:
        return f"{self.cities} × {self.indicators} × {self.months}"


@dataclass(frozen=True, slots=True)
class Measured:
    """A query on one warehouse: the rows it gave, and the median of its times in milliseconds."""

    rows: int
    time: float


def main(arguments: Sequence[str]) -> int:
    """Build a warehouse of each size, time all queries on each, and print the table."""
    options = _parser().parse_args(arguments)
    results = []
    with tempfile.TemporaryDirectory() as place:
        for size in options.sizes:
            print(f"building {size} and measuring on it ...", file=sys.stderr)
            folder = Path(place) / "x".join(map(str, (size.cities, size.indicators, size.months)))
            synthetic.build(folder / "opc-synthetic.duckdb", size.cities, size.indicators, size.months)
            results.append(measure(folder, options.runs))
    print(*table(options.sizes, results), "", note(options.runs, results[-1]), sep="\n")
    return 0


def measure(folder: Path, runs: int) -> dict[str, Measured]:
    """Time every named query on the warehouse in `folder`, by the words that ask for it."""
    os.environ["OPC_WAREHOUSE"] = str(folder)
    asked = [(name, {}) for name in questions.questions()] + list(VARIANTS)
    return {" ".join((name, *_words(given))): _timed(name, _known(name) | given, runs) for name, given in asked}


def _words(given: Mapping[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in given.items()]


def _known(name: str) -> dict[str, str]:
    """Values for what has a default that an invented warehouse does not hold: a city, two observations."""
    city = min(row["ref_area"] for row in questions.ask("cities", {}, DAY))
    given = {parameter.name: city for parameter in questions.questions()[name].parameters if parameter.kind == "city"}
    if name == "grade":
        first, second = questions.ask("newest", {"count": "2"}, DAY)
        given = {"first": first["observation_id"], "second": second["observation_id"]}
    return given


def _timed(name: str, given: Mapping[str, str], runs: int) -> Measured:
    times, rows = [], []
    for _ in range(runs):
        warehouse.answers.forget()
        if name != "cities":
            # Codes of cities are read with a query of their own, which has its own line in the table.
            questions.ask("cities", {}, DAY)
        started = perf_counter()
        rows = questions.ask(name, dict(given), DAY)
        times.append((perf_counter() - started) * 1000)
    warehouse.answers.forget()
    return Measured(len(rows), median(times))


def table(sizes: Sequence[Size], results: Sequence[Mapping[str, Measured]]) -> list[str]:
    """The lines of a Markdown table; what misses the goal is bold."""
    columns = ["query", "rows", *(f"{size.figures:,} figures, ms" for size in sizes), "growth for tenfold figures"]
    lines = [f"| {' | '.join(columns)} |", f"|---|{'---:|' * (len(columns) - 1)}"]
    for asked, last in results[-1].items():
        times = [result[asked].time for result in results]
        cells = [f"`{asked}`", f"{last.rows:,}", *map(_time, times), _growth(sizes, times)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _time(milliseconds: float) -> str:
    return f"{milliseconds:.1f}" if milliseconds < GOAL else f"**{milliseconds:.1f}**"


def _growth(sizes: Sequence[Size], times: Sequence[float]) -> str:
    """How many times longer a query takes on ten times the figures, from the first size to the last."""
    tenfold = math.log10(sizes[-1].figures / sizes[0].figures)
    return f"{(times[-1] / times[0]) ** (1 / tenfold):.1f}×" if tenfold else "—"


def note(runs: int, largest: Mapping[str, Measured]) -> str:
    """What the table shows, in a sentence."""
    within = sum(measured.time < GOAL for measured in largest.values())
    return (
        f"Median of {runs} runs, nothing remembered; {within} of {len(largest)} queries are under {GOAL:.0f} ms "
        f"on the largest."
    )


def _size(text: str) -> Size:
    cities, indicators, months = map(int, text.split("x"))
    return Size(cities, indicators, months)


def _runs(text: str) -> int:
    return max(int(text), LEAST_RUNS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queries", description="Time the named queries.")
    parser.add_argument("--runs", type=_runs, default=LEAST_RUNS, metavar="N", help=f"runs of a query ({LEAST_RUNS})")
    parser.add_argument(
        "--sizes", type=_size, nargs="+", default=[_size(text) for text in SIZES], metavar="SIZE",
        help=f"cities x indicators x months ({' '.join(SIZES)})",
    )  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
