"""Digits, letters and signs of full width, as Chinese keyboards write them."""

import string

# Full width lies so far behind ASCII. No quotes and no backslash, which SQL would read in its own way.
_BEHIND = 0xFEE0
_NARROW = string.digits + string.ascii_letters + "-/.,:"
_WIDE = "".join(chr(ord(character) + _BEHIND) for character in _NARROW)


def folded(text: str) -> str:
    """SQL: the text with full width as half width and any space as a plain one.

    To be reached only by what cannot be read as it stands.
    """
    return f"translate({text}, '{_WIDE}\u3000\u00a0\t', '{_NARROW}   ')"
