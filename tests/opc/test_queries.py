"""What the named queries promise: rows given in raw files, rows expected of the query.

Targets are in test_progress.py, money in test_fund_per_team.py, places in test_ranks.py.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opc.content import overview
from opc.warehouse import Row
from tests.opc.conftest import CODES, STEMS, Small, bounds

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


NOBODY_NAMED = [
    ("observations", {"page_size": 1000}, (None, None, 90, False)),
    ("compare", {}, (None, None, 90, False)),
    ("glance", {}, (None, None, 90, False)),
    ("compare", {"per": "resident"}, (0, True, 90, False)),
    ("ranks", {}, (0, True, 90, False)),
    ("composite_inputs", {}, (0, True, 90, False)),
]


@pytest.mark.parametrize(("query", "given", "ends"), NOBODY_NAMED)
def test_an_end_that_nobody_named_is_empty_as_published_and_0_in_what_is_worked_out(query, given, ends, small) -> None:
    (row,) = (
        row
        for row in small.ask(query, **given)
        if (row["ref_area"], row["indicator"], row["obs_text"]) == (CODES["丁市"], "resident_teams", "近90家")
    )
    assert bounds(row) == ends


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


def test_per_resident_a_part_gives_the_least_that_its_city_has(real) -> None:
    rows = {row["ref_area"]: row for row in real.ask("compare", per="resident") if row["status"] == "disclosed"}
    parts = [row for row in rows.values() if row["area_level"] != "city"]
    assert {row["high"] for row in parts} == {None}
    hohhot = rows["150100"]
    assert hohhot["low"] == pytest.approx(20 / hohhot["population"] * 1e6)
    assert (hohhot["low_closed"], hohhot["high_closed"]) == (True, None)
    assert (hohhot["published_low"], hohhot["published_high"]) == (20, 20)
    assert rows["370100"]["low"] == rows["370100"]["high"]


def test_per_resident_a_share_is_none(real) -> None:
    rows = [row for row in real.ask("compare", per="resident", indicator="occupancy", evidence="D") if row["obs_text"]]
    assert rows
    assert {bounds(row) for row in rows} == {(None, None, None, None)}


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


def test_what_leads_is_what_is_surely_the_most(small) -> None:
    """丁市 has fewer than 90 teams, which may be many or none; 乙市 has more than 1,000."""
    (leader,) = (row for row in small.ask("leaders") if row["indicator"] == "resident_teams")
    assert (leader["ref_area"], leader["obs_text"]) == (CODES["乙市"], "超1000家")
    rest = ",".join(CODES[city] for city in ("甲市", "丁市"))
    assert [row["ref_area"] for row in small.ask("compare", cities=rest.split(","))][:1] == [CODES["甲市"]]


# 甲市 had 20 before it said 近30个; 乙市 says more than 20 on weaker evidence; no floor is at least so large.
LEADING = """\
figure_id,city,area,indicator,figure,time_period,earmark,evidence,source_id
earlier,甲市,甲市,communities,20个,2025-11-01,-,B,D1
later,甲市,甲市,communities,近30个,2026-03-01,-,B,D5
batch,乙市,乙市,communities,首批12个,2026-03-01,-,B,D5
lead,乙市,西区,communities,超20个,2026-03-01,-,D,D5
floors,甲市,甲市,floor_area,近5万平方米,2026-03-01,-,B,D5
for all,甲市,甲市,fund_size,100亿元,2026-03-01,general,B,D5
for OPCs,乙市,乙市,fund_size,1亿元,2026-03-01,opc,B,D5
"""


@pytest.mark.parametrize(("evidence", "leader"), [("C", "earlier"), ("D", "lead")])
def test_no_published_figure_is_surely_higher_than_what_leads(evidence, leader, make_small, serve) -> None:
    small = serve(make_small(figures=LEADING))
    rows = small.rows("leaders", key="indicator", evidence=evidence)
    assert {key: row["observation_id"] for key, row in rows.items()} == {"communities": leader, "fund_size": "for OPCs"}
    assert {key: row["disclosing"] for key, row in rows.items()} == {"communities": 2, "fund_size": 1}
    assert small.rows("leaders", key="indicator", known_on="2026-03-31")["communities"]["observation_id"] == "earlier"


# What 甲市 has published since its 20个: of another place, of another thing or at the same time nothing is the latest.
SINCE = [
    ("近30个", "甲市", "communities", "2026-03-01", "近30个"), ("近30个", "东区", "communities", "2026-03-01", None),
    ("近30个", "甲市", "carriers", "2026-03-01", None), ("近30个", "甲市", "communities", "2025-10-01", None),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "area", "counts", "day", "latest"), SINCE)
def test_what_leads_says_what_its_city_has_published_since(
    phrase, area, counts, day, latest, make_small, serve
) -> None:
    figures = (
        "figure_id,city,area,indicator,figure,time_period,counts\n"
        "first,甲市,甲市,communities,20个,2025-11-01,communities\n"
        f"since,甲市,{area},communities,{phrase},{day},{counts}\n"
    )
    small = serve(make_small(figures=figures))
    (leader,) = small.ask("leaders")
    assert (leader["observation_id"], leader["latest_text"]) == ("first", latest)
    words = overview.facts([leader], small.view(lang="zh"))[0][2]
    assert (f"\n最新：{latest}（{day}）\n" in words) == (latest is not None)
    assert ("最新" in words) == (latest is not None)


# Of official documents alone nothing leads yet.
@pytest.mark.parametrize("evidence", ["B", "C", "D"])
def test_what_leads_has_the_cautions_that_its_comparison_gives_it(evidence, real) -> None:
    leaders = {row["observation_id"]: row for row in real.ask("leaders", evidence=evidence)}
    compared = [
        row
        for leader in leaders.values()
        for row in real.ask("compare", evidence=evidence, indicator=leader["indicator"])
        if row["observation_id"] in leaders
    ]
    assert compared
    for row in compared:
        leader = leaders[row["observation_id"]]
        assert (leader["reasons"], leader["grade"]) == (row["reasons"], row["grade"])


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["OPC 专项基金", "1 座城市（含只属区县、园区的）公布了 OPC 专项基金"]),
        ("en", ["Fund for OPCs alone", "1 city has a fund for OPCs, city-wide or of a part"]),
    ],
)
def test_money_that_leads_is_said_to_be_for_opcs(lang, words, make_small, serve) -> None:
    small = serve(make_small(figures=LEADING))
    what, _, said, _ = overview.facts(small.ask("leaders"), small.view(lang=lang))[-1]
    assert [what.text, said.split("\n")[1]] == words
    assert what.href.startswith("./funding")


def test_what_leads_leads_on_to_the_comparison_of_all_cities(real) -> None:
    view = real.view(lang="zh", carried=(("evidence", "B"),))
    measured = {what.href for what, *_ in overview.facts(real.ask("leaders"), view)}
    assert "./compare?evidence=B&indicator=communities" in measured


@pytest.mark.parametrize("evidence", ["A", "B", "C", "D"])
def test_of_the_real_figures_none_is_surely_higher_either(evidence, real) -> None:
    published = [row for row in real.ask("observations", evidence=evidence, page_size=1000) if row["low"] is not None]
    for leader in real.ask("leaders", evidence=evidence):
        same = [
            row for row in published if all(row[key] == leader[key] for key in ("indicator", "scenario", "earmark"))
        ]
        cities = {row["ref_area"] for row in real.ask("cities")}
        assert leader["low"] == max(row["low"] for row in same if row["ref_area"] in cities)


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
庚 district,甲市,东区,communities,20个,2025-06-01,B,D5
庚 community,甲市,东区社区,communities,25个,2026-03-01,B,D2
辛 district,甲市,东区,desks,20个工位,2026-03-01,C,D5
辛 community,甲市,东区社区,desks,25个工位,2025-06-01,A,D2
"""


