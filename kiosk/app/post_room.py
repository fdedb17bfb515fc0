"""The post room: an entry from elsewhere, folded into this house by the same law; what does not fit is kept
and marked."""

from kiosk.app.held import Wanted, want
from kiosk.app.ports import Work
from kiosk.domain import case as cases
from kiosk.domain import ticket as tickets
from kiosk.domain.case import Happening, StepDoesNotFit
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.reading import read_entry

CITY = DeviceId("city")  # whose journal tells what was published


class PostRoom:
    """Applies entries of others, and own ones read back after a restore, within a transaction that is open
    already."""

    def __init__(self, device: DeviceId) -> None:
        self._device = device

    def fold(self, work: Work, entry: Entry) -> None:
        """Apply one entry that has just been kept. One that no longer fits becomes a person's work item; none
        is dropped."""
        read = read_entry(entry)
        if read.happening is None:
            work.post.set_aside(entry, read.kind)
            return
        try:
            if read.concerns_case and read.case_no:
                work.cases.put(cases.after(work.cases.get(read.case_no), read.happening))
            elif read.kind.startswith("ticket.") and entry.device == self._device:
                _ticket(work, read.happening)
            elif read.kind == "catalogue.published" and entry.device == CITY:
                _want(work, read.happening)
        except (StepDoesNotFit, KeyError, TypeError, ValueError, AttributeError) as no:
            work.post.set_aside(entry, str(no))


def _want(work: Work, happening: Happening) -> None:
    """The city has published definitions: fetched after the round that told of them."""
    payload = happening.payload
    want(work.drawer, Wanted(payload["digest"], payload["sha256"], int(payload["size"])))


def _ticket(work: Work, happening: Happening) -> None:
    """Tickets belong to the device that gave them out; another's are not in this line."""
    from datetime import date

    payload = happening.payload
    before = work.tickets.by_number(date.fromisoformat(payload["day"]), payload["number"])
    work.tickets.put(tickets.after(before, happening))
