"""The reader's own city: named as such in charts and tables, in colour among others, first in lists. Synthetic rows."""

from itertools import pairwise

import pytest

from opc import charts, marks, messages, twins
from opc.charts import legends
from opc.charts.mark import Mark
from opc.content import glance, overview
from opc.text import t
from tests.opc.conftest import CODES, Small

OWN, SILENT, OTHER = CODES["甲市"], CODES["壬市"], CODES["乙市"]
YOURS = "甲市 · 本市"


def drawn(small: Small, query: str, home: str) -> dict[str, Mark]:
    """The marks of a comparison by their labels."""
    reader, rows = small.view(home=home), small.ask(query)
    found = marks.comparison(rows, reader, "none") if query == "compare" else marks.ranks(rows, reader)
    return {mark.label: mark for mark in found if isinstance(mark, Mark)}


@pytest.mark.parametrize("query", ["compare", "ranks"])
def test_it_is_named_and_in_colour_where_others_are_grey(query, small):
    usual, found = drawn(small, query, ""), drawn(small, query, OWN)
    assert {mark.colour for mark in usual.values()} == {"accent"}
    assert set(found) - set(usual) == {YOURS}
    assert [label for label, mark in found.items() if mark.colour == "accent"] == [YOURS]
    assert {mark.colour for label, mark in found.items() if label != YOURS} == {"grey"}


@pytest.mark.parametrize("query", ["compare", "ranks"])
def test_it_changes_no_figure_and_no_order(query, small):
    usual, found = drawn(small, query, ""), drawn(small, query, OWN)
    assert [(mark.value, mark.low, mark.high) for mark in usual.values()] == [
        (mark.value, mark.low, mark.high) for mark in found.values()
    ]


def test_where_it_is_silent_it_heads_the_silent_and_others_stay_grey(small):
    usual, found = drawn(small, "compare", ""), drawn(small, "compare", SILENT)
    shown = [label for label, mark in found.items() if mark.drawn]
    assert shown == [label for label, mark in usual.items() if mark.drawn]
    assert [*found][len(shown)] == "壬市 · 本市"
    assert not found["壬市 · 本市"].drawn
    assert {found[label].colour for label in shown} == {"grey"}


@pytest.mark.parametrize(("home", "said"), [(OWN, ["home", "peers"]), (SILENT, ["peers"]), ("", [])])
def test_the_legend_tells_it_from_others_where_their_colours_do(home, said, small):
    reader, rows = small.view(home=home), small.ask("compare")
    found = marks.comparison(rows, reader, "none")
    keys = legends.figures(found, charts.interval_dots(found, "家", reader))
    assert [key for key in keys if key in ("home", "peers")] == said
    places = marks.ranks(small.ask("ranks"), reader)
    # Who discloses nothing has no place, and is not among those that have.
    assert [key for key in legends.ranks(places, {}) if key in ("home", "peers")] == (said if home == OWN else [])


@pytest.mark.parametrize(("lang", "name"), [("zh", YOURS), ("en", "City 1 · home city")])
def test_tables_name_it_and_lead_to_its_profile(lang, name, small):
    reader = small.view(home=OWN, lang=lang)
    city = twins.comparison("none", False, "actual")(reader)[0]
    cells = {row["ref_area"]: city.cell(row) for row in small.ask("compare")}
    assert cells[OWN].text == name
    assert f"city={OWN}" in cells[OWN].href
    assert "本市" not in cells[OTHER].text
    assert "home" not in cells[OTHER].text


@pytest.mark.parametrize(("home", "first"), [(OWN, YOURS), (SILENT, "壬市 · 本市"), (OTHER, "乙市 · 本市")])
def test_the_matrix_of_the_overview_begins_with_it_though_it_be_silent(home, first, small):
    coverage = small.ask("coverage")
    reader, anybody = small.view(home=home), small.view()
    _, row, *others = overview.matrix(coverage, reader)
    assert row.heading.text == first
    usual = [row.heading.text for row in overview.matrix(coverage, anybody)[1:]]
    assert [row.heading.text for row in others] == [name for name in usual if not first.startswith(name)]
    silent = [link.text for link in overview.silent(coverage, reader)]
    assert silent == [link.text for link in overview.silent(coverage, anybody) if not first.startswith(link.text)]
    assert overview.home(coverage, reader)["ref_area"] == home


