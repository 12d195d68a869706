"""Every figure, ratio and target has a sentence that keeps its qualifier, and a citation of its document."""

from datetime import date

import pytest

from opc import citation, warehouse
from opc.questions import ask
from opc.view import View

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.usefixtures("real_warehouse")


def view(lang: str) -> View:
    return View("", lang, "C", DAY, warehouse.current())


def row(query: str, number: str, key: str = "observation_id", **given: str) -> dict:
    return next(row for row in ask(query, given, DAY) if row[key] == number)


@pytest.mark.parametrize(
    ("query", "number", "lang", "parts"),
    [
        ("compare", "S003", "zh", ["济南（2026-02-05）", "首批51家", "统计对象为入驻企业", "证据 B", "凤凰网山东"]),
        ("compare", "S003", "en", ["Jinan (2026-02-05)", "first batch: 51 teams", "counts resident companies"]),
        ("progress", "S002", "zh", ["济南的OPC 团队目标：超1000家", "未设期限", "不足5.1%"]),
        ("progress", "S002", "en", ["Jinan, target for OPC teams: more than 1,000 teams", "less than 5.1% attained"]),
    ],
)
def test_a_sentence_keeps_qualifier_date_place_and_what_is_counted(query, number, lang, parts):
    said = citation.sentence(row(query, number), view(lang))
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("zh", ["济南每支团队对应AI 全行业资金", "不足500万元/家", "50亿元 ÷ 超1000家", "需谨慎"]),
        ("en", ["Jinan", "less than CNY 5 m a team", "with caution"]),
    ],
)
def test_a_ratio_stays_a_bound_and_says_its_grade(lang, parts):
    found = row("fund_per_team", "370100", "ref_area", basis="targeted", earmark="ai")
    said = citation.sentence(found, view(lang))
    assert [part for part in parts if part not in said] == []


def test_a_value_computed_from_a_figure_names_the_figure():
    said = citation.sentence(row("compare", "S003"), view("zh"), "5.5家/百万人")
    assert "5.5家/百万人（由首批51家折算）" in said


def test_a_citation_follows_gb_t_7714_and_is_no_more_precise_than_known():
    document = row("compare", "S003")
    assert citation.citation(document, view("zh")) == (
        "凤凰网山东（张顺军）. 一人公司城市竞逐报道（署名文章，标题未随副本提供）[EB/OL]. (2026-02)[2026-09]. "
        "https://sd.ifeng.com/c/8rAQjtt6LJI"
    )
    assert citation.citation(document, view("en")) == (
        "凤凰网山东（张顺军）. “一人公司城市竞逐报道（署名文章，标题未随副本提供）.” 2026-02. https://sd.ifeng.com/c/8rAQjtt6LJI"
    )
    undated = document | {"published": None, "url": None}
    assert "[EB/OL]. [2026-09]." in citation.citation(undated, view("zh"))
    assert citation.citation(undated, view("en")).endswith("No date given.")


def test_a_ratio_cites_the_documents_of_money_and_teams():
    found = row("fund_per_team", "370100", "ref_area", basis="targeted", earmark="ai")
    lines = citation.quote(found, view("zh")).splitlines()
    assert len(lines) == 1 + len({found["source_id"], found["fund_source_id"]})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("query", ["compare", "progress", "city_figures", "newest", "leaders", "ranks", "funds"])
def test_every_figure_has_its_quote_and_a_row_without_one_has_none(query, lang):
    for found in ask(query, {"evidence": "D"}, DAY):
        words = citation.quote(found, view(lang))
        assert bool(words) == bool(found["obs_text"])
        if words:
            assert found["title"] in words.splitlines()[1]
            assert found["publisher"] in words.splitlines()[0]


def test_nothing_is_quoted_where_no_team_is_counted():
    rows = [row for row in ask("fund_per_team", {"earmark": "opc,ai,general"}, DAY) if not row["has_teams"]]
    assert rows
    assert [citation.button(row, view("zh")) for row in rows] == [None] * len(rows)
