"""From who moved in and out to the monthly series: `python -m etl roster PATH…`, at any size.

A roster has one row a stay of a team: team_id, ref_area, district, sector, entered_on, left_on, headcount, and perhaps
community and the unified social credit code. It may hold millions of rows and names of teams and companies; what is
written here holds counts only. The steps: `listing` (which files) → `files` (which columns) → an engine reads them
(`duck` by default, `spark` on a cluster) → `faults` (which rows cannot be used) → `duplicates` → `events` (+1 on entry,
−1 on exit, added up by cell and month) → `monthly` (running sums) and `stays` (medians) → `suppress` and `telling`
(what is hidden) → `publish`. The expressions between reading and suppressing are narwhals and know nothing of the
engine.

roster.parquet — one row a series and month end, sorted by ref_area, district, sector, month_end
    ref_area       GB/T 2260 code of the city, as in cities.csv
    district       null: all districts of the city; '' where the roster does not say
    sector         null: all sectors; '' where the roster does not say
    level          city (both null), district (sector null), sector (district null) or cell
    month_end      last day of the month; from the first entry that counts to the last month, without gaps
    active         teams there at the end of the month: entered on or before it, not left on or before it
    entered, left  teams that came and went in the month; active(t) = active(t−1) + entered(t) − left(t)
    headcount      people in the active teams, as stated on entry
    median_stay_days   median of left_on − entered_on over the teams that left in the month; null where none left
    survival_6, survival_12   of the teams that entered 6 (12) months before this month, the share active at its end,
                   0 to 1, to four places; null where none entered then
    is_suppressed  whether any figure of the row is hidden, or a share of teams whose number is; both are null. A median
                   may be hidden where the number of those who left is shown (see `telling`)

A city's total is a row of its own and counts hidden cells too: never add cells up, a sum with a hidden part is wrong.
A series that has not begun has no rows; its figures are 0. Where they would hide the totals of their city, cells, or
districts and sectors too, are hidden altogether (see `forms`); where only the totals are told, all parts have rows from
the first month of the city on. Rows where is_suppressed is false hold every figure that there is.

report.json — what was read and what became of it: rows_in = rows_counted + rows_rejected, rejects by reason, engine,
seconds; entries_after_last_month are counted and in no figure. rejects.csv — a sample of the rejected rows, without
identifiers of teams and companies. Both are for who holds the roster and not to be published: rows_counted is the sum
of all entries, and gives back what roster.parquet hides.
"""
