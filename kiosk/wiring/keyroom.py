"""The key room: who unlocks the store of this PC, what is done with its keys, and a disk that has moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.devices.clock import SystemClock
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore, open_store

if TYPE_CHECKING:
    from kiosk.app.keyholding import KeyDesk
    from kiosk.settings import Settings
    from kiosk.wiring.admission import Who

MOVED = "moved"


def key_desk(store: OpenStore, settings: Settings, actor: str) -> KeyDesk:
    """The desk for the keys of an open store."""
    from kiosk.app.keyholding import KeyDesk
    from kiosk.store import recovery

    return KeyDesk(store, Cabinet(store, settings.keys, SystemClock().now), recovery, actor)


@contextmanager
def key_room(settings: Settings, who: Who | str) -> Iterator[tuple[OpenStore, KeyDesk]]:
    """The open store and its key desk; closed when the block is left."""
    from kiosk.domain.staff import Duty
    from kiosk.wiring.admission import actor_with
    from kiosk.wiring.house import opened

    with opened(settings) as store:
        yield store, key_desk(store, settings, actor_with(store, settings, who, Duty.BACKUP))


def adopt(settings: Settings, actor: str, recovery_text: str) -> str:
    """This disk has moved to another PC: the recovery key opens it, and from now on this PC does by itself. The device
    goes on in a new epoch and reads back what its upstream has. Returns the device's id."""
    from kiosk.store.keys import ByRecovery
    from kiosk.store.restored import note_restored

    store = open_store(settings.data, settings.keys, SystemClock(), ByRecovery(recovery_text))
    try:
        desk = key_desk(store, settings, actor)
        old = [slot.id for slot in desk.slots().slots if slot.kind not in ("recovery", "passphrase")]
        desk.machine(settings.guard)
        for slot in old:
            desk.remove(slot)
        note_restored(store, actor, MOVED)
        return str(store.device.id)
    finally:
        store.close()
