"""What the courier needs of the device it works for: its journal on a shelf, its scans, and nothing else.

`tests/sync/shelf_contract.py` says the same in tests; every shelf passes them, the store's and the tests' own.
"""

from collections.abc import Sequence
from typing import Protocol

from sync.protocol.entry import DeviceId, Entry
from sync.protocol.exchange import Run
from sync.protocol.statements import Acknowledgement, Head


class Journal(Protocol):
    """One device's journal as it stands here, and what each upstream ('city', 'hub') said it keeps of it. Each method
    that writes is one transaction, durable when it returns; raises whatever the store raises, and then nothing was
    written.
    """

    @property
    def device(self) -> DeviceId: ...
    @property
    def hash(self) -> str:
        """The name of the hash of bodies and chains ('sha-256')."""

    def heads(self) -> Sequence[Head]:
        """The last entry of each epoch of this device, lowest epoch first. Epochs without entries are left out."""

    def chain_at(self, epoch: int, seq: int) -> bytes | None:
        """The chain of this device's entry; GENESIS for `seq` 0 of any epoch, None where there is no such entry."""

    def acknowledged(self, upstream: str) -> Sequence[Head]:
        """What `upstream` last said it keeps, lowest epoch first; empty before its first word."""

    def acknowledge(self, upstream: str, word: Acknowledgement) -> None:
        """Replace what `upstream` keeps by its newest word, and keep the proof. It may say less than before (it was
        restored from a backup): then the entries behind it wait again. Only heads that are a prefix of this journal
        are ever handed in."""

    def take_back(self, epoch: int, theirs: Sequence[Entry], highest: int) -> None:
        """The upstream holds entries of this device that are not here, or others at the same numbers. `theirs` are
        consecutive, and their first follows an entry (or GENESIS) that both have; `highest` is the highest epoch that
        the upstream has of this device. They take their places; what stood there is never dropped. Safe to repeat: a
        second time nothing changes."""


class Shelf(Journal, Protocol):
    """This device's own journal, and its books per upstream.

    A device writes in one epoch at a time, its *writing epoch* (1 at `init`), which the store remembers; older epochs
    and epochs found to be begun by a clone stand beside it.
    """

    @property
    def public_key(self) -> bytes:
        """32 raw bytes of Ed25519."""

    def sign(self, message: bytes) -> bytes:
        """The device's signature; the key itself never leaves the store."""

    def entries(self, epoch: int, after: int, limit: int, size: int) -> Sequence[Entry]:
        """This device's entries `after`+1, `after`+2 … of one epoch in order: at most `limit`, and as many as have
        `size` bytes of bodies together, but one at least if there is one."""

    def word(self, upstream: str) -> bytes:
        """The newest word of `upstream` as it came; empty before its first that keeps anything."""

    def cursor(self, upstream: str) -> str:
        """Up to where news of `upstream` are applied: its own words, kept as they came; '' at the beginning."""

    def apply(self, upstream: str, news: Sequence[Entry], cursor: str) -> int:
        """Fold entries of others into the tables in their order, and move the cursor, all in one transaction.

        An entry whose id is here already changes nothing. One that does not fit (any more) is kept, marked, and a
        person's work item. One of an unknown kind is kept. One whose place (device, epoch, number) is taken by
        another id is kept too. Returns how many were new here.
        """

    def take_back(self, epoch: int, theirs: Sequence[Entry], highest: int) -> None:
        """This device's disk was restored or cloned. In one transaction:

        1. If `epoch` is the writing epoch and anything of `theirs` is not in its place here, a new writing epoch
           begins, numbered one above the highest known here and there.
        2. `theirs` take their places in `epoch`; those whose id is not here yet are kept and folded into the tables.
           An id that is here already may so come to stand in a second place; it is folded once.
        3. Own entries of `epoch` from the first number that differed on lose their places. Those that then stand
           nowhere go behind the last entry of the writing epoch: same ids and bodies, same order, chained anew.
        4. If a new epoch has begun, `device.parted` is entered behind them.

        Nothing is ever dropped. Safe to repeat: a second time nothing changes.
        """


class RelayedJournal(Journal, Protocol):
    """Another device's journal at the hub that speaks for it. Only the city's word on it frees anything."""

    def runs(self, epoch: int, after: int, limit: int, size: int) -> Sequence[Run]:
        """Entries behind `after`, each run as far as one of the device's own words goes, with that word: as many runs
        as have `limit` entries and `size` bytes together, but one at least if there is one."""

    def vouch(self, statement: bytes) -> None:
        """Keep the device's word on its journal, as it came back from the city."""


class Relay(Protocol):
    """What a hub carries for others."""

    def journals(self) -> Sequence[RelayedJournal]:
        """The journals of the devices that the city lets this hub speak for."""

    def paired(self, again: bool) -> Sequence[bytes]:
        """Enrolments that were sealed for this hub and wait for the city's answer; `again`: also those refused."""

    def answered(self, key_id: bytes, answer: str) -> None:
        """The city's answer to one: 'certified', or why not."""

    def forgotten(self, device: DeviceId) -> None:
        """The city (restored) does not know that this hub speaks for the device: its enrolment goes up again."""

    def wanted(self, names: Sequence[str]) -> None:
        """Scans that the city lacks: what is not here (any more) has to come from its device again."""


class Further(Protocol):
    """What a device behind a hub knows of the city beyond it; `name` is the city's in the device's books."""

    @property
    def name(self) -> str: ...
    def key(self) -> bytes:
        """The city's public key; empty until it is known."""

    def learn(self, key: bytes, url: str) -> None:
        """Keep what the hub told of the city. Only called while no key is known."""

    def keep_box(self, statement: bytes) -> None:
        """Keep the city's own word on its letterbox, which a stick is addressed to."""


class Scans(Protocol):
    """Attachments that this device owes its upstream, named by SHA-256 in hex."""

    def owed(self, upstream: str) -> Sequence[str]:
        """Those not yet known to be complete at `upstream`, newest first."""

    def read(self, sha256: str) -> bytes | None:
        """The whole content, or None when it is not on this device (any more)."""

    def arrived(self, upstream: str, sha256: str) -> None:
        """`upstream` has verified it whole."""
