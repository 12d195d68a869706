"""The catalogue and the raw files fit each other: nothing is asked for that is not there, and nothing lies idle."""

import csv
from collections.abc import Iterator

import pytest

from opc import catalogue
from opc.catalogue import DATA, LANGUAGES

# Which column of which raw file holds codes of which list.
CODED = [
    ("figures.csv", "scenario", "scenario"),
    ("figures.csv", "counts", "counts"),
    ("figures.csv", "earmark", "earmark"),
    ("figures.csv", "evidence", "evidence"),
    ("figures.csv", "reached", "reached"),
    ("policies.csv", "instrument", "instrument"),
    ("policies.csv", "recipient", "recipient"),
    ("policies.csv", "evidence", "evidence"),
    ("policies.csv", "reached", "reached"),
    ("events.csv", "kind", "event_kind"),
    ("events.csv", "evidence", "evidence"),
    ("events.csv", "reached", "reached"),
    ("left_out.csv", "reason", "left_out_reason"),
    ("left_out.csv", "evidence", "evidence"),
    ("areas.csv", "area_level", "area_level"),
]
# The level of a whole city follows from cities.csv, and what is counted from a roster is not published.
DERIVED = {"area_level": {"city"}, "evidence": {catalogue.ROSTER}, "reached": {"roster"}}
# Lists that hold nothing but what raw files need; the others hold what a source may yet say.
USED = sorted({name for _, _, name in CODED})


def cells(file: str, column: str) -> Iterator[str]:
    """What a column of a raw file says, where it says anything."""
    with (DATA / "raw" / file).open(encoding="utf-8-sig", newline="") as handle:
        yield from (row[column].strip() for row in csv.DictReader(handle) if row[column].strip())


@pytest.mark.parametrize("code", catalogue.indicators())
def test_every_indicator_is_used_by_a_figure(code) -> None:
    assert code in set(cells("figures.csv", "indicator"))


def test_every_figure_is_of_an_indicator() -> None:
    assert set(cells("figures.csv", "indicator")) - set(catalogue.indicators()) == set()


@pytest.mark.parametrize(("file", "column", "name"), CODED)
def test_every_code_of_a_raw_file_is_in_its_list_with_words_in_both_languages(file, column, name) -> None:
    codes = set(cells(file, column))
    assert codes
    assert codes - set(catalogue.codelist(name)) == set()
    for code in codes:
        assert all(catalogue.label(name, code, lang).strip() for lang in LANGUAGES)


@pytest.mark.parametrize("name", USED)
def test_every_code_of_a_list_is_used_by_a_raw_row(name) -> None:
    used = {code for file, column, listed in CODED if listed == name for code in cells(file, column)}
    assert set(catalogue.codelist(name)) - used - DERIVED.get(name, set()) == set()


def test_every_family_has_an_indicator() -> None:
    assert {indicator.family for indicator in catalogue.indicators().values()} == set(catalogue.codelist("family"))


def test_what_an_indicator_may_count_is_counted_by_a_figure_of_it() -> None:
    with (DATA / "raw" / "figures.csv").open(encoding="utf-8-sig", newline="") as handle:
        counted = {(row["indicator"], row["counts"]) for row in csv.DictReader(handle)}
    allowed = {(indicator.code, code) for indicator in catalogue.indicators().values() for code in indicator.counts}
    assert allowed - counted == set()


def test_money_has_an_earmark_and_nothing_else_does() -> None:
    with (DATA / "raw" / "figures.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    families = {code: indicator.family for code, indicator in catalogue.indicators().items()}
    wrong = [row["figure_id"] for row in rows if bool(row["earmark"]) != (families[row["indicator"]] == "funds")]
    assert wrong == []


@pytest.mark.parametrize("file", ["figures.csv", "policies.csv", "events.csv", "left_out.csv"])
def test_every_document_that_a_row_rests_on_is_in_the_list_of_documents(file) -> None:
    assert set(cells(file, "source_id")) - set(cells("sources.csv", "source_id")) == set()


def test_a_note_stands_in_both_languages() -> None:
    for file in ("figures.csv", "policies.csv", "events.csv", "left_out.csv"):
        with (DATA / "raw" / file).open(encoding="utf-8-sig", newline="") as handle:
            wrong = [row for row in csv.DictReader(handle) if bool(row["note_zh"]) != bool(row["note_en"])]
        assert wrong == [], file


@pytest.mark.parametrize("list_name", catalogue.codelists())
def test_no_two_codes_of_a_list_have_the_same_words(list_name) -> None:
    codes = catalogue.codelist(list_name)
    for lang in LANGUAGES:
        words = [entry[lang] for entry in codes.values()]
        assert len(set(words)) == len(words)


# How a document may have been reached for a class of evidence, as its meaning in data/codelists.yml says.
REACHED = {
    "A": {"full_text", "opening_read"},
    "B": {"full_text", "opening_read"},
    "C": {"full_text", "opening_read", "compiled_checked", "compiled_cited", "compilations_agree"},
    "D": {"compiled_cited", "compiled_unsourced", "directory", "headline", "second_hand"},
}


@pytest.mark.parametrize("file", ["figures.csv", "policies.csv", "events.csv"])
def test_each_row_was_reached_as_its_class_of_evidence_says(file) -> None:
    pairs = set(zip(cells(file, "evidence"), cells(file, "reached"), strict=True))
    assert [reached for evidence, reached in pairs if reached not in REACHED[evidence]] == []
