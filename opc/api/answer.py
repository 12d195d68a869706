"""A finished answer: its bytes, as they are and compressed, and what names them."""

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from opc.catalogue import ROOT

JSON, ZIP = "application/json", "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Below this the headers weigh more than what compression saves.
LEAST_TO_PACK = 1000
# A new version of the data is a new tag, so that looking again after this time costs a few bytes.
FRESH = "public, max-age=60"
# Relative to the project. The version of a warehouse says nothing of the words of data/text.yml and data/derived.yml.
WORDING = ("opc/**/*.py", "opc/**/*.sql", "data/*.yml")


def release(root: Path) -> str:
    """The code and the words that an answer also depends on: a tag of another release must not be taken for ours."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in WORDING for path in root.glob(pattern)):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


RELEASE = release(ROOT)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: `packed` is `body` compressed, `file` is sent in place of a body, `tag` is nothing for errors."""

    body: bytes
    media: str
    tag: str = ""
    packed: bytes | None = None
    status: int = 200
    file: Path | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.body) + len(self.packed or b"")


def finished(body: bytes, media: str, *identity: str, name: str = "", **headers: str) -> Answer:
    """An answer whose tag follows from what it answers; `name` makes it a download of that name."""
    # The same level as Streamlit's own; what is a zip already gains nothing, and a workbook is one.
    packed = gzip.compress(body, 5, mtime=0) if len(body) > LEAST_TO_PACK and media not in (ZIP, XLSX) else None
    return Answer(body, media, tag(*identity), packed, headers=headers | _download(name))


def download(path: Path, media: str, *identity: str, name: str) -> Answer:
    """An answer that is a file on disk."""
    return Answer(b"", media, tag(*identity), file=path, headers=_download(name))


def tag(*identity: str) -> str:
    """The entity tag of an answer, of all it depends on."""
    return hashlib.sha256("\n".join((RELEASE, *identity)).encode()).hexdigest()[:32]


def document(content: Any, *identity: str, media: str = JSON, **headers: str) -> Answer:
    """An answer that is a JSON document."""
    return finished(encoded(content), media, *identity, **headers)


def error(status: int, message: str, parameter: str | None, found: str | None, allowed: list[str]) -> Answer:
    """An error in the one form that all errors have."""
    content = {"status": status, "message": message, "parameter": parameter, "found": found, "allowed": allowed}
    return Answer(encoded({"error": content}), JSON, status=status)


def encoded(content: Any) -> bytes:
    """A JSON document in bytes. A number that JSON cannot hold is a mistake of ours and raises."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _download(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'} if name else {}
