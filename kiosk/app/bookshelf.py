"""The shelf on which parcels of definitions lie beside the store, and the books that are compiled from them.

Both are public and stand in plain files; the store remembers their SHA-256, so that a file that was touched is seen.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.app.held import compiled_in, set_compiled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forms import Bundle, Catalogue
    from kiosk.app.held import Shelved
    from kiosk.app.ports import Store

MOST_BOOKS = 4
ACTOR = "catalogue"


class Bookshelf:
    """Opens the book of a set of parcels. For any number of threads and processes."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self.folder = folder

    def book(self, held: Sequence[Shelved]) -> Catalogue:
        """The shipped definitions and those of these parcels; one that was touched or is gone is left out."""
        from forms import Catalogue
        from forms.index import opened

        if not held:
            return Catalogue.shipped()
        name = sha256("".join(one.digest for one in held).encode()).hexdigest()[:16]
        return self._kept(name) or Catalogue(opened(self._compile(name, held)))

    def parcel(self, one: Shelved) -> Bundle | None:
        """The parcel as it was verified, None when its file is gone or was touched."""
        from forms import BadBundle, open_bundle

        try:
            content = (self.folder / one.file).read_bytes()
            return open_bundle(content, lambda manifest, _: sha256(manifest).hexdigest() == one.digest)
        except (OSError, BadBundle):
            return None

    def _kept(self, name: str) -> Catalogue | None:
        from forms import Catalogue
        from forms.index import opened

        with self._store.look() as work:
            known = compiled_in(work.drawer).get(name)
        try:
            content = self._place(name).read_bytes()
            if sha256(content).hexdigest() != known:
                return None
            catalogue = Catalogue(opened(content))
        except (OSError, ValueError):
            return None
        return catalogue if catalogue.is_fresh else None

    def _compile(self, name: str, held: Sequence[Shelved]) -> bytes:
        parcels = [bundle for one in held if (bundle := self.parcel(one))]
        content = compile_parcels(parcels)
        if len(parcels) < len(held):
            return content  # not the book it should be: nothing to be remembered
        half = self._place(name).with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):  # a disk that is full: this run keeps it in memory
            half.write_bytes(content)
            half.replace(self._place(name))
            self._remember(name, content)
        return content

    def _remember(self, name: str, content: bytes) -> None:
        with self._store.work(ACTOR) as work:
            books = {one: digest for one, digest in compiled_in(work.drawer).items() if one != name}
            old = list(books)[: max(0, len(books) - MOST_BOOKS + 1)]
            kept = {one: digest for one, digest in books.items() if one not in old}
            set_compiled(work.drawer, kept | {name: sha256(content).hexdigest()})
        for one in old:
            self._place(one).unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}.idx"


def compile_parcels(parcels: Sequence[Bundle]) -> bytes:
    """The compiled book; a parcel that does not fit this version of the program (any more) is left out."""
    from forms import BadSource, shipped_folder
    from forms.compile import compiled

    sources = [shipped_folder()]
    try:
        return compiled([*sources, *(one.source for one in parcels)])
    except BadSource:
        content = compiled(sources)
    for one in parcels:
        with contextlib.suppress(BadSource):
            content = compiled([*sources, one.source])
            sources.append(one.source)
    return content
