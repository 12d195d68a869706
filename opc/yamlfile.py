"""A YAML file of data/: a mapping in which no key stands twice."""

from pathlib import Path
from typing import Any

import yaml


class DataFileError(Exception):
    """A file of data/ that cannot be used; the message says where, what was found, what to do."""


def read(path: Path) -> dict[str, Any]:
    """Read a YAML file whose top level is a mapping; DataFileError where it is not one."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}) — put the file there") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path.name}: {' '.join(str(error).split())} — mend this place") from error
    if not isinstance(content, dict) or not content:
        raise DataFileError(f"{path.name}: holds no entries — write one entry a code")
    return content


# The loader in C takes a tenth of the time of the one in Python.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML without the trap that the second of two equal keys silently replaces the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands here twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)
