"""Places under bounds, held against a plain count: each city at its best and at its worst, and values at random."""

import random
from datetime import date
from statistics import median

import pytest

from opc.catalogue import indicators
from opc.questions import ask

DAY = date(2026, 11, 23)
LITTLE, MUCH = 1e-6, 1e12
pytestmark = pytest.mark.usefixtures("real_warehouse")

ASKED = [
    {"indicator": indicator, "scenario": scenario, "evidence": evidence, "assumed": assumed}
    for indicator in ("resident_teams", "communities", "floor_area")
    for scenario in ("actual", "target")
    for evidence in ("B", "D")
    for assumed in ("false", "true")
]


def lowest(row):
    return row["low"] if row["low_closed"] else row["low"] + LITTLE


def highest(row):
    if row["high"] is None:
        return MUCH
    return row["high"] if row["high_closed"] else row["high"] - LITTLE


def place(code, values):
    """The place of a city among all; who has the same value shares it."""
    return 1 + sum(value > values[code] for value in values.values())


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(asked.values()))
def test_places_are_the_best_and_the_worst_that_the_bounds_allow(asked):
    rows = {row["ref_area"]: row for row in ask("ranks", asked, DAY)}
    assert rows
    low = {code: lowest(row) for code, row in rows.items()}
    high = {code: highest(row) for code, row in rows.items()}
    for code, row in rows.items():
        assert row["rank_best"] == place(code, low | {code: high[code]}), row["obs_text"]
        assert row["rank_worst"] == place(code, high | {code: low[code]}), row["obs_text"]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(asked.values()))
def test_no_values_within_the_bounds_leave_the_span(asked):
    rows = {row["ref_area"]: row for row in ask("ranks", asked, DAY)}
    chance = random.Random(7)
    for _ in range(200):
        values = {code: chance.uniform(lowest(row), highest(row)) for code, row in rows.items()}
        for code, row in rows.items():
            assert row["rank_best"] <= place(code, values) <= row["rank_worst"], row["obs_text"]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(asked.values()))
def test_gaps_are_those_at_the_corners_with_a_citys_own_figure_on_both_sides(asked):
    rows = {row["ref_area"]: row for row in ask("ranks", asked, DAY)}
    low, high = ({code: row[end] for code, row in rows.items()} for end in ("low", "high"))
    most = {code: MUCH if end is None else end for code, end in high.items()}
    for code, row in rows.items():
        least_field, most_field = low | {code: most[code]}, most | {code: low[code]}
        for name, middle in (("to_leader", max), ("to_median", median)):
            smallest = middle(least_field.values()) - most[code]
            largest = middle(most_field.values()) - low[code]
            assert row[f"{name}_low"] == pytest.approx(smallest) or (row["high"] is None and smallest <= 0), name
            unbounded = largest > MUCH / 4
            assert (row[f"{name}_high"] is None) if unbounded else row[f"{name}_high"] == pytest.approx(largest), name


@pytest.mark.parametrize("known_on", ["2026-02-28", "2026-11-23"])
@pytest.mark.parametrize("evidence", ["B", "D"])
def test_the_places_of_a_city_are_those_of_each_comparison(evidence, known_on):
    common = {"evidence": evidence, "known_on": known_on}
    core = [code for code, item in indicators().items() if item.core and item.family != "funds"]
    wanted = {}
    for indicator in core:
        for row in ask("ranks", common | {"indicator": indicator}, DAY):
            place = {name: row[name] for name in ("rank_best", "rank_worst", "disclosed", "obs_text", "source_id")}
            wanted.setdefault(row["ref_area"], []).append(place | {"indicator": indicator})
    assert len(wanted) > 3
    for city in ask("cities", common, DAY):
        found = ask("city_places", common | {"city": city["ref_area"]}, DAY)
        places = wanted.get(city["ref_area"], [])
        assert [{name: row[name] for name in place} for row, place in zip(found, places, strict=True)] == places
