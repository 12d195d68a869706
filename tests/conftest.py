"""What tests share: the warehouse of the real data, built once a run, and a server on it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
# The files of tests that take longest, the longest first. Workers take files in this order, so that none is left alone
# with a long one at the end; those with a browser come before all others, for they share it.
LONG = (
    "browser/test_accessibility.py", "browser/test_cold.py", "browser/test_taking.py", "browser/test_room.py",
    "browser/test_hostile_data.py", "browser/test_browser.py", "browser/test_explore.py", "browser/test_safety.py",
    "browser/test_restart.py",
    "faults/test_killed.py", "pages/test_walk_second.py", "pages/test_walk_first.py", "pages/test_pages.py",
    "etl/roster/test_benchmark.py", "test_against.py", "faults/test_serve.py", "briefing/test_slides.py",
    "faults/test_publications.py", "explore/test_attacks.py", "faults/test_pointer.py", "etl/test_build.py",
    "api/test_description.py", "etl/roster/test_rejects.py", "etl/roster/test_reading.py", "faults/test_disk.py",
    "opc/test_progress.py", "etl/test_rejects.py", "etl/roster/test_rollup.py", "etl/test_series.py",
    "explore/test_pool.py", "etl/test_processes.py", "briefing/test_writers.py", "opc/test_macros.py",
    "explore/test_page.py", "opc/test_query_command.py",
)  # fmt: skip
RANK = {ROOT / "tests" / name: rank for rank, name in enumerate(LONG)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the files that take longest to the front; within a file the order stays."""
    items.sort(key=lambda item: RANK.get(item.path, len(RANK)))


@pytest.fixture(scope="session")
def warehouse_directory(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A warehouse built from data/raw by the command that a user runs; shared by the workers of one run."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    place = shared / "warehouse"
    with FileLock(shared / "warehouse.lock"):
        subprocess.run(
            [sys.executable, "-m", "etl", "--warehouse", str(place), "--progress", "none"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
    return place


@pytest.fixture
def real_warehouse(warehouse_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the product read the warehouse of this run."""
    monkeypatch.setenv("OPC_WAREHOUSE", str(warehouse_directory))
    return warehouse_directory


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def server(warehouse_directory: Path) -> Iterator[str]:
    """A server of the product, cold at its start; its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"OPC_WAREHOUSE": str(warehouse_directory)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, process: subprocess.Popen, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the server ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not answer")
