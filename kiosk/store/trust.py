"""The device's own word: its time, its seal on a receipt, its keyed hash of a person. The private key never
leaves here."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from kiosk.domain.deadline import business_day
from kiosk.store.door import OpenStore

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from kiosk.domain.case import Case
    from kiosk.store.journal import Clock

_MARK_BYTES = 16


class DeviceTrust:
    """The `Trust` port of the device whose store is open."""

    def __init__(self, store: OpenStore, clock: Clock) -> None:
        self._device = store.device
        self._store = store
        self._person_key = store.person_key
        self._clock = clock

    def now(self) -> datetime:
        """Wall time; may be wrong, and nothing is ordered by it."""
        return self._clock.now()

    def seal(self, case: Case, kind: str, body_hash: bytes) -> str:
        """The text of a receipt's code: a link that proves itself (DESIGN §5). The same case gives the same text."""
        from sync.protocol.entry import DIGEST_ON_PAPER
        from sync.protocol.token import ReceiptClaims, seal_receipt

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
        from sync.protocol.token import slip_link

        return slip_link(bytes.fromhex(ticket), self._device.site)

    @property
    def _key(self) -> Ed25519PrivateKey:
        from sync.protocol.seal import load_key

        return load_key(self._store.device_key)

    def person_mark(self, id_number: str) -> str:
        """A keyed hash of a person for the queue: equal for equal numbers on this device, worthless anywhere else."""
        digest = hmac.new(self._person_key, id_number.strip().upper().encode(), hashlib.sha256).digest()
        return digest[:_MARK_BYTES].hex()
