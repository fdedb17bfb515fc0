"""The post room: an entry from elsewhere, folded into this house by the same law; what does not fit is kept
and marked."""

from kiosk.app.happenings import happened
from kiosk.app.ports import Work
from kiosk.domain import case as cases
from kiosk.domain import ticket as tickets
from kiosk.domain.case import Happening, StepDoesNotFit
from sync.protocol.entry import DeviceId, Entry


class PostRoom:
    """Applies entries of others, and own ones read back after a restore, within a transaction that is open
    already."""

    def __init__(self, device: DeviceId) -> None:
        self._device = device

    def fold(self, work: Work, entry: Entry) -> None:
        """Apply one entry that has just been kept. One that no longer fits becomes a person's work item; none
        is dropped."""
        body = entry.read()
        try:
            if body.kind.startswith("case.") and body.case:
                work.cases.put(cases.after(work.cases.get(body.case), happened(body)))
            elif body.kind.startswith("ticket.") and entry.device == self._device:
                _ticket(work, happened(body))
        except (StepDoesNotFit, KeyError, TypeError, ValueError) as no:
            work.post.set_aside(entry, str(no))


def _ticket(work: Work, happening: Happening) -> None:
    """Tickets belong to the device that gave them out; another's are not in this line."""
    from datetime import date

    payload = happening.payload
    before = work.tickets.by_number(date.fromisoformat(payload["day"]), payload["number"])
    work.tickets.put(tickets.after(before, happening))
