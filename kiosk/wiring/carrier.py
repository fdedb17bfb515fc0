"""Carries the post between this device's store and the city: puts the rooms of sync and the store together."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from kiosk.app.catalogue import CatalogueDesk
from kiosk.app.post import PostRound
from kiosk.app.post_room import PostRoom
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.door import OpenStore
from kiosk.store.journal import Clock
from kiosk.store.post import CITY, CITY_BOX, CITY_KEY, CITY_URL
from kiosk.store.returning import ScansBack
from kiosk.store.shelf import ACTOR, StoreScans, StoreShelf
from sync.client.bundles import BundleFetcher, ScansAndBundles, WithReturns
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol as ask_city
from sync.client.ports import Relay
from sync.client.scans import Luggage, ScanCarrier
from sync.client.schedule import Schedule
from sync.client.troubles import SyncTrouble
from sync.client.trust import Trust, read_ca
from sync.protocol.cose import NotSealed
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import DeviceEnrolled
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import read_kept

NOT_ENROLLED, REVOKED = "unknown_key", "revoked"
CITY_CA = "city.ca"  # certificates in PEM; empty: those of the system


class CityCarrier:
    """The `Carrier` port towards the city that this device is enrolled with. One thread at a time."""

    def __init__(
        self,
        store: OpenStore,
        clock: Clock,
        catalogue: Callable[[], CatalogueDesk] | None = None,
        relay: Relay | None = None,
    ) -> None:
        self._relay = relay
        self._catalogue = catalogue
        self._luggages: list[ScansAndBundles] = []
        self._store = store
        self._clock = clock
        self._schedule = Schedule(random.random)
        self._courier: Courier | None = None

    def round(self) -> PostRound:
        """One round. Whatever goes wrong on the way comes back as a key of words; nothing is lost by it."""
        if self._courier is None:
            self._courier = self._begin()
        if self._courier is None:
            return PostRound(0, 0, 0, self._waiting(), NOT_ENROLLED, self._schedule.failed())
        try:
            done = self._courier.round()
        except SyncTrouble as trouble:
            if trouble.key in (REVOKED, NOT_ENROLLED):
                self._courier = None  # its key may have been renewed by another process: begin with what stands there
            pause = self._schedule.failed(trouble.wait)
            asked = float(trouble.wait)
            return PostRound(0, 0, 0, self._waiting(), trouble.key, pause, trouble.values, asked=asked)
        pause = self._schedule.succeeded(done.wait, done.more)
        bundles = self.arrived()
        came = PostRound(done.sent, done.acknowledged, done.received, done.waiting, next_try=pause, bundles=bundles)
        return replace(came, asked=done.wait, parted=done.parted)

    def listen(self) -> PostRound:
        """The city is not near: there is nothing to wait for."""
        return PostRound(0, 0, 0, 0)

    def link_up(self) -> float:
        """The line is back: in how many seconds to go."""
        return self._schedule.link_up()

    def _begin(self) -> Courier | None:
        """The courier, once an enrolment has named its upstream."""
        with self._store.look() as work:
            url, key = work.drawer.setting(CITY_URL), work.drawer.setting(CITY_KEY)
            box = work.drawer.setting(CITY_BOX)
        if not url:
            return None
        shelf = StoreShelf(self._store, PostRoom(DeviceId(self._store.device.id)).fold)
        door = city_door(self._store, shelf)
        scans = ScanCarrier(door, shelf, StoreScans(self._store), CITY)
        upstream = Upstream(CITY, bytes.fromhex(key), keep_box=None if box else self._keep_box, relay=self._relay)
        return Courier(door, shelf, upstream, self._clock.now, self.pack(door, shelf, scans))

    def pack(self, door: HttpDoor, shelf: StoreShelf, scans: ScanCarrier) -> Luggage:
        """What goes with a round: scans up, and definitions down where there is a desk for them."""
        back = ScansBack(self._store)
        if self._catalogue is None:
            return scans
        desk = self._catalogue()
        luggage = ScansAndBundles(scans, BundleFetcher(door, shelf, desk.wanted, desk.arrived))
        self._luggages.append(luggage)
        return WithReturns(luggage, BundleFetcher(door, shelf, back.wanted, back.arrived)) if back.left() else luggage

    def arrived(self) -> int:
        """How many parcels of definitions have been installed since this was last asked."""
        return sum(luggage.tell() for luggage in self._luggages)

    def _keep_box(self, statement: bytes) -> None:
        """The city's word on its letterbox; verified when a stick is addressed to it."""
        with self._store.work(ACTOR) as work:
            work.drawer.set_setting(CITY_BOX, statement.hex())

    def _waiting(self) -> int:
        with self._store.look() as work:
            return work.post.seen().waiting


@dataclass(frozen=True, slots=True)
class Invited:
    """What a clerk of the city hands over: its address, a one-time code, and, where its certificate is not one that
    every PC trusts, the file with that of its authority."""

    url: str
    code: str
    ca: str = ""


def enrol(store: OpenStore, actor: str, invited: Invited) -> None:
    """Have the city certify this device's key; from then on the post goes there.

    Raises `Trouble` with the city's own reason (a code that is wrong or used up, no line). Safe to try again.
    """
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    begun = shelf.entries(1, 0, 1, 1)[0].body
    ca = read_ca_file(invited.ca)
    door = HttpDoor(invited.url, trust=Trust(ca))
    try:
        granted = ask_city(door, shelf, invited.code, store.device.station.name, begun)
    except SyncTrouble as trouble:
        raise Trouble(trouble.key, **trouble.values) from trouble
    finally:
        door.close()
    with store.work(actor) as work:
        work.drawer.set_setting(CITY_URL, invited.url)
        work.drawer.set_setting(CITY_CA, ca)
        work.drawer.set_setting(CITY_KEY, granted.city_key.hex())
        work.drawer.set_setting(CITY_BOX, granted.box.hex())
        work.journal.enter(DeviceEnrolled(url=invited.url, city_key=granted.city_key.hex()), "device.enrolled")


def city_door(store: OpenStore, shelf: StoreShelf) -> HttpDoor:
    """The way to the city that this device is enrolled with."""
    with store.look() as work:
        url, ca = work.drawer.setting(CITY_URL), work.drawer.setting(CITY_CA)
    return HttpDoor(url, trust=Trust(ca, partial(_told, shelf)))


def read_ca_file(path: str) -> str:
    """The certificates in this file, '' for none. Refuses what is none."""
    try:
        return read_ca(Path(path).read_bytes()) if path else ""
    except (OSError, ValueError) as error:
        raise Refusal("ca_wrong", path=path) from error


def _told(shelf: StoreShelf) -> datetime | None:
    """The latest time that the city has signed to this device; None before its first word."""
    proof = shelf.word(CITY)
    try:
        at = datetime.fromisoformat(read_kept(proof).at) if proof else None
    except (NotSealed, AlgorithmUnknown, ValueError):
        return None
    return at if at is not None and at.tzinfo else None
