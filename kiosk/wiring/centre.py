"""A centre's PCs among each other: the hub's codes and devices, pairing, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kiosk.domain.staff import Duty
from kiosk.settings import Settings
from kiosk.store.asides import WorkItem, work_items
from kiosk.store.hubs_heard import KIND, other_hubs
from kiosk.store.peers import peers
from kiosk.wiring.admission import Who, actor_with
from kiosk.wiring.carrier import read_ca_file
from kiosk.wiring.house import opened
from kiosk.wiring.hub import pairing_code
from kiosk.wiring.hub_carrier import pair
from kiosk.wiring.unlocking import must_open_by_itself
from sync.protocol.audience import Role


def hub_code(settings: Settings, who: Who | str = "") -> str:
    """A code that lets one device pair with this hub."""
    with opened(settings, who) as store:
        actor_with(store, settings, who, Duty.DEVICE)
        return pairing_code(store)


def hub_devices(settings: Settings) -> list[dict[str, Any]]:
    """The devices paired with this hub: device, name, role, the city's answer, when seen, entries waiting there."""
    with opened(settings) as store, store.look() as work:
        return [
            {
                "device": one.device,
                "name": one.name,
                "role": one.role.value,
                "answer": one.answer,
                "seen_at": one.seen_at,
                "waiting": one.waiting,
            }
            for one in peers(work.connection)
        ]


@dataclass(frozen=True, slots=True)
class Joining:
    """To which hub a PC goes: its address, the code written there, what the PC is used as, and the file with the
    authority of what stands before the hub, '' where every PC trusts it."""

    url: str
    code: str
    role: str
    ca: str = ""


def pair_station(settings: Settings, who: Who | str, to: Joining) -> str:
    """Put this PC behind a hub; returns the device's id. Raises `Trouble` with the hub's reason."""
    if to.role in (Role.HALL, Role.BOARD):
        must_open_by_itself(settings)
    with opened(settings, who) as store:
        pair(store, actor_with(store, settings, who, Duty.DEVICE), to.url, to.code, to.role, read_ca_file(to.ca))
        return store.device.id


def other_hubs_heard(settings: Settings) -> list[dict[str, str]]:
    """Other hubs of this centre that were heard of lately: device, url, fingerprint, since, at."""
    with opened(settings) as store, store.look() as work:
        return [asdict(other) for other in other_hubs(work.connection, work.now())]


def work_list(settings: Settings, who: Who | str = "") -> Sequence[WorkItem]:
    """What waits for a person, oldest first."""
    with opened(settings, who) as store:
        actor_with(store, settings, who, Duty.FIND)
        with store.look() as work:
            hubs = [
                WorkItem(one.fingerprint, "second_hub", one.since, KIND, "", one.device, one.url)
                for one in other_hubs(work.connection, work.now())
            ]
            return [*work_items(work.connection, store.device.id), *hubs]
