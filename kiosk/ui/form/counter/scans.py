"""The pages that hang on an application, as they are filed: they are in the store already."""

from collections.abc import Mapping, Sequence

from kiosk.app.capture import Page, scan_of
from kiosk.app.filing import Scan


def scans_of(files: Mapping[str, Sequence[Page]]) -> tuple[Scan, ...]:
    """Every page with its material or field, in order."""
    return tuple(scan_of(page, key) for key, pages in files.items() for page in pages)
