"""The server of the product, as `make run` starts it: pages and interface in one process."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.client import Reader
from tests.conftest import ROOT, free_port


@pytest.fixture(scope="module")
def port(warehouse_directory: Path) -> Iterator[int]:
    """The port of a running server."""
    number = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(number)],
        cwd=ROOT,
        env=os.environ | {"OPC_WAREHOUSE": str(warehouse_directory)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end and process.poll() is None and not _answers(number):
            time.sleep(0.1)
        yield number
    finally:
        process.kill()
        process.wait(10)


def _answers(port: int) -> bool:
    try:
        return _get(port, "/_stcore/health")[0] == 200
    except OSError:
        return False


def _get(port: int, path: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=5) as answer:
            return answer.status, answer.headers["content-type"], answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["content-type"], error.read()


def test_one_server_answers_for_pages_and_interface(port):
    status, kind, body = _get(port, "/healthz")
    assert (status, kind, json.loads(body)["status"]) == (200, "application/json", "ok")
    status, kind, body = _get(port, "/api/v1/cities")
    assert (status, kind) == (200, "application/json")
    assert len(json.loads(body)["data"]) > 50
    status, kind, body = _get(port, "/")
    assert (status, b"<html" in body) == (200, True)
    assert _get(port, "/_stcore/health")[::2] == (200, b"ok")
    status, kind, body = _get(port, "/api/v1/nothing")
    assert (status, kind) == (404, "application/json")


# The client of the benchmarks opens its socket by hand, which websockets would rather have in a block.
@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
@pytest.mark.parametrize("page", ["", "compare"])
def test_the_pages_are_drawn(port, page):
    with Reader(port) as reader:
        assert reader.visit(page).payload > 5000
