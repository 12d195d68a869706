"""What a target is held against as figures come in: which is the latest, which is a start, what a deadline leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from opc import marks, messages
from opc.warehouse import Row
from tests.opc.conftest import AREAS, CODES, Small, bounds, view

# Documents of conftest.py: D5 of 1 April, D2 of 1 June, D6 of 31 July; D4 has no date and was found in September.
LATER = date(2026, 12, 1)


@dataclass(frozen=True)
class Course:
    """A target, what was published of it (figure, date, what is counted, evidence, document), and what is said."""

    seen: tuple[tuple[str, ...], ...]
    said: dict[str, Any]
    target: str = "1000家"
    deadline: str = "2026-12-31"
    later: dict[str, str] = field(default_factory=dict)
    indicator: str = "resident_teams"


def held(latest: str | None, state: str, **said: Any) -> dict[str, Any]:
    return {"latest_text": latest, "state": state} | said


def since(first: str, then: str) -> tuple[tuple[str, ...], ...]:
    return ((first, "2026-01-01"), (then, "2026-07-02"))


COURSES = {
    # Towards “at least” and “more than” the way leads to the number named, where the target is met.
    "at least, in time": Course(since("100家", "528家"), held("528家", "on_track"), target="1000家以上"),
    "more than, behind": Course(since("100家", "370家"), held("370家", "moderate"), target="超1000家"),
    "more than, one short": Course(since("100家", "1000家"), held("1000家", "on_track"), target="超1000家"),
    "near a number": Course(since("100家", "528家"), held("528家", "undecided"), target="近1000家"),
    # What may be met already is not moving away from it.
    "fallen, perhaps not below": Course(since("1200家", "近1100家"), held("近1100家", "undecided")),
    "fallen, surely below": Course(
        since("1200家", "900家"), held("900家", "moving_away", growth_verdict=None, pace_low=None)
    ),
    # At most so many is no mark to be reached from below.
    "a limit kept": Course(since("500家", "400家"), held("400家", "undecided"), target="不超过300家"),
    "a limit far off": Course((("10家", "2026-07-02"),), held("10家", "one_observation"), target="不超过300家"),
    "a limit in other words": Course((("350家", "2026-07-02"),), held("350家", "one_observation"), target="不足300家"),
    "a limit stated anew": Course(
        (), held(None, "superseded"), target="不超过300家", deadline="", later={"figure": "不超过300家"}
    ),
    "nearly reached, perhaps": Course(since("150家", "100家"), held("100家", "undecided"), target="近400家"),
    "undated after dated": Course(
        (("100家", "2026-01-01"), ("408家", "2026-06-26"), ("51家", "-", "opc", "B", "D4")), held("408家", "moderate")
    ),
    "undated alone": Course((("51家", "-", "opc", "B", "D4"),), held("51家", "one_observation", days_left=False)),
    "undated before dated": Course(
        (("51家", "-", "opc", "B", "D2"), ("408家", "2026-06-26")), held("408家", "one_observation")
    ),
    "two of one year": Course(
        (("80家", "2026", "opc", "B", "D5"), ("300家", "2026", "opc", "B", "D6")), held("300家", "one_observation")
    ),
    "a lead of the same month": Course(
        (("80家", "2026-03", "opc", "C", "D5"), ("300家", "2026-03", "opc", "B", "D6")),
        held("300家", "one_observation"),
    ),
    "a batch after the stock": Course(
        (("200家", "2026-02-01"), ("首批51家", "2026-06-26")), held("200家", "one_observation")
    ),
    # Another thing counted under the same target: the figure stands, and no pace follows from one to the other.
    "counted anew": Course(
        (("400家", "2026-01-01", "signed_opc"), ("150家", "2026-07-02", "registered_opc")),
        held("150家", "one_observation", earliest_text=None),
    ),
    "counted anew twice": Course(
        (("400家", "2026-01-01", "signed_opc"), ("100家", "2026-01-01", "opc"), ("528家", "2026-07-02", "opc")),
        held("528家", "on_track", earliest_text="100家"),
    ),
    "met by the deadline": Course(
        (("1050家", "2026-06-01"), ("900家", "2026-07-15")),
        held("1050家", "achieved", latest_to_deadline="before"), deadline="2026-06-30",
    ),
    "met after the deadline": Course(
        (("600家", "2026-06-30"), ("1100家", "2026-07-15")),
        held("1100家", "achieved", latest_to_deadline="after"), deadline="2026-06-30",
    ),
    # The start of what is shown counts the same as that, whatever came later.
    "met by the deadline, then counted anew": Course(
        (("100家", "2026-01-01", "signed_opc"), ("1050家", "2026-06-01"), ("1200家", "2026-07-15", "signed_opc")),
        held("1050家", "achieved", earliest_text=None), deadline="2026-06-30",
    ),
    "undated, found after the deadline": Course(
        (("1100家", "-", "opc", "B", "D6"),), held("1100家", "achieved", latest_to_deadline="at"), deadline="2026-03-31"
    ),
    "missed": Course(
        (("600家", "2026-03-01"), ("900家", "2026-07-15")),
        held("900家", "deadline_passed", latest_to_deadline="after", growth_verdict=None), deadline="2026-06-30",
    ),
    "missed within a month": Course(
        (("900家", "2026-06"),), held("900家", "deadline_passed", latest_to_deadline="at"), deadline="2026-06-15"
    ),
    "no result": Course(
        since("100家", "550家"),
        held("550家", "deadline_passed", latest_to_deadline="before", growth_verdict=None), deadline="2026-07-20",
    ),
    # A goal without a deadline is not struck out by a smaller one on the way; a larger or equal one states it anew.
    "a milestone": Course((), held(None, "no_observation"), deadline="", later={"figure": "200家"}),
    "a larger goal": Course((), held(None, "superseded"), deadline="", later={"figure": "2000家"}),
    "a smaller goal, no deadline": Course(
        (), held(None, "superseded"), deadline="", later={"figure": "200家", "deadline": ""}
    ),
    # What came in a period counts where it is the whole time from the statement to the deadline.
    "some months": Course(
        (("12家", "2026-03"), ("9家", "2026-04")), held(None, "deadline_passed"),
        target="30家", deadline="2026-06-30", indicator="new_teams",
    ),
    "the whole time": Course(
        (("20家", "2026-Q1", "opc", "B", "D5"),), held("20家", "deadline_passed", latest_to_deadline="at"),
        target="30家", deadline="2026-03-31", indicator="new_teams",
    ),
    "a longer time": Course(
        (("35家", "2026", "opc", "B", "D6"),), held(None, "deadline_passed"),
        target="30家", deadline="2026-06-30", indicator="new_teams",
    ),
    "another thing in some months": Course(
        (("35家", "2026-03", "projects"),), held(None, "deadline_passed"),
        target="30家", deadline="2026-06-30", indicator="new_teams",
    ),
    "published before its end": Course(
        (("35家", "2026-Q1", "opc", "B", "D1"),), held(None, "deadline_passed"),
        target="30家", deadline="2026-03-31", indicator="new_teams",
    ),
    "no stock of what comes": Course(
        (("12家", "2026-03"), ("40家", "2026-04")), held(None, "no_observation"),
        target="30家", deadline="", indicator="new_teams",
    ),
}  # fmt: skip


def _tables() -> dict[str, str]:
    """Raw files in which each course is a district of 甲市 with the name of the course."""
    areas, names = [AREAS.rstrip()], "figure_id,ref_area,area,indicator,scenario,figure,time_period,deadline,counts"
    figures = [f"{names},evidence,source_id"]
    for name, course in COURSES.items():
        place = name.replace(",", " ")
        areas.append(f"{CODES['甲市']},{place},{place},district")
        where = f"{CODES['甲市']},{place},{course.indicator}"
        figures.append(f"{place} target,{where},target,{course.target},2026-01-01,{course.deadline},opc,B,D1")
        if course.later:
            given = {"deadline": "2026-12-31"} | course.later
            figures.append(f"{place} later,{where},target,{given['figure']},2026-05-01,{given['deadline']},opc,B,D2")
        for number, statement in enumerate(course.seen, 1):
            figure, day, counts, evidence, document = (*statement, *("opc", "B", "D6")[len(statement) - 2 :])
            figures.append(f"{place} {number},{where},actual,{figure},{day},,{counts},{evidence},{document}")
    return {"areas": "\n".join(areas), "figures": "\n".join(figures)}


@pytest.fixture
def small(make_small, serve) -> Small:
    return serve(make_small(**_tables()))


@pytest.fixture
def target(small) -> Callable[[str], Row]:
    """The row of a course's target in December, when all documents are known."""
    rows = small.rows("progress", key="observation_id", known_on=LATER)
    return lambda name: rows[f"{name.replace(',', ' ')} target"]


