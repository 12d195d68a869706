"""The version in service, as the event loop may ask for it: a look at the pointer and at its file, and no work.

To look it up may open a new version and read every row of it, which is for a thread.
"""

from pathlib import Path

from opc import versions
from opc.directory import POINTER, directory

# What the pointer says, and of its file when it was written, its number and its size.
Seen = tuple[Path, bytes, tuple[int, ...]]


class InService:
    """Remembers the version that was looked up last, and what was seen of it then."""

    def __init__(self) -> None:
        self._last: tuple[str, Seen | None] = ("", None)

    def known(self) -> str:
        """The version, where all is as it was when it was looked up; else nothing, and it has to be looked up."""
        version, seen = self._last
        return version if seen and seen == (*_pointer(), versions.identity(versions.file(version))) else ""

    def look_up(self) -> str:
        """The version; NoWarehouseError where there is none."""
        # Before all else: where a build publishes in between, what is remembered is out of date at once.
        pointer = _pointer()
        service = versions.in_service()
        seen = (*pointer, versions.identity(versions.file(service.version)))
        # One that is served in place of another is looked up each time: the other may have come to order.
        self._last = service.version, None if service.trouble or not all(seen) else seen
        return service.version


def _pointer() -> tuple[Path, bytes]:
    path = directory() / POINTER
    try:
        return path, path.read_bytes()
    except OSError:
        return path, b""
