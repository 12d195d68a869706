"""`python -m etl parse 超1000家 …` shows how figure phrases are read: one JSON object a line."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from etl.decode import DecodeError, decode
from opc import console, quantity

_UNREAD = re.compile("[\udc80-\udcff]")  # bytes that are not in the encoding arrive as these
USAGE = "usage: python -m etl parse PHRASE … — give figure phrases such as 超1000家, or - to read one a line"


def main(arguments: Sequence[str]) -> int:
    """Print how each phrase is read. 0: all were understood, 1: some were not, 2: there was none."""
    console.show_all()
    if "-" in arguments:
        sys.stdin.reconfigure(errors="surrogateescape")  # what does not fit its encoding is kept for _decoded()
    records = None
    with console.while_read():
        records = [_show(phrase) for phrase in _phrases(arguments, sys.stdin)]
    if records is None:
        return 0
    if not records:
        print(USAGE, file=sys.stderr)
        return 2
    return int(any("error" in record for record in records))


def _phrases(arguments: Iterable[str], lines: TextIO) -> Iterator[str]:
    """The phrases given; for a - the lines, as spreadsheets save them: with BOM, CRLF and blank lines."""
    for argument in arguments:
        if argument == "-":
            read = (_decoded(line, lines.encoding).removeprefix("\ufeff").strip() for line in lines)
            yield from (phrase for phrase in read if phrase)
        else:
            yield argument


def _decoded(line: str, encoding: str) -> str:
    """The line in the encoding of the raw files, where its bytes are not in that of standard input."""
    if not _UNREAD.search(line):
        return line
    try:
        return decode(line.encode(encoding, "surrogateescape"))
    except (DecodeError, UnicodeEncodeError):
        return line  # which no phrase is


def _show(phrase: str) -> dict[str, object]:
    try:
        record = quantity.parse(phrase).as_record()
    except quantity.QuantityError as problem:
        record = {"text": phrase, "error": str(problem)}
    print(json.dumps(record, ensure_ascii=False))
    return record
