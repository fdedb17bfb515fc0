"""What a resident's phone is told: is this receipt genuine, where does the case stand, until when, what to bring.

Everything here is masked and plain; the pages only lay it out. A receipt is called genuine only for a certified,
unrevoked key that is not of a demo (after a revocation: only if its case had arrived before). DESIGN §5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from kiosk.domain.case import FILINGS, CaseState
from sync.city.books import Books
from sync.city.folding import Twin
from sync.city.progress import CaseSeen, Progress
from sync.city.rating import read_rating
from sync.city.register import Centre, Register
from sync.city.tables import entry
from sync.city.words import (
    BEFORE,
    CENTRE,
    FACT_DUE,
    FACT_DUES,
    FACT_MATTER,
    FACT_NUMBER,
    ISSUED,
    ISSUED_WHOLE,
    RECEIPT_KINDS,
    day_of,
    weekday_of,
    year_of,
)
from sync.protocol.entry import DIGEST_ON_PAPER
from sync.protocol.token import NotAReceipt, ReceiptClaims, SealedReceipt, read_receipt


class Seal(StrEnum):
    """What the city says of a receipt."""

    GENUINE = "genuine"
    DEMO = "demo"  # sealed by a key that is only for show
    VOIDED = "voided"
    BROKEN = "broken"  # not ours, altered, or a key that is no longer trusted


@dataclass(frozen=True, slots=True)
class Tracked:
    """What a scanned code leads to. `facts` are the claims in words, when the case has not arrived."""

    seal: Seal
    issued: str
    facts: tuple[tuple[str, str], ...]
    cases: tuple[CaseSeen, ...]
    centre: Centre


class Tracking:
    """Answers what residents ask. Never raises for what they scan or type."""

    def __init__(self, books: Books, register: Register, progress: Progress) -> None:
        self._books = books
        self._register = register
        self._progress = progress

    def scanned(self, text: str) -> Tracked:
        """A receipt's code."""
        try:
            receipt = read_receipt(text)
        except NotAReceipt:
            return _BROKEN
        key = self._register.certified(receipt.key_id.hex())
        if key is None or not receipt.verify(key.public_key):
            return _BROKEN
        found = self._filed(receipt)
        if key.revoked_g is not None and not any(g <= key.revoked_g for _, g in found):
            return _BROKEN
        seen = tuple(self._progress.seen(twin) for twin, _ in found)
        claims = receipt.claims
        centre = self._register.centre(claims.centre)
        return Tracked(_seal(key.demo, found), _issued(claims, centre, bool(seen)), self._facts(claims), seen, centre)

    def rate(self, text: str, typed: Mapping[str, str]) -> bool:
        """Enter the rating of a receipt's own case; False when no level was chosen. Raises `CaseElsewhere` when it has
        one already."""
        found = self._filed(read_receipt(text))
        rated = read_rating(typed, found[0][0].case.matter, found[0][0].case.window)
        if rated is not None:
            self._progress.rate(found[0][0], rated)
        return rated is not None

    def asked(self, case_no: str, last_four: str) -> Tracked | None:
        """By number and the last four of the ID; both must fit, and nothing tells which one did not."""
        fitting = [
            twin
            for twin in self._progress.twins(case_no.strip().upper())
            if last_four.strip() and twin.case.id_number[-4:].upper() == last_four.strip().upper()
        ]
        if not fitting:
            return None
        centre = self._register.centre(fitting[0].case.centre)
        return Tracked(Seal.GENUINE, "", (), tuple(self._progress.seen(twin) for twin in fitting), centre)

    def _filed(self, receipt: SealedReceipt) -> list[tuple[Twin, int]]:
        """The case that the receipt is of, with the place in the log of the very entry it was printed for."""
        claims = receipt.claims
        filings = (entry.c.case_no == claims.case_no, entry.c.kind.in_(FILINGS))
        with self._books.read() as connection:
            rows = connection.execute(select(entry.c.g, entry.c.id, entry.c.body_hash).where(*filings)).all()
        place = next(((r.g, r.id) for r in rows if r.body_hash[:DIGEST_ON_PAPER] == claims.digest), None)
        if place is None:
            return []
        twins = self._progress.twins(claims.case_no)
        filed = [twin for twin in twins if twin.filed_by == place[1]]
        return [(twin, place[0]) for twin in (filed or twins[:1])]

    def _facts(self, claims: ReceiptClaims) -> tuple[tuple[str, str], ...]:
        due = FACT_DUES.get(claims.kind, FACT_DUE)
        facts = {
            FACT_MATTER: self._progress.name(claims.matter),
            RECEIPT_KINDS[claims.kind]: year_of(claims.filed_on),
            due: BEFORE.format(date=weekday_of(claims.due_on)) if claims.due_on else "",
            FACT_NUMBER: claims.case_no,
        }
        return tuple((label, text) for label, text in facts.items() if text)


_BROKEN = Tracked(Seal.BROKEN, "", (), (), Centre("", "", "", ""))


def _seal(demo: bool, found: Sequence[tuple[Twin, int]]) -> Seal:
    if any(twin.case.state is CaseState.VOIDED for twin, _ in found):
        return Seal.VOIDED
    return Seal.DEMO if demo else Seal.GENUINE


def _issued(claims: ReceiptClaims, centre: Centre, arrived: bool) -> str:
    name = centre.name or CENTRE
    if arrived:
        return ISSUED.format(centre=name, date=day_of(claims.filed_on))
    return ISSUED_WHOLE.format(centre=name)
