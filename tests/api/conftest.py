"""The interface in this process, without a server: what a reader of it would send, and what comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from starlette.applications import Starlette

from opc import api


class Reader:
    """A client of an application in this process. Starlette's own would warn of the httpx that it is used with."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send one request."""

        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://atlas.example") as client:
                return await client.request(method, path, **options)

        return anyio.run(once)

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Send a GET below /api/v1/."""
        return self.send("GET", f"/api/v1/{path}", **options)

    def rows(self, path: str, **parameters: str) -> list[dict[str, Any]]:
        """The rows of an answer."""
        answer = self.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]


@pytest.fixture
def app(real_warehouse: Path) -> Starlette:
    """The routes of the interface on a plain application, over the real data."""
    return Starlette(routes=api.routes())


@pytest.fixture
def reader(app: Starlette) -> Reader:
    """A reader of the real data."""
    return Reader(app)


@pytest.fixture
def reader_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Reader]:
    """A reader of the warehouse in a folder."""

    def make(folder: Path) -> Reader:
        monkeypatch.setenv("OPC_WAREHOUSE", str(folder))
        return Reader(Starlette(routes=api.routes()))

    return make
