"""The key of the store: made at the beginning, unlocked when the store is opened, changed without closing it.

The key itself never lies on a disk in clear: `vault` has it wrapped for each slot, and whoever may open a slot is the
`Unlock` that comes as an argument: this machine by itself, a passphrase, the recovery key, a member of staff.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.guards import Guard, guard_of
from kiosk.store.layout import HEADER_FILE, LOCK_FILE
from kiosk.store.recovery import FETCH, fetch_key
from kiosk.store.vault import (
    KEY_BYTES,
    PASSPHRASE,
    RECOVERY,
    STAFF,
    Header,
    Opened,
    Slot,
    new_slot,
    open_with,
    read_header,
    write_header,
)


class Unlock(Protocol):
    """Whoever may open a slot: the slot and its 32 secret bytes, None when it is not for him to open any of these.

    May raise a Refusal with its own sentence (a passphrase that is wrong). Asked once for each opening of a store.
    """

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None: ...


class ByMachine:
    """By itself, without anybody: what this machine guards. `keys` is the folder of the machine's half."""

    def __init__(self, store: str, keys: Path) -> None:
        self._store, self._keys = store, keys

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None:
        for slot in slots:
            guard = guard_of(slot.kind, self._store, self._keys)
            private = guard.open(slot.kept) if guard else None
            if private is not None:
                return slot, private
        return None


class ByPassphrase:
    """By a passphrase; `ask` is called only when there is a slot for one. Refuses `passphrase_wrong`."""

    def __init__(self, ask: Callable[[], str]) -> None:
        self._ask = ask

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None:
        from kiosk.store.passphrase import stretched

        mine = [slot for slot in slots if slot.kind == PASSPHRASE]
        said = self._ask() if mine else ""
        for slot in mine:
            private = stretched(said, slot.kept)
            if fits(slot, private):
                return slot, private
        if mine:
            raise Refusal("passphrase_wrong")
        return None


class ByRecovery:
    """By the recovery key, as it was typed or scanned. Refuses `recovery_mistyped`, `recovery_wrong` and its like."""

    def __init__(self, text: str) -> None:
        self._text = text

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None:
        from kiosk.store.recovery import read_recovery

        secret = read_recovery(self._text)
        for slot in slots:
            if slot.kind == RECOVERY and fits(slot, private := recovery_private(secret)):
                return slot, private
        raise Refusal("recovery_wrong")


class InOrder:
    """One after the other, until one opens."""

    def __init__(self, *unlocks: Unlock) -> None:
        self._unlocks = unlocks

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None:
        for unlock in self._unlocks:
            if found := unlock.open_one(slots):
                return found
        return None


class StoreKeys:
    """The keys of one store. What opened it once is remembered while the program runs: it opens the next key too."""

    def __init__(self, folder: Path, unlock: Unlock) -> None:
        self._folder = folder
        self._unlock = unlock
        self._found: tuple[Slot, bytes] | None = None

    @property
    def header(self) -> Header:
        """As it stands in the file now. Raises `Trouble('header_missing')`."""
        header = read_header(self._folder / HEADER_FILE)
        if header is None:
            raise Trouble("header_missing", path=self._folder / HEADER_FILE)
        return header

    def candidates(self) -> list[str]:
        """The keys to try, in hex, the newest first. Raises `Trouble('key_elsewhere')` and what the `Unlock` raises."""
        return [key.hex() for key in self.opened().newest_first()]

    def opened(self) -> Opened:
        """The header, opened by whoever may. Raises as `candidates`."""
        header = self.header
        opened = self._again(header)
        if opened is None:
            self._found = self._unlock.open_one(header.slots)
            opened = self._again(header)
        if opened is None:
            raise Trouble(_closed(header), path=self._folder)
        return opened

    @contextmanager
    def changing(self) -> Iterator[Opened]:
        """The opened header for who is about to change it: one at a time, whichever program he is."""
        with locked(self._folder / LOCK_FILE):
            yield self.opened()

    def write(self, opened: Opened) -> None:
        """What stands in the file from now on."""
        write_header(self._folder / HEADER_FILE, opened.header)

    @property
    def found(self) -> Slot | None:
        """The slot by which it was opened; None before that."""
        return self._found[0] if self._found else None

    def go_on_with(self, slot: Slot, private: bytes) -> None:
        """Another slot stands for this program from now on: the one that opened it goes."""
        self._found = slot, private

    def forget(self) -> None:
        """Whoever opened it by a secret of his has gone: this program opens it no more."""
        if self._found is not None and self._found[0].kind == STAFF:
            self._found, self._unlock = None, InOrder()

    def _again(self, header: Header) -> Opened | None:
        if self._found is None:
            return None
        slot, private = self._found
        return next((open_with(header, now, private) for now in header.slots if now.id == slot.id), None)


