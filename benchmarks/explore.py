"""Queries of readers' own: `python -m benchmarks.explore` prints how fast they are, and what attackers cost the others.

One server on the real data. First the pool alone, in this process; then an honest reader over Streamlit's websocket,
without and with attackers, each of whom opens one hostile link after the other. What the honest reader asks for is new
to him each time, so that it is made and not remembered.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import psutil

from benchmarks.client import PageError, Reader
from benchmarks.days import publications
from benchmarks.report import machine
from benchmarks.server import ROOT, Server, serving
from opc import versions
from opc.explore.examples import EXAMPLES, example
from opc.explore.pool import Pool
from opc.view import View
from tests.explore.attacks import REFUSED, STOPPED

LAST = date(2026, 11, 1)


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    options = _parser().parse_args(arguments)
    print(machine(), "", "| What | Median | 95 % | Most |", "|---|--:|--:|--:|", sep="\n")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "warehouse"
        command = [sys.executable, "-m", "etl", "--warehouse", str(folder), "--progress", "none"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        os.environ["OPC_WAREHOUSE"] = str(folder)
        _pool(options.repeats)
        with serving(ROOT / "server.py", folder) as server:
            _pages(server, options.repeats, options.attackers)
    return 0


def _pool(repeats: int) -> None:
    view, pool = View("explore", "zh", "C", LAST, versions.current()), Pool()
    started = time.perf_counter()
    pool.ask("select 42", view, "reader")
    first = time.perf_counter() - started
    _row("the process that holds the tables, from nothing to its first answer", [first])
    queries = {"`select 42`": ["select 42"], "the examples": [example(name, "zh") for name in EXAMPLES]}
    for name, asked in queries.items():
        _row(name, [_timed(pool, sql, view) for _ in range(repeats) for sql in asked])
    pool.close()


def _timed(pool: Pool, sql: str, view: View) -> float:
    started = time.perf_counter()
    pool.ask(sql, view, "reader")
    return time.perf_counter() - started


def _pages(server: Server, repeats: int, attackers: int) -> None:
    with Reader(server.port) as honest:
        honest.visit("explore", urlencode({"sql": "select 42"}))
        _row("page *Compare*, a new view", _visits(honest, "compare", 0, repeats))
        _row("page *Explore*, a new query", _visits(honest, "explore", 0, repeats))
        before, done, over = server.memory(), [], threading.Event()
        crowd = [threading.Thread(target=_attack, args=(server.port, n, done, over)) for n in range(attackers)]
        held: list[int] = []
        crowd.append(threading.Thread(target=_watch, args=(server, held, over)))
        for attacker in crowd:
            attacker.start()
        _row(f"*Compare* while {attackers} attack", _visits(honest, "compare", repeats, repeats))
        _row(f"*Explore* while {attackers} attack", _visits(honest, "explore", repeats, repeats))
        over.set()
        for attacker in crowd:
            attacker.join()
    grown = (server.memory() - before) / 2**20
    print(f"\n{len(done)} hostile links opened; the server grew by {grown:.0f} MB, ", end="")
    print(f"its process for queries and the copies held {max(held) / 2**20:.0f} MB at most.")


def _visits(reader: Reader, page: str, start: int, count: int) -> list[float]:
    found, days = [], publications(versions.directory())
    for number in range(start, start + count):
        asked = {"known_on": days[number % len(days)].isoformat()}
        asked |= {"sql": f"select {number} as answer"} if page == "explore" else {"indicator": "communities"}
        found.append(reader.visit(page, urlencode(asked)).seconds)
    return found


def _attack(port: int, number: int, done: list[str], over: threading.Event) -> None:
    """Open hostile links in a session of one's own, beginning with those that cost most."""
    links = [sql for kinds in (STOPPED, REFUSED) for group in kinds.values() for sql in group.values()]
    links = [sql for sql in links if sql.isprintable()]
    with Reader(port) as attacker:
        while not over.is_set():
            sql = links[(7 * number + len(done)) % len(links)]
            try:
                attacker.visit("explore", urlencode({"sql": sql}))
            except PageError as error:
                print(f"a page failed: {error}", file=sys.stderr)
            done.append(sql)


def _watch(server: Server, held: list[int], over: threading.Event) -> None:
    while not over.wait(0.2):
        held.append(_family(server))


def _family(server: Server) -> int:
    """Bytes that the children of the server hold, shared pages counted once."""
    members = psutil.Process(server.process.pid).children(recursive=True)
    found = 0
    for member in members:
        try:
            found += member.memory_full_info().pss if sys.platform == "linux" else member.memory_info().rss
        except psutil.Error:
            continue
    return found


def _row(name: str, seconds: Sequence[float]) -> None:
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    spoken = " | ".join(f"{1000 * value:.0f} ms" for value in (statistics.median(ordered), high, ordered[-1]))
    print(f"| {name} | {spoken} |", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.explore", description="Measure queries of readers' own."
    )
    parser.add_argument("--repeats", type=int, default=40, metavar="N", help="visits and queries of each kind (40)")
    parser.add_argument("--attackers", type=int, default=4, metavar="N", help="sessions that attack (4)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
