"""Each example runs in both languages, answers to the controls, and shows rows a reader can use."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opc.catalogue import codelist, indicators
from opc.explore.examples import EXAMPLES, FILES, example, examples
from opc.explore.picture import NoPictureError, picture
from opc.questions import ask
from opc.text import LANGUAGES

DRAWN = {"by_province", "most_teams", "per_million", "over_time", "qualifiers", "publishers"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_an_answer_and_a_chart_where_it_suits(name, lang, pool, view):
    answer = pool.ask(example(name, lang), view, "reader")
    assert 2 <= answer.count <= 60
    assert not answer.cut
    if name in DRAWN:
        assert picture(answer, view).spec["data"]
    else:
        with pytest.raises(NoPictureError):
            picture(answer, view)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_answers_to_both_controls(name, pool, view):
    early = type(view)("explore", "zh", "A", date(2025, 5, 1), view.version)
    now, then = (pool.ask(example(name, "zh"), chosen, "reader") for chosen in (view, early))
    assert now.lines != then.lines


@pytest.mark.parametrize("evidence", ["C", "D"])
def test_communities_per_million_are_those_of_compare(evidence, pool, view):
    asked = {"indicator": "communities", "per": "resident", "evidence": evidence, "known_on": view.known_on.isoformat()}
    compared = {row["name_en"]: row for row in ask("compare", asked, view.known_on) if row["status"] == "disclosed"}
    rows = pool.ask(example("per_million", "en"), replace(view, evidence=evidence), "reader").rows()
    assert {row["city"] for row in rows} == {name for name, row in compared.items() if row["area_level"] == "city"}
    for row in rows:
        same = compared[row["city"]]
        assert row["per_million_at_least"] == pytest.approx(same["low"] or 0, abs=0.01)
        if same["is_partial"] or same["high"] is None:
            assert row["per_million_at_most"] is None
        else:
            assert row["per_million_at_most"] == pytest.approx(same["high"], abs=0.01)


def test_a_target_is_still_to_come_on_the_day_of_its_deadline(pool, view):
    open_then = pool.ask(example("targets", "zh"), view, "reader").rows()
    (last, *_) = (row for row in open_then if row["期限"])
    day = date.fromisoformat(f"{last['期限']}"[:10])
    on_the_day = pool.ask(example("targets", "zh"), replace(view, known_on=day), "reader").rows()
    assert {last["目标"]} <= {row["目标"] for row in on_the_day}
    after = pool.ask(example("targets", "zh"), replace(view, known_on=day + timedelta(days=1)), "reader").rows()
    assert day.isoformat() not in {f"{row['期限']}"[:10] for row in after}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reader_has_a_choice_of_examples_in_words_of_his_own(lang):
    found = examples(lang)
    assert len(found) == len(EXAMPLES) >= 8
    assert all(sql.startswith(f"-- {words}\n") for words, sql in found.items())


def test_in_english_where_rent_is_waived_only_offers_and_documents_are_quoted_in_chinese(pool, view):
    rows = pool.ask(example("rent", "en"), view, "reader").rows()
    assert any(not row["offer_in_chinese"].isascii() for row in rows)
    assert all(row[name].isascii() for row in rows for name in ("city", "area"))
    assert {row["months_at_most"] for row in rows} >= {36, None}


def test_every_file_is_an_example():
    assert {path.stem for path in FILES.glob("*.sql")} == set(EXAMPLES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_shows_words_and_no_codes(lang, pool, view):
    codes = {*codelist("comparator"), *indicators(), *codelist("instrument"), *codelist("event_kind")}
    for name in ("qualifiers", "contradictions"):
        shown = {cell for row in pool.ask(example(name, lang), view, "reader").rows() for cell in row.values()}
        # Of a comparator “range” is the word and the code in English.
        assert not (codes - {"range", "tiers"}) & shown, name
