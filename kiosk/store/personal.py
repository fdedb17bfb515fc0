"""The keys of people: on a PC that does not open its data by itself each member of staff has a slot of his own, for the
secret that he signs in with. Who leaves loses it; who chooses another secret has it wrapped anew.

A slot is added before what it follows is written, and the one before goes afterwards: cut off in between, either secret
still opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.staff.refusals import SignInRefused
from kiosk.store.keys import fits, person_slot, plain_secret
from kiosk.store.passphrase import fresh_cost, stretched
from kiosk.store.post import ROLE
from kiosk.store.tries import DoorTries
from kiosk.store.vault import BY_PEOPLE, RECOVERY, STAFF, Opened, Slot
from sync.protocol.audience import Role
from sync.protocol.keeping_kinds import KeyChanged
from sync.protocol.staff_kinds import StaffCame

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kiosk.domain.staff import Account
    from kiosk.store.door import OpenStore

PEOPLE, ROTATION_DUE = "key.people", "key.rotation_due"  # settings
KEEPER, DOOR = "keys", "door"  # in whose name the journal says what followed by itself
_HUB = "hub.incarnation"  # a setting of a PC that has been a hub
_ADDED, _REMOVED = "added", "removed"


class ByStaff:
    """By number and secret of a member of staff. Refuses `SignInRefused` without telling whether there is such a slot,
    and `SignInLocked` after five tries in vain, for half an hour, kills and other programs counted in."""

    def __init__(self, folder: Path, staff: str, secret: str, now: Callable[[], datetime]) -> None:
        self._tries = DoorTries(folder, now)
        self._staff, self._secret = staff.strip(), plain_secret(secret)

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None:
        """His slot; None where nobody has one."""
        if not any(slot.kind == STAFF for slot in slots):
            return None
        left = self._tries.begin(self._staff)
        mine = [slot for slot in slots if slot.kind == STAFF and slot.name == self._staff]
        for slot in mine:
            private = stretched(self._secret, slot.kept)
            if fits(slot, private):
                self._tries.right(self._staff)
                return slot, private
        if not mine:
            stretched(self._secret, fresh_cost())  # no sooner answered than for a number that has one
        if not left:
            self._tries.begin(self._staff)  # says until when
        raise SignInRefused(left)


class PersonalSlots:
    """The `PersonalKeys` port of `kiosk.app.personal_keys`, on an open store."""

    def __init__(self, store: OpenStore, now: Callable[[], datetime]) -> None:
        self._store, self._keys, self._now = store, store.keys, now

    def on(self) -> bool:
        """Whether only people open this PC's data."""
        if self._keys.header.of_itself:
            return False
        with self._store.look() as work:
            return bool(work.drawer.setting(PEOPLE))

    def opens(self, staff: str, secret: str) -> bool:
        """Whether this secret opens this PC's data for that number."""
        mine = self._keys.header.of(staff)
        return any(fits(slot, stretched(plain_secret(secret), slot.kept)) for slot in mine)

    @contextmanager
    def renewing(self, staff: str, secret: str, start: bool = False) -> Iterator[None]:
        """Within the block either secret opens, after it this one alone; where the block fails, the one before.
        Nothing happens where this PC opens by itself."""
        if not self.on():
            yield
            return
        made, private = person_slot(staff, secret, self._now(), start)
        with self._keys.changing() as opened:
            self._keys.write(opened.with_slot(made))
        try:
            yield
        except BaseException:
            self._drop([made])
            raise
        found = self._keys.found
        if found is not None and found.name == staff:
            self._keys.go_on_with(made, private)
        self._drop([slot for slot in self._keys.header.of(staff) if slot.id != made.id])
        self._enter(f"staff:{staff}", _ADDED, [made])

    def begin(self, staff: str, secret: str) -> Slot:
        """From now on nobody but people opens this PC's data, this one first. Refuses `recovery_missing`, and
        `people_not_here` where a hub, a hall or a board has to start by itself."""
        must_not_start_by_itself(self._store)
        if not self._keys.header.has(RECOVERY):
            raise Refusal("recovery_missing")
        made, private = person_slot(staff, secret, self._now())
        with self._store.work(f"staff:{staff}") as work:
            work.drawer.set_setting(PEOPLE, "1")
        with self._keys.changing() as opened:
            own = [s for s in opened.header.slots if s.kind not in BY_PEOPLE or (s.kind == STAFF and s.name == staff)]
            self._keys.write(opened.with_slot(made).without(own))
            self._keys.go_on_with(made, private)
        self._enter(f"staff:{staff}", _REMOVED, own)
        self._enter(f"staff:{staff}", _ADDED, [made])
        return made

    def opened(self) -> None:
        """Somebody has just opened it by a secret of his. What was tried in vain before is entered. Refuses who works
        here no more: the word of it came after the slot was made."""
        DoorTries(self._store.folder, self._now).told(self._tell)
        self.tidy()
        slot = self._keys.found
        if slot is not None and slot.kind == STAFF and slot.name not in self._here():
            raise SignInRefused(0)

    def tidy(self) -> None:
        """Nobody who works here no more has a slot, and no start code that was used elsewhere. The last slot goes only
        where the recovery key opens what is left. Another key is due then: he may have kept a copy of the header."""
        header = self._keys.header
        if not header.has(STAFF):
            return
        here = self._here()
        gone = [
            slot
            for slot in header.slots
            if slot.kind == STAFF
            and (slot.name not in here or (slot.kept.get("start", "") and not here[slot.name].start))
        ]
        if gone and (len(gone) < len(header.slots)):
            self._drop(gone)
            with self._store.work(KEEPER) as work:
                work.drawer.set_setting(ROTATION_DUE, "1")
            self._enter(KEEPER, _REMOVED, gone)

    def _here(self) -> dict[str, Account]:
        with self._store.look() as work:
            every, centre = work.staff.all(), self._store.device.centre
        return {one.staff: one for one in every if not one.left and one.centre == centre}

    def _tell(self, staff: str, times: int) -> None:
        with self._store.work(DOOR) as work:
            work.journal.enter(StaffCame(staff=staff, how=f"x{times}", why="closed"), "staff.refused")

    def _drop(self, gone: Sequence[Slot]) -> None:
        with self._keys.changing() as opened:
            self._keys.write(_without(opened, {slot.id for slot in gone}))

    def _enter(self, actor: str, what: str, slots: Sequence[Slot]) -> None:
        with self._store.work(actor) as work:
            for slot in slots:
                work.journal.enter(KeyChanged(what=what, slot=slot.id, slot_kind=slot.kind), "device.key_changed")


def must_not_start_by_itself(store: OpenStore) -> None:
    """Refuses `people_not_here` where this PC is the centre's hub, or was paired as a hall or a board."""
    with store.look() as work:
        hub, role = work.drawer.setting(_HUB), work.drawer.setting(ROLE)
    if hub or role in (Role.HALL, Role.BOARD):
        raise Refusal("people_not_here")


def follow_accounts(store: OpenStore) -> None:
    """Accounts have changed, by whatever way: the slots follow. What cannot be done now is done at the next opening."""
    with suppress(Trouble, Refusal):
        PersonalSlots(store, store.clock.now).tidy()


def _without(opened: Opened, ids: set[str]) -> Opened:
    return opened.without([slot for slot in opened.header.slots if slot.id in ids])
