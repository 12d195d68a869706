"""Trends in words, curves and columns, from invented months."""

from datetime import date

import pytest

from opc import tables
from opc.content import trends
from opc.text import t
from tests.opc.conftest import view

SURVIVAL = {"survival_6": None, "survival_12": None}


def month(number: int, active: int | None, **changes) -> dict:
    """A row of the query trends, `number` months after December 2024."""
    year, place = divmod(number, 12)
    row = {"name_zh": "合成市", "name_en": "Synthetic", "level": "city", "district": None, "sector": None,
           "month_end": date(2025 + year, place + 1, 28), "active": active, "entered": 3, "left": None, "headcount": 9,
           "median_stay_days": None, **SURVIVAL, "is_suppressed": active is None, "evidence": "R", "source_id": "R001",
           "title": "合成名册", "publisher": "合成", "published": None, "url": None}  # fmt: skip
    return row | changes


@pytest.mark.parametrize(
    ("stocks", "lang", "expected"),
    [
        ([5], "zh", "合成市：2025-01 月末在驻 5家"),
        ([5] * 12 + [5], "zh", "合成市：2026-01 月末在驻 5家，一年间没有增减"),
        ([5] * 12 + [12], "zh", "合成市：2026-01 月末在驻 12家，一年间多 7家"),
        ([12] * 12 + [5], "en", "Synthetic: 5 teams in residence at the end of 2026-01, 7 teams fewer in a year"),
        ([None] * 12 + [5], "zh", "合成市：2026-01 月末在驻 5家"),
        ([5] * 12 + [None], "zh", "合成市：2026-01 月末的在驻团队数已隐去"),
    ],
)
def test_the_title_says_the_last_month_and_the_change_where_both_ends_are_known(stocks, lang, expected):
    rows = [month(number, active) for number, active in enumerate(stocks)]
    assert trends.title(rows, "city", view(lang=lang))[0] == expected


def test_the_title_of_a_part_names_it_also_where_the_roster_does_not():
    rows = [month(0, 5, level="district", district="")]
    assert trends.title(rows, "district", view())[0].startswith("合成市·名册未写明：")


def test_hidden_months_are_gaps_and_a_series_of_them_is_no_curve():
    spec = trends.curves([month(0, 5), month(1, None), month(2, 7)], ("active",), "team", view())
    (curve,) = spec["data"]
    assert curve["y"] == [5, None, 7]
    assert curve["connectgaps"] is False
    assert spec["layout"]["title"]["text"] == "家"
    assert trends.curves([month(0, None), month(1, None)], ("active",), "team", view()) is None


def test_shares_are_drawn_in_percent_and_keep_one_of_two_columns():
    rows = [month(number, 5, survival_6=share) for number, share in enumerate((0.5, 0.75))]
    six, twelve = trends.curves(rows, ("survival_6", "survival_12"), "percent", view())["data"]
    assert (six["y"], twelve["y"]) == ([50, 75], [None, None])


PARTS = [month(0, stock, level="sector", sector=name) for name, stock in (("甲", 2), ("乙", None), ("", 9))]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "各部分的最新在驻团队：名册未写明 9；甲 2；乙 已隐去。"),
        ("en", "Teams in residence, part by part. Not stated 9; 甲 2; 乙 hidden"),
    ],
)
def test_parts_stand_by_size_and_hidden_ones_last_in_chart_words_and_table(lang, said):
    rows, reader = trends.latest(trends.series(PARTS, "sector")), view(lang=lang)
    assert [values for _, values in trends.points(rows, reader)] == [[9], [2], [None]]
    assert trends.parts_described(rows, reader) == said
    name, month_end, stock, *_ = trends.part_columns(reader)
    assert [tables.said(name.cell(row)) for row in rows] == [label for label, _ in trends.points(rows, reader)]
    assert [tables.said(stock.cell(row)) for row in rows] == ["9", "2", t("trends.hidden", lang)]
    assert {month_end.cell(row) for row in rows} == {"2025-01"}


