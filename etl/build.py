"""The build: extract → normalise → check → derive → publish. Each step is a module of this package."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

from etl import series
from etl.extract import extract, read_inputs
from etl.problem import StructuralError
from etl.progress import Progress
from etl.publish import Warehouse
from etl.report import Report, read_report
from etl.version import ROOT, warehouse_version
from opc.directory import directory

if TYPE_CHECKING:
    from etl.normalise import Records

RAW = ROOT / "data" / "raw"
STEPS = ("extract", "normalise", "check", "derive", "publish")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build is made from, as it was when the build began: raw files, and the files that a roster was counted to.

    `contents` and `counted` hold bytes by the name of the file; None for a raw file that is not there.
    """

    raw: Path
    contents: dict[str, bytes | None]
    counted: dict[str, bytes]


def build(
    raw: Path = RAW,
    warehouse: Path | None = None,
    *,
    roster: Path | None = None,
    strict: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring the warehouse up to date with the raw files, and the roll-up of a roster in the folder `roster` if any.

    It is published in the folder `warehouse`, else where all warehouses are.
    Raises StructuralError with every problem found where nothing can be published; the warehouse in service
    stays.
    """
    started = perf_counter()
    progress = progress or Progress()
    inputs = Inputs(raw, read_inputs(raw), series.read(roster) if roster else {})
    version = warehouse_version(inputs.contents | inputs.counted)
    store = Warehouse(warehouse or directory())
    tell = partial(read_report, store.file(version), started=started, strict=strict)
    if not force and (done := _told(store, version, tell)):
        return done
    with store.lock():
        # Another build may have finished while this one waited.
        if not force and (done := _told(store, version, tell)):
            return done
        replaced = store.served()
        _run(inputs, store, version, progress)
    return tell(up_to_date=False, replaced=replaced)


def _told(store: Warehouse, version: str, tell: Callable[..., Report]) -> Report | None:
    """The report of a version that is in service and whole; None where it has to be built."""
    if not store.serves(version):
        return None
    try:
        return tell(up_to_date=True)
    except (duckdb.Error, LookupError):
        # The file was damaged after it was published: build it anew.
        return None


def _run(inputs: Inputs, store: Warehouse, version: str, progress: Progress) -> None:
    """Take the steps."""
    # pandas and the catalogue take a while to load, and a build that is not needed does without them.
    from etl.derive import derive

    records, counts = _checked(inputs, progress)
    roster = series.table(inputs.counted, {record["ref_area"] for _, record in records.kept["cities.csv"]})
    with store.draft() as draft:
        progress.step("derive")
        derive(draft, records, inputs.contents | inputs.counted, counts, roster, version)
        progress.step("publish")
        store.publish(draft, version)


def _checked(inputs: Inputs, progress: Progress) -> tuple["Records", dict[str, int]]:
    """The records of the raw files, and how many rows were read from each; StructuralError with all that is wrong."""
    from etl import check
    from etl.normalise import normalise

    progress.step("extract")
    extracted = extract(inputs.raw, inputs.contents)
    counts = {name: len(rows) for name, rows in extracted.rows.items()}
    progress.step("normalise", rows=sum(counts.values()))
    records = normalise(extracted.rows, progress)
    progress.step("check")
    if problems := extracted.problems + check.problems(extracted.rows, roster=bool(inputs.counted)):
        # What is wrong with single rows is said with it: who mends the files does so once.
        raise StructuralError(problems, check.beside(problems, records.rejects))
    check.drop_orphans(records)
    check.require_rows(records, roster=bool(inputs.counted))
    return records, counts
