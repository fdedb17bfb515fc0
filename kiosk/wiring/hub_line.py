"""The line of a hub, for the other PCs of its centre; and a PC's way to it. What the hub's own desks do, these
do too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from kiosk.domain.staff import Role as StaffRole
from kiosk.domain.staff.refusals import SignInRefused
from kiosk.lan.queue import HubLine, Pc, RemoteHand, RemoteQueue
from kiosk.lan.serving import LanHouse, LanRoutes
from kiosk.store.one_hub import stands_behind
from kiosk.store.peers import PeerTable
from kiosk.store.post import HUB_CA, HUB_KEY, HUB_URL, ROLE
from kiosk.store.sticks import StoreSticks
from kiosk.wiring.shelves import may_reach_shelf
from sync.client.trust import Trust, adapter
from sync.protocol.audience import Role, centre_of
from sync.protocol.entry import DeviceId
from sync.protocol.envelope import state_letterbox
from sync.protocol.seal import key_id, load_key, public_bytes

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from kiosk.app.desks import Desks
    from kiosk.app.ports import QueueDesk
    from kiosk.app.running import LineDesk
    from kiosk.store.door import OpenStore
    from kiosk.wiring.hub import Hub

MOST_ACTORS = 64


class LineOfHub:
    """Makes the routes of a hub's line, for `hub_application` to mount beside the protocol's. `desks` are
    those of the hub's
    own store for an actor."""

    def __init__(self, desks: Callable[[str], Desks]) -> None:
        self._desks = lru_cache(MOST_ACTORS)(desks)
        self._behind = ""

    def __call__(self, hub: Hub, threads: Executor) -> Sequence[BaseRoute]:
        store = hub.store
        key, books = load_key(store.device_key), StoreSticks(store)
        public = public_bytes(key)

        def paired(name: bytes) -> tuple[str, bytes] | None:
            with store.look() as work:
                found = PeerTable(work.connection, work.clock).key(name)
            return None if found is None or found.revoked else (found.device, found.public_key)

        house = LanHouse(
            hub_key=public,
            letterbox=lambda: state_letterbox(store.device.id, books.letterbox(), key.sign, key_id(public)),
            open_envelope=books.open,
            paired=paired,
            queue=lambda device, actor: self._for(store, device, actor).queue,
            line=lambda device, actor: self._for(store, device, actor).line,
            wishes=lambda device, actor: self._for(store, device, actor).wishes,
            shelf=lambda device, actor: (
                self._for(store, device, actor).shelf_for(device) if may_reach_shelf(store, device) else None
            ),
        )
        return LanRoutes(house, hub.bell, threads).routes()

    def _for(self, store: OpenStore, device: str, actor: str) -> Desks:
        """The hub's desks, as far as this PC and whoever sits there may: a PC's own gate is not believed. Refuses who
        works here no more. Once this hub has stepped down its PCs' steps go on to the one that stays."""
        with store.look() as work:
            behind = stands_behind(work)
        if behind != self._behind:
            self._behind = behind
            self._desks.cache_clear()
        return gated_for_lan(self._desks(actor), store, device, actor)


def gated_for_lan(desks: Desks, store: OpenStore, device: str, actor: str) -> Desks:
    """A hall or a board does what residents may, whoever is named there. With accounts at the hub whoever is named does
    what his roles say there, and nobody unnamed more than residents. An agent of a village has an account there."""
    from kiosk.wiring.gate import for_role

    staff = actor.removeprefix("staff:") if actor.startswith("staff:") else ""
    with store.look() as work:
        paired = PeerTable(work.connection, work.clock).role_of(DeviceId(device))
        guarded, account = work.staff.any(), work.staff.get(staff) if staff else None
    if paired in (Role.HALL, Role.BOARD):
        return for_role(desks, (StaffRole.HALL,))
    if not guarded:
        return desks
    if account is not None and not account.left:
        return for_role(desks, account.roles)
    if not staff:
        return for_role(desks, (StaffRole.HALL,))
    if account is None and centre_of(device) != store.device.centre:
        return for_role(desks, (StaffRole.AGENT,))
    raise SignInRefused(0)


def way_to_hub(store: OpenStore) -> HubLine | None:
    """The way to the hub's line of a PC that is paired; None on a PC that keeps the line itself."""
    with store.look() as work:
        url, hub_key, ca = (work.drawer.setting(name) for name in (HUB_URL, HUB_KEY, HUB_CA))
    if not url:
        return None
    key = load_key(store.device_key)
    trust = partial(adapter, Trust(ca)) if ca else None
    return HubLine(Pc(url, bytes.fromhex(hub_key), store.device.id, key.sign, key_id(public_bytes(key)), trust))


def queue_at_hub(
    way: HubLine, store: OpenStore, own: Callable[[int], QueueDesk], actor: str, line: Callable[[], LineDesk]
) -> QueueDesk:
    """The queue of a paired PC; a hall screen has its reserved block beside it. `own` makes this PC's own line's
    queue, `line` its clerk's desk."""
    from kiosk.app.reserve import ReservedQueue

    remote = RemoteQueue(way, actor)
    with store.look() as work:
        role = work.drawer.setting(ROLE)
    if role != Role.HALL:
        return remote
    return ReservedQueue(remote, own(int(store.device.number)), RemoteHand(way, actor), line())
