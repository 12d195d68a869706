"""The empty presentation: 16:9, our paper, colours and fonts in its theme, so that what anybody adds looks the same."""

import re
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from opc.briefing import lettering
from opc.theme import THEMES

WIDE, HIGH = Inches(13.333), Inches(7.5)
# Slots of the theme and the colours of ours that fill them.
SLOTS = {
    "dk1": "ink", "lt1": "paper", "dk2": "grey", "lt2": "band", "accent1": "accent", "accent2": "second",
    "accent3": "third", "accent4": "ring", "accent5": "caution", "accent6": "grey", "hlink": "accent",
    "folHlink": "accent",
}  # fmt: skip


def presentation(lang: str) -> Any:
    """A presentation without slides."""
    made = Presentation()
    _widen(made)
    _theme(made, lang)
    fill = made.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = lettering.colour("paper")
    for sheet in (made.slide_master, *made.slide_layouts):
        lettering.fonts(sheet.element, lang)
    return made


def _widen(made: Any) -> None:
    """The template is 4:3; its master and layouts become as wide as our slides."""
    factor = WIDE / made.slide_width
    made.slide_width, made.slide_height = WIDE, HIGH
    for sheet in (made.slide_master, *made.slide_layouts):
        for shape in sheet.shapes:
            if shape.element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)


def _theme(made: Any, lang: str) -> None:
    part = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    for slot, name in SLOTS.items():
        colour = f'<a:{slot}><a:srgbClr val="{THEMES["light"][name].lstrip("#")}"/></a:{slot}>'
        text = re.sub(rf"<a:{slot}>.*?</a:{slot}>", colour, text)
    text = text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{lettering.LATIN[lang]}"/>')
    text = text.replace('<a:ea typeface=""/>', f'<a:ea typeface="{lettering.EAST_ASIAN}"/>')
    part._blob = text.encode("utf-8")
