"""The same team entered twice in one city.

The rule: of stays of one team in one city that overlap, the first counts (by entry, then by exit, an open one last); a
row that begins before an earlier row of the team has ended, or on the same day as one, is a duplicate. Coming back on
the day of leaving or later is a stay of its own, and the same number in another city is another team.

Almost all teams occur once, so a group-by over one hash a row finds the few that do not, and only those are looked at
closely, by their number itself. The events of duplicates are then taken off the sums: the main roll-up never waits.
"""

from datetime import date

import narwhals as nw

from etl.roster.order import numbered

_OPEN = date(9999, 12, 31)
# Rows that agree in all of these cannot be told apart, so it does not matter which of them counts.
_ORDER = ["entered_on", "ended_on", "entry_key", "headcount"]


def repeated(stays: nw.LazyFrame) -> nw.LazyFrame:
    """The hashes `team_key` that more than one countable row has."""
    seen = stays.filter(nw.col("entry_key") >= 0).group_by("team_key").agg(times=nw.len())
    return seen.filter(nw.col("times") > 1).select("team_key")


def judged(suspects: nw.LazyFrame) -> nw.LazyFrame:
    """The rows of teams that may occur twice, with `is_duplicate`."""
    team = ("area", "team")
    ended = suspects.with_columns(ended_on=nw.col("left_on").fill_null(nw.lit(_OPEN)))
    # The place is settled first: two windows over rows that tie might each order them in their own way.
    placed = numbered(ended, team, _ORDER)
    before = placed.with_columns(
        entered_before=nw.col("entered_on").shift(1).over(*team, order_by="place"),
        ended_before=nw.col("ended_on").shift(1).over(*team, order_by="place"),
    )
    reach = before.with_columns(reach=nw.col("ended_before").cum_max().over(*team, order_by="place"))
    overlaps = (nw.col("entered_on") < nw.col("reach")) | (nw.col("entered_on") == nw.col("entered_before"))
    is_duplicate = (nw.col("place") > 1) & overlaps
    return reach.with_columns(is_duplicate=is_duplicate).drop("place", "entered_before", "ended_before", "reach")
