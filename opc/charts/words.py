"""The words of a row as Plotly takes them: its head, its links, its caution."""

import html
import re
from urllib.parse import unquote

from opc.charts.mark import Mark
from opc.charts.sheet import safe
from opc.tables import is_web_address
from opc.typeset import SEPARATOR, broken, width

# As wide as the sign of caution and the space behind it.
HANGING = "\u2003\u2009"


def heads(mark: Mark, room: int) -> list[str]:
    """The first lines of a row: what it is of, and its figure as a link; in one line where there is room."""
    label = [f"<b>{safe(line)}</b>" for line in broken(mark.label, room)]
    if mark.value and width(mark.label) + width(mark.value) + 2 <= room:
        return [f"{label[0]}  {_linked(mark.value, mark.href)}"]
    return [*label, *(_linked(line, mark.href) for line in broken(mark.value, room))]


def _linked(words: str, href: str | None) -> str:
    address = _address(href)
    return f'<a href="{address}" target="_blank">{safe(words)}</a>' if address else safe(words)


def _address(href: str | None) -> str | None:
    """An address as Plotly takes it: it decodes and encodes anew, and draws nothing at all where it cannot decode."""
    if not is_web_address(href):
        return None
    mended = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", href).replace('"', "%22").replace("'", "%27")
    try:
        unquote(mended, errors="strict")
    except UnicodeDecodeError:
        return None
    return safe(mended)


def leading(line: str, mark: Mark) -> str:
    """What else there is, as a link to the page of ours that shows it."""
    address = html.escape(mark.lead_href)
    return f'<a href="{address}" target="_self">{safe(line)}</a>' if address.startswith("./") else safe(line)


def cautioned(mark: Mark, room: int) -> list[str]:
    """Why a figure is to be compared with caution: a second line stands below the first, behind its sign."""
    if not mark.caution:
        return []
    lines = broken(mark.caution, room - 4)
    rest = mark.caution
    for place, line in enumerate(lines):
        rest = rest[rest.index(line) + len(line) :]
        if rest.startswith(SEPARATOR):
            lines[place] += SEPARATOR.rstrip()
    return [f"{'◐ ' if not place else HANGING}{line}" for place, line in enumerate(lines)]
