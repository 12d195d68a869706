"""One line a request in the log, where the operator wants it: what kind, which answer, how long. Not who, not what."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from opc.serving.headers import DATA
from opc.serving.pages import KNOWN

ADDRESSES = {"/", "/index.html", "/favicon.png"} | {f"/{page}" for page in KNOWN}
logger = logging.getLogger("opc.requests")


class LogRequests:
    """Middleware that logs method, path without query, status and milliseconds until the answer began.

    Streamlit's own scripts and styles, a hundred for a page, are left out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and log what comes back."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()

        async def logged(message: Message) -> None:
            if message["type"] == "http.response.start":
                _log(scope, message["status"], began)
            await send(message)

        try:
            await self.app(scope, receive, logged)
        except Exception:
            _log(scope, 500, began)
            raise


def _log(scope: Scope, status: int, began: float) -> None:
    # An address that we did not answer, or that is no page of ours, is somebody's text.
    ours = scope["path"] in ADDRESSES or (status < 400 and DATA.search(scope["path"]))
    told = {
        "method": scope["method"],
        "path": scope["path"] if ours else "other",
        "status": status,
        "milliseconds": round(1000 * (time.perf_counter() - began), 1),
    }
    logger.info("request", extra={"told": told})