@pytest.mark.parametrize("name", COURSES)
def test_a_target_is_held_against_the_latest_that_says_how_far_it_is(name, target) -> None:
    row = target(name)
    said = dict(COURSES[name].said)
    if "days_left" in said:
        assert (row["required_per_month_low"] is not None) == said.pop("days_left")
        assert row["required_from_day_low"] is not None
    assert {column: row[column] for column in said} == said


def test_the_pace_towards_more_than_a_number_is_that_to_the_number(target) -> None:
    row = target("more than, behind")
    assert (row["pace_low"], row["pace_high"]) == (pytest.approx(0.6), pytest.approx(0.6))
    # What is attained keeps its bounds all the same.
    assert bounds(row, "attainment") == (0, False, pytest.approx(0.37), False)
    assert bounds(row, "missing")[::2] == (630, None)


def test_of_a_limit_nothing_is_missing_and_nothing_is_needed(target) -> None:
    for name in ("a limit kept", "a limit far off", "a limit in other words"):
        row = target(name)
        for stem in ("missing", "required_per_month", "required_from_day"):
            assert bounds(row, stem) == (None, None, None, None)


def test_what_an_undated_figure_lacks_keeps_its_ends(target) -> None:
    assert bounds(target("undated alone"), "required_from_day")[1::2] == (True, True)


