"""How words are set: how wide they are, where a line may end, and how they meet each other."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate, takewhile

SEPARATOR = " · "
# A space at which no line ends.
NO_BREAK = "\u00a0"
MEETING = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u3400-\u9fff])")
BRACKETS = re.compile(r"\s*([（(])([^（()）]*)[)）]$")
# Between parts; a letter of evidence stays with its date.
PARTS = re.compile(rf"{SEPARATOR}(?!\w$)")
# Where a line may end: after a word, and after any Chinese character but before what closes. A number
# stays with its unit.
MEASURED = (
    r"\d[余多]?[万亿]?(?:个(?:社区|工位|基地|区县|城市|场景|月)|平方米|年[初末底]|[个家户人名元份间天项条年月日万亿])"
)
CLOSING = "[、，。；：）》”]*"
PIECES = re.compile(rf"[^\s\u2e80-\uffef]*{MEASURED}{CLOSING}\s*|[\u2e80-\uffef]{CLOSING}\s*|[^\s\u2e80-\uffef]+\s*")
DIVISION = re.compile(r" (?=÷ )")


def joined(names: Iterable[str], lang: str) -> str:
    """Names in a row, as the language joins them."""
    return ("、" if lang == "zh" else ", ").join(names)


def clauses(parts: Iterable[str], lang: str) -> str:
    """Parts of a sentence in a row, each long enough to have commas of its own; blank ones are left out."""
    return ("；" if lang == "zh" else "; ").join(filter(None, parts))


def sentences(said: Iterable[str], lang: str) -> str:
    """Sentences one after the other; blank ones are left out."""
    return ("" if lang == "zh" else " ").join(filter(None, said))


def within(words: str) -> str:
    """Words of a code list inside a sentence: “Resident companies” begins small there, “OPCs” does not."""
    return words[0].lower() + words[1:] if words[1:2].islower() else words


def inside(words: str) -> str:
    """Words within brackets: brackets of their own, as in 未来数智港（上城）, become a dot or a comma."""
    return BRACKETS.sub(lambda at: f"·{at[2]}" if at[1] == "（" else f", {at[2]}", words)


def spaced(words: str) -> str:
    """Words put together: where a Chinese character meets a Latin letter there is a space, as in 统计的是 AI 企业."""
    return MEETING.sub(" ", words)


def listed(heading: str, items: Iterable[str], lang: str) -> str:
    """A heading and what stands below it in one sentence, as for who cannot see a chart."""
    return f"{heading}：{'；'.join(items)}。" if lang == "zh" else f"{heading}. {'; '.join(items)}"


def width(words: str) -> int:
    """How wide a text is, in widths of a Latin letter; a Chinese character takes two."""
    if words.isascii():
        return len(words)
    kinds = list(map(unicodedata.east_asian_width, words))
    return len(kinds) + kinds.count("W") + kinds.count("F")


def shortened(words: str, room: int) -> str:
    """Cut a text to `room` widths of a Latin letter."""
    if width(words) <= room:
        return words
    used = accumulate(map(width, words))
    kept = words[: sum(1 for _ in takewhile(lambda so_far: so_far <= room - 1, used))]
    return kept.rstrip(" ·（(") + "…"


def broken(words: str, room: int) -> list[str]:
    """Lines of `room` widths of a Latin letter: broken between parts, and within a part that is longer than a line."""
    lines: list[str] = []
    for part in PARTS.split(words) if words else ():
        if lines and width(lines[-1]) + width(part) + len(SEPARATOR) <= room:
            lines[-1] += SEPARATOR + part
        else:
            lines += _filled(part, room)
    return lines


def _filled(part: str, room: int) -> list[str]:
    # A division goes on with its sign in a line of its own.
    terms = [part] if width(part) <= room else DIVISION.split(part)
    lines: list[str] = []
    for term in terms:
        lines.append("")
        for piece in PIECES.findall(term):
            if lines[-1] and width(lines[-1]) + width(piece.rstrip()) > room:
                lines.append("")
            lines[-1] += piece
    return [line.rstrip() for line in lines]
