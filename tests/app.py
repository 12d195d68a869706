"""A page of the product without a server or a browser: the dashboard in Streamlit's AppTest."""

import re
from functools import cache
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from opc.ui.navigation import PAGES
from tests.conftest import ROOT


@cache
def _components() -> BidiComponentManager:
    """What a server looks for once as it starts, and AppTest for every app: components in all installed packages."""
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def session(script: Path) -> AppTest:
    """A new session of a script, which has not run."""
    app = AppTest.from_file(str(script), default_timeout=30)
    app._bidi_component_manager = _components()
    return app


def begin(page: str) -> AppTest:
    """A new session on a page of the product, which has not run."""
    app = session(ROOT / "dashboard.py")
    return app if page == "overview" else app.switch_page(PAGES[page])


def opened(page: str, /, **address: str) -> AppTest:
    """A new session on a page at an address."""
    app = begin(page)
    app.query_params.update(address)
    return app.run()


def unbound(said: str) -> str:
    """HTML without what binds its words on a line, so that they are found as they are read."""
    return re.sub(r"</?span\b[^>]*>|[\u2060]", "", said)


def words(app: AppTest) -> str:
    """All that a page says as HTML."""
    return "\n".join(element.proto.body for element in app.get("html"))
