"""`python -m etl` builds the warehouse; `parse`, `roster` and `dictionary` are commands beside it."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from etl.folders import folder
from opc.console import while_read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.problem import StructuralError


def main(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another alphabet shows a substitute for what it cannot show, instead of ending the command.
        stream.reconfigure(errors="backslashreplace")
    if arguments[:1] == ["parse"]:
        from etl import parse

        return parse.main(arguments[1:])
    if arguments[:1] == ["dictionary"]:
        from etl import dictionary

        return dictionary.main(arguments[1:])
    if arguments[:1] == ["roster"]:
        # Called by name: it fills no table, so its modules are none of those that shape the warehouse.
        return import_module("etl.roster.command").main(arguments[1:])
    options = _parser().parse_args(arguments)
    return _build(options)


def _build(options: argparse.Namespace) -> int:
    from etl import series
    from etl.build import RAW, STEPS, build
    from etl.problem import StructuralError
    from etl.progress import progress
    from opc.directory import directory
    from opc.yamlfile import DataFileError

    if options.roster and not (options.roster / series.NAME).is_file():
        # Without a name it may be missing; whoever names one wants it in.
        do = "roll one up with python -m etl roster, or leave --roster out"
        return _stop(f"{options.roster}: no {series.NAME} is there — {do}")
    shown = progress(options.progress, STEPS)
    raw, warehouse = options.raw or RAW, options.warehouse or directory()
    try:
        roster = options.roster or raw.parent / "roster"
        report = build(raw, warehouse, roster=roster, strict=options.strict, force=options.force, progress=shown)
    except StructuralError as error:
        return _stop(str(error), *_rejects(error))
    except DataFileError as error:
        return _stop(str(error))
    except OSError as error:
        where, found = error.filename or warehouse, error.strerror or error
        return _stop(f"{where}: {found} — check the folder and its disk")
    finally:
        shown.close()
    with while_read():
        print(*report.lines(), sep="\n")
    return report.exit_code


def _rejects(error: StructuralError) -> Iterator[str]:
    """Why rows could not be used, where nothing is built: no warehouse has it in its table."""
    from etl.report import reject_lines

    told = [(reject.file, reject.line, reject.column, reject.reason, reject.message) for reject in error.rejects]
    return reject_lines(told, "") if told else iter(())


def _stop(*reasons: str) -> int:
    print(*reasons, sep="\n", file=sys.stderr)
    print("nothing was published; the last good warehouse stays in service, if there is one", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl",
        description="Build the warehouse from the raw files.",
        epilog="python -m etl parse 'PHRASE' … reads figure phrases; python -m etl roster PATH … rolls up rosters of "
        "teams; python -m etl dictionary prints all columns.",
    )
    parser.add_argument("--raw", type=folder, metavar="DIR", help="the raw files (data/raw)")
    parser.add_argument(
        "--warehouse", type=folder, metavar="DIR", help="the warehouse (data/warehouse, or OPC_WAREHOUSE)"
    )
    parser.add_argument("--roster", type=folder, metavar="DIR", help="the roll-up of a roster (data/roster)")
    parser.add_argument("--strict", action="store_true", help="exit with 2 where rows were rejected")
    parser.add_argument("--force", action="store_true", help="build even where the warehouse is up to date")
    parser.add_argument("--progress", choices=("bar", "lines", "none"), help="default: a bar on a terminal")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
