"""Cells as people write them: days, headcounts, blanks, cities."""

from collections.abc import Callable, Iterable
from datetime import date

import duckdb
import pytest

from etl.build import RAW
from etl.roster.cities import known_cities
from opc.formula import harmless
from tests.etl.roster.conftest import COLUMNS, GOOD

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
    # A moment is the day that it was in China, here the 1st of February.
    "2024-01-31T16:00:00.000Z": date(2024, 2, 1),
    "2024-1-31t16:00z": date(2024, 2, 1),
    "2024-01-31 16:00:00+00": date(2024, 2, 1),
    "2024-02-01 00:30:00.123456 +0800": date(2024, 2, 1),
    "2024/01/31 12:30:00-03:30": date(2024, 2, 1),
    "2024-02-01T15:59:59Z": date(2024, 2, 1),
    "2024-02-01 00:00:00.000": date(2024, 2, 1),
    "2024-02-01T00:00:00 Asia/Tokyo": None,
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
PEOPLE |= {
    "99999999999999999999": None,
    "inf": None,
    "nan": None,
    "３": 3,
    "1,000": 1000,
    "１，０００": 1000,
    "1,0": None,
    "1,000,000": None,
    "1e3": None,
    "1_000": None,
    "１ｅ３": None,
    "5d": None,
    " 5f ": None,
    "0x10": None,
    "25": 25,
    " 25 ": 25,
    "12.0": 12,
}


CITIES = ["900100", "900200.0", "合成市03", "合成市04市", " 合成市05 ", "Synthetic 06", "synthetic 07"]
STRANGERS = ["", "999900", "合成市", "900101", "-900100", "9001000"]


@pytest.fixture(params=["as text", "with types"])
def together(request: pytest.FixtureRequest) -> Callable[..., list[str]]:
    """Which texts share a column: all of them, which is then read as text; those that the type of the column takes."""

    def chosen(texts: Iterable[str], kind: str) -> list[str]:
        if request.param == "as text":
            return list(texts)
        with duckdb.connect() as connection:
            query = f"select try_cast($1 as {kind}) is not null"
            taken = [text for text in texts if connection.execute(query, [text]).fetchone() == (True,)]
        assert taken
        return taken

    return chosen


def test_dates(roster, roll, together):
    texts = together(DATES, "date")
    days = [text for text in texts if DATES[text]]
    rows = [{"entered_on": text, "district": f"合成{n}"} for n, text in enumerate(texts)]
    result = roll(roster(row | day for row in rows for day in ({}, {"entered_on": "2024-06-01"})))
    first = {}
    for row in result.rows("district"):
        first.setdefault(row["district"], row["month_end"])
    found = {text: first[f"合成{n}"] for n, text in enumerate(texts)}
    assert found == {text: date(2024, 2, 29) if text in days else date(2024, 6, 30) for text in texts}
    assert sum(result.report["rejects"].values()) == result.report["rejects"]["bad_entry"] == len(texts) - len(days)


def test_headcounts(roster, roll):
    texts = list(PEOPLE)
    rows = [{"headcount": text, "district": f"合成{n}"} for n, text in enumerate(texts)]
    result = roll(roster(row | more for row in rows for more in ({}, {"headcount": "5", "entered_on": "2024-01-02"})))
    people = {row["district"]: row["headcount"] for row in result.rows("district")}
    assert {text: people[f"合成{n}"] for n, text in enumerate(texts)} == {
        text: 5 + (PEOPLE[text] or 0) for text in texts
    }
    assert result.report["rejects"] == {"bad_headcount": sum(PEOPLE[text] is None for text in texts)}


@pytest.mark.parametrize("texts", [[""], ["", " ", "\t", "\u3000"]], ids=["with types", "as text"])
def test_a_blank_exit_is_none(roster, roll, texts):
    result = roll(roster([*({"left_on": text} for text in texts), {"left_on": "2024-03-01"}]))
    assert result.report["rejects"] == {}
    assert result.rows("city")[-1]["active"] == len(texts)


# Words for nothing, as databases, spreadsheets and people write them.
NOTHING = [
    "NULL",
    "null",
    "\\N",
    "无",
    "空",
    "-",
    "—",
    "–",
    "/",
    "None",
    "N/A",
    "na",
    "ｎｕｌｌ",
    " NULL\u3000",
    "－",
    "／",
]
STILL_HERE = ["在驻", "在园", "至今", "9999-12-31", "2999-12-31", "9999/12/31", "29991231", "9999-12-31 00:00:00"]


