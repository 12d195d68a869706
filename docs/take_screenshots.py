"""Take the pictures of README and docs in a real browser: `make screenshots`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.server import serving
from opc.versions import directory

ROOT = Path(__file__).resolve().parents[1]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DESK, PHONE = (1440, 900), (390, 844)
READY = '[data-testid="stApp"][data-test-script-state="notRunning"] h1.opc-title'
CHARTS = {"briefing", "compare", "progress", "funding", "disclosure"}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: which page, in which language, on which screen."""

    page: str
    lang: str
    size: tuple[int, int] = DESK
    dark: bool = False

    @property
    def name(self) -> str:
        """overview-zh, city-zh-dark, compare-zh-phone."""
        parts = [self.page, self.lang, "dark" if self.dark else "", "phone" if self.size == PHONE else ""]
        return "-".join(filter(None, parts))

    @property
    def address(self) -> str:
        """Where the page is found."""
        page = "" if self.page == "overview" else self.page
        return page if self.lang == "zh" else f"{page}?lang={self.lang}"


SHOTS = (
    Shot("overview", "zh"),
    Shot("compare", "zh"),
    Shot("progress", "en"),
    Shot("briefing", "zh"),
    Shot("city", "zh", dark=True),
    Shot("compare", "zh", PHONE),
)


def take(shot: Shot, browser: Browser, server: str) -> bytes:
    """The picture of one page, as a reader sees it on opening."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1,
        color_scheme="dark" if shot.dark else "light",
        locale="zh-CN" if shot.lang == "zh" else "en-GB",
    )
    try:
        page = context.new_page()
        page.goto(f"{server}/{shot.address}")
        _settle(page, shot.page in CHARTS)
        return page.screenshot(animations="disabled")
    finally:
        context.close()


def _settle(page: Page, charts: bool) -> None:
    page.locator(READY).wait_for()
    if charts:
        page.locator(".js-plotly-plot .annotation-text").first.wait_for()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)


def compressed(picture: bytes) -> bytes:
    """The same picture in 256 colours of its own: these pages have few, and the file is a third of the size."""
    small = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Take every picture, and say what was written."""
    parser = argparse.ArgumentParser(description="Take the pictures of README and docs.")
    parser.add_argument("--into", type=Path, default=ROOT / "docs", metavar="DIR", help="where to write (docs)")
    folder = parser.parse_args(arguments).into
    if not (chromium := os.environ.get("CHROMIUM")):
        parser.error("set CHROMIUM to the path of a Chromium or Chrome")
    folder.mkdir(parents=True, exist_ok=True)
    with serving(ROOT / "dashboard.py", directory()) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for shot in SHOTS:
            picture = compressed(take(shot, browser, f"http://localhost:{server.port}"))
            path = folder / f"{shot.name}.png"
            path.write_bytes(picture)
            print(f"{os.path.relpath(path)} {shot.size[0]}x{shot.size[1]} {len(picture) / 1000:.0f} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
