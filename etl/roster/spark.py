"""Spark as the engine, for rosters that one machine no longer holds: local, or a cluster named by its master.

It reads CSV as DuckDB does, but for odd rows: to Spark a line break ends the row even within quotes, a row with an
empty cell too many is malformed, and a quote that stands astray is text.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence

import narwhals as nw
import pyarrow as pa

from etl.problem import Problem, StructuralError
from etl.roster.cluster import check, told
from etl.roster.dialect import Dialect
from etl.roster.engine import Shape
from etl.roster.files import Source, layouts
from etl.roster.reading import query

LOCAL = "local[*]"
_PARTITIONS = "spark.sql.shuffle.partitions"
# Spark casts more than a date to a date (2024, 2024-01); this is what DuckDB takes for one.
_PLAIN = r"^\\s*([0-9]{1,6}[-/][0-9]{1,2}[-/][0-9]{1,2})([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?\\s*$"
DIALECT = Dialect(
    quote="`",
    is_malformed="malformed is not null",
    file="input_file_name()",
    group="$",
    plain_date=lambda text: f"try_cast(replace(regexp_extract({text}, '{_PLAIN}', 1), '/', '-') as date)",
    instant="timestamp",
    looked_up=lambda key, keys, values: f"try_element_at(map_from_arrays(array({keys}), array({values})), {key})",
    days_between=lambda later, earlier: f"datediff({later}, {earlier})",
)


class Spark:
    """An engine (see `etl.roster.engine`). Raises StructuralError where pyspark, Java or the master is missing."""

    name = "spark"
    most_values: int | None = None

    def __init__(self, master: str | None = None) -> None:
        self.master = master or LOCAL
        self.session = _session(self.master)
        self._kept: list = []

    def rows(self, sources: Sequence[Source], cities: Mapping[str, int] | None = None) -> nw.LazyFrame:
        """See `Engine`."""
        whole, frames = None, []
        for number, group in enumerate(layouts(sources)):
            with told(self.master):
                self._scan(group).createOrReplaceTempView(f"roster_{number}")
            frames.append(self.session.sql(query(group[0], f"roster_{number}", DIALECT, cities)))
        for frame in frames:
            whole = frame if whole is None else whole.unionByName(frame)
        return nw.from_native(whole)

    def kept_rows(self, sources: Sequence[Source], cities: Mapping[str, int] | None, shape: Shape) -> nw.LazyFrame:
        """See `Engine`. Nothing is left out."""
        return self.keep(shape(self.rows(sources, cities)))

    def malformed(self) -> int:
        """See `Engine`."""
        return 0

    def malformed_places(self, most: int) -> list[tuple[str, int | None]]:
        """See `Engine`."""
        return []

    def hashed(self, frame: nw.LazyFrame, name: str, columns: Sequence[str]) -> nw.LazyFrame:
        """See `Engine`."""
        from pyspark.sql import functions

        return nw.from_native(frame.to_native().withColumn(name, functions.xxhash64(*columns)))

    def by_each(self, stays: nw.LazyFrame, keys: Sequence[str]) -> nw.LazyFrame:
        """See `Engine`."""
        from pyspark.sql import functions

        rows = stays.to_native()
        sets = [[functions.col(key)] for key in keys]
        sums = rows.groupingSets(sets, *keys).agg(
            functions.count("*").alias("teams"), functions.sum("headcount").alias("people")
        )
        return nw.from_native(sums.select(*keys, "teams", "people"))

    def keep(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """See `Engine`. Parts lost with a worker are computed anew from the files."""
        from pyspark import StorageLevel

        kept = frame.to_native().persist(StorageLevel.MEMORY_AND_DISK)
        self._kept.append(kept)
        return nw.from_native(kept)

    def frame(self, table: pa.Table) -> nw.LazyFrame:
        """See `Engine`."""
        return nw.from_native(self.session.createDataFrame(table))

    def table(self, frame: nw.LazyFrame) -> pa.Table:
        """See `Engine`."""
        with told(self.master):
            return frame.collect("pyarrow").to_native()

    def close(self) -> None:
        """See `Engine`."""
        self.session.stop()

    def _scan(self, group: Sequence[Source]):
        paths = [_path(source) for source in group]
        if group[0].kind == "parquet":
            return self.session.read.parquet(*paths)
        schema = ", ".join(f"`{name}` string" for name in (*group[0].names, "malformed"))
        options = {"header": True, "sep": group[0].delimiter, "quote": '"', "escape": '"', "mode": "PERMISSIVE"}
        reader = self.session.read.options(**options, columnNameOfCorruptRecord="malformed")
        return reader.schema(schema).csv(paths)


def _path(source: Source) -> str:
    """The address of this file and no other: Hadoop decodes nothing in it, and would take it for a pattern."""
    return "file://" + re.sub(r"[*?\[\]{}\\]", r"\\\g<0>", str(source.path.resolve()))


def _session(master: str):
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        found = "the package pyspark is not installed"
        do = "pip install -r requirements-spark.txt"
        raise StructuralError([Problem("--engine spark", None, None, found, do)]) from None
    check(master)
    # Workers on this machine run the same Python; on a cluster its own setting stands.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        # A row is malformed by all its cells, not only by those that a job needs.
        "spark.sql.csv.parser.columnPruning.enabled": "false",
        # What is kept is read a few times only: to look for the best way to pack each column costs more than it saves.
        "spark.sql.inMemoryColumnarStorage.compressed": "false",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.appName("opc-roster").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    with told(master):
        session = builder.getOrCreate()
    if not session.sparkContext.getConf().contains(_PARTITIONS):
        # Spark's 200 pieces for every sum are made for a rack of machines.
        session.conf.set(_PARTITIONS, max(8, 2 * session.sparkContext.defaultParallelism))
    return session
