"""`python -m opc query NAME [key=value …] [--csv]` prints the rows of a named query, the same that the pages draw."""

import argparse
import json
import os
import sys
from collections.abc import Iterator

from opc import console
from opc.datafiles import csv_lines, plain
from opc.questions import Asked, QuestionError, questions, today, understand
from opc.versions import NoWarehouseError
from opc.warehouse import Row


def main(arguments: list[str]) -> int:
    """Run a command and give its exit code: 0, or 2 where the question cannot be answered as asked."""
    console.show_all()
    # Between the name of a query and its parameters argparse would take an option for their end.
    options = _parser().parse_args(sorted(arguments, key="--csv".__eq__))
    if options.name is None:
        print(_list())
        return 0
    wrong = [pair for pair in options.values if "=" not in pair]
    if wrong:
        return _stop(f"'{wrong[0]}' is not key=value")
    pairs = [pair.split("=", 1) for pair in options.values]
    given = dict(pairs)
    if twice := [key for key in given if [name for name, _ in pairs].count(key) > 1]:
        return _stop(f"{twice[0]} is given twice — give it once, lists with commas")
    if empty := [key for key, value in given.items() if not value.strip()]:
        # Of no city there are no rows. In an address that may be meant; on the shell it is a variable that is not set.
        return _stop(f"{empty[0]} is given without a value — write one, or leave it out")
    try:
        asked = understand(options.name, given, today())
        if unknown := _unknown(asked):
            return _stop(unknown)
        lines = csv_lines(asked.rows(), asked.columns()) if options.csv else _json_lines(asked.rows())
    except (QuestionError, NoWarehouseError) as error:
        return _stop(str(error))
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has read enough, as `| head` does; nothing is left for Python to write at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unknown(asked: Asked) -> str | None:
    """Why there are no rows where figures are named by their numbers."""
    named = [asked.words[p.name] for p in questions()[asked.name].parameters if p.kind == "figure"]
    if not named or asked.rows():
        return None
    return f"{' and '.join(named)} are not both figures known on such evidence by that day — observations lists those"


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
