"""What tasks of rosters took as ratios, each beside the limit that the project has set itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Task:
    """A task (see `roster_tasks`) on a file of so many rows."""

    rows: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a task took: seconds by the clock and of all cores, peak memory in MB; `checksum` is what it found."""

    seconds: float
    processor: float
    megabytes: float
    checksum: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """The time of one task over that of another, as (kind, name), and the most that it may be."""

    words: str
    over: tuple[str, str]
    under: tuple[str, str]
    limit: float
    aim: float | None = None


RATIOS = (
    Ratio("CSV, over DuckDB's count(*) of it", ("csv", "plain"), ("csv", "count"), 2.2, 1.8),
    Ratio("Parquet, over count(*) of the CSV", ("parquet", "plain"), ("csv", "count"), 0.7, 0.5),
    Ratio("CSV, over polars", ("csv", "plain"), ("csv", "polars"), 4 / 3),
    Ratio("Parquet, over polars", ("parquet", "plain"), ("parquet", "polars"), 1),
    Ratio("CSV, over pandas", ("csv", "plain"), ("csv", "pandas"), 1 / 3),
    Ratio("Parquet, over pandas", ("parquet", "plain"), ("parquet", "pandas"), 1 / 3),
    Ratio("CSV, full over plain", ("csv", "full"), ("csv", "plain"), 3),
    Ratio("Parquet, full over plain", ("parquet", "full"), ("parquet", "plain"), 3),
)
# Time a row at the usual size over that at the small one.
GROWTH = tuple(
    Ratio(f"{kind}, {name}: time a row, usual over small", (kind, name), (kind, name), 1.15)
    for kind, name in (("csv", "plain"), ("parquet", "plain"), ("csv", "full"), ("parquet", "full"))
)
MEMORY_LIMIT_MB = 1000


def ratios(taken: Mapping[Task, Taken], rows: int, small: int, large: int) -> Iterator[str]:
    """The table of ratios in Markdown, by the clock and by processor time; and the memory of the largest."""
    yield "| Roll-up | By the clock | Processor | Limit | Aim |"
    yield "| --- | --: | --: | --: | --: |"
    for ratio in RATIOS:
        yield from _row(ratio, taken.get(Task(rows, *ratio.over)), taken.get(Task(rows, *ratio.under)), 1)
    for ratio in GROWTH:
        over, under = taken.get(Task(rows, *ratio.over)), taken.get(Task(small, *ratio.under))
        yield from _row(ratio, over, under, rows / max(small, 1))
    for task, took in taken.items():
        if task.rows == large:
            memory = f"{task.kind}, {task.name}: memory for {task.rows:,} rows"
            yield f"| {memory} | {took.megabytes:,.0f} MB | | {MEMORY_LIMIT_MB:,} MB | |"


def _row(ratio: Ratio, over: Taken | None, under: Taken | None, scale: float) -> Iterator[str]:
    if over is None or under is None:
        return
    clock, processor = over.seconds / under.seconds / scale, over.processor / under.processor / scale
    aim = f"{ratio.aim:.2f}×" if ratio.aim else ""
    yield f"| {ratio.words} | {clock:.2f}× | {processor:.2f}× | {ratio.limit:.2f}× | {aim} |"
