"""The headers of every answer, and the names under which pages are served."""

import asyncio
import base64
import hashlib
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from opc import ui
from opc.serving import middleware
from opc.serving.hosts import KnownHosts
from opc.serving.origins import KnownOrigins
from opc.serving.policy import frame_ancestors

# Whatever ends like an address of data, but stands below a page, gets the page from Streamlit.
BELOW = [
    "/compare/api",
    "/compare/api/v1/cities",
    "/compare/media/a.csv",
    "/compare/_stcore/health",
    "/x/healthz",
    "/apis",
]
PAGES = ["/", "/compare", "/compare?lang=en", "/static/js/index.js", "/nothing", *BELOW]
DATA = ["/api", "/api/v1/cities", "/api/v1/query/ranks.csv?embed=true", "/healthz", "/media/abc.csv", "/_stcore/health"]


def ask(path: str, hosts: list[str] | None = None, host: str = "localhost") -> httpx.Response:
    """The answer of a server that answers anything, behind all that every request passes through."""
    anything = Route("/{rest:path}", lambda request: PlainTextResponse("answer", headers={"referrer-policy": "x"}))
    app = Starlette(routes=[anything], middleware=middleware(ui.scripts(), hosts or [], []))

    async def once() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            return await client.get(path, headers={"host": host})

    return asyncio.run(once())


def policy(answer) -> dict[str, str]:
    """The policy of an answer by directive."""
    rules = (rule.strip().partition(" ") for rule in answer.headers["content-security-policy"].split(";"))
    return {name: value for name, _, value in rules}


@pytest.mark.parametrize("path", PAGES + DATA)
def test_every_answer_carries_the_headers_once(path):
    headers = ask(path).headers
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers.get_list("referrer-policy") == ["same-origin"]
    assert len(headers.get_list("content-security-policy")) == 1
    assert "geolocation=()" in headers["permissions-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_of_a_page_names_no_foreign_host_and_no_inline_script_but_ours(path):
    rules = policy(ask(path))
    assert rules["default-src"] == "'none'"
    scripts = rules["script-src"].split()
    known = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in ui.scripts()}
    assert set(scripts) == {"'self'"} | known
    for name, value in rules.items():
        assert not re.search(r"\*|https?:|//|[a-z0-9]\.[a-z]", value), f"{name} {value}"


def test_the_scripts_are_those_of_both_languages_and_of_the_shell():
    assert len(set(ui.scripts())) == 3


@pytest.mark.parametrize("path", DATA)
def test_nothing_that_is_no_page_may_act_or_be_framed(path):
    rules = policy(ask(path))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "script-src" not in rules


@pytest.mark.parametrize(
    ("query", "setting", "allowed"),
    [
        ("", None, "'self'"),
        ("?embed=true", None, None),
        ("?lang=en&embed=TRUE", None, None),
        ("?embed=false", None, "'self'"),
        ("?embedded=true", None, "'self'"),
        ("", "https://portal.example.cn", "'self'"),
        (
            "?embed=true",
            "https://portal.example.cn  https://*.example.org:8443",
            "https://portal.example.cn https://*.example.org:8443",
        ),
        ("?embed=true", "*", "*"),
        ("?embed=true", "'self'", "'self'"),
        ("?embed=true", "'none'", "'none'"),
        ("?embed=true", "  ", None),
    ],
)
def test_only_the_embedded_view_may_be_framed_by_others_and_the_setting_says_by_whom(
    query, setting, allowed, monkeypatch
):
    if setting is not None:
        monkeypatch.setenv("OPC_FRAME_ANCESTORS", setting)
    answer = ask(f"/compare{query}")
    assert policy(answer).get("frame-ancestors") == allowed


@pytest.mark.parametrize(
    "setting",
    ["https://a.cn; script-src *", "javascript:", "a b,c", "self", "https://a.cn/path", "https://a.cn\r\nx: y"],
)
def test_a_setting_that_is_no_place_stops_the_start_and_says_what_to_give(setting):
    with pytest.raises(SystemExit, match=r"^OPC_FRAME_ANCESTORS: .+ is not a place .* such as https://"):
        frame_ancestors(setting)


