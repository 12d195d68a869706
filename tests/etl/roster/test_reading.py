"""Cells as people write them, headers as people name them, files as spreadsheets save them."""

import codecs
import gzip
from datetime import date

import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq
import pytest

from etl.problem import StructuralError
from etl.roster.headings import REQUIRED, SYNONYMS, column_of
from etl.roster.scans import HEAD_ROWS, MOST_ODD
from opc.formula import harmless
from tests.etl.roster.conftest import COLUMNS, GOOD

CHINESE = ["团队编号", "城市", "区县", "社区", "赛道", "入驻日期", "退出日期", "人数"]
# As written → the day, None where it is no day. The engines must agree, so the test of Spark takes these too.
DATES = {
    "2024-02-05": date(2024, 2, 5),
    "2024-2-5": date(2024, 2, 5),
    "2024/02/05": date(2024, 2, 5),
    " 2024-02-05 ": date(2024, 2, 5),
    "2024-02-05 00:00:00": date(2024, 2, 5),
    "2024/2/5": date(2024, 2, 5),
    "2024.2.5": date(2024, 2, 5),
    "2024年2月5日": date(2024, 2, 5),
    "20240205": date(2024, 2, 5),
    "２０２４-02-05": date(2024, 2, 5),
    "２０２４／２／５　": date(2024, 2, 5),
    "2024-02-30": None,
    "2024-13-01": None,
    "2024-02": None,
    "2024": None,
    "45327": None,
    "24-02-05": None,
    "infinity": None,
    "1989-12-31": None,
    "2075-01-01": None,
    "若干": None,
    "05/02/2024": None,
}
PEOPLE = {"3": 3, "3.0": 3, " 3 ": 3, "3.6": None, "0": None, "-1": None, "3人": None, "": None, "1000000": None}
PEOPLE |= {"３": 3, "1,000": 1000, "１，０００": 1000, "1,0": None, "1,000,000": None}


@pytest.mark.parametrize(("text", "day"), DATES.items())
def test_a_date(roster, roll, text, day):
    result = roll(roster([{"entered_on": text}, {"entered_on": "2024-06-01"}]))
    ends = [row["month_end"] for row in result.rows("city")]
    assert result.report["rejects"] == ({} if day else {"bad_entry": 1})
    assert ends[0] == (date(2024, 2, 29) if day else date(2024, 6, 30))


@pytest.mark.parametrize(("text", "people"), PEOPLE.items())
def test_a_headcount(roster, roll, text, people):
    result = roll(roster([{"headcount": text}, {"headcount": "5", "entered_on": "2024-01-02"}]))
    assert result.report["rejects"] == ({} if people else {"bad_headcount": 1})
    assert result.rows("city")[0]["headcount"] == 5 + (people or 0)


@pytest.mark.parametrize("text", ["", " ", "\t", "\u3000"])
def test_a_blank_exit_is_none(roster, roll, text):
    result = roll(roster([{"left_on": text}, {"left_on": "2024-03-01"}]))
    assert result.report["rejects"] == {}
    assert result.rows("city")[-1]["active"] == 1


@pytest.mark.parametrize(
    "text", ["900100", "900100.0", "合成市01", "合成市01市", " 合成市01 ", "Synthetic 01", "synthetic 01"]
)
@pytest.mark.parametrize("totals", [False, True])
def test_a_city_by_code_and_by_name(roster, roll, text, totals):
    assert roll(roster([{"ref_area": text}]), totals=totals).rows("city")[0]["ref_area"] == "900100"


@pytest.mark.parametrize("text", ["", "999900", "合成市", "900101", "-900100", "9001000"])
@pytest.mark.parametrize("totals", [False, True])
def test_a_city_that_is_not_known(roster, roll, text, totals):
    result = roll(roster([{"ref_area": text}, {}]), totals=totals)
    assert result.report["rejects"] == {"unknown_city": 1}
    assert result.rejects[0]["value"] == harmless(text)


def test_districts_that_differ_in_width_and_spaces_are_one(roster, roll):
    rows = roll(roster([{"district": "合成 ＡＢ区"}, {"district": " 合成  AB区 "}])).rows("district")
    assert {(row["district"], row["active"]) for row in rows if row["month_end"] == date(2024, 1, 31)} == {
        ("合成 AB区", 2)
    }


def test_headings_in_chinese_in_any_order_and_with_more_columns(roster, roll):
    pairs = list(zip(CHINESE, COLUMNS, strict=True))[::-1]
    rows = [{chinese: GOOD[column] for chinese, column in pairs} | {"备注": "合成"}]
    path = roster([], columns=[*(chinese for chinese, _ in pairs), "备注"])
    path.write_text(
        path.read_text(encoding="utf-8") + ",".join(str(value) for value in rows[0].values()) + "\n", encoding="utf-8"
    )
    assert roll(path).report["rows_counted"] == 1


def test_every_synonym_is_known_and_means_one_column():
    for column, text in SYNONYMS.items():
        for heading in text.split():
            assert column_of(heading) == column
            assert column_of(f" {heading.upper()} ") == column


