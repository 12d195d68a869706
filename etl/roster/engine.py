"""What the roll-up asks of an engine: read files, keep what is needed twice, hand over small results."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import narwhals as nw
import pyarrow as pa

from etl.roster.files import Source

# What is to become of the rows of all files.
Shape = Callable[[nw.LazyFrame], nw.LazyFrame]


class Engine(Protocol):
    """DuckDB in this process or Spark; `most_values` bounds what a median may hold at once, None for no bound."""

    name: str
    most_values: int | None

    def rows(self, sources: Sequence[Source], cities: Mapping[str, int] | None = None) -> nw.LazyFrame:
        """The rows of all files with the columns of `reading.query`; with `cities` also area and cell, both the code of
        the city. Rows that cannot be taken apart into cells either are marked is_malformed or are left out."""

    def kept_rows(self, sources: Sequence[Source], cities: Mapping[str, int] | None, shape: Shape) -> nw.LazyFrame:
        """What `shape` makes of these rows, kept as `keep` does; rows that are left out are noted."""

    def malformed(self) -> int:
        """How many rows were left out and noted."""

    def malformed_places(self, most: int) -> list[tuple[str, int | None]]:
        """File and line of the first of them; no line where the engine does not know it."""

    def hashed(self, frame: nw.LazyFrame, name: str, columns: Sequence[str]) -> nw.LazyFrame:
        """Add a column with a 64-bit hash of the columns given."""

    def by_each(self, stays: nw.LazyFrame, keys: Sequence[str]) -> nw.LazyFrame:
        """Teams and people of stays by each of the keys, in one pass; the other keys of a row are null."""

    def keep(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """The same rows, computed once and then read from memory, or from disk once that is full."""

    def frame(self, table: pa.Table) -> nw.LazyFrame:
        """A small local table as a frame of the engine."""

    def table(self, frame: nw.LazyFrame) -> pa.Table:
        """A small result as a local table."""

    def close(self) -> None:
        """Let go of everything."""
