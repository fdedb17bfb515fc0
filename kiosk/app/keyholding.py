"""Who may open the store: the slots, the recovery key in the safe, a passphrase, a new key. Each change is entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from kiosk.app.papers import RecoveryPaper, Station
from kiosk.app.ports import Store
from kiosk.domain.refusals import Refusal
from sync.protocol.kinds import KeyChanged

ADDED, REMOVED, ROTATED = "added", "removed", "rotated"
RECOVERY, PASSPHRASE, MACHINE, STAFF = "recovery", "passphrase", "machine", "staff"


class Slot(Protocol):
    """What may be known of a slot."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def since(self) -> str: ...


class Cabinet(Protocol):
    """Where the slots are. Raises the store's refusals and troubles; a change is whole or not there."""

    def slots(self) -> tuple[Sequence[Any], bool]: ...
    def add_recovery(self, secret: bytes, split: bool) -> Slot: ...
    def add_passphrase(self, passphrase: str, name: str = "") -> Slot: ...
    def add_machine(self, guard: str) -> Slot: ...
    def remove(self, slot_id: str) -> Slot: ...
    def rotate(self) -> None: ...


class Codec(Protocol):
    """How a recovery key is made and written."""

    def new_recovery(self) -> bytes: ...
    def written(self, secret: bytes) -> str: ...
    def halves(self, secret: bytes) -> tuple[str, str]: ...


@dataclass(frozen=True, slots=True)
class SlotsSeen:
    """The slots; `weak` when nothing but the machine's ids guard it; `was_clear` when the key had once lain in clear
    and was not changed since; `recovery` when there is a recovery key."""

    slots: tuple[Slot, ...]
    weak: bool
    was_clear: bool
    recovery: bool
    people: bool = False  # nothing but people's own secrets (and the recovery key) opens it
    rotation_due: bool = False  # somebody left who could open it


class KeyDesk:
    """What an administrator does with keys, in the name of `actor`."""

    def __init__(self, store: Store, cabinet: Cabinet, codec: Codec, actor: str) -> None:
        self._store, self._cabinet, self._codec, self._actor = store, cabinet, codec, actor

    def slots(self) -> SlotsSeen:
        """Which slots there are, and what is to be said of them."""
        slots, was_clear = self._cabinet.slots()
        kinds = {slot.kind for slot in slots}
        with self._store.look() as work:
            due = bool(work.drawer.setting("key.rotation_due"))
        return SlotsSeen(tuple(slots), MACHINE in kinds, was_clear, RECOVERY in kinds, STAFF in kinds, due)

    def recovery(self, station: Station, device: str, at: datetime, split: bool = False) -> tuple[RecoveryPaper, ...]:
        """A new recovery key in the place of the one before: one sheet, or two for two people. It is known nowhere
        else: what is not printed or written down now is lost."""
        secret = self._codec.new_recovery()
        self._enter(ADDED, self._cabinet.add_recovery(secret, split))
        texts = self._codec.halves(secret) if split else (self._codec.written(secret),)
        return tuple(RecoveryPaper(station, device, at, text, nth if split else 0) for nth, text in enumerate(texts, 1))

    def passphrase(self, passphrase: str, name: str = "", only: bool = False) -> Slot:
        """A passphrase opens the store. `only`: from now on nobody opens it without one (window, agent). Refuses
        `passphrase_weak`."""
        made = self._cabinet.add_passphrase(passphrase, name)
        self._enter(ADDED, made)
        for slot in self._cabinet.slots()[0] if only else ():
            if slot.kind not in (RECOVERY, PASSPHRASE, STAFF):
                self.remove(slot.id)
        return made

    def machine(self, guard: str = "auto") -> Slot:
        """This machine opens the store by itself (hall, board, hub)."""
        made = self._cabinet.add_machine(guard)
        self._enter(ADDED, made)
        return made

    def remove(self, slot_id: str) -> Slot:
        """A slot opens nothing any more. Refuses `slot_unknown`, `slot_last`, `slot_needs_other`."""
        gone = self._cabinet.remove(slot_id)
        self._enter(REMOVED, gone)
        return gone

    def rotate(self) -> None:
        """Another key, while all programs on this PC go on."""
        self._cabinet.rotate()
        with self._store.work(self._actor) as work:
            work.journal.enter(KeyChanged(what=ROTATED), "device.key_changed")

    def must_have_recovery(self) -> None:
        """Refuses `recovery_missing`: what nobody could restore is no backup."""
        if not self.slots().recovery:
            raise Refusal("recovery_missing")

    def _enter(self, what: str, slot: Slot) -> None:
        with self._store.work(self._actor) as work:
            said = KeyChanged(what=what, slot=slot.id, slot_kind=slot.kind)
            work.journal.enter(said, "device.key_changed")
