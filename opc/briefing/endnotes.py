"""Endnotes of a document, which python-docx does not know: a part of their own, and references to them in the text."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from opc.briefing.content import Briefing, Source
from opc.briefing.looks import LOOKS, Look
from opc.briefing.paper import add_run, field
from opc.tables import is_web_address

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
# What stands in the part before the notes: the lines that part them from the text.
SEPARATORS = "".join(
    f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
# What follows w:endnotePr in settings.xml and is there in every document made by us.
AFTER = ("compat", "rsids", "mathPr", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")


class Endnotes:
    """The sources of a briefing as endnotes: the first citation of a source is the reference, later ones point to it.

    Word counts references itself. Where the briefing cites in the order of its numbers that is left to Word; else each
    reference carries its number as a mark, because the numbers stand in tables too.
    """

    def __init__(self, paper: Document, briefing: Briefing) -> None:
        self.lang = briefing.lang
        self.known = [source.number for source in briefing.sources]
        cited = dict.fromkeys(number for section in briefing.sections for number in section.sources)
        self.uncited = [number for number in self.known if number not in cited]
        order = [number for number in cited if number in self.known] + self.uncited
        self.counted = order == list(range(1, len(order) + 1))
        self.seen: set[int] = set()
        self._write(paper, briefing)
        _declare(paper)

    def cite(self, paragraph: Paragraph, numbers: tuple[int, ...] | list[int], look: Look) -> None:
        """[1][2] raised at the end of a paragraph."""
        for number in numbers:
            if number not in self.known:
                continue
            add_run(paragraph, "[", look, self.lang, raised=True)
            if number in self.seen:
                field(paragraph, f"NOTEREF source{number} \\h", str(number), look, self.lang, raised=True)
            else:
                self._refer(paragraph, number, look)
            add_run(paragraph, "]", look, self.lang, raised=True)

    def _refer(self, paragraph: Paragraph, number: int, look: Look) -> None:
        self.seen.add(number)
        mark = {qn("w:id"): str(number), qn("w:name"): f"source{number}"}
        paragraph._p.append(OxmlElement("w:bookmarkStart", mark))
        run = add_run(paragraph, "", look, self.lang, raised=True)
        reference = OxmlElement("w:endnoteReference", {qn("w:id"): str(number)})
        run._element.append(reference)
        if not self.counted:
            reference.set(qn("w:customMarkFollows"), "1")
            run.add_text(str(number))
        paragraph._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)}))

    def _write(self, paper: Document, briefing: Briefing) -> None:
        root = parse_xml(f"<w:endnotes {nsdecls('w', 'r')}>{SEPARATORS}</w:endnotes>")
        part = Part(PackURI("/word/endnotes.xml"), TYPE, b"", paper.part.package)
        style = paper.styles["Endnote Text"].style_id
        for source in briefing.sources:
            root.append(self._note(source, part, style))
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        paper.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)

    def _note(self, source: Source, part: Part, style: str) -> etree._Element:
        look = LOOKS[self.lang]["Endnote Text"]
        note = OxmlElement("w:endnote", {qn("w:id"): str(source.number)})
        element = OxmlElement("w:p")
        note.append(element)
        element.get_or_add_pPr().append(OxmlElement("w:pStyle", {qn("w:val"): style}))
        # Written with the tools of the document: a paragraph of python-docx needs no more than its element here.
        paragraph = Paragraph(element, None)
        # Plain: LibreOffice sets the number before all other words of a note.
        number = add_run(paragraph, "" if self.counted else str(source.number), look, self.lang)
        if self.counted:
            number._element.append(OxmlElement("w:endnoteRef"))
        add_run(paragraph, f" {source.citation}", look, self.lang)
        if is_web_address(source.url):
            add_run(paragraph, " ", look, self.lang)
            link(paragraph, source.url, part, look, self.lang)
        return note


def link(paragraph: Paragraph, address: str, part: Part, look: Look, lang: str) -> None:
    """A web address that leads there; `part` is the part that the paragraph stands in."""
    target = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink", {qn("r:id"): target})
    element.append(add_run(paragraph, address, look, lang)._element)
    paragraph._p.append(element)


def _declare(paper: Document) -> None:
    """Arabic numbers, at the end of the document."""
    shape = '<w:pos w:val="docEnd"/><w:numFmt w:val="decimal"/>'
    lines = '<w:endnote w:id="-1"/><w:endnote w:id="0"/>'
    whole = parse_xml(f"<w:endnotePr {nsdecls('w')}>{shape}{lines}</w:endnotePr>")
    settings = paper.settings.element
    place = next(child for child in settings if etree.QName(child).localname in AFTER)
    place.addprevious(whole)
    page = paper.sections[0]._sectPr
    here = parse_xml(f"<w:endnotePr {nsdecls('w')}>{shape}</w:endnotePr>")
    page.find(qn("w:pgSz")).addprevious(here)
