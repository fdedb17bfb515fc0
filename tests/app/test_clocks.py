"""The clocks of an application, told by the desk, which has the county's calendar; the screens have none."""

from datetime import date

from forms import Catalogue, Unit
from kiosk.app.clocks import clocks_of, counted

MONDAY = date(2026, 11, 23)


class Weekdays:
    """A county where Monday to Friday are worked, except on one Tuesday of its own."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5 and day != date(2026, 11, 24)

    def known(self, year: int) -> bool:
        return year == 2026


def test_a_countys_own_day_off_moves_every_clock() -> None:
    matter = Catalogue.shipped().matter("M1201")  # promised within 20 working days, owed papers within 10
    clocks = clocks_of(matter, MONDAY, Weekdays())
    assert clocks.accept_within == 5
    assert clocks.owed_by == date(2026, 12, 8)
    assert clocks.promised is not None
    assert (clocks.promised.on, clocks.promised.estimated) == (date(2026, 12, 22), False)


def test_what_is_decided_here_has_no_clock_for_acceptance() -> None:
    assert clocks_of(Catalogue.shipped().matter("M1103"), MONDAY, Weekdays()).accept_within is None


def test_the_days_of_a_count_end_with_its_last_number() -> None:
    days = counted(MONDAY, date(2026, 11, 27), Unit.WORKDAY, Weekdays())
    assert [(one.day.day, one.number, one.work) for one in days] == [
        (23, 0, True),
        (24, 0, False),
        (25, 1, True),
        (26, 2, True),
        (27, 3, True),
    ]
    assert [one.number for one in counted(MONDAY, date(2026, 11, 25), Unit.DAY, Weekdays())] == [0, 1, 2]


def test_a_year_without_a_calendar_is_only_an_estimate() -> None:
    promised = clocks_of(Catalogue.shipped().matter("M1201"), date(2026, 12, 28), Weekdays()).promised
    assert promised is not None
    assert promised.estimated
