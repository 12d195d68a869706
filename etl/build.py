"""The build: extract → normalise → check → derive → publish. Each step is a module of this package."""

from pathlib import Path
from time import perf_counter

import duckdb

from etl import series
from etl.extract import extract, read_inputs
from etl.problem import StructuralError
from etl.progress import Progress
from etl.publish import Warehouse
from etl.report import Report, read_report
from etl.version import ROOT, warehouse_version
from opc.directory import directory

RAW = ROOT / "data" / "raw"
STEPS = ("extract", "normalise", "check", "derive", "publish")


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
    contents = read_inputs(raw)
    counted = series.read(roster) if roster else {}
    version = warehouse_version(contents | counted)
    store = Warehouse(warehouse or directory())

    def report(*, up_to_date: bool, replaced: Path | None = None) -> Report:
        path = store.file(version)
        return read_report(path, started=started, up_to_date=up_to_date, strict=strict, replaced=replaced)

    def report_in_service() -> Report | None:
        if force or not store.serves(version):
            return None
        try:
            return report(up_to_date=True)
        except (duckdb.Error, LookupError):
            # The file was damaged after it was published: build it anew.
            return None

    if done := report_in_service():
        return done
    with store.lock():
        # Another build may have finished while this one waited.
        if done := report_in_service():
            return done
        replaced = store.served()
        _run(raw, contents, counted, store, version, progress)
    return report(up_to_date=False, replaced=replaced)


def _run(
    raw: Path,
    contents: dict[str, bytes | None],
    counted: dict[str, bytes],
    store: Warehouse,
    version: str,
    progress: Progress,
) -> None:
    """Take the steps."""
    # pandas and the catalogue take a while to load, and a build that is not needed does without them.
    from etl import check
    from etl.derive import derive
    from etl.normalise import normalise

    progress.step("extract")
    extracted = extract(raw, contents)
    rows = extracted.rows
    counts = {name: len(file_rows) for name, file_rows in rows.items()}

    progress.step("normalise", rows=sum(counts.values()))
    records = normalise(rows, progress)

    progress.step("check")
    if problems := extracted.problems + check.problems(rows, roster=bool(counted)):
        # What is wrong with single rows is said with it: who mends the files does so once.
        raise StructuralError(problems, check.beside(problems, records.rejects))
    check.drop_orphans(records)
    check.require_rows(records, roster=bool(counted))
    rows_of_roster = series.table(counted, {record["ref_area"] for _, record in records.kept["cities.csv"]})

    with store.draft() as draft:
        progress.step("derive")
        derive(draft, records, contents | counted, counts, rows_of_roster, version)
        progress.step("publish")
        store.publish(draft, version)
