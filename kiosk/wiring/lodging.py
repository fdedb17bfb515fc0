"""Backups to the upstream and back: the store's outbox, the way that sync has, and a new PC that has only its paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.devices.clock import SystemClock
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.layout import INCOMING, MARK_FILE
from kiosk.store.post import CITY, CITY_KEY, CITY_URL, HUB, HUB_CA, HUB_KEY, HUB_URL
from sync.client.troubles import NotEnrolled, SyncTrouble

if TYPE_CHECKING:
    from kiosk.app.lodging import LodgingDesk
    from kiosk.settings import Settings
    from kiosk.store.door import OpenStore
    from kiosk.store.lodging import Outbox, Outgoing
    from sync.client.lodging import Bearer, Lodger
    from sync.protocol.lodging import Kept

Heard = Callable[[int, int], bool]
FINISH = "finish.json"  # what is left to do once the store is back


def lodging_desk(store: OpenStore, settings: Settings, actor: str) -> LodgingDesk:
    """The desk for the backups of an open store at its upstream."""
    from kiosk.app.lodging import LodgingDesk
    from kiosk.store.backup import Backups
    from kiosk.store.lodging import Outbox
    from kiosk.wiring.keyroom import key_desk

    now = SystemClock().now
    outbox = Outbox(store, Backups(store, settings.keys, now))
    safe = key_desk(store, settings, actor).must_have_recovery
    return LodgingDesk(store, UpstreamWay(store, outbox), safe, actor, now)


class UpstreamWay:
    """The `Way` port: to the hub where this PC is paired with one, else to the city."""

    def __init__(self, store: OpenStore, outbox: Outbox) -> None:
        self._store, self._outbox = store, outbox

    def upstream(self) -> str:
        """Whose strongroom it is, '' where this PC has no upstream yet."""
        with self._store.look() as work:
            if work.drawer.setting(HUB_URL):
                return HUB
            return CITY if work.drawer.setting(CITY_URL) else ""

    def waiting(self) -> bool:
        """Whether one has been begun and has not arrived."""
        try:
            return self._outbox.waiting() is not None
        except Refusal:  # no recovery key any more
            return False

    def bring(self, heard: Heard) -> Outgoing | None:
        """Make one, or go on with the one that was begun; what it is once the upstream has read it again."""
        with self._outbox.alone(), self._lodger() as lodger:
            going = self._outbox.waiting()
            if going is None:
                lodger.listed()  # without a line none is made: it would be old by the time there is one
                going = self._outbox.make(self._at_city())
            lodged = going.lodged
            if not lodger.announce(lodged):
                whole = lodger.bring(self._outbox, [one.sha256 for one in lodged.parts], _counted(lodged.parts, heard))
                if not whole and any(self._outbox.read(one.sha256) is None for one in lodged.parts):
                    self._outbox.drop()  # a scan in it is gone from here: the next one is made without it
                if not whole:
                    return None
                if not lodger.announce(lodged):
                    raise Trouble("lodged_bad", name=lodged.name)
            if lodger.verify(lodged.name) != lodged.digest:
                raise Trouble("lodged_bad", name=lodged.name)
            self._outbox.drop()
            return going

    def listed(self) -> list[Kept]:
        """What lies whole there, newest first."""
        with self._lodger() as lodger:
            return list(lodger.listed())

    def verify(self, name: str) -> bool:
        """Whether what lies there now, read again, is what it was when it came."""
        with self._lodger() as lodger:
            then = {one.name: one.digest for one in lodger.listed()}
            return bool(then.get(name)) and lodger.verify(name) == then[name]

    def _at_city(self) -> set[str]:
        """Scans that need not go along: only where the backup goes to the city itself, which has them whole."""
        from kiosk.store.shelf import StoreScans

        return StoreScans(self._store).at(CITY) if self.upstream() == CITY else set()

    @contextmanager
    def _lodger(self) -> Iterator[Lodger]:
        from kiosk.app.post_room import PostRoom
        from kiosk.store.shelf import StoreShelf
        from kiosk.wiring.carrier import city_door
        from sync.client.door import HttpDoor
        from sync.client.lodging import Lodger
        from sync.client.trust import Trust
        from sync.protocol.entry import DeviceId

        there = self.upstream()
        with self._store.look() as work:
            key = work.drawer.setting(HUB_KEY if there == HUB else CITY_KEY)
            url, ca = work.drawer.setting(HUB_URL), work.drawer.setting(HUB_CA)
        shelf = StoreShelf(self._store, PostRoom(DeviceId(self._store.device.id)).fold)
        door = HttpDoor(url, trust=Trust(ca)) if there == HUB else city_door(self._store, shelf)
        try:
            yield Lodger(door, bearer_of(self._store), bytes.fromhex(key))
        except SyncTrouble as trouble:
            raise Trouble(f"hub_{trouble.key}" if there == HUB else trouble.key, **trouble.values) from trouble
        finally:
            door.close()


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a new PC asks: the upstream's address, certificates (PEM) of what stands before it, and a backup's name,
    empty for the newest."""

    url: str
    ca: str = ""
    name: str = ""


