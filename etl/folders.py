"""Folders as a command line names them."""

import argparse
from pathlib import Path

from opc.console import is_text


def folder(name: str) -> Path:
    """A folder by its name. An empty one, of a variable that is not set, would be the folder one stands in."""
    if not name.strip():
        raise argparse.ArgumentTypeError("the name is empty — name a folder")
    if not is_text(name):
        raise argparse.ArgumentTypeError("the name holds bytes that are no text — name a folder in UTF-8")
    return Path(name)
