"""The devices that this one speaks for as a hub: how each came in, its keys, and what the city said of them.

The hub trusts a paired key on its own LAN; only the city certifies it, and only the city revokes it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.store.journal import Clock
from sync.protocol.audience import Role
from sync.protocol.enrolment import Asked, plain_code
from sync.protocol.entry import DeviceId
from sync.protocol.exchange import CERTIFIED
from sync.protocol.seal import SHA_256, key_id

CODE_GOOD_FOR = timedelta(days=1)
WRONG, USED = "code_wrong", "code_used"


@dataclass(frozen=True, slots=True)
class PeerKey:
    """A paired device's key; `revoked` by the city."""

    device: DeviceId
    public_key: bytes
    hash: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class Peer:
    """A paired device as the list shows it. `answer` is the city's: 'certified', why not, or '' while it is out."""

    device: DeviceId
    name: str
    role: Role
    answer: str
    seen_at: str
    waiting: int


class PeerTable:
    """The paired devices within one transaction."""

    def __init__(self, connection: Any, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def open_code(self, code: str) -> None:
        """A code that lets one device in, within a day."""
        until = (self._clock.now() + CODE_GOOD_FOR).isoformat()
        self._connection.execute("INSERT INTO pairing (code, until) VALUES (?, ?)", (_written(code), until))

    def let_in(self, asked: Asked, message: bytes) -> str:
        """Pair a device by its code; '' when it is in, else why not. The same key may ask again with its code."""
        name = key_id(asked.public_key)
        row = self._connection.execute(
            "SELECT until, used_by FROM pairing WHERE code = ?", (_written(asked.code),)
        ).fetchone()
        if row is None:
            return WRONG
        until, used_by = row
        if used_by != name and (used_by is not None or datetime.fromisoformat(until) < self._clock.now()):
            return USED
        self._connection.execute("UPDATE pairing SET used_by = ? WHERE code = ?", (name, _written(asked.code)))
        self._write(asked, message, name)
        return ""

    def key(self, name: bytes) -> PeerKey | None:
        """A key by its id."""
        row = self._connection.execute(
            "SELECT device, public_key, hash, revoked_at FROM peer_key JOIN peer USING (device) WHERE key_id = ?",
            (name,),
        ).fetchone()
        return PeerKey(DeviceId(row[0]), row[1], row[2], row[3] != "") if row else None

    def hash_of(self, device: DeviceId) -> str:
        """The hash that a device chains with."""
        row = self._connection.execute("SELECT hash FROM peer WHERE device = ?", (device,)).fetchone()
        return row[0] if row else SHA_256

    def role_of(self, device: DeviceId) -> Role:
        """What may come down to a device."""
        row = self._connection.execute("SELECT role FROM peer WHERE device = ?", (device,)).fetchone()
        return Role(row[0]) if row else Role.WINDOW

    def carried(self) -> list[DeviceId]:
        """Those whom the city lets this hub speak for."""
        rows = self._connection.execute(
            "SELECT DISTINCT device FROM peer_key WHERE answer = ? ORDER BY device", (CERTIFIED,)
        )
        return [DeviceId(row[0]) for row in rows]

    def waiting(self, again: bool) -> list[bytes]:
        """Enrolments that the city has not answered; `again`: also those it refused."""
        also = "OR answer <> ?" if again else "AND answer <> ?"
        rows = self._connection.execute(f"SELECT asked FROM peer_key WHERE answer = '' {also}", (CERTIFIED,))
        return [row[0] for row in rows]

    def answered(self, name: bytes, answer: str) -> None:
        """The city's answer to the enrolment of this key."""
        self._connection.execute("UPDATE peer_key SET answer = ? WHERE key_id = ?", (answer, name))

    def forgotten(self, device: DeviceId) -> None:
        """The city does not know any more that this hub speaks for the device."""
        self._connection.execute("UPDATE peer_key SET answer = '' WHERE device = ?", (device,))

    def _write(self, asked: Asked, message: bytes, name: bytes) -> None:
        role = Role(asked.role) if asked.role in set(Role) else Role.WINDOW
        self._connection.execute(
            "INSERT INTO peer (device, hash, name, role, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT (device)"
            " DO UPDATE SET hash = excluded.hash, name = excluded.name, role = excluded.role",
            (asked.device, asked.hash, asked.name[:100], role.value, self._clock.now().isoformat()),
        )
        self._connection.execute(
            "INSERT INTO peer_key (key_id, device, public_key, asked) VALUES (?, ?, ?, ?) ON CONFLICT (key_id)"
            " DO UPDATE SET asked = excluded.asked, answer = ''",
            (name, asked.device, asked.public_key, message),
        )


def seen(connection: Any, device: DeviceId, at: str, waiting: int) -> None:
    """A device called, and has so many entries that wait there."""
    connection.execute("UPDATE peer SET seen_at = ?, waiting = ? WHERE device = ?", (at, waiting, device))


def revoke(connection: Any, key_name: str, at: str) -> None:
    """The city trusts this key (its id in hex) no more."""
    connection.execute(
        "UPDATE peer_key SET revoked_at = ? WHERE lower(hex(key_id)) = ? AND revoked_at = ''", (at, key_name)
    )


def renew(connection: Any, device: str, public_key: bytes) -> None:
    """The city has certified another key of a device that this hub speaks for: it is trusted here as well."""
    connection.execute(
        "INSERT OR IGNORE INTO peer_key (key_id, device, public_key, asked, answer)"
        " SELECT ?, device, ?, asked, answer FROM peer_key WHERE device = ? AND answer = ? AND revoked_at = '' LIMIT 1",
        (key_id(public_key), public_key, device, CERTIFIED),
    )


def peers(connection: Any) -> Sequence[Peer]:
    """All paired devices, by their names."""
    rows = connection.execute(
        "SELECT device, name, role, (SELECT answer FROM peer_key k WHERE k.device = peer.device"
        " ORDER BY answer = ? DESC LIMIT 1), seen_at, waiting FROM peer ORDER BY device",
        (CERTIFIED,),
    )
    return [Peer(DeviceId(row[0]), row[1], Role(row[2]), row[3] or "", row[4], row[5]) for row in rows]


def _written(code: str) -> str:
    """Codes are kept as their hash: who reads the store cannot pair."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()