HEADLINES = {
    "missed": (
        "甲市·missed：目标1000家的期限（2026-06-30）已过，最近公布900家，完成度90%，还差100家。",
        "City 1, missed: the target of 1,000 teams was due 2026-06-30;"
        " latest figure: 900 teams, 90% reached, 100 teams short.",
    ),
    "no result": (
        "甲市·no result：目标1000家的期限（2026-07-20）已过，没有公布结果。",
        "City 1, no result: the target of 1,000 teams was due 2026-07-20; no result has been published.",
    ),
    "met by the deadline": (
        "甲市·met by the deadline：目标1000家已经达成。",
        "City 1, met by the deadline: the target of 1,000 teams is met.",
    ),
    "met after the deadline": (
        "甲市·met after the deadline：目标1000家的期限（2026-06-30）已过，之后公布的数字达到了目标。",
        "City 1, met after the deadline: the target of 1,000 teams was due 2026-06-30;"
        " a figure dated later reaches it.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", HEADLINES)
def test_what_became_of_a_target_is_said_once_its_deadline_has_passed(name, lang, target) -> None:
    reader = view(lang=lang, known_on=LATER)
    title, _ = messages.progress([target(name)], reader)
    assert f"{title}{'。' if lang == 'zh' else '.'}" == HEADLINES[name][lang == "en"]
    late = "晚于期限" if lang == "zh" else "after the deadline"
    assert (late in marks.state_words(target(name), reader).split(marks.SEPARATOR)[0]) == (
        name == "met after the deadline"
    )


REVISED = """\
figure_id,city,indicator,scenario,figure,time_period,deadline,evidence,source_id
first,甲市,resident_teams,target,500家,2025-06,2027-12-31,B,D1
anew,甲市,resident_teams,target,1000家,2026-06,2027-12-31,B,D2
weaker,乙市,resident_teams,target,500家,2025-06,2027-12-31,B,D1
other,乙市,resident_teams,target,1000家,2026-06,2027-12-31,C,D2
at once,丙市,resident_teams,target,500家,2026-06,2027-12-31,B,D1
twice,丙市,resident_teams,target,1000家,2026-06,2027-12-31,B,D2
month,丁市,resident_teams,actual,500家,2026-06,,B,D6
in it,丁市,resident_teams,actual,1000家,2026-06-20,,B,D6
same,戊市,resident_teams,actual,500家,2026-06,,B,D6
month too,戊市,resident_teams,actual,1000家,2026-06,,B,D6
"""


def test_what_time_or_a_new_plan_explains_is_no_contradiction(make_small, serve) -> None:
    small = serve(make_small(figures=REVISED))
    pairs = {(row["first_id"], row["second_id"]) for row in small.ask("conflicts")}
    assert pairs == {("other", "weaker"), ("at once", "twice"), ("month too", "same")}


EXPIRING = """\
figure_id,city,indicator,scenario,figure,time_period,deadline,evidence,earmark,item_zh
long,甲市,resident_teams,target,800家,2026-01-01,2028-12-31,B,,
short,甲市,resident_teams,target,200家,2026-05-01,2026-08-31,A,,
fund,甲市,fund_size,actual,10亿元,2026-01-01,,B,opc,甲基金
"""


def test_once_its_deadline_has_passed_a_target_stands_behind_those_that_run(make_small, serve) -> None:
    small = serve(make_small(figures=EXPIRING))
    for day, goal in (("2026-08-31", "200家"), ("2026-09-01", "800家")):
        asked = {"known_on": day}
        per_team = small.rows("fund_per_team", basis="targeted", **asked)["甲市"]
        compared = small.rows("compare", scenario="target", **asked)["甲市"]
        (aimed,) = (row for row in small.ask("glance", **asked) if row["scenario"] == "target" and row["obs_text"])
        first = next(r for r in small.ask("city_figures", city=CODES["甲市"], **asked) if r["scenario"] == "target")
        assert {per_team["teams_text"], *(row["obs_text"] for row in (compared, aimed, first))} == {goal}
