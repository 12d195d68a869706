"""What the page of methods is made of: parts and words to which other pages lead, and rules in their order."""

import html
from collections.abc import Iterable

from opc import methods, tables
from opc.methods import Term
from opc.text import t
from opc.ui import markup
from opc.view import View


def contents(view: View) -> None:
    """A link to each part of the page."""
    links = "".join(
        f'<li><a href="{html.escape(link.href or "")}">{html.escape(link.text)}</a></li>'
        for link in methods.contents(view.lang)
    )
    name = html.escape(t("methods.contents", view.lang))
    markup.write(f'<nav class="opc-contents" aria-label="{name}"><ol>{links}</ol></nav>')


def part(view: View, name: str, subtitle: str = "") -> None:
    """The heading of a part, to which its address leads."""
    below = f'<p class="opc-subtitle">{tables.words(subtitle)}</p>' if subtitle else ""
    words = tables.together(methods.part(name, view.lang))
    markup.write(f'<h2 class="opc-section" id="{name}" tabindex="-1">{words}</h2>{below}')


def terms(items: Iterable[Term]) -> None:
    """Words and what they mean, each with an address of its own."""
    pairs = "".join(
        f'<div><dt id="{html.escape(item.anchor)}" tabindex="-1">{html.escape(item.word)}</dt>'
        f"<dd>{tables.words(item.meaning)}{_beside(item)}</dd></div>"
        for item in items
    )
    markup.write(f'<dl class="opc-terms">{pairs}</dl>')


def _beside(item: Term) -> str:
    return f"<small>{tables.words(item.beside)}</small>" if item.beside else ""


def rules(items: Iterable[str], ordered: bool = False) -> None:
    """Rules one below the other; numbered where their order is part of them."""
    kind = "ol" if ordered else "ul"
    said = "".join(f"<li>{tables.words(rule)}</li>" for rule in items)
    markup.write(f'<{kind} class="opc-rules">{said}</{kind}>')


def formulas(lines: Iterable[str]) -> None:
    """Formulas in words, one a line."""
    said = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    markup.write(f'<ul class="opc-formulas">{said}</ul>')
