"""`python -m etl parse 超1000家 …` shows how figure phrases are read: one JSON object a line."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from opc import quantity

USAGE = "usage: python -m etl parse PHRASE … — give figure phrases such as 超1000家, or - to read one a line"


def main(arguments: Sequence[str]) -> int:
    """Print how each phrase is read. 0: all were understood, 1: some were not, 2: there was none."""
    try:
        records = [_show(phrase) for phrase in _phrases(arguments, sys.stdin)]
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has read enough, as `| head` does; nothing is left for Python to write at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if not records:
        print(USAGE, file=sys.stderr)
        return 2
    return int(any("error" in record for record in records))


def _phrases(arguments: Iterable[str], lines: Iterable[str]) -> Iterator[str]:
    """The phrases given; for a - the lines, as spreadsheets save them: with BOM, CRLF and blank lines."""
    for argument in arguments:
        if argument == "-":
            yield from (phrase for line in lines if (phrase := line.removeprefix("\ufeff").strip()))
        else:
            yield argument


def _show(phrase: str) -> dict[str, object]:
    try:
        record = quantity.parse(phrase).as_record()
    except quantity.QuantityError as problem:
        record = {"text": phrase, "error": str(problem)}
    line = json.dumps(record, ensure_ascii=False)
    # Bytes that are no UTF-8 arrive as lone surrogates, which cannot be printed as they are.
    print(line.encode(errors="backslashreplace").decode())
    return record
