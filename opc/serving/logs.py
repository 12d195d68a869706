"""What the server logs: one JSON object a line on standard error, without anything personal.

No address of a reader, no query, no text that was typed: of the messages of libraries only the template is kept, and of
an error its kind and its places in the code. What it says may quote a reader; OPC_LOG_DETAIL=1 lets that in, for as
long as an operator hunts a fault.
"""

import json
import logging
import os
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from opc.ui.failure import reference

OWN = "opc"
ROOT = Path(__file__).resolve().parents[2]
MOST_FRAMES = 30


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time (UTC), level, logger, event; of errors reference, kind and places; of ours also what was told."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": " ".join((record.getMessage() if _ours(record) else str(record.msg)).split()),
        }
        entry |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] is not None:
            entry |= _failure(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


def _failure(error: BaseException) -> dict[str, Any]:
    """An error by its reference, kind and places; causes too."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) and len(chain) < 5:
        chain.append(cause)
    found = {
        "reference": reference(error),
        "error": " < ".join(type(one).__qualname__ for one in chain),
        "places": [place for one in chain for place in _places(one)],
    }
    return found | ({"detail": str(error)} if os.environ.get("OPC_LOG_DETAIL") == "1" else {})


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: str) -> str:
    """Where a file is in the project or in a package, without the folders of this machine above it."""
    whole = Path(path).as_posix()
    if "site-packages/" in whole:
        return whole.rsplit("site-packages/", 1)[-1]
    return whole.removeprefix(f"{ROOT.as_posix()}/").rsplit("/lib/", 1)[-1]


def _ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] == OWN


def _worth(record: logging.LogRecord) -> bool:
    # What libraries tell below a warning holds addresses of readers: uvicorn names who opened a websocket.
    return record.levelno >= logging.WARNING or _ours(record)


def take_over() -> None:
    """Send every record through one handler, whichever library made it."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(_worth)
    every = logging.getLogger()
    every.handlers = [handler]
    for name in logging.root.manager.loggerDict:
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
    logging.getLogger(OWN).setLevel(logging.INFO)


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Take over once all libraries have set up their own logs."""
    take_over()
    yield
