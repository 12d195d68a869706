"""The warehouse as a whole: its file, or all its tables as Parquet."""

from functools import lru_cache
from pathlib import Path

from opc import warehouse
from opc.datafiles.package import archive


def whole_database(version: str) -> Path:
    """The DuckDB file of a version."""
    return warehouse.file(version)


@lru_cache(maxsize=1)
def parquet_zip(version: str) -> bytes:
    """All tables of a version, a Parquet file each."""
    return archive(warehouse.parquet(version))
