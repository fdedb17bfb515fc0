"""The key cabinet of an open store: its slots, one more or one fewer, another key while everybody goes on working."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.connections import Connections, DatabaseError, sorted_troubles
from kiosk.store.door import BLOB_KEY, PAST_BLOB_KEYS, OpenStore
from kiosk.store.guards import best_guard
from kiosk.store.keys import guarded_slot, new_key, passphrase_slot, recovery_slot
from kiosk.store.layout import STORE_FILE
from kiosk.store.personal import PEOPLE, ROTATION_DUE
from kiosk.store.vault import RECOVERY, STAFF, Opened, Slot


class Cabinet:
    """The `Cabinet` port of `kiosk.app.keyholding`. `keys` is the folder of the machine's half."""

    def __init__(self, store: OpenStore, keys: Path, now: Callable[[], datetime]) -> None:
        self._store, self._folder, self._keys, self._now = store, keys, store.keys, now

    def slots(self) -> tuple[tuple[Slot, ...], bool]:
        """Every slot, and whether the key had once lain in clear and was never changed since."""
        header = self._keys.header
        return header.slots, bool(header.taken_over)

    def add_recovery(self, secret: bytes, split: bool) -> Slot:
        """A new recovery key in the place of those before it: an old sheet opens this store no more."""
        made = recovery_slot(secret, self._now(), split)
        with self._keys.changing() as opened:
            changed = opened.with_slot(made)
            for slot in opened.header.slots:
                changed = changed.without_slot(slot.id) if slot.kind == RECOVERY else changed
            self._keys.write(changed)
        return made

    def add_passphrase(self, passphrase: str, name: str = "") -> Slot:
        """One more passphrase. Refuses `passphrase_weak`."""
        return self._add(passphrase_slot(passphrase, self._now(), name))

    def add_machine(self, guard: str) -> Slot:
        """This machine opens it by itself; people need no slots of their own any more. Raises
        `Trouble('guard_missing')`."""
        made = self._add(guarded_slot(best_guard(self._keys.header.store, self._folder, guard), self._now()))
        with self._keys.changing() as opened:
            self._keys.write(opened.without([slot for slot in opened.header.slots if slot.kind == STAFF]))
        with self._store.work("cli") as work:
            work.drawer.set_setting(PEOPLE, "")
        return made

    def remove(self, slot_id: str) -> Slot:
        """One slot fewer. Refuses `slot_unknown`, `slot_last`, `slot_needs_other` where nothing but the recovery key
        would be left, and `people_need_recovery` where nothing but people's secrets would."""
        with self._keys.changing() as opened:
            gone = opened.header.slot(slot_id)
            changed = opened.without_slot(slot_id)
            if all(slot.kind == RECOVERY for slot in changed.header.slots):
                raise Refusal("slot_needs_other")
            if changed.header.has(STAFF) and not changed.header.has(RECOVERY):
                raise Refusal("people_need_recovery")
            self._keys.write(changed)
        return gone

    def rotate(self) -> None:
        """Go over to another key. Whoever has the store open goes on: his next step finds the new key by itself.

        A power cut leaves the old or the new key in force, and the header gives both until it is known which.
        Raises `Trouble('rotation_failed')` where there is no room for a second copy of the store; the old key stays.
        """
        with self._keys.changing() as opened:
            fresh = new_key()
            self._keys.write(opened.with_key(fresh))
            try:
                self._rekey(fresh)
            except BaseException:
                self._settle(opened.with_key(fresh))
                raise
            self._settle(opened.with_key(fresh))
        with self._store.work("cli") as work:
            now, past = work.drawer.setting(BLOB_KEY), work.drawer.setting(PAST_BLOB_KEYS)
            work.drawer.set_setting(PAST_BLOB_KEYS, f"{now} {past}".strip())
            work.drawer.set_setting(BLOB_KEY, new_key().hex())
            work.drawer.set_setting(ROTATION_DUE, "")

    def _add(self, slot: Slot) -> Slot:
        with self._keys.changing() as opened:
            self._keys.write(opened.with_slot(slot))
        return slot

    def _rekey(self, fresh: bytes) -> None:
        before = [key.hex() for key in self._keys.opened().newest_first()[1:]]
        own = Connections(self._store.folder / STORE_FILE, lambda: before)
        try:
            with sorted_troubles():
                own.mine().execute("BEGIN IMMEDIATE")  # waits for who writes now
                own.mine().execute("ROLLBACK")
                own.mine().execute(f"PRAGMA rekey = \"x'{fresh.hex()}'\"")
            with suppress(DatabaseError):  # somebody is reading: what is under the old key goes with a later one
                own.mine().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            own.close()
        if not _opens(self._store.folder / STORE_FILE, fresh):  # a disk that is full in the midst of it says nothing
            raise Trouble("rotation_failed")

    def _settle(self, opened: Opened) -> None:
        """Leave only the key that opens the store now."""
        key = next((one for one in opened.newest_first() if _opens(self._store.folder / STORE_FILE, one)), None)
        if key is not None:
            with suppress(Trouble):  # a disk that is full keeps both: the next rotation leaves one
                self._keys.write(opened.with_only(key))


def _opens(path: Path, key: bytes) -> bool:
    """Whether the store is under this key now."""
    connections = Connections(path, lambda: [key.hex()])
    try:
        with connections.reading() as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except Trouble:
        return False
    finally:
        connections.close()
    return True
