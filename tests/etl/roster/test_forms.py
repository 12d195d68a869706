"""A city's own totals come first: what would hide them, cells, then districts and sectors, is hidden altogether."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.roster.cells import LEVELS
from etl.roster.forms import AXES, BY_DISTRICT, TOTALS, by_one, chosen
from etl.roster.publish import FIGURES
from etl.roster.suppress import hide
from tests.etl.roster.test_suppress import cities, random_city, worked_out

# Teams that come to a cell in a month, and what is published of such a city.
DENSE = {30: LEVELS, 0.3: BY_DISTRICT, 0.02: TOTALS}


@pytest.mark.parametrize("density", DENSE)
def test_the_thinner_a_city_the_less_is_published_beside_its_totals(density):
    city = random_city(1, 12, 4, 3, density)
    form = chosen(city, 3)
    assert form.levels == DENSE[density]
    # What is hidden of the totals, and what would be with all cells.
    ours, with_cells = (tables.stock[:, 0, 0] | tables.flow[:, 0, 0] for tables in (form.hidden, hide(city, 3)))
    assert ours.sum() < with_cells.sum() or form.levels == LEVELS


def test_cells_stay_where_they_hide_hardly_any_total():
    city = random_city(0, 12, 4, 3, 3)
    hidden = hide(city, 3).flow[:, 0, 0].sum()
    assert by_one(BY_DISTRICT, city, 3).hidden.flow[:, 0, 0].sum() < hidden <= 2
    assert chosen(city, 3).levels == LEVELS


@settings(deadline=None, max_examples=20)
@given(city=cities(most=3), min_cell=st.integers(3, 6))
def test_without_cells_nothing_hidden_of_a_total_can_be_worked_out(city, min_cell):
    hidden = hide(city, min_cell, cells=False)
    totals = np.ones_like(city.there)
    totals[:, 1:, 1:] = False
    for counts, mask in ((city.active, hidden.stock), (city.entered, hidden.flow), (city.left, hidden.flow)):
        assert not (totals & city.there & (counts > 0) & (counts < min_cell) & ~mask).any()
    assert {name for name in worked_out(city, hidden, min_cell) if 0 in name[2:]} == set()


@pytest.mark.parametrize("levels", AXES)
@settings(deadline=None, max_examples=20)
@given(city=cities(height=(2, 4), width=(2, 3), most=3))
def test_by_district_or_by_sector_nothing_hidden_can_be_worked_out(levels, city):
    form = by_one(levels, city, 3)
    for counts, mask in ((form.city.active, form.hidden.stock), (form.city.entered, form.hidden.flow)):
        assert not (form.city.there & (counts > 0) & (counts < 3) & ~mask).any()
    assert worked_out(form.city, form.hidden, 3) == set()


DISTRICTS, SECTORS = ("合成东区", "合成西区", "合成南区"), ("合成软件", "合成设计", "合成教育")


def teams(days: list[str]) -> list[dict[str, str]]:
    """A team a day, in this or that district and sector; one in nine leaves."""
    return [
        {"district": DISTRICTS[n % 7 % 3], "sector": SECTORS[n % 5 % 3], "entered_on": day}
        | {"left_on": "2024-04-02" if n % 9 == 0 else ""}
        for n, day in enumerate(days)
    ]


def named(rows: list[dict]) -> set[tuple]:
    return {(row["district"], row["sector"], row["month_end"]) for row in rows}


def test_cells_that_would_hide_the_totals_have_rows_without_a_figure(roster, roll):
    path = roster(teams([f"2024-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in range(1, 16)]))
    result, open_ = roll(path, min_cell=3, until=date(2024, 4, 30)), roll(path, until=date(2024, 4, 30))
    assert (result.report["cities_without_cells"], result.report["cities_totals_only"]) == (1, 0)
    assert [row["active"] for row in result.rows("city")] == [15, 30, 45, 40]
    assert any(row["active"] for row in result.rows("district"))
    # Not even the month shows in which a cell begins.
    assert named(result.rows("cell")) > named(open_.rows("cell"))
    assert figures([*result.rows("cell"), *result.rows("sector")]) == {None}
    assert all(row["is_suppressed"] for row in result.rows("cell"))


def test_of_a_sector_that_lives_in_one_district_nothing_gives_back_a_team_beside_it(roster, roll):
    """A total less the one part that is shown of it was the hidden one: 16 in the district, 15 in its sector."""
    here = [{"district": "合成东区", "sector": "合成软件"}] * 40 + [{"district": "合成东区", "sector": "合成设计"}]
    there = [{"district": "合成西区", "sector": "合成设计"}] * 40
    days = [f"2025-{n % 10 + 1:02d}-{n % 27 + 1:02d}" for n in range(81)]
    path = roster([team | {"entered_on": day} for team, day in zip([*here, *there], days, strict=True)])
    rows = roll(path, min_cell=3, until=date(2025, 12, 31))
    told = {(row["district"], row["sector"], row["month_end"]): row["active"] for row in rows.table.to_pylist()}
    months = {month for _, _, month in told}
    known = [(told.get(("合成东区", None, month)), told.get((None, "合成软件", month))) for month in months]
    assert all(told[None, None, month] is not None for month in months)
    assert [a - b for a, b in known if a is not None and b is not None and 0 < a - b < 3] == []


def test_beside_totals_alone_not_even_the_month_shows_in_which_a_part_begins(roster, roll):
    path = roster(teams([f"2024-{month:02d}-05" for month in (1, 1, 2, 3, 4, 5, 6, 7, 8, 9)]))
    result, open_ = roll(path, min_cell=3, until=date(2024, 12, 31)), roll(path, until=date(2024, 12, 31))
    assert (result.report["cities_without_cells"], result.report["cities_totals_only"]) == (1, 1)
    assert any(row["active"] for row in result.rows("city"))
    months = {row["month_end"] for row in result.rows("city")}
    for level in ("district", "sector", "cell"):
        parts = {name[:2] for name in named(open_.rows(level))}
        assert named(result.rows(level)) == {(*part, month) for part in parts for month in months}
        assert len(named(result.rows(level))) == len(result.rows(level)) > len(open_.rows(level))
        assert figures(result.rows(level)) == {None}
        assert all(row["is_suppressed"] for row in result.rows(level))


def figures(rows: list[dict]) -> set:
    return {row[name] for row in rows for name in FIGURES}
