"""A ticket's own law: what is said of one is never done to another."""

from datetime import date, datetime

import pytest

from kiosk.domain.case import StepDoesNotFit
from kiosk.domain.deadline import CHINA
from kiosk.domain.ticket import Period, Ticket, TicketState, after
from tests.domain.test_case import Said

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
MINE = Ticket("mine", date(2026, 11, 23), "C", 1, "M1201", 1, (Period(TicketState.WAITING, NOW),))


def said(ticket: str) -> Said:
    return Said("ticket.called", {"ticket": ticket, "day": "2026-11-23", "number": "C001", "window": "3"})


def test_a_call_for_the_same_number_of_another_disk_is_not_for_this_ticket() -> None:
    """A disk that was put back gave C001 out once more; the call that is read back was for the first C001."""
    with pytest.raises(StepDoesNotFit):
        after(MINE, said("another"))
    assert after(MINE, said("mine")).state is TicketState.CALLED
