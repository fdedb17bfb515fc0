"""A licence that nobody answered in time counts as accepted (视为受理): lists and filters show it as that."""

from dataclasses import replace

import pytest

from forms import Catalogue
from kiosk.app.archive import ArchiveDesk
from kiosk.app.finding import Sieve
from kiosk.app.outcomes import Exported
from kiosk.app.people.knowing import PersonDesk
from kiosk.domain.case import Case
from kiosk.domain.deadline import business_day
from kiosk.store.check import check_store
from kiosk.store.trust import DeviceTrust

from .conftest import CATALOGUE, House

CLERK = "staff:0305"


class NoExports:
    def put(self, name: str, content: bytes) -> Exported:
        raise AssertionError(name)


@pytest.fixture
def archive(house: House) -> ArchiveDesk:
    return ArchiveDesk(house.store, CATALOGUE, house.clock.now, NoExports(), lambda kind: kind.value)


def permit(catalogue: Catalogue) -> str:
    """One whose promised limit goes on when the answer is late already."""
    matters = (catalogue.matter(one.code) for one in catalogue.matters())
    return next(m.code for m in matters if m.guide.task_type.code == "01" and (m.limits.commit.days or 0) >= 8)


@pytest.fixture
def silent(house: House) -> Case:
    """A licence, and something that is none: both received on the same day, and nobody answers."""
    house.intake.file(replace(house.example("M1003"), hold=True), CLERK)
    return house.intake.file(replace(house.example(permit(CATALOGUE)), hold=True), CLERK).case


def numbers(archive: ArchiveDesk, *states: str, overdue: bool = False, house: House) -> list[str]:
    day = business_day(house.clock.now()) if overdue else None
    hits = archive.find("", sieve=Sieve(states=frozenset(states), overdue_on=day))
    assert hits.count in (None, len(hits.found)), "what is counted is what is shown"
    return [one.case_no for one in hits.found]


def test_it_is_shown_and_found_as_accepted_from_the_sixth_day_on(
    house: House, archive: ArchiveDesk, silent: Case
) -> None:
    assert silent.due_on is not None
    house.clock.at += silent.due_on - business_day(house.clock.now())
    assert silent.case_no in numbers(archive, "received", house=house)
    assert numbers(archive, "accepted", house=house) == []
    house.clock.turn(days=1)
    assert numbers(archive, "accepted", house=house) == [silent.case_no]
    assert silent.case_no not in numbers(archive, "received", house=house)
    assert len(numbers(archive, "received", "accepted", house=house)) == 2
    for found in (archive.find(silent.applicant).found, house.cases.find(silent.case_no)):
        (one,) = [each for each in found if each.case_no == silent.case_no]
        assert (one.state, one.due_on) == ("accepted", silent.silent_due)
    with house.store.look() as work:
        assert check_store(work, house.store.blobs)[1] == [], "nothing was entered for it"


def test_its_day_is_that_of_what_it_counts_as(house: House, archive: ArchiveDesk, silent: Case) -> None:
    assert silent.due_on is not None
    assert silent.silent_due is not None
    house.clock.at += silent.due_on - business_day(house.clock.now())
    house.clock.turn(days=1)
    assert silent.case_no not in numbers(archive, overdue=True, house=house), "accepted, and not late"
    house.clock.at += silent.silent_due - business_day(house.clock.now())
    assert silent.case_no not in numbers(archive, overdue=True, house=house)
    house.clock.turn(days=1)
    assert silent.case_no in numbers(archive, overdue=True, house=house)


def test_a_persons_cases_are_what_they_count_as(house: House, archive: ArchiveDesk, silent: Case) -> None:
    house.clock.turn(days=30)
    people = PersonDesk(house.store, CATALOGUE, DeviceTrust(house.store, house.clock))
    (known,) = [one for one in people.known(silent.id_number).cases if one.case_no == silent.case_no]
    file = archive.person(silent.case_no, CLERK, "test")
    (filed,) = [one for one in file.cases if one.case_no == silent.case_no]
    assert (known.state, known.deemed, filed.state) == ("accepted", True, "accepted")


def test_what_was_answered_counts_as_it_was_answered(house: House, archive: ArchiveDesk, silent: Case) -> None:
    house.decisions.accept(silent.case_no, "1", CLERK)
    house.clock.turn(days=30)
    assert silent.case_no in numbers(archive, "accepted", house=house)
    assert silent.case_no not in numbers(archive, "received", house=house)
