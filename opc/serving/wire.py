"""The connection below an answer."""

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class SendAtOnce:
    """Middleware that lets the kernel send small pieces without waiting (TCP_NODELAY).

    Streamlit binds its socket itself, and asyncio then leaves Nagle's algorithm on: after the first small message of a
    page the next waits up to 40 ms until the reader acknowledges it, which is longer than the page takes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on to what answers."""
        _send_at_once(receive)
        await self.app(scope, receive, send)


def _send_at_once(receive: Receive) -> None:
    # ASGI has no word for this, so uvicorn's protocol is asked, of which `receive` is a method; with another server,
    # which may set the option itself, nothing happens.
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    found = transport.get_extra_info("socket") if hasattr(transport, "get_extra_info") else None
    if found is not None and found.family in (socket.AF_INET, socket.AF_INET6):
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