@pytest.mark.parametrize(
    ("host", "hosts", "status"),
    [
        ("localhost:8501", ["localhost"], 200),
        ("LOCALHOST", ["localhost"], 200),
        ("localhost.", ["localhost"], 200),
        ("[::1]:8501", ["localhost", "::1"], 200),
        ("atlas.example.cn", ["*.example.cn"], 200),
        ("example.cn", ["*.example.cn"], 421),
        ("evilexample.cn", ["*.example.cn"], 421),
        ("evil.example", ["localhost"], 421),
        ("localhost.evil.example", ["localhost"], 421),
        ("localhost@evil.example", ["localhost"], 421),
        ("[::1", ["::1"], 421),
        ("", ["localhost"], 421),
        ("evil.example", ["*"], 200),
        ("evil.example", [], 200),
    ],
)
def test_pages_are_served_under_known_names_only(host, hosts, status):
    answer = ask("/compare", hosts, host)
    assert answer.status_code == status
    assert policy(answer)["default-src"] == "'none'"
    if status == 421:
        assert "名称" in answer.text
        assert "does not serve pages under this name" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_served_under_an_unknown_name(path):
    assert ask(path, ["localhost"], "evil.example").status_code == 421


def test_the_interface_and_health_answer_under_any_name():
    for path in ("/api/v1/cities", "/healthz", "/_stcore/health"):
        assert ask(path, ["localhost"], "evil.example").text == "answer"


def test_names_are_held_alike_for_pages_and_for_their_websockets():
    streamlit = pytest.importorskip("streamlit.web.server.starlette.starlette_websocket")
    config = pytest.importorskip("streamlit.config")
    hosts = ["localhost", "::1", "*.example.cn"]
    before = config.get_option("server.allowedHosts")
    config.set_option("server.allowedHosts", hosts)
    try:
        guard = KnownHosts(None, hosts)
        for host in (
            "localhost",
            "localhost:1",
            "[::1]:2",
            "a.example.cn",
            "example.cn",
            "x",
            "",
            "a.example.cn.",
            "LocalHost",
        ):
            scope = {"type": "http", "headers": [(b"host", host.encode())]}
            assert guard.known(scope) == streamlit.is_host_allowed(host), host
    finally:
        config.set_option("server.allowedHosts", before)


ALLOWED = ["https://portal.example.cn", "wiki.example.cn:8080", " http://10.1.2.3 "]


def socket_from(origin: str | None, host: str = "atlas.example.cn:8501") -> dict:
    named = [] if origin is None else [(b"origin", origin.encode("latin-1"))]
    return {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", host.encode()), *named]}


@pytest.mark.parametrize(
    ("origin", "known"),
    [
        (None, True),
        ("http://atlas.example.cn:8501", True),
        ("http://localhost:1234", True),
        ("http://127.0.0.1", True),
        ("https://portal.example.cn", True),
        ("http://portal.example.cn:9", True),
        ("https://wiki.example.cn", True),
        ("http://10.1.2.3:8501", True),
        ("http://atlas.example.cn", False),
        ("http://atlas.example.cn.evil.example:8501", False),
        ("https://evil.example", False),
        ("http://localhost.evil.example", False),
        ("http://[::1", False),
        ("null", False),
        ("file://", False),
        ("", False),
    ],
)
def test_websockets_are_opened_from_our_pages_and_those_that_are_allowed(origin, known):
    assert KnownOrigins(None, ALLOWED).known(socket_from(origin)) is known


def test_a_websocket_from_elsewhere_is_closed_before_streamlit_hears_of_it(monkeypatch):
    streamlits = pytest.importorskip("streamlit.web.server.starlette.starlette_websocket")
    monkeypatch.setattr("streamlit.net_util.get_external_ip", lambda: pytest.fail("a host outside was asked"))
    said = []

    async def streamlit(scope, receive, send):
        headers = Headers(scope=scope)
        said.append("streamlit")
        if scope["type"] == "websocket":
            assert streamlits._is_origin_allowed(headers.get("origin"), headers["host"])

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    guard = KnownOrigins(streamlit, ALLOWED)
    asyncio.run(guard(socket_from("https://evil.example", "localhost"), receive, send))
    assert said == [{"type": "websocket.close", "code": 1008}]
    asyncio.run(guard(socket_from("https://portal.example.cn", "localhost"), receive, send))
    asyncio.run(guard({"type": "http", "path": "/", "headers": [(b"origin", b"https://evil.example")]}, receive, send))
    assert said[1:] == ["streamlit", "streamlit"]


def test_requests_are_logged_only_where_the_operator_asks(monkeypatch):
    def names(layers: list[Middleware]) -> list[str]:
        return [layer.cls.__name__ for layer in layers]

    assert "LogRequests" not in names(middleware([], [], []))
    monkeypatch.setenv("OPC_LOG_REQUESTS", "1")
    assert "LogRequests" in names(middleware([], [], []))
