"""An account takes a step: entered, folded by the one law, and kept as it is then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.staff import Account, after
from kiosk.domain.staff.refusals import StaffUnknown

if TYPE_CHECKING:
    from kiosk.app.ports import Work
    from sync.protocol.payload import Payload


def enter_account(work: Work, said: Payload, kind: str, before: Account | None) -> Account:
    """Enter what was done with it; the account as it is then."""
    made = after(before, work.journal.enter(said, kind).happened)
    if made is None:
        raise StaffUnknown(kind)
    work.staff.put(made)
    return made
