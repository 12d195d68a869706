"""Rows that cannot be counted: each is counted under one reason, a sample says what to do, no identifier gets out."""

import gzip
import math
import string
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import duckdb
import narwhals as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from etl.roster.blank import is_blank
from etl.roster.codes import ALPHABET, bad_code, why_bad
from etl.roster.duck import Duck
from etl.roster.duplicates import judged
from etl.roster.faults import NUMBER, first_reason, is_sound
from etl.roster.rows import FEW
from opc.formula import BEGINNINGS
from tests.etl.roster.conftest import COLUMNS

CODE = "91110000600037341L"
BAD = {
    "no_team": {"team_id": " "},
    "unknown_city": {"ref_area": "999900"},
    "bad_entry": {"entered_on": "someday"},
    "bad_exit": {"left_on": "never"},
    "exit_before_entry": {"left_on": "2024-01-14"},
    "bad_headcount": {"headcount": "many"},
    "bad_code": {"credit_code": "911100006000373411"},
}


@pytest.mark.parametrize("few", [FEW, 0])
def test_each_reason_is_counted_and_sampled(roster, roll, monkeypatch, few):
    # Rows with a fault are kept where they are few, and read anew where they are not.
    monkeypatch.setattr("etl.roster.rows.FEW", few)
    bad = [row for number, row in enumerate(BAD.values(), 1) for _ in range(number)]
    path = roster(
        [*bad, {"credit_code": CODE}, {"team_id": "SYN999"}, {"team_id": "SYN999"}],
        columns=[*COLUMNS, "credit_code"],
    )
    with path.open("a", encoding="utf-8") as file:
        file.write("too,few\n" + "," * 20 + "x\n")
    result = roll(path)
    expected = {name: number for number, name in enumerate(BAD, 1)}
    assert result.report["rejects"] == expected | {"malformed": 2, "duplicate_team": 1}
    assert result.report["rows_in"] == len(bad) + 5
    assert result.report["rows_counted"] == 2
    assert {name: sum(line["reason"] == name for line in result.rejects) for name in result.report["rejects"]} == (
        result.report["rejects"]
    )
    assert all(line["message"].count(" — ") == 1 for line in result.rejects)
    assert {line["file"] for line in result.rejects} == {str(path)}
    assert [line["line"] for line in result.rejects if line["reason"] == "malformed"] == ["33", "34"]


def test_one_row_has_one_reason(roster, roll):
    everything = {column: value for row in BAD.values() for column, value in row.items()}
    result = roll(roster([everything, {}], columns=[*COLUMNS, "credit_code"]))
    assert result.report["rejects"] == {"no_team": 1}


@pytest.mark.parametrize(
    "formula", ["=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example")', "@sum(a1)", "＝1+1", "-2+3"]
)
def test_no_cell_is_a_formula(roster, roll, formula):
    hostile = dict.fromkeys(("ref_area", "district", "sector", "entered_on", "left_on", "headcount"), formula)
    (line,) = roll(roster([hostile, {}])).rejects
    assert [line[name] for name in ("value", "entered_on", "left_on", "district", "sector")] == [f"'{formula}"] * 5
    assert not line["message"].startswith(BEGINNINGS)


def test_no_identifier_leaves(tmp_path, roster, roll):
    secret, code = "SECRETTEAM", "91SECRETCODE"
    rows = [{"team_id": f"{secret}{n}", "credit_code": CODE, **row} for n, row in enumerate(BAD.values())]
    rows += [{"team_id": secret}, {"team_id": secret}, {"team_id": secret, "credit_code": code}]
    path = roster(rows, columns=[*COLUMNS, "credit_code"])
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{secret},{CODE}\n")
    result = roll(path)
    written = [file for file in result.out.rglob("*") if file.is_file()]
    assert {file.name for file in written} == {"roster.parquet", "report.json", "rejects.csv"}
    for file in written:
        content = file.read_bytes()
        assert secret.encode() not in content
        assert CODE.encode() not in content
        assert code.encode() not in content


