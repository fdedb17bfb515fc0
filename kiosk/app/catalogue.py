"""The catalogue's desk: takes parcels of definitions in, and turns to a newer book at its hour while people work.

Whoever asks for a matter asks the one `Catalogue` of the house; it is turned here and nowhere else. A case keeps the
version it was filed under: parcels only add, and none that was taken over is ever given back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.bookshelf import ACTOR, Bookshelf
from kiosk.app.held import Held, Shelved, add_key, add_shelved, add_taken, held_in, keys_in, wanted_in
from kiosk.app.outcomes import Changed
from kiosk.domain.refusals import Refusal, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from forms import Catalogue, Problem
    from kiosk.app.ports import Store


POST = "post"


class BundleRefused(Refusal):
    """A parcel of definitions that may not be used; nothing was changed. `key` finds the sentence in forms.words,
    `faults` name file and place."""

    def __init__(self, key: str, sentence: str, faults: tuple[Problem, ...] = ()) -> None:
        super().__init__("bundle_refused", sentence=sentence)
        self.cause = key
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a look at the hour came to: whether the catalogue is another now, and when it will be next."""

    turned: bool
    next: datetime | None

    @property
    def changed(self) -> frozenset[Changed]:
        """What the screens read again."""
        return frozenset({Changed.CATALOGUE}) if self.turned else frozenset()


@dataclass(frozen=True, slots=True)
class Installed:
    """A parcel that lies on the shelf. `holds`: it was taken over at once; `again`: it was here before."""

    one: Shelved
    holds: bool
    again: bool
    changed: frozenset[Changed]


