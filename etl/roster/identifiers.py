"""Numbers by which a company or a person is known, where they do not belong: in the name of a district, in a sample."""

import re
import unicodedata

_CODE = "[0-9A-HJ-NPQRTUWXY]"
# 统一社会信用代码, the number of an identity card, a mobile number; within longer numbers and words they are none.
_NUMBERS = re.compile(
    rf"(?<![0-9A-Z])({_CODE}{{2}}[0-9]{{6}}{_CODE}{{10}}|[0-9]{{17}}[0-9X]|(86)?1[3-9][0-9]{{9}})(?![0-9A-Z])"
)


def holds_identifier(text: str) -> bool:
    """Whether a text holds such a number. Full width, case, and spaces and hyphens within it are no difference."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return any(map(_NUMBERS.search, (plain, re.sub(r"[\s-]", "", plain))))
