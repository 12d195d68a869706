"""Answers as they are for those who refuse to have them packed."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from opc.api.interface import REFUSES_GZIP


class PackOnlyWhereTaken:
    """Middleware that asks for no packing where a reader refuses it (`gzip;q=0`).

    Streamlit's own layer packs wherever the word gzip stands, whatever is said of it; and nothing here packs otherwise.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, with what the reader means."""
        if scope["type"] == "http" and REFUSES_GZIP.search(Headers(scope=scope).get("accept-encoding", "")):
            scope = scope | {"headers": list(scope["headers"])}
            MutableHeaders(scope=scope)["accept-encoding"] = "identity"
        await self.app(scope, receive, send)
