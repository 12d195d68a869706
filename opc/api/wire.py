"""The connection below an answer."""

import socket

from starlette.types import Receive


def send_at_once(receive: Receive) -> None:
    """Let the kernel send small pieces without waiting (TCP_NODELAY), where the server lets us reach the socket.

    Streamlit binds its socket itself, and asyncio then leaves Nagle's algorithm on: the head of an answer goes out, and
    its body waits up to 40 ms until the reader acknowledges the head. ASGI has no word for this, so uvicorn's own cycle
    is asked, of which `receive` is a method; elsewhere nothing happens.
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    found = transport.get_extra_info("socket") if hasattr(transport, "get_extra_info") else None
    if found is not None and found.family in (socket.AF_INET, socket.AF_INET6):
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
