"""Readers by the dozen in one process: over Streamlit's websocket, or asking over HTTP as a browser would."""

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Protocol, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from benchmarks.against import views
from benchmarks.against.apps import SPEAKS_STREAMLIT, WITHOUT_VIEWS
from benchmarks.client import PageError

PATIENCE = 120.0
# Our own pages say in words of theirs, and not with Streamlit's exception, that a part of them failed.
FAILED = '<div class="opc-empty" role="alert">'


@dataclass(frozen=True, slots=True)
class Visit:
    """One view: seconds from the request to its end, bytes sent, and how many charts came."""

    seconds: float
    payload: int
    charts: int


class Reader(Protocol):
    """Whoever visits views by their address."""

    async def visit(self, view: str, given: dict[str, str]) -> Visit:
        """Ask for a view and read it to its end."""
        ...

    async def close(self) -> None:
        """Leave."""
        ...


def page_of(view: str) -> str:
    """The page of a view in the address; the first view is the entry, which has none."""
    return "" if view == views.VIEWS[0] else view


async def come(app: str, port: int) -> Reader:
    """A reader of an app."""
    if app in SPEAKS_STREAMLIT:
        return await StreamlitReader.come(port, app not in WITHOUT_VIEWS)
    return await (DashReader if app == "dash" else HttpReader).come(port)


@asynccontextmanager
async def reading(app: str, port: int) -> AsyncIterator[Reader]:
    """A reader of an app, who leaves when the block ends."""
    reader = await come(app, port)
    try:
        yield reader
    finally:
        await reader.close()


class StreamlitReader:
    """One session. It keeps large messages as long as the front end does: for so many runs after their last use.

    `messages` are those of the last visit.
    """

    def __init__(self, port: int, has_views: bool = True) -> None:
        self.port, self.has_views, self.runs, self.longest = port, has_views, 0, 2
        self.kept: OrderedDict[str, int] = OrderedDict()
        self.messages: list[ForwardMsg] = []

    @classmethod
    async def come(cls, port: int, has_views: bool = True) -> Self:
        """Open a session; an app without views has only its entry to visit."""
        reader = cls(port, has_views)
        reader.socket = await connect(
            f"ws://localhost:{port}/_stcore/stream", subprotocols=["streamlit"], compression=None, max_size=None,
            proxy=None, open_timeout=PATIENCE, ping_interval=None,
        )  # fmt: skip
        return reader

    async def close(self) -> None:
        """End the session."""
        await self.socket.close()

    async def visit(self, view: str, given: dict[str, str]) -> Visit:
        """Run the page of a view."""
        request = BackMsg()
        state = request.rerun_script
        page = page_of(view) if self.has_views else ""
        state.page_name, state.query_string = page, urlencode(given)
        state.cached_message_hashes.extend(self.kept)
        state.context_info.url = f"http://localhost:{self.port}/{page}"
        state.context_info.timezone, state.context_info.locale = "Asia/Shanghai", "zh-CN"
        state.context_info.color_scheme = "light"
        started = time.perf_counter()
        await self.socket.send(request.SerializeToString())
        payload, charts = await self._read(view)
        seconds = time.perf_counter() - started
        self.runs += 1
        self.kept = OrderedDict((key, run) for key, run in self.kept.items() if self.runs - run <= self.longest)
        return Visit(seconds, payload, charts)

    async def _read(self, view: str) -> tuple[int, int]:
        payload = charts = 0
        begun, self.messages = False, []
        while True:
            data = await self.socket.recv()
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            begun = begun or kind == "new_session"
            # What arrives before the run begins belongs to the one before.
            if not begun:
                continue
            payload += len(data)
            self.messages.append(message)
            if kind == "new_session":
                self.longest = message.new_session.config.max_cached_message_age
            charts += self._note(message, kind, view)
            if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return payload, charts

    def _note(self, message: ForwardMsg, kind: str, view: str) -> int:
        """Remember what is kept, and say whether the message is a chart; a message that is an error raises."""
        if kind == "page_not_found" or message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise PageError(f"{view}: {kind}")
        if kind == "ref_hash":
            self.kept[message.ref_hash] = self.runs
            return 0
        if message.metadata.cacheable:
            self.kept[message.hash] = self.runs
        element = message.delta.new_element.WhichOneof("type") if kind == "delta" else ""
        if element == "exception":
            raise PageError(f"{view}: {message.delta.new_element.exception.message}")
        if element == "html" and FAILED in message.delta.new_element.html.body:
            raise PageError(f"{view}: {message.delta.new_element.html.body}")
        return element == "plotly_chart"


class HttpReader:
    """One connection that stays open; it asks the bare route. `body` is the last answer."""

    body = b""

    @classmethod
    async def come(cls, port: int) -> Self:
        """Connect."""
        reader = cls()
        reader.incoming, reader.outgoing = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
        return reader

    async def close(self) -> None:
        """Disconnect."""
        self.outgoing.close()
        with suppress(OSError):
            await self.outgoing.wait_closed()

    async def visit(self, view: str, given: dict[str, str]) -> Visit:
        """Ask for the JSON of a view."""
        started = time.perf_counter()
        body = await self.exchange(f"GET /{view}?{urlencode(given)}", b"")
        return Visit(time.perf_counter() - started, len(body), body.count(b'"layout":'))

    async def exchange(self, request: str, sent: bytes) -> bytes:
        """Send a request and read the body of its answer; PageError where the status is not 200."""
        head = f"{request} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
        if sent:
            head += f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n"
        self.outgoing.write(f"{head}\r\n".encode() + sent)
        found = (await self.incoming.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = int(found.lower().partition("content-length:")[2].partition("\r\n")[0])
        self.body = await self.incoming.readexactly(length)
        if found.split(" ", 2)[1] != "200":
            raise PageError(f"{request}: {found.splitlines()[0]}")
        return self.body


class DashReader(HttpReader):
    """A browser on the page of a Dash app: a click asks for the content of the page, and for its title."""

    @classmethod
    async def come(cls, port: int) -> Self:
        """Open the page, with which Dash also sets up its router."""
        reader = await super().come(port)
        for address in ("/", "/_dash-layout", "/_dash-dependencies"):
            await reader.exchange(f"GET {address}", b"")
        return reader

    async def visit(self, view: str, given: dict[str, str]) -> Visit:
        """Ask for the content of a view as Dash's own front end does after a click on a link."""
        path, search = (
            {"id": "_pages_location", "property": "pathname"},
            {"id": "_pages_location", "property": "search"},
        )
        asked = json.dumps(
            {
                "output": ".._pages_content.children..._pages_store.data..",
                "outputs": [
                    {"id": "_pages_content", "property": "children"},
                    {"id": "_pages_store", "property": "data"},
                ],
                "inputs": [path | {"value": f"/{page_of(view)}"}, search | {"value": f"?{urlencode(given)}"}],
                "changedPropIds": ["_pages_location.pathname", "_pages_location.search"],
            }
        ).encode()
        started = time.perf_counter()
        body = await self.exchange("POST /_dash-update-component", asked)
        return Visit(time.perf_counter() - started, len(body), body.count(b'"type":"Graph"'))
