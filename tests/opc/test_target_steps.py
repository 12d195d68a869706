"""The table of what was known of each target, step by step and before and after its deadline, in the order it is shown.

What it holds is worked out at build time: here it is looked for anew, day by day.
"""

from datetime import date
from itertools import pairwise
from operator import itemgetter

import pytest

from opc import questions
from opc.warehouse import Row
from tests.opc.conftest import table


def published(row: Row, floor: str, day: date) -> bool:
    """Whether a figure is let in by an evidence floor on a day."""
    return (row["evidence"] <= floor or row["evidence"] == "R") and row["known_from"] <= day


def by_latest(row: Row) -> tuple:
    """The order in which figures of one kind are the latest."""
    start = min(row["period_start"] or row["known_from"], row["known_from"])
    order = row["is_partial"], row["period_start"] is None, -start.toordinal(), row["period_end"] or date.max
    return *order, row["evidence"], -row["known_from"].toordinal(), row["observation_id"]


@pytest.mark.parametrize("floor", ["A", "B", "C", "D"])
def test_on_every_day_a_target_is_held_against_the_latest_figure_known_by_then(floor, real_warehouse) -> None:
    figures, cities = table("described_observation"), {row["ref_area"] for row in table("city")}
    days = sorted({row["known_from"] for row in figures})
    kind = ("ref_area", "indicator", "area", "counts_group", "earmark", "item_zh")
    met = 0
    for day in days:
        known = [row for row in figures if published(row, floor, day)]
        rows = {row["observation_id"]: row for row in questions.ask("progress", {"evidence": floor}, day)}
        targets = {
            row["observation_id"]: row for row in known if row["scenario"] == "target" and row["ref_area"] in cities
        }
        assert set(rows) == set(targets)
        for number, target in targets.items():
            same = [r for r in known if r["scenario"] == "actual" and all(r[name] == target[name] for name in kind)]
            latest = min(same, key=by_latest, default=None)
            assert rows[number]["latest_text"] == (latest and latest["obs_text"])
            met += latest is not None
    # Of official texts alone there is none of both.
    assert met > 10 or floor == "A"


def test_the_steps_of_a_target_follow_each_other_without_a_gap(real_warehouse) -> None:
    names = ("observation_id", "evidence_floor", "as_usual", "is_running", "known_from")
    steps = sorted(table("target_progress"), key=itemgetter(*names))
    targets = itemgetter(*names[:4])
    for step, after in pairwise(steps):
        assert step["known_until"] == (after["known_from"] if targets(step) == targets(after) else None)
        assert step["known_until"] is None or step["known_from"] < step["known_until"]
    assert len(set(map(targets, steps))) < len(steps)


def test_what_holds_up_to_a_deadline_and_after_it_differs_by_the_deadline_alone(real_warehouse) -> None:
    """State, pace and what is required; all that was seen is the same, and a target without a deadline has one row."""
    names = ("observation_id", "evidence_floor", "as_usual", "known_from")
    of_deadline = {"is_running", "state", "growth_verdict", "pace_low", "pace_high"}
    stems = ("required_per_month",)
    rows = {(*itemgetter(*names)(row), row["is_running"]): row for row in table("target_progress")}
    passed = 0
    for (*step, is_running), row in rows.items():
        assert (row["deadline"] is None) == ((*step, not is_running) not in rows)
        if is_running or row["deadline"] is None:
            continue
        before = rows[*step, True]
        passed += row["state"] == "deadline_passed"
        assert (row["state"] == before["state"]) != (row["state"] == "deadline_passed")
        changed = {name for name in row if row[name] != before[name]}
        assert {name for name in changed if not name.startswith(stems)} <= of_deadline
        assert all(row[name] is None for name in row if name.startswith(stems))
    assert passed > 10


def test_indicators_of_which_something_was_observed_come_first_and_then_the_states_in_their_order(
    real_warehouse,
) -> None:
    """The rows lie in the order in which they are shown, and so they come, whatever is asked of them."""
    states = [
        "achieved", "on_track", "moderate", "limited", "moving_away", "undecided", "one_observation", "no_deadline",
        "deadline_passed", "definition_differs", "no_observation", "superseded", "unquantified",
    ]  # fmt: skip
    for given in ({}, {"evidence": "B"}, {"assumed": "true", "pace": "40"}, {"numbers": "with"}):
        rows = questions.ask("progress", dict(given), date(2026, 11, 1))
        seen = {row["indicator"] for row in rows if row["latest_text"]}
        order = [(row["indicator"] not in seen, row["position"], states.index(row["state"])) for row in rows]
        assert order == sorted(order)
        assert len(rows) > 10
