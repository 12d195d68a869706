"""Pages only under names that are ours.

Streamlit refuses the websocket of a page that was opened under another name (server.allowedHosts), which a reader sees
as a page that never comes. Here the page itself is refused, with a sentence. The open interface needs no such guard:
what it gives, it gives to any origin.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from opc.serving.headers import DATA
from opc.text import LANGUAGES, t


class KnownHosts:
    """Middleware that refuses pages asked for under an unknown name. `hosts` as Streamlit takes them; none for all."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = [name.strip().lower().rstrip(".") for name in hosts]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, or refuse."""
        if scope["type"] == "http" and not DATA.search(scope["path"]) and not self.known(scope):
            said = "\n\n".join(t("notice.unknown_host", lang) for lang in LANGUAGES)
            await PlainTextResponse(said, 421)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def known(self, scope: Scope) -> bool:
        """Whether the name in the request, without its port, is one of ours."""
        if not self.hosts or "*" in self.hosts:
            return True
        try:
            name = (urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return any(name.endswith(host[1:]) if host.startswith("*.") else name == host for host in self.hosts)
