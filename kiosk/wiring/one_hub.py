"""This PC's hub, where the choice is made which of two stays; see `kiosk.app.hubs`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.app.hubs import Stays, Taking
from kiosk.domain.refusals import HubBehind
from kiosk.store.hubs_heard import other_hubs
from kiosk.store.one_hub import close_doors, stands_behind
from kiosk.store.peers import peers
from kiosk.store.post import HUB_KEY
from sync.protocol.centre_kinds import HubStays, HubSteppedDown

if TYPE_CHECKING:
    from kiosk.store.door import OpenStore

STAYS, STEPPED_DOWN = "device.hub_stays", "device.hub_stepped_down"
AS = "window"  # what a PC that was a hub is from then on


class StoreHubRoom:
    """The `HubRoom` of a store, in the name of whoever is in charge."""

    def __init__(self, store: OpenStore, actor: str, lan: str) -> None:
        self._store = store
        self._actor = actor
        self._lan = lan

    def stay(self) -> Stays:
        """A code for the other hub; entered with the hubs that were heard."""
        from kiosk.wiring.hub import pairing_code

        with self._store.look() as work:
            if behind := stands_behind(work):
                raise HubBehind(behind)
            others = tuple(sorted({one.device for one in other_hubs(work.connection, work.now())}))
        code = pairing_code(self._store)
        with self._store.work(self._actor) as work:
            work.journal.enter(HubStays(others=others), STAYS)
        return Stays(code, others)

    def come_in(self, url: str, code: str, ca: str) -> str:
        """Go behind the hub that stays, unless that is done already; its address."""
        from kiosk.wiring.finding import hub_of_code
        from kiosk.wiring.hub_carrier import pair

        with self._store.look() as work:
            behind = stands_behind(work)
        if behind:
            return behind
        found = url.rstrip("/") or hub_of_code(self._lan, code)
        pair(self._store, self._actor, found, code, AS, ca)
        return found

    def line_there(self) -> Taking:
        """The line of the hub that stays."""
        from kiosk.lan.queue import RemoteQueue
        from kiosk.wiring.hub_line import way_to_hub

        way = way_to_hub(self._store)
        assert way is not None
        return RemoteQueue(way, self._actor)

    def step_down(self, numbers: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Let nobody new in; entered with the numbers that went over. The devices that came in here."""
        with self._store.work(self._actor) as work:
            close_doors(work)
            came = tuple(str(one.device) for one in peers(work.connection))
            key = work.drawer.setting(HUB_KEY)
            said = HubSteppedDown(url=stands_behind(work), hub_key=key, numbers=tuple(numbers), peers=came)
            work.journal.enter(said, STEPPED_DOWN)
        return came
