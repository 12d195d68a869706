"""The catalogue: what is measured (data/indicators.yml) and every code with its words (data/codelists.yml).

Both files are checked as a whole when they are first read, so that a page never meets an indicator without an
English name. Everything else asks this module; nothing else opens the two files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from opc.yamlfile import DataFileError, read

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
# To put a path together takes longer than to look a word up.
INDICATORS, CODELISTS = DATA / "indicators.yml", DATA / "codelists.yml"
LANGUAGES = ("zh", "en")

# Codes that the product itself relies on: a list may be longer, a missing list is an error.
LISTS = (
    "family",
    "scenario",
    "area_level",
    "evidence",
    "reached",
    "counts",
    "earmark",
    "instrument",
    "recipient",
    "event_kind",
    "left_out_reason",
    "time_precision",
    "comparator",
    "reject_reason",
)
# The class of what is counted from a city's own roster.
ROSTER = "R"
# Areas of these levels have a code of their own; those of the others are cities and their parts.
ABOVE_CITIES = ("country", "province")
KINDS = ("quantity", "flow", "threshold", "statement")
DIRECTIONS = ("higher", "lower")
_KEYS = {
    "family",
    "kind",
    "unit",
    "per",
    "phrase_units",
    "phrase_per",
    "better",
    "counts",
    "core",
    "name",
    "definition",
}


@dataclass(frozen=True)
class Indicator:
    """One thing that is measured. `phrase_units` are the units a phrase may state, None for none at all.

    `phrase_per` are the rates that it may state besides: teams added a year. 每月100家 is no stock of teams.
    """

    code: str
    family: str
    kind: str
    unit: str
    per: str | None
    phrase_units: tuple[str | None, ...]
    phrase_per: tuple[str, ...]
    better: str
    core: bool
    counts: tuple[str, ...]
    name: dict[str, str]
    definition: dict[str, str]
    position: int

    def label(self, lang: str) -> str:
        """Name in the language asked for."""
        return self.name[lang]


def indicators() -> dict[str, Indicator]:
    """All indicators by code, in the order in which readers meet them."""
    return load_indicators(INDICATORS, CODELISTS)


def codelists() -> dict[str, dict[str, dict[str, str]]]:
    """All code lists: list → code → language → words."""
    return load_codelists(CODELISTS)


def codelist(name: str) -> dict[str, dict[str, str]]:
    """One code list: code → language → words."""
    if name not in codelists():
        raise DataFileError(f"codelists.yml has no list {name!r} — it has {', '.join(codelists())}")
    return codelists()[name]


def floors() -> dict[str, dict[str, str]]:
    """The classes of evidence that a published figure may have, and a reader may ask for at least."""
    return {code: words for code, words in codelist("evidence").items() if code != ROSTER}


def label(list_name: str, code: str, lang: str) -> str:
    """The words of a code in a language; what has no words is an error and never shown as its bare code."""
    words = codelist(list_name).get(code)
    if words is None or lang not in words:
        raise DataFileError(f"codelists.yml {list_name}: no words for {code!r} in {lang!r} — add them")
    return words[lang]


@cache
def load_codelists(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Read and check a file of code lists."""
    lists = read(path)
    faults = [f"{path.name}: list {name!r} is missing — add it" for name in LISTS if name not in lists]
    for name, codes in lists.items():
        if not isinstance(codes, dict) or not codes:
            faults.append(f"{path.name} {name}: holds no codes — write code: {{zh: …, en: …}}")
            continue
        for code, words in codes.items():
            if not isinstance(code, str):
                faults.append(f"{path.name} {name}: code {code!r} is not a text — put it in quotes")
            faults += _wording_faults(f"{path.name} {name} {code}", words)
    _refuse(faults)
    return lists


@cache
def load_indicators(path: Path, lists_path: Path) -> dict[str, Indicator]:
    """Read and check a file of indicators against the code lists."""
    lists = load_codelists(lists_path)
    entries = read(path)
    faults = [_faults(f"{path.name} {code}", entry, lists) for code, entry in entries.items()]
    _refuse(list(chain.from_iterable(faults)))
    return {code: _indicator(code, entry, place) for place, (code, entry) in enumerate(entries.items(), 1)}


def _indicator(code: str, entry: dict[str, Any], position: int) -> Indicator:
    return Indicator(
        code=code,
        family=entry["family"],
        kind=entry.get("kind", "quantity"),
        unit=entry["unit"],
        per=entry.get("per"),
        phrase_units=tuple(entry["phrase_units"]),
        phrase_per=tuple(entry.get("phrase_per", ())),
        better=entry["better"],
        core=bool(entry.get("core", False)),
        counts=tuple(entry["counts"]),
        name=entry["name"],
        definition=entry["definition"],
        position=position,
    )


def _faults(where: str, entry: object, lists: dict[str, dict[str, dict[str, str]]]) -> Iterator[str]:
    """Say everything that is wrong with one indicator."""
    if not isinstance(entry, dict):
        yield f"{where}: is not an entry — write family, unit, phrase_units, better, counts, name, definition"
        return
    for key in sorted(_KEYS - {"kind", "per", "phrase_per", "core"} - entry.keys()):
        yield f"{where}: {key} is missing — add it"
    for key in sorted(entry.keys() - _KEYS, key=str):
        yield f"{where}: {key!r} is not known — remove it or correct its spelling"
    choices = {"family": tuple(lists["family"]), "kind": KINDS, "better": DIRECTIONS}
    for key, allowed in choices.items():
        if key in entry and entry[key] not in allowed:
            yield f"{where}: {key} {entry[key]!r} is not known — use one of {', '.join(allowed)}"
    for key in ("phrase_units", "phrase_per", "counts"):
        if not isinstance(entry.get(key, []), list):
            yield f"{where}: {key} is not a list — write it in brackets"
        elif key == "counts":
            for code in entry.get(key, []):
                if code not in lists["counts"]:
                    yield f"{where}: counts {code!r} is not in codelists.yml — add it there or correct it"
    for key in ("name", "definition"):
        if key in entry:
            yield from _wording_faults(f"{where} {key}", entry[key])


def _wording_faults(where: str, words: object) -> list[str]:
    """Words must be there in every language."""
    if not isinstance(words, dict):
        return [f"{where}: has no words — write {{zh: …, en: …}}"]
    return [
        f"{where}: {lang} is missing — write it"
        for lang in LANGUAGES
        if not isinstance(words.get(lang), str) or not words[lang].strip()
    ]


def _refuse(faults: list[str]) -> None:
    if faults:
        raise DataFileError("\n".join(faults))
