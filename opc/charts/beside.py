"""Rows with their words left and right of their marks: the layout of a wide chart.

On the left what a row is of, its figure, its place and date; on the right what is to be said of it.
"""

from collections.abc import Sequence

from opc.charts.mark import Group, Mark
from opc.charts.sheet import Column, Sheet, safe
from opc.charts.words import cautioned, heads, leading
from opc.typeset import broken, shortened

# Pixels: the margins, where the words in them begin, and how words in a grey row stand off its edge.
LEFT, RIGHT, BARE = 288, 272, 20
BEFORE: Column = (0, -LEFT)
WITHIN: Column = (0, 9)
AFTER: Column = (1, 18)
STEP = 9.75
HEAD, LINE, FOOT = STEP, 2 * STEP, STEP
SHORT, GROUP = 3 * STEP, 4 * STEP
# What a margin shows in one line, in widths of a Latin letter: of larger and of small letters.
ROOM, ROOM_SMALL, ROOM_AFTER = 39, 43, 40
MOST_ASIDES = 4


def sheet(colours: dict[str, str], marks: Sequence[Mark | Group]) -> Sheet:
    """A sheet with a margin for words on the left, and on the right where any row has something to say there."""
    said = any(isinstance(mark, Mark) and (mark.state or mark.caution or mark.lead or _asides(mark)) for mark in marks)
    return Sheet(colours, left=LEFT, right=RIGHT if said else BARE, step=STEP)


def place(sheet: Sheet, mark: Mark | Group) -> float | None:
    """Write the words of a row and give the height of its track, or None where it has none."""
    top = sheet.height
    if isinstance(mark, Group):
        sheet.words(f"<b>{safe(mark.label)}</b>", top + 2 * STEP, 13, "grey", BEFORE)
        sheet.rule(top + GROUP - 6, "ink", whole=True)
        sheet.height += GROUP
        return None
    if not mark.drawn:
        _grey(sheet, mark)
        return None
    before, after = _before(mark), _after(mark)
    for index, (line, size, colour) in enumerate(before):
        sheet.words(line, top + HEAD + index * LINE, size, colour, BEFORE)
    # A mark stands beside what it is of, on the left. Fewer words on the right begin lower, about the mark.
    lines = max(len(before), len(after))
    lower = HEAD + max(len(before) - len(after), 0) * LINE / 2
    for index, (line, colour) in enumerate(after):
        sheet.words(line, top + lower + index * LINE, 12, colour, AFTER)
    sheet.end_row(lines * LINE + FOOT)
    return top + HEAD + (len(before) - 1) * LINE / 2


def _grey(sheet: Sheet, mark: Mark) -> None:
    middle, asides = sheet.height + HEAD, _asides(mark)
    tall = SHORT + LINE * max(len(asides) - 1, 0)
    sheet.band(sheet.height + 1, sheet.height + tall - 6, mark.absence)
    sheet.words(f"<b>{safe(mark.label)}</b>", middle, 13, "grey", BEFORE)
    sheet.words(safe(mark.value), middle, 12, "grey", WITHIN)
    for index, line in enumerate(asides):
        sheet.words(line, middle + index * LINE, 12, "grey", AFTER)
    sheet.end_row(tall)


def _asides(mark: Mark) -> list[str]:
    """What is to be said of a grey row, in a few lines at most."""
    if mark.drawn:
        return []
    said = [safe(line) for line in broken(shortened(mark.note, MOST_ASIDES * ROOM_AFTER), ROOM_AFTER)]
    return said + _lead(mark)


def _lead(mark: Mark) -> list[str]:
    return [leading(line, mark) for line in broken(mark.lead, ROOM_AFTER)]


def _before(mark: Mark) -> list[tuple[str, int, str]]:
    """The lines on the left, each with its size and colour."""
    large = [(line, 14, "ink") for line in heads(mark, ROOM)]
    return large + [(safe(line), 12, "grey") for line in broken(mark.note, ROOM_SMALL)]


def _after(mark: Mark) -> list[tuple[str, str]]:
    """The lines on the right, each with its colour: state, caution, and what else there is."""
    return [
        *((safe(line), "ink") for line in broken(mark.state, ROOM_AFTER)),
        *((safe(line), "caution") for line in cautioned(mark, ROOM_AFTER)),
        *((line, "grey") for line in _lead(mark)),
    ]
