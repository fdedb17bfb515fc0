"""How a backup is lodged with the upstream (寄存): `POST /sync/v1/backups`, its parts by the way of scans (`parcels`).

The upstream sees a name, a day, sizes and hashes: each part is sealed under the backup's own key, which nobody but the
recovery key of the centre opens. A device asks under its own key. A PC that has lost its disk has none: it asks under
the *fetch key*, which comes of the recovery key, and whose public half was lodged with the backup.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from sync.protocol.cose import NotSealed, Sign1, first_sign1, sign1
from sync.protocol.exchange import NotAMessage
from sync.protocol.parcels import LARGEST
from sync.protocol.parcels import NAME as PART_NAME
from sync.protocol.seal import AlgorithmUnknown, Signer, key_id

PATH = "/sync/v1/backups"
MEDIA_TYPE = "application/vnd.weimin.backups.v1"
MOST_BYTES, MOST_PARTS = 4_000_000, 40_000
BACKUP_NAME = re.compile(r"\d{8}T\d{6}")
LODGE, LIST, VERIFY, CARRY = "lodge", "list", "verify", "carry"
_ASKED, _SAID = b"weimin backups request", b"weimin backups reply"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part, by the SHA-256 (hex) of its sealed bytes."""

    sha256: str
    size: int


class Lodged(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a backup in clear. The first part is the lid: who may open it, and, sealed, what the others are.
    `fetch` is the public half of the key under which it may be fetched without the device."""

    device: str
    name: str
    made_at: str
    fetch: bytes
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(part.size for part in self.parts)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the hashes of all parts: two that have it are the same backup."""
        return digest_of(part.sha256 for part in self.parts)

    def faulty(self) -> bool:
        """Whether it is none that could be kept."""
        names = [part.sha256 for part in self.parts]
        sizes = all(0 < part.size <= LARGEST for part in self.parts)
        well = sizes and len(set(names)) == len(names) and all(PART_NAME.fullmatch(name) for name in names)
        return not (
            well and 0 < len(names) <= MOST_PARTS and len(self.fetch) == 32 and BACKUP_NAME.fullmatch(self.name)
        )


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that is whole at the upstream; `lid` names its first part."""

    device: str
    name: str
    made_at: str
    size: int
    digest: str
    lid: Part


class BackupErrand(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The request: `what` is lodge (with `backup`), list, verify (with `name`), or carry: a hub brings what a device
    had sealed for it (`carried`, the device's own request to lodge)."""

    what: str
    nonce: str
    backup: Lodged | None = None
    name: str = ""
    carried: bytes = b""


class BackupReply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer. `kept` are backups that are whole (list); `digest` is that of a lodged one which is whole (lodge),
    or of what really lies there, read again just now (verify); empty: not whole. `refused` names a rule of the
    upstream's, `most` the bytes that it allows a device."""

    nonce: str
    kept: tuple[Kept, ...] = ()
    digest: str = ""
    refused: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True)
class ErrandAsked:
    """A request as it came. `seal.key_id` names who has to have sealed it."""

    seal: Sign1
    content: bytes
    errand: BackupErrand

    def is_from(self, public: bytes) -> bool:
        """Whether the owner of this key asks."""
        return self.seal.verify(public, self.content, _ASKED)


def digest_of(names: Iterable[str]) -> str:
    """SHA-256 (hex) over hashes in their order, one a line."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def write_errand(errand: BackupErrand, sign: Signer, public: bytes) -> bytes:
    """The request to be sent."""
    content = msgspec.json.encode(errand)
    return sign1(content, sign, key_id(public), aad=_ASKED, detached=True) + content


def read_errand(message: bytes) -> ErrandAsked:
    """The request; nothing is verified yet. Raises `NotAMessage`."""
    seal, content = _split(message)
    try:
        return ErrandAsked(seal, content, msgspec.json.decode(content, type=BackupErrand))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotAMessage(str(error)) from error


def write_said(reply: BackupReply, sign: Signer, key_name: bytes, request: bytes) -> bytes:
    """The answer to `request` (its bytes as received)."""
    content = msgspec.json.encode(reply)
    return sign1(content, sign, key_name, aad=_SAID + hashlib.sha256(request).digest(), detached=True) + content


def read_said(message: bytes, request: bytes, public: bytes) -> BackupReply:
    """The upstream's own answer to this request. `public` is empty for a new PC, which knows no key of it yet: what it
    is given has to hold by the recovery key. Raises `NotAMessage`."""
    seal, content = _split(message)
    if public and not seal.verify(public, content, _SAID + hashlib.sha256(request).digest()):
        raise NotAMessage("seal does not hold")
    try:
        return msgspec.json.decode(content, type=BackupReply)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotAMessage(str(error)) from error


def _split(message: bytes) -> tuple[Sign1, bytes]:
    if len(message) > MOST_BYTES:
        raise NotAMessage("too long")
    try:
        seal, length = first_sign1(message)
    except (NotSealed, AlgorithmUnknown) as error:
        raise NotAMessage(str(error)) from error
    return seal, message[length:]
