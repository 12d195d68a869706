"""The version of a warehouse: a hash of everything that shapes it. Same input, same version."""

import hashlib
from importlib.metadata import version as package_version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# The one list of what shapes the result besides the raw files: the catalogue, the code of the ETL, and the
# modules of opc that it imports. A test holds it against the imports.
SHAPING = (
    "data/indicators.yml",
    "data/codelists.yml",
    "etl/*.py",
    "etl/*.sql",
    "opc/catalogue.py",
    "opc/console.py",
    "opc/directory.py",
    "opc/form.py",
    "opc/yamlfile.py",
    "opc/period.py",
    "opc/queries/macros.sql",
    "opc/quantity/*.py",
)


def warehouse_version(contents: dict[str, bytes | None]) -> str:
    """Hash names and contents, each with its length so that no two lists of files run into the same bytes."""
    digest = hashlib.sha256(f"duckdb {package_version('duckdb')}".encode())
    shaping = sorted({path for pattern in SHAPING for path in ROOT.glob(pattern)})
    for path in shaping:
        _add(digest, path.relative_to(ROOT).as_posix(), path.read_bytes())
    for name, content in sorted(contents.items()):
        _add(digest, f"raw/{name}", content if content is not None else b"missing")
    return digest.hexdigest()[:12]


def _add(digest, name: str, content: bytes) -> None:
    digest.update(f"{name} {len(content)}\n".encode())
    digest.update(content)
