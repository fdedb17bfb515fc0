"""The city's shelf of definitions: takes a county's parcel, puts its own seal on it, and gives it out as news.

The parcels lie in a folder beside the books; that one is published is an entry of the city's journal, which goes to
every device, and the bytes are fetched as a blob. The city's own pages go by the same definitions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

import msgspec
from sqlalchemy import Connection

from forms import BadBundle, Bundle, Catalogue, install_bundle, next_change, open_bundle, signed_anew
from kiosk.domain.refusals import Refusal
from sync.city.books import Books
from sync.city.journal import CITY, CityJournal, Saying
from sync.city.shelves import entry_of, in_log
from sync.city.tables import entry
from sync.city.troubles import CityTrouble
from sync.protocol.catalogues import seal_manifest, sealed_by
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import CataloguePublished
from sync.server.ports import Parcels, ParcelState, Voice

KIND = "catalogue.published"
_EVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Published:
    """A parcel that is given out; `file` is its name on the shelf, `again` that it was published before."""

    said: CataloguePublished
    file: str
    again: bool = False


@dataclass(slots=True)
class _Book:
    """A catalogue and what it was read from: the shelf's time, and the next hour at which it is another."""

    catalogue: Catalogue
    seen: int = 0
    next: datetime | None = None


class CityCatalogue:
    """Publishes definitions, and is the catalogue of the city's own pages. For any number of threads."""

    def __init__(
        self, books: Books, journal: CityJournal, voice: Voice, folder: Path, now: Callable[[], datetime]
    ) -> None:
        self._books = books
        self._journal = journal
        self._voice = voice
        self._folder = folder
        self._now = now
        self._books_of = {False: _Book(Catalogue.shipped()), True: _Book(Catalogue.shipped())}
        self._lock = Lock()

    def publish(self, content: bytes, actor: str, signer: bytes = b"", area: str = "") -> Published:
        """Put the city's seal on a parcel and give it out, to devices whose number begins with `area`.

        `signer` is the public key of who made it; without it one whose parcels were published before. Refuses one that
        is of nobody known, has faults, contradicts what is published, or is older than its issuer's last. The same one
        twice is published once.
        """
        known = [key for key in (signer, self._voice.public_key, *self._signers()) if key]
        bundle, maker = _opened(content, known)
        published = self.published()
        before = next((one for one in published if one.said.digest == bundle.digest), None)
        if before is not None:
            return Published(before.said, before.file, again=True)
        last = max((one.said.serial for one in published if one.said.issuer == bundle.issuer), default=0)
        if bundle.serial <= last:
            raise Refusal("catalogue_older", issuer=bundle.issuer, serial=bundle.serial, last=last)
        sealed = signed_anew(content, self._seal)
        self._shelve(sealed)
        said = CataloguePublished(
            issuer=bundle.issuer,
            serial=bundle.serial,
            since=bundle.since.isoformat(timespec="seconds"),
            digest=bundle.digest,
            sha256=sha256(sealed).hexdigest(),
            size=len(sealed),
            signer=maker.hex(),
            area=area,
        )
        with self._books.write() as connection:
            self._journal.enter(connection, Saying(KIND, said, actor))
        return Published(said, bundle.file)

    def published(self) -> Sequence[Published]:
        """All that were given out, in their order."""
        with self._books.read() as connection:
            said = _said(connection)
        return [Published(one, f"{one.serial:06}-{one.digest[:12]}.bundle") for one in said]

    def place(self, one: Published) -> Path:
        """Where it lies: for a stick, where there is no line."""
        return self._folder / one.file

    def current(self) -> Catalogue:
        """The definitions that hold now; read again when one was published or an hour has come."""
        return self._read(self._books_of[False], self._now())

    def everything(self) -> Catalogue:
        """All that was ever published: what a case was filed under is known here, whatever its device's clock says."""
        return self._read(self._books_of[True], _EVER)

    def _read(self, book: _Book, at: datetime) -> Catalogue:
        changed = self._folder.stat().st_mtime_ns if self._folder.is_dir() else 0
        if changed != book.seen or (book.next is not None and at >= book.next):
            with self._lock:
                book.catalogue.turn_to(Catalogue.with_bundles(self._folder, at, self._is_own))
                book.seen, book.next = changed, next_change(self._folder, at, self._is_own)
        return book.catalogue

    def blob(self, name: str, device: DeviceId | None = None) -> bytes | None:
        """A published parcel's bytes by their SHA-256 (hex), for a device whose area it is for."""
        for one in self.published():
            if one.said.sha256 == name and (device is None or device.startswith(one.said.area)):
                content = self.place(one).read_bytes() if self.place(one).exists() else b""
                return content if sha256(content).hexdigest() == name else None
        return None

    def _signers(self) -> Sequence[bytes]:
        return [bytes.fromhex(one.said.signer) for one in self.published() if one.said.signer]

    def _seal(self, manifest: bytes, signature: bytes) -> bytes:
        return seal_manifest(manifest, self._voice.sign, self._voice.key_id, signature)

    def _is_own(self, manifest: bytes, signature: bytes) -> bool:
        return sealed_by(manifest, signature, [self._voice.public_key]) is not None

    def _shelve(self, sealed: bytes) -> None:
        try:
            install_bundle(sealed, self._folder, self._is_own)
        except BadBundle as bad:
            raise _refused(bad) from bad
        except OSError as error:
            raise CityTrouble("disk", detail=error.strerror) from error


class CityBlobs:
    """The `Parcels` of `sync.server`: published definitions, and scans."""

    def __init__(self, catalogue: CityCatalogue, scans: Parcels) -> None:
        self._catalogue = catalogue
        self._scans = scans

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """What is missing of it; None when nothing under this name concerns this device."""
        content = self._catalogue.blob(sha256, device)
        return self._scans.state(sha256, device) if content is None else ParcelState(len(content), ())

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a part of a scan."""
        self._scans.put(sha256, at, part)

    def read(self, sha256: str) -> bytes | None:
        """The whole."""
        content = self._catalogue.blob(sha256)
        return self._scans.read(sha256) if content is None else content


def _opened(content: bytes, known: Sequence[bytes]) -> tuple[Bundle, bytes]:
    """The parcel, and whose seal it bears. Refuses one of nobody known."""
    found: list[bytes] = []

    def verify(manifest: bytes, signature: bytes) -> bool:
        maker = sealed_by(manifest, signature, known)
        found.extend([maker] if maker else [])
        return maker is not None

    try:
        return open_bundle(content, verify), found[0]
    except BadBundle as bad:
        raise _refused(bad) from bad


def _refused(bad: BadBundle) -> Refusal:
    """With every fault, one a line."""
    faults = "".join(f"\n  {one.file} {one.place}: {one.sentence}" for one in bad.faults)
    return Refusal("catalogue_refused", sentence=f"{bad}{faults}")


def _said(connection: Connection) -> list[CataloguePublished]:
    """What the city itself has published; nobody else can."""
    rows = connection.execute(in_log().where(entry.c.kind == KIND, entry.c.device == CITY))
    return [msgspec.convert(entry_of(row).read().payload, CataloguePublished) for row in rows]
