"""From a click to the chart drawn, in headless Chromium: how long, and where the time goes."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.against.apps import serving
from benchmarks.server import ROOT

# How many charts each view draws on real data.
CHARTS = {"compare": 1, "progress": 1, "funding": 3, "disclosure": 2}
PATIENCE = 60_000
PAUSE = 500
ALONE = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]  # fmt: skip
# What the browser itself counts, in seconds since the page was opened.
COUNTED = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration", "TaskDuration")
# Notes when something is sent and when something comes, and watches each frame until the charts of a view are there.
WATCH = """
const now = () => performance.now();
window.seen = {};
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
    constructor(...given) { super(...given); this.addEventListener('message', () => { window.seen.came = now(); }); }
    send(...given) { window.seen.sent ??= now(); super.send(...given); }
};
const fetched = window.fetch;
window.fetch = async (...given) => {
    window.seen.sent ??= now();
    const answer = await fetched(...given);
    window.seen.came = now();
    return answer;
};
window.untilDrawn = (path, charts) => new Promise((done) => {
    const old = new Set([...document.querySelectorAll('.js-plotly-plot')].map((plot) => plot.data));
    window.seen = { clicked: now() };
    const look = () => {
        const plots = [...document.querySelectorAll('.js-plotly-plot')];
        const fresh = plots.length === charts && plots.every((plot) =>
            plot.data && !old.has(plot.data) && plot._fullLayout && plot.querySelector('.main-svg .plot, .infolayer'));
        if (fresh && location.pathname === path) done({ ...window.seen, drawn: now() });
        else requestAnimationFrame(look);
    };
    [...document.links].find((link) => link.origin === location.origin && link.pathname === path).click();
    requestAnimationFrame(look);
});
"""


@dataclass(frozen=True, slots=True)
class Click:
    """One click, in milliseconds: to the chart, to the question asked, to the last of the answer, and work counted."""

    view: str
    drawn: float
    asked: float
    answered: float
    work: dict[str, float]


def clicks(name: str, warehouse: Path, place: Path, tours: int) -> list[Click]:
    """Clicks through the views with charts, so many times after a first tour that loads what the browser keeps."""
    with serving(name, warehouse, place) as app, _page() as (page, counter):
        page.goto(f"http://localhost:{app.port}/", wait_until="load")
        page.wait_for_selector('a[href*="disclosure"]')
        found = [_click(page, counter, view) for _ in range(tours + 1) for view in CHARTS]
    return found[len(CHARTS) :]


def middle(found: list[Click]) -> dict[str, float]:
    """The medians of all clicks: milliseconds in all, and of each part."""
    parts = {
        "drawn": [click.drawn for click in found],
        "asked": [click.asked for click in found],
        "answered": [click.answered - click.asked for click in found],
        "after": [click.drawn - click.answered for click in found],
    }
    parts |= {name: [click.work[name] for click in found] for name in COUNTED}
    return {name: median(values) for name, values in parts.items()}


def _click(page: Page, counter: CDPSession, view: str) -> Click:
    page.wait_for_timeout(PAUSE)
    before = _counted(counter)
    seen = page.evaluate(f"window.untilDrawn('/{view}', {CHARTS[view]})")
    after = _counted(counter)
    start = seen["clicked"]
    return Click(
        view,
        seen["drawn"] - start,
        seen.get("sent", start) - start,
        seen.get("came", start) - start,
        {name: 1000 * (after[name] - before[name]) for name in COUNTED},
    )


def _counted(counter: CDPSession) -> dict[str, float]:
    metrics = counter.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


@contextmanager
def _page() -> Iterator[tuple[Page, CDPSession]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ALONE)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WATCH)
        counter = page.context.new_cdp_session(page)
        counter.send("Performance.enable")
        try:
            yield page, counter
        finally:
            browser.close()


def _chromium() -> str:
    if "CHROMIUM" in os.environ:
        return os.environ["CHROMIUM"]
    command = ["sh", str(ROOT / "bin" / "browser")]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
