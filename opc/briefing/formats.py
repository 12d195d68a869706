"""The files a briefing can become. A writer is imported only when its file is asked for: pages start without them."""

from dataclasses import dataclass
from importlib import import_module

from opc.briefing.content import Briefing
from opc.text import t

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the module of its writer, the function in it, and its media type."""

    module: str
    writer: str
    media_type: str


FORMATS = {
    "pptx": Format("opc.briefing.slides", "pptx_bytes", f"{OFFICE}.presentationml.presentation"),
    "docx": Format("opc.briefing.document", "docx_bytes", f"{OFFICE}.wordprocessingml.document"),
    "xlsx": Format("opc.briefing.workbook", "xlsx_bytes", f"{OFFICE}.spreadsheetml.sheet"),
    "pdf": Format("opc.briefing.print", "pdf_bytes", "application/pdf"),
}


def written(briefing: Briefing, kind: str) -> bytes:
    """The briefing as a file."""
    chosen = FORMATS[kind]
    return getattr(import_module(chosen.module), chosen.writer)(briefing)


def file_name(briefing: Briefing, kind: str) -> str:
    """济南-OPC简报-2026-11-24.pptx, Jinan-OPC-briefing-2026-11-24.pptx."""
    name = t("briefing.file", briefing.lang, city=briefing.city, kind="OPC", day=briefing.made_on)
    return f"{name.replace(' ', '-').replace('/', '-')}.{kind}"
