"""`python -m benchmarks.roster` measures the roll-up of rosters on invented ones, for the tables of docs/rosters.md.

Every task runs in a process of its own, all tasks by turns, and the medians are compared: a ratio of two tasks of the
same run says more than seconds do.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.roster_ratios import Taken, Task, ratios
from benchmarks.server import ROOT
from tests.synthetic_roster import write_cities

# Tasks (see `roster_tasks`) by kind of file, each at the size that ratios are taken at.
TASKS = {
    "csv": ("count", "plain", "full", "whole", "polars", "pandas"),
    "parquet": ("plain", "full", "whole", "polars", "pandas"),
}
# What is measured at a smaller size too, to see whether time grows with rows; and at the largest, for its memory.
SMALL = {"csv": ("count", "plain", "full"), "parquet": ("plain", "full")}
LARGE = {"parquet": ("plain", "full", "whole")}
# Who gives teams active at the end of the last month; all of them must agree.
ALIKE = ("plain", "full", "polars", "pandas")


def main(arguments: Sequence[str]) -> int:
    """Make the rosters, measure, print. 1 where tasks disagree about what is in them."""
    asked = _parser().parse_args(arguments)
    machine = f"{report.machine()} Besides {', '.join(f'{name} {version(name)}' for name in ('narwhals', 'polars'))}."
    with tempfile.TemporaryDirectory(prefix="roster-", dir=asked.work) as place:
        write_cities(Path(place) / "cities")
        taken = dict(_measured(Path(place), asked))
    print(machine, "", *_times(taken), "", *ratios(taken, asked.rows, asked.small, asked.large), sep="\n")
    unlike = list(_unlike(taken))
    print(*unlike, sep="\n", file=sys.stderr, end="\n" if unlike else "")
    return 1 if unlike else 0


def _measured(place: Path, asked: argparse.Namespace) -> Iterator[tuple[Task, Taken]]:
    """All tasks, size by size; the files of a size are gone before those of the next are made."""
    for rows, tasks in ((asked.small, SMALL), (asked.rows, TASKS), (asked.large, LARGE)):
        if not rows:
            continue
        wanted = [Task(rows, kind, name) for kind, names in tasks.items() for name in names]
        wanted = [task for task in wanted if task.name not in asked.without]
        files = {kind: _made(place / f"synthetic-{rows}.{kind}", rows) for kind in sorted({t.kind for t in wanted})}
        runs: dict[Task, list[Taken]] = {task: [] for task in wanted}
        for number in range(1 if tasks is LARGE else asked.runs):
            for task in wanted:
                _say(f"run {number + 1}: {task.name} of {rows:,} rows, {task.kind}")
                runs[task].append(_run(task, files[task.kind], place))
        for file in files.values():
            file.unlink()
        yield from ((task, _median(found)) for task, found in runs.items())


def _made(path: Path, rows: int) -> Path:
    _say(f"making {rows:,} rows, {path.suffix}")
    command = [sys.executable, "-m", "tests.synthetic_roster", str(rows), str(path)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return path


def _run(task: Task, file: Path, place: Path) -> Taken:
    with tempfile.TemporaryDirectory(dir=place) as work:
        command = [sys.executable, "-m", "benchmarks.roster_tasks", task.name, str(file), str(place / "cities"), work]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def _median(runs: Sequence[Taken]) -> Taken:
    return Taken(
        median(run.seconds for run in runs),
        median(run.processor for run in runs),
        max(run.megabytes for run in runs),
        runs[-1].checksum,
    )


def _times(taken: dict[Task, Taken]) -> Iterator[str]:
    yield "| Task | Rows | File | Seconds | Processor | Most memory |"
    yield "| --- | --: | --- | --: | --: | --: |"
    for task, took in taken.items():
        times = f"{took.seconds:.2f} s | {took.processor:.2f} s"
        yield f"| {task.name} | {task.rows:,} | {task.kind} | {times} | {took.megabytes:,.0f} MB |"


def _unlike(taken: dict[Task, Taken]) -> Iterator[str]:
    for rows in sorted({task.rows for task in taken}):
        found = {task: took.checksum for task, took in taken.items() if task.rows == rows and task.name in ALIKE}
        if len(set(found.values())) > 1:
            told = ", ".join(f"{task.name} ({task.kind}) {number:,}" for task, number in found.items())
            yield f"tasks disagree about the teams at the end of {rows:,} rows: {told}"


def _say(what: str) -> None:
    print(f"{what} ...", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roster", description=__doc__, epilog="0 rows: none.")
    parser.add_argument("--rows", type=int, default=30_000_000, metavar="N", help="rows of the ratios (30000000)")
    parser.add_argument("--small", type=int, default=3_000_000, metavar="N", help="rows to see growth from (3000000)")
    parser.add_argument("--large", type=int, default=0, metavar="N", help="rows of Parquet for the memory (0)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each task; of the largest one (3)")
    parser.add_argument("--without", nargs="*", default=(), metavar="TASK", help="tasks to leave out")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where the rosters are made for the time (/tmp)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
