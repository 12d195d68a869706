"""Bad rows: each defect is written down with its reason, and the rest is built."""

import shutil
from collections.abc import Callable
from functools import cache

import pytest

from etl.report import Report
from tests.etl.conftest import GOOD, Folder

# Defect → file, what is replaced, by what → line, column, reason, and words of the message. These rows are lost.
LOST: dict[str, tuple[str, str, str, int, str, str, str]] = {
    "bad_phrase": (
        "figures.csv", "首批51家", "若干家", 2, "figure", "not_a_quantity", "'若干家'"
    ),
    "wrong_unit": (
        "figures.csv", "2万余平方米", "2万余人", 4, "figure", "wrong_unit",
        "'2万余人' is in person, floor_area takes m2 — correct the figure or the indicator",
    ),
    "a_part_of_a_team": (
        "figures.csv", "首批51家", "0.95", 2, "figure", "wrong_unit",
        "'0.95' counts a part of a thing — write a whole number, or its unit",
    ),
    "a_fund_without_its_unit": (
        "figures.csv", "50亿元", "50", 5, "figure", "wrong_unit",
        "'50' is no sum of a fund — write 万元 or 亿元 behind it",
    ),
    "a_rate_for_a_stock": (
        "figures.csv", "首批51家", "每月51家", 2, "figure", "wrong_unit",
        "'每月51家' is so much per month, resident_teams is not — correct the figure or the indicator",
    ),
    "bad_date": (
        "figures.csv", "actual,2026-02-05", "actual,2026-02-30", 2, "time_period", "bad_date",
        "'2026-02-30' is no day of the calendar — correct the day or leave it out",
    ),
    "the_day_number_of_a_spreadsheet": (
        "figures.csv", "actual,2026-02-05", "actual,46058", 2, "time_period", "bad_date",
        "'46058' is the day number by which a spreadsheet keeps a date, perhaps 2026-02-05 — format the column as text",
    ),
    "bad_deadline": (
        "figures.csv", "2027-12-31", "年底前", 3, "deadline", "bad_date", "'年底前' is not a date — write 2026-02-05"
    ),
    "deadline_on_an_actual": (
        "figures.csv", "actual,2026-02-05,", "actual,2026-02-05,2027", 2, "deadline", "bad_date",
        "'2027' is a deadline on an actual figure — remove it or make it a target",
    ),
    "a_deadline_before_its_target": (
        "figures.csv", "2027-12-31", "2025-12-31", 3, "deadline", "bad_date",
        "'2025-12-31' is before '2026-02-05', when the target was set — correct one of the two",
    ),
    "a_figure_of_the_future": (
        "figures.csv", "actual,2026-02-05", "actual,2062-02", 2, "time_period", "bad_date",
        "'2062-02' is over a year after 2026-09-30, when the last document was collected — correct the date",
    ),
    "a_target_set_in_the_future": (
        "figures.csv", "target,2026-02-05,2027-12-31", "target,2028,", 3, "time_period", "bad_date",
        "'2028' is over a year after 2026-09-30",
    ),
    "an_event_of_the_future": (
        "events.csv", "launch,2026-02-05", "launch,2027-10-02", 2, "happened_on", "bad_date",
        "'2027-10-02' is over a year after 2026-09-30",
    ),
    "unknown_indicator": (
        "figures.csv", "floor_area", "floor_aera", 4, "indicator", "unknown_code",
        "'floor_aera' is not in indicators.yml — correct the code; did you mean 'floor_area'?",
    ),
    "unknown_scenario": (
        "figures.csv", "floor_area,actual", "floor_area,planned", 4, "scenario", "unknown_code",
        "'planned' is not in codelists.yml — correct the code",
    ),
    "unknown_counts": (
        "figures.csv", "companies", "companys", 2, "counts", "unknown_code",
        "'companys' is not in codelists.yml — correct the code; did you mean 'companies'?",
    ),
    "counts_of_another_indicator": (
        "figures.csv", "companies", "founders", 2, "counts", "unknown_code",
        "resident_teams does not count 'founders' — it counts opc, opc_and_small_teams",
    ),
    "unknown_earmark": (
        "figures.csv", ",ai,", ",AI,", 5, "earmark", "unknown_code", "'AI' is not in codelists.yml"
    ),
    "money_for_nobody_knows_whom": (
        "figures.csv", ",ai,", ",,", 5, "earmark", "missing_value",
        "the cell is empty — say what the money is for: opc, ai, general",
    ),
    "unknown_evidence": (
        "figures.csv", ",,C,full_text", ",,E,full_text", 4, "evidence", "unknown_code", "'E' is not in"
    ),
    "evidence_in_small_letters": (
        "figures.csv", ",,C,full_text", ",,c,full_text", 4, "evidence", "unknown_code",
        "'c' is not in codelists.yml — correct the code; did you mean 'C'?",
    ),
    "unknown_reached": (
        "events.csv", "full_text", "fulltext", 2, "reached", "unknown_code", "did you mean 'full_text'?"
    ),
    "unknown_kind": ("events.csv", "launch", "lunch", 2, "kind", "unknown_code", "did you mean 'launch'?"),
    "unknown_instrument": (
        "policies.csv", "startup_grant", "startup", 3, "instrument", "unknown_code", "'startup' is not in"
    ),
    "unknown_recipient": (
        "policies.csv", ",person,", ",persons,", 2, "recipient", "unknown_code", "did you mean 'person'?"
    ),
    "unknown_reason": (
        "left_out.csv", "duplicate", "double", 2, "reason", "unknown_code", "'double' is not in codelists.yml"
    ),
    "unknown_level": (
        "areas.csv", "Shandong Province,province", "Shandong Province,prov", 3, "area_level", "unknown_code",
        "did you mean 'province'?",
    ),
    "level_in_capitals": (
        "areas.csv", "Shandong Province,province", "Shandong Province,PROVINCE", 3, "area_level", "unknown_code",
        "'PROVINCE' is not in codelists.yml — correct the code; did you mean 'province'?",
    ),
    "missing_figure": (
        "figures.csv", "50亿元", "", 5, "figure", "missing_value", "the cell is empty — fill it in"
    ),
    "missing_source": (
        "figures.csv", "D3,,", ",,", 6, "source_id", "missing_value", "the cell is empty — fill it in"
    ),
    "missing_day_of_an_event": (
        "events.csv", "launch,2026-02-05", "launch,", 2, "happened_on", "missing_value", "the cell is empty"
    ),
    "duplicate_id": (
        "figures.csv", "S2,S2", "S1,S2", 3, "figure_id", "duplicate",
        "'S1' stands in line 2 already — give another number",
    ),
    "duplicate_id_in_small_letters": (
        "figures.csv", "S3,S3", "s2,S3", 4, "figure_id", "duplicate", "'s2' stands in line 3 already"
    ),
    "bad_amount": (
        "policies.csv", ",最高1000万,", ",不限,", 3, "amount", "not_a_quantity", "'不限'"
    ),
    "bad_rate": (
        "policies.csv", ",50%,", ",50元,", 3, "rate", "wrong_unit", "'50元' is in CNY — state it in percent"
    ),
    "bad_duration": (
        "policies.csv", "最长5年", "最长5家", 2, "duration", "wrong_unit", "state it in day or month or year"
    ),
    "an_end_before_the_beginning": (
        "policies.csv", "2028-12", "2020-01-01", 2, "valid_until", "bad_date",
        "'2020-01-01' is before '2026-02-05', when it begins — correct one of the two",
    ),
    "bad_end_of_validity": (
        "policies.csv", "2028-12", "长期", 2, "valid_until", "bad_date", "'长期' is not a date"
    ),
}  # fmt: skip

