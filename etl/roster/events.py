"""Rows → events, added up by cell and month: +1 on entry, −1 on exit. The one expression for every engine.

One group-by over the entries, one over the exits, and a union of the two small results: never a range join.
"""

import narwhals as nw

from etl.roster.faults import NUMBER, fault, is_area
from etl.roster.months import NO_EXIT, key_of, month_of

COUNTS = ("entered", "people_in", "stayed_6", "stayed_12", "left", "people_out")
# Survival is looked at so many months after the month of entry.
AFTER = (6, 12)


def checked(rows: nw.LazyFrame, *, identity: bool = True) -> nw.LazyFrame:
    """Rows that know their `fault`, all but unknown cities, and the months of their entry and exit.

    Who has not left gets the month of entry as that of exit: DuckDB takes five times as long over a day that is null.
    """
    entered, left = nw.col("entered_on"), nw.col("left_on")
    return rows.with_columns(
        fault=fault(identity=identity),
        entered_month=month_of(entered).cast(nw.Int32),
        left_month=month_of(nw.coalesce(left, entered)).cast(nw.Int32),
        has_left=~left.is_null(),
    )


def keyed(placed: nw.LazyFrame) -> nw.LazyFrame:
    """Rows with area and cell get the cell and month of their entry and exit as `entry_key` and `exit_key`.

    The entry of a row with a fault is −fault; its exit is NO_EXIT, as where the team has not left.
    """
    is_sound = (nw.col("fault") == 0) & is_area()
    reason = nw.when(nw.col("fault") > 0).then(nw.col("fault")).otherwise(nw.lit(NUMBER["unknown_city"]))
    entry, gone = (key_of(nw.col("cell"), nw.col(month)) for month in ("entered_month", "left_month"))
    return placed.with_columns(
        entry_key=nw.when(is_sound).then(entry).otherwise(-reason).cast(nw.Int32),
        exit_key=nw.when(is_sound & nw.col("has_left")).then(gone).otherwise(nw.lit(NO_EXIT)).cast(nw.Int32),
    )


def paired(stays: nw.LazyFrame) -> nw.LazyFrame:
    """Stays added up by entry and exit: many times fewer where a cell is a whole city."""
    added = stays.group_by("entry_key", "exit_key").agg(teams=nw.len(), people=nw.col("headcount").sum())
    return added.with_columns(has_left=nw.col("exit_key") < NO_EXIT)


def events(stays: nw.LazyFrame, *, survival: bool = True) -> nw.LazyFrame:
    """COUNTS by key (cell and month), in one row for the entries and one for the exits: whoever uses them adds up.

    Takes rows, or what `paired` makes of them. Rows with a fault are counted under the key −fault, and their exits
    under NO_EXIT.
    """
    entered = _added_up(stays, "entry_key", "entered", "people_in", AFTER if survival else ())
    # To filter by the key itself would compute it twice, `has_left` is there already.
    left = _added_up(stays.filter(nw.col("has_left")), "exit_key", "left", "people_out")
    return nw.concat([_with_all_counts(part) for part in (entered, left)], how="vertical")


def _added_up(stays: nw.LazyFrame, key: str, teams: str, people: str, after: tuple[int, ...] = ()) -> nw.LazyFrame:
    """Teams and people by key, under these names, and the teams that stayed for more than so many months."""
    is_paired = "teams" in stays.collect_schema().names()
    one = nw.col("teams") if is_paired else nw.lit(1)
    # Both keys have the same cell: what lies between them are months.
    months = nw.col("exit_key") - nw.col("entry_key")
    marks = {teams: one} | {f"stayed_{least}": nw.when(months > least).then(one) for least in after}
    columns = stays.select(nw.col("people" if is_paired else "headcount").alias(people), key=nw.col(key), **marks)
    # Of rows a count of what is not null is cheaper than a sum of ones.
    sums = {name: nw.col(name).sum() if is_paired else nw.col(name).count() for name in marks}
    return columns.group_by("key").agg(nw.col(people).sum(), **sums)


def _with_all_counts(part: nw.LazyFrame) -> nw.LazyFrame:
    """The same columns of the same type for entries and exits, so that they can be put together."""
    found = part.collect_schema().names()
    counts = [nw.col(name) if name in found else nw.lit(0).alias(name) for name in COUNTS]
    return part.select(nw.col("key").cast(nw.Int64), *(count.cast(nw.Int64) for count in counts))
