"""`python -m benchmarks` measures build, start and pages in one run, and prints them as tables in Markdown."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import measure, report


def main(arguments: list[str]) -> int:
    """Measure everything on a warehouse of its own, and print it."""
    options = _parser().parse_args(arguments)
    machine = report.machine()
    with tempfile.TemporaryDirectory() as place:
        warehouse, empty = Path(place) / "warehouse", Path(place) / "empty.py"
        empty.write_text(measure.EMPTY, encoding="utf-8")
        _say("the build")
        build = measure.build(warehouse, options.runs)
        _say("the start")
        cold = measure.cold_start(measure.PRODUCT, warehouse, options.runs)
        cold_empty = measure.cold_start(empty, warehouse, options.runs)
        _say("the pages")
        bare, memory_empty = measure.empty_page(empty, warehouse, options.runs, options.repeats)
        pages, memory = measure.all_pages(warehouse, options.runs, options.repeats)
    print(machine, "", sep="\n")
    print(*report.whole(build, cold, cold_empty, memory, memory_empty), "", sep="\n")
    print(*report.pages([*pages, bare]), "", report.notes(options.runs, options.repeats), sep="\n")
    return 0


def _say(what: str) -> None:
    print(f"measuring {what} ...", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure build, start and pages; nothing but this machine is asked."
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="builds and starts of a server (3)")
    parser.add_argument("--repeats", type=int, default=10, metavar="N", help="visits of each page (10)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
