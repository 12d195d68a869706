"""Websockets only from pages of ours.

Streamlit refuses them from elsewhere too, but asks a host outside for the address of this machine before it does, each
time anew, and nobody is answered meanwhile: a page anywhere could hold up all readers.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

# The names of this machine that Streamlit takes for its own, on any port.
HERE = {"localhost", "127.0.0.1", "0.0.0.0"}  # noqa: S104  compared with, not listened on
POLICY_VIOLATION = 1008


class KnownOrigins:
    """Middleware that refuses a websocket from a page of another origin. `origins` as server.corsAllowedOrigins."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self.app = app
        # With a protocol or without, as Streamlit reads the same list.
        self.names = HERE | {urlsplit(f"//{origin.strip().split('//')[-1]}").hostname for origin in origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, or refuse; a server says 403 where a websocket is closed before it was accepted."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif self.known(scope):
            # Without the origin, which Streamlit would check once more: it asks that host even before it looks into the
            # list of those that are allowed.
            headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self.app(scope | {"headers": headers}, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})

    def known(self, scope: Scope) -> bool:
        """Whether the page is one of this address or of a name that is allowed; what is no browser names none."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None:
            return True
        try:
            page = urlsplit(origin)
            return page.netloc == headers.get("host") or page.hostname in self.names
        except ValueError:
            return False
