"""The interface beside Datasette: `python -m benchmarks.interface` prints a table in Markdown.

Both serve the same list of observations as JSON on the loopback, one after the other asked by the same ten clients.
Datasette is put into a virtual environment of its own that ends with the run, so that it is no dependency; it serves
the rows of our own answer, already joined, from one immutable SQLite table, which is the easiest that it can have it.

*Kept* answers are asked for again and again under one address; *new* ones each under an address that nobody has asked
for before, so that the query, the JSON and the compression are made each time. Datasette keeps no answers. The *first*
answer of the first row, and of Datasette as it comes, is also the first of a new process.
"""

import argparse
import asyncio
import itertools
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.load import Load, put
from benchmarks.report import machine
from benchmarks.server import ROOT, free_port, serving, wait_for
from opc import questions
from opc.datafiles import plain
from tests import synthetic

DATASETTE = "datasette==0.65.5"
ROWS = 1000
# Nothing is dated after it, so that every day from here on gives the same rows.
DAY = date(2027, 1, 1)
SIZE = (30, 20, 12)
# Datasette without what it adds to a list by itself: facets that it suggests, and the number of all rows.
LEANEST = "Datasette, list only"
Addresses = Callable[[], str]


def main(arguments: Sequence[str]) -> int:
    """Measure both servers on real and on synthetic data, and print the tables."""
    options = _parser().parse_args(arguments)
    print(machine(), "", sep="\n")
    with tempfile.TemporaryDirectory() as place:
        command = _install(Path(place) / "datasette")
        large = Path(place) / "warehouse"
        synthetic.build(large / "opc-synthetic.duckdb", *SIZE)
        for name, folder in (("real data", _real(Path(place))), ("synthetic data", large)):
            print(*_table(name, _measure(folder, command, options)), "", sep="\n")
    return 0


def _measure(folder: Path, datasette: Path, options: argparse.Namespace) -> dict[str, Load]:
    os.environ["OPC_WAREHOUSE"] = str(folder)
    database = folder / "atlas.db"
    rows = _export(database)
    found = {}
    with serving(ROOT / "server.py", folder) as server:
        # A row less each time is an answer that was not given before.
        sizes = itertools.count(ROWS - 1, -1)
        ours = f"/api/v1/observations?evidence=D&known_on={DAY}&page_size="
        cases = {"kept": lambda: f"{ours}{ROWS}", "new": lambda: f"{ours}{next(sizes)}"}
        for (case, address), packed in itertools.product(cases.items(), (False, True)):
            name = f"ours, {case}{', gzip' if packed else ''}"
            found[name] = _put(server.port, address, packed, rows, options)
    with _datasette(datasette, database) as port:
        address = f"/atlas/observations.json?_size={ROWS}&_shape=objects"
        found["Datasette, as it comes"] = _put(port, lambda: address, False, rows, options)
        found[LEANEST] = _put(port, lambda: f"{address}&_nosuggest=1&_nofacet=1&_nocount=1", False, rows, options)
    return found


def _put(port: int, address: Addresses, packed: bool, rows: int, options: argparse.Namespace) -> Load:
    return asyncio.run(put(port, address, packed, lambda body: _count(body) == rows, options.clients, options.requests))


def _count(body: bytes) -> int:
    content = json.loads(body)
    return len(content.get("data", content.get("rows", ())))


def _export(database: Path) -> int:
    """Write all rows of our answer into one table, and say how many a list of them holds."""
    given = {"evidence": "D", "page_size": str(ROWS)}
    pages = (questions.ask("observations", given | {"page": str(page)}, DAY) for page in itertools.count(1))
    rows = list(itertools.chain.from_iterable(itertools.takewhile(bool, pages)))
    marks = ", ".join("?" * len(rows[0]))
    with sqlite3.connect(database) as connection:
        connection.execute(f"create table observations ({', '.join(rows[0])})")
        values = ([plain(value) for value in row.values()] for row in rows)
        connection.executemany(f"insert into observations values ({marks})", values)
    connection.close()
    return min(len(rows), ROWS)


def _real(place: Path) -> Path:
    folder = place / "real"
    command = [sys.executable, "-m", "etl", "--warehouse", str(folder), "--progress", "none"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def _install(place: Path) -> Path:
    print(f"installing {DATASETTE} into {place} ...", file=sys.stderr)
    venv.create(place, with_pip=True)
    subprocess.run([place / "bin" / "pip", "install", "-qq", DATASETTE], check=True)
    return place / "bin" / "datasette"


@contextmanager
def _datasette(command: Path, database: Path) -> Iterator[int]:
    port = free_port()
    settings = ["--setting", "max_returned_rows", str(ROWS)]
    process = subprocess.Popen(
        [command, "serve", "-i", database, "-h", "127.0.0.1", "-p", str(port), *settings],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.kill()
        process.wait(10)


def _table(data: str, loads: dict[str, Load]) -> Iterator[str]:
    theirs = loads[LEANEST]
    yield f"| {data} | lists/s | median | 95 % | first | sent | asked | errors | ratio |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for name, load in loads.items():
        times = [f"{seconds * 1000:.1f} ms" for seconds in (load.median, load.late, load.first)]
        cells = [name, f"{load.rate:,.0f}", *times, f"{load.sent / 1000:,.0f} kB"]
        cells += [str(len(load.times)), str(load.errors)]
        yield f"| {' | '.join(cells)} | {load.rate / theirs.rate:.1f}× |"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interface", description="Compare with Datasette.")
    parser.add_argument("--clients", type=int, default=10, metavar="N", help="clients at once (10)")
    parser.add_argument("--requests", type=int, default=400, metavar="N", help="requests of each kind at most (400)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
