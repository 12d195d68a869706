"""Files that begin well and cannot be read to their end: engines say so in their own words, and seldom of which."""

import gzip
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from etl.problem import Problem
from etl.roster.files import Source

_PIECE = 1 << 20


def damaged(sources: Iterable[Source]) -> list[Problem]:
    """What is wrong with such files. All are read to their end: only to be asked once an engine has failed."""
    problems = []
    for source in sources:
        try:
            _read(source)
        except (OSError, EOFError, pa.ArrowException) as error:
            found = f"the file is damaged or gone ({str(error).strip().splitlines()[0]})"
            problems.append(Problem(str(source.path), None, None, found, "copy or export it anew"))
    return problems


def _read(source: Source) -> None:
    if source.kind == "parquet":
        wanted = [name for name, column in zip(source.names, source.columns, strict=True) if column]
        with pq.ParquetFile(source.path) as file:
            for _ in file.iter_batches(columns=wanted):
                pass
        return
    opener = gzip.open if source.path.name.lower().endswith(".gz") else open
    with opener(source.path, "rb") as file:
        while file.read(_PIECE):
            pass
