"""What a browser may do with what we send: the security headers.

No host but our own is named in them, and no inline script may run but the ones we know: even a text that became HTML by
some mistake could neither act nor call out.
"""

import base64
import hashlib
import re
from collections.abc import Sequence

KEYWORDS = {"'self'", "'none'", "*", "https:", "http:"}
BARE = {"self", "none"}
HOST = re.compile(r"(https?://)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:([0-9]{1,5}|\*))?", re.IGNORECASE)
# Of a page: what Streamlit and Plotly were seen to need. Both set styles as attributes, and draw no inline script.
PAGE = {
    "default-src": "'none'",
    "connect-src": "'self'",
    "font-src": "'self' data:",
    "img-src": "'self' data: blob:",
    "manifest-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# Of everything else: nothing in it is to act, wherever it is opened.
DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
ALWAYS = {
    "x-content-type-options": "nosniff",
    # The address holds what a reader asks: it goes to no other host.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-permitted-cross-domain-policies": "none",
}


def frame_ancestors(given: str | None) -> str:
    """Who may embed a page, from the setting OPC_FRAME_ANCESTORS; nothing, which means anyone, where it is not set.

    There is nothing on an embedded page to be tricked into: no login, no form that changes anything. The star is less
    than anyone: it leaves out a page that a reader has saved on disk.
    """
    if not given or not given.strip():
        return ""
    wrong = [item for item in given.split() if item not in KEYWORDS and (item in BARE or not HOST.fullmatch(item))]
    if wrong:
        raise SystemExit(
            f"OPC_FRAME_ANCESTORS: {', '.join(wrong)} is not a place that may embed — give hosts separated by spaces, "
            "such as https://portal.example.cn or https://*.example.cn, or 'self', 'none' or * (with the quotes)"
        )
    return " ".join(given.split())


def page_policy(scripts: Sequence[str], ancestors: str) -> str:
    """The policy of a page with these inline scripts, each named by its hash. Without ancestors anyone may frame it."""
    allowed = " ".join(["'self'", *(f"'sha256-{_hash(script)}'" for script in scripts)])
    rules = PAGE | {"script-src": allowed} | ({"frame-ancestors": ancestors} if ancestors else {})
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
