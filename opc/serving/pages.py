"""An address of a page that there is not leads to the overview, which says so in the reader's language."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from opc.serving.headers import DATA
from opc.ui.navigation import PAGES

KNOWN = {Path(page).stem for page in PAGES.values()}
# What a browser asks for when it opens a page: neither a file, which has a dot, nor anything of Streamlit's own.
PAGE = re.compile(r"/([^/._][^/.]*)/?")


class KnownPages:
    """Middleware that leads from unknown pages to the overview; Streamlit's own words for it are English."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, or lead on."""
        page = _unknown(scope)
        if page is None:
            await self.app(scope, receive, send)
            return
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1"))) | {"page": page}
        await RedirectResponse(f"/?{urlencode(asked)}")(scope, receive, send)


def _unknown(scope: Scope) -> str | None:
    """The page that a browser wants to open, where it is none of ours."""
    if scope["type"] != "http" or scope["method"] != "GET" or DATA.search(scope["path"]):
        return None
    found = PAGE.fullmatch(scope["path"])
    opens = "text/html" in Headers(scope=scope).get("accept", "")
    return found[1] if found and opens and found[1] not in KNOWN else None