@pytest.mark.parametrize("column", REQUIRED)
def test_a_missing_column_is_named_with_what_was_found(roster, roll, column):
    path = roster([], columns=[name for name in COLUMNS if name != column])
    with pytest.raises(StructuralError) as error:
        roll(path)
    message = str(error.value)
    assert f"synthetic.csv line 1 {column}: " in message
    assert SYNONYMS[column].split()[0] in message
    assert all(name in message for name in COLUMNS if name != column)


def test_all_problems_are_said_at_once(tmp_path, roster, roll):
    first = roster([], name="first.csv", columns=COLUMNS[1:])
    second = roster([], name="second.csv", columns=[*COLUMNS, "城市"])
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 no more")
    with pytest.raises(StructuralError) as error:
        roll(first, second, broken, tmp_path / "nothing.csv", tmp_path / "*.tsv")
    found = {problem.file.rsplit("/", 1)[-1] for problem in error.value.problems}
    assert found == {"first.csv", "second.csv", "broken.parquet", "nothing.csv", "*.tsv"}


def test_mixed_line_ends_are_told(roster, roll):
    path = roster([{}])
    path.write_bytes(path.read_bytes() * 2 + path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(StructuralError, match=r"synthetic\.csv: line ends of two kinds are mixed — save the file anew"):
        roll(path)


@pytest.mark.parametrize("name", ["a[1].csv", "a*.csv", "a?.csv", "[!b]*.csv", "[a]/headcount=9/a1.csv"])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_name_is_no_pattern(tmp_path, roster, roll, name, kind):
    folder = tmp_path / "in"
    (folder / "[a]" / "headcount=9").mkdir(parents=True)
    roster([{}, {}], name="in/a1.csv")
    path = roster([{"headcount": 7}], name=f"in/{name}")
    if kind == "parquet":
        for file in list(folder.rglob("*.csv")):
            rows = pv.read_csv(file, convert_options=pv.ConvertOptions(column_types={"ref_area": pa.string()}))
            pq.write_table(rows, file.with_suffix(".parquet"))
            file.unlink()
    alone = roll(path.with_suffix(f".{kind}"))
    assert (alone.report["rows_in"], alone.rows("city")[0]["headcount"]) == (1, 7)
    assert roll(folder).report["rows_in"] == 3


TEXT = ",".join(CHINESE) + "\n" + ",".join(GOOD[column] for column in COLUMNS) + "\n"
ENCODED = {
    "BOM": codecs.BOM_UTF8 + TEXT.encode(),
    "GB18030": TEXT.encode("gb18030"),
    "UTF-16": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "tabs": TEXT.replace(",", "\t").encode(),
    "semicolons": TEXT.replace(",", ";").encode(),
    "no end of line": TEXT.rstrip("\n").encode(),
    "quotes": ('"' + TEXT.replace(",", '","').replace("\n", '"\n"').rstrip('"')).encode(),
    "blank lines": (TEXT + "\n\n").encode(),
}


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_file_as_spreadsheets_save_it(tmp_path, roll, name, is_packed):
    path = tmp_path / ("synthetic.csv.gz" if is_packed else "synthetic.csv")
    path.write_bytes(gzip.compress(ENCODED[name]) if is_packed else ENCODED[name])
    result = roll(path)
    assert result.report["rows_counted"] == 1
    assert result.rows()[0]["district"] == "合成东区"


def test_chinese_that_appears_late_is_read_in_its_encoding(tmp_path, roll, monkeypatch):
    monkeypatch.setattr("etl.roster.files.HEAD_BYTES", 100)
    rows = [f"SYN{number},900100,d,c,s,2024-01-05,,2" for number in range(2, 11)]
    text = "\n".join([",".join(COLUMNS), *rows, TEXT.splitlines()[1]])
    path = tmp_path / "synthetic.csv"
    path.write_bytes(text.encode("gb18030"))
    assert {row["district"] for row in roll(path).rows()} == {"d", "合成东区"}


ODD = {
    "a date in another form": [{"entered_on": "2024年2月5日"}],
    "no date at all": [{"left_on": "someday"}],
    "no number": [{"headcount": "two"}],
    "a blank": [{"left_on": " "}],
    "rows cut short": ["SYN_short,900100", "SYN_shorter"],
    "more than is written down": ["SYN_short,900100"] * (MOST_ODD + 5),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_cell_far_down_is_read_as_at_the_top(roster, roll, odd):
    # At the top, types are not tried at all; far down, they are tried and given up, or only shapes are at fault.
    plain = [{"left_on": "2024-03-01"}] * HEAD_ROWS
    rows = [row for row in ODD[odd] if isinstance(row, dict)]
    lines = [row + "\n" for row in ODD[odd] if isinstance(row, str)]
    found = []
    for order, name in (([*rows, *plain], "top.csv"), ([*plain, *rows], "far.csv")):
        path = roster(order, name=name)
        written = path.read_text(encoding="utf-8").splitlines(keepends=True)
        at = 1 if name == "top.csv" else len(written)
        path.write_text("".join([*written[:at], *lines, *written[at:]]), encoding="utf-8")
        result = roll(path)
        found.append((result.table, {name: result.report[name] for name in ("rows_in", "rows_counted", "rejects")}))
    assert found[0][0].equals(found[1][0])
    assert found[0][1] == found[1][1]
    assert found[1][1]["rows_in"] == HEAD_ROWS + len(ODD[odd])
