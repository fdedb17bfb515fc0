"""What the reception needs of whoever keeps what arrives: an inbox for entries, a shelf for parcels, a voice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from sync.protocol.enrolment import Asked
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.exchange import Beyond, Hello, PairedAnswer, RunResult
from sync.protocol.parcels import ParcelState as ParcelState
from sync.protocol.seal import Signer
from sync.protocol.statements import Acknowledgement, Head


class Standing(StrEnum):
    """What a key's word is worth here."""

    TRUSTED = "trusted"
    REVOKED = "revoked"  # a stolen or retired device: what it says is kept aside, and it is told nothing
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A device's certified key; `hash` names the hash of its bodies and chains."""

    device: DeviceId
    public_key: bytes
    hash: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ProvenRun:
    """Consecutive entries of one device, whose origin its `statement` proves; of a key that is not trusted, they are
    only to be kept aside."""

    device: DeviceId
    epoch: int
    entries: tuple[Entry, ...]
    statement: bytes
    standing: Standing


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks for news. `held` are the journals of others that it carries as a hub, up to where it has them: what it
    has need not come down to it, and what concerns their centres has to."""

    device: DeviceId
    held: Mapping[DeviceId, Sequence[Head]] = field(default_factory=dict)

    def has(self, device: str, epoch: int, seq: int) -> bool:
        """Whether it holds the entry at this place, or made it itself."""
        heads = self.held.get(DeviceId(device), ())
        return device == self.device or any(head.epoch == epoch and seq <= head.seq for head in heads)


@dataclass(frozen=True, slots=True)
class News:
    """Entries for a device in the order in which they were stored here; `cursor` is behind the last, `more` remain."""

    entries: tuple[Entry, ...]
    cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Who signs for this upstream: its key's signer, id and public half; `incarnation` names its database."""

    sign: Signer
    key_id: bytes
    public_key: bytes


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An upstream's own letterbox: its public half, its key's word on it, and how an envelope to it is opened (sealed
    bytes and what they are about); raises `NotForUs`."""

    public: bytes
    statement: bytes
    open: Callable[[bytes, bytes], bytes]


class CodeRefused(Exception):
    """An enrolment code that does not open the door; `key` says why (code_wrong, code_used, code_elsewhere)."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Inbox(Protocol):
    """Keeps entries, each once, and gives news. What a method returns about storing is durable when it returns."""

    @property
    def incarnation(self) -> str: ...
    def key(self, key_id: bytes) -> KnownKey | None: ...
    def hash_of(self, device: DeviceId) -> str:
        """The name of the hash of a device's entries."""

    def take(self, runs: Sequence[ProvenRun]) -> Sequence[RunResult]:
        """Store all runs in one transaction, judged by `sync.server.judge`; one result each."""

    def seen(self, device: DeviceId, hello: Hello) -> None:
        """A device called: note when, its version, its clock and how many entries still wait there."""

    def heads(self, device: DeviceId) -> Sequence[Head]:
        """What is kept of the device, lowest epoch first."""

    def kept(self, device: DeviceId) -> Acknowledgement:
        """The same as a signed word."""

    def news(self, reader: Reader, cursor: str, limit: int, size: int) -> News:
        """Behind `cursor`, what the reader and those it speaks for may know; all when it names no place here."""

    def back(self, device: DeviceId, epoch: int, after: int, limit: int, size: int) -> Sequence[Entry]:
        """The device's own entries as they were received, for one that lost them."""

    def owed(self, device: DeviceId, limit: int) -> Sequence[str]:
        """SHA-256 (hex) of scans that the device's entries name and that are not here whole, newest first."""

    def enrol(self, asked: Asked, message: bytes) -> None:
        """Take a key in; `message` is the request as its owner sealed it. Raises `CodeRefused`."""


class Relays(Protocol):
    """Which hub speaks for whom. An upstream to which no hub comes has none."""

    def pair(self, hub: KnownKey, message: bytes) -> PairedAnswer:
        """An enrolment that a device sealed for this hub: certify its key, and let the hub speak for it."""

    def spoken_for(self, hub: DeviceId) -> frozenset[DeviceId]:
        """The devices that have agreed to be carried by this hub."""

    def statement(self, device: DeviceId, epoch: int) -> bytes:
        """The device's own word on the last entry kept of this epoch; empty where there is none."""


class Further(Protocol):
    """What a hub knows of the city beyond it. A city has none."""

    def beyond(self, device: DeviceId) -> Beyond | None:
        """The city's key and its newest word on this device, None before the hub itself is known there."""


class Parcels(Protocol):
    """Scans by their SHA-256 in hex. Only those that an entry has named are taken."""

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """None when nothing under this name concerns this device's centre."""

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a part, durable on return; verify the whole when it is the last. Raises ValueError for a part that
        cannot belong there."""

    def read(self, sha256: str) -> bytes | None:
        """The whole, None unless it is here whole."""
