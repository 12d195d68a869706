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
