"""The roll-up on a real cluster gives what it gives in one process, row by row, and outlives a worker."""

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT
from tests.etl.roster.conftest import COLUMNS, GOOD
from tests.etl.roster.test_cells import DATES, PEOPLE
from tests.spark.conftest import Cluster
from tests.synthetic_roster import write_cities, write_roster

pytestmark = pytest.mark.spark

ROWS, FEWER = 5_000_000, 300_000
SAME = ("files", "rows_in", "rows_counted", "rows_rejected", "rejects", "first_month", "last_month", "rows_out")


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rosters")
    write_cities(folder / "cities")
    return folder


def expected(path: Path, rows: int) -> Path:
    """A roster with copies and defects; what DuckDB makes of it lies in the folder `expected` beside."""
    write_roster(path, rows, dirty=True)
    wait(start(path, path.parent / "expected"), path.parent / "expected")
    return path


def start(path: Path, out: Path, *options: str, environment: dict[str, str] | None = None) -> subprocess.Popen:
    command = [sys.executable, "-m", "etl", "roster", str(path), "--out", str(out), "--until", "2026-10"]
    command += ["--raw", str(path.parent / "cities"), "--progress", "lines", *options]
    # Standard error goes to a file: a pipe that nobody empties would stop the job.
    out.mkdir(parents=True, exist_ok=True)
    with (out.parent / f"{out.name}.log").open("w") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)


def on(cluster: Cluster, path: Path, out: Path) -> subprocess.Popen:
    return start(path, out, "--engine", "spark", "--master", cluster.url, environment=cluster.environment)


def wait(job: subprocess.Popen, out: Path) -> None:
    job.communicate()
    assert job.returncode == 0, (out.parent / f"{out.name}.log").read_text()[-4000:]


def results(out: Path) -> tuple[dict, pa.Table, list[list[str]]]:
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    with (out / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        return {name: report[name] for name in SAME}, pq.read_table(out / "roster.parquet"), list(csv.reader(file))


def assert_same(out: Path, expected: Path) -> None:
    (found, table, rejects), (wanted, wanted_table, wanted_rejects) = results(out), results(expected)
    assert found == wanted
    assert table.equals(wanted_table)
    assert rejects == wanted_rejects


def test_cells_are_read_alike(place):
    rows = [{"entered_on": text} for text in DATES] + [{"left_on": text} for text in DATES]
    rows += [{"headcount": text} for text in PEOPLE]
    rows += [{"district": text} for text in ("", " 合成东区", "合成,区", '合成"区"')]
    rows += [{"ref_area": text} for text in ("合成市02", "synthetic 03", "900100.0", "999900", "")]
    rows += [{"left_on": "\u3000"}]
    # Neither engine takes the name for a pattern, and both decode it.
    path = place / "合成 [a]*.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**GOOD, "team_id": f"SYN{number}", **row} for number, row in enumerate(rows))
        file.write("too,few,cells\n" + "," * 12 + "x\n")
    wait(start(path, place / "cells_duckdb"), place / "cells_duckdb")
    # What is read does not depend on where: without a cluster it takes half the time.
    wait(start(path, place / "cells_spark", "--engine", "spark"), place / "cells_spark")
    found, wanted = results(place / "cells_spark"), results(place / "cells_duckdb")
    assert found[0] == wanted[0]
    assert found[0]["rejects"]["malformed"] == 2
    assert found[1].equals(wanted[1])
    assert {row[0] for row in found[2][1:]} == {str(path)}


def test_five_million_rows_give_the_same_row_by_row(cluster, place):
    large = expected(place / "large.parquet", ROWS)
    wait(on(cluster, large, place / "spark"), place / "spark")
    assert results(place / "spark")[0]["rows_in"] == ROWS
    assert_same(place / "spark", place / "expected")


def test_a_worker_killed_in_the_middle_changes_nothing(cluster, place):
    # Fewer rows, as CSV: parts lost are computed anew from the file.
    job = on(cluster, expected(place / "smaller.csv", FEWER), place / "killed")
    assert job.stdout is not None
    for line in job.stdout:
        if line.startswith("step 3/"):
            break
    # The rows that were read are now kept on both workers: half of them is about to be lost.
    time.sleep(1)
    assert job.poll() is None
    cluster.kill_worker()
    wait(job, place / "killed")
    assert cluster.alive() == 1
    assert_same(place / "killed", place / "expected")