@pytest.fixture
def preferred(make_small, serve) -> Small:
    return serve(make_small(figures=PREFERRED))


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


def test_a_district_comes_before_one_community_on_the_same_evidence(preferred) -> None:
    assert preferred.rows("compare", indicator="communities")["甲市"]["observation_id"] == "庚 district"
    # Both are parts, and a lead about the larger one does not take the place of what was verified.
    assert preferred.rows("compare", indicator="desks")["甲市"]["observation_id"] == "辛 community"


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
def test_only_what_was_surely_public_by_the_day_is_used(city, day, teams, make_small, serve) -> None:
    row = serve(make_small(figures=KNOWN)).rows("compare", known_on=date.fromisoformat(day))[city]
    assert row["low"] == teams
    assert row["status"] == ("not_disclosed" if teams is None else "disclosed")


# ---- coverage and ledger --------------------------------------------------------------------------------------------


def _coverage(small: Small, city: str, family: str, **given: Any) -> Row:
    found = [row for row in small.ask("coverage", **given) if (row["name_zh"], row["family"]) == (city, family)]
    assert len(found) == 1
    return found[0]


def test_coverage_has_every_city_and_family_also_where_nothing_is_disclosed(small) -> None:
    rows = small.ask("coverage")
    families = {row["family"] for row in rows}
    assert families == {"teams", "people", "spaces", "funds", "ambition"}
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


@pytest.mark.parametrize("query", ["ledger", "sources"])
@pytest.mark.parametrize("since", ["2025-12-31", "2026-02-28", "2026-06-30", "2026-09-30"])
def test_what_became_public_after_a_day_is_dated_by_its_document(query, since, real) -> None:
    whole = real.ask(query, evidence="D")
    number = "id" if query == "ledger" else "source_id"
    found = real.ask(query, evidence="D", since=date.fromisoformat(since))
    assert {row[number] for row in found} == {
        row[number]
        for row in whole
        if len(row["published"] or "") > 4 and row["known_from"] > date.fromisoformat(since)
    }
    assert [row["matching"] for row in found[:1]] == [len(found)] * bool(found)
    assert all(len(row["published"] or "") > 4 for row in found)
    assert any(len(row["published"] or "") <= 4 for row in whole)


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


def test_a_figure_of_an_undated_document_has_no_age(real) -> None:
    rows = real.ask("disclosure", evidence="D")
    year_only = [row for row in rows if row["time_period"] == "2026" and row["published"] in (None, "2026")]
    assert {"430100", "110000"} <= {row["ref_area"] for row in year_only}
    assert {row["days_old"] for row in year_only} == {None}
    dated = [row["days_old"] for row in rows if row["disclosed"] and row not in year_only]
    assert None not in dated
    (hangzhou,) = {row["freshest_of_city"] for row in real.ask("disclosure") if row["ref_area"] == "330100"}
    assert hangzhou > 58
