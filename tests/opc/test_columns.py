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
