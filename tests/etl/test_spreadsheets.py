"""CSV files as spreadsheets write them: the same rows, whatever the encoding, line ends and empty cells."""

from collections.abc import Callable

import pytest

from etl.decode import DecodeError, decode
from etl.extract import read_table


def _each_line(text: str, change: Callable[[str], str]) -> str:
    return "".join(change(line) + "\n" for line in text.splitlines())


HABITS: dict[str, Callable[[str], bytes]] = {
    "bom": lambda text: text.encode("utf-8-sig"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf_16_with_mark": lambda text: text.encode("utf-16"),
    "utf_16_big_endian": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "bom_and_crlf": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "trailing_columns": lambda text: _each_line(text, lambda line: line + ",,,").encode(),
    "trailing_rows": lambda text: (text + ",,,,\n\n , ,\u3000,\n").encode(),
    "no_last_line_end": lambda text: text.rstrip("\n").encode(),
    "spaces_around_cells": lambda text: text.replace("370100,济南", " 370100 ,\u3000济南\u00a0 ").encode(),
    "upper_case_header": lambda text: (text.split("\n")[0].upper() + text[text.index("\n") :]).encode(),
    "header_in_words": lambda text: text.replace("figure_id,fact_id", " Figure ID,ＦＡＣＴ＿ＩＤ").encode(),
    "told_separator": lambda text: ("sep=,\r\n" + text).encode(),
    "told_separator_of_another_kind": lambda text: ("sep=|\n" + text.replace(",", "|")).encode("utf-8-sig"),
    "extra_column": lambda text: _each_line(text, lambda line: "remark," + line).encode(),
}


@pytest.mark.parametrize("habit", HABITS)
def test_a_spreadsheet_habit_changes_no_row(folder, habit: str) -> None:
    good = folder.text("figures.csv")
    rows, problems = read_table("figures.csv", decode(HABITS[habit](good)))
    expected, _ = read_table("figures.csv", good)
    assert problems == []
    assert [row.cells for row in rows] == [row.cells for row in expected]
    first = 3 if habit.startswith("told_separator") else 2
    assert [row.line for row in rows] == list(range(first, first + 5))


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_separators_of_excel_are_read(delimiter: str) -> None:
    text = delimiter.join(["ref_area", "area", "name_zh", "name_en", "area_level"]) + "\n"
    text += delimiter.join(["370100", "历下区", "历下区", "Lixia, a district", "district"]) + "\n"
    rows, problems = read_table("areas.csv", text)
    assert not problems
    assert rows[0].cells["name_en"] == "Lixia, a district"


def test_a_spreadsheet_from_before_the_districts_is_read_without_them(folder) -> None:
    assert "district," not in folder.text("areas.csv").splitlines()[0]
    folder.build()
    assert folder.query("select count(*), count(district) from area") == [(5, 0)]


def test_a_district_is_read_where_it_is_given(folder) -> None:
    folder.change("areas.csv", "area_level", "area_level,District")
    folder.change("areas.csv", "District,district", "District,district,历下区")
    folder.build()
    assert folder.query("select area, district from area where district is not null") == [("历下区", "历下区")]


def test_line_numbers_are_those_of_the_file_also_after_a_quoted_line_break() -> None:
    text = 'ref_area,area,name_zh,name_en,area_level\n1,a,a,"one\ntwo",city\n\n2,b,b,b,city\n'
    rows, _ = read_table("areas.csv", text)
    assert [row.line for row in rows] == [2, 5]
    assert rows[0].cells["name_en"] == "one\ntwo"


def test_a_code_that_lost_its_zeros_is_the_country_again(folder) -> None:
    folder.change("areas.csv", "000000,全国", "0,全国")
    folder.change("left_out.csv", "L1,000000", "L1,0")
    folder.build()
    assert folder.query("select ref_area from left_out") == [("000000",)]


def test_codes_in_full_width_are_the_same_codes(folder) -> None:
    folder.change(
        "figures.csv", "S1,S1,370100,济南,resident_teams", "Ｓ１,S1,３７０１００,济南,ｒｅｓｉｄｅｎｔ＿ｔｅａｍｓ"
    )
    folder.change("figures.csv", "companies,,,,B,full_text,D1", "companies,,,,Ｂ,full_text,Ｄ１")
    folder.change("areas.csv", "Lixia District,district", "Lixia District,ｄｉｓｔｒｉｃｔ")
    assert folder.build().rejects == ()
    columns = "ref_area, indicator, evidence, source_id"
    rows = folder.query(f"select {columns} from observation where observation_id = 'S1'")
    assert rows == [("370100", "resident_teams", "B", "D1")]


def test_dates_of_a_spreadsheet_are_kept_in_one_spelling(folder) -> None:
    folder.change("figures.csv", "actual,2026-02-05", "actual,2026/2/5")
    folder.change("figures.csv", "target,2026-02-05", "target,２０２６年２月５日")
    folder.build()
    rows = folder.query("select time_period from observation where observation_id in ('S1', 'S2')")
    assert rows == [("2026-02-05",), ("2026-02-05",)]


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        ("a,b\n济南,\n".encode("utf-16-le"), 1, "character U+0000 does not belong in a table"),
        (b"a\nb\nc\x00d\n", 3, "character U+0000 does not belong in a table"),
        (b"a\rb\rc\x00d\r", 3, "character U+0000 does not belong in a table"),
        (b"a\r\nb\r\nc\x00d\r\n", 3, "character U+0000 does not belong in a table"),
        ("a\n济南深圳\n".encode()[:-3] + b"\xff\n", 2, "byte 0xE5 is not UTF-8 text"),
        (b"a\n\xff\xff\n", 2, "byte 0xFF is neither UTF-8 nor GB18030 text"),
        (b"\xff\xfea", 1, "byte 0x61 is not UTF-16 text"),
        (
            "a\n深圳市的行動計畫\n".encode("big5"),
            2,
            "character U+E6C6 is of no script: the text is in another encoding than UTF-8 or GB18030, such as Big5",
        ),
        ("a\nb\n济\ufffd\n".encode(), 3, "character U+FFFD does not belong in a table"),
    ],
    ids=[
        "utf_16_without_mark",
        "nul",
        "nul_after_cr",
        "nul_after_crlf",
        "damaged_utf_8",
        "no_text",
        "half_utf_16",
        "big5",
        "damaged_before",
    ],
)
def test_bytes_that_are_no_text_are_said_to_be_so(content: bytes, line: int, found: str) -> None:
    with pytest.raises(DecodeError) as error:
        decode(content)
    assert (error.value.line, str(error.value)) == (line, found)


def test_a_rare_character_of_gb18030_does_not_make_the_file_one_of_another_encoding() -> None:
    text = "公司,城市\n" + "某某科技有限公司,济南\n" * 20 + "\ue81e公司,济南\n"
    assert decode(text.encode("gb18030")) == text
