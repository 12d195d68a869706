"""At a glance every cell says what the comparison of its indicator says."""

import pytest

from opc import glance, warehouse
from opc.tables import Absent, Link, said
from opc.text import t
from opc.versions import current
from opc.view import View
from opc.warehouse import Row
from tests.opc.conftest import view

pytestmark = pytest.mark.usefixtures("real_warehouse")


def reader(lang: str = "zh") -> View:
    return view(lang=lang, version=current())


def found(seen: View) -> tuple[list[Row], list[list[Row]]]:
    cities = warehouse.query("cities", seen)
    asked = glance.questions([row["ref_area"] for row in cities], False)
    compared = [warehouse.query(name, seen, **given) for name, given in asked]
    return glance.rows(cities, *compared), compared


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_cell_is_the_figure_that_the_comparison_shows(lang):
    seen = reader(lang)
    rows, compared = found(seen)
    assert len(rows) == len(compared[0])
    _, *columns, policies = glance.columns(seen)
    for place, (column, answer) in enumerate(zip(columns, compared, strict=True)):
        shown = {row["ref_area"]: row for row in answer if row["obs_text"] and row["status"] != "blocked"}
        for row in rows:
            assert row["cells"][place]["ref_area"] == row["ref_area"]
            cell = column.cell(row)
            figure = shown.get(row["ref_area"])
            if figure is None:
                assert cell == Absent(t("figure.not_disclosed", lang))
                continue
            assert isinstance(cell, Link)
            assert cell.href == figure["url"]
            assert said(cell).startswith("◐") == bool(figure["reasons"])
            assert said(cell).endswith(figure["evidence"])
    terms = {row["ref_area"]: row["policies"] for row in warehouse.query("cities", seen)}
    assert {row["ref_area"]: policies.cell(row) or 0 for row in rows} == terms


def test_the_fullest_come_first_and_all_that_is_shown_has_its_document():
    rows, compared = found(reader())
    counts = [len([cell for cell in row["cells"] if cell["obs_text"] and cell["status"] != "blocked"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert len(list(glance.published(rows))) == sum(counts) > 20
    title, _ = glance.title(rows, reader("en"))
    assert title == f"{len(rows)} cities at a glance: {sum(counts)} of {len(rows) * len(compared)} cells found"
