"""The track desk: what a scanned receipt or a typed number tells, in the hall or at a window, without any network."""

from dataclasses import dataclass
from typing import Protocol

from kiosk.app.ports import Store, Work
from kiosk.domain.case import Case
from sync.protocol.token import ReceiptClaims


class SealReader(Protocol):
    """Reads a receipt's code. `genuine` is None when the key is not known here."""

    def read(self, text: str, /) -> "tuple[ReceiptClaims, bool | None] | None": ...


@dataclass(frozen=True, slots=True)
class Tracked:
    """What is known of a receipt: the claims on the paper, whether the seal holds, and the case if it is here."""

    claims: ReceiptClaims | None
    genuine: bool | None
    case: Case | None
    siblings: tuple[Case, ...] = ()  # filed with it in one go, as far as they are here


class TrackDesk:
    """Looks a case up for the person in front of the screen; what is shown in public is masked by the screen."""

    def __init__(self, store: Store, seals: SealReader) -> None:
        self._store = store
        self._seals = seals

    def scanned(self, text: str) -> Tracked:
        """A scanned or typed code: a receipt's link, or a case number alone. Never raises: nothing found is an
        answer."""
        read = self._seals.read(text.strip())
        if read is None:
            return Tracked(None, None, None)
        claims, genuine = read
        with self._store.look() as work:
            case = work.cases.get(claims.case_no)
            return Tracked(claims, genuine, case, _siblings(work, case))

    def by_number(self, case_no: str, last_four: str) -> Tracked:
        """By case number and the last four of the ID; both must fit, and nothing tells which one did not."""
        with self._store.look() as work:
            case = work.cases.get(case_no.strip().upper())
            siblings = _siblings(work, case)
        if case is None or not last_four or case.id_number[-4:].upper() != last_four.strip().upper():
            return Tracked(None, None, None)
        return Tracked(None, None, case, siblings)


def _siblings(work: Work, case: Case | None) -> tuple[Case, ...]:
    found = (work.cases.get(number) for number in (case.siblings if case else ()))
    return tuple(one for one in found if one is not None)
