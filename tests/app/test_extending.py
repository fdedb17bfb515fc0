"""A limit that may be prolonged: once, in time, for a reason, by somebody; and no other."""

from datetime import timedelta

import pytest

from forms.workdays import Calendar
from kiosk.domain.deadline import business_day, due_after
from kiosk.domain.refusals import CaseUnknown, NotExtendable
from kiosk.store.check import check_store

from .conftest import House

WHY, WHO = "要征求第三方意见", "李卫东（镇长）"


def request(house: House) -> str:
    """A request for government information: twenty working days, twenty more at most."""
    return house.intake.file(house.example("MX01"), "cli").case.case_no


def test_twenty_working_days_become_forty(house: House) -> None:
    case_no = request(house)
    calendar, today = Calendar.shipped(), business_day(house.clock.now())
    before = house.cases.show(case_no, "cli")
    assert before.due_on == due_after(today, 20, "workday", calendar).on
    assert house.cases.extendable(before) == 20
    case = house.cases.extend(case_no, WHY, WHO, "staff:0305").case
    assert case.due_on == due_after(today, 40, "workday", calendar).on
    assert (case.extended, case.state) == (20, before.state)
    assert case.steps[-1].kind == "case.extended"
    assert case.steps[-1].text == WHY
    with house.store.look() as work:
        payload = work.journal.of_case(case_no)[-1].read().payload
        assert check_store(work, house.store.blobs)[1] == []
    assert (payload["approved_by"], payload["days"], payload["due_on"]) == (WHO, 20, str(case.due_on))


def test_it_is_prolonged_once_and_by_no_more_than_allowed(house: House) -> None:
    case_no = request(house)
    for days in (21, 0, -1):
        _refused(house, case_no, "extend_too_long", days=days)
    assert house.cases.extend(case_no, WHY, WHO, "cli", 5).case.extended == 5
    _refused(house, case_no, "extend_twice")
    assert house.cases.extendable(house.cases.show(case_no, "cli")) == 0


@pytest.mark.parametrize(("reason", "who"), [("", WHO), (WHY, " ")])
def test_nobody_prolongs_it_without_a_word(house: House, reason: str, who: str) -> None:
    case_no = request(house)
    with pytest.raises(NotExtendable) as no:
        house.cases.extend(case_no, reason, who, "cli")
    assert no.value.key == "extend_unsaid"
    assert house.cases.show(case_no, "cli").extended == 0


def test_a_limit_that_is_over_is_not_prolonged(house: House) -> None:
    case_no = request(house)
    due = house.cases.show(case_no, "cli").due_on
    assert due is not None
    house.clock.at += due - business_day(house.clock.now())
    assert house.cases.extendable(house.cases.show(case_no, "cli")) == 20
    house.clock.at += timedelta(days=1)
    _refused(house, case_no, "extend_over")


def test_a_matter_that_does_not_know_it_is_not_prolonged(house: House) -> None:
    _refused(house, house.intake.file(house.example("MX02"), "cli").case.case_no, "extend_not_allowed")


def test_what_does_not_run_is_not_prolonged(house: House) -> None:
    case_no = request(house)
    received = house.intake.file(house.example("M1201"), "cli").case
    assert received.due_on is not None  # of the answer whether it is accepted, which nobody may put off
    _refused(house, received.case_no, "extend_no_clock")
    house.cases.withdraw(case_no, "不办了", "cli")
    _refused(house, case_no, "extend_no_clock")
    with pytest.raises(CaseUnknown):
        house.cases.extend("341323110000-20261123-01-0099-XXX", WHY, WHO, "cli")


def _refused(house: House, case_no: str, key: str, days: int | None = None) -> None:
    before = house.cases.show(case_no, "cli")
    with pytest.raises(NotExtendable) as no:
        house.cases.extend(case_no, WHY, WHO, "cli", days)
    assert no.value.key.startswith(key)
    assert house.cases.show(case_no, "cli").due_on == before.due_on
