"""A median is hidden where, with what is shown beside it, it would say where a hidden team came or left."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from etl.roster.suppress import hide
from etl.roster.telling import telling, telling_shares
from tests.etl.roster.test_suppress import flows

# Long ago, and not long before: so many came in any span that no median says when.
CAME = ("2023-01-09", "2024-06-03")


def left(district: str, *days: int) -> list[dict]:
    """Teams of a district that left in the middle of June 2024 after so many days."""
    end = date(2024, 6, 20)
    return [
        {"district": district, "entered_on": str(date.fromordinal(end.toordinal() - stay)), "left_on": str(end)}
        for stay in days
    ]


def staying(district: str, teams: int) -> list[dict]:
    return [{"district": district, "entered_on": day} for day in CAME for _ in range(teams)]


def medians(result, level: str) -> dict:
    rows = [row for row in result.rows(level) if row["month_end"] == date(2024, 6, 30)]
    return {row["district"]: (row["left"], row["median_stay_days"], row["is_suppressed"]) for row in rows}


# Who left which district after how many days, and the medians of the first district that are shown.
NINE = [21, 22, 23, 24, 150, 160, 170, 180, 190]
BESIDE = {
    "one more in the city stayed longer than the fifth of ten": (NINE, [300], None),
    "nobody else left": (NINE, [], 150),
    "the others are shown themselves": (NINE, [300, 310, 320], 150),
}


@pytest.mark.parametrize("name", BESIDE)
def test_the_median_of_a_part_does_not_tell_of_the_few_beside_it(roster, roll, name):
    here, there, shown = BESIDE[name]
    teams = [*staying("合成东区", 20), *staying("合成西区", 20), *staying("合成南区", 20)]
    rows = [*teams, *left("合成东区", *here), *left("合成西区", *there)]
    result = roll(roster(rows), min_cell=3, until=date(2024, 6, 30))
    number, median, is_suppressed = medians(result, "district")["合成东区"]
    assert (number, median) == (len(here), shown)
    assert is_suppressed or shown
    assert medians(result, "city")[None][1] == np.median([*here, *there])
    assert medians(roll(roster(rows), min_cell=1, until=date(2024, 6, 30)), "district")["合成东区"][1] == 150


# Two districts of a city in three months. Four came to each at first. In the second, two and one came: hidden. In the
# third nobody came, and so many left each.
COME = [[[9], [9]], [[2], [1]], [[0], [0]]]


@pytest.mark.parametrize(
    ("gone", "days", "is_hidden"),
    [
        ([3, 3], 20.0, True),
        ([3, 3], 45.0, False),
        ([3, 3], 59.0, False),
        ([3, 3], 75.0, False),
        ([5, 4], 61.0, False),
    ],
)
def test_a_median_does_not_say_in_which_month_somebody_came(gone, days, is_hidden):
    nobody = [[0], [0]]
    city = flows(COME, [nobody, nobody, [[number] for number in gone]])
    flow = hide(city, 3).flow
    assert flow[1].any()
    assert not flow[2].any()
    stays = np.full(flow.shape, np.nan)
    stays[2] = days
    # The first month is January 2024: who left in March after 20 days came in February or March.
    hidden = telling(city, flow, stays, 34 * 12, 3)
    assert hidden[2].all() if is_hidden else not hidden.any()


def test_where_nothing_is_hidden_all_medians_are_shown():
    city = flows([[[9], [9]]], [[[3], [3]]])
    assert not telling(city, hide(city, 3).flow, np.full((1, 3, 2), 2.0), 0, 3).any()


@pytest.mark.parametrize(("stayed", "is_hidden"), [(8, True), (7, False)])
def test_a_share_does_not_say_that_a_hidden_stock_stayed_as_it_was(stayed, is_hidden):
    """Two, three and three came at first, and nobody left: where all eight stayed, none of the two was ever away."""
    nobody = [[0], [0], [0]]
    city = flows([[[2], [3], [3]], *[nobody] * 5, [[0], [9], [0]]], [nobody] * 7)
    city = replace(city, stayed={6: np.zeros_like(city.entered)})
    city.stayed[6][6, 0] = stayed
    hidden = hide(flows([[[2], [3], [3]], *[nobody] * 5, [[0], [9], [0]]], [nobody] * 7), 3)
    assert hidden.stock[0, 1, 0]
    assert telling_shares(city, hidden.stock, 6)[6, 0, 0] == is_hidden
    assert not telling_shares(city, np.zeros_like(hidden.stock), 6)[6, 0, 0]
