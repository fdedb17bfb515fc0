"""Carries the post between this device's store and the city: puts the rooms of sync and the store together."""

import random
from collections.abc import Callable

from kiosk.app.catalogue import CatalogueDesk
from kiosk.app.post import PostRound
from kiosk.app.post_room import PostRoom
from kiosk.domain.refusals import Trouble
from kiosk.store.door import OpenStore
from kiosk.store.journal import Clock
from kiosk.store.post import CITY, CITY_KEY, CITY_URL
from kiosk.store.shelf import ACTOR, StoreScans, StoreShelf
from sync.client.bundles import BundleFetcher, ScansAndBundles
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol as ask_city
from sync.client.ports import Relay
from sync.client.scans import Luggage, ScanCarrier
from sync.client.schedule import Schedule
from sync.client.troubles import SyncTrouble
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import DeviceEnrolled

CITY_BOX = "city.letterbox"
NOT_ENROLLED = "unknown_key"


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
        self._luggage: ScansAndBundles | None = None
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
            pause = self._schedule.failed(trouble.wait)
            return PostRound(0, 0, 0, self._waiting(), trouble.key, pause, trouble.values)
        pause = self._schedule.succeeded(done.wait, done.more)
        bundles = self._luggage.installed if self._luggage else 0
        return PostRound(done.sent, done.acknowledged, done.received, done.waiting, next_try=pause, bundles=bundles)

    def _begin(self) -> Courier | None:
        """The courier, once an enrolment has named its upstream."""
        with self._store.look() as work:
            url, key = work.drawer.setting(CITY_URL), work.drawer.setting(CITY_KEY)
            box = work.drawer.setting(CITY_BOX)
        if not url:
            return None
        shelf = StoreShelf(self._store, PostRoom(DeviceId(self._store.device.id)).fold)
        door = HttpDoor(url)
        scans = ScanCarrier(door, shelf, StoreScans(self._store), CITY)
        upstream = Upstream(CITY, bytes.fromhex(key), keep_box=None if box else self._keep_box, relay=self._relay)
        return Courier(door, shelf, upstream, self._clock.now, self._pack(door, shelf, scans))

    def _pack(self, door: HttpDoor, shelf: StoreShelf, scans: ScanCarrier) -> Luggage:
        """What goes with a round: scans up, and definitions down where there is a desk for them."""
        if self._catalogue is None:
            return scans
        desk = self._catalogue()
        self._luggage = ScansAndBundles(scans, BundleFetcher(door, shelf, desk.wanted, desk.arrived))
        return self._luggage

    def _keep_box(self, statement: bytes) -> None:
        """The city's word on its letterbox; verified when a stick is addressed to it."""
        with self._store.work(ACTOR) as work:
            work.drawer.set_setting(CITY_BOX, statement.hex())

    def _waiting(self) -> int:
        with self._store.look() as work:
            return work.post.seen().waiting


def enrol(store: OpenStore, actor: str, url: str, code: str) -> None:
    """Have the city at `url` certify this device's key; from then on the post goes there.

    Raises `Trouble` with the city's own reason (a code that is wrong or used up, no line). Safe to try again.
    """
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    begun = shelf.entries(1, 0, 1, 1)[0].body
    try:
        granted = ask_city(HttpDoor(url), shelf, code, store.device.station.name, begun)
    except SyncTrouble as trouble:
        raise Trouble(trouble.key, **trouble.values) from trouble
    with store.work(actor) as work:
        work.drawer.set_setting(CITY_URL, url)
        work.drawer.set_setting(CITY_KEY, granted.city_key.hex())
        work.drawer.set_setting(CITY_BOX, granted.box.hex())
        work.journal.enter(DeviceEnrolled(url=url, city_key=granted.city_key.hex()), "device.enrolled")
