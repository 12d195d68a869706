"""An unknown page leads to the overview; whatever else a server is asked for goes on as it was."""

import asyncio
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from opc.serving.pages import KnownPages
from tests.app import opened

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def ask(path: str, accept: str = BROWSER, method: str = "GET") -> httpx.Response:
    anything = Route("/{rest:path}", lambda request: PlainTextResponse("answer"), methods=["GET", "POST"])
    app = Starlette(routes=[anything], middleware=[Middleware(KnownPages)])

    async def once() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            return await client.request(method, path, headers={"accept": accept})

    return asyncio.run(once())


@pytest.mark.parametrize(
    ("path", "page", "kept"),
    [
        ("/nothing", "nothing", {}),
        ("/nothing/", "nothing", {}),
        ("/compar?lang=en&cities=370100,440300", "compar", {"lang": "en", "cities": "370100,440300"}),
        ("/overview", "overview", {}),
        ("/%E5%AF%B9%E6%AF%94", "对比", {}),
        ("/<script>", "<script>", {}),
        ("/x?page=y", "x", {}),
        ("/a%0d%0aset-cookie:b", "a\r\nset-cookie:b", {}),
    ],
)
def test_an_unknown_page_leads_to_the_overview(path, page, kept):
    answer = ask(path)
    assert answer.status_code == 307
    place = urlsplit(answer.headers["location"])
    assert (place.scheme, place.netloc, place.path) == ("", "", "/")
    assert dict(parse_qsl(place.query)) == kept | {"page": page}


@pytest.mark.parametrize(
    "path",
    [
        "/", "/compare", "/compare/", "/dashboard", "/index.html", "/favicon.png", "/static/js/a.js", "/api",
        "/healthz", "/_stcore/health", "/media/a.csv", "/component/a/b", "/deeper/nothing", "/%2Fevil.example/nothing",
    ],
)  # fmt: skip
def test_what_there_is_or_may_be_is_handed_on(path):
    assert ask(path).text == "answer"


def test_programs_and_forms_are_handed_on():
    assert ask("/nothing", accept="*/*").text == "answer"
    assert ask("/nothing", method="POST").text == "answer"


@pytest.mark.parametrize(("lang", "words"), [("zh", "不在可选范围内"), ("en", "is not one of the options")])
def test_the_overview_says_which_page_there_is_not(real_warehouse, lang, words):
    app = opened("overview", lang=lang, page="<b>nothing</b>")
    assert not app.exception
    (said,) = [html.proto.body for html in app.get("html") if 'role="status"' in html.proto.body]
    assert words in said
    assert "&lt;b&gt;nothing&lt;/b&gt;" in said