# The same, but only the cell is lost: figures refer to these rows.
EMPTIED: dict[str, tuple[str, str, str, int, str, str, str, str]] = {
    "bad_address": (
        "sources.csv", "https://example.org/a", "javascript:alert(1)", 2, "url", "bad_address",
        "'javascript:alert(1)' is not a web address — write one that begins with http:// or https://",
        "select url from source where source_id = 'D1'",
    ),
    "bad_day_of_publication": (
        "sources.csv", "2026-01-15", "昨天", 3, "published", "bad_date", "'昨天' is not a date",
        "select published from source where source_id = 'D2'",
    ),
    "published_after_it_was_retrieved": (
        "sources.csv", "某报,2026-02", "某报,2062-02-05", 2, "published", "bad_date",
        "'2062-02-05' is after '2026-09', when it was retrieved — correct one of the two",
        "select published from source where source_id = 'D1'",
    ),
    "a_number_in_short": (
        "cities.csv", "1352760000000", "1.35276E+12", 2, "gdp_cny", "bad_number",
        "'1.35276E+12' is the short form of a spreadsheet, which has lost digits — write all of them",
        "select gdp_cny from city where ref_area = '370100'",
    ),
    "bad_number": (
        "cities.csv", "9202432", "九百万", 2, "population", "bad_number",
        "'九百万' is not a whole number from 1 to 1000000000 — write it in digits",
        "select population from city where ref_area = '370100'",
    ),
    "negative_number": (
        "cities.csv", ",12,", ",-12,", 2, "county_level_units", "bad_number", "'-12' is not a whole number",
        "select county_level_units from city where ref_area = '370100'",
    ),
    "latitude_out_of_range": (
        "cities.csv", "36.66833", "366.6833", 2, "latitude", "bad_number", "is not a number from -90 to 90",
        "select latitude from city where ref_area = '370100'",
    ),
    "bad_day_of_population": (
        "cities.csv", "2020-11-01", "2020-11-31", 2, "population_date", "bad_date", "no day of the calendar",
        "select population_date from city where ref_area = '370100'",
    ),
}  # fmt: skip


# So many rows may be bad at once: of each table some must be left, or nothing is built.
ROWS = 4
ALL = range(2, 7)


