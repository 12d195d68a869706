"""Defects for which nothing is published: each is named with file, line, what was found and what to do."""

from collections.abc import Callable

import pytest

from etl.problem import StructuralError
from tests.etl.conftest import Folder

Damage = Callable[[Folder], object]

DEFECTS: dict[str, tuple[Damage, str]] = {
    "unknown_city": (
        lambda f: f.change("figures.csv", "S1,S1,370100", "S1,S1,379999"),
        "figures.csv line 2 ref_area: '379999' is not in cities.csv or areas.csv — add the city or correct the code",
    ),
    "unknown_area": (
        lambda f: f.change("figures.csv", "370100,历下区", "370100,历下"),
        "figures.csv line 4 area: '历下' is no area of 370100 — add it to areas.csv or correct the name; "
        "did you mean '历下区'?",
    ),
    "unknown_source": (
        lambda f: f.change("policies.csv", "full_text,D2", "full_text,D9"),
        "policies.csv line 3 source_id: 'D9' is not in sources.csv — add the document or correct the number",
    ),
    "a_document_without_its_number": (
        lambda f: f.change("sources.csv", "D2,", ","),
        "sources.csv line 3 source_id: the cell is empty — fill it in",
    ),
    "an_area_without_its_name": (
        lambda f: f.change("areas.csv", "370100,历下区,", "370100,,"),
        "areas.csv line 4 area: the cell is empty — fill it in",
    ),
    "source_written_otherwise": (
        lambda f: f.change("policies.csv", "full_text,D2", "full_text,d002"),
        "policies.csv line 3 source_id: 'd002' is not in sources.csv — add the document or correct the number; "
        "did you mean 'D2'?",
    ),
    "city_of_five_digits": (
        lambda f: f.change("cities.csv", "440300,深圳", "44030,深圳"),
        "cities.csv line 3 ref_area: '44030' is not a code of six digits — write the GB/T 2260 code",
    ),
    "figure_on_a_city_of_five_digits": (
        lambda f: f.change("figures.csv", "S4,440300", "S4,44030"),
        "figures.csv line 5 ref_area: '44030' is not in cities.csv or areas.csv — add the city or correct the code",
    ),
    "unknown_source_of_population": (
        lambda f: f.change("cities.csv", "2020-11-01,D1", "2020-11-01,D9"),
        "cities.csv line 2 population_source_id: 'D9' is not in sources.csv — add the document or correct the number",
    ),
    "unknown_city_of_area": (
        lambda f: f.change("areas.csv", "370100,历下区", "370199,历下区"),
        "areas.csv line 4 ref_area: '370199' is not in cities.csv — add the city or correct the code",
    ),
    "unknown_city_left_out": (
        lambda f: f.change("left_out.csv", "L1,000000", "L1,999999"),
        "left_out.csv line 2 ref_area: '999999' is not in cities.csv or areas.csv — add the city or correct the code",
    ),
    "missing_file": (
        lambda f: (f.raw / "events.csv").unlink(),
        "events.csv: the file is missing in {raw} — put it there",
    ),
    "file_is_a_folder": (
        lambda f: ((f.raw / "events.csv").unlink(), (f.raw / "events.csv").mkdir()),
        "events.csv: the file cannot be opened — check that it is a file you may read",
    ),
    "empty_file": (
        lambda f: f.write("left_out.csv", b"\n,,\n"),
        "left_out.csv line 1: the file is empty — write the header in line 1: "
        "fact_id,ref_area,reason,figure,evidence,source_id,note_zh,note_en",
    ),
    "quotes_left_open_over_rows": (
        lambda f: (
            f.change("figures.csv", "首批,First batch", '首批,"First batch'),
            f.change("figures.csv", ",B,full_text,D1,,", ',B,full_text,D1,,"'),
        ),
        "figures.csv line 2: a cell that begins 'First batch\\nS2,S2,37' holds whole rows: its quotes close lines "
        'below — take the stray " away',
    ),
    "title_above_the_header": (
        lambda f: f.change("areas.csv", "ref_area,area,", "OPC数据表,,,\n\nref_area,area,"),
        "areas.csv line 1: this is no header, it stands in line 3 — remove what is above it",
    ),
    "no_header": (
        lambda f: f.change("areas.csv", "ref_area,area,name_zh,name_en,area_level\n", ""),
        "areas.csv line 1: this is no header: it begins with '000000' — "
        "write above the rows: ref_area,area,name_zh,name_en,area_level,district",
    ),
    "separated_by_bars": (
        lambda f: f.write("areas.csv", f.text("areas.csv").replace(",", "|").encode()),
        "areas.csv line 1: the whole header stands in one cell — "
        "save the file anew as CSV UTF-8, cells parted by commas and no row in quotes as a whole",
    ),
    "rows_in_quotes_as_a_whole": (
        lambda f: f.write("areas.csv", "".join(f'"{line}"\n' for line in f.text("areas.csv").splitlines()).encode()),
        "areas.csv line 1: the whole header stands in one cell — "
        "save the file anew as CSV UTF-8, cells parted by commas and no row in quotes as a whole",
    ),
    "cell_of_endless_length": (
        lambda f: f.change("left_out.csv", "Twice", "Twice" * 30_000),
        'left_out.csv line 2: a cell holds over 131,072 characters — shorten it, or close the " that a row left open',
    ),
    "missing_column": (
        lambda f: f.change("areas.csv", "area_level", "arealevel"),
        "areas.csv line 1 area_level: the column is missing; found ref_area, area, name_zh, name_en, arealevel — "
        "add it to the header; is it 'arealevel'?",
    ),
    "misspelt_column_that_may_be_left_out": (
        lambda f: f.change("areas.csv", "area_level", "area_level,distrikt"),
        "areas.csv line 1 district: the column is missing; found ref_area, area, name_zh, name_en, area_level, "
        "distrikt — add it to the header; is it 'distrikt'?",
    ),
    "duplicate_header": (
        lambda f: f.change("areas.csv", "name_en", "Name ZH"),
        "areas.csv line 1 name_zh: the heading stands 2 times — keep one of them",
    ),
    "cell_with_a_bare_comma": (
        lambda f: f.change("left_out.csv", "重复,Twice", "重复,Twice, or more"),
        "left_out.csv line 2: 'or more' stands in a column without a heading — "
        "put a cell that holds a comma in quotes, or give the column a heading",
    ),
    "open_quote": (
        lambda f: f.change("sources.csv", "D1,报道", 'D1,"报道'),
        "sources.csv line 2: the quotes do not close properly (',' expected after '\"') — "
        'close the quotes, and double each " within a cell',
    ),
    "unreadable_file": (
        lambda f: f.write("events.csv", b"event_id\n\xff\xff\n"),
        "events.csv line 2: byte 0xFF is neither UTF-8 nor GB18030 text — "
        "the file is damaged or no CSV; save it anew as CSV UTF-8",
    ),
    "nul_bytes": (
        lambda f: f.write("events.csv", "event_id\n".encode("utf-16-le")),
        "events.csv line 1: character U+0000 does not belong in a table — "
        "the file is damaged or no CSV; save it anew as CSV UTF-8",
    ),
    "duplicate_source": (
        lambda f: f.change("sources.csv", "D2,", "D1,"),
        "sources.csv line 3 source_id: 'D1' stands in line 2 already — "
        "remove one of the two rows or correct its number",
    ),
    "duplicate_city": (
        lambda f: f.change("cities.csv", "440300,", "370100,"),
        "cities.csv line 3 ref_area: '370100' stands in line 2 already — "
        "remove one of the two rows or correct its number",
    ),
    "duplicate_area": (
        lambda f: f.change("areas.csv", "370100,历下区", "0,全国"),
        "areas.csv line 4 area: '000000 全国' stands in line 2 already — "
        "remove one of the two rows or correct its number",
    ),
    "city_without_name": (
        lambda f: f.change("cities.csv", "深圳,Shenzhen", "深圳,"),
        "cities.csv line 3 name_en: the city has no name — write it",
    ),
    "city_without_code": (
        lambda f: f.change("cities.csv", "440300,深圳", "SZ,深圳"),
        "cities.csv line 3 ref_area: 'SZ' is not a code of six digits — write the GB/T 2260 code",
    ),
    "city_among_areas": (
        lambda f: f.change("areas.csv", "历下区,历下区,Lixia District,district", "济南,济南,Jinan,city"),
        "areas.csv line 4 area_level: '济南' is a whole city — remove the row: cities.csv has the cities",
    ),
    "two_cities_of_one_name": (
        lambda f: f.change("cities.csv", "440300,深圳", "440300,济南"),
        "cities.csv line 3 name_zh: '济南' is the name of 370100 in line 2 already — correct the name or the code",
    ),
    "city_in_another_province_than_its_code": (
        lambda f: f.change("cities.csv", "440300,深圳", "370200,青岛,Qingdao,山东省,Shandong,,,,,,,,,,\n370300,深圳"),
        "cities.csv line 4 province_zh: '广东省', but other cities whose code begins with 37 are in '山东省' — "
        "correct the province or the code",
    ),
    "header_between_the_rows": (
        lambda f: f.change("events.csv", "\nE1,", f"\n{f.text('events.csv').splitlines()[0]},,\nE1,"),
        "events.csv line 2: the header stands here again — remove the row",
    ),
    "name_of_a_city_for_its_code": (
        lambda f: f.change("figures.csv", "S4,440300", "S4,深圳市"),
        "figures.csv line 5 ref_area: '深圳市' is not in cities.csv or areas.csv — add the city or correct the code; "
        "did you mean '440300'?",
    ),
    "code_of_a_city_as_a_decimal": (
        lambda f: f.change("figures.csv", "S4,440300", "S4,440300.0"),
        "figures.csv line 5 ref_area: '440300.0' is not in cities.csv or areas.csv — add the city or correct the code; "
        "did you mean '440300'?",
    ),
    "blank_in_the_number_of_a_document": (
        lambda f: f.change("policies.csv", "full_text,D2", "full_text,D 2"),
        "policies.csv line 3 source_id: 'D 2' is not in sources.csv — add the document or correct the number; "
        "did you mean 'D2'?",
    ),
    "province_with_the_code_of_a_city": (
        lambda f: f.change("areas.csv", "370000,山东省", "370100,山东省"),
        "areas.csv line 3 area_level: 'province', but 370100 is a city of cities.csv — correct the level or the code",
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_structural_defect_stops_the_build_and_is_named(folder: Folder, defect: str) -> None:
    damage, message = DEFECTS[defect]
    damage(folder)
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert message.format(raw=folder.raw) in str(error.value).splitlines()
    assert not (folder.warehouse / "current").exists()
    assert list(folder.warehouse.glob("*.duckdb")) == []


def test_a_missing_folder_is_one_problem_and_not_seven(folder: Folder) -> None:
    gone = Folder(folder.raw / "nowhere", folder.warehouse)
    with pytest.raises(StructuralError) as error:
        gone.build()
    assert str(error.value) == f"{gone.raw}: there is no such folder — check what --raw names"
    gone.raw.touch()
    with pytest.raises(StructuralError) as error:
        gone.build()
    assert str(error.value) == f"{gone.raw}: is a file and no folder — check what --raw names"


@pytest.mark.parametrize(
    "defect", ["title_above_the_header", "no_header", "separated_by_bars", "rows_in_quotes_as_a_whole"]
)
def test_what_is_no_header_is_one_problem(folder: Folder, defect: str) -> None:
    DEFECTS[defect][0](folder)
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert len(error.value.problems) == 1


def test_all_problems_of_all_files_are_listed_at_once(folder: Folder) -> None:
    for defect in ("unknown_city", "unknown_area", "unknown_source", "missing_file", "unknown_city_left_out"):
        DEFECTS[defect][0](folder)
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert [str(problem).split(":")[0] for problem in error.value.problems] == [
        "events.csv",
        "figures.csv line 2 ref_area",
        "figures.csv line 4 area",
        "policies.csv line 3 source_id",
        "left_out.csv line 2 ref_area",
    ]


def test_what_is_wrong_with_single_rows_is_told_with_the_problems(folder: Folder) -> None:
    folder.change("figures.csv", "首批51家", "若干家")
    folder.change("figures.csv", "2万余平方米", "2万余人")
    DEFECTS["unknown_source"][0](folder)
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert [problem.file for problem in error.value.problems] == ["policies.csv"]
    assert [(reject.file, reject.line, reject.column) for reject in error.value.rejects] == [
        ("figures.csv", 2, "figure"),
        ("figures.csv", 4, "figure"),
    ]


def test_rows_are_not_told_what_a_problem_explains(folder: Folder) -> None:
    folder.change("sources.csv", "title", "titel")
    folder.change("left_out.csv", "重复,Twice", "重复,,,Twice")
    folder.change("sources.csv", "D2,", ",")
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert len(error.value.problems) > 2
    assert error.value.rejects == []


def test_the_cause_stands_above_what_follows_from_it(folder: Folder) -> None:
    folder.change("cities.csv", "370100,济南", "3.70E+05,济南")
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert [str(problem).split(":")[0] for problem in error.value.problems] == [
        "cities.csv line 2 ref_area",
        "areas.csv line 4 ref_area",
        "figures.csv line 2 area",
        "figures.csv line 3 area",
        "policies.csv line 2 area",
        "events.csv line 2 area",
    ]


def test_a_column_that_is_missing_hides_no_other_problem(folder: Folder) -> None:
    folder.change("sources.csv", "url", "address")
    folder.change("figures.csv", "note_en", "notes")
    for defect in ("unknown_city", "unknown_source"):
        DEFECTS[defect][0](folder)
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert [str(problem).split(":")[0] for problem in error.value.problems] == [
        "sources.csv line 1 url",
        "figures.csv line 1 note_en",
        "figures.csv line 2 ref_area",
        "policies.csv line 3 source_id",
    ]


@pytest.mark.parametrize("file", ["sources.csv", "cities.csv", "figures.csv"])
def test_a_file_that_the_build_needs_and_that_has_no_rows_is_one_problem(folder: Folder, file: str) -> None:
    folder.write(file, folder.text(file).splitlines()[0].encode())
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert (
        str(error.value)
        == f"{file}: the file has a header and no rows — put its rows back: the last good file has them"
    )


def test_a_file_that_cannot_be_read_does_not_make_every_reference_to_it_a_problem(folder: Folder) -> None:
    folder.write("sources.csv", b"\xff\xff")
    folder.write("areas.csv", b"\xff\xff")
    with pytest.raises(StructuralError) as error:
        folder.build()
    assert [problem.file for problem in error.value.problems] == ["sources.csv", "areas.csv"]
