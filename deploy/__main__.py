"""`python -m deploy` serves the product with several processes behind nginx. SIGHUP: reload; SIGTERM: end."""

import argparse
import os
import secrets
import shutil
import signal
import socket
import sys
from pathlib import Path

from deploy.fleet import Fleet, say
from deploy.node import ROOT, NodeError
from deploy.proxy import Proxy, ProxyError


class Signals:
    """What the operator has asked for by a signal."""

    def __init__(self) -> None:
        self.ending = self.reloading = False
        signal.signal(signal.SIGHUP, self._reload)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)

    def _reload(self, *_: object) -> None:
        self.reloading = True

    def _end(self, *_: object) -> None:
        self.ending = True

    def calm(self) -> bool:
        """Whether nothing is asked."""
        return not (self.ending or self.reloading)


def main(arguments: list[str]) -> int:
    """Serve until a signal says otherwise; 1 where that is not possible."""
    options = _parser().parse_args(arguments)
    program = shutil.which(options.nginx) or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")
    if program is None:
        say("No nginx found: install it (Debian: apt install nginx-light; macOS: brew install nginx).")
        return 1
    if not _is_free(options.address, options.port):
        say(f"{options.address}:{options.port} is taken — end what serves there, or give another --port")
        return 1
    # One secret for all: what one process has signed the next one knows.
    os.environ.setdefault("STREAMLIT_SERVER_COOKIE_SECRET", secrets.token_hex(32))
    address = f"[{options.address}]" if ":" in options.address else options.address
    proxy = Proxy(program, f"{address}:{options.port}")
    fleet, signals = Fleet(options.app, options.processes, proxy, options.patience), Signals()
    try:
        fleet.start()
        say(f"{options.processes} processes serve http://{address}:{options.port}")
        while not signals.ending and not proxy.ended:
            if signals.reloading:
                signals.reloading = False
                fleet.roll()
            fleet.watch(signals.calm)
        return 0 if signals.ending else 1
    except (NodeError, ProxyError) as error:
        say(str(error))
        return 1
    finally:
        fleet.stop()


def _is_free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
        except OSError:
            return False
    return True


def _count(given: str) -> int:
    number = int(given)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{given} processes cannot serve — give 1 or more")
    return number


def _parser() -> argparse.ArgumentParser:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser = argparse.ArgumentParser(
        prog="python -m deploy",
        description="Serve with several processes behind nginx.",
        epilog="SIGHUP replaces the processes one after the other by new ones, for new code; SIGTERM ends all.",
    )
    parser.add_argument("--address", default="127.0.0.1", help="where to listen (127.0.0.1; 0.0.0.0 for all)")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--processes", type=_count, default=cores, metavar="N", help="one a core (%(default)s)")
    parser.add_argument("--patience", type=_count, default=20, metavar="SECONDS", help="for readers at a reload (20)")
    parser.add_argument("--nginx", default="nginx", metavar="PATH", help="the program")
    parser.add_argument("--app", type=Path, default=ROOT / "server.py", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
