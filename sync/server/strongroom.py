"""The strongroom: where an upstream keeps the backups that devices have lodged with it, sealed as they came.

    ROOM/DEVICE/NAME.json             a backup that is whole: only these are listed, only these are given out
    ROOM/DEVICE/NAME.coming           one whose parts are still on their way
    ROOM/DEVICE/parts/SHA-256         its parts; `.SHA-256` while one gathers
    ROOM/fetch/KEY-ID/DEVICE          whose backups may be fetched under this key of a recovery key

What goes, goes by number, age and room (`rule.json`), never the newest, and is entered in the journal before it goes.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

import msgspec

from sync.protocol.entry import DeviceId
from sync.protocol.lodging import Kept, Lodged, digest_of
from sync.protocol.parcels import UNIT
from sync.protocol.seal import key_id
from sync.server.ports import ParcelState
from sync.server.room_files import append, flush_folder, hash_of, sorted_room, write_whole

FETCH = "fetch:"  # how a PC that has no device key yet is named among those who ask
WHOLE, COMING, PARTS, KEYS, RULE = ".json", ".coming", "parts", "fetch", "rule.json"
KEPT, DROPPED = "backup.lodged", "backup.dropped"

Note = Callable[[str, Lodged], None]


@dataclass(frozen=True, slots=True)
class RoomRule:
    """How much is kept of each device: the newest so many, for so many days, `most` bytes together."""

    newest: int = 3
    most: int = 4 * 1024**3
    days: int = 180


class Strongroom:
    """Backups of many devices in one folder, for any number of threads. `note` enters in the upstream's journal what
    was kept and what goes; `now` is its clock."""

    def __init__(self, folder: Path, note: Note, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._note = note
        self._now = now
        self._lock = Lock()
        self._read: dict[Path, tuple[int, Lodged]] = {}

    @property
    def rule(self) -> RoomRule:
        """As it was set here."""
        try:
            return RoomRule(**msgspec.json.decode((self._folder / RULE).read_bytes()))
        except (OSError, msgspec.MsgspecError, TypeError):
            return RoomRule()

    def set_rule(self, rule: RoomRule) -> None:
        """From now on so."""
        with sorted_room():
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / RULE, msgspec.json.encode(asdict(rule)))

    def lodge(self, lodged: Lodged) -> str:
        """One is to come, or is asked after: its digest when it is whole, '' as long as it is not. The caller has seen
        that it is its device's own, and no larger than the rule allows."""
        with sorted_room(), self._lock:
            home = self._home(lodged.device)
            if not (home / f"{lodged.name}{WHOLE}").exists():
                (home / PARTS).mkdir(parents=True, exist_ok=True)
                for other in home.glob(f"*{COMING}"):  # what never became whole gives way to what is newer
                    if other.name != f"{lodged.name}{COMING}":
                        other.unlink(missing_ok=True)
                write_whole(home / f"{lodged.name}{COMING}", msgspec.json.encode(lodged))
                self._sweep(home)
                self._settle(home)
            whole = self._at(home / f"{lodged.name}{WHOLE}")
        return whole.digest if whole and whole == lodged else ""

    def listed(self, asks: str) -> list[Kept]:
        """The whole ones of this device, or all that this fetch key may have; newest first."""
        found = self._whole_of(asks)
        return [
            Kept(device=b.device, name=b.name, made_at=b.made_at, size=b.size, digest=b.digest, lid=b.parts[0])
            for b in sorted(found, key=lambda one: one.name, reverse=True)
        ]

    def verify(self, asks: str, name: str) -> str:
        """The digest of what really lies there, every part read again; '' when it is not whole (any more)."""
        found = next((one for one in self._whole_of(asks) if one.name == name), None)
        if found is None:
            return ""
        try:
            return digest_of(hash_of(self._home(found.device) / PARTS / part.sha256) for part in found.parts)
        except OSError:
            return ""

    def everything(self) -> list[Lodged]:
        """The whole ones of all devices, by device and name."""
        homes = sorted(path for path in self._folder.glob("*") if path.is_dir() and path.name != KEYS)
        return [one for home in homes for one in self._all(home, WHOLE)]

    def fetcher(self, key_name: bytes) -> bytes | None:
        """The public half of a fetch key by its id; None when no whole backup was lodged with it."""
        for lodged in self._whole_of(f"{FETCH}{key_name.hex()}"):
            return lodged.fetch
        return None

    def shelf(self, asks: DeviceId, carried: Iterable[DeviceId] = ()) -> "RoomShelf":
        """Where its parts go in and out; `carried` are devices for which it may bring parts, and fetch none."""
        return RoomShelf(self, asks, tuple(carried))

    def part_state(self, devices: Iterable[str], sha256: str) -> tuple[Path, ParcelState] | None:
        """Where a part of these devices belongs, and what is missing of it."""
        for device in devices:
            home = self._home(device)
            for lodged in (*self._all(home, COMING), *self._all(home, WHOLE)):
                for part in lodged.parts:
                    if part.sha256 == sha256:
                        return home, ParcelState(part.size, _missing(home, part.sha256, part.size))
        return None

    def put(self, home: Path, sha256: str, at: int, part: bytes) -> None:
        """Keep a piece of a part, durable on return: they come in their order. Raises ValueError for one that does not
        belong there, `RoomTrouble`."""
        with sorted_room(), self._lock:
            found = self.part_state((home.name,), sha256)
            if found is None or not part:
                raise ValueError("nobody named it")
            size, missing = found[1].size, found[1].missing
            if not missing or at + len(part) <= missing[0].start:
                return  # it came before, and its answer was lost
            if at != missing[0].start or at + len(part) > size or (len(part) % UNIT and at + len(part) != size):
                raise ValueError("no piece of it")
            gathering = home / PARTS / f".{sha256}"
            append(gathering, at, part)
            if at + len(part) == size:
                if hash_of(gathering) == sha256:
                    gathering.replace(home / PARTS / sha256)
                    flush_folder(home / PARTS)
                else:
                    gathering.unlink()
                self._settle(home)

    def content(self, asks: str, sha256: str) -> bytes | None:
        """A part of a whole backup that this one may have."""
        for lodged in self._whole_of(asks):
            if any(part.sha256 == sha256 for part in lodged.parts):
                with suppress(OSError):
                    return (self._home(lodged.device) / PARTS / sha256).read_bytes()
        return None

    def _settle(self, home: Path) -> None:
        """What has become whole counts from now on; what is too much then goes."""
        for lodged in self._all(home, COMING):
            if any(not (home / PARTS / part.sha256).exists() for part in reversed(lodged.parts)):
                continue
            by_key = self._folder / KEYS / key_id(lodged.fetch).hex()
            by_key.mkdir(parents=True, exist_ok=True)
            (by_key / lodged.device).touch()
            (home / f"{lodged.name}{COMING}").replace(home / f"{lodged.name}{WHOLE}")
            flush_folder(home)
            self._note(KEPT, lodged)
        self._let_go(home)

    def _let_go(self, home: Path) -> None:
        rule, now = self.rule, self._now()
        room, gone = 0, []
        for nth, lodged in enumerate(sorted(self._all(home, WHOLE), key=lambda one: one.name, reverse=True)):
            room += lodged.size
            old = now - datetime.fromisoformat(lodged.made_at) > timedelta(days=rule.days)
            if nth and (nth >= rule.newest or room > rule.most or old):
                gone.append(lodged)
        for lodged in gone:
            self._note(DROPPED, lodged)
            (home / f"{lodged.name}{WHOLE}").unlink(missing_ok=True)
        if gone:
            self._sweep(home)

    def _sweep(self, home: Path) -> None:
        """Parts that no backup names any more."""
        left = (*self._all(home, COMING), *self._all(home, WHOLE))
        named = {part.sha256 for lodged in left for part in lodged.parts}
        for path in (home / PARTS).iterdir():
            if path.name.removeprefix(".") not in named:
                path.unlink(missing_ok=True)

    def _whole_of(self, asks: str) -> list[Lodged]:
        if not asks.startswith(FETCH):
            return self._all(self._home(asks), WHOLE)
        name = asks.removeprefix(FETCH)
        by_key = self._folder / KEYS / name
        homes = [self._home(path.name) for path in sorted(by_key.iterdir())] if by_key.is_dir() else []
        return [one for home in homes for one in self._all(home, WHOLE) if key_id(one.fetch).hex() == name]

    def _all(self, home: Path, suffix: str) -> list[Lodged]:
        return [one for path in sorted(home.glob(f"*{suffix}")) if (one := self._at(path))]

    def _at(self, path: Path) -> Lodged | None:
        try:
            stamp = path.stat().st_mtime_ns
            known = self._read.get(path)
            if known is None or known[0] != stamp:
                known = self._read[path] = (stamp, msgspec.json.decode(path.read_bytes(), type=Lodged))
        except (OSError, msgspec.MsgspecError):
            self._read.pop(path, None)
            return None
        return known[1]

    def _home(self, device: str) -> Path:
        return self._folder / device


class RoomShelf:
    """The `Parcels` of `sync.server`, as one who asks may use them."""

    def __init__(self, room: Strongroom, asks: DeviceId, carried: tuple[DeviceId, ...]) -> None:
        self._room, self._asks, self._carried = room, asks, carried

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """What is missing of a part; None when it is none of its."""
        if device.startswith(FETCH):
            content = self._room.content(device, sha256)
            return None if content is None else ParcelState(len(content), ())
        found = self._room.part_state((device, *self._carried), sha256)
        return found[1] if found else None

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a piece of a part."""
        found = self._room.part_state((self._asks, *self._carried), sha256)
        if found is None:
            raise ValueError("nobody named it")
        self._room.put(found[0], sha256, at, part)

    def read(self, sha256: str) -> bytes | None:
        """A part of a whole backup of its own."""
        return self._room.content(self._asks, sha256)


def _missing(home: Path, sha256: str, size: int) -> tuple[range, ...]:
    """What has not come: pieces come in their order."""
    if (home / PARTS / sha256).exists():
        return ()
    try:
        here = (home / PARTS / f".{sha256}").stat().st_size
    except OSError:
        here = 0
    here -= here % UNIT  # a piece that a power cut has halved comes again
    return (range(min(here, size - 1), size),)
