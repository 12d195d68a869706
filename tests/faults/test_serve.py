"""Several processes behind a real nginx: readers stay with one, uploads arrive, what ends or is new is replaced."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from benchmarks.client import PATIENCE
from benchmarks.serve import StickyReader
from benchmarks.server import free_port
from tests.faults.conftest import ROOT, Watcher

# The client of the benchmarks opens its socket by hand, which websockets would rather have in a block.
pytestmark = pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")


@pytest.fixture(scope="module")
def nginx() -> str:
    """The path of nginx, found or installed as `make serve` does it."""
    if os.name == "nt":
        pytest.skip("several processes are served on Linux and macOS only")
    done = subprocess.run(["sh", "bin/nginx"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(done.stderr.strip())
    return done.stdout.strip()


class StickyWatcher(StickyReader, Watcher):
    """A reader with cookies who takes an error box for an error."""


@dataclass(frozen=True)
class Service:
    """What `python -m deploy` serves: its port, and its process."""

    port: int
    process: psutil.Process

    def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Status, body, and the cookie given."""
        request = urllib.request.Request(f"http://localhost:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
                return answer.status, answer.read().decode(), cookie
        except urllib.error.HTTPError as error:
            with error:
                return error.code, "", ""

    def nodes(self) -> set[int]:
        """The processes that serve."""
        found = set()
        for child in self.process.children():
            # A process that has just ended has no command line any more.
            with suppress(psutil.Error):
                found |= {child.pid} if "streamlit" in child.cmdline() else set()
        return found


@pytest.fixture(scope="module")
def serve(
    nginx: str, warehouse_directory: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Service]]:
    """Starts the service; all of it is gone when the tests are over."""
    place, started = tmp_path_factory.mktemp("services"), []

    def start(*options: str) -> Service:
        port, log = free_port(), place / f"service{len(started)}.log"
        command = [sys.executable, "-m", "deploy", "--port", str(port), "--processes", "2", "--patience", "3"]
        command += ["--nginx", nginx]
        with log.open("w") as said:
            process = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                # No page of the product takes a file, and so none is let in.
                env=os.environ | {"OPC_WAREHOUSE": str(warehouse_directory), "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "1"},
                stdout=said,
                stderr=said,
            )
        started.append(process)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            if f"2 processes serve http://127.0.0.1:{port}" in log.read_text():
                return Service(port, psutil.Process(process.pid))
            time.sleep(0.05)
        pytest.fail(f"no service on port {port}, code {process.poll()}: {log.read_text()}")

    yield start
    for process in started:
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert [child for child in family if child.is_running()] == []


@pytest.fixture(scope="module")
def service(serve: Callable[..., Service]) -> Service:
    """The product, whose processes are lost and replaced in one test after the other."""
    return serve("--patience", "1")


class Uploader(StickyReader):
    """A reader of tests/faults/uploads.py, with or without cookies."""

    session = widget = said = ""

    def __init__(self, port: int, keeps_cookies: bool = True) -> None:
        super().__init__(port)
        self.keeps_cookies = keeps_cookies

    def _check(self, message: ForwardMsg, page: str) -> None:
        StickyReader._check(message, page)
        element = message.delta.new_element
        self.session = message.new_session.initialize.session_id or self.session
        self.widget = element.file_uploader.id or self.widget
        self.said = element.text.body or self.said

    def upload(self, service: Service, name: str, cookie: str) -> int:
        """Put a file that holds its own name; the status."""
        edge = b"--edge"
        body = b'%s\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\n%s\r\n%s--\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=edge"} | ({"Cookie": cookie} if cookie else {})
        _, _, token = service.get("/_stcore/health", **({"Cookie": cookie} if cookie else {}))
        if "_streamlit_xsrf" in token:
            headers |= {"X-Xsrftoken": token.partition("=")[2], "Cookie": "; ".join(filter(None, (cookie, token)))}
        address = f"http://localhost:{service.port}/_stcore/upload_file/{self.session}/{name}"
        request = urllib.request.Request(address, body % (edge, name.encode(), edge), headers, method="PUT")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def show(self, name: str) -> str:
        """What the page says once it is told of the file."""
        request = BackMsg()
        state = request.rerun_script.widget_states.widgets.add()
        state.id = self.widget
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = name, "f.txt", len(name)
        info.file_urls.file_id = name
        self._socket.send(request.SerializeToString())
        self._read("")
        return self.said


