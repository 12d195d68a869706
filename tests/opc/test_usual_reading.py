"""余, 多, 近 and 约 as they are usually read: narrower than what the words surely say, and each end open or closed."""

from pathlib import Path

import pytest

from tests.opc.conftest import bounds

# 150多家 would be called 160家 if it were 160, and 近200家 would be called 100家 if it were 100.
USUAL = {
    "150多家": (150, False, 160, False),
    "50余家": (50, False, 60, False),
    "近200家": (100, False, 200, False),
    "约130家": (117, True, 143, True),
    "超1000家": (1000, False, None, None),
    "不到90家": (None, None, 90, False),
    "不超过80家": (None, None, 80, True),
    "51家": (51, True, 51, True),
}
CITIES = dict(zip(USUAL, "甲乙丙丁戊己庚辛", strict=True))
FIGURES = "\n".join((
    "figure_id,city,indicator,scenario,figure,deadline,earmark,item_zh",
    *(f"now {city},{city}市,resident_teams,actual,{phrase},,," for phrase, city in CITIES.items()),
    *(f"goal {city},{city}市,resident_teams,target,200家,2027-12-31,," for city in CITIES.values()),
    *(f"fund {city},{city}市,fund_size,actual,1亿元,,opc,合成基金" for city in CITIES.values()),
))  # fmt: skip


@pytest.fixture(scope="module")
def folder(make_small) -> Path:
    return make_small(figures=FIGURES)


@pytest.mark.parametrize("phrase", USUAL)
def test_an_assumed_end_does_not_belong_to_the_bounds(phrase, folder, serve) -> None:
    row = serve(folder).rows("compare", assumed=True)[f"{CITIES[phrase]}市"]
    assert bounds(row) == USUAL[phrase]


def test_what_is_worked_out_is_open_and_closed_as_what_it_is_worked_out_from(folder, serve) -> None:
    small = serve(folder)
    money = small.rows("fund_per_team", assumed=True)
    assert bounds(money["甲市"]) == (pytest.approx(1e8 / 160), False, pytest.approx(1e8 / 150), False)
    assert bounds(money["丙市"]) == (5e5, False, 1e6, False)
    assert bounds(money["丁市"]) == (pytest.approx(1e8 / 143), True, pytest.approx(1e8 / 117), True)
    shares = small.rows("progress", assumed=True)
    assert bounds(shares["甲市"], "attainment") == (0.75, False, 0.8, False)
    assert bounds(shares["丁市"], "attainment") == (0.585, True, 0.715, True)
