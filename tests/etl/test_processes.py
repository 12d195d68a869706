"""Builds as real processes: two at once, and killed at any moment."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from tests.etl.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]
# tests/faults/test_killed.py kills copies of a process that has loaded all, two hundred times.
KILLS = 10


def _start(folder: Folder, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "etl", "--raw", str(folder.raw), "--warehouse", str(folder.warehouse)]
    return subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_builds_at_once_both_succeed_and_only_one_builds(folder: Folder) -> None:
    processes = [_start(folder), _start(folder)]
    outputs = [process.communicate(timeout=30) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert sum(out.startswith("up to date") for out, _ in outputs) == 1
    assert folder.query("select count(*) from observation") == [(5,)]
    assert not list(folder.warehouse.glob(".building*"))


def test_a_build_waits_for_the_one_at_work_and_says_so(folder: Folder) -> None:
    folder.warehouse.mkdir()
    with FileLock(folder.warehouse / ".lock"):
        process = _start(folder)
        assert process.stderr is not None
        said = process.stderr.readline()
        assert said == f"another build is at work in {folder.warehouse} — waiting\n"
        assert process.poll() is None
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "observations 5" in out


def test_the_up_to_date_build_is_fast_and_loads_no_pandas(folder: Folder) -> None:
    folder.build()
    command = [sys.executable, "-X", "importtime", "-m", "etl"]
    command += ["--raw", str(folder.raw), "--warehouse", str(folder.warehouse)]
    done = subprocess.run(command, cwd=ROOT, encoding="utf-8", capture_output=True, check=True)
    assert done.stdout.startswith("up to date")
    assert not re.search(r"\| +(pandas|filelock|tqdm)$", done.stderr, re.MULTILINE)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_build_killed_at_any_moment_leaves_a_complete_warehouse_in_service(folder: Folder) -> None:
    good = folder.build().version
    started = time.monotonic()
    process = _start(folder, "--force")
    process.communicate(timeout=30)
    whole = time.monotonic() - started
    moments, codes = random.Random(7), set()
    for number in range(KILLS):
        # A new version each time, so that the pointer has to move.
        folder.change("left_out.csv", "Twice" + "!" * number, "Twice" + "!" * (number + 1))
        process = _start(folder)
        # Loading Python's modules changes nothing, and takes as long as the machine is busy.
        while process.poll() is None and not list(folder.warehouse.glob(".building*")):
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.5) * whole if number else 0)
        process.kill()
        process.communicate(timeout=30)
        codes.add(process.returncode)
        with duckdb.connect(folder.served(), read_only=True) as connection:
            assert connection.execute("select count(*) from observation").fetchall() == [(5,)]
            served = connection.execute("select distinct version from build").fetchall()
        assert served[0][0] == folder.served().stem.removeprefix("opc-")
    assert -9 in codes
    last = folder.build()
    assert folder.served() == last.path
    assert last.version != good
    assert not list(folder.warehouse.glob(".building*"))
