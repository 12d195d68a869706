"""A reader with a real browser, who writes down every request and every complaint of the browser."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

# Streamlit looks for its server beside a page opened by its address before it looks at the root: its own 404.
PROBE = re.compile(r"http://localhost:\d+/\w+/_stcore/(health|host-config)")
# A narrow window is drawn for anew once the server knows of it.
NARROW = (
    "document.querySelector('.stMainBlockContainer').clientWidth >= 940 ||"
    " [...document.querySelectorAll('.js-plotly-plot')].every(chart => chart.layout?.margin?.l < 100)"
)
# The switch by which page.js tells the server of it (opc/ui/room.py).
TOLD = (
    "[...document.querySelectorAll('.st-key-narrow input')].every(narrow =>"
    " narrow.checked === document.querySelector('.stMainBlockContainer').clientWidth < 940)"
)
# A step to an address as page.js makes it. Each run of a page names the document anew, whatever it was called before.
STEP = """address => {
    document.title = '';
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate', {state: {}}));
}"""
ARRIVED = "document.title && document.querySelector('.opc-pages [aria-current]')?.pathname === location.pathname"
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Milliseconds; a busy machine is slow, not wrong.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


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
        """Take a seat before an empty page."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.server = server
        self.hosts.clear()
        self.complaints.clear()

    def leave(self) -> None:
        """Forget what was. The product itself remembers nothing: all state is in the address.

        A page that is left open goes on working, and asks for its server when that has ended.
        """
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

    def become_another(self) -> None:
        """Another reader at the same screen: nothing is left of the first one."""
        screen = self.page.viewport_size
        self.leave()
        self.begin(self.server, screen["width"], screen["height"])

    def _heard(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        if message.type == "error" and not ("404" in message.text and PROBE.fullmatch(address)):
            self.complaints.append(f"{message.text} ({address})")

    def open(self, address: str = "") -> None:
        """Go to an address of the product and wait for its message."""
        self.page.goto(f"{self.server}/{address}")
        self.settle()

    def follow(self, address: str, charts: bool = False) -> None:
        """Go to an address within the session, as page.js follows a link, and wait for its message.

        Half of what a page costs that is loaded: for tests that look at many pages, and not at how they are reached.
        """
        self.page.evaluate(STEP, f"{self.server}/{address}")
        self.wait(ARRIVED)
        # That the script runs is seen in the page a moment after its name.
        self.page.evaluate(TWO_FRAMES)
        self.settle(charts)

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
            self.page.evaluate(TWO_FRAMES)

    def resize(self, width: int, height: int) -> None:
        """Another screen; charts follow a moment later. One that is drawn anew just then has nothing to measure."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.wait(
            "[...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart =>"
            " Math.abs(chart.querySelector('.main-svg')?.clientWidth - chart.clientWidth) < 2)"
        )
        self.wait(NARROW)
        # Where no chart changes, the server is told a moment later all the same.
        self.wait(TOLD)
        self.page.evaluate(TWO_FRAMES)

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
