"""Rows with their words above their marks: the layout of a narrow chart, as on a phone."""

from collections.abc import Sequence

from opc.charts.mark import Group, Mark
from opc.charts.sheet import STEP, Column, Sheet, safe
from opc.charts.words import cautioned, heads, leading
from opc.typeset import SEPARATOR, broken, shortened, width

# Pixels: a track lies nearer to its own words than to those of the next row.
HEAD, LINE = 2 * STEP, 3 * STEP
BELOW, FOOT, SHORT, GROUP = 3 * STEP, 3 * STEP, 4 * STEP, 6 * STEP
# The number at zero and a mark there have room at the left; the words begin at the edge of the sheet.
LEFT = 10
ABOVE: Column = (0, 2 - LEFT)
INSET = "\u2003"
# What a phone shows in one line of small letters, in widths of a Latin letter.
ROOM = 52
MOST_NOTES = 4
ROOM_OF_HEAD = 46
# A note is mostly short words and digits, which take less: this much was seen to fit.
ROOM_OF_NOTE = 56


def sheet(colours: dict[str, str], _: Sequence[Mark | Group]) -> Sheet:
    """A sheet of which the drawing takes the whole width."""
    return Sheet(colours, left=LEFT, apart=True)


def place(sheet: Sheet, mark: Mark | Group) -> float | None:
    """Write the words of a row and give the height of its track, or None where it has none."""
    top = sheet.height
    if isinstance(mark, Group):
        sheet.words(f"<b>{safe(mark.label)}</b>", top + 4 * STEP, 13, "grey", ABOVE)
        sheet.rule(top + GROUP - 4, "ink", whole=True)
        sheet.height += GROUP
        return None
    if not mark.drawn:
        _grey(sheet, mark)
        return None
    large = [(line, 14, "ink") for line in heads(mark, ROOM_OF_HEAD)]
    lines = large + [(line, 12, "grey") for line in _lines(mark, sheet.colours)]
    for index, (line, size, colour) in enumerate(lines):
        sheet.words(line, top + HEAD + index * LINE, size, colour, ABOVE)
    track = HEAD + (len(lines) - 1) * LINE + BELOW
    sheet.end_row(track + FOOT)
    return top + track


def _grey(sheet: Sheet, mark: Mark) -> None:
    """A grey row: in one line where there is room, else with its note in lines of their own."""
    top, room = sheet.height, max(ROOM - 4 - width(mark.label), 12)
    parts, lead = [mark.value, mark.note, mark.lead], [leading(line, mark) for line in broken(mark.lead, ROOM - 2)]
    if width(SEPARATOR.join(filter(None, parts))) <= room:
        first, rest = SEPARATOR.join([*(safe(part) for part in parts[:2] if part), *lead]), []
    else:
        first = safe(shortened(mark.value, room))
        rest = [safe(line) for line in broken(mark.note, ROOM - 2)[:MOST_NOTES]] + lead
    sheet.band(top + 3, top + SHORT + len(rest) * LINE - 3, mark.absence)
    sheet.words(f"{INSET}<b>{safe(mark.label)}</b>  {first}", top + SHORT / 2, 13, "grey", ABOVE)
    for index, line in enumerate(rest, 1):
        sheet.words(f"{INSET}{line}", top + SHORT / 2 + index * LINE, 12, "grey", ABOVE)
    sheet.end_row(SHORT + len(rest) * LINE)


def _lines(mark: Mark, colours: dict[str, str]) -> list[str]:
    """The small words of a row: in one line where a phone has room for it, else each in lines of their own."""
    caution = f"◐ {mark.caution}" if mark.caution else ""
    said = [(part, colours[colour]) for part, colour in ((mark.state, "ink"), (caution, "caution")) if part]
    note = _coloured(broken(mark.note, ROOM_OF_NOTE), colours["grey"])
    if said and width(mark.note) + sum(width(part) for part, _ in said) + 1 <= ROOM:
        remark = "  ".join(line for part, colour in said for line in _coloured([part], colour))
        first = [f"{safe(mark.note)}  {remark}".strip()]
    else:
        state = _coloured(broken(mark.state, ROOM), colours["ink"])
        first = [*note, *state, *_coloured(cautioned(mark, ROOM), colours["caution"])]
    return first + [leading(line, mark) for line in broken(mark.lead, ROOM)]


def _coloured(lines: Sequence[str], colour: str) -> list[str]:
    return [f'<span style="color:{colour}">{safe(line)}</span>' for line in lines]
