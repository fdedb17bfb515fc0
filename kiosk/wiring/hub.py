"""The hub: one centre's PCs on one LAN, in one process on the hub PC's own data directory (`kiosk hub`).

It answers the devices of the centre as the city would, carries what they bring to the city, and notices what the
desks on this PC write. The queue over the LAN is mounted beside it.
"""

from __future__ import annotations

import asyncio
import secrets
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic_ns
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from kiosk.app.post_room import PostRoom
from kiosk.domain.refusals import HubBehind
from kiosk.store.one_hub import has_stepped_down, stands_behind
from kiosk.store.parcels import StoreParcels
from kiosk.store.peers import PeerTable
from kiosk.store.post import CITY
from kiosk.store.relayed import ACTOR, StoreRelay
from kiosk.wiring.carrier import CityCarrier
from kiosk.wiring.hub_backups import hub_room
from kiosk.wiring.hub_blobs import HubBlobs
from kiosk.wiring.hub_inbox import HubFurther, HubInbox
from kiosk.wiring.second_hub import heard_from_city
from sync.protocol.enrolment import new_code
from sync.protocol.entry import DeviceId
from sync.protocol.seal import key_id, load_key, public_bytes
from sync.server.bell import Bell
from sync.server.lodging import LodgingCounter
from sync.server.nonces import Nonces
from sync.server.ports import Voice
from sync.server.reception import House, Reception
from sync.server.routes import ProtocolRoutes

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from kiosk.app.catalogue import CatalogueDesk
    from kiosk.app.post import PostRound
    from kiosk.store.door import OpenStore
    from kiosk.store.journal import Clock

INCARNATION = "hub.incarnation"
HORIZON = timedelta(days=14)  # backups of a city are no older: until then it may ask for a scan again
_THREADS = 4
_GLANCE = 0.1  # seconds between two looks at what other processes wrote
_SOON, _MUCH_LATER = 2.0, 60.0  # seconds to the next round with the city, after something new and after a bug
_TIDY = 3600.0


@dataclass(frozen=True, slots=True)
class Hub:
    """All of a hub on an open store."""

    store: OpenStore
    reception: Reception
    parcels: StoreParcels
    relay: StoreRelay
    carrier: CityCarrier
    bell: Bell
    clock: Clock
    backups: LodgingCounter
    catalogue: Callable[[], CatalogueDesk] | None = None


Beside = Callable[[Hub, Executor], "Sequence[BaseRoute]"]


def nothing_beside(_hub: Hub, _threads: Executor) -> Sequence[BaseRoute]:
    """A hub for the post alone."""
    return ()


def build_hub(store: OpenStore, clock: Clock, catalogue: Callable[[], CatalogueDesk] | None = None) -> Hub:
    """Put a hub together. With the `catalogue`'s desk it fetches definitions, and hands them on."""
    bell, fold = Bell(), PostRoom(DeviceId(store.device.id)).fold
    key = load_key(store.device_key)
    voice = Voice(key.sign, key_id(public_bytes(key)), public_bytes(key))
    inbox = HubInbox(store, fold, voice, _incarnation(store), bell.ring)

    def wall() -> str:
        return clock.now().isoformat(timespec="milliseconds")

    relay = StoreRelay(store, fold)
    house = House(store.device.station.name, voice, wall, patient=True)
    reception = Reception(inbox, house, Nonces(monotonic_ns), further=HubFurther(store))
    carrier = CityCarrier(store, clock, catalogue, relay)
    backups = LodgingCounter(reception, hub_room(store, clock), voice)
    return Hub(store, reception, StoreParcels(store), relay, carrier, bell, clock, backups, catalogue)


def pairing_code(store: OpenStore) -> str:
    """A code that lets one device pair with this hub, once, within a day. Refuses a hub that has stepped down."""
    code = new_code(public_bytes(load_key(store.device_key)))
    with store.work(ACTOR) as work:
        if has_stepped_down(work):
            raise HubBehind(stands_behind(work))
        PeerTable(work.connection, work.clock).open_code(code)
    return code


def hub_application(hub: Hub, beside: Beside = nothing_beside, carries: bool = True) -> Starlette:
    """The hub as an ASGI application; `beside` makes the routes of what else the centre's LAN needs (the queue),
    on the same bell and threads.
    `carries`: it also goes to the city by itself."""
    threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="hub")
    blobs = HubBlobs(hub.parcels, hub.catalogue) if hub.catalogue else hub.parcels
    protocol = ProtocolRoutes(hub.reception, blobs, hub.bell, threads, hub.backups)

    @asynccontextmanager
    async def open_house(_app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(work(hub, threads)) for work in (_notice, *((_carry, _tidy) if carries else ()))]
        try:
            yield
        finally:
            hub.bell.close()
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks)
            threads.shutdown()

    return Starlette(routes=[*protocol.routes(), *beside(hub, threads)], lifespan=open_house)


async def _notice(hub: Hub, threads: ThreadPoolExecutor) -> None:
    """Ring when another process (the desks on this PC) has entered something."""
    loop, known = asyncio.get_running_loop(), -1
    while True:
        last = await loop.run_in_executor(threads, _last_entry, hub.store)
        if known not in (-1, last):
            hub.bell.ring()
        known = last
        await asyncio.sleep(_GLANCE)


async def _carry(hub: Hub, threads: ThreadPoolExecutor) -> None:
    """Rounds with the city: soon after something new, again after a while, for ever."""
    loop = asyncio.get_running_loop()
    while True:
        heard = hub.bell.rings
        pause = await loop.run_in_executor(threads, _calm_round, hub)
        if await hub.bell.wait(heard, pause):
            await asyncio.sleep(_SOON)


async def _tidy(hub: Hub, threads: ThreadPoolExecutor) -> None:
    """What nobody needs here any more goes, now and then."""
    loop = asyncio.get_running_loop()
    while True:
        await loop.run_in_executor(threads, hub.relay.free, CITY, (hub.clock.now() - HORIZON).isoformat())
        await asyncio.sleep(_TIDY)


def hub_round(hub: Hub) -> PostRound:
    """One round with the city; devices that wait hear of what came."""
    done = hub.carrier.round()
    if done.received:
        hub.bell.ring()
        heard_from_city(hub.store)
    return done


def _calm_round(hub: Hub) -> float:
    """One round; seconds until the next. Nothing that goes wrong in one ends the post."""
    try:
        done = hub_round(hub)
    except Exception:  # a full disk, or a bug: told where the hub was started, and tried again
        traceback.print_exc()
        return _MUCH_LATER
    return done.next_try


def _last_entry(store: OpenStore) -> int:
    with store.look() as work:
        return int(work.connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()[0])


def _incarnation(store: OpenStore) -> str:
    """What names this store as a hub's, made once."""
    with store.work(ACTOR) as work:
        name = work.drawer.setting(INCARNATION)
        if not name:
            name = secrets.token_hex(4)
            work.drawer.set_setting(INCARNATION, name)
        return name
