"""`python -m benchmarks.serve`: one process beside several behind nginx, by pages a second and processor time a page.

Readers go from page to page without a pause, each page in its usual view. The client runs on the same cores as what it
measures and takes a share of them, which is said beside the rates: it costs the several more than the one.
"""

import argparse
import asyncio
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.sync.client import connect as connect_once

from benchmarks import report
from benchmarks.client import PATIENCE, PageError, Reader
from benchmarks.measure import PAGES, PRODUCT
from benchmarks.server import ROOT, ServerError, free_port, serving

# Larger messages hold rows, charts and words; the end of a script is a small one.
SMALL = 400


def named(port: int) -> dict[str, str]:
    """The headers by which a reader stays with one process: what the first page gives as a cookie."""
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=PATIENCE) as answer:
        cookies = [given.partition(";")[0] for given in answer.headers.get_all("Set-Cookie") or ()]
    return {"Cookie": "; ".join(cookies)} if cookies else {}


class StickyReader(Reader):
    """A reader who takes the cookies that the first page gives, as a browser does."""

    def __enter__(self) -> "StickyReader":
        self.headers = named(self.port)
        self._socket = connect_once(
            f"ws://localhost:{self.port}/_stcore/stream", subprotocols=["streamlit"], compression=None, max_size=None,
            proxy=None, open_timeout=PATIENCE, additional_headers=self.headers,
        )  # fmt: skip
        return self


@dataclass(frozen=True, slots=True)
class Pace:
    """One run: pages a second, and processor seconds a page of the servers, of nginx and of the client."""

    rate: float
    served: float
    proxied: float
    asked: float
    late: float


@contextmanager
def fleet(processes: int, warehouse: Path) -> Iterator[tuple[int, int]]:
    """The product as `make serve` starts it; its port and process."""
    port = free_port()
    command = [sys.executable, "-m", "deploy", "--port", str(port), "--processes", str(processes)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"OPC_WAREHOUSE": str(warehouse)}, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen) -> None:
    """Until a page is answered: nginx also listens for a moment when it only checks its configuration."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            named(port)
            return
        time.sleep(0.05)
    raise ServerError(f"no page on port {port}; code {process.poll()}")


def measure(port: int, server: int, readers: int, seconds: float) -> Pace:
    """Warm every page up, then load the server for so long."""
    asyncio.run(_load(port, readers, 0, len(PAGES)))
    before, own = _used(server), _own()
    started = time.perf_counter()
    times = asyncio.run(_load(port, readers, seconds, 0))
    whole = time.perf_counter() - started
    after = _used(server)
    served, proxied = (sum(after[kind].values()) - sum(before[kind].values()) for kind in ("python", "nginx"))
    count = len(times)
    late = sorted(times)[int(0.95 * count)]
    return Pace(count / whole, served / count, proxied / count, (_own() - own) / count, late)


def _used(server: int) -> dict[str, dict[int, float]]:
    """Processor seconds by now, of nginx and of all other processes of a server."""
    root = psutil.Process(server)
    used: dict[str, dict[int, float]] = {"python": {}, "nginx": {}}
    for process in [root, *root.children(recursive=True)]:
        times = process.cpu_times()
        used["nginx" if process.name() == "nginx" else "python"][process.pid] = times.user + times.system
    return used


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _load(port: int, readers: int, seconds: float, least: int) -> list[float]:
    """Seconds of each page, of all readers; each goes on for so long, and takes at least so many pages."""
    times: list[float] = []
    cookies = [named(port) for _ in range(readers)]
    end = time.perf_counter() + seconds

    async def reader(number: int) -> None:
        kept: set[str] = set()
        address = f"ws://localhost:{port}/_stcore/stream"
        async with connect(
            address, subprotocols=["streamlit"], compression=None, max_size=None, proxy=None,
            additional_headers=cookies[number], open_timeout=PATIENCE,
        ) as socket:  # fmt: skip
            turn = 0
            while turn < least or time.perf_counter() < end:
                page = PAGES[(number + turn) % len(PAGES)]
                turn += 1
                started = time.perf_counter()
                await asyncio.wait_for(_visit(socket, port, page, kept), PATIENCE)
                times.append(time.perf_counter() - started)

    await asyncio.gather(*(reader(number) for number in range(readers)))
    return times


async def _visit(socket: ClientConnection, port: int, page: str, kept: set[str]) -> None:
    """Ask for a page and read to its end. Only small messages are read into: a browser's work is not measured."""
    request = BackMsg()
    state = request.rerun_script
    state.page_name, state.query_string = page, ""
    state.cached_message_hashes.extend(kept)
    state.context_info.url = f"http://localhost:{port}/{page}"
    state.context_info.timezone, state.context_info.locale = "Asia/Shanghai", "zh-CN"
    state.context_info.color_scheme = "light"
    await socket.send(request.SerializeToString())
    begun = False
    while True:
        data = await socket.recv()
        if len(data) > SMALL and begun:
            continue
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        begun = begun or kind == "new_session"
        if begun and message.delta.new_element.WhichOneof("type") == "exception":
            raise PageError(f"{page or 'the entry'}: {message.delta.new_element.exception.message}")
        if begun and kind == "script_finished":
            return


def main(arguments: list[str]) -> int:
    """Measure by turns, and print the medians."""
    options = _parser().parse_args(arguments)
    print(report.machine(), "")
    paces: dict[str, list[Pace]] = {}
    with tempfile.TemporaryDirectory() as place:
        warehouse = Path(place) / "warehouse"
        subprocess.run(
            [sys.executable, "-m", "etl", "--warehouse", str(warehouse), "--progress", "none"],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        for turn in range(options.runs):
            print(f"run {turn + 1} of {options.runs} ...", file=sys.stderr)
            with serving(PRODUCT, warehouse) as server:
                pace = measure(server.port, server.process.pid, options.readers, options.seconds)
                paces.setdefault("one process, no proxy", []).append(pace)
            for processes in sorted({1, options.processes}):
                with fleet(processes, warehouse) as (port, process):
                    pace = measure(port, process, options.readers, options.seconds)
                    paces.setdefault(f"{processes} behind nginx", []).append(pace)
    print(*_table(paces), sep="\n")
    return 0


def _table(paces: dict[str, Sequence[Pace]]) -> Iterator[str]:
    yield "| | Pages a second | Ratio | Server CPU a page | nginx | Client | 95 % |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    (_, first), *_ = paces.items()
    for name, runs in paces.items():
        # Runs of one turn are held against each other: what else the machine does changes from turn to turn.
        ratio = median(run.rate / one.rate for run, one in zip(runs, first, strict=True))
        cells = [f"{median(run.rate for run in runs):.0f}", f"{ratio:.2f}×"]
        for field in ("served", "proxied", "asked", "late"):
            cells.append(f"{1000 * median(getattr(run, field) for run in runs):.1f} ms")
        yield "| " + " | ".join([name, *cells]) + " |"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description="One process beside several.")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="behind nginx (2)")
    parser.add_argument("--readers", type=int, default=16, metavar="N", help="at once, without a pause (16)")
    parser.add_argument("--seconds", type=float, default=10, metavar="S", help="of each run (10)")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="of each, by turns (5)")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ServerError as error:
        sys.exit(f"{error}; does `make serve` start?")
