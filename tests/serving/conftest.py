"""A server of the product with its log, and a warehouse in which every query fails."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import duckdb
import pytest

from benchmarks.server import ROOT, free_port, wait_for
from opc.form import form


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Logged:
    """A server whose standard error is kept."""

    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """The answer to a request, errors too."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, body, named, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def lines(self, least: int = 0) -> list[str]:
        """The lines of the log; waits until there are so many."""
        end = time.monotonic() + 10
        while True:
            lines = self.log.read_text(encoding="utf-8").splitlines()
            if len(lines) >= least or time.monotonic() > end:
                return lines
            time.sleep(0.05)


@contextmanager
def logged_server(warehouse: Path, log: Path, **environment: str) -> Iterator[Logged]:
    """The server that `make run` starts, with its log in a file."""
    port = free_port()
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)],
            cwd=ROOT,
            env=os.environ | {"OPC_WAREHOUSE": str(warehouse)} | environment,
            stdout=subprocess.DEVNULL,
            stderr=written,
        )
        try:
            wait_for(port, process)
            yield Logged(port, log)
        finally:
            process.kill()
            process.wait(10)


def warehouse_that_fails(place: Path) -> Path:
    """A warehouse that says it has our form and holds none of our tables: every query of every page raises."""
    with duckdb.connect(str(place / "opc-000000000000.duckdb")) as connection:
        connection.execute("create table nothing (of_ours integer)")
        connection.execute(f"create macro warehouse_form() as '{form()}'")
    (place / "current").write_text("opc-000000000000.duckdb", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def failing_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with such a warehouse."""
    return warehouse_that_fails(tmp_path_factory.mktemp("failing"))
