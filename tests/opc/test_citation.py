"""Every figure, ratio and target has a sentence that keeps its qualifier, and a citation of its document."""

import re
from datetime import date

import pytest

from opc import citation, versions
from opc.questions import ask, questions
from opc.view import View

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.usefixtures("real_warehouse")


def view(lang: str) -> View:
    return View("", lang, "C", DAY, versions.current())


def row(query: str, number: str, key: str = "observation_id", **given: str) -> dict:
    given = {"city": "440300"} | given if query == "city_figures" else given
    return next(row for row in ask(query, given, DAY) if row[key] == number)


@pytest.mark.parametrize(
    ("query", "number", "lang", "parts"),
    [
        (
            "compare",
            "S003",
            "zh",
            [
                "济南（2026年2月5日）公布：OPC 团队首批51家",
                "统计对象为入驻企业",
                "证据 B",
                "凤凰网山东（张顺军），2026-02",
            ],
        ),
        (
            "compare",
            "S003",
            "en",
            [
                "Jinan (5 February 2026)",
                "first batch of 51 teams (“首批51家”)",
                "counts resident companies",
                "February 2026",
            ],
        ),
        (
            "progress",
            "S002",
            "zh",
            ["济南公布的OPC 团队目标：超1000家", "未设期限", "低于5.1%", "最近公布首批51家（2026年2月5日）"],
        ),
        (
            "progress",
            "S002",
            "en",
            [
                "Jinan, target for OPC teams: more than 1,000 teams (“超1000家”)",
                "less than 5.1% reached",
                "first batch of 51 teams (“首批51家”)",
            ],
        ),
        ("city_figures", "F010", "en", ["nearly 200 teams (“近200家”) ("]),
    ],
)
def test_a_sentence_keeps_qualifier_date_place_and_what_is_counted(query, number, lang, parts):
    said = citation.sentence(row(query, number), view(lang))
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("zh", ["济南", "AI 全行业", "不足500万元/家", "50亿元除以目标团队超1000家", "需谨慎", "资金据", "证据 B"]),
        (
            "en",
            [
                "Jinan",
                "less than CNY 5 m per team",
                "computed as CNY 5 bn (“50亿元”) over",
                "more than 1,000 teams (whole city) (“超1000家”)",
                "with caution",
                "money, 凤凰网山东（张顺军）, February 2026",
                "evidence B",
            ],
        ),
    ],
)
def test_a_ratio_stays_a_bound_and_says_its_grade(lang, parts):
    found = row("fund_per_team", "370100", "ref_area", basis="targeted", earmark="ai")
    said = citation.sentence(found, view(lang))
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("number", "lang", "words"),
    [
        ("S003", "zh", "首批51家，按 2020 年普查人口折算为5.54家/百万人"),
        ("S003", "en", "first batch of 51 teams (“首批51家”), which is 5.54 teams per million residents"),
        # What is counted there are projects, and so it is per resident.
        ("F105", "zh", "突破百个，按 2020 年普查人口折算为超过10.7个/百万人"),
        ("F105", "en", "more than 100 projects (“突破百个”), which is more than 10.7 projects per million residents"),
    ],
)
def test_a_value_per_resident_stands_behind_the_figure_as_published(number, lang, words):
    found = row("compare", number, per="resident")
    assert words in citation.sentence(found, view(lang), {"per": "resident"})


def test_the_name_of_the_button_is_in_the_language_of_the_page():
    made = citation.button(row("funds", "S015"), view("en"))
    assert "CNY 5 bn (“50亿元”)" in made.text
    assert "CNY 5 bn" in made.title
    assert not re.search(r"[\u3400-\u9fff]", made.title)


def test_a_usual_reading_is_never_passed_off_as_published():
    found = row("compare", "F010", assumed="true")
    assert "近200家（" in citation.sentence(found, view("zh"), {"assumed": True})
    assert "按常用含义" not in citation.sentence(found, view("zh"), {"assumed": True})
    said = citation.sentence(found, view("en"), {"assumed": True})
    assert "100–200 teams" in said
    assert "usual reading" in said


def test_a_ratio_over_teams_of_the_readers_own_says_so_and_cites_only_the_money():
    found = row("fund_per_team", "330100", "ref_area", teams="100")
    lines = citation.quote(found, view("zh"), {"teams": 100}).splitlines()
    assert "假设的 100 家" in lines[0]
    assert (found["source_id"], found["counts"]) == (None, None)
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("query", "given", "words"),
    [
        ("city_policies", {"city": "370100"}, "济南（2026年2月5日）场地减免：“免租”"),
        ("city_events", {"city": "370100"}, "济南（2026年2月5日）：“数智生态OPC社区启用”"),
        ("ledger", {"search": "S003"}, "济南（2026年2月5日）OPC 团队：“首批51家”"),
    ],
)
def test_a_statement_is_quoted_as_it_stands(query, given, words):
    said = [citation.sentence(found, view("zh")) for found in ask(query, given, DAY)]
    assert [line for line in said if line.startswith(words)], said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_figure_is_quoted_with_the_same_notes_from_the_ledger_and_from_its_city(lang):
    """超千家 of Shenzhen's plan counts AI start-ups, wherever it is quoted."""
    (of_city,) = (each for each in ask("city_figures", {"city": "440300"}, DAY) if each["observation_id"] == "F004")
    (of_ledger,) = (each for each in ask("ledger", {"search": "F004"}, DAY) if each["id"] == "F004")
    notes = [
        re.findall(r"[（(]([^（()）]*)[）)][。.]", citation.sentence(each, view(lang))) for each in (of_city, of_ledger)
    ]
    assert notes[0] == notes[1] != []


def test_a_document_is_cited_without_a_sentence():
    found = ask("sources", {"search": "D001"}, DAY)[0]
    assert citation.quote(found, view("zh")) == citation.citation(found, view("zh"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_table_has_a_row_that_cannot_be_asked_for_its_quote(lang):
    for query in questions():
        for found in ask(query, {"evidence": "D"} | ({"city": "370100"} if query.startswith("city_") else {}), DAY):
            assert "None" not in citation.quote(found, view(lang))


def test_a_citation_follows_gb_t_7714_and_is_no_more_precise_than_known():
    document = row("compare", "S003")
    assert citation.citation(document, view("zh")) == (
        "凤凰网山东（张顺军）. ［无题名：一人公司城市竞逐报道，署名文章］[EB/OL]. (2026-02)[2026-09]. "
        "https://sd.ifeng.com/c/8rAQjtt6LJI"
    )
    assert citation.citation(document, view("en")) == (
        "凤凰网山东（张顺军）. [untitled: 一人公司城市竞逐报道，署名文章]. February 2026. https://sd.ifeng.com/c/8rAQjtt6LJI"
    )
    undated = document | {"published": None, "url": None}
    assert citation.citation(undated, view("zh")).endswith("[Z]. [2026-09]")
    assert "‘一人公司’" in citation.citation(document | {"title": "“一人公司”"}, view("en"))
    assert "5 February 2026" in citation.citation(document | {"published": "2026-02-05"}, view("en"))
    assert citation.citation(undated, view("en")).endswith("Undated.")


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
            assert citation.citation(found, view(lang)) == words.splitlines()[1]
            assert found["publisher"] in words.splitlines()[0]


def test_nothing_is_quoted_where_no_team_is_counted():
    pots = ask("fund_per_team", {"earmark": "opc,ai,general", "evidence": "D"}, DAY)
    rows = [row for row in pots if not row["has_teams"]]
    assert rows
    assert [citation.button(row, view("zh")) for row in rows] == [None] * len(rows)
