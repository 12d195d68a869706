"""The warehouse as a whole: its file, or all its tables as Parquet."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from opc import versions, warehouse
from opc.datafiles.cells import csv_bytes
from opc.datafiles.documents import LICENCE, READING
from opc.datafiles.package import archive
from opc.text import LANGUAGES, t
from opc.view import View


def whole_database(version: str) -> Path:
    """The DuckDB file of a version."""
    return versions.file(version)


@lru_cache(maxsize=1)
def parquet_zip(version: str) -> bytes:
    """All tables of a version, a Parquet file each, with the meaning of every column and a readme."""
    dictionary = warehouse.query("dictionary", View("", "zh", "D", date.max, version))
    said = [t("take.whole", lang, version=version) for lang in LANGUAGES]
    names = " · ".join(t("app.name", lang) for lang in LANGUAGES)
    readme = "\n\n".join((f"# {names}", *said, READING, LICENCE)) + "\n"
    described = {"dictionary.csv": csv_bytes(dictionary), "README.md": readme.encode("utf-8")}
    return archive(described | warehouse.parquet(version))
