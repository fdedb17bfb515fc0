"""The head's figures: counted from the line and the cases, and nothing made up."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.app.outcomes import CaseFound, QueueSeen
from kiosk.domain.deadline import CHINA
from kiosk.domain.ticket import Period, Ticket, TicketState
from kiosk.ui.office.figures import figures_of

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=CHINA)
TODAY = date(2026, 11, 24)
CASE = CaseFound("1", "M0101", "received", "周大勇", "", "", NOW, None)
TICKET = Ticket("t", TODAY, "C", 1, "M0101", 1, (Period(TicketState.WAITING, NOW - timedelta(minutes=25)),))


def _line(*waiting: Ticket, pace: tuple[float, ...] = ()) -> QueueSeen:
    return QueueSeen(TODAY, waiting, (), (), (), pace)


def test_an_empty_day_has_no_pace_and_nobody_waits() -> None:
    figures = figures_of(_line(), (), NOW)
    assert (figures.waiting, figures.longest, figures.pace, figures.filed, figures.due) == (0, 0, None, 0, ())


def test_the_longest_wait_and_the_mean_service_are_measured() -> None:
    figures = figures_of(_line(TICKET, pace=(4.0, 8.0)), (), NOW)
    assert (figures.waiting, figures.longest, figures.pace, figures.served) == (1, 25, 6.0, 2)


def test_only_todays_cases_are_todays() -> None:
    yesterday = replace(CASE, case_no="0", filed_at=NOW - timedelta(days=1))
    figures = figures_of(_line(), (CASE, replace(CASE, case_no="2", state="accepted"), yesterday), NOW)
    assert figures.filed == 2
    assert dict(figures.by_state) == {"received": 1, "accepted": 1}


def test_what_is_due_comes_most_urgent_first_and_what_is_over_does_not_come() -> None:
    def due(number: str, days: int, state: str = "accepted") -> CaseFound:
        return replace(CASE, case_no=number, state=state, due_on=TODAY + timedelta(days=days))

    found = (due("far", 9), due("soon", 3), due("late", -2), due("now", 0), due("granted", -5, "granted"))
    figures = figures_of(_line(), found, NOW)
    assert [(case.case_no, left) for case, left in figures.due] == [("late", -2), ("now", 0), ("soon", 3)]
