"""A reader with a real browser, who writes down every request and every complaint of the browser."""

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from benchmarks.server import serving

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
]
# Streamlit looks for its server beside a page opened by its address before it looks at the root: its own 404.
PROBE = re.compile(r"http://localhost:\d+/\w+/_stcore/(health|host-config)")
# A narrow window is drawn for anew once the server knows of it.
NARROW = (
    "document.querySelector('.stMainBlockContainer').clientWidth >= 940 ||"
    " [...document.querySelectorAll('.js-plotly-plot')].every(chart => chart.layout.margin.l < 100)"
)
FAILED = pytest.StashKey[bool]()
# Milliseconds; a busy machine is slow, not wrong.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a test failed, so that its pages are pictured before they are closed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


class Reader:
    """One tab of one reader, with what happened in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.server = ""
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).netloc))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def begin(self, server: str, width: int, height: int) -> None:
        """Forget what was before. The product itself remembers nothing: all state is in the address."""
        context = self.page.context
        context.unroute_all()
        for other in context.pages:
            if other is not self.page:
                other.close()
        if self.page.url.startswith("http"):
            self.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        context.clear_cookies()
        context.clear_permissions()
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.server = server
        self.hosts.clear()
        self.complaints.clear()

    def _heard(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        if message.type == "error" and not ("404" in message.text and PROBE.fullmatch(address)):
            self.complaints.append(f"{message.text} ({address})")

    def open(self, address: str = "") -> None:
        """Go to an address of the product and wait for its message."""
        self.page.goto(f"{self.server}/{address}")
        self.settle()

    def settle(self, charts: bool = False) -> None:
        """Wait until the message stands, the script has ended, and, where asked, every chart is drawn."""
        self.page.locator("h1.opc-title").wait_for()
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        if charts:
            self.page.locator(".js-plotly-plot .annotation-text").first.wait_for()
            self.wait(
                "[...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
                ".every(chart => chart.querySelector('.main-svg'))"
            )
            self.wait(NARROW)
            # A chart that takes the place of another is redrawn with the next frame.
            self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def resize(self, width: int, height: int) -> None:
        """Another screen; charts follow a moment later."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.wait(
            "[...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart =>"
            " Math.abs(chart.querySelector('.main-svg').clientWidth - chart.clientWidth) < 2)"
        )
        self.wait(NARROW)

    def wait(self, condition: str) -> None:
        """Wait until something is true in the page. Playwright's own waiting is an eval, which our policy refuses."""
        came = self.page.evaluate(
            f"async () => {{ const end = performance.now() + {PATIENCE}; while (!({condition}))"
            " { if (performance.now() > end) return false; await new Promise(requestAnimationFrame); } return true; }"
        )
        assert came, condition

    @property
    def title(self) -> str:
        return self.page.locator("h1.opc-title").inner_text()

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the address."""
        return {name: given[0] for name, given in parse_qs(urlsplit(self.page.url).query).items()}

    def assert_well(self) -> None:
        """Nothing went wrong that a reader, the browser, or the network would notice."""
        assert self.page.get_by_test_id("stException").count() == 0
        assert self.page.get_by_test_id("stAlertContentError").count() == 0
        assert self.hosts == {urlsplit(self.server).netloc}
        assert self.complaints == []


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
