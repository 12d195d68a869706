"""Letters on slides: their fonts, East Asian ones too, their colours, and how much of a text a box holds."""

import re
import unicodedata
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from opc.tables import is_web_address
from opc.theme import tinted
from opc.typeset import shortened

LATIN = {"zh": "Microsoft YaHei", "en": "Arial"}
EAST_ASIAN = "Microsoft YaHei"
# Children of a:rPr that stand before a:latin; a font is put after the last of them.
BEFORE = tuple(qn(f"a:{name}") for name in ("ln", "noFill", "solidFill", "effectLst", "highlight"))
# The width of a Latin letter and of a Chinese character, and the height of a line, in parts of the size of the letters.
LETTER, CHARACTER, LINE = 0.52, 1.03, 1.32
# Some programs set a little space where Chinese and Latin letters meet.
SPACE = 0.25
# What a line breaks into: a Chinese character, a Latin word, a space.
MEETING = re.compile(r"(?<=[\u2e80-\uffef])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u2e80-\uffef])")
PIECE = re.compile(r"[\u2e80-\uffef]|\s|[^\s\u2e80-\uffef]+")


def colour(name: str, tint: float = 0) -> RGBColor:
    """A colour of the light theme, so much nearer to white as `tint` says, of 1."""
    return RGBColor.from_string(tinted(name, tint).lstrip("#"))


def fonts(element: Any, lang: str) -> None:
    """Set Latin and East Asian fonts on every run, and every default for runs, below an element."""
    for piece in element.iter(qn("a:r"), qn("a:fld")):
        if piece.find(qn("a:rPr")) is None:
            piece.insert(0, etree.SubElement(piece, qn("a:rPr")))
    for properties in element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        properties.set("lang", "zh-CN" if lang == "zh" else "en-GB")
        properties.set("altLang", "en-GB" if lang == "zh" else "zh-CN")
        for old in properties.findall(qn("a:latin")) + properties.findall(qn("a:ea")):
            properties.remove(old)
        place = sum(child.tag in BEFORE for child in properties)
        for offset, (tag, face) in enumerate((("a:latin", LATIN[lang]), ("a:ea", EAST_ASIAN))):
            font = properties.makeelement(qn(tag), {"typeface": face})
            properties.insert(place + offset, font)


def lines(words: str, size: float, room: int) -> int:
    """How many lines a text takes in a box of `room` EMU."""
    most = max(room / Pt(size), 2 * CHARACTER)
    count, used, meetings = 1, 0.0, {meeting.start() for meeting in MEETING.finditer(words)}
    for found in PIECE.finditer(words):
        piece = found.group()
        wide = measure(piece) + (SPACE if found.start() in meetings else 0)
        if used + wide > most and piece.strip():
            whole, rest = divmod(wide, most)
            count, used = count + int(whole) + (1 if used else 0), 0.0
            wide = rest
        used += wide
    return count


def measure(words: str) -> float:
    """How wide a text is, in parts of the size of its letters."""
    # Dots, quotes and dashes that both scripts have are set as wide as a character by Chinese fonts.
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in words)
    return wide * CHARACTER + (len(words) - wide) * LETTER + len(MEETING.findall(words)) * SPACE


def height(words: str, size: float, room: int) -> int:
    """How high a text stands in a box of `room` EMU."""
    return round(lines(words, size, room) * Pt(size) * LINE)


def fitted(words: str, size: float, room: int, most: int) -> str:
    """A text cut to `most` lines of a box."""
    cut, units = words, int(room / Pt(size) / LETTER) * most
    while lines(cut, size, room) > most and units > 2:
        cut, units = shortened(words, units), units - 2
    return cut


def box(slide: Any, place: tuple[int, int, int, int]) -> Any:
    """A text frame without margins at left, top, width and height; its words stand at the top."""
    frame = slide.shapes.add_textbox(*map(Emu, place)).text_frame
    plain(frame)
    return frame


def plain(frame: Any) -> None:
    """A frame as we use it: no margins, words wrapped, at the top, never resized."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(0)
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP


def write(
    frame: Any, words: str, size: float, name: str = "ink", bold: bool = False, more: bool = False, href: str = ""
) -> Any:
    """Write a paragraph into a frame; `more` adds one below what is there."""
    paragraph = frame.add_paragraph() if more else frame.paragraphs[0]
    # Exact, because fonts differ in how high their lines are, and one that is missing is replaced.
    paragraph.line_spacing = Pt(size * LINE)
    run(paragraph, words, size, name, bold, href)
    return paragraph


def run(paragraph: Any, words: str, size: float, name: str = "ink", bold: bool = False, href: str = "") -> None:
    """Add a run to a paragraph; only web addresses become links."""
    if not words:
        return
    added = paragraph.add_run()
    added.text = words
    added.font.size = Pt(size)
    added.font.bold = bold
    added.font.color.rgb = colour(name)
    if is_web_address(href):
        added.hyperlink.address = href
