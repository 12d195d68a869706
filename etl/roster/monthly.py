"""Events → one row a series and month, without gaps: running sums for stocks, cohorts for survival."""

import narwhals as nw

from etl.roster.events import AFTER, COUNTS
from etl.roster.months import MONTHS


def by_series(events: nw.LazyFrame, members: nw.LazyFrame) -> nw.LazyFrame:
    """Events added up by series and month. `members` says which cell belongs to which series."""
    placed = events.filter(nw.col("key") >= 0).with_columns(
        cell=nw.col("key") // MONTHS, month=(nw.col("key") % MONTHS).cast(nw.Int64)
    )
    sums = [nw.col(name).sum() for name in COUNTS]
    added = placed.join(members, on="cell", how="inner").group_by("series", "month").agg(*sums)
    return added.select("series", "month", *(nw.col(name).cast(nw.Int64) for name in COUNTS))


def monthly(added: nw.LazyFrame, months: nw.LazyFrame) -> nw.LazyFrame:
    """Carry what was added up by series through the months; `added` is used twice, so it should be kept.

    `months` holds the months wanted, up to the last one. The result has series, month, entered, left, active,
    headcount, and cohort_n and stayed_n for survival: the teams that entered n months before and those of them who
    are still there.
    """
    # Not with a month where all who came were duplicates.
    came = added.filter(nw.col("entered") > 0)
    first = came.group_by("series").agg(first=nw.col("month").min())
    spine = first.join(months, how="cross").filter(nw.col("month") >= nw.col("first")).select("series", "month")
    dense = spine.join(added, on=["series", "month"], how="left").with_columns(nw.col(*COUNTS).fill_null(0))
    return dense.select(
        "series",
        "month",
        "entered",
        "left",
        active=_running(nw.col("entered") - nw.col("left")),
        headcount=_running(nw.col("people_in") - nw.col("people_out")),
        **{f"cohort_{after}": _earlier("entered", after) for after in AFTER},
        **{f"stayed_{after}": _earlier(f"stayed_{after}", after) for after in AFTER},
    )


def _running(change: nw.Expr) -> nw.Expr:
    return change.cum_sum().over("series", order_by="month").cast(nw.Int64)


def _earlier(name: str, months: int) -> nw.Expr:
    return nw.col(name).shift(months).over("series", order_by="month").fill_null(0).cast(nw.Int64)
