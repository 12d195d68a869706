"""Rows → events, added up by cell and month: +1 on entry, −1 on exit. The one expression for every engine.

One group-by over the entries, one over the exits, and a union of the two small results: never a range join.
"""

import narwhals as nw

from etl.roster.faults import first_reason, is_area, is_sound, last_known
from etl.roster.months import NO_EXIT, key_of, month_of

COUNTS = ("entered", "people_in", "stayed_6", "stayed_12", "left", "people_out")
# Survival is looked at so many months after the month of entry.
AFTER = (6, 12)


def checked(rows: nw.LazyFrame, *, identity: bool = True) -> nw.LazyFrame:
    """Rows that know whether they are sound, all but their city, and the months of their entry and exit.

    Who has not left gets the month of entry as that of exit.
    """
    return rows.with_columns(
        is_sound=is_sound(identity=identity),
        entered_month=month_of(nw.col("entered_on")),
        left_month=month_of(last_known()),
        has_left=~nw.col("left_on").is_null(),
    )


def keyed(placed: nw.LazyFrame, *, identity: bool = True) -> nw.LazyFrame:
    """Checked rows with area and cell get the cell and month of their entry and exit as `entry_key` and `exit_key`.

    The entry of a row with a fault is −(number of its reason); its exit is NO_EXIT, as where the team has not left.
    """
    counts = nw.col("is_sound") & is_area()
    # Within the choice, and not a column of its own: so it is worked out for the few rows that need it.
    fault = first_reason(identity=identity)
    entry, gone = (key_of(nw.col("cell"), nw.col(month)) for month in ("entered_month", "left_month"))
    return placed.with_columns(
        entry_key=nw.when(counts).then(entry).otherwise(-fault.cast(nw.Int32)),
        exit_key=nw.when(counts & nw.col("has_left")).then(gone).otherwise(nw.lit(NO_EXIT, nw.Int32)),
    )


def events(stays: nw.LazyFrame) -> nw.LazyFrame:
    """COUNTS by key (cell and month), in one row for the entries and one for the exits: whoever uses them adds up.

    Rows with a fault are counted under the key −fault.
    """
    entered = _added_up(stays, "entry_key", "entered", "people_in", AFTER)
    # To filter by the key itself would compute it twice, `has_left` is there already.
    left = _added_up(stays.filter(nw.col("has_left")), "exit_key", "left", "people_out")
    return _together(entered, left)


def by_key(events: nw.LazyFrame) -> nw.LazyFrame:
    """The same in one row a key."""
    return events.group_by("key").agg(*(nw.col(name).sum().cast(nw.Int64) for name in COUNTS))


def events_by_each(sums: nw.LazyFrame) -> nw.LazyFrame:
    """The same without survival, from what `Engine.by_each` gives for the keys of entry and exit."""
    entered = sums.filter(~nw.col("entry_key").is_null())
    left = sums.filter(nw.col("exit_key") < NO_EXIT)
    return _together(
        entered.select(key=nw.col("entry_key"), entered=nw.col("teams"), people_in=nw.col("people")),
        left.select(key=nw.col("exit_key"), left=nw.col("teams"), people_out=nw.col("people")),
    )


def _added_up(stays: nw.LazyFrame, key: str, teams: str, people: str, after: tuple[int, ...] = ()) -> nw.LazyFrame:
    """Teams and people by key, under these names, and the teams that stayed for more than so many months."""
    # Both keys have the same cell: what lies between them are months.
    months = nw.col("exit_key") - nw.col("entry_key")
    marks = {teams: nw.lit(1)} | {f"stayed_{least}": nw.when(months > least).then(nw.lit(1)) for least in after}
    columns = stays.select(nw.col("headcount").alias(people), key=nw.col(key), **marks)
    # A count of what is not null is cheaper than a sum of ones.
    return columns.group_by("key").agg(nw.col(people).sum(), **{name: nw.col(name).count() for name in marks})


def _together(*parts: nw.LazyFrame) -> nw.LazyFrame:
    return nw.concat([_with_all_counts(part) for part in parts], how="vertical")


def _with_all_counts(part: nw.LazyFrame) -> nw.LazyFrame:
    """The same columns of the same type for entries and exits, so that they can be put together."""
    found = part.collect_schema().names()
    counts = [nw.col(name) if name in found else nw.lit(0).alias(name) for name in COUNTS]
    return part.select(nw.col("key").cast(nw.Int64), *(count.cast(nw.Int64) for count in counts))
