"""`python -m etl roster PATH…` rolls up who moved in and out to the monthly series."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from etl.build import RAW
from etl.folders import folder
from etl.problem import StructuralError
from etl.progress import KINDS, Progress, progress
from etl.roster.stopping import stoppable
from opc.console import while_read

if TYPE_CHECKING:
    from etl.roster.run import Options

OUT = RAW.parent / "roster"
_AS_BEFORE = "nothing was written; results of an earlier run stay as they are"


def main(arguments: Sequence[str]) -> int:
    """Run the command. 0: written, 1: nothing was written, and standard error says why; 130 and 143: stopped."""
    with stoppable() as stopped:
        try:
            code = _command(arguments)
            if stopped.number is None:
                return code
        except (KeyboardInterrupt, Exception):
            # Engines make errors of their own of a signal.
            if stopped.number is None:
                raise
    print(f"stopped — {_AS_BEFORE}", file=sys.stderr)
    return stopped.exit_code


def _command(arguments: Sequence[str]) -> int:
    parser = _parser()
    asked = vars(parser.parse_args(arguments))
    if asked["master"] and asked["engine"] != "spark":
        parser.error("--master names a cluster of Spark — add --engine spark, or leave it out")
    from etl.roster.rollup import STEPS
    from etl.roster.run import Options

    shown = progress(asked.pop("progress"), STEPS)
    try:
        return _run(Options(**{name: value for name, value in asked.items() if value is not None}), shown)
    finally:
        shown.close()


def _run(options: Options, shown: Progress) -> int:
    from etl.roster.run import NothingCountsError, report_lines, run

    try:
        report = run(options, shown)
    except NothingCountsError as error:
        return _stop(str(error), "only report.json and rejects.csv were written; an earlier roster.parquet stays")
    except StructuralError as error:
        return _stop(str(error))
    except OSError as error:
        where, found = error.filename or options.out, error.strerror or error
        return _stop(f"{where}: {found} — check the folder and its disk")
    shown.close()
    with while_read():
        print(*report_lines(report, options.out), sep="\n")
    return 0


def _stop(reasons: str, left: str = _AS_BEFORE) -> int:
    print(reasons, left, sep="\n", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl roster",
        description="Roll up rosters of teams (CSV, Parquet) to monthly counts by city, district and sector.",
        epilog="Publish roster.parquet alone. report.json and rejects.csv beside it are for you who hold the roster: "
        "the number of rows counted is the sum of all entries and would give hidden ones back.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or patterns such as 'rosters/*.csv'")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="default: duckdb")
    parser.add_argument("--master", metavar="URL", help="of Spark: spark://host:7077, yarn … (this machine)")
    parser.add_argument("--out", type=folder, default=OUT, metavar="DIR", help="where the results go (data/roster)")
    parser.add_argument("--min-cell", type=_min_cell, default=3, metavar="N", help="hide counts under N (3)")
    until = "no later month is shown (the last finished one in China: of a running month not all counts are in)"
    parser.add_argument("--until", type=_month, metavar="YYYY-MM", help=until)
    parser.add_argument("--totals", action="store_true", help="only the totals by city")
    parser.add_argument("--raw", type=folder, default=RAW, metavar="DIR", help="the folder with cities.csv (data/raw)")
    parser.add_argument("--progress", choices=KINDS, help="default: a bar on a terminal")
    return parser


def _min_cell(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 — 3 hides counts of 1 and 2")
    if int(text) == 2:
        raise argparse.ArgumentTypeError("2 hides only counts of 1, so a hidden count would be a 1 — 3 hides 1 and 2")
    return int(text)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no month — write it as 2026-10") from None