PHONE, CARD = "13800000000", "11010519491231002X"
LABELS = [PHONE, f"合成区 {CODE.lower()}", f"合成区（{CARD}）", "１３８-0000-0000", f"+86{PHONE}", f"86{PHONE}"]
NO_LABELS = ["", "合成区", "2024", "合成 20240105123456", f"9{PHONE}", "12345678901", f"A{PHONE}", "HARDWAREDEVELPMENT"]


@pytest.mark.parametrize("column", ["district", "sector"])
def test_a_label_that_holds_an_identifier_is_rejected_and_not_repeated(roster, roll, column):
    result = roll(roster({column: text} for text in [*LABELS, *NO_LABELS]))
    assert result.report["rejects"] == {"identifier_in_label": len(LABELS)}
    other = "合成软件" if column == "district" else "合成东区"
    for line in result.rejects:
        assert line["column"] == column
        assert (
            line["message"]
            == "holds the number of a company or a person — write the name of the district or sector alone"
        )
        assert {line["district"], line["sector"]} == {"", other}
    assert {row[column] for row in result.rows(column)} == set(NO_LABELS)


def test_no_identifier_leaves_in_the_cell_of_another_column(roster, roll):
    # A row shifted by a column, with a fault that comes before that of its label.
    shifted = [{"entered_on": PHONE}, {"left_on": CARD}, {"ref_area": CODE}, {"headcount": PHONE}]
    rows = [{"district": CODE, "team_id": f"SYN{n}", **row} for n, row in enumerate(shifted)]
    result = roll(roster([*rows, {}]))
    assert result.report["rows_rejected"] == len(rows)
    text = (result.out / "rejects.csv").read_text(encoding="utf-8-sig")
    assert not any(secret in text for secret in (PHONE, CARD, CODE))


MESSAGES = [
    ({"entered_on": ""}, "the cell is empty — write the day as 2026-02-05"),
    ({"entered_on": "NULL"}, "the cell is empty — write the day as 2026-02-05"),
    ({"headcount": ""}, "the cell is empty — write it in digits"),
    ({"ref_area": "-"}, "the cell is empty — write its code or Chinese name, or add it"),
    (
        {"entered_on": "45010"},
        "'45010' is a spreadsheet's number of a day — format the column as a date and save the file",
    ),
    ({"left_on": "45010.5"}, "'45010.5' is a spreadsheet's number of a day — format the column as a date and save the"),
    ({"entered_on": "2024"}, "'2024' is no date from 1990 to 2074 — write the day as 2026-02-05"),
]


@pytest.mark.parametrize(("row", "message"), MESSAGES)
def test_a_message_says_what_is_there(roster, roll, row, message):
    (line,) = roll(roster([row, {}])).rejects
    assert line["message"].startswith(message)


# Rejected rows by the line on which they begin.
FOUND = {
    3: {"headcount": "0"},
    5: {"team_id": "NULL"},
    6: {"entered_on": "2024-13-01", "district": '合成\n"东"区'},
    8: {"team_id": "SYN1"},
    9: {"ref_area": "999900"},
    10: {"sector": PHONE},
}


@pytest.mark.parametrize("name", ["synthetic.csv", "synthetic.csv.gz", "gb18030.csv", "tabs.csv"])
def test_rows_are_found_by_their_lines(tmp_path, roster, roll, name):
    # Two sound rows, one of them after a blank line; the sample has the team that stands twice at its second place.
    path = roster([{"team_id": "SYN1"}, *({"team_id": f"X{line}"} | row for line, row in FOUND.items()), {}])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    content = "".join([*lines[:3], "\n", *lines[3:]])
    if name == "tabs.csv":
        content = content.replace(",", "\t")
    data = content.encode("gb18030" if name == "gb18030.csv" else "utf-8")
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    result = roll(tmp_path / name)
    assert result.report["rows_in"] == len(FOUND) + 2
    assert sorted(int(line["line"]) for line in result.rejects) == list(FOUND)


