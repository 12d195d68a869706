"""Money, and money over teams: what is divided by what, and with which bounds."""

from collections.abc import Callable
from itertools import pairwise
from operator import itemgetter

import pytest

from opc import citation, questions, twins, versions, warehouse
from opc.briefing.material import graded
from opc.documents import documents
from opc.text import t
from opc.view import View
from tests.opc.conftest import CODES, Small, bounds, table, view

FUNDS = """\
figure_id,city,indicator,scenario,figure,earmark,item_zh,evidence,time_period
甲 teams,甲市,resident_teams,actual,超1000家,,,B,
甲 goal,甲市,resident_teams,target,2000家,,,B,
甲 fund,甲市,fund_size,actual,50亿元,opc,甲基金,B,
甲 phase,甲市,fund_size,actual,首期10亿元,opc,甲基金,A,2026-05-01
甲 retold,甲市,fund_size,actual,51亿元,opc,甲基金,C,2026-05-01
甲 ai,甲市,fund_size,actual,20亿元,ai,甲AI基金,B,
甲 credit,甲市,credit_line,actual,100亿元,opc,甲授信,B,
甲 budget,甲市,yearly_budget,actual,每年3亿元,opc,甲专项,B,
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
壬 teams,壬市,resident_teams,actual,100家至200家,,,B,
壬 ai,壬市,fund_size,actual,5亿元,ai,,A,
壬 opc,壬市,fund_size,actual,10亿元,opc,,B,
"""
# In 癸市: a district with a community in it, another district, two communities of no known district.
AREAS = """\
ref_area,area,name_en,area_level,district
991000,东区,East,district,东区
991000,东区社区,East Community,community,东区
991000,西区,West,district,西区
991000,甲社区,Community A,community,
991000,乙社区,Community B,community,
991000,新区,New Area,new_area,
"""
# The area and kind of each fund, the area of the teams, and what becomes of the two.
PLACED = {
    "the same district": ("东区", "东区", "like_for_like"),
    "a district over a community in it": ("东区", "东区社区", "caution"),
    "a community over its district": ("东区社区", "东区", "caution"),
    "the city over a community": ("癸市", "东区社区", "caution"),
    "a district over the city": ("西区", "癸市", "caution"),
    "another district": ("西区", "东区", "blocked"),
    "a community of another district": ("西区", "东区社区", "blocked"),
    "another community": ("甲社区", "乙社区", "blocked"),
    "a community of no known district": ("西区", "甲社区", "caution"),
    "a new area": ("新区", "东区社区", "caution"),
    "one fund of two": ("东区+西区", "东区", "blocked"),
}
# The teams are some of those that the money is for.
OF_PART = (
    "a district over a community in it",
    "the city over a community",
    "a community of no known district",
    "a new area",
)
M = 1_000_000
PER_TEAM = {
    # 5 bn over more than 1,000 teams is less than 5 m a team.
    "甲市": (0, False, 5 * M, False),
    # 200 m over fewer than 200 teams is more than 1 m.
    "乙市": (M, False, None, None),
    # A sum with an unbounded part stays unbounded.
    "丙市": (15 * M, False, None, None),
    "丁市": (None, None, None, None),
    # At most 300 m and 100 m are more than 100 m and at most 400 m.
    "戊市": (M, True, 4 * M, True),
    "己市": (M, True, M, True),
    "辛市": (None, None, None, None),
}


@pytest.fixture
def money(make_small, serve) -> Small:
    return serve(make_small(figures=FUNDS))


@pytest.mark.parametrize("city", PER_TEAM)
def test_money_over_teams_keeps_the_bounds_of_both(city, money) -> None:
    assert bounds(money.rows("fund_per_team")[city]) == PER_TEAM[city]


