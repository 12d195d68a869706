"""The server of the product, as `make run` starts it: pages and interface in one process."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.client import Reader
from benchmarks.server import ROOT, serving


@pytest.fixture(scope="module")
def port(warehouse_directory: Path) -> Iterator[int]:
    """The port of a running server."""
    with serving(ROOT / "server.py", warehouse_directory) as server:
        yield server.port


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
