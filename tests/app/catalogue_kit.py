"""A county that writes matters of its own, and desks that go by them: for tests of the catalogue."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from forms import Catalogue, pack_bundle
from kiosk.app.catalogue import CatalogueDesk
from kiosk.app.county import CountyDesk
from kiosk.domain.deadline import business_day
from kiosk.store.door import OpenStore
from sync.protocol.catalogues import seal_manifest
from sync.protocol.seal import key_id, load_key, public_bytes
from tests.store.conftest import TurnedClock

ROOM = (
    (Path(__file__).parents[2] / "forms" / "FORMAT.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
)
COUNTY, STRANGER = load_key(b"\1" * 32), load_key(b"\3" * 32)
ISSUER = "灵璧县政务服务管理局"


@dataclass
class Author:
    """Writes bundles of one matter into a folder of his own; each one has a folder."""

    home: Path
    key: object = COUNTY
    serial: int = 0
    made: list[bytes] = field(default_factory=list)

    def bundle(
        self, since: datetime, *changes: tuple[str, str], county: str = "", serial: int = 0, calendar: str = ""
    ) -> bytes:
        """FORMAT.md's own matter, with some words changed."""
        self.serial = serial or self.serial + 1
        text = ROOM
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        folder = self.home / f"source-{len(self.made)}"
        place = folder / "definitions" / "own" / "matter.toml"
        place.parent.mkdir(parents=True)
        place.write_text(text, "utf-8")
        for name, text in (("county.toml", county), ("calendar.toml", calendar)):
            if text:
                (folder / name).write_text(text, "utf-8")
        made = pack_bundle(folder, issuer=ISSUER, serial=self.serial, since=since, sign=self.sign)
        self.made.append(made)
        return made

    def sign(self, manifest: bytes) -> bytes:
        return seal_manifest(manifest, self.key.sign, key_id(public_bytes(self.key)))  # type: ignore[attr-defined,arg-type]


@dataclass
class Shop:
    """A catalogue, its desk and the county's board on one store."""

    store: OpenStore
    folder: Path
    clock: TurnedClock

    def __post_init__(self) -> None:
        self.catalogue = Catalogue.shipped()
        self.county = CountyDesk(self.store, self.catalogue, lambda: business_day(self.clock.now()))
        self.desk = CatalogueDesk(
            self.store, self.catalogue, self.folder / "catalogue", self.clock.now, self.county.refresh
        )

    def kinds(self) -> list[str]:
        """The kinds of this device's entries, in their order."""
        with self.store.look() as work:
            return [one.read().kind for one in work.journal.of_device(1, 0, 999)]

    def in_days(self, days: float) -> datetime:
        """A time from now."""
        return self.clock.now() + timedelta(days=days)

    def versions(self) -> tuple[int, ...]:
        """Of the county's own matter."""
        return self.catalogue.versions("X0001")
