"""A reader without a browser: opens a session and asks for pages over Streamlit's websocket, as its front end does."""

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE = 60.0
# A reader pauses between pages; the server tidies up after a run in that time, and not in the next run.
PAUSE = 0.2


class PageError(Exception):
    """The page did not come to its end: it shows an exception, or its script could not be compiled."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of a page: from the request to the message that its script has finished."""

    seconds: float
    payload: int
    messages: int


class Reader:
    """One session of one reader; remembers large messages by their hash, so that they are not sent twice."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.kept: set[str] = set()
        self.visits = 0

    def __enter__(self) -> Self:
        self._socket = connect(
            f"ws://localhost:{self.port}/_stcore/stream",
            subprotocols=["streamlit"],
            compression=None,
            max_size=None,
            proxy=None,
            open_timeout=PATIENCE,
        )
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.close()

    def visit(self, page: str = "", query: str = "") -> Visit:
        """Run a page by its name in the address; "" is the entry. Gives how long it took and what was sent."""
        request = BackMsg()
        state = request.rerun_script
        state.page_name, state.query_string = page, query
        state.cached_message_hashes.extend(self.kept)
        state.context_info.url = f"http://localhost:{self.port}/{page}"
        state.context_info.timezone, state.context_info.locale = "Asia/Shanghai", "zh-CN"
        state.context_info.color_scheme = "light"
        time.sleep(PAUSE if self.visits else 0)
        self.visits += 1
        start = time.perf_counter()
        self._socket.send(request.SerializeToString())
        payload, messages = self._read(page)
        return Visit(time.perf_counter() - start, payload, messages)

    def _read(self, page: str) -> tuple[int, int]:
        """Read until the script has finished. What arrives before the run begins belongs to the one before."""
        payload = messages = 0
        begun = False
        while True:
            data = self._socket.recv(timeout=PATIENCE)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            begun = begun or kind == "new_session"
            if not begun:
                continue
            payload, messages = payload + len(data), messages + 1
            self._check(message, page)
            if message.metadata.cacheable:
                self.kept.add(message.hash)
            if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return payload, messages

    @staticmethod
    def _check(message: ForwardMsg, page: str) -> None:
        name = page or "the entry"
        if message.WhichOneof("type") == "page_not_found":
            raise PageError(f"{name}: there is no such page")
        if message.delta.new_element.WhichOneof("type") == "exception":
            raise PageError(f"{name}: {message.delta.new_element.exception.message}")
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise PageError(f"{name}: its script could not be compiled")
