"""A deck of slides: paper, title, footnotes and foot, the same on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from opc.briefing import lettering
from opc.briefing.content import Briefing
from opc.text import t
from opc.wording import shortened

WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT = Inches(0.65)
ROOM = WIDE - 2 * LEFT
TOP, END = Inches(0.5), Inches(6.98)
GAP = Inches(0.16)
TITLE, SUBTITLE, NOTE, FOOT = 24, 12, 8, 8
MOST_NOTES = 4
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
        self.file = Presentation()
        self._widen()
        self._name()
        self.file.slide_master.background.fill.solid()
        self.file.slide_master.background.fill.fore_color.rgb = lettering.colour("paper")

    def _widen(self) -> None:
        """The template is 4:3; its master and layouts are drawn as wide as our slides, for whoever adds one."""
        factor = WIDE / self.file.slide_width
        self.file.slide_width, self.file.slide_height = WIDE, HIGH
        for sheet in (self.file.slide_master, *self.file.slide_layouts):
            for shape in sheet.shapes:
                if shape.element.spPr.xfrm is not None:
                    shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)

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
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, LEFT, TOP, Inches(0.45), Inches(0.05))
        bar.fill.solid()
        bar.fill.fore_color.rgb = lettering.colour("accent")
        bar.line.fill.background()
        bar.shadow.inherit = False
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
        words = "   ".join(filter(None, (*told, more)))
        top = END - lettering.height(words, NOTE, ROOM)
        frame = lettering.box(slide, (LEFT, top, ROOM, END - top))
        for place, said in enumerate(filter(None, (*told, more))):
            source = wanted[place] if place < len(told) else None
            href = source.url if source and source.url else ""
            self._note(frame, f"   {said}" if place else said, href)
        return top

    def _note(self, frame: Any, words: str, href: str) -> None:
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.color.rgb = words, Pt(NOTE), lettering.colour("grey")
        if href.startswith(("http://", "https://")):
            run.hyperlink.address = href

    def _foot(self, slide: Any) -> None:
        """Hairline, filters, address and number of the slide."""
        top, lang = Inches(7.08), self.briefing.lang
        line = slide.shapes.add_connector(1, LEFT, top, LEFT + ROOM, top)
        line.line.color.rgb, line.line.width = lettering.colour("line"), Pt(0.75)
        row = top + Inches(0.07)
        made = t("briefing.made_on", lang, day=self.briefing.made_on)
        frame = lettering.box(slide, (LEFT, row, Inches(6.2), Inches(0.2)))
        lettering.write(frame, f"{made} · {self.briefing.stamp}", FOOT, "grey")
        frame = lettering.box(slide, (LEFT + Inches(6.2), row, ROOM - Inches(6.7), Inches(0.2)))
        shown = t("briefing.view", lang, address=shortened(self.briefing.link, 78))
        lettering.write(frame, shown, FOOT, "accent", href=self.briefing.link).alignment = PP_ALIGN.RIGHT
        frame = lettering.box(slide, (LEFT + ROOM - Inches(0.4), row, Inches(0.4), Inches(0.2)))
        number = str(len(self.file.slides))
        lettering.write(frame, number, FOOT, "grey").alignment = PP_ALIGN.RIGHT


def describe(shape: Any, name: str, words: str) -> None:
    """What a chart, a table or a picture says, for who cannot see it."""
    shape.name = name
    for properties in shape.element.iter(qn("p:cNvPr")):
        properties.set("descr", words[:1500])
        return


def emu(*values: float) -> tuple[int, ...]:
    """Whole EMU."""
    return tuple(Emu(round(value)) for value in values)
