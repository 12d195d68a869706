"""What the named queries promise: rows given in raw files, rows expected of the query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opc import questions
from opc.warehouse import Row
from tests.opc.conftest import AREAS, CODES, STEMS, Small

INFINITY = None
MONTH = 30.44


def bounds(row: Row, stem: str = "") -> tuple:
    """Low, whether it is closed, high, whether it is closed; an unbounded end says None twice."""
    at = f"{stem}_" if stem else ""
    ends = []
    for end in ("low", "high"):
        value = row[f"{at}{end}"]
        ends += [value, None if value is None else row[f"{at}{end}_closed"]]
    return tuple(ends)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Small]:
    """Put a folder into service."""

    def serve_folder(folder: Path) -> Small:
        monkeypatch.setenv("OPC_WAREHOUSE", str(folder))
        return Small(folder)

    return serve_folder


# ---- compare --------------------------------------------------------------------------------------------------------

QUALIFIERS = {
    "甲市": ("=", 100, True, 100, True),
    "乙市": (">", 1000, False, None, None),
    "丙市": (">=", 200, True, None, None),
    "丁市": ("<", None, None, 90, False),
    "戊市": ("<=", None, None, 80, True),
    "己市": ("~", 130, True, 130, True),
    "庚市": ("range", 10, True, 20, True),
    "辛市": ("=", 51, True, 51, True),
}


@pytest.mark.parametrize("city", QUALIFIERS)
def test_a_figure_keeps_the_bounds_of_its_phrase(city, small) -> None:
    comparator, *ends = QUALIFIERS[city]
    row = small.rows("compare")[city]
    assert (row["comparator"], *bounds(row)) == (comparator, *ends)
    assert row["status"] == "disclosed"
    assert row["is_partial"] == (city == "辛市")


def test_a_city_that_discloses_nothing_stays_in_the_comparison(small) -> None:
    rows = small.rows("compare")
    assert len(rows) == len(STEMS)
    assert (rows["壬市"]["status"], rows["壬市"]["obs_text"], rows["壬市"]["leads"]) == ("not_disclosed", None, 0)
    assert bounds(rows["壬市"]) == (None, None, None, None)


def test_only_cities_that_were_chosen_are_compared(small) -> None:
    assert set(small.rows("compare", cities=[CODES["甲市"], CODES["壬市"]])) == {"甲市", "壬市"}


def test_a_lead_below_the_evidence_floor_is_counted_and_shown_only_where_the_floor_is_lowered(small) -> None:
    row = small.rows("compare")["癸市"]
    assert (row["status"], row["obs_text"], row["claims"], row["leads"]) == ("not_disclosed", None, 0, 1)
    row = small.rows("compare", evidence="D")["癸市"]
    assert (row["status"], row["low"], row["claims"], row["leads"]) == ("disclosed", 70, 1, 0)
    assert {row["status"] for row in small.ask("compare", evidence="A")} == {"not_disclosed"}


def test_the_surely_largest_comes_first_and_the_not_disclosed_last(small) -> None:
    rows = small.ask("compare")
    assert [row["name_zh"] for row in rows][:4] == ["乙市", "丙市", "己市", "甲市"]
    assert [row["status"] for row in rows] == ["disclosed"] * 8 + ["not_disclosed"] * 2


def test_per_resident_the_bounds_are_those_per_million(small) -> None:
    rows = small.rows("compare", per="resident")
    assert bounds(rows["甲市"]) == (100, True, 100, True)
    assert bounds(rows["乙市"]) == (1000, False, None, None)
    assert bounds(rows["庚市"]) == (10, True, 20, True)
    low, *high = rows["丁市"]["low"], rows["丁市"]["high"], rows["丁市"]["high_closed"]
    assert (low or 0, *high) == (0, 90, False)


def test_per_resident_nothing_is_computed_where_the_census_is_blank(small) -> None:
    row = small.rows("compare", per="resident")["丙市"]
    assert (row["status"], row["low"], row["high"]) == ("no_population", None, None)
    assert small.rows("compare")["丙市"]["status"] == "disclosed"


def test_provinces_and_the_country_never_appear_among_cities(small) -> None:
    for query in ("cities", "compare", "ranks", "coverage", "leaders"):
        rows = small.ask(query)
        assert rows, query
        assert {row["ref_area"] for row in rows} <= set(CODES.values()), query
    assert all(row["area_level"] not in ("province", "country") for row in small.ask("compare"))


# Two claims of a city, each time the better one first.
PREFERRED = """\
figure_id,city,area,indicator,figure,time_period,evidence,source_id
甲 stock,甲市,东区社区,resident_teams,40家,2025-06-01,C,D5
甲 batch,甲市,甲市,resident_teams,首批51家,2026-03-01,A,D2
乙 whole,乙市,乙市,resident_teams,30家,2025-06-01,C,D5
乙 part,乙市,西区,resident_teams,300家,2026-03-01,A,D2
丙 better,丙市,丙市,resident_teams,20家,2025-06-01,B,D5
丙 later,丙市,丙市,resident_teams,25家,2026-03-01,C,D2
丁 later,丁市,丁市,resident_teams,20家,2026-03-01,B,D5
丁 earlier,丁市,丁市,resident_teams,25家,2025-06-01,B,D2
戊 day,戊市,戊市,resident_teams,20家,2026-03-01,B,D5
戊 year,戊市,戊市,resident_teams,25家,2026,B,D2
己 dated,己市,己市,resident_teams,20家,2025-06-01,B,D5
己 undated,己市,己市,resident_teams,25家,-,B,D2
庚 district,甲市,东区,communities,20个,2025-06-01,C,D5
庚 community,甲市,东区社区,communities,25个,2026-03-01,A,D2
"""


@pytest.fixture
def preferred(make_small_once, serve) -> Small:
    return serve(make_small_once("preferred", figures=PREFERRED))


@pytest.fixture(scope="module")
def make_small_once(make_small) -> Callable[..., Path]:
    """Build each small warehouse of this module once."""
    built: dict[str, Path] = {}

    def make(name: str, **tables: str) -> Path:
        return built.get(name) or built.setdefault(name, make_small(**tables))

    return make


PREFERENCES = [
    pytest.param("甲市", "甲 stock", id="a stock before a first batch"),
    pytest.param("乙市", "乙 whole", id="the whole city before a part"),
    pytest.param("丙市", "丙 better", id="then the better evidence"),
    pytest.param("丁市", "丁 later", id="then the later date"),
    pytest.param("戊市", "戊 day", id="a vaguer date is not a later one"),
    pytest.param("己市", "己 dated", id="a date before none"),
]


@pytest.mark.parametrize(("city", "figure"), PREFERENCES)
def test_the_preferred_claim_is_chosen_by_rule_and_the_other_is_counted(city, figure, preferred) -> None:
    row = preferred.rows("compare")[city]
    assert (row["observation_id"], row["claims"]) == (figure, 2)


def test_a_district_comes_before_one_community(preferred) -> None:
    assert preferred.rows("compare", indicator="communities")["甲市"]["observation_id"] == "庚 district"


KNOWN = """\
figure_id,city,indicator,figure,time_period,source_id
day,甲市,resident_teams,50家,2026-01-01,D1
newer,甲市,resident_teams,60家,2026-06-01,D2
month,乙市,resident_teams,70家,2026-05-02,D3
undated,丙市,resident_teams,80家,2026-05-02,D4
"""
KNOWN_ON = [
    ("甲市", "2025-12-31", None),
    ("甲市", "2026-01-01", 50),
    ("甲市", "2026-05-31", 50),
    ("甲市", "2026-06-01", 60),
    # A document of May was surely public at the end of May; one without a date when it was collected.
    ("乙市", "2026-05-30", None),
    ("乙市", "2026-05-31", 70),
    ("丙市", "2026-08-31", None),
    ("丙市", "2026-09-01", 80),
]


@pytest.mark.parametrize(("city", "day", "teams"), KNOWN_ON)
def test_only_what_was_surely_public_by_the_day_is_used(city, day, teams, make_small_once, serve) -> None:
    row = serve(make_small_once("known", figures=KNOWN)).rows("compare", known_on=date.fromisoformat(day))[city]
    assert row["low"] == teams
    assert row["status"] == ("not_disclosed" if teams is None else "disclosed")


# ---- progress -------------------------------------------------------------------------------------------------------


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


def since_new_year(first: str, then: str) -> tuple[tuple[str, ...], ...]:
    """Two observations, on the first day and half way to the deadline of 364 days later."""
    return ((first, "2026-01-01"), (then, "2026-07-02"))


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
    "pace 0.6": Case("moderate", seen=since_new_year("100家", "370家")),
    "below pace 0.6": Case("limited", seen=since_new_year("100家", "369家")),
    "no pace": Case("limited", seen=since_new_year("100家", "100家")),
    "shrinking": Case("moving_away", seen=since_new_year("100家", "99家")),
    "surely fast": Case("on_track", seen=since_new_year("100家", "超600家")),
    "perhaps fast": Case("undecided", seen=since_new_year("100家", "超500家")),
    "a wide range": Case("undecided", seen=since_new_year("100家", "300家至700家")),
    "a narrow range": Case("moderate", seen=since_new_year("100家", "400家至500家")),
    # From 10–20 to 50 of 100: 30/80 to 40/90 of the way at the corners, not 30/90 to 40/80.
    "a vague start": Case("moderate", target=("100家", "2026-01-01"), seen=since_new_year("10家至20家", "50家")),
    "superseded": Case(
        "superseded", later=("2000家", "2026-05-01"), later_deadline="2026-12-31", seen=(("550家", "2026-07-02"),)
    ),
    "stated anew": Case("superseded", deadline="", later=("2000家", "2026-05-01"), later_deadline="2026-12-31"),
    "weaker word": Case("no_observation", later=("2000家", "2026-05-01", "opc", "C"), later_deadline="2026-12-31"),
    "milestone": Case("no_observation", later=("2000家", "2026-05-01"), later_deadline="2028-12-31"),
    "batch and stock": Case("one_observation", seen=(("首批51家", "2026-07-02"), ("60家", "2026-07-02"))),
    "goal near": Case("one_observation", target=("近1000家", "2026-01-01"), seen=(("51家", "2026-07-02"),)),
    "goal near reached": Case("achieved", target=("近1000家", "2026-01-01"), seen=(("2000家", "2026-07-02"),)),
    "a vague date": Case("one_observation", seen=(("30家", "2026"), ("60家", "2026-07-02"))),
    "in part only": Case("no_observation"),
}


def _tables() -> dict[str, str]:
    """Raw files in which each case is a district of 甲市 with the name of the case."""
    areas = [AREAS.rstrip(), *(f"{CODES['甲市']},{name},{name},district" for name in CASES)]
    areas.append(f"{CODES['甲市']},a community in it,a community in it,community")
    figures = ["figure_id,city,area,indicator,scenario,figure,time_period,deadline,counts,evidence,source_id"]

    def row(name: str, number: str, case: Case, scenario: str, statement: tuple[str, ...], deadline: str = "") -> None:
        figure, day, counts, evidence = (*statement, *("opc", "B")[len(statement) - 2 :])
        counts = counts if case.indicator == "resident_teams" else ""
        where = f"甲市,{name},{case.indicator},{scenario}"
        source = "D6" if scenario == "actual" else "D1" if number == "target" else "D2"
        figures.append(f"{name} {number},{where},{figure},{day},{deadline},{counts},{evidence},{source}")

    for name, case in CASES.items():
        row(name, "target", case, "target", case.target, case.deadline)
        if case.later:
            row(name, "later target", case, "target", case.later, case.later_deadline)
        for number, statement in enumerate(case.seen, 1):
            row(name, str(number), case, "actual", statement)
    row("a community in it", "1", CASES["in part only"], "actual", ("900家", "2026-07-02"))
    return {"areas": "\n".join(areas), "figures": "\n".join(figures)}


@pytest.fixture
def targets(make_small_once, serve) -> Callable[..., dict[str, Row]]:
    """Ask for the targets and get them by number, such as 'seen once target'."""
    small = serve(make_small_once("progress", **_tables()))
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
    "near": (0, None, 1000 / 182, True),
    "pace 0.95": (472 / 182, True, 472 / 182, True),
    "a narrow range": (500 / 182, True, 600 / 182, True),
}


@pytest.mark.parametrize("name", RATES)
def test_the_run_rate_required_is_what_is_missing_over_the_days_left_a_month(name, targets) -> None:
    row = targets()[f"{name} target"]
    low, low_closed, high, high_closed = RATES[name]
    assert row["required_per_month_low"] == pytest.approx(low * MONTH)
    assert row["required_per_month_high"] == (None if high is None else pytest.approx(high * MONTH))
    if low:
        assert row["required_per_month_low_closed"] == low_closed
    if high is not None:
        assert row["required_per_month_high_closed"] == high_closed


NO_RATE = ["no deadline", "nothing seen", "passed", "passed unseen", "reached", "surely more", "words", "other counts"]


@pytest.mark.parametrize("name", NO_RATE)
def test_no_run_rate_is_required_where_it_would_mean_nothing(name, targets) -> None:
    row = targets()[f"{name} target"]
    assert (row["required_per_month_low"], row["required_per_month_high"]) == (None, None)


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


# ---- money ----------------------------------------------------------------------------------------------------------

FUNDS = """\
figure_id,city,indicator,scenario,figure,earmark,item_zh,evidence,time_period
甲 teams,甲市,resident_teams,actual,超1000家,,,B,
甲 goal,甲市,resident_teams,target,2000家,,,B,
甲 fund,甲市,fund_size,actual,50亿元,opc,甲基金,B,
甲 phase,甲市,fund_size,actual,首期10亿元,opc,甲基金,A,2026-05-01
甲 retold,甲市,fund_size,actual,51亿元,opc,甲基金,C,2026-05-01
甲 ai,甲市,fund_size,actual,20亿元,ai,甲AI基金,B,
甲 credit,甲市,credit_line,actual,100亿元,opc,甲授信,B,
甲 budget,甲市,special_budget,actual,每年3亿元,opc,甲专项,B,
乙 teams,乙市,resident_teams,actual,近200家,,,B,
乙 fund,乙市,fund_size,actual,2亿元,opc,乙基金,B,
丙 teams,丙市,resident_teams,actual,100家,,,B,
丙 first,丙市,fund_size,actual,超10亿元,opc,丙一号,B,
丙 second,丙市,fund_size,actual,5亿元,opc,丙二号,B,
丁 fund,丁市,fund_size,actual,1亿元,opc,丁基金,B,
戊 teams,戊市,resident_teams,actual,100家,,,B,
戊 first,戊市,fund_size,actual,最高3亿元,opc,戊一号,B,
戊 second,戊市,fund_size,actual,1亿元,opc,戊二号,B,
己 teams,己市,resident_teams,actual,100家,,,B,
己 plan,己市,fund_size,target,9亿元,opc,己基金,A,
己 fund,己市,fund_size,actual,1亿元,opc,己基金,B,
庚 teams,庚市,resident_teams,actual,100家,,,B,
庚 lead,庚市,fund_size,actual,1亿元,opc,庚基金,D,
辛 teams,辛市,resident_teams,actual,0家,,,B,
辛 fund,辛市,fund_size,actual,1亿元,opc,辛基金,B,
"""
M = 1_000_000
PER_TEAM = {
    # 5 bn over more than 1,000 teams is less than 5 m a team.
    "甲市": (0, False, 5 * M, False),
    # 200 m over fewer than 200 teams is more than 1 m.
    "乙市": (M, False, None, None),
    # A sum with an unbounded part stays unbounded.
    "丙市": (15 * M, False, None, None),
    "丁市": (None, None, None, None),
    "戊市": (None, None, 4 * M, True),
    "己市": (M, True, M, True),
    "辛市": (None, None, None, None),
}


@pytest.fixture
def money(make_small_once, serve) -> Small:
    return serve(make_small_once("funds", figures=FUNDS))


@pytest.mark.parametrize("city", PER_TEAM)
def test_money_over_teams_keeps_the_bounds_of_both(city, money) -> None:
    assert bounds(money.rows("fund_per_team")[city]) == PER_TEAM[city]


def test_money_without_teams_stays_in_the_list(money) -> None:
    row = money.rows("fund_per_team")["丁市"]
    assert (row["funds_text"], row["teams_text"], row["money_low"]) == ("1亿元", None, 100 * M)


def test_a_first_phase_is_not_added_to_its_fund_and_a_claim_told_twice_counts_once(money) -> None:
    row = money.rows("fund_per_team")["甲市"]
    assert (row["fund_ids"], row["money_low"], row["money_high"]) == (["甲 fund"], 5000 * M, 5000 * M)


def test_only_money_for_opcs_is_divided_unless_the_reader_lets_in_more(money) -> None:
    assert {row["earmark"] for row in money.ask("fund_per_team")} == {"opc"}
    rows = money.ask("fund_per_team", earmark=["opc", "ai"], cities=[CODES["甲市"]])
    assert [(row["earmark"], row["high"], row["high_closed"]) for row in rows] == [
        ("opc", 5 * M, False), ("ai", 2 * M, False),
    ]  # fmt: skip
    assert money.ask("fund_per_team", earmark=["general"]) == []


def test_credit_lines_and_budgets_are_never_divided(money) -> None:
    rows = money.ask("fund_per_team", earmark=["opc", "ai", "general"])
    assert not {"甲 credit", "甲 budget"} & {number for row in rows for number in row["fund_ids"]}


def test_a_planned_fund_is_not_divided(money) -> None:
    assert money.rows("fund_per_team")["己市"]["fund_ids"] == ["己 fund"]


def test_money_over_the_teams_targeted(money) -> None:
    rows = money.rows("fund_per_team", basis="targeted")
    assert bounds(rows["甲市"]) == (2.5 * M, True, 2.5 * M, True)
    assert bounds(rows["乙市"]) == (None, None, None, None)


def test_money_on_evidence_below_the_floor_is_left_out(money) -> None:
    assert "庚市" not in money.rows("fund_per_team")
    assert money.rows("fund_per_team", evidence="D")["庚市"]["low"] == M


def test_every_kind_of_money_is_listed_and_each_fund_once(money) -> None:
    listed = [row["observation_id"] for row in money.ask("funds", cities=[CODES["甲市"]])]
    assert sorted(listed) == ["甲 ai", "甲 budget", "甲 credit", "甲 fund", "甲 phase"]


def test_a_plan_for_a_fund_does_not_hide_the_fund(money) -> None:
    listed = {row["observation_id"] for row in money.ask("funds", cities=[CODES["己市"]])}
    assert listed == {"己 plan", "己 fund"}


# ---- coverage and ledger --------------------------------------------------------------------------------------------


def _coverage(small: Small, city: str, family: str, **given: Any) -> Row:
    found = [row for row in small.ask("coverage", **given) if (row["name_zh"], row["family"]) == (city, family)]
    assert len(found) == 1
    return found[0]


def test_coverage_has_every_city_and_family_also_where_nothing_is_disclosed(small) -> None:
    rows = small.ask("coverage")
    families = {row["family"] for row in rows}
    assert families == {"teams", "people", "spaces", "funds"}
    assert len(rows) == len(STEMS) * len(families)
    nothing = _coverage(small, "壬市", "teams")
    assert (nothing["figures"], nothing["best_evidence"], nothing["figures_of_city"]) == (0, None, 0)


def test_coverage_counts_what_is_known_on_the_evidence_and_day_of_the_view(small) -> None:
    row = _coverage(small, "甲市", "teams")
    assert (row["figures"], row["best_evidence"], row["policies"], row["events"]) == (1, "B", 1, 1)
    assert _coverage(small, "癸市", "teams")["figures"] == 0
    assert _coverage(small, "癸市", "teams", evidence="D")["figures"] == 1
    assert [_coverage(small, "乙市", "teams", evidence=floor)["policies"] for floor in "CD"] == [0, 1]
    before = _coverage(small, "甲市", "teams", known_on=date(2025, 12, 31))
    assert (before["figures"], before["policies"], before["events"]) == (0, 0, 0)


def test_coverage_counts_targets_among_the_figures(targets) -> None:
    row = next(row for row in questions.ask("coverage", {}, date(2026, 9, 30)) if row["family"] == "teams")
    assert row["name_zh"] == "甲市"
    # City ambitions are words and belong to no family of figures.
    assert row["targets"] == sum(1 + bool(case.later) for case in CASES.values()) - 1


def _found(small: Small, **given: Any) -> set[str]:
    return {row["id"] for row in small.ask("ledger", **{"cities": []} | given)}


def test_the_ledger_holds_figures_policies_and_events_of_cities_provinces_and_the_country(small) -> None:
    assert {"exact", "rent", "opening", "province", "country", "words"} <= _found(small)
    assert _found(small, kind="policy") == {"rent"}
    assert _found(small, kind="event") == {"opening"}
    assert _found(small, cities=[CODES["甲市"]]) == {"exact", "words", "rent", "opening"}


def test_without_a_choice_of_cities_the_ledger_is_whole(small) -> None:
    assert {row["id"] for row in small.ask("ledger")} == _found(small, cities=[])
    assert {row["source_id"] for row in small.ask("sources")} == {
        row["source_id"] for row in small.ask("sources", cities=[])
    }


def test_the_ledger_answers_to_the_evidence_floor_and_the_day(small) -> None:
    assert not {"lead", "grant"} & _found(small)
    assert {"lead", "grant"} <= _found(small, evidence="D")
    assert _found(small, known_on=date(2025, 12, 31)) == set()


SEARCHES = [
    ("甲市", {"exact", "words", "rent", "opening"}),
    ("cItY 甲市", {"exact", "words", "rent", "opening"}),
    ("免租 甲市", {"rent"}),
    ("甲市  免租", {"rent"}),
    ("超1000家 city 乙", {"more_than"}),
    ("甲市 超1000家", set()),
    ("超1000家", {"more_than"}),
    ("more_than", {"more_than"}),
    ("免租", {"rent"}),
    ("synthetic community", {"opening"}),
    ("合成省", {"province"}),
    ("Synthetic Province", {"province"}),
    ("全国", {"country"}),
    ("_", {"more_than", "at_least", "less_than", "at_most"}),
]


@pytest.mark.parametrize(("words", "found"), SEARCHES)
def test_the_ledger_is_searched_in_both_languages_whatever_the_case(words, found, small) -> None:
    hits = _found(small, search=words, kind="")
    assert hits & set(found) == found
    if words != "_":
        assert hits == found


@pytest.mark.parametrize("words", ["%", "' or 1 = 1 --", "no such words", "\\", "甲_"])
def test_signs_of_a_search_stand_for_themselves(words, small) -> None:
    assert _found(small, search=words) == set()


def test_every_document_and_publisher_can_be_searched_for(small) -> None:
    assert _found(small, search="合成文件一") == _found(small) == _found(small, search="EXAMPLE.ORG/1")


# ---- the real data --------------------------------------------------------------------------------------------------


@pytest.fixture
def real(real_warehouse: Path) -> Small:
    return Small(real_warehouse)


def test_jinan_has_no_deadline_and_is_under_5_1_percent_of_its_target(real) -> None:
    row = real.rows("progress", key="observation_id")["S002"]
    assert (row["name_en"], row["state"]) == ("Jinan", "no_deadline")
    assert bounds(row, "attainment") == (0, False, 0.051, False)
    assert (row["required_per_month_low"], row["required_per_month_high"]) == (None, None)


def test_hohhot_needs_11_65_teams_a_month(real) -> None:
    row = next(row for row in real.ask("progress") if row["name_en"] == "Hohhot")
    assert row["state"] == "one_observation"
    assert round(row["required_per_month_low"], 2) == round(row["required_per_month_high"], 2) == 11.65


def test_qingdao_has_stated_a_goal_without_a_number(real) -> None:
    assert [row["state"] for row in real.ask("progress") if row["name_en"] == "Qingdao"] == ["unquantified"]


def test_of_the_ai_start_ups_that_shenzhen_aims_for_none_has_been_counted(real) -> None:
    row = real.rows("progress", key="observation_id")["F004"]
    assert (row["name_en"], row["state"], row["latest_text"]) == ("Shenzhen", "no_observation", None)


@pytest.mark.parametrize("scenario", ["actual", "target"])
def test_no_comparison_of_cities_has_a_province_or_the_country(scenario, real) -> None:
    cities = {row["ref_area"] for row in real.ask("cities")}
    disclosed = [row for row in real.ask("indicators_in_use", evidence="D") if row[f"cities_{scenario}"]]
    assert disclosed
    for row in disclosed:
        rows = real.ask("compare", indicator=row["indicator"], scenario=scenario, evidence="D")
        assert {row["ref_area"] for row in rows} == cities
        assert not {"province", "country"} & {row["area_level"] for row in rows}


FIGURES = ("compare", "ranks", "progress", "funds", "fund_per_team", "leaders", "newest")


@pytest.mark.parametrize("query", FIGURES)
def test_every_figure_has_the_title_of_its_document(query, real) -> None:
    rows = [row for row in real.ask(query, evidence="D") if row["low"] is not None or row["high"] is not None]
    assert rows
    assert [row for row in rows if not row["title"]] == []


def test_every_statement_has_the_title_and_the_publisher_of_its_document(real) -> None:
    rows = real.ask("ledger", evidence="D", cities=[])
    assert len(rows) > 300
    assert [row for row in rows if not (row["title"] and row["publisher"])] == []
