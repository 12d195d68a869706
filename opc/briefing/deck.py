"""A deck of slides: paper, title, footnotes and foot, the same on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from opc.briefing import lettering
from opc.briefing.content import Briefing
from opc.briefing.template import WIDE, presentation
from opc.text import t
from opc.typeset import shortened

LEFT = Inches(0.65)
ROOM = WIDE - 2 * LEFT
TOP, END = Inches(0.5), Inches(6.98)
GAP = Inches(0.16)
TITLE, SUBTITLE, NOTE, FOOT = 24, 12, 8, 8
MOST_NOTES = 4
# How much of the foot says from what the slide was made; the address of the view has the rest.
MADE = Inches(7.6)
TITLE_ONLY = 5


@dataclass(slots=True)
class Page:
    """One slide, and what of its height is still free."""

    slide: Any
    top: int
    end: int

    def body(self) -> tuple[int, int, int, int]:
        """The free place: left, top, width, height."""
        return LEFT, self.top, ROOM, self.end - self.top


class Deck:
    """A presentation in the making."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.file = presentation(briefing.lang)
        self._name()

    def _name(self) -> None:
        about = self.file.core_properties
        about.title, about.subject = self.briefing.title, self.briefing.subtitle
        about.author, about.language = t("app.name", self.briefing.lang), self.briefing.lang
        about.comments = self.briefing.stamp

    def page(self, title: str, subtitle: str, label: str = "", notes: Sequence[int] = (), size: float = TITLE) -> Page:
        """A slide with its message, the line below, the documents cited, and the foot."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        top = self._rule(slide, label)
        frame = slide.shapes.title.text_frame
        lettering.plain(frame)
        size = size if lettering.lines(title, size, ROOM) <= 2 else 0.8 * size
        words = lettering.fitted(title, size, ROOM, 2)
        shape, tall = slide.shapes.title, lettering.height(words, size, ROOM)
        shape.left, shape.top, shape.width, shape.height = LEFT, top, ROOM, tall
        lettering.write(frame, words, size, bold=True).alignment = PP_ALIGN.LEFT
        top += tall + Inches(0.06)
        if subtitle:
            words = lettering.fitted(subtitle, SUBTITLE, ROOM, 2)
            tall = lettering.height(words, SUBTITLE, ROOM)
            lettering.write(lettering.box(slide, (LEFT, top, ROOM, tall)), words, SUBTITLE, "grey")
            top += tall
        self._foot(slide)
        return Page(slide, top + GAP, self._footnotes(slide, notes) - GAP)

    def _rule(self, slide: Any, label: str) -> int:
        """The short line in the accent over a title, and the name of the section beside it."""
        _stripe(slide, (LEFT, TOP, Inches(0.45), Inches(0.05)), "accent")
        if label:
            frame = lettering.box(slide, (LEFT + Inches(0.58), TOP - Inches(0.1), Inches(6), Inches(0.25)))
            lettering.write(frame, label, 11, "accent", bold=True)
        return TOP + Inches(0.24)

    def _footnotes(self, slide: Any, numbers: Sequence[int]) -> int:
        """The documents cited, small, above the foot; gives where they begin."""
        if not numbers:
            return END
        wanted = [source for source in self.briefing.sources if source.number in numbers]
        told, rest = [], len(wanted)
        for source in wanted:
            said = f"[{source.number}] {shortened(source.citation, 110)}"
            if lettering.lines("   ".join([*told, said]), NOTE, ROOM) > MOST_NOTES:
                break
            told, rest = [*told, said], rest - 1
        more = t("briefing.notes_more", self.briefing.lang, count=rest) if rest else ""
        words = "   ".join((*told, more))
        top = END - lettering.height(words, NOTE, ROOM)
        frame = lettering.box(slide, (LEFT, top, ROOM, END - top))
        frame.paragraphs[0].line_spacing = Pt(NOTE * lettering.LINE)
        for source, said in zip(wanted, told, strict=False):
            number, _, citation = said.partition(" ")
            lettering.run(frame.paragraphs[0], number, NOTE, "accent", href=source.url or "")
            lettering.run(frame.paragraphs[0], f" {citation}   ", NOTE, "grey")
        lettering.run(frame.paragraphs[0], more, NOTE, "grey")
        return top

    def _foot(self, slide: Any) -> None:
        """Hairline, filters, address and number of the slide."""
        top, lang = Inches(7.08), self.briefing.lang
        _stripe(slide, (LEFT, top, ROOM, Pt(0.75)), "line")
        row = top + Inches(0.07)
        made = t("briefing.made_on", lang, day=self.briefing.made_on)
        frame = lettering.box(slide, (LEFT, row, MADE, Inches(0.2)))
        lettering.write(frame, f"{made} · {self.briefing.stamp}", FOOT, "grey")
        frame = lettering.box(slide, (LEFT + MADE, row, ROOM - MADE - Inches(0.5), Inches(0.2)))
        # In words: an address that is cut leads nowhere, and nobody copies a whole one from a slide.
        said = t("briefing.view", lang)
        lettering.write(frame, said, FOOT, "accent", href=self.briefing.link).alignment = PP_ALIGN.RIGHT
        frame = lettering.box(slide, (LEFT + ROOM - Inches(0.4), row, Inches(0.4), Inches(0.2)))
        number = str(len(self.file.slides))
        lettering.write(frame, number, FOOT, "grey").alignment = PP_ALIGN.RIGHT


def _stripe(slide: Any, place: tuple[int, int, int, int], name: str) -> None:
    """A line of one colour. It is only for the eye, and said to be so."""
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Emu, place))
    bar.fill.solid()
    bar.fill.fore_color.rgb = lettering.colour(name)
    bar.line.fill.background()
    bar.element.remove(bar.element.find(qn("p:style")))
    bar.name = name


def describe(shape: Any, name: str, words: str) -> None:
    """What a chart, a table or a picture says, for who cannot see it."""
    shape.name = name
    for properties in shape.element.iter(qn("p:cNvPr")):
        properties.set("descr", words[:1500])
        return


def emu(*values: float) -> tuple[int, ...]:
    """Whole EMU."""
    return tuple(Emu(round(value)) for value in values)
