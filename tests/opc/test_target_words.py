"""What is said of a target: what a reader can do from today on, and nothing that the figures do not bear."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opc import marks, messages, questions, twins
from opc.content.overview import standing
from opc.marks import rates
from opc.tables import matrix
from opc.text import t
from opc.view import View
from opc.warehouse import Row
from tests.opc.conftest import KNOWN_ON, view

LANGS = ("zh", "en")
FIGURES = """\
figure_id,city,indicator,scenario,figure,deadline,time_period,counts,source_id
goal,甲市,resident_teams,target,100家,2026-12-31,2026-01-01,,D1
now,甲市,resident_teams,actual,20家,,2026-07-01,,D6
year,乙市,resident_teams,target,100家,2028年,2026-01-01,,D1
vague,乙市,resident_teams,actual,近50家,,2026-07-01,,D6
other,丙市,resident_teams,target,100개,2026-12-31,2026-01-01,ai_startups,D1
"""


@pytest.fixture(scope="module")
def folder(make_small) -> Path:
    return make_small(figures=FIGURES)


@pytest.fixture
def ask(folder, serve) -> Callable[..., tuple[Row, View]]:
    """The row of a target, and the view of its reader on a day in a language; the rest is asked of the query."""
    serve(folder)

    def row(number: str, lang: str = "zh", day: date = KNOWN_ON, **given: Any) -> tuple[Row, View]:
        rows = questions.ask("progress", {name: str(value) for name, value in given.items()}, day)
        return next(row for row in rows if row["observation_id"] == number), view(lang=lang, known_on=day)

    return row


HEADLINES = {
    # 80 are missing; 92 days are left, then 61, then 60: a rate a month says ever less.
    ("goal", "2026-09-30"): (
        "甲市：自 2026-09-30 起每月需26.5家，才能在 2026-12-31 前达到100家（最近公布20家；假定此后没有新增）",
        "City 1: 26.5 teams per month needed from 2026-09-30 to reach 100 teams by 2026-12-31"
        " (latest figure: 20 teams; assuming none added since)",
    ),
    ("goal", "2026-10-31"): (
        "甲市：自 2026-10-31 起每月需39.9家，才能在 2026-12-31 前达到100家（最近公布20家；假定此后没有新增）",
        "City 1: 39.9 teams per month needed from 2026-10-31 to reach 100 teams by 2026-12-31"
        " (latest figure: 20 teams; assuming none added since)",
    ),
    ("goal", "2026-11-01"): (
        "甲市：距期限 2026-12-31 还有 60 天，离目标100家还差80家（最近公布20家）",
        "City 1: 80 teams short of 100 teams with 60 days left until 2026-12-31 (latest figure: 20 teams)",
    ),
    ("goal", "2026-12-30"): (
        "甲市：距期限 2026-12-31 还有 1 天，离目标100家还差80家（最近公布20家）",
        "City 1: 80 teams short of 100 teams with 1 day left until 2026-12-31 (latest figure: 20 teams)",
    ),
    ("goal", "2027-01-01"): (
        "甲市：目标100家的期限（2026-12-31）已过，没有公布结果",
        "City 1: the target of 100 teams was due 2026-12-31; no result has been published",
    ),
    ("year", "2026-09-30"): (
        "乙市：自 2026-09-30 起每月需1.8–3.7家，才能在 2028 年底前达到100家（最近公布近50家；假定此后没有新增）",
        "City 2: 1.8–3.7 teams per month needed from 2026-09-30 to reach 100 teams by the end of 2028"
        " (latest figure: nearly 50 teams; assuming none added since)",
    ),
    ("other", "2026-09-30"): (
        "丙市：目标100家（期限 2026-12-31；统计的是 AI 初创企业），未查到现状数字，无法测算每月需要多少",
        "City 3: target of 100 companies (by 2026-12-31; counts AI start-ups); no current figure was found,"
        " so no monthly need can be worked out",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("number", "day"), HEADLINES)
def test_the_headline_says_what_can_be_done_from_the_day_of_the_reader_on(number, day, lang, ask) -> None:
    row, reader = ask(number, lang, date.fromisoformat(day))
    title, _ = messages.progress([row], reader)
    assert title == HEADLINES[number, day][LANGS.index(lang)]


LEADING = """\
figure_id,city,indicator,scenario,figure,deadline,time_period,counts,source_id
late,甲市,communities,target,100个社区,2028年,2026-01-01,,D1
soon,甲市,communities,target,10个社区,2026-12-31,2026-01-01,,D1
also,甲市,desks,target,300个工位,2026-12-31,2026-01-01,,D1
rate,乙市,resident_teams,target,100家,2028-12-31,2026-01-01,,D1
next,乙市,resident_teams,target,80家,2027-12-31,2026-01-01,,D1
now,乙市,resident_teams,actual,20家,,2026-07-01,,D6
open,丙市,resident_teams,target,100家,,2026-01-01,,D1
seen,丙市,resident_teams,actual,20家,,2026-07-01,,D6
folk,戊市,innovation_talent,target,4万人,2027-12-31,2026-01-01,,D1
core,戊市,resident_teams,target,300家,2028-12-31,2026-01-01,,D1
"""
SOON = (
    "甲市：距期限 2026-12-31 还有 {} 天，OPC 社区目标10个社区未查到现状数字；同日到期的目标还有 1 个",
    "City 1, OPC communities: no current figure was found for the target of 10 communities, with {} days left until"
    " 2026-12-31; 1 more target is due that day",
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("cities", "day", "said"),
    [
        # What has days left, seen or not; before that what a rate can be given for, the next due first; then what is
        # known to be anywhere, and at last what is due next.
        ("甲市", "2026-11-28", tuple(words.format(33) for words in SOON)),
        (
            "甲市 乙市 丙市",
            "2026-12-30",
            ("甲市：距期限 2026-12-31 还有 1 天", "City 1, OPC communities: no current figure"),
        ),
        ("甲市 乙市 丙市", "2026-09-30", ("才能在 2027-12-31 前达到80家", "to reach 80 teams by 2027-12-31")),
        (
            "甲市 丙市",
            "2026-09-30",
            (
                "丙市：离目标100家还差80家（最近公布20家）；没有期限",
                "City 3: 80 teams short of the target of 100 teams",
            ),
        ),
        (
            "甲市",
            "2026-09-30",
            ("甲市：目标10个社区（期限 2026-12-31）", "target of 10 communities (by 2026-12-31)"),
        ),
        ("甲市", "2027-01-01", ("甲市：目标100个社区（期限 2028 年底前）", "100 communities (by the end of 2028)")),
        # Of what nothing is known, teams before innovators who need be no OPC, though these are due sooner.
        ("戊市", "2026-09-30", ("戊市：目标300家（期限 2028-12-31）", "target of 300 teams (by 2028-12-31)")),
    ],
)
def test_what_is_due_next_leads(cities, day, said, lang, make_small, serve) -> None:
    small = serve(make_small(figures=LEADING))
    day = date.fromisoformat(day)
    rows = [row for row in small.ask("progress", known_on=day) if row["name_zh"] in cities.split()]
    title, _ = messages.progress(marks.quantified(rows), small.view(lang=lang, known_on=day))
    assert said[LANGS.index(lang)] in title


def test_a_row_says_from_which_day_each_rate_counts(ask) -> None:
    words = marks.state_words(*ask("goal"))
    assert "自 2026-07-01 起每月需13.3家 · 若无新增，自 2026-09-30 起每月需26.5家" in words
    assert "按最近公布值还差80家，剩 16 天" in marks.state_words(*ask("goal", day=date(2026, 12, 15)))


# 80 at 40 a month take 61 days: until 31 August. Over 50 to 100 of 乙市 take 39 to 77 days: 9 August to
# 16 September.
WHAT_IF = {
    ("goal", 40, "2026-08-31"): ("按您的速度预计 2026-08-31 达到", "at your pace, reached on 2026-08-31"),
    ("goal", 40, "2026-09-01"): (
        "按您的速度应已于 2026-08-31 达到，但暂无公开数据可证实",
        "at your pace it would have been reached on 2026-08-31, but no published figure confirms it",
    ),
    ("year", 40, "2026-08-01"): (
        "按您的速度预计 2026-08-09 至 2026-09-16 达到", "at your pace, reached between 2026-08-09 and 2026-09-16"
    ),
    ("year", 40, "2026-08-31"): (
        "按您的速度可能已经达到，但暂无公开数据可证实；最迟 2026-09-16 达到",
        "at your pace it may already have been reached, but no published figure confirms it;"
        " by 2026-09-16 at the latest",
    ),
    ("year", 40, "2026-10-01"): (
        "按您的速度应已于 2026-08-09 至 2026-09-16 达到，但暂无公开数据可证实",
        "at your pace it would have been reached between 2026-08-09 and 2026-09-16,"
        " but no published figure confirms it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("number", "pace", "day"), WHAT_IF)
def test_no_day_that_is_past_is_forecast(number, pace, day, lang, ask) -> None:
    words = marks.state_words(*ask(number, lang, date.fromisoformat(day), pace=pace))
    assert words.endswith(WHAT_IF[number, pace, day][LANGS.index(lang)])


def test_a_target_that_may_be_met_at_any_time_is_no_forecast_either() -> None:
    row = {
        "low": 1.0,
        "high": 1.0,
        "met_from": date(2026, 1, 1),
        "met_until": None,
        "has_what_if": True,
        "state": "undecided",
    }
    row |= dict.fromkeys(f"{stem}_{end}" for stem in STEMS for end in ENDS) | {"growth_verdict": None, "unit": "team"}
    assert marks.state_words(row, view()) == "现有数据无法判断 · 按您的速度可能已经达到，但暂无公开数据可证实"


STEMS, ENDS = (
    ("attainment", "required_per_month", "missing", "required_from_day", "observed_per_month"),
    ("low", "high", "low_closed", "high_closed"),
)


@pytest.mark.parametrize("lang", LANGS)
def test_what_something_else_counts_is_said_in_the_chart_and_the_table(lang, ask) -> None:
    row, reader = ask("other", lang)
    (_, mark) = marks.progress([row], reader)
    caution, counted, goal = {
        "zh": ("统计的是 AI 初创企业", "◐ AI 初创企业", "100家（原文“100개”）"),
        "en": ("counts AI start-ups", "◐ AI start-ups", "100 companies (“100개”)"),
    }[lang]
    cells = [column.cell(row) for column in twins.progress(reader)]
    assert mark.caution == caution
    assert counted in cells
    assert goal in cells
    assert marks.progress([ask("goal", lang)[0]], reader)[1].caution == ""


AHEAD = [
    ((-80.88, 35.97), "无法判断（−80.9 至 36个月）", "undetermined (−80.9 to 36 months)"),
    ((-3.24, -1.16), "落后 1.1–3.3个月", "1.1–3.3 months behind"),
    ((-3.24, -3.24), "落后 3.2个月", "3.2 months behind"),
    ((2.04, 2.04), "领先 2个月", "2 months ahead"),
    ((1.0, None), "领先 至少1个月", "at least 1 month ahead"),
    ((-1.0, None), "无法判断（至少−1个月）", "undetermined (at least −1 months)"),
    ((None, None), "—", "—"),
]


@pytest.mark.parametrize(("bounds", "zh", "en"), AHEAD)
def test_ahead_and_behind_are_words_and_nothing_is_said_where_it_may_be_either(bounds, zh, en) -> None:
    row = dict(zip(("months_ahead_low", "months_ahead_high"), bounds, strict=True))
    assert [marks.ahead(row, view(lang=lang)) for lang in LANGS] == [zh, en]


GAINED = [
    ((-11.94, 5.97), "无法判断"),
    ((1.0, 2.0), "1–2家"),
    ((-2.0, -2.0), "−2家"),
    ((None, None), "—"),
]


@pytest.mark.parametrize(("bounds", "zh"), GAINED)
def test_a_rate_that_may_be_a_gain_or_a_loss_decides_nothing(bounds, zh) -> None:
    row = {"unit": "team", "observed_per_month_low_closed": True, "observed_per_month_high_closed": True}
    row |= dict(zip(("observed_per_month_low", "observed_per_month_high"), bounds, strict=True))
    assert marks.gained(row, view()) == zh


SO_FAR = [
    # Growth a month, months ahead, state, and what stands beside the target.
    (
        (30.88, 30.88), (-22.96, 5.0), "undecided",
        "自 2024-10 以来每月净增30.9家", "up 30.9 teams per month since 2024-10",
    ),
    (
        (2.0, 3.0), (-3.24, -1.16), "limited",
        "自 2024-10 以来每月净增2–3家 · 落后 1.1–3.3个月",
        "up 2–3 teams per month since 2024-10 · 1.1–3.3 months behind",
    ),
    (
        (-3.0, -2.0), (None, None), "moving_away",
        "自 2024-10 以来每月净减2–3家", "down 2–3 teams per month since 2024-10",
    ),
    (
        (-1.0, 0.0), (None, None), "undecided",
        "自 2024-10 以来每月净减至多1家", "down at most 1 team per month since 2024-10",
    ),
    ((2.0, 2.0), (4.0, 4.0), "achieved", "自 2024-10 以来每月净增2家", "up 2 teams per month since 2024-10"),
    ((-1.0, 1.0), (-1.0, 1.0), "undecided", "", ""),
    ((None, None), (None, None), "one_observation", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("growth", "ahead", "state", "zh", "en"), SO_FAR)
def test_what_came_a_month_stands_beside_what_is_needed_unless_it_may_be_either(growth, ahead, state, zh, en) -> None:
    row = {"unit": "team", "state": state, "earliest_period": "2024-10"}
    for stem, bounds in (("observed_per_month", growth), ("months_ahead", ahead)):
        row |= dict(zip((f"{stem}_low", f"{stem}_high"), bounds, strict=True))
        row |= {f"{stem}_low_closed": True, f"{stem}_high_closed": True}
    assert [marks.SEPARATOR.join(rates.so_far(row, view(lang=lang))) for lang in LANGS] == [zh, en]


@pytest.mark.parametrize("lang", LANGS)
def test_the_headline_holds_what_came_against_what_is_needed(lang, ask) -> None:
    row, reader = ask("goal", lang)
    rate = {f"observed_per_month_{end}": value for end, value in (("low", 5.0), ("high", 5.0), ("low_closed", True))}
    rate |= {"observed_per_month_high_closed": True, "earliest_period": "2026-01"}
    title, _ = messages.progress([row | rate], reader)
    assert title.endswith(
        "（最近公布20家；自 2026-01 以来每月净增5家；假定此后没有新增）"
        if lang == "zh"
        else "(latest figure: 20 teams; up 5 teams per month since 2026-01; assuming none added since)"
    )


# A target, what was seen of it, and the words of the share: what is met is a share of the number that was named.
MET = [
    ("超10家", "15家", "已达成", "150%（以10家计）", "150% of 10 teams", 150),
    ("超10家", "超10家", "已达成", "高于100%（以10家计）", "more than 100% of 10 teams", 100),
    ("10家以上", "15家至16家", "已达成", "150–160%（以10家计）", "150–160% of 10 teams", 150),
    ("10家", "15家", "已达成", "150%", "150%", 150),
    ("10家至12家", "15家", "已达成", "125–150%", "125–150%", 125),
    # Not met: less than half, for the target is more than the number named; the bar is of that number.
    ("超10家", "5家", "只有一个公布值", "低于50%", "less than 50%", 50),
]


@pytest.mark.parametrize(("goal", "seen", "state", "zh", "en", "solid"), MET)
def test_what_is_met_is_not_less_than_something(goal, seen, state, zh, en, solid, make_small, serve) -> None:
    figures = f"{FIGURES.splitlines()[0]}\ngoal,甲市,resident_teams,target,{goal},2026-12-31,2026-01-01,,D1\n"
    serve(make_small(figures=f"{figures}now,甲市,resident_teams,actual,{seen},,2026-07-01,,D6\n"))
    (row,) = questions.ask("progress", {}, KNOWN_ON)
    assert marks.state_words(row, view()).startswith(f"{state} · 完成度{zh}")
    assert [marks.attained(row, view(lang=lang)) for lang in LANGS] == [zh, en]
    assert marks.progress([row], view())[1].low == pytest.approx(solid)


def test_no_target_in_a_state_is_a_plain_dash_and_not_hatched_as_what_is_not_disclosed(ask) -> None:
    rows = [ask(number)[0] for number in ("goal", "other")]
    page = matrix(standing(rows, ask("goal")[1]), "表", "zero")
    assert page.count('<td class="zero">–</td>') == 2
    assert 'class="none"' not in page


@pytest.mark.parametrize(("evidence", "said"), [("B", False), ("C", False), ("D", True)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_target_held_against_a_lead_says_so(evidence, said, lang, make_small, serve):
    figures = "figure_id,city,indicator,figure,evidence,scenario,time_period\n"
    figures += f"now,甲市,resident_teams,20家,{evidence},actual,2026-01-01\n"
    figures += "goal,甲市,resident_teams,100家,B,target,2026-01-01\n"
    small = serve(make_small(figures=figures))
    _, mark = marks.progress(small.ask("progress", evidence="D"), small.view(evidence="D", lang=lang))
    assert (t("progress.unverified", lang) in mark.caution) == said
    assert mark.graded == ("caution" if said else "like_for_like")


COUNTED = {
    "without a pace": (
        ("goal", "year", "other"), {},
        "3 个目标里，2 个有现状数字可对照，3 个设了期限。",
        "Of 3 targets, 2 can be compared with a current figure; 3 have a deadline.",
    ),
    "with one": (
        ("goal", "year", "other"), {"goal": {"state": "limited"}},
        "3 个目标里，2 个有现状数字可对照（其中 1 个算得出进度），3 个设了期限。",
        "Of 3 targets, 2 can be compared with a current figure (1 shows a pace); 3 have a deadline.",
    ),
    "without any figure": (
        ("other", "other"), {"other": {"deadline": None}},
        "2 个目标都没有可对照的现状数字，0 个设了期限。",
        "None of the 2 targets can be compared with a current figure; 0 have a deadline.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", COUNTED)
def test_a_current_figure_is_no_progress_and_a_pace_only_what_is_decided(name, lang, ask):
    numbers, changed, *said = COUNTED[name]
    rows = [ask(number)[0] | changed.get(number, {}) for number in numbers]
    assert messages.progress(rows, view(lang=lang))[1] == said[lang == "en"]
