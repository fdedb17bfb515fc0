"""The device's own word: its time, its seal on a receipt, its keyed hash of a person. The private key never
leaves here."""

import hashlib
import hmac
from datetime import datetime

from kiosk.domain.case import Case
from kiosk.domain.deadline import business_day
from kiosk.store.door import OpenStore
from kiosk.store.journal import Clock
from sync.protocol.entry import DIGEST_ON_PAPER
from sync.protocol.seal import load_key
from sync.protocol.token import ReceiptClaims, seal_receipt, slip_link

_MARK_BYTES = 16


class DeviceTrust:
    """The `Trust` port of the device whose store is open."""

    def __init__(self, store: OpenStore, clock: Clock) -> None:
        self._device = store.device
        self._key = load_key(store.device_key)
        self._person_key = store.person_key
        self._clock = clock

    def now(self) -> datetime:
        """Wall time; may be wrong, and nothing is ordered by it."""
        return self._clock.now()

    def seal(self, case: Case, kind: str, body_hash: bytes) -> str:
        """The text of a receipt's code: a link that proves itself (DESIGN §5). The same case gives the same text."""
        claims = ReceiptClaims(
            kind=kind,
            case_no=case.case_no,
            matter=case.matter,
            centre=case.centre,
            filed_on=business_day(case.filed_at),
            due_on=case.due_on,
            digest=body_hash[:DIGEST_ON_PAPER],
        )
        return seal_receipt(claims, self._key, self._device.site)

    def slip_link(self, ticket: str) -> str:
        """The short link of a queue slip: 128 random bits (the ticket's own id), nothing that could be guessed."""
        return slip_link(bytes.fromhex(ticket), self._device.site)

    def person_mark(self, id_number: str) -> str:
        """A keyed hash of a person for the queue: equal for equal numbers on this device, worthless anywhere else."""
        digest = hmac.new(self._person_key, id_number.strip().upper().encode(), hashlib.sha256).digest()
        return digest[:_MARK_BYTES].hex()