class CatalogueDesk:
    """Keeps the house's catalogue up to its hour. For any number of threads.

    `anew` is called at every look: what else follows the hour, the county's board, is read again.
    """

    def __init__(
        self, store: Store, catalogue: Catalogue, folder: Path, now: Callable[[], datetime], anew: Callable[[], None]
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now
        self._anew = anew
        self._shelf = Bookshelf(store, folder)
        self._shown: tuple[str, ...] = ()
        self._refused: set[str] = set()

    def renew(self) -> Renewed:
        """Take over what is due. Quick when nothing is."""
        with self._store.look() as work:
            held = held_in(work.drawer)
        now = self._now()
        if due := held.due(now):
            self._take_over(due)
        turned = self._show(held, now)
        self._anew()
        return Renewed(turned, held.next(now))

    def book(self) -> Catalogue:
        """The house's catalogue as it holds now."""
        self.renew()
        return self._catalogue

    def book_then(self, at: datetime) -> Catalogue:
        """The catalogue as it held at an earlier time: without the parcels whose hour came later."""
        held = self.held()
        then = tuple(one for one in held.at(self._now()) if one.hour <= at)
        return self._shelf.book(then) if held.installed else self._catalogue

    def install(self, content: bytes, actor: str, way: str = "file") -> Installed:
        """Verify a parcel and put it on the shelf; taken over at its hour, at once when that has passed.

        Refuses `BundleRefused`. The same one twice does no harm. Raises `Trouble('disk_full')`.
        """
        from forms import BadBundle, install_bundle
        from sync.protocol.kinds import CatalogueInstalled

        keys = self._keys()
        try:
            bundle = install_bundle(content, self._shelf.folder, lambda *given: self._is_genuine(keys, *given))
        except BadBundle as bad:
            raise BundleRefused(bad.key, str(bad), bad.faults) from bad
        except OSError as error:
            raise Trouble("disk_full", path=self._shelf.folder) from error
        since = bundle.since.isoformat(timespec="seconds")
        one = Shelved(bundle.digest, bundle.issuer, bundle.serial, since, bundle.file)
        with self._store.work(actor) as work:
            fresh = add_shelved(work.drawer, one)
            if fresh:
                said = CatalogueInstalled(issuer=one.issuer, serial=one.serial, since=since, digest=one.digest, way=way)
                work.journal.enter(said, "catalogue.installed")
        if not fresh:
            self._shown = ()  # it may have been brought once more because its file was gone
        done = self.renew()
        self._prepare()
        return Installed(one, bundle.since <= self._now(), not fresh, done.changed)

    def wanted(self) -> Sequence[str]:
        """The blobs (SHA-256 in hex) that the city has published and that are not here; the refused ones come again
        when something else has come, or the program is started anew."""
        with self._store.look() as work:
            return [one.sha256 for one in wanted_in(work.drawer) if one.sha256 not in self._refused]

    def arrived(self, content: bytes) -> bool:
        """One of them came by post; False when it may not be used. It stays wanted until it is installed."""
        from hashlib import sha256

        try:
            self.install(content, POST, POST)
        except BundleRefused:
            self._refused.add(sha256(content).hexdigest())
            return False
        self._refused.clear()
        return True

    def blob(self, name: str) -> bytes | None:
        """A parcel that lies here, as it came, by the SHA-256 (hex) of its bytes: a hub hands it on."""
        from hashlib import sha256

        for one in self.held().installed:
            bundle = self._shelf.parcel(one)
            if bundle is not None and sha256(bundle.content).hexdigest() == name:
                return bundle.content
        return None

    def trust(self, public: bytes, name: str, actor: str) -> None:
        """Take this owner's parcels from now on; a person's decision, entered as such."""
        from sync.protocol.kinds import CountyTrusted
        from sync.protocol.seal import key_id

        with self._store.work(actor) as work:
            add_key(work.drawer, public, name)
            said = CountyTrusted(name=name, key_id=key_id(public).hex(), public_key=public.hex())
            work.journal.enter(said, "county.trusted")

    def held(self) -> Held:
        """Which parcels are here, and which were taken over."""
        with self._store.look() as work:
            return held_in(work.drawer)

    def broken(self) -> tuple[Shelved, ...]:
        """Parcels whose file is gone or was touched: their matters cannot be used."""
        return tuple(one for one in self.held().installed if self._shelf.parcel(one) is None)

    def _keys(self) -> Mapping[bytes, str]:
        with self._store.look() as work:
            return keys_in(work.drawer)

    def _is_genuine(self, keys: Mapping[bytes, str], manifest: bytes, signature: bytes) -> bool:
        """Sealed by somebody whose parcels are taken; or one that was, when it came."""
        from hashlib import sha256

        from sync.protocol.catalogues import sealed_by

        if sealed_by(manifest, signature, keys) is not None:
            return True
        return self.held().has(sha256(manifest).hexdigest())

    def _take_over(self, due: tuple[Shelved, ...]) -> None:
        """Enter it, before anybody works by it; whoever was first, once."""
        from kiosk.app.county import keep_county
        from kiosk.app.workdays import keep_year, year_of
        from sync.protocol.kinds import CatalogueTaken

        with self._store.work(ACTOR) as work:
            fresh = [one for one in due if one.digest not in held_in(work.drawer).taken]
            if not fresh:
                return
            add_taken(work.drawer, [one.digest for one in fresh])
            said = CatalogueTaken(since=fresh[-1].since, digests=tuple(one.digest for one in fresh))
            work.journal.enter(said, "catalogue.taken")
            for one in fresh:
                bundle = self._shelf.parcel(one)
                if bundle is not None and bundle.county is not None:
                    keep_county(work, bundle.county, one.digest, one.place)
                if bundle is not None and bundle.calendar is not None:
                    keep_year(work, year_of(bundle.calendar, bundle.file), bundle.calendar, one.digest, one.place)

    def _show(self, held: Held, now: datetime) -> bool:
        """Turn the house's catalogue where another process or the hour has changed what holds."""
        wanted = held.at(now)
        digests = tuple(one.digest for one in wanted)
        if digests == self._shown:
            return False
        self._catalogue.turn_to(self._shelf.book(wanted))
        self._shown = digests
        return True

    def _prepare(self) -> None:
        """Compile the next book now, so that its hour costs nobody a moment."""
        held = self.held()
        hour = held.next(self._now())
        if hour is not None:
            self._shelf.book(held.at(hour))
