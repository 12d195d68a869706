"""What Parquet files say of their own columns."""

from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq

from etl.roster.blank import NEVER


def may_be_never(path: Path, column: str) -> bool:
    """Whether a column may hold one of the days that stand for never: to look at each row costs a tenth of the time."""
    metadata = pq.read_metadata(path)
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        chunks = (group.column(place) for place in range(group.num_columns))
        found = next((chunk.statistics for chunk in chunks if chunk.path_in_schema == column), None)
        latest = found.max if found is not None and found.has_min_max else None
        day = latest.date() if isinstance(latest, datetime) else latest
        all_blank = found is not None and found.has_null_count and found.null_count == group.num_rows
        if not all_blank and not (isinstance(day, date) and day < min(NEVER)):
            return True
    return False
