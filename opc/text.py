"""Every word the product says to a reader, from data/text.yml, in both languages."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from opc import yamlfile

PATH = Path(__file__).resolve().parents[1] / "data" / "text.yml"
LANGUAGES = ("zh", "en")


class MissingTextError(KeyError):
    """A word is asked for that text.yml does not hold: a mistake of ours, never shown as its key."""


@cache
def entries() -> dict[str, dict[str, str]]:
    """Flatten text.yml into dotted keys, each with its two wordings."""
    found: dict[str, dict[str, str]] = {}

    def walk(node: dict[str, Any], path: str) -> None:
        if set(node) == set(LANGUAGES):
            found[path] = {lang: str(words) for lang, words in node.items()}
            return
        for name, child in node.items():
            if not isinstance(child, dict):
                raise MissingTextError(f"text.yml {path}.{name}: expected zh and en")
            walk(child, f"{path}.{name}" if path else name)

    walk(yamlfile.read(PATH), "")
    return found


# {cities:city|cities} is the number and one of the two words.
COUNTED = re.compile(r"\{(\w+):([^|{}]*)\|([^|{}]*)\}")


def t(key: str, lang: str, **values: object) -> str:
    """Give the words for `key` in `lang`, with `values` set in; a counted word as its number asks for."""
    try:
        words = entries()[key][lang]
    except KeyError:
        raise MissingTextError(f"text.yml has no '{key}' in '{lang}'") from None
    if "|" in words:
        words = COUNTED.sub(lambda at: f"{{{at[1]}}} {at[2] if str(values[at[1]]) == '1' else at[3]}", words)
    return words.format(**values) if values else words
