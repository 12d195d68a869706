"""`python -m benchmarks.against` starts each app in turn, puts readers on it, and prints the ratios."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.against import browser, ratios
from benchmarks.report import machine
from benchmarks.server import ROOT
from opc.catalogue import indicators
from tests import synthetic

# Cities and months of the large warehouse; its indicators are those of the catalogue, for pages know no others.
CITIES, MONTHS = 300, 36
PARTS = ("real", "large", "browser")
BROWSED = ("ours", "usual", "dash")


def main(arguments: list[str]) -> int:
    """Measure all of it and print the tables."""
    options = _parser().parse_args(arguments)
    often = ratios.Size(options.readers, options.seconds, options.thinkers, options.thinking, options.repeats)
    started = time.perf_counter()
    print(machine(), "", sep="\n")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "place"
        place.mkdir()
        real = _real(Path(folder))
        for name, warehouse in _warehouses(options.parts, Path(folder), real):
            # A run on the large one takes longer, and there the ratios are steadier.
            size = often if warehouse == real else replace(often, repeats=1)
            crowds = ratios.crowd(warehouse, place, size)
            print(f"**{name}, {size.readers} readers without pause**", "", *ratios.loads_table(crowds), "", sep="\n")
            limits = [
                *ratios.ratios(crowds),
                *ratios.thoughtful(ratios.thinkers(warehouse, place, size), size.thinkers),
            ]
            if warehouse == real:
                limits += [*ratios.first_pages(real, place, options.starts), *ratios.sent_again(real, place)]
            print(f"**{name}**", "", *ratios.limits_table(limits), "", sep="\n", flush=True)
        if "browser" in options.parts:
            print("**From click to chart, headless Chromium**", "", *_browsed(real, place, options), "", sep="\n")
    print(f"All of it took {(time.perf_counter() - started) / 60:.1f} minutes.")
    return 0


def _warehouses(parts: list[str], folder: Path, real: Path) -> Iterator[tuple[str, Path]]:
    if "real" in parts:
        yield "Real data", real
    if "large" in parts:
        ratios.say("nothing: building the synthetic warehouse")
        large = folder / "large"
        synthetic.build(large / "opc-synthetic.duckdb", CITIES, len(indicators()), MONTHS)
        yield f"Synthetic data, {CITIES} cities", large


def _real(folder: Path) -> Path:
    command = [sys.executable, "-m", "etl", "--warehouse", str(folder / "real"), "--progress", "none"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "real"


def _browsed(warehouse: Path, place: Path, options: argparse.Namespace) -> Iterator[str]:
    yield "| App | Click to chart | Until asked | Until answered | From then on | Scripts | Style and layout |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for name in BROWSED:
        ratios.say(f"clicks on {name} in a browser")
        middle = browser.middle(browser.clicks(name, warehouse, place, options.tours))
        look = middle["LayoutDuration"] + middle["RecalcStyleDuration"]
        parts = (*(middle[part] for part in ("drawn", "asked", "answered", "after", "ScriptDuration")), look)
        yield f"| {name} | {' | '.join(f'{part:.0f} ms' for part in parts)} |"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.against", description="Compare with other ways to serve the same views."
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help=f"what ({' '.join(PARTS)})")
    parser.add_argument("--readers", type=int, default=25, metavar="N", help="readers without pause (25)")
    parser.add_argument("--seconds", type=float, default=5, metavar="S", help="for so long (5)")
    parser.add_argument("--thinkers", type=int, default=100, metavar="N", help="readers who think for 5 s (100)")
    parser.add_argument("--thinking", type=float, default=15, metavar="S", help="for so long (15)")
    parser.add_argument("--repeats", type=int, default=2, metavar="N", help="runs of each app without pause (2)")
    parser.add_argument("--starts", type=int, default=3, metavar="N", help="first pages (3)")
    parser.add_argument("--tours", type=int, default=4, metavar="N", help="tours through the views by browser (4)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
