"""Security headers on every answer."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from opc.serving.policy import ALWAYS, DATA_POLICY, page_policy

# What is no page: the interface, files to download, and what Streamlit's pages ask for by themselves. Only at the root:
# to any longer address that it does not know Streamlit answers with its page.
DATA = re.compile(r"^/(api|healthz|media|_stcore)(/|$)")


class Headers:
    """Middleware that says with every answer what a browser may do with it."""

    def __init__(self, app: ASGIApp, scripts: Sequence[str], ancestors: str) -> None:
        self.app = app
        self.own = page_policy(scripts, "'self'")
        self.embedded = page_policy(scripts, ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = self.policy(scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (ALWAYS | {"content-security-policy": policy}).items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, with_headers)

    def policy(self, scope: Scope) -> str:
        """Only the embedded view of a page may stand in the frame of another host."""
        if DATA.search(scope["path"]):
            return DATA_POLICY
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return self.embedded if "true" in (given.lower() for given in asked.get("embed", ())) else self.own
