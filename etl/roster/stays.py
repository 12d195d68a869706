"""The median stay of those who left in a month, exact, by series.

A median needs all its values at once, in memory that no engine can spill. The months are therefore taken in spans
that hold at most so many exits, known from the events.
"""

from collections.abc import Iterator, Mapping

import narwhals as nw

from etl.roster.months import MONTHS, NO_EXIT, key_of


def ended(stays: nw.LazyFrame) -> nw.LazyFrame:
    """The finished stays of countable rows: cell, month of exit and days."""
    gone = stays.filter(nw.col("exit_key") < NO_EXIT)
    return gone.select("stay_days", cell=nw.col("exit_key") // MONTHS, month=nw.col("exit_key") % MONTHS)


def medians(finished: nw.LazyFrame, members: nw.LazyFrame, first: int, last: int) -> nw.LazyFrame:
    """The median days by key (series and month of exit) for exits in the months first to last."""
    inside = finished.filter((nw.col("month") >= first) & (nw.col("month") <= last))
    keyed = inside.join(members, on="cell", how="inner").select(
        "stay_days", key=key_of(nw.col("series"), nw.col("month"))
    )
    return keyed.group_by("key").agg(median_stay_days=nw.col("stay_days").median())


def spans(exits: Mapping[int, int], most: int | None) -> Iterator[tuple[int, int]]:
    """Cut the months, given with their exits, into spans of at most `most` exits; a month is never cut."""
    start, held = None, 0
    previous = None
    for month in sorted(exits):
        if start is not None and most is not None and held + exits[month] > most:
            yield start, previous
            start, held = None, 0
        start = month if start is None else start
        held += exits[month]
        previous = month
    if start is not None:
        yield start, previous