def test_uploads_arrive_at_the_process_of_their_reader(serve: Callable[..., Service]) -> None:
    service = serve("--app", str(ROOT / "tests" / "faults" / "uploads.py"))
    nodes = set()
    for number in range(6):
        with Uploader(service.port) as reader:
            reader.visit()
            cookie = reader.headers["Cookie"]
            nodes.add(cookie)
            assert reader.upload(service, f"file{number}", cookie) in (200, 204)
            assert reader.show(f"file{number}") == f"holds file{number}"
            # The other process does not know this session: without the cookie to lead there, nothing would arrive.
            (other,) = {"opc_node=node1", "opc_node=node2"} - {cookie}
            assert reader.upload(service, "lost", other) == 400
    assert nodes == {"opc_node=node1", "opc_node=node2"}


def test_readers_are_served_while_a_process_is_lost(service: Service) -> None:
    before = service.nodes()
    assert len(before) == 2
    lost = min(before)
    cookies = [service.get("/")[2] for _ in range(4)]
    assert len(set(cookies)) == 2
    psutil.Process(lost).kill()
    for _ in range(3):
        for cookie in cookies:
            assert service.get("/", Cookie=cookie)[0] == 200
            status, body, _ = service.get("/healthz")
            assert (status, json.loads(body)["status"]) == (200, "ok")
            with StickyWatcher(service.port) as reader:
                reader.see("compare")
    end = time.monotonic() + PATIENCE
    while len(service.nodes() - {lost}) < 2 and time.monotonic() < end:
        time.sleep(0.1)
    assert len(service.nodes() & before) == 1


class Visiting(threading.Thread):
    """A reader who goes through pages, and is connected anew where the process of the page has ended."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service, self.enough = service, threading.Event()
        self.visits = self.connections = 0
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            while not self.enough.is_set():
                self._stay()
        except Exception as fault:
            self.fault = fault

    def _stay(self) -> None:
        with StickyWatcher(self.service.port) as reader:
            self.connections += 1
            try:
                while not self.enough.is_set():
                    assert self.service.get("/compare", **reader.headers)[0] == 200
                    assert self.service.get("/healthz")[0] == 200
                    reader.see("compare")
                    self.visits += 1
            except ConnectionClosed:
                # As the browser does: it connects again, and its address holds what it shows.
                return


def test_a_reload_replaces_every_process_and_no_reader_sees_an_error(service: Service) -> None:
    before, readers = service.nodes(), [Visiting(service) for _ in range(4)]
    for reader in readers:
        reader.start()
    end = time.monotonic() + PATIENCE
    # A reader who comes only after the reload meets the new processes and is never thrown out.
    while not all(reader.visits for reader in readers) and time.monotonic() < end:
        time.sleep(0.1)
    service.process.send_signal(signal.SIGHUP)
    while (len(service.nodes()) != 2 or service.nodes() & before) and time.monotonic() < end:
        time.sleep(0.1)
    after = service.nodes()
    # An old process still serves who was on it for the time it is given: its readers move when it ends.
    while not all(reader.connections > 1 for reader in readers) and time.monotonic() < end:
        time.sleep(0.1)
    for reader in readers:
        reader.enough.set()
        reader.join()
    assert len(after) == 2
    assert not after & before
    assert [reader.fault for reader in readers] == [None] * len(readers)
    assert all(reader.visits > 4 for reader in readers)
    # Two processes were replaced under them: nobody was thrown out more often than that.
    assert {reader.connections for reader in readers} <= {2, 3}


def test_a_port_that_is_taken_is_said_at_once(nginx: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "deploy", "--port", str(port), "--nginx", nginx],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert re.fullmatch(rf"127\.0\.0\.1:{port} is taken — .* --port\n", done.stderr)