@pytest.fixture
def placed(make_small, serve) -> Callable[[str], Small]:
    """A warehouse in which 癸市 has funds and teams where a case says."""

    def place(case: str) -> Small:
        funds, teams, _ = PLACED[case]
        rows = [
            "figure_id,city,area,indicator,scenario,figure,earmark,item_zh",
            f"teams,癸市,{teams},resident_teams,,10家,,",
        ]
        rows += [f"fund {area},癸市,{area},fund_size,,1亿元,opc,{area}基金" for area in funds.split("+")]
        return serve(make_small(figures="\n".join(rows), areas=AREAS))

    return place


@pytest.mark.parametrize("case", PLACED)
def test_money_is_divided_by_teams_of_its_own_place_or_of_a_part_or_the_whole_of_it(case, placed) -> None:
    row = placed(case).rows("fund_per_team")["癸市"]
    grade = PLACED[case][2]
    assert (row["grade"], row["is_apart"]) == (grade, grade == "blocked")
    assert row["reasons"] == ([] if grade == "like_for_like" else ["area"])
    divided = row["money_low"] / 10
    # There are at least as many teams as a part has.
    least = (0, False) if case in OF_PART else (divided, True)
    assert bounds(row) == ((None,) * 4 if grade == "blocked" else (*least, divided, True))


def test_a_number_of_the_readers_own_is_of_no_place(placed) -> None:
    row = placed("another district").rows("fund_per_team", teams=50)["癸市"]
    assert (row["grade"], row["is_apart"], row["low"]) == ("like_for_like", False, 2 * M)


def test_without_the_column_of_districts_no_two_districts_are_known_to_be_apart(make_small, serve) -> None:
    rows = ["teams,癸市,东区,resident_teams,10家,", "fund,癸市,西区,fund_size,1亿元,opc"]
    figures = "\n".join(["figure_id,city,area,indicator,figure,earmark", *rows])
    areas = "\n".join(line.rpartition(",")[0] for line in AREAS.splitlines())
    row = serve(make_small(figures=figures, areas=areas)).rows("fund_per_team")["癸市"]
    assert (row["grade"], row["is_apart"], row["low"]) == ("caution", False, 10 * M)


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


def test_money_without_a_name_is_another_for_each_earmark(money) -> None:
    rows = money.ask("fund_per_team", earmark=["opc", "ai"], cities=[CODES["壬市"]])
    assert [(row["earmark"], row["funds"], *bounds(row)) for row in rows] == [
        ("opc", ["10亿元"], 5 * M, True, 10 * M, True), ("ai", ["5亿元"], 2.5 * M, True, 5 * M, True),
    ]  # fmt: skip
    assert len(money.ask("funds", cities=[CODES["壬市"]])) == 2


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


def test_a_number_of_the_readers_own_takes_the_place_of_the_teams(money) -> None:
    rows = {
        row["earmark"]: row
        for row in money.ask("fund_per_team", earmark=["opc", "ai"], cities=[CODES["甲市"]], teams=50)
    }
    assert {row["teams_text"] for row in rows.values()} == {None}
    assert bounds(rows["opc"]) == (100 * M, True, 100 * M, True)
    assert (rows["opc"]["grade"], rows["opc"]["reasons"]) == ("like_for_like", [])
    assert bounds(rows["ai"]) == (40 * M, True, 40 * M, True)
    assert (rows["ai"]["grade"], rows["ai"]["reasons"]) == ("caution", ["earmark"])


def test_money_without_teams_can_be_divided_by_a_number_of_the_readers_own(money) -> None:
    row = money.rows("fund_per_team", teams=10)["丁市"]
    assert (row["has_teams"], row["low"], row["high"], row["grade"]) == (True, 10 * M, 10 * M, "like_for_like")


def test_what_is_to_be_said_of_the_money_is_said_with_a_number_of_the_readers_own_too(money, placed) -> None:
    row = money.rows("fund_per_team", teams=10, evidence="D")["庚市"]
    assert (row["grade"], row["reasons"]) == ("caution", ["evidence"])
    # What lay between money and teams, as their places and days, does not.
    row = placed("the city over a community").rows("fund_per_team", teams=10)["癸市"]
    assert (row["grade"], row["reasons"]) == ("like_for_like", [])


