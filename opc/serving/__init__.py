"""How the server answers, below pages and interface: what every connection gets."""

from starlette.middleware import Middleware

from opc.serving.wire import SendAtOnce


def middleware() -> list[Middleware]:
    """What every request passes through, the outermost first."""
    return [Middleware(SendAtOnce)]
