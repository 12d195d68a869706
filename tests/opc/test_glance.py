"""At a glance every cell says what the comparison of its indicator says."""

import pytest

from opc import marks, warehouse
from opc.content import glance
from opc.tables import Absent, Link, said
from opc.text import t
from opc.versions import current
from opc.view import View
from opc.warehouse import Row
from tests.opc.conftest import view

SUZHOU = "320500"
pytestmark = pytest.mark.usefixtures("real_warehouse")


def reader(lang: str = "zh") -> View:
    return view(lang=lang, version=current())


def found(seen: View, assumed: bool = False) -> tuple[list[Row], list[list[Row]]]:
    """The rows at a glance, and what the comparison of each indicator says by itself."""
    cities = warehouse.query("cities", seen)
    codes = [row["ref_area"] for row in cities]
    name, given = glance.question(codes, assumed)
    wanted = [(item.code, "actual") for item in glance.core()] + [("resident_teams", "target")]
    asked = {"cities": codes, "assumed": assumed, "per": "none", "like": False}
    compared = [
        warehouse.query("compare", seen, **asked, indicator=code, scenario=scenario) for code, scenario in wanted
    ]
    return glance.rows(cities, warehouse.query(name, seen, **given)), compared


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_cell_is_the_figure_that_the_comparison_shows(lang):
    seen = reader(lang)
    rows, compared = found(seen)
    assert len(rows) == len(compared[0])
    _, *columns, policies = glance.columns(seen)
    for place, (column, answer) in enumerate(zip(columns, compared, strict=True)):
        shown = {row["ref_area"]: row for row in answer if row["obs_text"]}
        for row in rows:
            assert row["cells"][place]["ref_area"] == row["ref_area"]
            cell = column.cell(row)
            figure = shown.get(row["ref_area"])
            if figure is None:
                assert cell == Absent(t("figure.not_disclosed", lang))
                continue
            assert isinstance(cell, Link)
            assert cell.href == figure["url"]
            # What counts something else says so in the words of the comparison.
            if figure["status"] == "blocked":
                assert said(cell) == marks.cautions(figure, seen)
                continue
            assert said(cell).endswith(figure["evidence"])
            assert said(cell).startswith("◐") == bool(figure["reasons"])
    terms = {row["ref_area"]: row["policies"] for row in warehouse.query("cities", seen)}
    absent = Absent(t("figure.not_collected", lang))
    assert {row["ref_area"]: policies.cell(row) for row in rows} == {
        city: count or absent for city, count in terms.items()
    }


@pytest.mark.parametrize("assumed", [False, True])
@pytest.mark.parametrize("evidence", ["A", "B", "C", "D"])
def test_one_question_finds_what_the_comparison_of_each_indicator_finds(evidence, assumed):
    """Figure, bounds, grade and reasons, whatever is let in, and what is published in place of a figure."""
    rows, compared = found(view(evidence=evidence, version=current()), assumed)
    for place, answer in enumerate(compared):
        shown = {row["ref_area"]: row for row in answer if row["status"] != "not_disclosed"}
        cells = {row["ref_area"]: row["cells"][place] for row in rows}
        assert {code for code, cell in cells.items() if glance.is_shown(cell)} == set(shown)
        for code, row in shown.items():
            # The column says what was asked for, whatever stands in it.
            own = {"more_funds"} | ({"indicator"} if row["status"] == "blocked" else set())
            assert {name: row[name] for name in cells[code] if name not in own} == {
                name: value for name, value in cells[code].items() if name not in own
            }


@pytest.mark.parametrize(
    ("lang", "words", "figure"),
    [("zh", "✕ 统计的是人，不可比", "110余人"), ("en", "✕ counts people", "more than 110 people")],
)
def test_people_in_place_of_teams_are_said_and_not_counted_as_disclosed(lang, words, figure):
    seen = reader(lang)
    rows, _ = found(seen)
    (row,) = (row for row in rows if row["ref_area"] == SUZHOU)
    _, teams, people, *_ = glance.columns(seen)
    # The figure itself stands beside it.
    assert said(teams.cell(row)) == words
    assert said(people.cell(row)).startswith(f"◐ {figure}")
    assert "✕" not in said(people.cell(row))
    assert glance.disclosed(row) == 2


def test_the_fullest_come_first_and_all_that_is_shown_has_its_document():
    rows, compared = found(reader())
    counts = [len([cell for cell in row["cells"] if cell["obs_text"] and cell["status"] != "blocked"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) > 20
    instead = [row for answer in compared for row in answer if row["status"] == "blocked"]
    assert len(list(glance.published(rows))) == sum(counts) + len(instead)


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [
        (
            0,
            "58 座城市里济南披露最多：6 项核心指标里有 4 项",
            "58 cities at a glance: most disclosed by Jinan, 4 of 6 core indicators",
        ),
        # Its target is none of its core indicators.
        (1, "济南披露了 6 项核心指标里的 4 项", "Jinan discloses 4 of 6 core indicators"),
    ],
)
def test_the_title_says_who_discloses_most(count, zh, en):
    rows, _ = found(reader())
    assert [glance.title(rows[:count] or rows, reader(lang))[0] for lang in ("zh", "en")] == [zh, en]


def test_of_many_who_disclose_most_the_title_says_how_many():
    rows, _ = found(reader())
    assert glance.title([rows[0]] * 4, reader())[0] == "4 座城市里 4 座并列最多：6 项核心指标里各披露 4 项"
    silent = [row for row in rows if not glance.disclosed(row)][:2]
    assert glance.title(silent, reader())[0] == "2 座城市都未披露核心指标"
