"""Bytes of a spreadsheet's CSV → text, whichever encoding the spreadsheet chose."""

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# No table holds these: the bytes are something else, UTF-16 without its mark or a workbook for instance.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class DecodeError(ValueError):
    """Bytes that are no text; `line` is where, the message is what was found."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(found)
        self.line = line


def decode(content: bytes) -> str:
    """Read UTF-8, UTF-16 with its mark, or GB18030, which Chinese Excel writes. No byte is skipped."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    try:
        return _strictly(content, "utf-8")
    except DecodeError:
        # GB18030 takes almost any bytes, also those of a damaged UTF-8 file, and would turn them into other
        # characters. Text that mostly reads as UTF-8 is therefore damaged, not GB18030.
        if _looks_like_utf_8(content):
            raise
    return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        tried = f"not {encoding.upper().removesuffix('-SIG')}"
        if encoding == "gb18030":
            tried = "neither UTF-8 nor GB18030"
        found = f"byte 0x{content[error.start]:02X} is {tried} text"
        raise DecodeError(line, found) from None
    if control := _CONTROLS.search(text):
        found = f"character U+{ord(control[0]):04X} does not belong in a table"
        raise DecodeError(text.count("\n", 0, control.start()) + 1, found)
    return text


def _looks_like_utf_8(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - damaged
    return whole > damaged
