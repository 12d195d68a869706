"""The interface over HTTP: methods, caches, compression, other origins, and errors in one form.

Only what is kept is given at once. All work is done in threads: the event loop also carries the pages of all readers.
"""

import re
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from operator import attrgetter

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette import requests
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from opc import versions
from opc.api import answer as answers
from opc.api import resources
from opc.api.answer import Answer
from opc.api.request import ROOT, NotFoundError, Request
from opc.api.service import InService
from opc.questions import QuestionError, today, understand
from opc.sharing.answers import Answers
from opc.versions import NoWarehouseError

# Bytes of answers that are kept, and requests of which is known what they ask.
MOST = 64 * 2**20
MOST_REQUESTS = 2_000
# Answers worked out at once. More would share the same cores, and each would come later.
AT_ONCE = 8
METHODS = "GET, HEAD, OPTIONS"
# What is published is public: any page may read it.
OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Disposition",
    "x-content-type-options": "nosniff",
}
PREFLIGHT = {
    "allow": METHODS,
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": "Accept, Accept-Encoding, Content-Type, If-None-Match, Range",
    "access-control-max-age": "86400",
}
REFUSES_GZIP = re.compile(r"\bgzip\s*;\s*q=0(\.0*)?\s*(,|$)")


def routes() -> list[Route]:
    """The routes of the interface. Each takes all methods and all paths below /api, so that every error is ours."""
    data, health = Data(), Health()
    return [Route("/healthz", health), Route("/api", data), Route("/api/{rest:path}", data)]


class Readable(ABC):
    """An address that is read only; what stands there is said by `find`."""

    @abstractmethod
    async def find(self, request: requests.Request) -> Answer:
        """The answer to a GET."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        request = requests.Request(scope)
        response = await self._response(request)
        await response(scope, receive, send)

    async def _response(self, request: requests.Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=OPEN | PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            message = f"{request.method} is not allowed — this interface is for reading: {METHODS}"
            refused = answers.error(405, message, None, request.method, METHODS.split(", "))
            return _plain(refused, request, {"allow": METHODS})
        return _told(await self.find(request), request)


class Data(Readable):
    """Everything below /api."""

    def __init__(self) -> None:
        self.service = InService()
        # Not of those that Streamlit works with too: who asks the interface much keeps no page waiting.
        self.threads = CapacityLimiter(AT_ONCE)
        # Two steps, for one question has many wordings, and its answer is worked out and kept once.
        self.worded = Answers(resources.plainest, MOST_REQUESTS)
        self.kept = Answers(resources.answer, MOST, attrgetter("weight"))

    async def find(self, request: requests.Request) -> Answer:
        """The answer that is kept, or a new one."""
        try:
            path = _path(request)
            return self._kept(request, path) or await run_sync(self._new, request, path, limiter=self.threads)
        except QuestionError as wrong:
            return answers.error(400, str(wrong), wrong.parameter, wrong.found, list(wrong.allowed))
        except NotFoundError as wrong:
            return answers.error(404, str(wrong), None, wrong.found, wrong.allowed)
        except NoWarehouseError:
            # The reason names folders of this machine, which are no business of a reader of the interface.
            return answers.error(503, "there is no warehouse in service", None, None, [])

    def _kept(self, request: requests.Request, path: str) -> Answer | None:
        version = self.service.known()
        asked = self.worded.found(_asked(request, path, version)) if version else None
        return self.kept.found(asked) if asked else None

    def _new(self, request: requests.Request, path: str) -> Answer:
        return self.kept.get(self.worded.get(_asked(request, path, self.service.look_up())))


class Health(Readable):
    """Whether there is data to serve, for those who watch the server."""

    def __init__(self) -> None:
        # Its own: behind the answers it would come too late, and a server that is busy would be taken for dead.
        self.threads = CapacityLimiter(1)

    async def find(self, request: requests.Request) -> Answer:
        """The version in service and its age."""
        return await run_sync(_health, limiter=self.threads)


def _health() -> Answer:
    try:
        version = versions.current()
        built = versions.file(version).stat().st_mtime
        understand("build", {}, today(), version).rows()
    except (NoWarehouseError, OSError):
        return Answer(answers.encoded({"status": "no warehouse"}), answers.JSON, status=503)
    age = max(0, round(datetime.now(UTC).timestamp() - built))
    return Answer(answers.encoded({"status": "ok", "version": version, "age_seconds": age}), answers.JSON)


def _path(request: requests.Request) -> str:
    """What is asked for below the root of the interface."""
    rest = request.path_params.get("rest")
    path = "/api" if rest is None else f"/api/{rest}"
    if not path.startswith(f"{ROOT}/"):
        raise NotFoundError(path, resources.addresses())
    return path.removeprefix(f"{ROOT}/")


def _asked(request: requests.Request, path: str, version: str) -> Request:
    query = request.scope["query_string"].decode("latin-1")
    base = str(request.base_url) if path in resources.PLACED else ""
    return Request(path, query, base, version, today())


def _told(answer: Answer, request: requests.Request) -> Response:
    """The answer, or that the reader has it already."""
    if not answer.tag:
        return _plain(answer, request, {})
    # A weak tag, because it stands for the answer in every encoding.
    named = {"etag": f'W/"{answer.tag}"', "cache-control": answers.FRESH, "vary": "Accept-Encoding"}
    known = {item.strip().removeprefix("W/") for item in request.headers.get("if-none-match", "").split(",")}
    if known & {f'"{answer.tag}"', "*"}:
        return Response(status_code=304, headers=OPEN | named)
    if answer.file:
        return FileResponse(answer.file, media_type=answer.media, headers=OPEN | named | dict(answer.headers))
    return _bytes(answer, request, named)


def _plain(answer: Answer, request: requests.Request, headers: dict[str, str]) -> Response:
    """What holds for this moment only: errors and health."""
    return _bytes(answer, request, headers | {"cache-control": "no-store"})


def _bytes(answer: Answer, request: requests.Request, headers: dict[str, str]) -> Response:
    accepted = request.headers.get("accept-encoding", "")
    pack = answer.packed and "gzip" in accepted and not REFUSES_GZIP.search(accepted)
    body = answer.packed if pack else answer.body
    headers = OPEN | headers | dict(answer.headers) | {"content-length": str(len(body))}
    headers |= {"content-encoding": "gzip"} if pack else {}
    shown = b"" if request.method == "HEAD" else body
    return Response(shown, answer.status, headers, media_type=answer.media)
