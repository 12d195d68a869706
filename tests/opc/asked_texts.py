"""Which texts of data/text.yml the code asks for, read from the code itself.

A key may be put together, as in `t(f"table.{name}", lang)`. What is filled in is then one of the words over which a
loop runs, where it runs over words of the code; else a word that the code, a query or a code list has.
"""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("dashboard.py", "pages/*.py", "opc/**/*.py")
# What takes the key of a text, and what it sets before it.
ASKING = {"t": "", "say": "briefing."}


def fields(words: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def read(*patterns: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for pattern in patterns for path in sorted(ROOT.glob(pattern))]


@cache
def whole_keys() -> set[str]:
    """All texts that stand in the code as they are."""
    return set().union(*(constants(ast.parse(source)) for source in read(*CODE)))


@cache
def keys_put_together() -> list[list[set[str]]]:
    """The keys put together: of each of their parts, the words that it may be."""
    return [parts for source in read(*CODE) for parts in put_together(ast.parse(source))]


def is_asked_for(key: str) -> bool:
    return key in whole_keys() or any(is_made_of(key, parts) for parts in keys_put_together())


def is_made_of(text: str, parts: list[set[str]]) -> bool:
    if not parts:
        return not text
    ends = (end for end in range(len(text) + 1) if text[:end] in parts[0])
    return any(is_made_of(text[end:], parts[1:]) for end in ends)


@cache
def known_words() -> set[str]:
    """What may be filled into a key."""
    words = whole_keys().union(*(constants(ast.parse(source)) for source in read("etl/*.py")))
    for sql in read("opc/queries/*.sql", "etl/*.sql"):
        words.update(re.findall(r"'(\w+)'", sql), re.findall(r"create table (\w+)", sql))
    words.update(*map(fields, read("opc/explore/examples/*.sql")))
    words.update(*(re.findall(r"[\w-]+", codes) for codes in read("data/codelists.yml", "data/indicators.yml")))
    return words | {f"{month:02}" for month in range(1, 13)}


def constants(tree: ast.AST) -> set[str]:
    """Texts that stand in code as they are: no docstrings, and no parts of what is put together."""
    nodes = list(ast.walk(tree))
    aside = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    aside |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in aside)
    return {node.value for node in texts if isinstance(node.value, str)}


def put_together(tree: ast.AST) -> Iterator[list[set[str]]]:
    """The texts put together that may be keys: those that are asked for, and those that hold a letter."""
    nodes = list(ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call) and called(node) in ASKING]
    asked = {id(part): ASKING[called(call)] for call in calls for part in call.args}
    loops = looped(nodes)
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            said = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
            if id(node) in asked or re.search("[a-z]", said):
                yield [{asked.get(id(node), "")}, *(choice(part, loops.get(id(node), {})) for part in node.values)]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def choice(part: ast.expr, words: dict[str, set[str]]) -> set[str]:
    """What a part of a text is, or may be."""
    if isinstance(part, ast.Constant):
        return {part.value}
    if isinstance(part.value, ast.IfExp):
        return constants(part.value)
    return words.get(ast.unparse(part.value)) or known_words()


def looped(nodes: list[ast.AST]) -> dict[int, dict[str, set[str]]]:
    """Of the texts put together within a loop over words of the code: what the variables of the loop may be."""
    found: dict[int, dict[str, set[str]]] = {}
    for node in nodes:
        for loop in [node] if isinstance(node, ast.For) else getattr(node, "generators", []):
            for text in (inner for inner in ast.walk(node) if isinstance(inner, ast.JoinedStr)):
                found.setdefault(id(text), {}).update(variables(loop))
    return found


def variables(loop: ast.For | ast.comprehension) -> dict[str, set[str]]:
    try:
        items = ast.literal_eval(loop.iter)
    except ValueError:
        return {}
    several = isinstance(loop.target, ast.Tuple)
    names, columns = (loop.target.elts, zip(*items, strict=True)) if several else ([loop.target], [items])
    return {ast.unparse(name): {str(word) for word in words} for name, words in zip(names, columns, strict=True)}