CURVES = [
    (("active",), "team", [(5,), (None,), (1200,)], "题：2025-01 5家 … 2025-03 1200家。"),
    (("active",), "team", [(None,), (7,), (None,)], "题：2025-02 7家。"),
    (
        ("survival_6", "survival_12"),
        "percent",
        [(None, None), (0.5, None), (0.75, 0.4567)],
        "题：2025-02 满 6 个月 50% · 满 12 个月 — … 2025-03 满 6 个月 75% · 满 12 个月 45.67%。",
    ),
]


@pytest.mark.parametrize(("names", "unit", "values", "said"), CURVES)
def test_a_curve_in_words_has_the_unit_of_its_axis_and_begins_and_ends_where_something_is_known(
    names, unit, values, said
):
    rows = [month(number, 5) | dict(zip(names, ends, strict=True)) for number, ends in enumerate(values)]
    assert trends.described("题", rows, names, unit, view()) == said


def test_series_keep_their_months_in_order():
    rows = [month(number, 5, level="sector", sector=name) for name in ("甲", "乙") for number in (0, 1)]
    found = trends.series(rows, "sector")
    assert list(found) == ["甲", "乙"]
    assert [row["month_end"].month for row in found["乙"]] == [1, 2]


# What is published of a month and of six months before → what stands for the median and for survival.
BLANKS = {
    "nobody left, nobody had moved in": ({"left": 0}, {"entered": 0}, ("无人", "无人")),
    "the exits and the cohort are hidden": ({"left": None}, {"entered": None}, ("已隐去", "已隐去")),
    "the share of a known cohort is hidden": ({"left": 4, "median_stay_days": 90}, {"entered": 5}, ("90", "已隐去")),
    "all is known": (
        {"left": 4, "median_stay_days": 90, "survival_6": 0.4567},
        {"entered": 9},
        ("90", "45.67%"),
    ),
}


@pytest.mark.parametrize("case", BLANKS)
def test_the_table_tells_what_is_hidden_from_what_there_is_not(case):
    now, before, expected = BLANKS[case]
    rows = [month(number, 5) for number in range(7)]
    rows[0] |= before
    rows[6] |= now
    last = trends.series(rows, "city")[""][-1]
    said = {column.heading: tables.said(column.cell(last)) for column in trends.columns(view())}
    assert (said["退出者停留中位数（天）"], said["6 个月留存"]) == expected
    # The series is younger than a year.
    assert said["12 个月留存"] == "无人"


def test_the_table_says_hidden_of_a_hidden_count():
    (row,) = trends.series([month(0, None)], "city")[""]
    said = {column.heading: tables.said(column.cell(row)) for column in trends.columns(view())}
    assert said["在驻团队"] == said["退出"] == "已隐去"
    assert said["入驻"] == "3"
    in_english = [tables.said(column.cell(row)) for column in trends.columns(view(lang="en"))]
    assert {"hidden", "nobody"} <= set(in_english)


def test_the_axis_has_no_halves_of_teams():
    counts, shares = (
        trends.curves([month(0, 0, survival_6=0.251), month(1, 3)], (name,), unit, view())["layout"]["yaxis"][
            "tickvals"
        ]
        for name, unit in (("active", "team"), ("survival_6", "percent"))
    )
    assert counts == [0, 1, 2, 3]
    assert shares[1] - shares[0] == 5


def test_a_district_that_the_roster_does_not_name_stands_last():
    rows = [month(0, 5, level="district", district=name) for name in ("", "乙", "甲")]
    assert list(trends.series(rows, "district")) == ["乙", "甲", ""]


@pytest.mark.parametrize(
    ("left", "gaps"), [((4, None, 4), "断开的月份已隐去：数太小，或者会让人推算出太小的数。"), ((4, 0, 4), "")]
)
def test_gaps_are_explained_where_there_are_any(left, gaps):
    rows = [month(number, 5, left=count) for number, count in enumerate(left)]
    (shown,) = trends.series(rows, "city").values()
    assert trends.said_of("flows", shown, ("entered", "left"), view()) == "每月入驻与退出的团队数。" + gaps
    # The first months have no share yet, which is no gap.
    assert "断开" not in trends.said_of("survival", shown, ("survival_6",), view())
