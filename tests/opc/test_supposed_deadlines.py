"""A deadline of the reader's own: what a target without one takes a month; a published deadline stays what it is."""

from datetime import date

import pytest

from opc import marks, messages, twins
from tests.opc.conftest import KNOWN_ON

DUE, SOON = date(2026, 12, 31), date(2026, 11, 1)
FIGURES = """\
figure_id,city,indicator,scenario,figure,deadline,time_period,source_id
goal,甲市,resident_teams,target,{goal},{deadline},2026-01-01,D1
"""
SEEN = "now,甲市,resident_teams,actual,{seen},,2026-07-01,D6\n"
# 92 days are 3.02 months: 80 are 26.5 a month.
RATES = {
    "exact": ("100家", "20家", "26.5家", "26.5 teams"),
    "open low": ("超100家", "20家", "超过26.4家", "more than 26.4 teams"),
    "both sides": ("100家", "近50家", "16.5–33.1家", "16.5–33.1 teams"),
    "met": ("100家", "120家", None, None),
    "no current figure": ("100家", None, None, None),
}


@pytest.fixture
def ask(make_small, serve):
    """The target of a city as the page has it, and the view, for a deadline that the reader supposes."""

    def asked(goal, seen, due, lang="zh", deadline=""):
        figures = FIGURES.format(goal=goal, deadline=deadline) + (SEEN.format(seen=seen) if seen else "")
        small = serve(make_small(figures=figures))
        view = small.view(lang=lang, known_on=KNOWN_ON)
        return marks.supposed(marks.quantified(small.ask("progress", known_on=KNOWN_ON)), due, view), view

    return asked


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", RATES)
def test_a_target_without_a_deadline_says_what_it_takes_by_a_supposed_one(case, lang, ask) -> None:
    goal, seen, *rates = RATES[case]
    rate = rates[lang == "en"]
    (row,), view = ask(goal, seen, DUE, lang)
    said = marks.state_words(row, view)
    cells = [column.cell(row) for column in twins.progress(view)]
    title, _ = messages.progress([row], view)
    if rate is None:
        assert not marks.is_supposed(row)
        assert "2026-12-31" not in f"{said}{title}{cells}"
        return
    words = {
        "zh": f"如果期限是 2026-12-31（您的假设），自 2026-09-30 起每月需{rate}",
        "en": f"if due by 2026-12-31 (your assumption), {rate} per month needed from 2026-09-30",
    }[lang]
    assert words in said
    assert words in title
    assert any(words in str(cell) for cell in cells)
    assert row["deadline"] is None


@pytest.mark.parametrize("case", ["exact", "open low", "both sides"])
def test_it_takes_what_a_published_deadline_of_that_day_would_take(case, ask) -> None:
    goal, seen, *_ = RATES[case]
    (row,), view = ask(goal, seen, DUE)
    (dated,), _ = ask(goal, seen, date(2027, 12, 31), deadline=DUE)
    assert not marks.is_supposed(dated)
    assert marks.needed(row, view, "supposed") == marks.needed(dated, view, "required_from_day")


def test_where_little_time_is_left_no_rate_is_given(ask) -> None:
    (row,), view = ask("100家", "20家", SOON)
    assert "如果期限是 2026-11-01（您的假设），还剩 32 天" in marks.state_words(row, view)
    title = "甲市：如果期限是 2026-11-01（您的假设），还剩 32 天，离目标100家还差80家（最近公布20家）"
    assert messages.progress([row], view)[0] == title


def test_to_how_many_targets_it_was_applied_is_said(ask) -> None:
    assert "用于 1 个" in messages.supposed(*_said(ask("100家", "20家", DUE)))
    assert "没有用上" in messages.supposed(*_said(ask("100家", None, DUE)))
    rows, view = ask("100家", "20家", None)
    assert messages.supposed(rows, None, view) == ""
    assert not any(map(marks.is_supposed, rows))


def _said(asked):
    rows, view = asked
    return rows, DUE, view
