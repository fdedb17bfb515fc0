"""What this device's store remembers of catalogues: whom it takes them from, which it has and which were taken over.

All of it stands in the drawer, with what is still to be fetched, so that it is read in one look.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from kiosk.app.ports import Drawer

CITY_KEY = "city.key"  # written at enrolment
_KEYS, _INSTALLED, _TAKEN = "catalogue.keys", "catalogue.installed", "catalogue.taken"
_COMPILED, _WANTED = "catalogue.compiled", "catalogue.wanted"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A parcel of definitions that was verified and put on the shelf. `digest` names it, `file` is where it lies."""

    digest: str
    issuer: str
    serial: int
    since: str
    file: str

    @property
    def place(self) -> str:
        """Its place among all parcels, the same at every PC: the later hour, then the higher number."""
        return f"{self.hour.astimezone(UTC):%Y%m%dT%H%M%S}|{self.serial:09d}|{self.digest}"

    @property
    def hour(self) -> datetime:
        """The time from which it holds."""
        return datetime.fromisoformat(self.since)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A parcel that the city has published and that is not here yet: the blob's SHA-256 (hex) and its bytes."""

    digest: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Held:
    """The record as it stands. `taken` are those that were taken over: for good, whatever a clock says later."""

    installed: tuple[Shelved, ...] = ()
    taken: frozenset[str] = frozenset()

    def at(self, now: datetime) -> tuple[Shelved, ...]:
        """What holds at a time, the later hours last."""
        found = (one for one in self.installed if one.digest in self.taken or one.hour <= now)
        return tuple(sorted(found, key=lambda one: (one.hour, one.serial, one.digest)))

    def due(self, now: datetime) -> tuple[Shelved, ...]:
        """What holds now and was not taken over yet."""
        return tuple(one for one in self.at(now) if one.digest not in self.taken)

    def next(self, now: datetime) -> datetime | None:
        """The hour of the next one that waits; None when none does."""
        held = {one.digest for one in self.at(now)}
        return min((one.hour for one in self.installed if one.digest not in held), default=None)

    def has(self, digest: str) -> bool:
        """Whether this one is here."""
        return any(one.digest == digest for one in self.installed)


def held_in(drawer: Drawer) -> Held:
    """The record."""
    listed = drawer.setting(_INSTALLED)
    if not listed:
        return Held()
    shelved = tuple(Shelved(**one) for one in json.loads(listed))
    return Held(shelved, frozenset(json.loads(drawer.setting(_TAKEN, "[]"))))


def add_shelved(drawer: Drawer, one: Shelved) -> bool:
    """Remember that it is here; False when it was before. It is wanted no more."""
    held, wanted = held_in(drawer), [other for other in wanted_in(drawer) if other.digest != one.digest]
    drawer.set_setting(_WANTED, json.dumps([asdict(other) for other in wanted]))
    if held.has(one.digest):
        return False
    drawer.set_setting(_INSTALLED, json.dumps([asdict(other) for other in (*held.installed, one)], ensure_ascii=False))
    return True


def add_taken(drawer: Drawer, digests: Iterable[str]) -> None:
    """Remember that these were taken over."""
    drawer.set_setting(_TAKEN, json.dumps(sorted(held_in(drawer).taken | set(digests))))


def wanted_in(drawer: Drawer) -> Sequence[Wanted]:
    """What is still to be fetched, in the order in which it was published."""
    listed = drawer.setting(_WANTED)
    return [Wanted(**one) for one in json.loads(listed)] if listed else []


def want(drawer: Drawer, one: Wanted) -> None:
    """Have it fetched, unless it is here."""
    wanted = wanted_in(drawer)
    if one.digest not in {other.digest for other in wanted} and not held_in(drawer).has(one.digest):
        drawer.set_setting(_WANTED, json.dumps([asdict(other) for other in (*wanted, one)]))


def keys_in(drawer: Drawer) -> Mapping[bytes, str]:
    """Whose parcels are taken: public keys (32 raw bytes) with their owners' names; the city's has none."""
    keys = {bytes.fromhex(one): name for one, name in json.loads(drawer.setting(_KEYS, "{}")).items()}
    city = drawer.setting(CITY_KEY)
    return ({bytes.fromhex(city): ""} if city else {}) | keys


def add_key(drawer: Drawer, public: bytes, name: str) -> None:
    """Take this owner's parcels from now on."""
    keys = json.loads(drawer.setting(_KEYS, "{}")) | {public.hex(): name}
    drawer.set_setting(_KEYS, json.dumps(keys, ensure_ascii=False))


def compiled_in(drawer: Drawer) -> Mapping[str, str]:
    """The SHA-256 (hex) of each compiled book on the shelf, by its name."""
    found: Mapping[str, str] = json.loads(drawer.setting(_COMPILED, "{}"))
    return found


def set_compiled(drawer: Drawer, books: Mapping[str, str]) -> None:
    """Remember the compiled books."""
    drawer.set_setting(_COMPILED, json.dumps(dict(books)))
