"""Which answers have a chart, what it shows, and why others have none. The numbers are synthetic."""

import json
import re

import pytest

from opc.charts.plots import bars
from opc.explore.picture import MOST_BARS, NoPictureError, picture
from opc.explore.result import Answer
from opc.text import LANGUAGES, t
from tests.opc.drawn import bars as drawn_bars
from tests.opc.drawn import texts

# Our own markup in a chart.
OWN = r'</?b>|<br>|</span>|<span style="font-size:\d+px;color:#[0-9A-Fa-f]{6}">'
TEXT, NUMBER, DAY = ("words", "VARCHAR"), ("size", "BIGINT"), ("day", "DATE")


def answer(columns, *rows) -> Answer:
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    return Answer(tuple(columns), lines, len(rows), "", 0, 0.1)


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ([TEXT, NUMBER], [["a", 1], ["b", 2]]),
        ([NUMBER, TEXT], [[1, "a"], [2, "b"]]),
        ([TEXT, NUMBER, ("share", "DECIMAL(9,2)")], [["a", 1, "0.50"], ["b", None, "-1.25"]]),
        ([TEXT, ("share", "DOUBLE")], [["a", "nan"], ["b", 2.5]]),
        ([("kind", "ENUM('a', 'b')"), NUMBER], [["a", 0], ["b", 0]]),
        ([DAY, NUMBER], [["2026-02-01", 1], ["2026-01-01", 2]]),
        ([("at", "TIMESTAMP"), NUMBER, NUMBER], [["2026-02-01 08:00:00", 1, 2], ["2026-02-01 09:00:00", 2, 3]]),
    ],
)
def test_an_answer_that_suits_has_a_chart(columns, rows, view):
    drawn = picture(answer(columns, *rows), view)
    assert drawn.spec["data"]
    assert all(name in drawn.title for name, kind in columns if kind != "VARCHAR")
    assert drawn.described.startswith(f"{drawn.title}：")
    assert drawn.described.endswith("。")
    assert drawn.described.count("；") == len(rows) - 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "columns", "rows"),
    [
        ("shape", [TEXT], [["a"], ["b"]]),
        ("shape", [NUMBER], [[1], [2]]),
        ("shape", [TEXT, TEXT, NUMBER], [["a", "b", 1], ["c", "d", 1]]),
        ("shape", [TEXT, NUMBER, NUMBER, NUMBER], [["a", 1, 1, 1], ["b", 1, 1, 1]]),
        ("shape", [TEXT, ("sizes", "BIGINT[]")], [["a", "[1]"], ["b", "[2]"]]),
        ("shape", [TEXT, NUMBER, ("on", "BOOLEAN")], [["a", 1, True], ["b", 1, True]]),
        ("one", [TEXT, NUMBER], [["a", 1]]),
        ("one", [TEXT, NUMBER], []),
        ("words", [TEXT, NUMBER], [["a", 1], ["a", 2]]),
        ("words", [TEXT, NUMBER], [["a", 1], [None, 2]]),
        ("words", [TEXT, NUMBER], [["a", 1], ["  ", 2]]),
        ("days", [DAY, NUMBER], [["2026-01-01", 1], ["2026-01-01", 2]]),
        ("days", [DAY, NUMBER], [["2026-01-01", 1], ["0044-03-15 (BC)", 2]]),
        ("empty", [TEXT, NUMBER], [["a", None], ["b", None]]),
        ("size", [TEXT, NUMBER], [["a", 10**40], ["b", 1]]),
        ("size", [TEXT, ("share", "DOUBLE")], [["a", 1e-300], ["b", 1]]),
    ],
)
def test_any_other_answer_says_why_it_has_none(key, columns, rows, lang, view):
    reader = type(view)("explore", lang, "C", view.known_on, view.version)
    with pytest.raises(NoPictureError) as caught:
        picture(answer(columns, *rows), reader)
    assert str(caught.value) == t(
        f"explore.no_chart_{key}", lang, **({"name": columns[0][0]} if key in "words days" else {})
    )


def test_bars_are_as_long_as_their_numbers_and_begin_at_zero(view):
    rows = [["a", 3, 10], ["b", -6, None]]
    drawn = drawn_bars(picture(answer([TEXT, NUMBER, ("other", "DOUBLE")], *rows), view).spec)
    assert [(bar["x"], bar["base"]) for bar in drawn] == [([3.0], [0]), ([10.0], [0]), ([-6.0], [0])]
    low, high = picture(answer([TEXT, NUMBER], *[row[:2] for row in rows]), view).spec["layout"]["xaxis"]["range"]
    assert low < -6
    assert high > 3


def test_a_long_answer_is_drawn_in_part_and_says_so(view):
    drawn = picture(answer([TEXT, NUMBER], *[[f"place {n}", n] for n in range(MOST_BARS + 5)]), view)
    assert len(drawn_bars(drawn.spec)) == MOST_BARS
    assert str(MOST_BARS + 5) in drawn.left_out
    whole = picture(answer([TEXT, NUMBER], *[[f"place {n}", n] for n in range(MOST_BARS)]), view)
    assert whole.left_out == ""


def test_days_are_drawn_in_their_order(view):
    rows = [["2026-03-01", 3], ["2026-01-01", 1], ["2026-02-01", None]]
    curve = picture(answer([DAY, NUMBER], *rows), view).spec["data"][0]
    assert curve["x"] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert curve["y"] == [1.0, None, 3.0]


def test_words_of_the_data_become_no_markup(view):
    hostile = "<a href='javascript:alert(1)'>x</a>"
    for spec in (
        picture(answer([TEXT, NUMBER], [hostile, 1], ["b", 2]), view).spec,
        bars([(hostile, [1.0]), ("b" * 99, [2.0])], view),
    ):
        said = texts(spec) + [words for trace in spec["data"] for words in trace["hovertext"]]
        assert all(re.sub(OWN, "", words).count("<") == 0 for words in said)