def test_at_a_glance_it_comes_first_and_others_stay_in_their_order(small):
    cities = list(CODES.values())
    name, asked = glance.question(cities, False)
    rows = glance.rows(small.ask("cities"), small.ask(name, **asked))
    turned = marks.home_first(rows, small.view(home=SILENT))
    assert [row["ref_area"] for row in turned] == [
        SILENT, *(row["ref_area"] for row in rows if row["ref_area"] != SILENT)
    ]  # fmt: skip
    assert marks.home_first(rows, small.view()) == rows


FIGURES = """\
figure_id,city,indicator,figure,scenario,time_period,deadline
now,甲市,resident_teams,50家,actual,2026-06-01,
goal,甲市,resident_teams,100家,target,2026-01-01,2026-12-31
other,乙市,resident_teams,10家,actual,2026-06-01,
wish,乙市,resident_teams,500家,target,2026-01-01,
alone,丙市,communities,20个,target,2026-01-01,2027-12-31
"""


def test_the_message_of_progress_is_of_its_target_where_it_has_one(make_small, serve):
    small = serve(make_small(figures=FIGURES))
    rows = small.ask("progress")
    said = {home: messages.progress(rows, small.view(home=home))[0] for home in ("", *CODES.values())}
    assert said[""].startswith("甲市")
    assert said[CODES["乙市"]].startswith("乙市")
    # A target that nothing is held against yet is its own all the same.
    assert said[CODES["丙市"]].startswith("丙市")
    assert said[SILENT] == said[""] == said[CODES["甲市"]]
    counted = {messages.progress(rows, small.view(home=home))[1] for home in ("", OWN, OTHER)}
    assert len(counted) == 1


def test_states_of_targets_begin_with_it(make_small, serve):
    small = serve(make_small(figures=FIGURES))
    rows = small.ask("progress")
    names = [row.heading.text for row in overview.standing(rows, small.view(home=CODES["丙市"]))[1:]]
    assert names[0] == f"丙市 · {t('figure.home', 'zh')}"


@pytest.mark.parametrize("home", [*CODES.values()])
def test_in_groups_its_rows_come_first_and_no_group_is_parted(home, make_small, serve):
    small = serve(make_small(figures=FIGURES))
    rows = marks.quantified(small.ask("progress"))
    turned = marks.own_group_first(rows, small.view(home=home), "indicator")
    assert sorted(row["observation_id"] for row in turned) == sorted(row["observation_id"] for row in rows)
    named = [row["indicator"] for row in turned]
    assert len(dict.fromkeys(named)) == 1 + sum(one != next_one for one, next_one in pairwise(named))
    if any(row["ref_area"] == home for row in rows):
        assert turned[0]["ref_area"] == home
    else:
        assert turned == rows


@pytest.mark.parametrize(
    ("lang", "title"), [("zh", "未查到壬市带数字的目标"), ("en", "No target of City 9 with a number was found")]
)
def test_without_a_target_of_its_own_that_is_said_first_and_then_what_others_need(lang, title, make_small, serve):
    small = serve(make_small(figures=FIGURES))
    rows, reader = small.ask("progress"), small.view(home=SILENT, lang=lang)
    name = {"zh": "壬市", "en": "City 9"}[lang]
    said, below = messages.progress(rows, reader, name)
    assert said == title
    assert below.startswith(messages.progress(rows, small.view(lang=lang))[0])
    # A city that has one leads with it, and of one that was not asked for nothing is said.
    assert messages.progress(rows, small.view(home=OWN, lang=lang), name)[0] != title
    assert messages.progress(rows, reader)[0] != title
