"""Whether two published figures may be compared: each rule with a real pair from the ledger."""

from datetime import date

import pytest

from opc import versions
from opc.questions import ask

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.usefixtures("real_warehouse")

# first, second, grade, reasons, what the pair shows
PAIRS = [
    ("F004", "S002", "caution", {"counts"}, "Shenzhen's 1,000 AI start-ups against Jinan's 1,000 OPC teams"),
    ("S028", "F010", "caution", {"counts"}, "Lingang's OPCs and small teams against companies of one community"),
    ("F105", "F107", "caution", {"area"}, "the projects of a district against those of one of its communities"),
    ("S003", "F136", "caution", {"partial", "evidence"}, "Jinan's first batch against a headline's stock"),
    ("F019", "S002", "like_for_like", set(), "Suzhou's and Jinan's targets for OPCs, three months apart"),
    ("F053", "F158", "caution", {"area", "evidence"}, "scenarios of a new area against those of a district, a lead"),
    ("F026", "S003", "blocked", {"unit", "counts", "area", "partial"}, "people against companies"),
    ("F167", "S003", "blocked", {"counts", "partial"}, "legal one-person companies of Yangzhou against OPC teams"),
    ("F038", "F094", "blocked", {"counts", "earmark", "evidence"}, "a credit line is no fund"),
    ("F114", "F094", "blocked", {"unit", "counts", "earmark"}, "a yearly AI budget is no OPC fund"),
    ("S015", "F094", "caution", {"area", "earmark"}, "an AI fund of a city against an OPC fund of a district"),
    ("F026", "F045", "like_for_like", set(), "people of two communities in two cities"),
    (
        "F021",
        "F174",
        "caution",
        {"dates", "partial"},
        "communities counted more than 180 days apart, one a first batch",
    ),
    ("G002", "F004", "blocked", {"counts"}, "entities served are not start-ups"),
    ("F094", "F102", "blocked", {"area", "dates", "evidence"}, "OPC funds of two districts of Hangzhou"),
    ("G018", "G019", "blocked", {"area", "counts", "evidence"}, "a goal of one community, tenants of another"),
    ("F010", "F004", "caution", {"area", "counts"}, "a city contains each of its communities"),
    (
        "F050",
        "H020",
        "blocked",
        {"area", "dates", "evidence"},
        "a new area is apart from a district that it does not reach into",
    ),
    ("H082", "H104", "caution", {"area", "evidence"}, "a new area over two districts may share what one of them has"),
    (
        "G028",
        "G036",
        "caution",
        {"area", "counts", "evidence"},
        "companies that have signed in one community against those that moved into two",
    ),
    ("S020", "F114", "blocked", {"unit", "counts", "area", "earmark"}, "a budget in all and one a year"),
    ("G016", "F044", "caution", {"counts", "evidence"}, "companies of all kinds in a park are no one-person companies"),
]


@pytest.mark.parametrize(("first", "second", "grade", "reasons", "shows"), PAIRS, ids=[pair[4] for pair in PAIRS])
def test_a_pair_is_graded_by_rule(first, second, grade, reasons, shows):
    (row,) = ask("grade", {"first": first, "second": second, "evidence": "D"}, DAY)
    assert row["grade"] == grade
    assert set(row["reasons"]) == reasons


@pytest.mark.parametrize(("first", "second", "grade", "reasons", "shows"), PAIRS, ids=[pair[4] for pair in PAIRS])
def test_a_grade_does_not_depend_on_the_order_of_its_sides(first, second, grade, reasons, shows):
    (row,) = ask("grade", {"first": second, "second": first, "evidence": "D"}, DAY)
    assert (row["grade"], set(row["reasons"])) == (grade, reasons)


def by_city(name, **given):
    return {row["ref_area"]: row for row in ask(name, given, DAY)}


def test_an_ai_fund_over_a_first_batch_says_both_reasons():
    row = by_city("fund_per_team", earmark="ai")["370100"]
    assert (row["grade"], set(row["reasons"])) == ("caution", {"earmark", "partial"})
    assert row["low"] == row["high"] == pytest.approx(5e9 / 51)


def test_five_billion_over_more_than_a_thousand_is_less_than_five_million():
    row = by_city("fund_per_team", earmark="ai", basis="targeted")["370100"]
    assert (row["low"], row["low_closed"], row["high"], row["high_closed"]) == (0, False, 5e6, False)