def bearer_of(store: OpenStore) -> Bearer:
    """This device's own key."""
    from sync.client.lodging import Bearer
    from sync.protocol.seal import load_key, public_bytes

    key = load_key(store.device_key)
    return Bearer(public_bytes(key), key.sign)


def restore_from_upstream(
    settings: Settings, actor: str, whence: Whence, recovery_text: str, heard: Heard
) -> tuple[str, str]:
    """A new PC from the backup that lies with the upstream, by the recovery key alone: that key fetches it, and opens
    it. The device begins a new epoch; scans that the city has come back from there, now or with later rounds. Broken
    off, it goes on where it was. Returns the device's id and when the backup was made.

    Refuses `store_exists`, `recovery_mistyped` and its like, `lodged_none`; raises what the line raises."""
    from kiosk.store.incoming import Incoming
    from kiosk.store.keys import ByRecovery
    from kiosk.store.recovery import read_recovery
    from kiosk.store.restoring import restore

    secret = read_recovery(recovery_text)
    if (settings.data / MARK_FILE).exists():
        raise Refusal("store_exists", path=settings.data)
    with _asking(whence, secret) as lodger:
        kept = _chosen(lodger, whence)
        incoming = Incoming(settings.data, kept)
        incoming.opens(lodger.fetch(kept.lid), ByRecovery(recovery_text))
        wanted, total = incoming.wanted(), incoming.size
        come = total - sum(part.size for part in wanted)
        for part in wanted:
            if not heard(come, total):
                raise Refusal("restore_stopped")
            incoming.keep(part, lodger.fetch(part))
            come += part.size
        heard(total, total)
    found = incoming.found()
    left = {"made_at": kept.made_at, "away": [stored.partition("-")[0] for stored in sorted(found.away)]}
    (settings.data / INCOMING / FINISH).write_text(json.dumps(left), "utf-8")
    restore(found, settings.data, settings.keys, ByRecovery(recovery_text), SystemClock(), settings.guard).close()
    return _finished(settings, actor, left)


def finish_restore(settings: Settings) -> None:
    """A power cut came between the store and its first entry: what was left to do is done before anybody writes."""
    finish = settings.data / INCOMING / FINISH
    if finish.exists() and (settings.data / MARK_FILE).exists():
        _finished(settings, "restore", json.loads(finish.read_text("utf-8")))


def fetch_scans(store: OpenStore) -> int:
    """The scans of a restored device that are with the city: as many as come now; how many are still to come."""
    from kiosk.app.post_room import PostRoom
    from kiosk.store.returning import ScansBack
    from kiosk.store.shelf import StoreShelf
    from kiosk.wiring.carrier import city_door
    from sync.client.bundles import BundleFetcher
    from sync.protocol.entry import DeviceId

    back = ScansBack(store)
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    door = city_door(store, shelf)
    try:
        nonce, came = "", 1
        while came and back.left():
            fetched = BundleFetcher(door, shelf, back.wanted, back.arrived).fetch(nonce)
            nonce, came = fetched.nonce, fetched.installed
    finally:
        door.close()
    return len(back.left())


def _finished(settings: Settings, actor: str, left: dict[str, Any]) -> tuple[str, str]:
    """The store is back: it enters that it was restored, and asks for what the city has of it."""
    import shutil

    from kiosk.store.door import open_store
    from kiosk.store.restored import RESTORED, note_restored
    from kiosk.store.returning import ScansBack

    store = open_store(settings.data, settings.keys, SystemClock())
    try:
        with store.look() as work:
            noted = any(e.read().payload.get("made_at") == left["made_at"] for e in work.journal.of_kinds(RESTORED))
        if not noted:
            note_restored(store, actor, "backup", left["made_at"])
        ScansBack(store).expect(left["away"])
        shutil.rmtree(settings.data / INCOMING, ignore_errors=True)
        if left["away"]:
            fetch_scans(store)
        return str(store.device.id), str(left["made_at"])
    finally:
        store.close()


@contextmanager
def _asking(whence: Whence, secret: bytes) -> Iterator[Lodger]:
    from kiosk.store.recovery import fetch_key
    from sync.client.door import HttpDoor
    from sync.client.lodging import Bearer, Lodger
    from sync.client.trust import Trust
    from sync.protocol.seal import public_bytes

    key = fetch_key(secret)
    door = HttpDoor(whence.url, trust=Trust(whence.ca))
    try:
        yield Lodger(door, Bearer(public_bytes(key), key.sign))
    except NotEnrolled as nobody:
        raise Refusal("lodged_none", url=whence.url) from nobody
    except SyncTrouble as trouble:
        raise Trouble(trouble.key, **trouble.values) from trouble
    finally:
        door.close()


def _chosen(lodger: Lodger, whence: Whence) -> Kept:
    for kept in lodger.listed():
        if whence.name in ("", kept.name):
            return kept
    raise Refusal("lodging_unknown", name=whence.name)


def _counted(parts: Any, heard: Heard) -> Callable[[int, int], bool]:
    """From bytes sent and parts arrived to bytes of all: what had arrived before counts too."""
    sizes, total = [one.size for one in parts], sum(one.size for one in parts)
    return lambda sent, there: heard(max(sum(sizes[:there]), min(sent, total)), total)
