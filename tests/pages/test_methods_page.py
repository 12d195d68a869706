"""The page of methods says what the product does: each rule is held against the place where it is kept."""

import html
import re
from datetime import date

import pytest

from opc import methods, quantity, warehouse
from opc.catalogue import codelist, indicators
from opc.methods.comparing import ALIKE, APART, PREFERRED
from opc.methods.progress import MODERATE, MONTH, ON_TRACK
from opc.questions import ask, today
from opc.stamp import stamp
from opc.text import LANGUAGES, entries, t
from opc.ui.navigation import EXPLAINED, PAGES
from opc.versions import current
from opc.view import View
from tests.app import opened, words
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("real_warehouse")
TARGETS = (ROOT / "etl" / "targets.sql").read_text(encoding="utf-8")
DERIVED = (ROOT / "etl" / "derive.sql").read_text(encoding="utf-8")
MACROS = (ROOT / "opc" / "queries" / "macros.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request, warehouse_directory):
    """The page as a reader has it, its language, and its words without marks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPC_WAREHOUSE", str(warehouse_directory))
        app = opened("methods", lang=request.param)
    assert not app.exception
    said = words(app)
    return said, request.param, html.unescape(re.sub(r"<[^>]+>", "", said)).replace("\u00a0", " ")


def ids(said: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', said)


def test_every_part_has_an_address_and_the_contents_lead_to_each(page):
    said, _, _ = page
    found = ids(said)
    assert len(found) == len(set(found))
    assert set(methods.PARTS) <= set(found)
    contents = re.search(r'<nav class="opc-contents".*?</nav>', said)[0]
    assert re.findall(r'href="#([^"]+)"', contents) == list(methods.PARTS)


def test_every_indicator_stands_there_with_its_definition_and_unit(page):
    _, lang, plain = page
    for indicator in indicators().values():
        assert indicator.label(lang) in plain
        assert indicator.definition[lang] in plain
    table = re.search(r"<table>.*?</table>", page[0], re.DOTALL)[0]
    for indicator in indicators().values():
        assert (t("methods.core", lang, indicator=indicator.label(lang)) in table) == indicator.core


def test_figures_of_no_city_are_said_to_be_of_a_province_or_of_the_country(page):
    said, lang, _ = page
    (jobs,) = (row for row in ask("indicators", {}, today()) if row["indicator"] == "jobs")
    assert (jobs["figures"], jobs["cities"], jobs["provinces"], jobs["nationwide"]) == (1, 0, 1, False)
    (line,) = (line for line in said.split("<tr") if f">{jobs[f'name_{lang}']}<" in line)
    cells = html.unescape(re.sub(r"<[^>]+>", " ", line)).replace("\u00a0", " ")
    assert cells.strip().endswith(t("methods.of_provinces", lang, count=1))
    spread = {row["indicator"]: row for row in ask("indicators", {"evidence": "D"}, today())}["communities"]
    assert spread["nationwide"]
    assert spread["provinces"] > 1


def test_every_class_grade_reason_and_state_has_an_anchor_and_its_words(page):
    said, lang, plain = page
    lists = {"evidence": "evidence", "grade": "grade", "reason": "reason"}
    for stem, name in lists.items():
        for code, wordings in codelist(name).items():
            assert f'id="{stem}-{code}"' in said
            assert wordings[lang] in plain
    for meaning in codelist("evidence_meaning").values():
        assert meaning[lang][1:] in plain
    states = [key for key in entries() if key.startswith("progress.state.")]
    assert {f"state-{key.removeprefix('progress.state.')}" for key in states} <= set(ids(said))
    assert all(entries()[key][lang] in plain for key in states)


def test_how_much_stands_on_each_class_is_counted_in_the_data(page):
    _, lang, plain = page
    rows = {row["evidence"]: row for row in ask("evidence_classes", {"evidence": "D"}, today())}
    figures = ask("observations", {"evidence": "D", "page_size": "1000"}, today())
    statements = ask("ledger", {"evidence": "D"}, today())
    for code in codelist("evidence"):
        row = rows.get(code, {"figures": 0, "statements": 0})
        assert row["figures"] == sum(figure["evidence"] == code for figure in figures)
        assert row["statements"] == sum(statement["evidence"] == code for statement in statements)
        if code in rows:
            counts = {name: row[name] for name in ("figures", "statements", "sources")}
            assert t("methods.stands", lang, **counts) in plain
    assert t("methods.stands_none", lang) in plain


def test_the_examples_are_published_phrases_read_by_the_grammar(page):
    said, _, _ = page
    rows = ask("phrases", {}, today())
    published = {figure["obs_text"] for figure in ask("observations", {"page_size": "1000"}, today())}
    for row in rows:
        assert row["obs_text"] in published
        assert html.escape(row["obs_text"]) in said
        read = quantity.parse(row["obs_text"])
        assert (read.comparator, read.low, read.high) == (row["comparator"], row["low"], row["high"])
        assert row["has_usual"] == (read.assumed_low is not None or read.assumed_high is not None)
        if row["has_usual"]:
            usual = (read.assumed_low, read.low), (read.assumed_high, read.high)
            low, high = (hard if assumed is None else assumed for assumed, hard in usual)
            assert (row["usual_low"], row["usual_high"]) == (
                None if low is None else float(low),
                None if high is None else float(high),
            )
    kinds = [methods.kind(row) for row in rows]
    assert {"exact", "more_than", "at_least", "nearly", "over", "about", "vague", "partial", "range"} <= set(kinds)
    assert max(map(kinds.count, kinds)) <= 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_for_a_kind_are_those_of_the_grammar(lang):
    view = View("methods", lang, "D", today(), current())
    found = {term.anchor.removeprefix("phrase-"): term.beside for term in
             methods.readings(warehouse.query("phrases", view, most=1), view)}  # fmt: skip
    said = {"more_than": ("超", "exceed"), "nearly": ("近", "almost"), "at_least": ("以上", "or more")}
    for name, word in said.items():
        assert word[lang == "en"] in found[name]


def test_the_limits_of_a_pace_and_the_days_of_a_month_are_those_of_the_query(page):
    _, lang, plain = page
    assert f"pace_low, 12) >= {ON_TRACK}" in TARGETS
    assert f"pace_low, 12) >= {MODERATE}" in TARGETS
    assert set(re.findall(r"\d+\.44", TARGETS)) == {MONTH}
    for number in (ON_TRACK, MODERATE, MONTH):
        assert number in plain
    assert t("methods.formula.needed", lang, month=MONTH) in plain


def test_the_states_are_those_that_the_queries_give():
    progress = (ROOT / "etl" / "targets.sql").read_text(encoding="utf-8")
    listed = re.search(r"list_position\(\[(.*?)\], state\)", progress, re.DOTALL)[1]
    states = [key.removeprefix("progress.state.") for key in entries() if key.startswith("progress.state.")]
    assert set(re.findall(r"'(\w+)'", listed)) == set(states)
    assert [term.anchor for term in methods.states("zh")] == [f"state-{state}" for state in states]


def test_the_days_that_part_two_dates_are_those_of_the_macro():
    days = re.search(r"> (\d+), true", MACROS)[1]
    assert all(days in words for words in codelist("reason")["dates"].values())


def test_what_stands_alone_and_what_counts_the_same_are_those_of_the_macros():
    apart = re.search(r"stands_alone\(code\) as coalesce\(code in \((.*?)\)", MACROS)[1]
    assert tuple(re.findall(r"'(\w+)'", apart)) == APART
    alike = re.search(r"counts_kind\(code\) as case\s+when code in \((.*?)\) then 'opc'", MACROS)[1]
    assert tuple(re.findall(r"'(\w+)'", alike)) == ALIKE


def test_the_preferred_claim_is_chosen_in_the_order_that_is_told():
    order = DERIVED.split("partition by incoming.ref_area, incoming.indicator, incoming.scenario")[1]
    places = {
        "stock": order.index("is_partial"), "area": order.index("level_order"),
        "evidence": order.index("evidence_order"), "date": order.index("period_start"),
        "published": order.index("known_from"),
    }  # fmt: skip
    assert sorted(places, key=places.get) == list(PREFERRED)


@pytest.mark.parametrize("page_name", PAGES)
def test_below_every_page_stands_what_it_was_drawn_from_and_the_way_to_the_methods(page_name):
    said = words(opened(page_name, evidence="B", known_on="2026-06-30", lang="en"))
    (foot,) = re.findall(r'<p class="opc-sources opc-foot">.*?</p>', said)
    plain = html.unescape(re.sub(r"<[^>]+>", "", foot)).replace("\u00a0", " ")
    view = View("", "en", "B", date(2026, 6, 30), current())
    assert plain.startswith(stamp(view))
    assert "documents collected until 2026-09" in plain
    assert 'href="./methods?lang=en&amp;evidence=B&amp;known_on=2026-06-30"' in foot
    assert said.index(foot) > said.index('<h1 class="opc-title"')


def test_a_page_that_ends_early_has_its_foot():
    assert words(opened("compare", cities="")).count('opc-foot"') == 1


@pytest.mark.parametrize(
    ("page_name", "asked", "part"),
    [
        ("progress", {}, "states"),
        ("compare", {}, "grades"),
        ("compare", {"shown": "ranks"}, "ranks"),
        ("funding", {}, "money"),
        ("sources", {}, "evidence"),
        ("city", {}, "ranks"),
        ("disclosure", {}, "counted"),
    ],
)
def test_pages_lead_to_the_part_that_explains_them(page_name, asked, part):
    said = words(opened(page_name, lang="en", **asked))
    assert f'class="opc-sources opc-how">Methods: <a href="./methods?lang=en#{part}"' in said


def test_the_help_of_controls_leads_to_the_rules_behind_them():
    app = opened("compare", lang="en")
    helps = {widget.key.removeprefix("address_"): widget.proto.help for widget in
             (*app.selectbox, *app.toggle, *app.date_input) if widget.key}  # fmt: skip
    for control, part in EXPLAINED.items():
        assert helps[control].endswith(f"[{methods.part(part, 'en')}](./methods?lang=en#{part})")
        assert part in methods.PARTS


def test_a_part_that_there_is_not_has_no_address():
    with pytest.raises(ValueError, match="nowhere"):
        methods.address("nowhere", {})


def test_before_anything_was_published_there_are_no_examples_and_the_page_says_so():
    said = words(opened("methods", known_on="2025-05-01", evidence="A"))
    assert t("notice.empty_rows", "zh") in said
    assert "phrase-" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_runs_the_site_is_named_where_he_says_so(monkeypatch, lang):
    plain = methods.errors(lang)
    monkeypatch.setenv("OPC_CONTACT", " 合成数据局 \n <b>opc@example.gov.cn</b> ")
    said = words(opened("methods", lang=lang))
    assert "合成数据局 &lt;b&gt;opc@example.gov.cn&lt;/b&gt;" in said
    assert methods.errors(lang)[:-1] == plain
