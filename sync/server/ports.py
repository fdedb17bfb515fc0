"""What the reception needs of whoever keeps what arrives: an inbox for entries, a shelf for parcels, a voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sync.protocol.enrolment import Asked
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.exchange import Hello, RunResult
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

    def news(self, device: DeviceId, cursor: str, limit: int, size: int) -> News: ...
    def back(self, device: DeviceId, epoch: int, after: int, limit: int, size: int) -> Sequence[Entry]:
        """The device's own entries as they were received, for one that lost them."""

    def owed(self, device: DeviceId, limit: int) -> Sequence[str]:
        """SHA-256 (hex) of scans that the device's entries name and that are not here whole, newest first."""

    def enrol(self, asked: Asked) -> None:
        """Certify a key. Raises `CodeRefused`."""


@dataclass(frozen=True, slots=True)
class ParcelState:
    """A blob that some entry names: what is missing of it; nothing is, when it is here whole and verified."""

    size: int
    missing: tuple[range, ...]


class Parcels(Protocol):
    """Scans by their SHA-256 in hex. Only those that an entry has named are taken."""

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """None when nothing under this name concerns this device's centre."""

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a part, durable on return; verify the whole when it is the last. Raises ValueError for a part that
        cannot belong there."""

    def read(self, sha256: str) -> bytes | None:
        """The whole, None unless it is here whole."""
