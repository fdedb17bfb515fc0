"""Whether the compiled catalogue still says what the definitions say, found out as cheaply as that can be."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from forms.folders import Folder, toml_files


def stamps(folders: Sequence[Folder]) -> list[list[Any]]:
    """Name, size and time of each source file: what tells most cheaply that nothing was touched."""
    found = []
    for folder in folders:
        for name, path in toml_files(folder):
            if isinstance(path, Path):
                seen = path.stat()
                found.append([name, seen.st_size, seen.st_mtime_ns])
    return found


def content_hash(folders: Sequence[Folder]) -> str:
    """The SHA-256 over all source files, whatever their times."""
    total = hashlib.sha256()
    for folder in folders:
        for name, path in toml_files(folder):
            content = path.read_bytes()
            total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()
