"""The scanned pages of a half-filled form: they lie beside the store by their SHA-256, and go where it goes."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

from kiosk.app.outcomes import Draft
from kiosk.app.ports import Blobs, CentreShelf, Pages
from kiosk.domain.refusals import Refusal, Trouble

_NAME = re.compile(r"[0-9a-f]{64}")


def pages_of(draft: Draft) -> frozenset[str]:
    """The names of all pages that a draft speaks of, wherever in it."""
    return frozenset(_names((draft.raw, draft.materials)))


def lay_pages(draft: Draft, blobs: Blobs, shelf: CentreShelf) -> None:
    """Bring the shelf what it lacks of a draft that lies there; a page that is gone here is passed over."""
    if not (wanted := pages_of(draft)):
        return
    for name in shelf.lacks(sorted(wanted)):
        with suppress(Trouble):
            content = blobs.read(name)
            shelf.lay_page(content)


def fetch_pages(draft: Draft, device: str, blobs: Blobs, shelf: CentreShelf) -> int:
    """Bring here what a draft that was given speaks of; how many pages did not come: they are scanned again."""
    lost = 0
    for name in sorted(pages_of(draft)):
        if blobs.has(name):
            continue
        try:
            blobs.keep(shelf.page(draft.id, device, name))
        except (Refusal, Trouble):
            lost += 1
    return lost


def drop_pages(pages: Pages, drafts: Iterable[Draft]) -> None:
    """Let go what no draft on the shelf speaks of any more."""
    wanted: set[str] = set().union(*(pages_of(draft) for draft in drafts))
    for name in pages.names():
        if name not in wanted:
            pages.drop(name)


def _names(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return [value] if _NAME.fullmatch(value) else []
    if isinstance(value, Mapping):
        return [name for one in value.values() for name in _names(one)]
    if isinstance(value, list | tuple):
        return [name for one in value for name in _names(one)]
    return []
