"""The settings that safety rests on are in the file, and no secret is."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("browser", "gatherUsageStats", False),
        ("logger", "enableRich", False),
        ("server", "allowedHosts", ["localhost", "127.0.0.1", "::1"]),
        ("server", "enableCORS", True),
        ("server", "enableXsrfProtection", True),
        ("server", "enableStaticServing", False),
        ("server", "enableAgentApi", False),
        ("server", "maxUploadSize", 0),
    ],
)
def test_a_setting_of_safety_stands(section, name, value):
    assert SETTINGS[section][name] == value


def test_every_setting_is_one_that_streamlit_reads():
    config = pytest.importorskip("streamlit.config")
    known = set(config.get_config_options())
    given = {f"{section}.{name}" for section, names in SETTINGS.items() for name in names if section != "theme"}
    assert given <= known


def test_no_secret_is_in_the_repository():
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    if not files:
        pytest.skip("not a git repository")
    names = files.strip("\0").split("\0")
    assert not [name for name in names if re.search(r"secrets\.toml$|(^|/)\.env$|\.(pem|key|p12)$", name)]
    assert "cookieSecret" not in SETTINGS["server"]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    assert ".streamlit/secrets.toml" in ignored
