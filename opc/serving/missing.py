"""Where no data stands there is no page either."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from opc.serving.headers import DATA


class NoPageForData:
    """Middleware that answers 404 below the addresses of data where there is nothing.

    Streamlit answers with its page to any address that it does not know, also where a program asks for data: to
    `/healthz/x` that would say that all is well, and it would be a page under whatever name the server is asked by.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and answer in place of a page."""
        if scope["type"] != "http" or not DATA.search(scope["path"]):
            await self.app(scope, receive, send)
            return
        is_page = False

        async def unless_page(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
                if is_page:
                    await PlainTextResponse("Not Found", 404)(scope, receive, send)
            if not is_page:
                await send(message)

        await self.app(scope, receive, unless_page)