def test_a_word_for_nothing_as_the_exit_is_a_team_that_is_still_here(roster, roll, together):
    texts = together([*NOTHING, *STILL_HERE], "date")
    result = roll(roster([*({"left_on": text} for text in texts), {"left_on": "2024-03-01"}]))
    assert result.report["rejects"] == {}
    assert result.rows("city")[-1]["active"] == len(texts)
    assert [row["left"] for row in result.rows("city") if row["left"]] == [1]


def test_who_is_still_here_is_so_for_duplicates_too(roster, roll):
    stays = [("2024-01-05", "9999-12-31"), ("2025-01-05", "2025-02-01")]
    rows = [{"team_id": "SYN1", "entered_on": entered, "left_on": left} for entered, left in stays]
    assert roll(roster(rows)).report["rejects"] == {"duplicate_team": 1}


@pytest.mark.parametrize(
    ("column", "rejects"),
    [("team_id", {"no_team": len(NOTHING)}), ("credit_code", {}), ("district", {}), ("sector", {})],
)
def test_a_word_for_nothing_is_an_empty_cell(roster, roll, column, rejects):
    rows = [{"team_id": f"SYN{number}", column: text} for number, text in enumerate(NOTHING)]
    result = roll(roster([*rows, {}], columns=[*COLUMNS, "credit_code"]))
    assert result.report["rejects"] == rejects
    if column in ("district", "sector"):
        assert {row[column] for row in result.rows(column)} == {"", GOOD[column]}


@pytest.mark.parametrize("totals", [False, True])
def test_cities_by_code_and_by_name(roster, roll, together, totals):
    texts = together(CITIES, "integer")
    rows = roll(roster({"ref_area": text} for text in texts), totals=totals).rows("city")
    known = {text: f"900{n}00" for n, text in enumerate(CITIES, 1)}
    assert sorted({row["ref_area"] for row in rows}) == [known[text] for text in texts]


# In cities.csv as it is → code; None where no city is meant, or perhaps another one.
SPELLINGS = {
    "济南": 370100,
    "济南市": 370100,
    "山东省济南市": 370100,
    "山东济南": 370100,
    "广西南宁市": 450100,
    "广西壮族自治区南宁": 450100,
    "内蒙古呼和浩特": 150100,
    "黑龙江哈尔滨市": 230100,
    "上海市上海市": 310000,
    "雄安": 133100,
    "雄安新区": 133100,
    "河北雄安新区": 133100,
    "澄迈县": 469023,
    "海南省澄迈县": 469023,
    "jinan": 370100,
    "长沙县": None,
    "苏州新区": None,
    "山济南": None,
    "河南济南": None,
}


def test_cities_of_provinces_new_areas_and_counties():
    known = known_cities(RAW)
    assert {text: known.get(text) for text in SPELLINGS} == SPELLINGS


@pytest.mark.parametrize("totals", [False, True])
def test_a_spelling_of_two_cities_means_neither(tmp_path, roster, roll, totals):
    header = (RAW / "cities.csv").read_text(encoding="utf-8").splitlines()[0]
    cities = [
        "900100,合成市01,Synthetic 01,合成省",
        "900200,合成市02,synthetic 01,合成省",
        "900300,合成市02,x,合成他省",
    ]
    (tmp_path / "cities.csv").write_text("\n".join([header, *cities]), encoding="utf-8")
    texts = ["Synthetic 01", "合成市02", "合成省合成市02", "合成他省合成市02市", "合成合成市02", "900200"]
    result = roll(roster({"ref_area": text} for text in texts), totals=totals, raw=tmp_path)
    assert result.report["rejects"] == {"unknown_city": 3}
    first = [row for row in result.rows("city") if row["month_end"] == date(2024, 1, 31)]
    assert {row["ref_area"]: row["active"] for row in first} == {"900200": 2, "900300": 1}


@pytest.mark.parametrize("totals", [False, True])
def test_cities_that_are_not_known(roster, roll, together, totals):
    texts = together(STRANGERS, "integer")
    result = roll(roster([*({"ref_area": text} for text in texts), {}]), totals=totals)
    assert result.report["rejects"] == {"unknown_city": len(texts)}
    assert sorted(row["value"] for row in result.rejects) == sorted(map(harmless, texts))
