"""What tests share: the warehouse of the real data, built once a run, and the order in which files are taken."""

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
# The files of tests that take longest, the longest first. Workers take files in this order, so that none is left alone
# with a long one at the end; those with a browser come before all others, for they share it.
LONG = (
    "browser/test_cold.py", "browser/test_accessibility.py", "browser/test_room.py", "browser/test_paper.py",
    "browser/test_taking.py", "browser/test_hostile_data.py", "browser/test_explore.py", "browser/test_browser.py",
    "browser/test_safety.py", "browser/test_methods.py", "browser/test_rows_on_a_phone.py", "browser/test_restart.py",
    "faults/test_killed.py", "pages/test_walk_second.py", "pages/test_walk_first.py", "pages/test_pages.py",
    "api/test_description.py", "etl/roster/test_benchmark.py", "test_against.py", "faults/test_serve.py",
    "briefing/test_slides.py", "test_readme.py", "faults/test_publications.py", "explore/test_attacks.py",
    "etl/roster/test_rejects.py", "etl/roster/test_reading.py", "faults/test_pointer.py", "etl/test_build.py",
    "opc/test_quantity.py", "faults/test_disk.py", "opc/test_progress.py", "etl/test_rejects.py",
    "etl/roster/test_rollup.py", "opc/test_target_words.py", "opc/test_fund_per_team.py", "opc/test_queries.py",
    "etl/test_series.py", "etl/roster/test_suppress.py", "explore/test_pool.py", "etl/test_processes.py",
    "briefing/test_writers.py", "opc/test_macros.py", "explore/test_page.py", "opc/test_query_command.py",
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