def test_beyond_what_is_looked_at_rows_have_no_line(roster, roll, monkeypatch):
    monkeypatch.setattr("etl.roster.places.LOOKED_AT", 2)
    result = roll(roster([{}, {"headcount": "0"}, {"headcount": "0", "district": "合成西区"}]))
    assert sorted(line["line"] for line in result.rejects) == ["", "3"]


# Of each column what can be wrong with it and what cannot, as a row after reading holds it.
CELLS = {
    "is_malformed": ("false", "true"),
    "team": ("'SYN1'", "null"),
    "entered_on": ("date '2024-01-05'", "null", "date '1989-12-31'", "date '2075-01-01'"),
    "left_on": ("date '2024-02-05'", "null", "date '2024-01-04'", "date '2075-01-01'", "date '1980-01-01'"),
    "left_is_unread": ("false", "true"),
    "headcount": ("1", "null", "0", "100001"),
    "headcount_is_whole": ("true", "false"),
    "code_is_bad": ("false", "true"),
    "cell": ("1", "null"),
}


@pytest.mark.parametrize("identity", [True, False])
def test_a_row_is_sound_where_no_reason_applies(identity):
    # The two are worked out apart, for speed, so that they must be held together.
    columns = [f"(select unnest([{', '.join(cells)}]) as {name})" for name, cells in CELLS.items()]
    with duckdb.connect() as connection:
        rows = nw.from_native(connection.sql(f"select * from {' cross join '.join(columns)}"))
        found = rows.select(sound=is_sound(identity=identity), reason=first_reason(identity=identity))
        both = found.to_native().aggregate("sound, reason, count(*)", "sound, reason").fetchall()
    assert sum(rows for *_, rows in both) == math.prod(len(cells) for cells in CELLS.values())
    assert {reason for sound, reason, _ in both if sound} == {NUMBER["unknown_city"]}
    assert NUMBER["unknown_city"] not in {reason for sound, reason, _ in both if not sound}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Duck]:
    """DuckDB as a run has it, for all examples of this module: to begin takes longer than to answer."""
    made = Duck(tmp_path_factory.mktemp("work"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def bad_among(engine: Duck) -> Callable[[list[str]], list[bool]]:
    """Which of some codes SQL finds bad. The long expression is planned once; to plan it takes 50 ms."""
    engine.connection.execute(
        f"prepare bad as select {bad_code('code')} from (select unnest($1::varchar[]) as code, "
        "generate_subscripts($1::varchar[], 1) as place) order by place"
    )
    execute = "execute bad([{}])".format
    return lambda codes: [
        bad for (bad,) in engine.connection.execute(execute(", ".join(f"'{code}'" for code in codes))).fetchall()
    ]


def overlapping(stays: list[tuple[date, date | None]]) -> int:
    """How many stays are duplicates, by the rule as it is told."""
    found, reach, before = 0, date.min, None
    for entered, left in sorted(stays, key=lambda stay: (stay[0], stay[1] or date.max)):
        found += entered < reach or entered == before
        reach, before = max(reach, left or date.max), entered
    return found


DAY = st.integers(0, 40).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
STAY = st.tuples(DAY, st.none() | st.integers(0, 20)).map(
    lambda stay: (stay[0], None if stay[1] is None else stay[0] + timedelta(days=stay[1]))
)


@settings(deadline=None)
@given(teams=st.lists(st.lists(STAY, min_size=1, max_size=6), min_size=1, max_size=20))
def test_duplicates_are_those_of_the_rule(engine, teams):
    rows = [(team, *stay) for team, stays in enumerate(teams) for stay in stays]
    values = ", ".join(
        f"(1, '{team}', date '{entered}', {f'''date '{left}' ''' if left else 'null'}, 0, 1)"
        for team, entered, left in rows
    )
    query = f"select * from (values {values}) as t (area, team, entered_on, left_on, entry_key, headcount)"
    table = engine.table(judged(nw.from_native(engine.connection.sql(query)))).to_pylist()
    found = {team: sum(row["is_duplicate"] for row in table if row["team"] == str(team)) for team in range(len(teams))}
    assert found == {team: overlapping(stays) for team, stays in enumerate(teams)}


@pytest.mark.parametrize(
    ("stays", "counted"),
    [
        ([("2024-01-05", "2024-03-01"), ("2024-03-01", "")], 2),
        ([("2024-01-05", "2024-03-01"), ("2024-02-29", "")], 1),
        ([("2024-01-05", ""), ("2024-01-05", "")], 1),
        ([("2024-01-05", ""), ("2025-01-05", "2025-02-01")], 1),
        ([("2024-01-05", "2024-01-05"), ("2024-01-05", "2024-01-05")], 1),
    ],
)
def test_a_team_that_comes_back_is_no_duplicate(roster, roll, stays, counted):
    rows = [{"team_id": "SYN1", "entered_on": entered, "left_on": left} for entered, left in stays]
    result = roll(roster(rows))
    assert result.report["rows_counted"] == counted
    assert result.report["rows_rejected"] == len(stays) - counted
    assert sum(row["entered"] for row in result.rows("city")) == counted


def test_the_same_number_in_another_city_is_another_team(roster, roll):
    rows = [{"team_id": "SYN1", "ref_area": city} for city in ("900100", "900200", "合成市01")]
    assert roll(roster(rows)).report["rejects"] == {"duplicate_team": 1}


def test_a_duplicate_does_not_begin_a_series(roster, roll):
    stays = [("SYN1", "2024-01-05", "合成东区"), ("SYN1", "2024-02-05", "合成西区")]
    stays += [
        ("SYN2", "2024-04-05", "合成西区"),
        ("SYN3", "2024-05-05", "合成东区"),
        ("SYN3", "2024-06-05", "合成南区"),
    ]
    rows = [{"team_id": team, "entered_on": entered, "district": place} for team, entered, place in stays]
    first = {}
    for row in roll(roster(rows)).rows("district"):
        first.setdefault(row["district"], row["month_end"])
    assert first == {"合成东区": date(2024, 1, 31), "合成西区": date(2024, 4, 30)}


def test_medians_leave_duplicates_out(roster, roll):
    stays = [
        ("SYN1", "2024-01-01", "2024-03-01"),
        ("SYN1", "2024-01-11", "2024-03-11"),
        ("SYN2", "2024-02-20", "2024-03-01"),
    ]
    rows = [{"team_id": team, "entered_on": entered, "left_on": left} for team, entered, left in stays]
    march = next(row for row in roll(roster(rows)).rows("city") if row["month_end"] == date(2024, 3, 31))
    assert (march["left"], march["median_stay_days"]) == (2, 35.0)


@pytest.mark.parametrize(
    ("code", "is_good"), [("９１３５０１００M000100Y43", True), ("９１350100Ｍ000100Ｙ４4", False)]
)
def test_a_code_in_full_width_is_a_code(roster, roll, code, is_good):
    result = roll(roster([{"credit_code": code}, {}], columns=[*COLUMNS, "credit_code"]))
    assert result.report["rejects"] == ({} if is_good else {"bad_code": 1})
    assert not any("is valid" in line["message"] for line in result.rejects)


WRITTEN = st.text(ALPHABET + string.ascii_letters + " -", max_size=20) | st.from_regex(r"\A91[0-9]{6}[0-9A-Y]{10}\Z")


def ending_well(text: str) -> list[str]:
    """The code with the check digit that it should have, if it is one but for that."""
    is_code = uscc.compact(text)[:17].strip(ALPHABET) == "" and text.isalnum()
    return [text[:17] + uscc.calc_check_digit(text[:17])] if is_code else []


@settings(deadline=None, max_examples=12)
@given(texts=st.lists(WRITTEN, min_size=8, max_size=20))
def test_a_code_is_bad_where_python_stdnum_says_so(bad_among, texts):
    codes = [code for text in texts for code in (text, *ending_well(text))]
    assert dict(zip(codes, bad_among(codes), strict=True)) == {
        # A word for nothing, such as NA, is an empty cell.
        code: uscc.compact(code) != "" and not is_blank(code) and not uscc.is_valid(code)
        for code in codes
    }
    for code in codes:
        assert (why_bad(code) == "is valid") == uscc.is_valid(code)
