"""The real server: headers on every kind of answer, failures without details, a log without readers, no uploads."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from benchmarks.client import Reader
from benchmarks.server import ROOT, free_port
from opc.serving.policy import DATA_POLICY
from tests.serving.conftest import Logged, logged_server

PRIVATE = "13800001111"
FIELDS = {"time", "level", "logger", "event"}


@pytest.fixture(scope="module")
def failing(failing_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logged]:
    """A server on which every page and every question fails, and which logs requests."""
    log = tmp_path_factory.mktemp("log") / "log"
    with logged_server(failing_warehouse, log, OPC_LOG_REQUESTS="1") as server:
        yield server


def test_a_failure_is_a_sentence_with_a_reference_that_the_log_holds(failing):
    answer = failing.ask(f"/api/v1/indicators?evidence=C&known_on=2026-01-01#{PRIVATE}")
    assert answer.status == 500
    said = json.loads(answer.body)["error"]["message"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert not re.search(r"Traceback|Catalog|\.py|/", said)
    reference = re.search(r"under ([0-9a-f]{8})\.", said)[1]
    (found,) = [line for line in map(json.loads, failing.lines(2)) if line.get("reference") == reference]
    assert found["error"] == "CatalogException"
    assert any(place.startswith("opc/warehouse.py:") for place in found["places"])


# The client of the benchmarks opens its socket by hand, which websockets would rather have in a block.
@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
def test_the_log_is_one_object_a_line_and_knows_no_reader(failing):
    with Reader(failing.port) as reader:
        reader.visit("sources", f"search={PRIVATE}&sql=select+{PRIVATE}")
    failing.ask(f"/api/v1/observations?city={PRIVATE}")
    failing.ask(f"/{PRIVATE}%20Li%20Lei?q={PRIVATE}")
    failing.ask(f"/{PRIVATE}/api")
    failing.ask("/compare", Host="evil.example", User_Agent=f"reader {PRIVATE}", X_Forwarded_For="10.9.8.7")
    lines = failing.lines(5)
    parsed = [json.loads(line) for line in lines]
    assert all(line.keys() >= FIELDS for line in parsed)
    assert {"request", "Uncaught app execution"} <= {line["event"] for line in parsed}
    whole = "\n".join(lines)
    for personal in (PRIVATE, "127.0.0.1", "::1", "10.9.8.7", "Li Lei", "evil.example"):
        assert personal not in whole, personal
    assert {line["status"] for line in parsed if line["event"] == "request"} >= {200, 421, 500}


@pytest.mark.parametrize("path", ["/", "/compare", "/_stcore/health", "/_stcore/host-config", "/api/v1/nothing"])
def test_headers_stand_on_what_streamlit_answers_too(failing, path):
    headers = failing.ask(path).headers
    assert headers.get_all("content-security-policy") == [headers["content-security-policy"]]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/_stcore", "/_stcore/x", "/_stcore/health/x", "/healthz/x", "/media", "/media/x.html"]
)
@pytest.mark.parametrize("host", ["localhost", "evil.example"])
def test_where_no_data_stands_there_is_no_page(path, host, failing):
    answer = failing.ask(path, Host=host)
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers.get_all("content-security-policy") == [DATA_POLICY]


PACKED = {"gzip": "gzip", "br, gzip;q=0.5": "gzip", "gzip;q=0": None, "br, gzip; q=0.0": None, "identity": None}


@pytest.mark.parametrize("path", ["/compare", "/api/v1/nothing"])
@pytest.mark.parametrize("accepted", PACKED)
def test_an_answer_is_packed_only_for_who_takes_it(path, accepted, failing):
    assert failing.ask(path, Accept_Encoding=accepted).headers["content-encoding"] == PACKED[accepted]


# The client of the benchmarks opens its socket by hand, which websockets would rather have in a block.
@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
def test_nothing_can_be_uploaded_not_even_by_a_reader_with_a_session_and_a_token(failing):
    """Without the token it is a forgery and refused as one; with it, a single byte is too much."""
    token = re.search(r"_streamlit_xsrf=([^;]+)", failing.ask("/_stcore/health").headers["set-cookie"])[1]
    form = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n1\r\n--x--\r\n'
    named = {"Content_Type": "multipart/form-data; boundary=x", "Cookie": f"_streamlit_xsrf={token}"}
    with connect(f"ws://localhost:{failing.port}/_stcore/stream", subprotocols=["streamlit"], proxy=None) as socket:
        socket.send(BackMsg(rerun_script={}).SerializeToString())
        # To the end of the run: the socket closes at once only where nothing is left unread.
        session = ""
        while (message := ForwardMsg.FromString(socket.recv(timeout=20))).WhichOneof("type") != "script_finished":
            session = message.new_session.initialize.session_id or session
        path = f"/_stcore/upload_file/{session}/a"
        assert failing.ask(path, "PUT", form, **named).status == 403
        assert failing.ask(path, "PUT", form, **named, X_Xsrftoken=token).status == 413


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://[::1"])
def test_a_page_of_another_site_opens_no_websocket_and_makes_the_server_ask_nobody(origin, failing):
    before = len(failing.lines())
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://localhost:{failing.port}/_stcore/stream", origin=origin, proxy=None)
    assert refused.value.response.status_code == 403
    assert [line for line in failing.lines()[before:] if "external" in line or "Traceback" in line] == []


def test_the_interface_for_programs_that_streamlit_brings_is_off(failing):
    assert failing.ask("/_stcore/agent/interact", "POST", b"{}", Content_Type="application/json").status in (403, 404)


def test_a_setting_that_cannot_be_followed_ends_the_start_with_a_sentence(failing_warehouse):
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(free_port())],
        cwd=ROOT,
        env=os.environ | {"OPC_WAREHOUSE": str(failing_warehouse), "OPC_FRAME_ANCESTORS": "x;y"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "OPC_FRAME_ANCESTORS: x;y is not a place" in ended.stderr
    assert "Traceback" not in ended.stderr
