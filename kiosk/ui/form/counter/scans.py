"""Reads the files that hang on an application, at the moment it is filed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.app.filing import Scan
from kiosk.domain.refusals import Trouble

UNREADABLE = "scan_unreadable"  # the sentence stands in this room
MEDIA = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".pdf": "application/pdf",
}


def read_scans(files: Mapping[str, Sequence[Path]]) -> tuple[Scan, ...]:
    """Every file with its bytes. Raises `Trouble(UNREADABLE)` naming the first that cannot be read."""
    return tuple(_read(key, path) for key, paths in files.items() for path in paths)


def _read(key: str, path: Path) -> Scan:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Trouble(UNREADABLE, name=path.name) from error
    return Scan(key, path.name, MEDIA.get(path.suffix.lower(), "application/octet-stream"), content)
