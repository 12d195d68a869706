"""Tables as HTML: real text that a screen reader reads, a printer prints and a reader copies.

Every cell is escaped here, in one place; only http and https addresses become links.
"""

import html
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from opc.sharing.kept import kept
from opc.tables.cells import Absent, Cell, Column, Copy, Link, MatrixRow, Strong, is_web_address, said
from opc.typeset import NO_BREAK, SEPARATOR, width
from opc.warehouse import Row

# In widths of a Latin letter: what is as short as this and has a number is not broken.
SHORT = 15

# Between two parts of a line: no line begins with the dot.
BETWEEN = f"{NO_BREAK}· "

# A number and the word behind it, and a short name in quotation marks; no parts of a date, nor the digits of a name.
COUNTED = re.compile(
    r"“[^“”]{1,8}”|"
    r"(?:还[有差] ?)?(?<![A-Za-z\d_.,-])\d[\d,.–−]*(?: ?[万亿]?[\u4e00-\u9fff]| (?:m |bn |[mb]illion )?[a-z]+)"
)

# The parts of a Chinese sentence, each with its comma.
CLAUSES = re.compile(r"[^，：；]+[，：；]?")

# The letter of a class of evidence behind a word: 证据 B, evidence B.
LETTERED = re.compile(r"([A-Za-z]+|[\u4e00-\u9fff]{2})[ \u00a0]([A-DR])(?=$|\s?[·,;)，；。）])", re.MULTILINE)


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """Text as HTML. No date is broken at its hyphens, no letter of evidence stands alone, and no dot begins a line."""
    marked = re.sub(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])", r"<time>\g<0></time>", html.escape(text))
    marked = re.sub(r" · ([A-D])(?!\w)", rf"{NO_BREAK}·{NO_BREAK}\1", marked).replace(SEPARATOR, BETWEEN)
    return LETTERED.sub(_lettered, marked)


def _lettered(found: re.Match[str]) -> str:
    """A class of evidence with the word before it; Chinese would be broken within that word."""
    word, letter = found.groups()
    kept = f"{word}{NO_BREAK}{letter}"
    return kept if word.isascii() else f'<span style="white-space:nowrap">{kept}</span>'


def figure(text: str) -> str:
    """A figure as HTML: a number stays together with its unit, and a sign with what it is of."""
    return words(re.sub(r"(?<=\d) (?=[^\W\d])|(?<=[◐✕]) ", NO_BREAK, text))


def is_short(text: str) -> bool:
    """Whether a text is a figure or a date that has room on one line."""
    return width(text) <= SHORT and any(letter.isdecimal() for letter in text)


def together(text: str) -> str:
    """The words of a title as HTML: a number is not parted from what it counts, as in 71.6家 and 51 teams."""
    return COUNTED.sub(r'<span style="white-space:nowrap">\g<0></span>', words(text))


def headline(text: str) -> str:
    """A title as HTML: Chinese, which may be broken within any word, is broken behind its commas where it can be."""
    parts = CLAUSES.findall(text)
    return (
        "".join(f'<span class="opc-clause">{together(part)}</span>' for part in parts) if parts[1:] else together(text)
    )


def anchor(link: Link, read: Callable[[str], str] = words) -> str:
    """A link as HTML, or its text alone where the address may not be followed."""
    text, title = read(link.text), html.escape(link.title or link.text)
    if is_web_address(link.href):
        # The style marks what leads outside with an arrow, which is neither heard nor copied.
        outside = 'target="_blank" rel="noopener noreferrer"'
        return f'<a href="{html.escape(link.href)}" {outside} title="{title}">{text}</a>'
    if link.href and link.href.startswith("./"):
        return f'<a href="{html.escape(link.href)}" target="_self" title="{title}">{text}</a>'
    return text


def button(copy: Copy) -> str:
    """A button as HTML; the listener of the page does the rest."""
    return (
        f'<button type="button" class="opc-copy" data-copy="{html.escape(copy.text)}" '
        f'data-done="{html.escape(copy.done)}" title="{html.escape(copy.title)}" '
        f'aria-label="{html.escape(copy.title)}">{html.escape(copy.words)}</button>'
    )


def _cell(value: Cell) -> str:
    if isinstance(value, Link):
        return anchor(value, figure)
    if isinstance(value, tuple):
        return BETWEEN.join(anchor(link, figure) for link in value)
    if isinstance(value, Copy):
        return button(value)
    if isinstance(value, Absent):
        return f'<span class="opc-absent">{html.escape(value.words)}</span>'
    if isinstance(value, Strong):
        return f"<b>{words(value.words)}</b>"
    return figure(said(value))


def table(rows: Sequence[Row], columns: Sequence[Column], caption: str) -> str:
    """Rows as a table with a caption. Cells without content say nothing; what is missing is for the column to say."""
    styled = [(_style(column), column) for column in columns]
    head = "".join(f'<th scope="col"{style}>{html.escape(column.heading)}</th>' for style, column in styled)
    body = "".join(f"<tr>{''.join(_data(column.cell(row), style) for style, column in styled)}</tr>" for row in rows)
    return (
        '<div class="opc-table" tabindex="0" role="region" aria-label="'
        + html.escape(caption, quote=True)
        + '"><table>'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _data(value: Cell, style: str) -> str:
    if not style and isinstance(value, str | Link) and is_short(said(value)):
        style = ' class="whole"'
    return f"<td{style}>{_cell(value)}</td>"


def _style(column: Column) -> str:
    kinds = {"num": column.numeric, "wide": column.wide, "fair": column.fair, "whole": column.whole}
    names = " ".join(name for name, given in kinds.items() if given)
    return f' class="{names}"' if names else ""


@kept
def matrix(rows: Sequence[MatrixRow], caption: str, nothing: str = "none") -> str:
    """A matrix of tinted cells with their words.

    A cell of 0 is grey as what is not disclosed; where `nothing` is "zero", 0 is plainly none and has a grey dash.
    """
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in (str(rows[0].heading), *rows[0].cells))
    body = "".join(
        f'<tr><th scope="row">{_cell(row.heading)}</th>'
        + "".join(_tinted(w, n, nothing) for w, n in zip(row.cells, row.counts, strict=True))
        + "</tr>"
        for row in rows[1:]
    )
    return (
        f'<div class="opc-table opc-matrix" tabindex="0" role="region" aria-label="{html.escape(caption)}"><table>'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _tinted(said: str, count: int, nothing: str) -> str:
    if not count and nothing == "zero":
        said = "–"
    tint = nothing if not count else "some" if count < 3 else "more" if count < 8 else "most"
    return f'<td class="{tint}">{html.escape(said)}</td>'
