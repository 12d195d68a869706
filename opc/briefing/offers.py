"""What a policy offers and the note on it, in one cell: what one of them says already, the other does not say again."""

from opc import typeset, wording
from opc.text import t
from opc.warehouse import Row


def offered(row: Row, lang: str) -> str:
    """The offer as published and its note; in another language with its terms before it."""
    rest, said = _rest(row["offer"], row["note"] or ""), wording.offer(row, lang)
    if lang == "zh":
        return t("controls.of_kind", lang, label=said, kind=rest) if rest else said
    if row["note_en"] and rest != row["note"] and not _has_terms(row):
        # The note says in English what the phrase says, and its kind stands beside it.
        return t("controls.of_kind", lang, label=row["note_en"], kind=row["offer"])
    return typeset.clauses((said, row["note_en"] or ""), lang)


def _has_terms(row: Row) -> bool:
    return any(row[f"{name}_text"] for name in ("rate", "amount", "duration"))


def _rest(offer: str, note: str) -> str:
    """What a note says besides the offer: 免费 adds nothing to 免费定向算力, 办公场地免租 adds the place to 免租."""
    kept = (part for part in note.split("；") if _bare(part) not in _bare(offer))
    rest = "；".join(kept)
    return rest.removesuffix(offer) if "；" not in rest else rest


def _bare(words: str) -> str:
    """Words without what changes nothing in them: LPR 的 50% is LPR 50%."""
    return words.replace(" ", "").replace("的", "")
