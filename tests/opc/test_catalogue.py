"""The catalogue: valid, bilingual, and clear about what is wrong when it is not."""

from pathlib import Path

import pytest

from opc import catalogue
from opc.yamlfile import DataFileError

GOOD = """\
teams:
  family: teams
  unit: team
  phrase_units: [team, null]
  better: higher
  counts: [opc]
  name: {zh: 团队, en: Teams}
  definition: {zh: 团队数。, en: Number of teams.}
"""


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_everything_has_words_in_both_languages(lang: str) -> None:
    for name, codes in catalogue.codelists().items():
        for code in codes:
            assert catalogue.label(name, code, lang).strip()
    for indicator in catalogue.indicators().values():
        assert indicator.label(lang).strip()
        assert indicator.definition[lang].strip()


def test_chinese_words_are_chinese_and_english_words_are_not() -> None:
    def chinese(text: str) -> bool:
        return any("\u4e00" <= character <= "\u9fff" for character in text)

    words = [words for codes in catalogue.codelists().values() for words in codes.values()]
    words += [text for one in catalogue.indicators().values() for text in (one.name, one.definition)]
    assert [text["en"] for text in words if chinese(text["en"])] == []
    assert [text["zh"] for text in words if not chinese(text["zh"])] == []


def test_indicators_keep_their_order_and_their_units() -> None:
    indicators = catalogue.indicators()
    assert [one.position for one in indicators.values()] == list(range(1, len(indicators) + 1))
    assert indicators["resident_teams"].phrase_units == ("team", None, "project")
    assert indicators["on_site_people"].per == "day"
    assert indicators["city_ambition"].kind == "statement"
    assert {one.family for one in indicators.values()} == set(catalogue.codelist("family"))


def test_a_label_that_does_not_exist_is_an_error_and_not_its_code() -> None:
    with pytest.raises(DataFileError, match=r"codelists.yml evidence: no words for 'E' in 'zh' — add them"):
        catalogue.label("evidence", "E", "zh")
    with pytest.raises(DataFileError, match=r"no words for 'A' in 'fr'"):
        catalogue.label("evidence", "A", "fr")
    with pytest.raises(DataFileError, match=r"codelists.yml has no list 'colour' — it has family, "):
        catalogue.codelist("colour")


FAULTS = {
    "no_english_name": (("name: {zh: 团队, en: Teams}", "name: {zh: 团队}"), "teams name: en is missing — write it"),
    "empty_definition": (("en: Number of teams.", "en: ' '"), "teams definition: en is missing — write it"),
    "unknown_family": (("family: teams", "family: team"), "teams: family 'team' is not known — use one of teams, "),
    "unknown_direction": (("better: higher", "better: more"), "teams: better 'more' is not known — use one of higher"),
    "unknown_kind": (("better: higher", "better: higher\n  kind: words"), "teams: kind 'words' is not known"),
    "unknown_counts": (("[opc]", "[ocp]"), "teams: counts 'ocp' is not in codelists.yml — add it there"),
    "counts_is_no_list": (("[opc]", "opc"), "teams: counts is not a list — write it in brackets"),
    "missing_unit": (("  unit: team\n", ""), "teams: unit is missing — add it"),
    "misspelt_key": (("  unit:", "  units:"), "teams: 'units' is not known — remove it or correct its spelling"),
    "no_entry": ((GOOD, "teams: 3\n"), "teams: is not an entry — write family, unit"),
    "twice": (("better: higher", "better: higher\n  better: lower"), "'better' stands here twice"),
    "broken": (("[team, null]", "[team, null"), "line 5, column 9"),
    "empty": ((GOOD, ""), "holds no entries — write one entry a code"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_catalogue_says_what_and_where(tmp_path: Path, fault: str) -> None:
    (old, new), message = FAULTS[fault]
    path = tmp_path / "indicators.yml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        catalogue.load_indicators(path, catalogue.DATA / "codelists.yml")
    assert str(error.value).startswith("indicators.yml")
    assert message in str(error.value)


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yml"
    path.write_text(GOOD.replace("better: higher", "better: more").replace(", en: Teams", ""), encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        catalogue.load_indicators(path, catalogue.DATA / "codelists.yml")
    assert len(str(error.value).splitlines()) == 2


def test_code_lists_must_all_be_there_and_bilingual(tmp_path: Path) -> None:
    path = tmp_path / "codelists.yml"
    path.write_text("family: {teams: {zh: 团队}}\nscenario: {}\n", encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        catalogue.load_codelists(path)
    lines = str(error.value).splitlines()
    assert "codelists.yml: list 'evidence' is missing — add it" in lines
    assert "codelists.yml family teams: en is missing — write it" in lines
    assert "codelists.yml scenario: holds no codes — write code: {zh: …, en: …}" in lines


def test_a_missing_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere.yml: cannot be read \(No such file or directory\) — put"):
        catalogue.load_codelists(tmp_path / "nowhere.yml")
