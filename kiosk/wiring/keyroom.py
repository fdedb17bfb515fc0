"""The key room: who unlocks the store of this PC, what is done with its keys, and a disk that has moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.devices.clock import SystemClock
from kiosk.domain.refusals import Refusal
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore, open_store
from kiosk.store.restored import note_restored

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.app.backup import BackupDesk
    from kiosk.app.keyholding import KeyDesk
    from kiosk.settings import Settings
    from kiosk.wiring.admission import Who

BACKUP, MOVED = "backup", "moved"


def key_desk(store: OpenStore, settings: Settings, actor: str) -> KeyDesk:
    """The desk for the keys of an open store."""
    from kiosk.app.keyholding import KeyDesk
    from kiosk.store import recovery

    return KeyDesk(store, Cabinet(store, settings.keys, SystemClock().now), recovery, actor)


def backup_desk(store: OpenStore, settings: Settings, actor: str) -> BackupDesk:
    """The desk for the backups of an open store."""
    from time import monotonic

    from kiosk.app.backup import BackupDesk
    from kiosk.store.backup import Backups

    now = SystemClock().now
    keeper = Backups(store, settings.keys, now)
    return BackupDesk(store, keeper, key_desk(store, settings, actor).must_have_recovery, actor, now, monotonic)


def restore_station(settings: Settings, actor: str, where: Path, name: str, recovery_text: str) -> tuple[str, str]:
    """A new PC from a backup: by the recovery key, or by this very machine where none is given. The device knows that
    it was restored and begins a new epoch. Returns the device's id and when the backup was made."""
    from kiosk.store.keys import ByMachine, ByRecovery, Unlock
    from kiosk.store.medium import find, store_of
    from kiosk.store.restoring import restore

    found = find(where, name)
    unlock: Unlock = ByRecovery(recovery_text) if recovery_text else ByMachine(store_of(found), settings.keys)
    store = restore(found, settings.data, settings.keys, unlock, SystemClock(), settings.guard)
    try:
        made_at = found.manifest.made_at if found.manifest else ""
        note_restored(store, actor, BACKUP, made_at)
        return str(store.device.id), made_at
    finally:
        store.close()


@contextmanager
def key_room(settings: Settings, who: Who | str) -> Iterator[tuple[OpenStore, KeyDesk]]:
    """The open store and its key desk; closed when the block is left."""
    from kiosk.domain.staff import Duty
    from kiosk.wiring.admission import actor_with
    from kiosk.wiring.house import opened

    with opened(settings, who) as store:
        yield store, key_desk(store, settings, actor_with(store, settings, who, Duty.BACKUP))


def people_open(settings: Settings, who: Who | str) -> None:
    """From now on only people open the data on this PC, each with what he signs in with; `who` does it and is the
    first. Refuses `people_need_person`, `people_not_here` and `recovery_missing`."""
    from kiosk.store.personal import PersonalSlots
    from kiosk.wiring.admission import who_from

    person = who_from(who)
    with key_room(settings, person) as (store, _):
        with store.look() as work:
            known = work.staff.get(person.staff)
        if known is None or person.secret_fd is None:
            raise Refusal("people_need_person")
        PersonalSlots(store, SystemClock().now).begin(person.staff, person.secret())


def let_open(settings: Settings, who: Who | str, staff: str, secret: str) -> None:
    """Somebody's own secret opens the data on this PC too. Refuses `people_off`, and a secret that is not his."""
    from kiosk.store.personal import PersonalSlots
    from kiosk.wiring.house import furnish

    with key_room(settings, who) as (store, _):
        if not PersonalSlots(store, SystemClock().now).on():
            raise Refusal("people_off")
        door = furnish(store, settings, "door").sign_in
        door.sign_off(door.sign_in(staff, secret), "other")


def adopt(settings: Settings, actor: str, recovery_text: str) -> str:
    """This disk has moved to another PC: the recovery key opens it, and from now on this PC does by itself. The device
    goes on in a new epoch and reads back what its upstream has. Returns the device's id."""
    from kiosk.store.keys import ByRecovery

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
