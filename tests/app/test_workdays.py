"""Another year's calendar: what was only estimated is reckoned, open cases move with it once, ended ones never."""

from datetime import date, timedelta

import pytest

from forms.workdays import Calendar
from kiosk.app.cases import CaseDesk
from kiosk.app.extending import Extending
from kiosk.app.filing import CountyRules
from kiosk.app.intake import IntakeDesk
from kiosk.app.stepping import Stepping
from kiosk.app.workdays import CalendarDesk, CalendarWrong
from kiosk.domain.case import Case
from kiosk.domain.deadline import business_day, due_after
from kiosk.store.check import check_store
from kiosk.store.trust import DeviceTrust

from .conftest import CATALOGUE, House

ME = "staff:0305"
NEXT_YEAR = b"""
year = 2027
makeup_workdays = [2027-01-03]
[holidays]
"x" = [2027-01-01, 2027-01-02]
"y" = [2027-01-04, 2027-01-05]
"""


class Hall:
    """A centre whose calendar hangs on a wall."""

    def __init__(self, house: House) -> None:
        store, now = house.store, house.clock.now
        trust = DeviceTrust(store, house.clock)
        self.calendar = CalendarDesk(store, store.device, now)
        wall = self.calendar.wall
        parameters = {key: one.value for key, one in CATALOGUE.parameters.items()}
        self.intake = IntakeDesk(store, CATALOGUE, CountyRules(parameters, wall, wall.version), store.device, trust)
        stepping = Stepping(store, CATALOGUE, wall, now)
        self.cases = CaseDesk(store, Extending(CATALOGUE, wall, now), stepping)


@pytest.fixture
def hall(house: House) -> Hall:
    house.clock.at += date(2026, 12, 14) - business_day(house.clock.now())
    return Hall(house)


def kept(house: House, case_no: str) -> Case:
    with house.store.look() as work:
        case = work.cases.get(case_no)
    assert case is not None
    return case


def kinds(house: House, case_no: str) -> list[str]:
    with house.store.look() as work:
        assert check_store(work, house.store.blobs)[1] == []
        return [one.read().kind for one in work.journal.of_case(case_no)]


def test_what_was_estimated_is_reckoned_when_the_year_comes_in(house: House, hall: Hall) -> None:
    open_one = hall.intake.file(house.example("MX01"), ME).case
    ended = hall.intake.file(house.example("MX01"), ME).case
    hall.cases.withdraw(ended.case_no, "不要了", ME)
    assert open_one.due_estimated
    taken = hall.calendar.take(NEXT_YEAR, ME)
    calendar = Calendar.shipped().with_years([NEXT_YEAR.decode()])
    due = due_after(business_day(open_one.filed_at), 20, "workday", calendar)
    case = kept(house, open_one.case_no)
    assert (case.due_on, case.due_estimated, case.accepted_at) == (due.on, False, open_one.accepted_at)
    assert [(one.case_no, one.before, one.due_on) for one in taken.moved] == [
        (open_one.case_no, open_one.due_on, due.on)
    ]
    assert (taken.years, taken.version) == ((2026, 2027), calendar.version)
    assert kinds(house, open_one.case_no)[-1] == "case.redated"
    assert kept(house, ended.case_no).due_on == ended.due_on


def test_the_same_year_again_moves_nothing_and_another_program_sees_it(house: House, hall: Hall) -> None:
    case_no = hall.intake.file(house.example("MX01"), ME).case.case_no
    beside = CalendarDesk(house.store, house.store.device, house.clock.now)
    hall.calendar.take(NEXT_YEAR, ME)
    before = kinds(house, case_no)
    assert hall.calendar.take(NEXT_YEAR, ME).moved == ()
    assert not beside.wall.known(2027)
    assert beside.refresh().moved == ()
    assert beside.wall.known(2027)
    assert kinds(house, case_no) == before


def test_a_year_that_is_mended_moves_what_it_had_moved(house: House, hall: Hall) -> None:
    case_no = hall.intake.file(house.example("MX01"), ME).case.case_no
    hall.calendar.take(NEXT_YEAR, ME)
    once = kept(house, case_no).due_on
    mended = NEXT_YEAR.replace(b"makeup_workdays = [2027-01-03]", b"makeup_workdays = []")
    assert len(hall.calendar.take(mended, ME).moved) == 1
    now = kept(house, case_no).due_on
    assert once is not None
    assert now is not None
    assert now > once


def test_what_is_filed_afterwards_goes_by_it(house: House, hall: Hall) -> None:
    hall.calendar.take(NEXT_YEAR, ME)
    case = hall.intake.file(house.example("MX01"), ME).case
    assert not case.due_estimated
    with house.store.look() as work:
        assert work.journal.of_case(case.case_no)[0].read().payload["calendar"] == hall.calendar.wall.version


def test_a_clock_that_stands_still_is_reckoned_without_the_stop_that_lasts(house: House, hall: Hall) -> None:
    case = hall.intake.file(house.example("M0901"), ME).case
    from sync.protocol.kinds import SupplementAsked

    house.clock.at += timedelta(days=1)
    with house.store.work(ME) as work:
        asked = SupplementAsked(text="补图纸", until="2026-12-31")
        entered = work.journal.enter(asked, "case.supplement_asked", case.case_no)
        from kiosk.domain.case import after

        work.cases.put(after(case, entered.happened))
    house.clock.at += timedelta(days=17)  # the first of January
    hall.calendar.take(NEXT_YEAR, ME)
    assert kept(house, case.case_no).due_on == case.due_on
    house.clock.at += timedelta(days=5)
    brought = hall.cases.supplement(case.case_no, {}, ME).case
    stop = [(date(2026, 12, 15), date(2027, 1, 6))]
    assert brought.due_on == due_after(date(2026, 12, 14), 5, "workday", hall.calendar.wall, stop).on
    assert brought.filed_at == case.filed_at


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"", b"year = 'x'", b"year = 2027\nmakeup_workdays = [2026-01-01]", b"holidays = 3", b"year = [1]"],
)
def test_what_is_no_calendar_changes_nothing(house: House, hall: Hall, content: bytes) -> None:
    with pytest.raises(CalendarWrong):
        hall.calendar.take(content, ME)
    assert hall.calendar.wall.years == frozenset({2026})


def test_another_devices_cases_are_its_own_to_reckon(house: House, hall: Hall) -> None:
    from dataclasses import replace

    case_no = hall.intake.file(house.example("MX01"), ME).case.case_no
    other = CalendarDesk(house.store, replace(house.store.device, number="07"), house.clock.now)
    assert other.take(NEXT_YEAR, ME).moved == ()
    assert "case.redated" not in kinds(house, case_no)
