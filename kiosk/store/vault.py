"""The header beside the store: which slots open it, and its key wrapped for each of them. No key stands in it in clear.

A slot is a letterbox (X25519). Its private half is guarded by this machine, or comes of a passphrase or of the recovery
key; the public half stands here. So a new key is wrapped for every slot without anybody typing, and so is a backup's.
While the store goes over to a new key both stand here. The list of slots is sealed under every key (HMAC), so that
nobody adds a slot of his own.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.blobs import sorted_disk, write_durably

PASSPHRASE, RECOVERY, STAFF = "passphrase", "recovery", "staff"
BY_PEOPLE = (PASSPHRASE, RECOVERY, STAFF)  # whoever opens these sits at the PC; all others it opens by itself
KEY_BYTES = 32
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the store. `kept` is what its guard needs to see again; nothing in it is secret."""

    id: str
    kind: str
    name: str
    public: bytes
    kept: Mapping[str, str]
    since: str


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The `n`th key of the store, wrapped for each slot by its id, and the seal over the list of slots under it."""

    n: int
    of: Mapping[str, bytes]
    mac: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """All that stands in the file. `taken_over` is when a key that had lain in clear was wrapped; '' otherwise."""

    store: str
    slots: tuple[Slot, ...] = ()
    keys: tuple[Wrapped, ...] = ()
    taken_over: str = ""

    def slot(self, slot_id: str) -> Slot:
        """Refuses `slot_unknown`."""
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise Refusal("slot_unknown", slot=slot_id)

    def has(self, kind: str) -> bool:
        """Whether there is a slot of this kind."""
        return any(slot.kind == kind for slot in self.slots)

    @property
    def of_itself(self) -> bool:
        """Whether this PC opens it without anybody."""
        return any(slot.kind not in BY_PEOPLE for slot in self.slots)

    def of(self, staff: str) -> tuple[Slot, ...]:
        """The slots of a member of staff."""
        return tuple(slot for slot in self.slots if slot.kind == STAFF and slot.name == staff)


@dataclass(frozen=True, slots=True)
class Opened:
    """A header that a slot has opened: every key by its number."""

    header: Header
    keys: Mapping[int, bytes] = field(repr=False)

    def newest_first(self) -> list[bytes]:
        """The keys to try: while the store goes over to a new one, it is under either."""
        return [self.keys[n] for n in sorted(self.keys, reverse=True)]

    def with_slot(self, slot: Slot) -> "Opened":
        """With one slot more."""
        return self._with(replace(self.header, slots=(*self.header.slots, slot)))

    def without_slot(self, slot_id: str) -> "Opened":
        """With one slot fewer. Refuses `slot_unknown`, and `slot_last` for the last that opens it."""
        self.header.slot(slot_id)
        left = tuple(slot for slot in self.header.slots if slot.id != slot_id)
        if not left:
            raise Refusal("slot_last")
        return self._with(replace(self.header, slots=left))

    def without(self, gone: Sequence[Slot]) -> "Opened":
        """Without these. Refuses `slot_last` when none would be left."""
        left = tuple(slot for slot in self.header.slots if slot not in gone)
        if not left:
            raise Refusal("slot_last")
        return self._with(replace(self.header, slots=left)) if gone else self

    def with_key(self, key: bytes) -> "Opened":
        """With a further key, wrapped for every slot."""
        made = replace(self, keys={**self.keys, max(self.keys, default=0) + 1: key})
        return made._with(self.header)

    def with_only(self, key: bytes) -> "Opened":
        """With this key alone: the others open nothing any more; nor does one that had once lain in clear."""
        made = replace(self, keys={n: kept for n, kept in self.keys.items() if kept == key})
        was_clear = self.header.taken_over if min(made.keys) == min(self.keys) else ""
        return made._with(replace(self.header, taken_over=was_clear))

    def for_another(self, store: str, key: bytes) -> "Opened":
        """A header with the same slots for another store (a backup, a restored device)."""
        return Opened(Header(store), {1: key})._with(Header(store, self.header.slots))

    def only_kinds(self, *kinds: str) -> "Opened":
        """With the slots of these kinds alone."""
        return self._with(replace(self.header, slots=tuple(s for s in self.header.slots if s.kind in kinds)))

    def _with(self, header: Header) -> "Opened":
        wrapped = tuple(_wrap(header, n, key) for n, key in sorted(self.keys.items()))
        return Opened(replace(header, keys=wrapped), self.keys)


def new_slot(kind: str, private: bytes, kept: Mapping[str, str], since: str, name: str = "") -> Slot:
    """A slot for whoever has the 32 bytes of `private`."""
    from sync.protocol.envelope import box_public, load_box

    return Slot(secrets.token_hex(4), kind, name, box_public(load_box(private)), dict(kept), since)


def open_with(header: Header, slot: Slot, private: bytes) -> Opened | None:
    """Every key, if `private` is the slot's; None otherwise. Raises `Trouble('header_altered')` when the list of slots
    is not as it was sealed: somebody has put himself in."""
    from sync.protocol.envelope import NotForUs, box_public, load_box, open_envelope

    box = load_box(private)
    if box_public(box) != slot.public:
        return None
    keys: dict[int, bytes] = {}
    for wrapped in header.keys:
        try:
            key = open_envelope(wrapped.of[slot.id], box, _about(header, wrapped.n, slot))
        except (NotForUs, KeyError) as error:
            raise Trouble("header_altered") from error
        if not hmac.compare_digest(_seal(header, wrapped.n, key), wrapped.mac):
            raise Trouble("header_altered")
        keys[wrapped.n] = key
    return Opened(header, keys) if keys else None


def read_header(path: Path) -> Header | None:
    """What stands in the file; None when there is none. Raises `Trouble('header_unreadable')`."""
    try:
        said: dict[str, Any] = json.loads(path.read_text("utf-8"))
        slots = tuple(
            Slot(s["id"], s["kind"], s["name"], bytes.fromhex(s["public"]), dict(s["kept"]), s["since"])
            for s in said["slots"]
        )
        keys = tuple(
            Wrapped(k["n"], {i: bytes.fromhex(w) for i, w in k["of"].items()}, bytes.fromhex(k["mac"]))
            for k in said["keys"]
        )
        return Header(said["store"], slots, keys, said.get("taken_over", ""))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Trouble("header_unreadable", path=path) from error


def write_header(path: Path, header: Header) -> None:
    """Write it durably: the one before, or this one, never half. Raises `Trouble('disk_full')` and its like."""
    said = {
        "format": FORMAT,
        "store": header.store,
        "taken_over": header.taken_over,
        "slots": _plain(header.slots),
        "keys": [{"n": k.n, "of": {i: w.hex() for i, w in k.of.items()}, "mac": k.mac.hex()} for k in header.keys],
    }
    try:
        write_durably(path, json.dumps(said, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise sorted_disk(error) from error


def _plain(slots: Sequence[Slot]) -> list[dict[str, Any]]:
    return [
        {"id": s.id, "kind": s.kind, "name": s.name, "public": s.public.hex(), "kept": dict(s.kept), "since": s.since}
        for s in slots
    ]


def _wrap(header: Header, n: int, key: bytes) -> Wrapped:
    from sync.protocol.envelope import put_in_envelope

    of = {slot.id: put_in_envelope(key, slot.public, _about(header, n, slot)) for slot in header.slots}
    return Wrapped(n, of, _seal(header, n, key))


def _about(header: Header, n: int, slot: Slot) -> bytes:
    return f"weimin-kiosk vault {header.store} {n} {slot.id}".encode()


def _seal(header: Header, n: int, key: bytes) -> bytes:
    said = json.dumps([FORMAT, header.store, n, _plain(header.slots)], sort_keys=True)
    return hmac.new(key, b"weimin-kiosk header\0" + said.encode(), hashlib.sha256).digest()
