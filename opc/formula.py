"""What a spreadsheet runs as a formula, and the same text so that it does not (OWASP, CSV injection)."""

import unicodedata

# Full-width forms are folded by some input methods.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
# What nobody sees before a formula, and some programs take away: controls, marks without width, spaces and line ends;
# and letters that are drawn as nothing.
UNSEEN = {"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"}
BLANK = "\u115f\u1160\u2800"


def harmless(text: str) -> str:
    """Text that no spreadsheet runs: what begins like a formula gets an apostrophe before it."""
    folded = unicodedata.normalize("NFKC", text)
    begins = (folded, folded.lstrip(" "), _seen(folded))
    return f"'{text}" if any(words.startswith(BEGINNINGS) for words in begins) else text


def _seen(text: str) -> str:
    """Text from the first character on that is seen."""
    first = (at for at, sign in enumerate(text) if unicodedata.category(sign) not in UNSEEN and sign not in BLANK)
    return text[next(first, len(text)) :]
