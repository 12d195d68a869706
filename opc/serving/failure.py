"""What is answered where the server itself fails: a sentence with a reference, under which the log holds the rest."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from opc.api.answer import JSON, error
from opc.serving.policy import ALWAYS, DATA_POLICY
from opc.text import LANGUAGES, t
from opc.ui.failure import reference


def on_failure(request: Request, failure: Exception) -> Response:
    """The answer to a request that failed, in the form of what was asked. uvicorn logs the error itself."""
    # This answer is made outside all middleware, so it brings its headers along.
    headers = ALWAYS | {"content-security-policy": DATA_POLICY, "cache-control": "no-store"}
    said = [t("notice.failed", lang, reference=reference(failure)) for lang in LANGUAGES]
    if request.url.path.startswith("/api"):
        answer = error(500, said[-1], None, None, [])
        return Response(answer.body, answer.status, headers, media_type=JSON)
    return PlainTextResponse("\n\n".join(said), 500, headers)
