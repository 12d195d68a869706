"""Headers as people name them, files as people name them and as spreadsheets save them."""

import codecs
import gzip
from datetime import date

import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq
import pytest

from etl.problem import StructuralError
from etl.roster.headings import OPTIONAL, REQUIRED, SYNONYMS, column_of, columns_of
from etl.roster.scans import HEAD_ROWS, MOST_ODD
from tests.etl.roster.conftest import COLUMNS, GOOD

CHINESE = ["团队编号", "城市", "区县", "社区", "赛道", "入驻日期", "退出日期", "人数"]


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


# Headings and whether each is the headcount.
REMARKS = {
    "人数（人）": True,
    "人数 (people)": True,
    "Headcount[1]": True,
    "人数【必填】": True,
    "入驻日期（年-月-日）": False,
    "（人数）": False,
}


@pytest.mark.parametrize("heading", REMARKS)
def test_a_remark_in_brackets_is_no_part_of_a_heading(heading):
    assert (column_of(heading) == "headcount") == REMARKS[heading]
    assert columns_of("", ["人数（女）", "人数"])[0] == [None, "headcount"]


@pytest.mark.parametrize("column", sorted(OPTIONAL))
def test_a_column_of_no_figure_may_be_missing(roster, roll, column):
    result = roll(roster([{}], columns=[name for name in COLUMNS if name != column]))
    assert result.report["rows_counted"] == 1


ROW = ",".join(GOOD[column] for column in COLUMNS) + "\n"
HEAD = ",".join(COLUMNS) + "\n"
# What a file by the name of CSV holds, and what is said of it.
NO_CSV = {
    "nothing": ("", ": the file is empty — export the roster anew, or leave the file out"),
    "blanks": ("\ufeff \n\n", ": the file is empty — "),
    "a title": (
        f"合成名册,,\n{HEAD}{ROW}",
        " line 1: line 1 is not the header, it stands in line 2 — remove what is above",
    ),
    "a blank line": (
        f"\n\n{HEAD}{ROW}",
        " line 1: line 1 is not the header, it stands in line 3 — remove what is above",
    ),
    "no header": (
        ROW,
        " line 1: line 1 is not the header: it begins with 'SYN1' — write above the rows: 团队编号,城市,",
    ),
    "wide commas": (
        (HEAD + ROW).replace(",", "，"),
        " line 1: the cells are parted by ， — save the file anew as CSV UTF-8",
    ),
    "Parquet": ("PAR1\x15\x04", ": by its name it is CSV, but it is Parquet — name it .parquet"),
    "a workbook": (
        "PK\x03\x04\x14",
        ": by its name it is CSV, but it is a workbook or an archive — save the table as CSV",
    ),
}


@pytest.mark.parametrize("name", NO_CSV)
def test_a_file_that_is_no_roster_is_told_in_a_sentence(tmp_path, roll, name):
    content, told = NO_CSV[name]
    path = tmp_path / "synthetic.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StructuralError) as error:
        roll(path)
    assert str(error.value).startswith(f"{path}{told}")
    assert len(error.value.problems) == 1


def test_all_problems_are_said_at_once(tmp_path, roster, roll):
    first = roster([], name="first.csv", columns=COLUMNS[1:])
    second = roster([], name="second.csv", columns=[*COLUMNS, "城市"])
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 no more")
    with pytest.raises(StructuralError) as error:
        roll(first, second, broken, tmp_path / "nothing.csv", tmp_path / "*.tsv")
    found = {problem.file.rsplit("/", 1)[-1] for problem in error.value.problems}
    assert found == {"first.csv", "second.csv", "broken.parquet", "nothing.csv", "*.tsv"}


def _damaged_parquet(folder, rows):
    path = folder / "synthetic.parquet"
    table = pa.Table.from_pylist([{**GOOD, "team_id": f"SYN{number}"} for number in range(rows)])
    pq.write_table(table, path, compression="zstd")
    content = bytearray(path.read_bytes())
    # The footer, by which a file is known, stays whole.
    content[4:2000] = bytes(byte ^ 0x5A for byte in content[4:2000])
    path.write_bytes(content)
    return path


