"""Targets: their states, attainment, pace and run rates, at the corners of the bounds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import pytest

from opc import questions
from opc.warehouse import Row
from tests.opc.conftest import AREAS, CODES, bounds

INFINITY = None
MONTH = 30.44


@dataclass(frozen=True)
class Case:
    """A target in an area of its own and what was seen of it: (figure, date, what is counted, evidence) each."""

    state: str
    target: tuple[str, ...] = ("1000家", "2026-01-01", "opc", "B")
    deadline: str = "2026-12-31"
    seen: tuple[tuple[str, ...], ...] = ()
    later: tuple[str, ...] = ()
    later_deadline: str = ""
    indicator: str = "resident_teams"
    # Of the target, then of what was seen, and of the later target: for whom the money is, and what it is called.
    money: tuple[tuple[str, str], ...] = (("", ""),) * 3


def since_new_year(first: str, then: str) -> tuple[tuple[str, ...], ...]:
    """Two observations, on the first day and half way to the deadline of 364 days later."""
    return ((first, "2026-01-01"), (then, "2026-07-02"))


def fund(state: str, seen: tuple[str, str], later: tuple[str, str] | None = None) -> Case:
    """A planned fund for OPCs called 甲基金, the fund that was seen, and a later plan."""
    return Case(
        state, target=("1亿元", "2026-01-01", "-"), seen=(("50亿元", "2026-07-02", "-"),), indicator="fund_size",
        later=("2亿元", "2026-05-01", "-") if later else (), later_deadline="2026-12-31",
        money=(("opc", "甲基金"), seen, later or ("", "")),
    )  # fmt: skip


# From 100 towards 1000, half of the time gone: at 550 half of the way is done.
CASES = {
    "words": Case("unquantified", target=("合成示范城", "2026-01-01"), indicator="city_ambition"),
    "no deadline": Case("no_deadline", target=("超1000家", "2026-01-01"), deadline="", seen=(("51家", "2026-02-05"),)),
    "nothing seen": Case("no_observation"),
    "other counts": Case("definition_differs", seen=(("51家", "2026-02-05", "ai_startups"),)),
    "seen once": Case("one_observation", seen=(("550家", "2026-07-02"),)),
    "seen in a month": Case("one_observation", seen=(("550家", "2026-07"),)),
    "about the same day": Case("one_observation", seen=(("500家", "2026-07"), ("550家", "2026-07-02"))),
    "passed": Case("deadline_passed", deadline="2026-08-31", seen=(("550家", "2026-07-02"),)),
    "passed unseen": Case("deadline_passed", deadline="2026-08-31"),
    "reached": Case("achieved", seen=(("1000家", "2026-07-02"),)),
    "reached in time": Case("achieved", deadline="2026-08-31", seen=(("1000家", "2026-07-02"),)),
    "surely more": Case("achieved", target=("超1000家", "2026-01-01"), seen=(("1001家", "2026-07-02"),)),
    "not more": Case("one_observation", target=("超1000家", "2026-01-01"), seen=(("1000家", "2026-07-02"),)),
    "more of more": Case("achieved", target=("超1000家", "2026-01-01"), seen=(("超1000家", "2026-07-02"),)),
    "at least": Case("achieved", target=("1000家以上", "2026-01-01"), seen=(("1000家以上", "2026-07-02"),)),
    "at least of more": Case(
        "one_observation", target=("超1000家", "2026-01-01"), seen=(("1000家以上", "2026-07-02"),)
    ),
    "near": Case("one_observation", seen=(("近2000家", "2026-07-02"),)),
    "at most": Case("one_observation", seen=(("不超过2000家", "2026-07-02"),)),
    "partly above": Case("one_observation", seen=(("900家至1100家", "2026-07-02"),)),
    "pace 0.95": Case("on_track", seen=since_new_year("100家", "528家")),
    "below pace 0.95": Case("moderate", seen=since_new_year("100家", "527家")),
    # 38/208 over 40/208 is 0.95, and a little less in doubles.
    "pace 0.95 in doubles": Case(
        "on_track",
        target=("218家", "2026-06-01"),
        deadline="2026-12-26",
        seen=(("10家", "2026-06-01"), ("48家", "2026-07-11")),
    ),
    "pace 0.6": Case("moderate", seen=since_new_year("100家", "370家")),
    "below pace 0.6": Case("limited", seen=since_new_year("100家", "369家")),
    "no pace": Case("limited", seen=since_new_year("100家", "100家")),
    "shrinking": Case("moving_away", seen=since_new_year("100家", "99家")),
    # Towards an unbounded goal the share of the way nears nothing, and a loss is a loss all the same.
    "shrinking towards more": Case(
        "moving_away", target=("超1000家", "2026-01-01"), seen=since_new_year("100家", "99家")
    ),
    "perhaps shrinking": Case("undecided", target=("超1000家", "2026-01-01"), seen=since_new_year("100家", "近200家")),
    "surely fast": Case("on_track", seen=since_new_year("100家", "超600家")),
    "perhaps fast": Case("undecided", seen=since_new_year("100家", "超500家")),
    "a wide range": Case("undecided", seen=since_new_year("100家", "300家至700家")),
    "a narrow range": Case("moderate", seen=since_new_year("100家", "400家至500家")),
    # From 10–20 to 50 of 100: 30/80 to 40/90 of the way at the corners, not 30/90 to 40/80.
    "fallen below": Case("moving_away", target=("158家", "2026-01-01"), seen=since_new_year("186家", "144家")),
    "no lower end": Case("undecided", target=("近1000家", "2026-01-01"), seen=since_new_year("50家", "300家")),
    "met from below": Case("achieved", target=("100家", "2026-01-01"), seen=since_new_year("近50家", "200家")),
    "begun in a month": Case("undecided", seen=(("100家", "2026-01"), ("500家", "2026-07-02"))),
    "a vague start": Case("moderate", target=("100家", "2026-01-01"), seen=since_new_year("10家至20家", "50家")),
    "superseded": Case(
        "superseded", later=("2000家", "2026-05-01"), later_deadline="2026-12-31", seen=(("550家", "2026-07-02"),)
    ),
    "stated anew": Case("superseded", deadline="", later=("2000家", "2026-05-01"), later_deadline="2026-12-31"),
    "weaker word": Case("no_observation", later=("2000家", "2026-05-01", "opc", "C"), later_deadline="2026-12-31"),
    "milestone": Case("no_observation", later=("2000家", "2026-05-01"), later_deadline="2028-12-31"),
    "batch and stock": Case("one_observation", seen=(("首批51家", "2026-07-02"), ("60家", "2026-07-02"))),
    # A first batch is a part of the stock: from the one to the other nothing was gained.
    "batch then stock": Case("one_observation", seen=since_new_year("首批51家", "400家")),
    "stock then batch": Case("one_observation", seen=since_new_year("51家", "首批400家")),
    "batch between stocks": Case(
        "moderate", seen=(("100家", "2026-01-01"), ("首批90家", "2026-03-01"), ("500家", "2026-07-02"))
    ),
    "goal near": Case("one_observation", target=("近1000家", "2026-01-01"), seen=(("51家", "2026-07-02"),)),
    "goal near reached": Case("achieved", target=("近1000家", "2026-01-01"), seen=(("2000家", "2026-07-02"),)),
    "a vague date": Case("one_observation", seen=(("30家", "2026"), ("60家", "2026-07-02"))),
    "in part only": Case("no_observation"),
    "an AI start-up": Case("no_observation", target=("1000家", "2026-01-01", "ai_startups")),
    "small teams": Case("no_observation", target=("1000家", "2026-01-01", "opc_and_small_teams")),
    "residents": Case("no_observation", target=("1000家", "2026-01-01", "companies")),
    "a park": Case("no_observation", target=("10个", "2026-01-01", "parks"), indicator="communities"),
    "AI talent": Case("no_observation", target=("1000名", "2026-01-01", "ai_talent"), indicator="opc_talent"),
    "founders": Case("no_observation", target=("1000名", "2026-01-01", "founders"), indicator="opc_talent"),
    "the same fund": fund("achieved", ("opc", "甲基金")),
    "a fund for another purpose": fund("no_observation", ("ai", "甲基金")),
    "a fund of another name": fund("no_observation", ("opc", "乙基金")),
    "a fund without a name": fund("no_observation", ("opc", "")),
    "a later plan for the same fund": fund("superseded", ("ai", "乙基金"), ("opc", "甲基金")),
    "a later plan for another fund": fund("no_observation", ("ai", "乙基金"), ("opc", "乙基金")),
}


def _tables() -> dict[str, str]:
    """Raw files in which each case is a district of 甲市 with the name of the case."""
    areas = [AREAS.rstrip(), *(f"{CODES['甲市']},{name},{name},district" for name in CASES)]
    areas.append(f"{CODES['甲市']},a community in it,a community in it,community")
    columns = "area,indicator,scenario,figure,time_period,deadline,counts,evidence,source_id,earmark,item_zh"
    figures = [f"figure_id,city,{columns}"]

    def row(name: str, number: str, case: Case, scenario: str, statement: tuple[str, ...], deadline: str = "") -> None:
        figure, day, counts, evidence = (*statement, *("opc", "B")[len(statement) - 2 :])
        counts = "" if case.indicator in ("city_ambition", "fund_size") else counts
        money = case.money[1 if scenario == "actual" else 0 if number == "target" else 2]
        where = f"甲市,{name},{case.indicator},{scenario}"
        source = "D6" if scenario == "actual" else "D1" if number == "target" else "D2"
        figures.append(
            f"{name} {number},{where},{figure},{day},{deadline},{counts},{evidence},{source},{','.join(money)}"
        )

    for name, case in CASES.items():
        row(name, "target", case, "target", case.target, case.deadline)
        if case.later:
            row(name, "later target", case, "target", case.later, case.later_deadline)
        for number, statement in enumerate(case.seen, 1):
            row(name, str(number), case, "actual", statement)
    row("a community in it", "1", CASES["in part only"], "actual", ("900家", "2026-07-02"))
    return {"areas": "\n".join(areas), "figures": "\n".join(figures)}


@pytest.fixture
def targets(make_small, serve) -> Callable[..., dict[str, Row]]:
    """Ask for the targets and get them by number, such as 'seen once target'."""
    small = serve(make_small(**_tables()))
    return lambda **given: small.rows("progress", key="observation_id", **given)


@pytest.mark.parametrize("name", CASES)
def test_a_target_is_in_the_state_that_the_rules_say(name, targets) -> None:
    assert targets()[f"{name} target"]["state"] == CASES[name].state


def test_every_state_has_an_example() -> None:
    from opc.text import entries

    states = {key.removeprefix("progress.state.") for key in entries() if key.startswith("progress.state.")}
    assert {case.state for case in CASES.values()} == states


ATTAINMENTS = {
    # 51 of 超1000 is under 5.1 %, open; of exactly 1000 it is 55 %.
    "no deadline": (0, False, 0.051, False),
    "seen once": (0.55, True, 0.55, True),
    "reached": (1, True, 1, True),
    "surely more": (0, False, 1.001, False),
    "more of more": (0, False, None, None),
    "at least": (0, False, None, None),
    "near": (0, True, 2, False),
    "at most": (0, True, 2, True),
    "partly above": (0.9, True, 1.1, True),
    "goal near": (0.051, False, None, None),
    "passed": (0.55, True, 0.55, True),
}


@pytest.mark.parametrize("name", ATTAINMENTS)
def test_attainment_is_given_at_the_corners_of_the_bounds(name, targets) -> None:
    assert bounds(targets()[f"{name} target"], "attainment") == ATTAINMENTS[name]


@pytest.mark.parametrize("name", ["nothing seen", "other counts", "passed unseen", "words", "in part only"])
def test_without_an_observation_of_the_same_kind_there_is_no_attainment(name, targets) -> None:
    row = targets()[f"{name} target"]
    assert bounds(row, "attainment") == (None, None, None, None)
    assert row["latest_text"] is None


# Number of a target, its state, whether figures of parts of its area are known, what it shows.
WITHIN = [
    ("H028", "no_observation", False, "the OPC fund that Dongguan plans, beside its AI funds"),
    ("F004", "no_observation", True, "a city of which communities count their teams"),
    ("F051", "no_observation", True, "a new area with communities of no known district"),
    ("G018", "no_observation", False, "a community beside another one"),
    ("F015", "no_observation", False, "a sub-district beside communities of other districts"),
    ("G041", "no_observation", False, "a district of which only the whole city is counted"),
]


@pytest.mark.parametrize(("number", "state", "has_parts", "shows"), WITHIN, ids=[case[3] for case in WITHIN])
def test_what_is_of_another_place_or_another_fund_says_nothing_of_a_target(
    number, state, has_parts, shows, real_warehouse
) -> None:
    rows = questions.ask("progress", {"evidence": "D"}, date(2026, 11, 23))
    (row,) = (row for row in rows if row["observation_id"] == number)
    assert (row["state"], row["latest_text"], row["parts_observed"] > 0) == (state, None, has_parts)


def test_a_figure_of_a_part_is_not_counted_towards_the_whole(targets) -> None:
    row = targets()["in part only target"]
    assert row["latest_text"] is None
    assert row["parts_observed"] > 0


# 182 days lie between 2 July and the end of the year.
RATES = {
    "seen once": (450 / 182, True, 450 / 182, True),
    "seen in a month": (450 / 183, True, 450 / 153, True),
    "not more": (0, False, None, None),
    "partly above": (0, True, 100 / 182, True),
    "near": (0, True, 1000 / 182, True),
    "pace 0.95": (472 / 182, True, 472 / 182, True),
    "a narrow range": (500 / 182, True, 600 / 182, True),
}


@pytest.mark.parametrize("name", RATES)
def test_the_run_rate_required_is_what_is_missing_over_the_days_left_a_month(name, targets) -> None:
    row = targets()[f"{name} target"]
    low, low_closed, high, high_closed = RATES[name]
    assert row["required_per_month_low"] == pytest.approx(low * MONTH)
    assert row["required_per_month_high"] == (None if high is None else pytest.approx(high * MONTH))
    assert row["required_per_month_low_closed"] == low_closed
    if high is not None:
        assert row["required_per_month_high_closed"] == high_closed


NO_RATE = ["no deadline", "nothing seen", "passed", "passed unseen", "reached", "surely more", "words", "other counts"]


@pytest.mark.parametrize("name", NO_RATE)
def test_no_run_rate_is_required_where_it_would_mean_nothing(name, targets) -> None:
    row = targets()[f"{name} target"]
    for stem in ("required_per_month", "required_from_day"):
        assert bounds(row, stem) == (None, None, None, None)


# What is missing is known without a deadline, and after it, too.
MISSING = {
    "no deadline": (949, False, None, None),
    "passed": (450, True, 450, True),
    "seen once": (450, True, 450, True),
    "not more": (0, False, None, None),
    "near": (0, True, 1000, True),
    "partly above": (0, True, 100, True),
    "a narrow range": (500, True, 600, True),
    **dict.fromkeys(
        ("nothing seen", "passed unseen", "reached", "surely more", "words", "other counts"), (None, None, None, None)
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_the_latest_figure_lacks_is_given_at_the_corners_of_the_bounds(name, targets) -> None:
    assert bounds(targets()[f"{name} target"], "missing") == MISSING[name]


# On 30 September 92 days are left. What is missing does not change until the next figure, so less time makes it more.
FROM_DAY = {
    "seen once": (450, True, 450, True),
    "seen in a month": (450, True, 450, True),
    "not more": (0, False, None, None),
    "partly above": (0, True, 100, True),
    "a narrow range": (500, True, 600, True),
    "goal near": (0, None, 949, False),
}


@pytest.mark.parametrize("name", FROM_DAY)
def test_from_the_day_of_the_reader_on_what_is_missing_is_due_in_the_days_then_left(name, targets) -> None:
    row = targets()[f"{name} target"]
    low, low_closed, high, high_closed = FROM_DAY[name]
    assert bounds(row, "missing")[::2] == (low, high)
    assert row["required_from_day_low"] == pytest.approx(low / 92 * MONTH)
    assert row["required_from_day_high"] == (None if high is None else pytest.approx(high / 92 * MONTH))
    for stem in ("missing", "required_from_day"):
        assert bounds(row, stem)[3] == high_closed
        assert not low or bounds(row, stem)[1] == low_closed


def test_on_the_last_day_what_is_missing_is_given_and_no_rate_a_month(targets) -> None:
    row = targets(known_on=date(2026, 12, 31))["seen once target"]
    assert bounds(row, "missing") == (450, True, 450, True)
    assert bounds(row, "required_from_day") == (None, None, None, None)


def test_the_run_rate_required_from_the_latest_figure_on_does_not_hang_on_the_day(targets) -> None:
    days = (date(2026, 8, 31), date(2026, 12, 30))
    early, late = (bounds(targets(known_on=day)["seen once target"], "required_per_month") for day in days)
    assert early == late


def test_the_run_rate_observed_needs_two_observations(targets) -> None:
    rows = targets()
    assert bounds(rows["pace 0.95 target"], "observed_per_month")[::2] == pytest.approx((428 / 182 * MONTH,) * 2)
    assert bounds(rows["seen once target"], "observed_per_month") == (None, None, None, None)
    assert bounds(rows["about the same day target"], "observed_per_month") == (None, None, None, None)


def test_pace_is_the_share_of_the_way_over_the_share_of_the_time(targets) -> None:
    rows = targets()
    assert rows["pace 0.6 target"]["pace_low"] == pytest.approx(0.6)
    assert rows["pace 0.6 target"]["pace_high"] == pytest.approx(0.6)
    assert rows["seen once target"]["pace_low"] is None
    assert (rows["surely fast target"]["pace_low"], rows["surely fast target"]["pace_high"]) == (
        pytest.approx(500 / 900 * 2), INFINITY,
    )  # fmt: skip


def test_months_ahead_are_negative_where_a_target_is_behind(targets) -> None:
    rows = targets()
    behind = (370 - 100) / 900 - 0.5
    assert rows["pace 0.6 target"]["months_ahead_low"] == pytest.approx(behind * 364 / MONTH)
    assert rows["pace 0.6 target"]["months_ahead_high"] == pytest.approx(behind * 364 / MONTH)
    assert rows["surely fast target"]["months_ahead_low"] > 0
    assert rows["surely fast target"]["months_ahead_high"] is INFINITY
    assert rows["seen once target"]["months_ahead_low"] is None


def test_months_ahead_are_given_at_the_corners_of_a_start_that_is_not_known_to_the_day(targets) -> None:
    row = targets()["begun in a month target"]
    # 182 days are left on 2 July; from the first day of January the way takes 364 days, from its last 334.
    ends = [(400 / 900 - 1) * days + 182 for days in (364, 334)]
    assert bounds_of(row, "months_ahead") == [pytest.approx(end / MONTH) for end in sorted(ends)]


def test_months_ahead_are_given_at_the_corners_of_a_start_that_is_not_known_to_the_team(targets) -> None:
    row = targets()["met from below target"]
    ways = [(200 - start) / (100 - start) for start in (0, 50)]
    assert bounds_of(row, "months_ahead") == [pytest.approx(((way - 1) * 364 + 182) / MONTH) for way in sorted(ways)]


def test_without_a_start_below_the_goal_there_is_no_pace(targets) -> None:
    rows = targets()
    for name in ("fallen below", "no lower end"):
        assert bounds_of(rows[f"{name} target"], "pace") == [None, None]
        assert bounds_of(rows[f"{name} target"], "months_ahead") == [None, None]


def bounds_of(row: Row, stem: str) -> list[float | None]:
    """Both ends, without whether they belong to it."""
    return [row[f"{stem}_low"], row[f"{stem}_high"]]


COUNTED = {
    "seen once": False, "other counts": False, "an AI start-up": True, "small teams": True, "residents": False,
    "a park": True, "AI talent": True, "founders": False,
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTED)
def test_a_target_of_something_else_than_its_indicator_is_named_after_says_so(name, targets) -> None:
    assert targets()[f"{name} target"]["counts_differ"] == COUNTED[name]


def test_a_superseded_target_is_kept_beside_the_one_that_took_its_place(targets) -> None:
    rows = targets()
    assert rows["superseded target"]["state"] == "superseded"
    assert rows["superseded later target"]["state"] == "one_observation"
    assert rows["weaker word later target"]["state"] == "no_observation"
    assert rows["milestone later target"]["state"] == "no_observation"


def test_a_stock_is_the_latest_figure_before_a_first_batch_of_the_same_day(targets) -> None:
    assert targets()["batch and stock target"]["latest_text"] == "60家"


def test_a_vaguer_date_is_not_a_later_observation(targets) -> None:
    assert targets()["a vague date target"]["latest_text"] == "60家"


def test_a_deadline_passes_the_day_after_it(targets) -> None:
    assert targets(known_on=date(2026, 8, 31))["passed target"]["state"] == "one_observation"
    assert targets(known_on=date(2026, 9, 1))["passed target"]["state"] == "deadline_passed"


def test_time_gone_is_counted_from_the_statement_to_the_deadline(targets) -> None:
    assert targets(known_on=date(2026, 7, 2))["seen once target"]["time_gone"] == pytest.approx(0.5)
    assert targets()["passed target"]["time_gone"] == 1
    assert targets()["no deadline target"]["time_gone"] is None


def test_targets_are_chosen_by_indicator_and_by_whether_they_state_a_number(targets) -> None:
    every = targets()
    assert targets(indicator="", numbers="all") == every
    some = targets(indicator="communities,opc_talent")
    assert some == {key: row for key, row in every.items() if row["indicator"] in ("communities", "opc_talent")}
    stated, in_words = targets(numbers="with"), targets(numbers="without")
    assert {row["state"] for row in in_words.values()} == {"unquantified"}
    assert stated | in_words == every
    assert not stated.keys() & in_words.keys()
    assert targets(indicator="communities", numbers="without") == {}
    seen, unseen = targets(numbers="seen"), targets(numbers="unseen")
    assert all(row["latest_text"] for row in seen.values())
    assert not any(row["latest_text"] for row in unseen.values())
    assert seen | unseen == stated
    assert not seen.keys() & unseen.keys()


def test_coverage_counts_targets_among_the_figures(targets) -> None:
    row = next(row for row in questions.ask("coverage", {}, date(2026, 9, 30)) if row["family"] == "teams")
    assert row["name_zh"] == "甲市"
    # Communities, talent and city ambitions are of other families.
    teams = [case for case in CASES.values() if case.indicator == "resident_teams"]
    assert row["targets"] == sum(1 + bool(case.later) for case in teams)


PACES = (1, 7, 40, 45, 450)


@pytest.mark.parametrize("pace", PACES)
def test_a_target_is_met_on_the_first_whole_day_on_which_its_goal_is_reached_or_passed(pace, targets) -> None:
    """A millionth of a day is less than a figure moves in any of these, and more than the noise of doubles."""

    def missing(row: Row, there: str, goal: str, days: int) -> Fraction:
        return Fraction(row[goal]) - Fraction(row[there]) - Fraction(pace * days * 100, 3044)

    checked = 0
    for row in targets(pace=pace).values():
        seen = date.fromisoformat(row["latest_period"]) if len(row["latest_period"] or "") == 10 else None
        if not seen or row["latest_high"] is None or row["low"] is None:
            continue
        checked += 1
        is_reached = row["low_closed"] and row["latest_high_closed"]
        days = (row["met_from"] - seen).days if row["met_from"] else 36525
        rest, before = (missing(row, "latest_high", "low", at) for at in (days, days - 1))
        assert row["met_from"] is None or rest < 0 or (rest == 0 and is_reached)
        assert days == 0 or before > 0 or (before == 0 and not is_reached)
        if row["met_until"] and row["latest_low"] is not None:
            days = (row["met_until"] - seen).days
            assert missing(row, "latest_low", "high", days) <= 0
            assert days == 0 or missing(row, "latest_low", "high", days - 1) > 0
    assert checked > 20


def test_what_is_to_be_more_than_a_number_is_not_met_at_it(targets) -> None:
    rows = targets(pace=40)
    # On the 722nd day 51 have become 999.75; 1,000 is not more than 1,000 either.
    assert rows["no deadline target"]["met_from"] == date(2026, 2, 5) + timedelta(723)
    assert rows["not more target"]["met_from"] == date(2026, 7, 3)
    assert targets(pace=1)["seen once target"]["met_from"] == date(2026, 7, 2) + timedelta(13698)
