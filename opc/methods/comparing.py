"""How figures are compared: which claim is shown, the grades, and each reason."""

from opc import typeset
from opc.catalogue import codelist, label
from opc.methods.parts import Term
from opc.text import t

# In the order in which claims are held against each other (etl/derive.sql).
PREFERRED = ("stock", "area", "evidence", "date", "published")
GRADES = ("like_for_like", "caution", "blocked")
# What is counted, as the macros stands_alone and counts_kind have it (opc/queries/macros.sql).
APART = ("legal_one_person", "directory_entries")
ALIKE = ("opc", "teams", "companies", "entities", "registered_opc")


def preferred(lang: str) -> list[str]:
    """What decides which of several claims is shown, the first difference first."""
    return [t(f"methods.preferred_order.{step}", lang) for step in PREFERRED]


def blocked_apart(lang: str) -> str:
    """What stands alone: whatever else is counted cannot be compared with it."""
    first, last = (typeset.within(label("counts", code, lang)) for code in APART)
    return t("methods.either", lang, first=first, last=last)


def grades(lang: str) -> list[Term]:
    """Each grade and what makes it."""
    return [
        Term(f"grade-{code}", label("grade", code, lang), t(f"methods.grade.{code}", lang, apart=blocked_apart(lang)))
        for code in GRADES
    ]


def reasons(lang: str) -> list[Term]:
    """Each reason why two figures do not quite, or not at all, belong side by side."""
    return [
        Term(f"reason-{code}", words[lang], typeset.spaced(t(f"methods.reason.{code}", lang, **_said(code, lang))))
        for code, words in codelist("reason").items()
    ]


def _said(code: str, lang: str) -> dict[str, str]:
    if code == "counts":
        names = [label("counts", alike, lang) for alike in ALIKE]
        return {"alike": typeset.joined([names[0], *map(typeset.within, names[1:])], lang)}
    if code == "earmark":
        return {"opc": typeset.within(label("earmark", "opc", lang))}
    if code == "unit":
        return {"first": t("unit_name.person", lang), "last": t("unit_name.team", lang)}
    return {}
