"""How the paragraphs of an official's document look, by style and language: fonts, sizes and distances."""

from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

PITCH = 579  # twips of a line: 225 mm over 22 lines
SONG, FANG, HEI, KAI = "宋体", "仿宋", "黑体", "楷体"
# What a system without these fonts has instead, in the order of preference.
ALTERNATES = {
    SONG: "SimSun,NSimSun,方正书宋_GBK,Songti SC,Noto Serif CJK SC",
    FANG: "FangSong,仿宋_GB2312,FangSong_GB2312,方正仿宋_GBK,STFangsong",
    HEI: "SimHei,方正黑体_GBK,Heiti SC,Noto Sans CJK SC",
    KAI: "KaiTi,楷体_GB2312,KaiTi_GB2312,方正楷体_GBK,STKaiti",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How the paragraphs of a style look: both fonts, sizes in points, the first line's indent in characters."""

    east: str
    latin: str
    size: float
    line: float | None = None
    indent: int = 0
    align: Any = ALIGN.LEFT
    bold: bool = False
    before: float = 0
    after: float = 0
    keep: bool = False


SERIF, SANS, BODY = "Times New Roman", "Arial", PITCH / 20
LOOKS = {
    "zh": {
        "Normal": Look(FANG, SERIF, 16, BODY, 2, ALIGN.JUSTIFY),
        "Title": Look(SONG, SERIF, 22, 32, 0, ALIGN.CENTER, bold=True, keep=True),
        "Subtitle": Look(KAI, SERIF, 16, BODY, 0, ALIGN.CENTER, after=BODY),
        "Heading 1": Look(HEI, SERIF, 16, BODY, 2, keep=True),
        "Heading 2": Look(KAI, SERIF, 16, BODY, 2, keep=True),
        "Caption": Look(HEI, SERIF, 12, 20, 0, ALIGN.CENTER, before=6, after=3, keep=True),
        "Table Text": Look(FANG, SERIF, 10.5),
        "Note": Look(KAI, SERIF, 10.5, 16, before=4, after=10),
        "Definition": Look(FANG, SERIF, 14, 24, 2, ALIGN.JUSTIFY),
        "Date": Look(FANG, SERIF, 16, BODY, 0, ALIGN.RIGHT, before=BODY),
        "Endnote Text": Look(FANG, SERIF, 10.5, 17),
        "Footer": Look(SONG, SERIF, 14),
    },
    "en": {
        "Normal": Look(FANG, SERIF, 12, 17, after=6),
        "Title": Look(SONG, SERIF, 22, 28, 0, ALIGN.CENTER, bold=True, keep=True),
        "Subtitle": Look(KAI, SERIF, 13, 18, 0, ALIGN.CENTER, before=4, after=16),
        "Heading 1": Look(HEI, SANS, 13, 18, bold=True, before=12, after=6, keep=True),
        "Heading 2": Look(KAI, SANS, 11.5, 16, bold=True, before=8, after=4, keep=True),
        "Caption": Look(HEI, SANS, 10, 14, 0, before=6, after=3, keep=True),
        "Table Text": Look(FANG, SERIF, 9.5),
        "Note": Look(KAI, SERIF, 9.5, 13, before=4, after=10),
        "Definition": Look(FANG, SERIF, 11, 15, after=4),
        "Date": Look(FANG, SERIF, 12, 17, 0, ALIGN.RIGHT, before=16),
        "Endnote Text": Look(FANG, SERIF, 9.5, 14, after=3),
        "Footer": Look(SONG, SERIF, 11),
    },
}