@pytest.mark.usefixtures("real_warehouse")
def test_a_first_tranche_is_compared_with_caution_whoever_counts_the_teams() -> None:
    given = {"evidence": "D", "cities": "440100", "teams": "100"}
    (row,) = questions.ask("fund_per_team", given, questions.today())
    assert (row["funds"], row["grade"]) == (["首笔1000万元"], "caution")
    assert set(row["reasons"]) == {"partial", "evidence"}


@pytest.mark.usefixtures("real_warehouse")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sum_of_funds_names_the_documents_of_all_of_them(lang) -> None:
    view = View("funding", lang, "D", questions.today(), versions.current())
    (row,) = warehouse.query(
        "fund_per_team", view, cities=["330100"], earmark=["opc"], basis="now", teams=0, assumed=False
    )
    figures = warehouse.query("city_figures", view, city="330100")
    published = {each["source_id"] for each in figures if each["observation_id"] in row["fund_ids"]}
    assert len(published) == 2
    assert set(row["fund_source_ids"]) == {each["source_id"] for each in documents(row, view, "fund")} == published
    assert len(citation.quote(row, view).splitlines()) == 1 + len(published | {row["source_id"]})
    cell = next(column for column in twins.composition(view) if column.heading == t("table.source", lang)).cell(row)
    assert [link.href for link in cell] == [each["url"] for each in documents(row, view, "fund")]


@pytest.mark.parametrize(("lang", "words"), [("zh", "未披露团队数"), ("en", "teams not disclosed")])
def test_money_whose_teams_are_not_disclosed_says_so_and_not_that_it_cannot_be_compared(lang, words, money) -> None:
    row, reader = money.rows("fund_per_team")["丁市"], view(lang=lang)
    assert row["grade"] == "blocked"
    assert words in [column.cell(row) for column in twins.per_team(reader)]
    assert graded(row, reader, "") == words
    other = money.rows("fund_per_team")["甲市"] | {"grade": "blocked"}
    assert words not in [column.cell(other) for column in twins.per_team(reader)]


@pytest.mark.parametrize("floor", ["A", "B", "C", "D"])
@pytest.mark.parametrize(("basis", "scenario"), [("now", "actual"), ("targeted", "target")])
def test_on_any_day_the_funds_known_by_then_are_divided_by_the_preferred_teams(
    floor, basis, scenario, real_warehouse
) -> None:
    seen = 0
    for day in sorted({row["known_from"] for row in table("observation")})[::6]:
        asked = {"evidence": floor, "basis": basis, "earmark": "opc,ai,general"}
        pots = questions.ask("fund_per_team", asked, day)
        teams = questions.ask("compare", {"evidence": floor, "indicator": "resident_teams", "scenario": scenario}, day)
        # Where a city counts people and not teams, the comparison shows them, and nothing is divided by them.
        preferred = {row["ref_area"]: row["observation_id"] for row in teams if row["indicator"] == "resident_teams"}
        assert all(pot["teams_id"] == preferred.get(pot["ref_area"]) for pot in pots)
        funds = {
            (row["ref_area"], row["earmark"], row["area"], row["item_zh"])
            for row in questions.ask("funds", {"evidence": floor}, day)
            if row["indicator"] == "fund_size" and row["scenario"] == "actual"
        }
        assert sum(len(pot["fund_ids"]) for pot in pots) == len(funds)
        assert {(pot["ref_area"], pot["earmark"]) for pot in pots} == {fund[:2] for fund in funds}
        seen += len(pots)
    assert seen > 8


def test_the_steps_of_a_citys_money_follow_each_other_without_a_gap(real_warehouse) -> None:
    names = ("ref_area", "earmark", "basis", "evidence_floor", "as_usual", "known_from")
    steps = sorted(table("fund_per_team"), key=itemgetter(*names))
    money = itemgetter(*names[:5])
    for step, after in pairwise(steps):
        assert step["known_until"] == (after["known_from"] if money(step) == money(after) else None)
    assert len(set(map(money, steps))) < len(steps)
