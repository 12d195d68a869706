"""Bytes of a spreadsheet's CSV → text, whichever encoding the spreadsheet chose."""

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# No table holds these: the bytes are something else, UTF-16 without its mark or a workbook for instance. U+FFFD is what
# a program wrote in the place of a character that it could not read.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
# Characters without a meaning of their own. GB18030 finds many in what is Big5; a rare name may need one.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FOREIGN = re.compile("[^\x00-\x7f]")


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
        line = _line(content[: error.start].decode("latin-1"))
        tried = f"not {encoding.upper().removesuffix('-SIG')}"
        if encoding == "gb18030":
            tried = "neither UTF-8 nor GB18030"
        found = f"byte 0x{content[error.start]:02X} is {tried} text"
        raise DecodeError(line, found) from None
    if odd := _ODD.search(text):
        raise _unfit(text, odd, "does not belong in a table")
    if encoding == "gb18030" and 100 * len(_PRIVATE.findall(text)) > len(_FOREIGN.findall(text)):
        what = "is of no script: the text is in another encoding than UTF-8 or GB18030, such as Big5"
        raise _unfit(text, _PRIVATE.search(text), what)
    return text


def _unfit(text: str, found: re.Match[str], what: str) -> DecodeError:
    return DecodeError(_line(text[: found.start()]), f"character U+{ord(found[0]):04X} {what}")


def _line(before: str) -> int:
    """The number of the line that this leads to, whichever of three ways its lines end."""
    return len(re.findall("\r\n|\r|\n", before)) + 1


def _looks_like_utf_8(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    # Those that stand in the file as such are whole.
    damaged = text.count("\ufffd") - content.count("\ufffd".encode())
    return len(_FOREIGN.findall(text)) > 2 * damaged