def _closed(header: Header) -> str:
    """What is said where nobody was there to open it."""
    if header.has(STAFF):
        return "people_only"
    return "unlock_needed" if header.has(PASSPHRASE) else "key_elsewhere"


def new_key() -> bytes:
    """32 random bytes: a store's key."""
    return secrets.token_bytes(KEY_BYTES)


def guarded_slot(guard: Guard, now: datetime, name: str = "") -> Slot:
    """A slot that this machine opens by itself. Raises `Trouble('guard_missing')`."""
    private = secrets.token_bytes(KEY_BYTES)
    return new_slot(guard.kind, private, guard.seal(private), _stamp(now), name)


def passphrase_slot(passphrase: str, now: datetime, name: str = "") -> Slot:
    """A slot that a passphrase opens; the salt and the cost stand in it. Refuses `passphrase_weak`."""
    from kiosk.store.passphrase import fresh_cost, must_be_strong, stretched

    must_be_strong(passphrase)
    cost = fresh_cost()
    return new_slot(PASSPHRASE, stretched(passphrase, cost), cost, _stamp(now), name)


def person_slot(staff: str, secret: str, now: datetime, start: bool = False) -> tuple[Slot, bytes]:
    """A slot that a member of staff opens with the secret that he signs in with, and its private half; the salt and the
    cost stand in it. `start`: it is the code for a first sign-in. How strong a secret is, the staff desk has judged."""
    from kiosk.store.passphrase import fresh_cost, stretched

    cost = {**fresh_cost(), "start": "1" if start else ""}
    private = stretched(plain_secret(secret), cost)
    return new_slot(STAFF, private, cost, _stamp(now), staff), private


def recovery_slot(secret: bytes, now: datetime, split: bool = False) -> Slot:
    """A slot that the recovery key opens."""
    kept = {"split": "2" if split else "", FETCH: fetch_key(secret).public_key().public_bytes_raw().hex()}
    return new_slot(RECOVERY, recovery_private(secret), kept, _stamp(now))


def recovery_private(secret: bytes) -> bytes:
    """The private half that the recovery key stands for."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, None, b"weimin-kiosk recovery").derive(secret)


def make_header(folder: Path, store: str, guard: Guard, now: datetime) -> bytes:
    """A new key, wrapped for this machine, written durably before the store it opens exists."""
    key = new_key()
    opened = Opened(Header(store), {1: key}).with_slot(guarded_slot(guard, now))
    write_header(folder / HEADER_FILE, opened.header)
    return key


def take_over(folder: Path, store: str, old: Path, guard: Guard, now: datetime) -> None:
    """A key that an older program had left in clear is wrapped; the clear file goes once the header gives that key."""
    with locked(folder / LOCK_FILE):
        try:
            key = bytes.fromhex(old.read_text("ascii").strip())
        except FileNotFoundError as error:
            if (folder / HEADER_FILE).exists():
                return  # another program was faster
            raise Trouble("key_elsewhere", path=folder) from error
        except (OSError, ValueError) as error:
            raise Trouble("store_unreadable", path=folder) from error
        if read_header(folder / HEADER_FILE) is None:
            opened = Opened(Header(store, taken_over=_stamp(now)), {1: key}).with_slot(guarded_slot(guard, now))
            write_header(folder / HEADER_FILE, opened.header)
        if key.hex() in StoreKeys(folder, ByMachine(store, old.parent)).candidates():
            _wipe(old)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One program at a time; the system lets go when a program dies."""
    with path.open("ab") as file:
        _lock(file.fileno())
        yield


def _lock(descriptor: int) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
    else:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]


def _wipe(path: Path) -> None:
    """Overwrite, then remove: on a disk that copies what it writes this is no promise, so a rotation is advised."""
    with suppress(FileNotFoundError):
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(b"0" * size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def plain_secret(secret: str) -> str:
    """A secret however its characters were composed at the keyboard."""
    import unicodedata

    return unicodedata.normalize("NFKC", secret)


def fits(slot: Slot, private: bytes) -> bool:
    """Whether these are the slot's secret bytes."""
    from sync.protocol.envelope import box_public, load_box

    return box_public(load_box(private)) == slot.public


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
