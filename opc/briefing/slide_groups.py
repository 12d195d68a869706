"""Which sections of a briefing share a slide: six to ten slides hold any of them."""

from collections.abc import Sequence

from opc.briefing.content import Section

LEAST, MOST = 6, 10
Group = tuple[Section, ...]
# What shares a slide where there would be too many, or where the second has only words.
SHARING = ("disclosure", "conflicts")
# What stands side by side where there are too many still: the comparisons of one indicator each.
BESIDE = "comparison"


def groups(sections: Sequence[Section]) -> list[Group]:
    """One slide a section; those with nothing to show share one, and so do short ones where there are too many."""
    bare = [section for section in sections if is_bare(section)]
    shown = [(section,) for section in sections if not is_bare(section)]
    if len(bare) > 1:
        return _beside([*shown, tuple(bare)])
    found: list[Group] = [(section,) for section in sections]
    keys = [section.key for section in sections]
    if all(key in keys for key in SHARING) and (bare or len(found) + 2 > MOST):
        first, second = (keys.index(key) for key in SHARING)
        if not is_bare(sections[first]) and (len(found) + 2 > MOST or is_bare(sections[second])):
            found[first] += found.pop(second)
    return _beside(found)


def _beside(groups: list[Group]) -> list[Group]:
    """The last two comparisons on one slide, where there would be too many."""
    places = [place for place, group in enumerate(groups) if len(group) == 1 and group[0].key == BESIDE]
    if len(groups) + 2 > MOST and len(places) > 2:
        groups[places[-2]] += groups.pop(places[-1])
    return groups


def is_bare(section: Section) -> bool:
    """Whether a section has words alone to show."""
    return section.chart is None and section.table is None
