"""A goal that two documents tell is counted once, and told as often as it is published."""

from datetime import date

import pytest

from opc import marks, messages, questions, twins
from opc.content import overview
from opc.datafiles.worded import worded
from opc.tables import matrix
from tests.opc.conftest import view

DAY = date(2026, 11, 1)
TOLD_AGAIN = {"S034", "S035"}


def goal(number: str, **given: object) -> dict[str, object]:
    """A target, synthetic, of which only what makes it one is set."""
    usual = {
        "ref_area": "370100", "area": "甲市", "indicator": "resident_teams", "deadline": date(2027, 12, 31),
        "low": 1000.0, "low_closed": False, "high": None, "high_closed": None, "unit": "team", "per": None,
        "state": "no_observation", "evidence": "B", "time_period": "2026-02", "counts": "opc",
    }  # fmt: skip
    return usual | {"observation_id": number} | given


@pytest.mark.parametrize(
    ("one", "other", "again"),
    [
        ({}, {}, {"2"}),
        ({}, {"counts": "ai_startups"}, {"2"}),
        ({}, {"evidence": "A"}, {"1"}),
        ({}, {"time_period": "2026-01"}, {"1"}),
        ({"time_period": None}, {}, {"1"}),
        ({"time_period": None}, {"time_period": None}, {"2"}),
        ({"deadline": None}, {"deadline": None}, {"2"}),
        ({}, {"deadline": None}, set()),
        ({}, {"low_closed": True}, set()),
        ({}, {"high": 2000.0}, set()),
        ({}, {"area": "乙区"}, set()),
        ({}, {"ref_area": "440300"}, set()),
        ({}, {"indicator": "communities"}, set()),
        ({}, {"state": "superseded"}, set()),
        ({"state": "superseded"}, {}, set()),
    ],
)
def test_the_same_goal_of_the_same_place_by_the_same_day_is_one(one, other, again):
    rows = marks.quantified([goal("1", **one), goal("2", **other)])
    assert {row["observation_id"] for row in rows} == {"1", "2"}
    assert {row["observation_id"] for row in rows} - {row["observation_id"] for row in marks.distinct(rows)} == again


def test_rows_that_are_shared_are_not_changed():
    rows = [goal("1"), goal("2")]
    marks.quantified(rows)
    assert all("restates" not in row for row in rows)


@pytest.mark.usefixtures("real_warehouse")
def test_a_workbook_of_targets_marks_what_is_told_again():
    asked = questions.understand("progress", {"cities": "440300", "known_on": f"{DAY}"}, questions.today())
    found = worded(asked)
    state = next(column for column in found.columns if column.heading == "状态")
    marked = {row["observation_id"] for row in found.rows if "同一目标的另一说法" in str(state.cell(row))}
    assert marked == TOLD_AGAIN
    assert [row["observation_id"] for row in found.rows] == [row["observation_id"] for row in asked.rows()]


@pytest.mark.usefixtures("real_warehouse")
def test_the_press_on_the_targets_of_shenzhen_is_told_and_not_counted():
    seen = view(known_on=DAY)
    rows = marks.quantified(questions.ask("progress", {"cities": "440300"}, DAY))
    assert {row["observation_id"] for row in rows if row not in marks.distinct(rows)} == TOLD_AGAIN
    count = len(rows) - len(TOLD_AGAIN)
    assert f"{count} 个目标" in messages.progress(rows, seen)[1]
    assert sum(number for _, number in messages.states_counted(rows, seen)) == count
    assert sum(overview.standing(rows, seen)[1].counts) == count
    table = matrix(overview.standing(rows, seen), "", "zero")
    assert table
    state = next(column for column in twins.progress(seen) if column.heading == "状态")
    for row in rows:
        said = "同一目标的另一说法" in str(state.cell(row))
        assert said is (row["observation_id"] in TOLD_AGAIN)
    drawn = [mark for mark in marks.progress(rows, seen) if hasattr(mark, "state")]
    assert sum("同一目标的另一说法" in mark.state for mark in drawn) == len(TOLD_AGAIN)
    assert len(drawn) == len(rows)


def test_targets_without_a_current_figure_stand_apart_the_readers_own_first_then_the_next_due():
    rows = [
        goal("open", latest_text=None, deadline=None),
        goal("later", latest_text=None, deadline=date(2028, 12, 31)),
        goal("seen", latest_text="20家"),
        goal("next", latest_text=None, deadline=date(2026, 12, 31)),
        goal("own", latest_text=None, ref_area="440300"),
    ]
    assert [row["observation_id"] for row in marks.seen(rows)] == ["seen"]
    found = marks.unseen(rows, view(home="440300"))
    assert [row["observation_id"] for row in found] == ["own", "next", "later", "open"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"counts_differ": True, "counts": "ai_startups"}, "◐ 统计的是 AI 初创企业"),
        ({"parts_observed": 2, "restates": True}, "同一目标的另一说法 · 只有局部数字，未计入"),
        ({"state": "deadline_passed"}, "期限已过"),
        ({"state": "definition_differs"}, "口径不同，不可计算"),
    ],
)
def test_why_a_target_has_no_current_figure_is_said_where_there_is_more_to_say(given, said):
    usual = {"counts_differ": False, "parts_observed": 0, "latest_to_deadline": None}
    assert marks.why_unseen(goal("1", **(usual | given)), view()) == said