def _cut_gzip(folder, rows):
    path = folder / "synthetic.csv.gz"
    text = HEAD + "".join(ROW.replace("SYN1", f"SYN{hash(str(number))}") for number in range(rows))
    packed = gzip.compress(text.encode())
    path.write_bytes(packed[: len(packed) * 9 // 10])
    return path


@pytest.mark.parametrize(("write", "rows"), [(_damaged_parquet, 2000), (_cut_gzip, 60_000)])
def test_a_file_that_is_damaged_behind_its_beginning_is_told(tmp_path, roster, roll, write, rows):
    path = write(tmp_path, rows)
    with pytest.raises(StructuralError) as error:
        roll(roster([{}]), path)
    assert [problem.file for problem in error.value.problems] == [str(path)]
    assert ": the file is damaged or gone (" in str(error.value)
    assert str(error.value).endswith(") — copy or export it anew")


def test_a_heading_that_is_nearly_right_is_pointed_at(roster, roll):
    with pytest.raises(StructuralError, match="is it '城市名'"):
        roll(roster([], columns=["城市名", *(name for name in COLUMNS if name != "ref_area")]))


def test_mixed_line_ends_are_told(roster, roll):
    path = roster([{}])
    path.write_bytes(path.read_bytes() * 2 + path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(StructuralError, match=r"synthetic\.csv: line ends of two kinds are mixed — save the file anew"):
        roll(path)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_name_is_no_pattern(tmp_path, roster, roll, kind):
    folder = tmp_path / "in"
    (folder / "[a]" / "headcount=9").mkdir(parents=True)
    roster([{}, {}], name="in/a1.csv")
    names = ["a[1].csv", "a*.csv", "a?.csv", "[!b]*.csv", "[a]/headcount=9/a1.csv"]
    paths = {name: roster([{"headcount": 7}], name=f"in/{name}") for name in names}
    if kind == "parquet":
        for file in list(folder.rglob("*.csv")):
            rows = pv.read_csv(file, convert_options=pv.ConvertOptions(column_types={"ref_area": pa.string()}))
            pq.write_table(rows, file.with_suffix(".parquet"))
            file.unlink()
    for name, path in paths.items():
        alone = roll(path.with_suffix(f".{kind}"))
        assert (alone.report["rows_in"], alone.rows("city")[0]["headcount"]) == (1, 7), name
    assert roll(folder).report["rows_in"] == 2 + len(names)


TEXT = ",".join(CHINESE) + "\n" + ",".join(GOOD[column] for column in COLUMNS) + "\n"


def encoded(text: str) -> dict[str, bytes]:
    """A text as programs save it."""
    return {
        "BOM": codecs.BOM_UTF8 + text.encode(),
        "GB18030": text.encode("gb18030"),
        "UTF-16": codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        "CRLF": text.replace("\n", "\r\n").encode(),
        "tabs": text.replace(",", "\t").encode(),
        "semicolons": text.replace(",", ";").encode(),
        "no end of line": text.rstrip("\n").encode(),
        "quotes": ('"' + text.replace(",", '","').replace("\n", '"\n"').rstrip('"')).encode(),
        "blank lines": (text + "\n\n").encode(),
    }


ENCODED = encoded(TEXT)


@pytest.mark.parametrize("name", ENCODED)
def test_a_file_as_spreadsheets_save_it(tmp_path, roll, name):
    path = tmp_path / "synthetic.csv"
    path.write_bytes(ENCODED[name])
    result = roll(path)
    assert result.report["rows_counted"] == 1
    assert result.rows()[0]["district"] == "合成东区"


def test_packed_files_are_read_as_others(tmp_path, roll):
    for number, name in enumerate(ENCODED, 1):
        content = encoded(TEXT.replace(GOOD["team_id"], f"SYN{number}"))[name]
        (tmp_path / f"{number}.csv.gz").write_bytes(gzip.compress(content))
    result = roll(*tmp_path.glob("*.csv.gz"))
    assert result.report["rows_counted"] == len(ENCODED)
    assert {row["district"] for row in result.rows()} == {"合成东区"}


def test_chinese_that_appears_late_is_read_in_its_encoding(tmp_path, roll, monkeypatch):
    monkeypatch.setattr("etl.roster.files.HEAD_BYTES", 100)
    rows = [f"SYN{number},900100,d,c,s,2024-01-05,,2" for number in range(2, 11)]
    text = "\n".join([",".join(COLUMNS), *rows, TEXT.splitlines()[1]])
    path = tmp_path / "synthetic.csv"
    path.write_bytes(text.encode("gb18030"))
    assert {row["district"] for row in roll(path).rows()} == {"d", "合成东区"}


ODD = {
    "a date in another form": [{"entered_on": "2024年2月5日"}],
    "a moment of another zone": [{"entered_on": "2024-01-31T16:00:00Z"}, {"left_on": "2024-02-29 16:00:00+00"}],
    "a word for nothing": [{"left_on": "NULL", "district": "-"}],
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