def _apart() -> list[list[str]]:
    """The defects in groups, each defect of a group in a row of its own: a build for each of them takes too long."""
    groups: list[tuple[list[str], set[tuple[str, int]]]] = []
    for defect, (file, _, _, line, column, reason, _) in LOST.items():
        # A number that stands twice stands in the row above too; of an area that is lost, figures are lost as well.
        others = [line - 1] if reason == "duplicate" else ALL if column == "area_level" else []
        rows = {(file, line)} | {("figures.csv", other) for other in others}
        free = (group for group in groups if not rows & group[1] and len(rows | group[1]) <= ROWS)
        names, taken = next(free, ([], set()))
        if not names:
            groups.append((names, taken))
        names.append(defect)
        taken |= rows
    return [names for names, _ in groups]


TOGETHER = {defect: tuple(group) for group in _apart() for defect in group}


@pytest.fixture(scope="module")
def report_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, ...]], Report]:
    """The report of a build with some defects."""

    @cache
    def build(defects: tuple[str, ...]) -> Report:
        place = tmp_path_factory.mktemp("defects")
        folder = Folder(place / "raw", place / "warehouse")
        shutil.copytree(GOOD, folder.raw)
        for defect in defects:
            folder.change(*LOST[defect][:3])
        return folder.build()

    return build


@pytest.mark.parametrize("defect", LOST)
def test_a_bad_row_is_rejected_with_its_reason_and_the_rest_is_built(
    report_on: Callable[[tuple[str, ...]], Report], defect: str
) -> None:
    file, _, _, line, column, reason, words = LOST[defect]
    report = report_on(TOGETHER[defect])
    found = [reject for reject in report.rejects if reject[:2] == (file, line)]
    assert [reject[:4] for reject in found] == [(file, line, column, reason)]
    assert words in found[0][4]
    counts = {count.file: count for count in report.files}
    assert counts[file].rows_rejected == sum(LOST[other][0] == file for other in TOGETHER[defect])
    assert all(count.rows_read == count.rows_used + count.rows_rejected for count in report.files)


def test_a_bad_cell_of_a_row_that_others_need_is_emptied_and_reported(folder: Folder) -> None:
    for file, old, new, *_ in EMPTIED.values():
        folder.change(file, old, new)
    report = folder.build()
    messages = {reject[:4]: reject[4] for reject in report.rejects}
    assert messages.keys() == {(file, line, *told) for file, _, _, line, *told, _, _ in EMPTIED.values()}
    assert all(count.rows_rejected == 0 for count in report.files)
    for defect, (file, _, _, line, *told, words, query) in EMPTIED.items():
        assert words in messages[file, line, *told], defect
        assert folder.query(query) == [(None,)], defect


def test_all_defects_of_a_row_are_written_down(folder: Folder) -> None:
    folder.change("figures.csv", "floor_area,actual,2026-early,,2万余平方米", "area,now,soon,,大量")
    report = folder.build()
    assert [reject[2:4] for reject in report.rejects] == [
        ("indicator", "unknown_code"),
        ("scenario", "unknown_code"),
        ("time_period", "bad_date"),
        ("figure", "not_a_quantity"),
    ]
    assert report.observations == 4
    assert folder.query("select distinct line, value from reject where column_name = 'figure'") == [(4, "大量")]


def test_rows_of_a_rejected_source_are_rejected_too_and_say_why(folder: Folder) -> None:
    folder.change("sources.csv", "D3,目录", "D3,")
    report = folder.build()
    assert [reject[:4] for reject in report.rejects] == [
        ("sources.csv", 4, "title", "missing_value"),
        ("figures.csv", 6, "source_id", "missing_value"),
        ("left_out.csv", 2, "source_id", "missing_value"),
    ]
    assert report.rejects[1][4] == "'D3' was rejected itself — mend its own row first"


def test_a_city_whose_population_has_a_rejected_source_only_loses_that_source(folder: Folder) -> None:
    folder.change("sources.csv", 'D2,"Plan, with a comma"', "D2,")
    folder.build()
    assert folder.query("select position_source_id, latitude from city where ref_area = '370100'") == [(None, 36.66833)]


def test_strict_exits_with_2_where_rows_were_rejected(folder: Folder) -> None:
    assert folder.build(strict=True).exit_code == 0
    folder.change("figures.csv", "首批51家", "若干家")
    assert folder.build().exit_code == 0
    again = folder.build(strict=True)
    assert (again.up_to_date, again.exit_code) == (True, 2)


def test_a_row_that_is_another_one_under_a_second_number_is_rejected(folder: Folder) -> None:
    row = folder.text("figures.csv").splitlines()[1]
    folder.write("figures.csv", f"{folder.text('figures.csv')}{row.replace('S1,S1', 'S9,S1')}\n".encode())
    report = folder.build()
    message = "'S9' says word for word what line 2 says — remove one of the two rows"
    assert report.rejects == (("figures.csv", 7, "figure_id", "duplicate", message),)
