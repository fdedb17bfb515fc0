"""A centre's PCs among each other: the hub's codes and devices, pairing, and what waits for a person."""

from collections.abc import Sequence
from typing import Any

from kiosk.settings import Settings
from kiosk.store.asides import WorkItem, work_items
from kiosk.store.peers import peers
from kiosk.wiring.house import opened
from kiosk.wiring.hub import pairing_code
from kiosk.wiring.hub_carrier import pair


def hub_code(settings: Settings) -> str:
    """A code that lets one device pair with this hub."""
    with opened(settings) as store:
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


def pair_station(settings: Settings, actor: str, url: str, code: str, role: str) -> str:
    """Put this PC behind the hub at `url`; returns the device's id. Raises `Trouble` with the hub's reason."""
    with opened(settings) as store:
        pair(store, actor, url, code, role)
        return store.device.id


def work_list(settings: Settings) -> Sequence[WorkItem]:
    """What waits for a person, oldest first."""
    with opened(settings) as store, store.look() as work:
        return work_items(work.connection, store.device.id)
