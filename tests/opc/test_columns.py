"""The columns that tables share."""

from datetime import date

import pytest

from opc import versions
from opc.columns import pick
from opc.questions import ask
from opc.tables import Link
from opc.view import View

DAY = date(2026, 11, 20)


@pytest.mark.parametrize("query", ["ledger", "newest", "funds", "compare", "conflicts", "fund_per_team", "disclosure"])
def test_a_city_leads_to_its_profile_and_a_province_to_none(query, real_warehouse):
    (column,) = pick(View("", "zh", "D", DAY, versions.current()), "city")
    rows = ask(query, {"evidence": "D"}, DAY)
    cities = {city["ref_area"] for city in ask("cities", {}, DAY)}
    linked = {row["ref_area"] for row in rows if isinstance(column.cell(row), Link)}
    assert linked == cities & {row["ref_area"] for row in rows} != set()


def test_there_are_places_that_are_no_cities(real_warehouse):
    assert {"000000", "370000"} <= {row["ref_area"] for row in ask("ledger", {"evidence": "D"}, DAY)}


# A row of a query, how it was asked, and the figure in the table in English.
PUBLISHED = [
    ("city_figures", {"city": "440300"}, "F010", "nearly 200 teams (“近200家”)"),
    ("compare", {}, "S003", "first batch of 51 teams (“首批51家”)"),
    # What was divided, left out or read as usual is another number than the one published.
    ("compare", {"per": "resident"}, "S003", "first batch of 51 teams (“首批51家”)"),
    ("compare", {"like": "true"}, "S003", "first batch of 51 teams (“首批51家”)"),
    ("compare", {"assumed": "true"}, "F010", "nearly 200 teams (“近200家”)"),
    ("funds", {}, "S015", "CNY 5 bn (“50亿元”)"),
]


@pytest.mark.parametrize(("query", "given", "number", "words"), PUBLISHED)
def test_a_figure_stands_in_a_table_in_the_readers_language_with_its_phrase(
    query, given, number, words, real_warehouse
):
    (row,) = (row for row in ask(query, given, DAY) if row["observation_id"] == number)
    for lang, said in (("en", words), ("zh", row["obs_text"])):
        (column,) = pick(View("", lang, "C", DAY, versions.current()), "figure")
        assert column.cell(row) == said
