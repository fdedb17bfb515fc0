"""The post room: an entry from elsewhere, folded into this house by the same law; what does not fit is kept
and marked."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from kiosk.app.held import Wanted, want
from kiosk.app.people.verifying import heard_of
from kiosk.app.ports import Work
from kiosk.app.rulings import hear
from kiosk.domain import case as cases
from kiosk.domain import ticket as tickets
from kiosk.domain.case import FILINGS, Happening, StepDoesNotFit
from sync.protocol.audience import ACCOUNTS, RULED, centre_of, is_over
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.reading import UNREADABLE, Read, read_entry

CITY = DeviceId("city")  # whose journal tells what was published
EARLY = "case_unknown"  # it came before the entry that files its case, and waits for that


class PostRoom:
    """Applies entries of others, and own ones read back after a restore, within a transaction that is open
    already."""

    def __init__(self, device: DeviceId) -> None:
        self._device = device

    def fold(self, work: Work, entry: Entry) -> None:
        """Apply one entry that has just been kept. One that no longer fits, or that nobody here can read, becomes a
        person's work item; none is dropped, and none stops those behind it."""
        read = read_entry(entry)
        if read.happening is None:
            work.post.set_aside(read.entry, UNREADABLE)
        elif read.concerns_case:
            self._case(work, read, read.happening)
        else:
            self._other(work, read, read.happening)

    def _other(self, work: Work, read: Read, happening: Happening) -> None:
        try:
            if read.kind.startswith("ticket.") and read.entry.device == self._device:
                _ticket(work, happening)
            elif read.kind.startswith(ACCOUNTS):
                _account(work, read.entry.device, happening, centre_of(self._device))
            elif read.kind == RULED:
                hear(work, read.entry.device, read.id, happening)
            elif read.kind == "catalogue.published" and read.entry.device == CITY:
                _want(work, happening)
        except (StepDoesNotFit, KeyError, TypeError, ValueError, AttributeError) as no:
            work.post.set_aside(read.entry, str(no))

    def _case(self, work: Work, read: Read, happening: Happening) -> None:
        case_no = read.case_no or ""
        before = work.cases.get(case_no)
        if before is None and read.kind not in FILINGS:
            work.post.set_aside(read.entry, EARLY)
            return
        try:
            made = cases.after(before, happening)
            if made.case_no != case_no or _is_of_its_twin(work, case_no, happening.payload):
                raise StepDoesNotFit(read.kind, made.state)
        except ValueError as no:  # StepDoesNotFit and NotACase
            work.post.set_aside(read.entry, str(no))
            return
        work.cases.put(made)
        if centre_of(case_no) == centre_of(self._device):
            with suppress(KeyError, TypeError):  # a shape of another year is no work for anybody here
                heard_of(work.drawer, case_no, happening)
        for early in work.post.early(case_no, EARLY) if before is None else ():
            self.fold(work, early)


def _is_of_its_twin(work: Work, case_no: str, payload: Mapping[str, Any]) -> bool:
    """The city names the filing that it means where one number stands for two cases; here is only the first."""
    meant = payload.get("filing")
    if meant is None:
        return False
    for one in work.journal.of_case(case_no):
        with suppress(ValueError):  # a body of another shape
            if one.read().kind in FILINGS:
                return bool(one.read().id != meant)
    return False


def _want(work: Work, happening: Happening) -> None:
    """The city has published definitions: fetched after the round that told of them."""
    payload = happening.payload
    want(work.drawer, Wanted(payload["digest"], payload["sha256"], int(payload["size"])))


def _account(work: Work, device: DeviceId, happening: Happening, here: str) -> None:
    """Who works here, by the word of another PC of the centre, or of its township's; nobody else's word counts. Of
    other centres only those are kept that were opened from here."""
    from kiosk.domain.staff import after

    staff, centre = str(happening.payload["staff"]), str(happening.payload["centre"])
    before = work.staff.get(staff)
    if centre != here and before is None:
        return
    if not is_over(device, centre) or (before is not None and before.centre != centre):
        raise StepDoesNotFit(happening.kind, "")
    made = after(before, happening)
    if made is not None:
        work.staff.put(made)


def _ticket(work: Work, happening: Happening) -> None:
    """Tickets belong to the device that gave them out; another's are not in this line."""
    from datetime import date

    payload = happening.payload
    before = work.tickets.by_number(date.fromisoformat(payload["day"]), payload["number"])
    work.tickets.put(tickets.after(before, happening))
