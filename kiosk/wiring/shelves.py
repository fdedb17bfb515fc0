"""The shelf of parked drafts of a centre: in this PC's own store, or at the hub; and who may reach it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from forms import UnknownMatter, is_joint
from kiosk.app.parked import ParkedDesk, Shelf
from kiosk.domain.refusals import Refusal
from kiosk.store.peers import PeerTable
from sync.protocol.audience import Role, centre_of
from sync.protocol.entry import DeviceId

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import Draft
    from kiosk.app.ports import CentreShelf, Store, Trust
    from kiosk.lan.queue import HubLine
    from kiosk.store.door import OpenStore


def name_of(desks: Desks) -> Callable[[Draft], str]:
    """Reads the applicant's name off a draft, '' where none was typed or the matter is not known here."""

    def read(draft: Draft) -> str:
        desk = desks.joint if is_joint(draft.matter) else desks.intake
        try:
            key = desk.open(draft.matter, draft.version).applicant.name
        except (Refusal, UnknownMatter):
            return ""
        return str(draft.raw.get(key) or "")

    return read


def parked_desk(store: Store, trust: Trust, desks: Desks, way: HubLine | None) -> ParkedDesk:
    """What a window knows of the shelf, wherever it stands."""
    named = name_of(desks)
    if way is None:
        own = desks.device.id
        shelf: CentreShelf = Shelf(store, trust, desks.actor, (own, own), named)
    else:
        from kiosk.lan.shelf import RemoteShelf

        shelf = RemoteShelf(way, desks.actor)
    return ParkedDesk(store, trust, desks.actor, shelf, named, behind=way is not None)


def may_reach_shelf(store: OpenStore, device: str) -> bool:
    """Whether this paired device is a window of the hub's own centre: a village, a hall or a board is not."""
    with store.look() as work:
        role = PeerTable(work.connection, work.clock).role_of(DeviceId(device))
    return role is Role.WINDOW and centre_of(device) == store.device.centre
