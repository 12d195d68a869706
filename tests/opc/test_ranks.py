"""Places under bounds, held against a plain count: each city at its best and at its worst, and values at random."""

import random
from datetime import date

import pytest

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
