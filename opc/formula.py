"""What a spreadsheet runs as a formula, and the same text so that it does not (OWASP, CSV injection)."""

import unicodedata

# Full-width forms are folded by some input methods.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that no spreadsheet runs: what begins like a formula gets an apostrophe before it."""
    folded = unicodedata.normalize("NFKC", text)
    begins = folded.lstrip(" \u3000")
    return f"'{text}" if begins.startswith(BEGINNINGS) or folded.startswith(BEGINNINGS) else text
