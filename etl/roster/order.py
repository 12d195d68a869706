"""Rows numbered within a group, from 1."""

from collections.abc import Sequence

import narwhals as nw


def numbered(frame: nw.LazyFrame, groups: Sequence[str], order: Sequence[str]) -> nw.LazyFrame:
    """Add `place`, the number of a row in its group by the order given; rows that tie are numbered all the same."""
    return frame.with_columns(place=nw.lit(1)).with_columns(
        place=nw.col("place").cum_sum().over(*groups, order_by=list(order))
    )
