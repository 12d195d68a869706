"""Words and signs that programs and people write where there is nothing, and days that stand for never."""

import unicodedata
from datetime import date

from etl.roster.width import folded

# What a database or a spreadsheet writes for nothing, and what people put into a cell that must not be empty.
NOTHING = ("", "null", r"\n", "none", "n/a", "na", "无", "空", "-", "--", "—", "——", "–", "/")
# Said of the exit of a team that is still there.
STILL_HERE = ("在驻", "在园", "至今")
# Written as the exit of a team that has not left; no team will leave on them.
NEVER = (date(2999, 12, 31), date(9999, 12, 31))
# No word is longer, with some room for spaces: longer cells need not be looked at.
LONGEST = 8
# Stands in no cell.
_BETWEEN = "\n"


def is_blank(text: str) -> bool:
    """Whether a cell says nothing. Case, full width and spaces at the ends are no difference."""
    return unicodedata.normalize("NFKC", text).strip().casefold() in NOTHING


def says_nothing(text: str, words: tuple[str, ...] = NOTHING) -> str:
    """SQL: whether a cell holds one of the words. To be reached only by what is short or cannot be read.

    A list in one text, in which both engines look faster than with IN.
    """
    # The engines do not agree on how a backslash is written in a text; its number says it in both.
    listed = _BETWEEN.join(["", *words, ""]).replace("\\", "~")
    said = f"concat('{_BETWEEN}', lower(trim({folded(text)})), '{_BETWEEN}')"
    return f"instr(replace('{listed}', '~', chr(92)), {said}) > 0"
