"""Readers with a real browser, one browser for all of them, and the servers that they read from."""

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchmarks.server import serving
from tests.browser.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD, PRODUCT = ROOT / "dashboard.py", ROOT / "server.py"
RESULTS = ROOT / "test-results"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page is looked at for a second: code that is compiled once more, to be faster later, does not earn its cost.
    "--js-flags=--no-maglev --no-turbofan",
]
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a test failed, so that its pages are pictured before they are closed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


class Browsing:
    """One browser for all browser tests that follow each other in this process, and the tabs that they share.

    What a tab has loaded and compiled once it has at hand in the next test: Streamlit's scripts and Plotly take three
    seconds of a processor, most of what a page takes otherwise.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        self._tabs: list[Reader] = []
        self._browser: Browser | None = None

    def tab(self, number: int) -> Reader:
        """The first tab, or the n-th, each with a browser profile of its own."""
        self._browser = self._browser or self._start()
        while len(self._tabs) <= number:
            self._tabs.append(Reader(self._browser.new_context(locale="zh-CN")))
        return self._tabs[number]

    def _start(self) -> Browser:
        path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        if path is None:
            pytest.skip("no Chromium or Chrome found: set CHROMIUM to its path")
        playwright = self._open.enter_context(sync_playwright())
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        self._open.callback(started.close)
        return started

    def close(self) -> None:
        """End the browser; the next tab is one of a new one."""
        self._open.close()
        self._tabs, self._browser = [], None


BROWSING = Browsing()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """End the browser with the last test of this folder: Playwright's event loop leaves no room for another one."""
    try:
        return (yield)
    finally:
        if nextitem is None or nextitem.path.parent != item.path.parent:
            BROWSING.close()


@pytest.fixture
def reader(request: pytest.FixtureRequest) -> Iterator[Callable[..., Reader]]:
    """Makes readers, each with a browser profile of its own.

    A failed test leaves a picture of what each of them sees.
    """
    readers: list[Reader] = []

    def make(server: str, width: int = 1440, height: int = 900) -> Reader:
        made = BROWSING.tab(len(readers))
        made.begin(server, width, height)
        readers.append(made)
        return made

    yield make
    if request.node.stash.get(FAILED, False):
        name = re.sub(r"\W+", "-", request.node.name).strip("-")
        for number, made in enumerate(readers):
            made.page.screenshot(path=RESULTS / f"{name}-{number}.png")
    for made in readers:
        made.leave()


@cache
def _port(script: Path) -> int:
    """One port for all servers of a script, so that a browser takes them for one and keeps what it has loaded.

    It is none of those that the system gives away by itself, for it has to be free again and again.
    """
    start = 10_000 + os.getpid() * 2 % 10_000 + (script == DASHBOARD)
    for port in range(start, 32_000, 2):
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port
    pytest.fail(f"no free port from {start} to 32000")


@contextmanager
def served(script: Path, warehouse: Path) -> Iterator[str]:
    """A cold server of a script; its address. One at a time for each script."""
    with serving(script, warehouse, _port(script)) as server:
        yield f"http://localhost:{server.port}"


@pytest.fixture(scope="module")
def server(warehouse_directory: Path) -> Iterator[str]:
    """The address of the pages alone."""
    with served(DASHBOARD, warehouse_directory) as address:
        yield address


@pytest.fixture(scope="module")
def product(warehouse_directory: Path) -> Iterator[str]:
    """The address of the whole product, pages and interface, as `make run` serves it."""
    with served(PRODUCT, warehouse_directory) as address:
        yield address


class Portal(BaseHTTPRequestHandler):
    """A page of another origin with a page of ours in its frame."""

    ours = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f'<!doctype html><title>Portal</title><iframe src="{self.path[1:]}"></iframe>'.encode())

    def log_message(self, *told: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    """The address of another origin, on the same machine; what follows it is the address of the page in the frame."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
