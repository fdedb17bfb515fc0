"""Carries the post of a PC behind a hub: to the hub on the LAN, and to the city itself when the hub is long away."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.app.post import PostRound
from kiosk.app.post_room import PostRoom
from kiosk.domain.refusals import Trouble
from kiosk.store.post import CITY, CITY_BOX, CITY_KEY, CITY_URL, HUB, HUB_CA, HUB_CONTACT, HUB_KEY, HUB_URL, ROLE
from kiosk.store.shelf import ACTOR, StoreScans, StoreShelf
from sync.client.courier import Courier, RoundOutcome, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol as ask_hub
from sync.client.scans import ScanCarrier
from sync.client.schedule import Schedule
from sync.client.troubles import CityUnreachable, SyncTrouble
from sync.client.trust import Trust
from sync.protocol.audience import Role
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import DevicePaired

if TYPE_CHECKING:
    from kiosk.store.door import OpenStore
    from kiosk.store.journal import Clock
    from kiosk.wiring.carrier import CityCarrier

PATIENCE = timedelta(minutes=10)  # without a word of the hub, until a PC goes to the city itself
HOLD = 5  # seconds that a round waits at the hub for news: no longer than a screen may take to close
_CALM = 1.0  # seconds until the next, when a hub lets nobody wait


class CityBeyond:
    """What this PC knows of the city beyond its hub (`sync.client.ports.Further`)."""

    name = CITY

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def key(self) -> bytes:
        """The city's key, empty until it is known."""
        with self._store.look() as work:
            return bytes.fromhex(work.drawer.setting(CITY_KEY))

    def learn(self, key: bytes, url: str) -> None:
        """Keep what the hub told of the city."""
        with self._store.work(ACTOR) as work:
            if not work.drawer.setting(CITY_KEY):
                work.drawer.set_setting(CITY_KEY, key.hex())
                work.drawer.set_setting(CITY_URL, url)

    def keep_box(self, statement: bytes) -> None:
        """Keep the city's word on its letterbox, once."""
        with self._store.look() as work:
            known = work.drawer.setting(CITY_BOX)
        if known != statement.hex():
            with self._store.work(ACTOR) as work:
                work.drawer.set_setting(CITY_BOX, statement.hex())


class HubCarrier:
    """The `Carrier` port of a PC behind a hub; without a hub everything goes by `city`. `round` is for one thread,
    `listen` for another."""

    def __init__(self, store: OpenStore, clock: Clock, city: CityCarrier) -> None:
        self._store = store
        self._clock = clock
        self._city = city
        self._schedule, self._listening = Schedule(random.random), Schedule(random.random)
        self._courier: Courier | None = None
        self._listener: Courier | None = None

    def round(self) -> PostRound:
        """One round with the hub; with the city, when there is no hub, or it has been away for long."""
        self._courier = self._courier or self._begin()
        if self._courier is None:
            return self._city.round()
        try:
            done = self._courier.round()
        except SyncTrouble as trouble:
            if isinstance(trouble, CityUnreachable) and self._may_pass():
                return self._city.round()
            return self._failed(trouble, self._schedule)
        return self._came(done, self._schedule.succeeded(done.wait, done.more))

    def listen(self) -> PostRound:
        """A round that waits at the hub for news; without a hub it is over at once."""
        self._listener = self._listener or self._begin()
        if self._listener is None:
            return PostRound(0, 0, 0, 0)
        begun = monotonic()
        try:
            done = self._listener.round(HOLD)
        except SyncTrouble as trouble:
            return self._failed(trouble, self._listening)
        self._listening.succeeded()
        in_vain = not (done.received or done.sent) and monotonic() - begun < _CALM
        return self._came(done, _CALM if in_vain else 0.0)

    def link_up(self) -> float:
        """The line is back: to the hub within seconds, to the city as the city's carrier says."""
        with self._store.look() as work:
            paired = bool(work.drawer.setting(HUB_URL))
        away = self._city.link_up()
        return min(away, _CALM) if paired else away

    def _came(self, done: RoundOutcome, pause: float) -> PostRound:
        bundles = self._city.arrived()
        sent, waiting = done.sent, self._waiting()
        came = PostRound(sent, done.acknowledged, done.received, waiting, next_try=pause, near=True, bundles=bundles)
        return replace(came, parted=done.parted)

    def _failed(self, trouble: SyncTrouble, schedule: Schedule) -> PostRound:
        pause = schedule.failed(trouble.wait)
        return PostRound(0, 0, 0, self._waiting(), _at_hub(trouble.key), pause, trouble.values, near=True)

    def _begin(self) -> Courier | None:
        """The courier to the hub, once this PC is paired."""
        with self._store.look() as work:
            url, key, ca = (work.drawer.setting(name) for name in (HUB_URL, HUB_KEY, HUB_CA))
        if not url:
            return None
        shelf = StoreShelf(self._store, PostRoom(DeviceId(self._store.device.id)).fold)
        door = HttpDoor(url, trust=Trust(ca))
        upstream = Upstream(HUB, bytes.fromhex(key), further=CityBeyond(self._store))
        scans = ScanCarrier(door, shelf, StoreScans(self._store), HUB)
        return Courier(door, shelf, upstream, self._clock.now, self._city.pack(door, shelf, scans))

    def _may_pass(self) -> bool:
        """Whether this PC goes past its hub: it knows the city, gets cases, and has not heard of the hub for long."""
        with self._store.look() as work:
            url, role = work.drawer.setting(CITY_URL), work.drawer.setting(ROLE, Role.WINDOW)
            last = work.drawer.setting(HUB_CONTACT)
            now = work.now()
        away = not last or now - datetime.fromisoformat(last) > PATIENCE
        return bool(url) and Role(role).sees_cases and away

    def _waiting(self) -> int:
        with self._store.look() as work:
            return work.post.seen().waiting


def pair(store: OpenStore, actor: str, url: str, code: str, role: str, ca: str = "") -> None:
    """Have the hub at `url` take this PC in; from then on the post goes there. The hub hands this PC's key on to the
    city to be certified. `ca`: certificates in PEM of what stands before the hub.

    Raises `Trouble` with the hub's own reason (a code that is wrong or used up, no line). Safe to try again.
    """
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    begun = shelf.entries(1, 0, 1, 1)[0].body
    door = HttpDoor(url, trust=Trust(ca))
    try:
        granted = ask_hub(door, shelf, code, store.device.station.name, begun, role)
    except SyncTrouble as trouble:
        raise Trouble(_at_hub(trouble.key), **trouble.values) from trouble
    finally:
        door.close()
    with store.work(actor) as work:
        for key, value in ((HUB_URL, url), (HUB_KEY, granted.city_key.hex()), (HUB_CA, ca), (ROLE, role)):
            work.drawer.set_setting(key, value)
        work.journal.enter(DevicePaired(url=url, hub_key=granted.city_key.hex(), role=role), "device.paired")
    if granted.beyond:
        CityBeyond(store).learn(granted.beyond.key, granted.beyond.url)


def _at_hub(key: str) -> str:
    """The trouble's key, in words that name the hub where they would name the city."""
    return f"hub_{key}"
