"""`python -m opc query NAME [key=value …] [--csv]` prints the rows of a named query, the same that the pages draw."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator

from opc import console
from opc.datafiles import csv_lines, plain
from opc.questions import QuestionError, questions, today, understand
from opc.versions import NoWarehouseError
from opc.warehouse import Row


def main(arguments: list[str]) -> int:
    """Run a command and give its exit code: 0, or 2 where the question cannot be answered as asked."""
    console.show_all()
    # Between the name of a query and its parameters argparse would take an option for their end.
    options = _parser().parse_args(sorted(arguments, key="--csv".__eq__))
    if options.name is None:
        return _print([_list()])
    if fault := _fault(options.values):
        return _stop(fault)
    given = dict(pair.split("=", 1) for pair in options.values)
    try:
        asked = understand(options.name, given, today())
        lines = csv_lines(asked.rows(), asked.columns()) if options.csv else _json_lines(asked.rows())
    except (QuestionError, NoWarehouseError) as error:
        return _stop(str(error))
    return _print(lines)


def _fault(pairs: list[str]) -> str | None:
    """What is wrong with parameters as they are written, whatever they say."""
    if wrong := [pair for pair in pairs if "=" not in pair]:
        return f"'{wrong[0]}' is not key=value"
    if garbled := [pair for pair in pairs if not console.is_text(pair)]:
        return f"'{garbled[0]}' holds bytes that are no text — write it in UTF-8"
    keys = [pair.split("=", 1)[0] for pair in pairs]
    if twice := [key for key in keys if keys.count(key) > 1]:
        return f"{twice[0]} is given twice — give it once, lists with commas"
    if empty := [pair.split("=", 1)[0] for pair in pairs if not pair.split("=", 1)[1].strip()]:
        # Of no city there are no rows. In an address that may be meant; on the shell it is a variable that is not set.
        return f"{empty[0]} is given without a value — write one, or leave it out"
    return None


def _print(lines: Iterable[str]) -> int:
    with console.while_read():
        for line in lines:
            print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m opc", description="Ask the warehouse.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    query = commands.add_parser("query", help="print the rows of a named query; without a name, list them")
    query.add_argument("name", nargs="?", help="the query")
    query.add_argument("values", nargs="*", metavar="key=value", help="its parameters")
    query.add_argument(
        "--csv", action="store_true", help="CSV and not JSON lines, its cells as in the files of the pages"
    )
    return parser


def _list() -> str:
    parts = []
    for question in questions().values():
        lines = [f"  {p.name}={p.default or '…'}  {p.kind}: {p.meaning}" for p in question.parameters]
        parts.append("\n".join([question.name, f"  {question.grain}", *lines]))
    return "\n\n".join(parts)


def _json_lines(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps({key: plain(value) for key, value in row.items()}, ensure_ascii=False)


def _stop(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
