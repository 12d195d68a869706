"""The paper of an official's document after GB/T 9704—2012: A4, type area 156 × 225 mm, fonts, styles, page numbers.

In Chinese 22 lines of 28 characters of size three (16 pt) a page; in English the same margins and smaller letters.
"""

from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from opc.briefing.content import Briefing
from opc.briefing.looks import ALTERNATES, BODY, LOOKS, PITCH, Look

WIDTH = 156  # millimetres of the type area
RAISED = 13  # points of letters that are then set as a superscript
CHARACTERS = "-5"  # twips between characters: 28 of 16 pt on 156 mm, in Word as in programs that snap letters to a grid


def blank(briefing: Briefing) -> Document:
    """An empty document with page, styles and page numbers set."""
    paper = docx.Document()
    _page(paper)
    for element in paper.styles.element.iter(qn("w:rFonts")):
        _typeface(element, LOOKS[briefing.lang]["Normal"], briefing.lang)
    for name, look in LOOKS[briefing.lang].items():
        _style(paper, name, look, briefing.lang)
    _page_numbers(paper, briefing.lang)
    _settings(paper)
    _font_table(paper)
    _without_legacy(paper)
    about = paper.core_properties
    about.title, about.subject, about.comments, about.author = briefing.title, briefing.subtitle, briefing.stamp, ""
    about.language = "zh-CN" if briefing.lang == "zh" else "en-GB"
    return paper


def add_run(paragraph: Paragraph, words: str, look: Look, lang: str, raised: bool = False) -> Run:
    """Words in both fonts of a look; the theme's fonts, which would win over them, are never asked for."""
    run = paragraph.add_run(words)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    _typeface(fonts, look, lang)
    if raised:
        # Larger, because small print raised could not be read.
        run.font.superscript, run.font.size = True, Pt(max(look.size, RAISED))
    return run


def field(paragraph: Paragraph, code: str, shown: str, look: Look, lang: str, raised: bool = False) -> None:
    """A field of Word, with what it shows until it is computed anew."""
    for kind, text in (("begin", ""), ("instrText", f" {code} "), ("separate", ""), ("", shown), ("end", "")):
        run = add_run(paragraph, "" if kind else text, look, lang, raised)
        if kind == "instrText":
            element = OxmlElement("w:instrText")
            element.text = text
            run._element.append(element)
        elif kind:
            run._element.append(OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}))


def _typeface(fonts: Any, look: Look, lang: str) -> None:
    fonts.attrib.clear()
    for name, face in (("ascii", look.latin), ("hAnsi", look.latin), ("eastAsia", look.east), ("cs", look.latin)):
        fonts.set(qn(f"w:{name}"), face)
    if lang == "zh":
        # Quotes and dashes, which both scripts have, are Chinese ones.
        fonts.set(qn("w:hint"), "eastAsia")


def _page(paper: Document) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(15), Mm(23)
    for old in page._sectPr.findall(qn("w:docGrid")):
        page._sectPr.remove(old)
    grid = {"type": "linesAndChars", "linePitch": str(PITCH), "charSpace": "0"}
    page._sectPr.append(OxmlElement("w:docGrid", {qn(f"w:{name}"): value for name, value in grid.items()}))


def _style(paper: Document, name: str, look: Look, lang: str) -> None:
    known = name in paper.styles
    style = paper.styles[name] if known else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for tag in ("w:pPr", "w:rPr"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    _typeface(style.element.get_or_add_rPr().get_or_add_rFonts(), look, lang)
    style.font.size, style.font.bold = Pt(look.size), look.bold
    shape = style.paragraph_format
    shape.alignment, shape.keep_with_next, shape.widow_control = look.align, look.keep, lang == "en"
    shape.line_spacing = Pt(look.line) if look.line else 1.0
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    # Said for each style: those without an indent would inherit that of the text.
    shape.first_line_indent = Pt(look.size * look.indent)
    style.element.pPr.ind.set(qn("w:firstLineChars"), str(100 * look.indent))
    if look.size == 16:
        style.element.rPr.insert_element_before(
            OxmlElement("w:spacing", {qn("w:val"): CHARACTERS}), "w:w", "w:kern", "w:position", "w:sz", "w:szCs"
        )
    if look.line != BODY:
        _off_the_grid(style.element.pPr)
    if name.startswith("Heading"):
        level = str(int(name[-1]) - 1)
        style.element.pPr.append(OxmlElement("w:outlineLvl", {qn("w:val"): level}))


def _off_the_grid(shape: Any) -> None:
    """Small print keeps to its own height and not to the grid of the page."""
    shape.insert_element_before(
        OxmlElement("w:snapToGrid", {qn("w:val"): "0"}), "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _page_numbers(paper: Document, lang: str) -> None:
    """— 1 — at the outer side: at the right on odd pages, at the left on even ones, a character from the edge."""
    page, look = paper.sections[0], LOOKS[lang]["Footer"]
    paper.settings.odd_and_even_pages_header_footer = True
    for foot, align in ((page.footer, ALIGN.RIGHT), (page.even_page_footer, ALIGN.LEFT)):
        line = foot.paragraphs[0]
        line.style, line.alignment = paper.styles["Footer"], align
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(look.size)
        add_run(line, "— ", look, lang)
        field(line, "PAGE", "1", look, lang)
        add_run(line, " —", look, lang)


def _settings(paper: Document) -> None:
    """A document of today's Word, and not one shown in a mode for compatibility."""
    space, uri = etree.QName(paper.settings.element).namespace, "http://schemas.microsoft.com/office/word"
    for old in paper.settings.element.findall(qn("w:compat")):
        paper.settings.element.remove(old)
    compat = parse_xml(
        f'<w:compat xmlns:w="{space}"><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
    )
    before = ("rsids", "mathPr", "themeFontLang", "clrSchemeMapping", "shapeDefaults", "decimalSymbol", "listSeparator")
    place = next((child for child in paper.settings.element if etree.QName(child).localname in before), None)
    place.addprevious(compat) if place is not None else paper.settings.element.append(compat)


def _without_legacy(paper: Document) -> None:
    """The template's copy of the styles for Word 2010, with the fonts of its theme."""
    for key in [key for key, found in paper.part.rels.items() if found.reltype.endswith("/stylesWithEffects")]:
        del paper.part.rels[key]


def _font_table(paper: Document) -> None:
    part = next(r.target_part for r in paper.part.rels.values() if r.reltype.endswith("/fontTable"))
    table = etree.fromstring(part.blob)
    for face, others in ALTERNATES.items():
        font = etree.SubElement(table, qn("w:font"), {qn("w:name"): face})
        etree.SubElement(font, qn("w:altName"), {qn("w:val"): others})
        etree.SubElement(font, qn("w:charset"), {qn("w:val"): "86"})
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
