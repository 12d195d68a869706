"""How the server answers, below pages and interface: what every connection gets, what is logged, what failure says."""

import os
from collections.abc import Sequence

from starlette.middleware import Middleware

from opc.serving.failure import on_failure
from opc.serving.headers import Headers
from opc.serving.hosts import KnownHosts
from opc.serving.logs import lifespan
from opc.serving.missing import NoPageForData
from opc.serving.origins import KnownOrigins
from opc.serving.packing import PackOnlyWhereTaken
from opc.serving.pages import KnownPages
from opc.serving.policy import frame_ancestors
from opc.serving.requests import LogRequests
from opc.serving.wire import SendAtOnce

__all__ = ["lifespan", "middleware", "on_failure"]


def middleware(scripts: Sequence[str], hosts: Sequence[str], origins: Sequence[str]) -> list[Middleware]:
    """What every request passes through, the outermost first.

    `scripts` are the inline scripts of our pages; `hosts` the names under which pages are served, none for all;
    `origins` those beside our own whose pages may open a websocket.
    A setting in the environment that cannot be followed ends the program with a sentence.
    """
    logged = [Middleware(LogRequests)] if os.environ.get("OPC_LOG_REQUESTS") == "1" else []
    return [
        Middleware(SendAtOnce),
        *logged,
        Middleware(Headers, scripts=scripts, ancestors=frame_ancestors(os.environ.get("OPC_FRAME_ANCESTORS"))),
        Middleware(KnownHosts, hosts=hosts),
        Middleware(KnownOrigins, origins=origins),
        Middleware(KnownPages),
        Middleware(NoPageForData),
        Middleware(PackOnlyWhereTaken),
    ]