def test_a_fund_of_a_district_over_the_tenants_of_one_community_says_so_and_is_at_most_so_much_a_team():
    row = by_city("fund_per_team")["330100"]
    assert row["grade"] == "caution"
    assert "area" in row["reasons"]
    assert (row["low"], row["low_closed"]) == (0, False)
    assert (row["high"], row["high_closed"]) == (pytest.approx(1e9 / 14), True)


def test_a_fund_over_fewer_than_so_many_tenants_of_one_community_says_nothing_of_the_city():
    row = by_city("fund_per_team", earmark="ai")["440300"]
    assert (row["teams_area"], row["teams_text"]) == ("模力营（南山）", "近200家")
    assert (row["low"], row["high"]) == (0, None)


# Number of a fund, basis, whether money and teams are of different places, what the pair shows.
DIVIDED = [
    ("H007", "now", False, "general funds of Yuhang over the teams of the whole city"),
    ("F102", "now", False, "funds of two districts over the teams of the whole city"),
    ("H033.1", "now", True, "a fund of Chenghua over the teams of a community in the high-tech zone"),
    ("H034", "now", False, "the fund of a park over the teams of the same park"),
    ("H012", "now", False, "the fund of a community over its own teams"),
    ("H012", "targeted", True, "the fund of a community over the goal of another"),
    ("F037", "targeted", False, "funds of one district over the goal of the whole city"),
    ("H018", "targeted", True, "money of a district over the goal of a new area that does not reach into it"),
]


@pytest.mark.parametrize(("fund", "basis", "is_apart", "shows"), DIVIDED, ids=[case[3] for case in DIVIDED])
def test_money_of_one_place_is_not_divided_by_the_teams_of_another(fund, basis, is_apart, shows):
    rows = ask("fund_per_team", {"earmark": "opc,ai,general", "basis": basis, "evidence": "D"}, DAY)
    (row,) = (row for row in rows if fund in row["fund_ids"])
    assert row["has_teams"]
    assert (row["grade"] == "blocked", row["is_apart"]) == (is_apart, is_apart)
    assert (row["low"] is None and row["high"] is None) == is_apart
    assert "area" in row["reasons"] or not is_apart


def test_only_money_for_opcs_counts_by_default():
    assert {row["earmark"] for row in by_city("fund_per_team", evidence="D").values()} == {"opc"}


def test_a_city_that_counts_people_is_blocked_among_teams():
    row = by_city("compare")["320500"]
    assert (row["status"], row["grade"], row["reasons"]) == ("blocked", "blocked", ["unit"])


ENDS = ("low", "low_closed", "high", "high_closed")


@pytest.mark.parametrize("indicator", ["resident_teams", "communities", "fund_size"])
def test_like_for_like_only_leaves_out_bounds_and_keeps_every_city_with_its_reasons(indicator):
    whole, alike = (by_city("compare", indicator=indicator, like=like) for like in ("false", "true"))
    assert set(alike) == set(whole)
    for code, row in whole.items():
        left = row["grade"] in ("caution", "blocked")
        kept = {name: alike[code][name] for name in ("obs_text", "grade", "reasons", "source_id", "leads")}
        assert kept == {name: row[name] for name in kept}
        assert [alike[code][end] for end in ENDS] == [None if left else row[end] for end in ENDS]
        assert [alike[code][f"published_{end}"] for end in ENDS] == [row[end] for end in ENDS]
        assert (alike[code]["status"] == "left_out") == (row["grade"] == "caution")


def test_money_is_held_against_money_for_opcs():
    rows = by_city("compare", indicator="fund_size", evidence="D")
    funds = {code: row for code, row in rows.items() if row["status"] == "disclosed"}
    assert {row["earmark"] for row in funds.values()} == {"opc", "ai", "general"}
    assert all(("earmark" in row["reasons"]) == (row["earmark"] != "opc") for row in funds.values())


@pytest.mark.parametrize("indicator", ["resident_teams", "communities", "floor_area", "fund_size"])
@pytest.mark.parametrize("evidence", ["B", "D"])
def test_places_are_graded_as_the_comparison_is(indicator, evidence):
    compared, ranked = (by_city(name, indicator=indicator, evidence=evidence) for name in ("compare", "ranks"))
    assert ranked
    for code, row in ranked.items():
        assert (row["grade"], row["reasons"]) == (compared[code]["grade"], compared[code]["reasons"])
        placed = {found["indicator"]: found for found in ask("city_places", {"city": code, "evidence": evidence}, DAY)}
        if indicator in placed:
            assert (placed[indicator]["grade"], placed[indicator]["reasons"]) == (row["grade"], row["reasons"])


# What the figure of a city is held against, as the other side of a pair: what is counted and for whom is its own where
# the indicator is of neither OPCs nor money.
TWO_FORMS = """
    select
        observation_id,
        city_reasons(
            indicator, family, counts, area_level, earmark, period_start, period_end, is_partial, evidence,
            date '2026-06-01', date '2026-06-30'
        ) as alone,
        comparison_reasons(
            side(
                indicator, unit, counts, ref_area, area, area_level, earmark, period_start, period_end, is_partial,
                evidence
            ),
            side(
                indicator, unit,
                case indicator when 'resident_teams' then 'opc' when 'communities' then 'communities'
                    when 'opc_talent' then 'opc_people' else counts end,
                null, null, 'city', case when family = 'funds' then 'opc' end, date '2026-06-01', date '2026-06-30',
                false, 'A'
            )
        ) as paired
    from described_observation
"""


def test_a_figure_among_cities_is_graded_by_the_rules_of_a_pair(real_warehouse):
    connection = versions.connection(versions.file(versions.current()))
    found = connection.cursor().execute(TWO_FORMS).fetchall()
    assert len(found) > 200
    assert [row for row in found if row[1] != row[2]] == []
    assert {reason for row in found for reason in row[1]} == {
        "counts",
        "area",
        "earmark",
        "dates",
        "partial",
        "evidence",
    }


def test_the_compute_subsidy_of_qingdao_and_the_launch_of_lingang_are_conflicts():
    topics = {(row["ref_area"], row["topic"]) for row in ask("conflicts", {"evidence": "D"}, DAY)}
    assert ("370200", "compute_subsidy") in topics
    assert ("310000", "lingang_super_individual") in topics


def test_of_two_accounts_of_an_event_the_earlier_day_stands_first():
    events = [row for row in ask("conflicts", {}, DAY) if row["kind"] == "event"]
    days = [(row["first_text"], row["second_text"]) for row in events]
    assert days == [("2025-05", "2025-08")]


def test_a_claim_that_two_documents_tell_alike_contradicts_another_once():
    (row,) = (row for row in ask("conflicts", {}, DAY) if row["kind"] == "event")
    assert (row["first_source_ids"], row["second_source_ids"]) == (["D017"], ["D001", "D010"])


def test_shenzhens_thousand_is_the_same_number_with_another_meaning():
    pairs = {(row["kind"], row["first_id"], row["second_id"]): row for row in ask("conflicts", {}, DAY)}
    row = pairs["definition", "F004", "S034"]
    assert (row["first_counts"], row["second_counts"]) == ("ai_startups", "opc")


def test_reading_as_usual_narrows_bounds_and_never_widens_them():
    plain, usual = by_city("compare"), by_city("compare", assumed="true")
    narrowed = 0
    for code, row in plain.items():
        other = usual[code]
        if row["low"] is not None:
            assert other["low"] >= row["low"]
        if row["high"] is not None:
            assert other["high"] <= row["high"]
        narrowed += (row["low"], row["high"]) != (other["low"], other["high"])
    assert narrowed >= 2
    assert usual["440300"]["low"] == 100
    assert usual["310000"]["high"] == 160


def test_places_admit_what_is_not_known():
    rows = by_city("ranks")
    assert {row["disclosed"] for row in rows.values()} == {len(rows)}
    assert all(1 <= row["rank_best"] <= row["rank_worst"] <= len(rows) for row in rows.values())
    shenzhen, shanghai = rows["440300"], rows["310000"]
    assert (shenzhen["rank_best"], shenzhen["rank_worst"]) == (1, len(rows))
    assert shanghai["rank_best"] == 1
    assert shanghai["rank_worst"] > 1


def test_peers_of_one_province_lie_in_it():
    rows = by_city("ranks", indicator="communities", scenario="target", peers="province:320500")
    assert set(rows) <= {code for code in rows if code.startswith("32")}
