"""Rating: once for each service, never by the clerk, and nobody is told who rated him badly."""

import pytest

from kiosk.domain.rating import REASONS, Level, Passed, Rateable, level_of
from kiosk.domain.refusals import AlreadyRated, CaseUnknown, NothingToRate, RatedByStaff, RatingWrong, TicketUnknown
from tests.app.conftest import House

MATTER = "M1103"


def filed(house: House) -> str:
    return house.intake.file(house.example(MATTER), "staff:0305", "r1").case.case_no


def served(house: House) -> str:
    house.queue.take(MATTER)
    return house.queue.call("3").ticket.number


def test_a_case_is_rated_once(house: House) -> None:
    about = house.rating.case(filed(house))
    house.rating.give(about, Level.SATISFIED)
    with house.store.look() as work:
        case = work.cases.get(about.case_no)
    assert case is not None
    assert case.rated == "satisfied"
    with pytest.raises(AlreadyRated):
        house.rating.give(about, Level.VERY_SATISFIED)
    with pytest.raises(AlreadyRated):
        house.rating.must_be_open(about)


def test_a_visit_without_a_case_is_rated_once(house: House) -> None:
    about = house.rating.visit(served(house))
    assert (about.window, about.matter) == ("3", MATTER)
    house.rating.give(about, Level.FAIRLY_SATISFIED)
    with pytest.raises(AlreadyRated):
        house.rating.give(about, Level.DISSATISFIED, ("213",))


def test_a_number_that_nobody_called_is_not_rated(house: House) -> None:
    number = house.queue.take(MATTER).ticket.number
    for no_such in (number, "Z999"):
        with pytest.raises(TicketUnknown):
            house.rating.visit(no_such)
    with pytest.raises(CaseUnknown):
        house.rating.case("341323110000-20261123-01-9999-ABC")
    with pytest.raises(NothingToRate):
        house.rating.give(Rateable(), Level.SATISFIED)


def test_a_member_of_staff_never_rates(house: House) -> None:
    about = house.rating.case(filed(house))
    with pytest.raises(RatedByStaff):
        house.rating.give(about, Level.VERY_SATISFIED, way="command")


def test_it_is_the_residents_word_in_the_journal(house: House) -> None:
    about = house.rating.case(filed(house))
    house.rating.give(about, Level.DISSATISFIED, ("213", "214"))
    with house.store.look() as work:
        entry = work.journal.of_case(about.case_no)[-1].read()
    assert (entry.kind, entry.actor) == ("case.rated", "resident")
    assert (entry.payload["level"], entry.payload["reasons"]) == ("dissatisfied", ["213", "214"])


def test_reasons_belong_to_their_level(house: House) -> None:
    about = house.rating.case(filed(house))
    for level, reasons in (
        (Level.SATISFIED, ("213",)),
        (Level.DISSATISFIED, ("108",)),
        (Level.DISSATISFIED, ("213",) * 2),
    ):
        with pytest.raises(RatingWrong):
            house.rating.give(about, level, reasons)
    house.rating.give(about, Level.VERY_DISSATISFIED, REASONS[Level.VERY_DISSATISFIED])


def test_a_bad_rating_is_somebodys_work_and_names_nobody_who_gave_no_name(house: House) -> None:
    case_no = filed(house)
    house.rating.give(house.rating.case(case_no), Level.VERY_DISSATISFIED, ("115",))
    house.rating.give(house.rating.visit(served(house)), Level.SATISFIED)
    (bad,) = house.rating.bad()
    assert (bad.level, bad.reasons, bad.matter, bad.case_no) == (Level.VERY_DISSATISFIED, ("115",), MATTER, "")
    assert case_no not in repr(bad)


def test_who_gives_his_name_is_asked_back(house: House) -> None:
    case_no = filed(house)
    house.rating.give(house.rating.case(case_no), Level.DISSATISFIED, named=True)
    assert [bad.case_no for bad in house.rating.bad()] == [case_no]


def test_what_nobody_touched_is_not_rated_and_counts_as_neither(house: House) -> None:
    case_no = filed(house)
    house.rating.pass_by(house.rating.case(case_no), Passed.UNTOUCHED)
    house.rating.pass_by(house.rating.visit(served(house)), Passed.SKIPPED)
    seen = house.rating.figures()
    assert (seen.given, seen.passed, seen.active, seen.good_rate) == (0, 2, 0.0, None)
    house.rating.give(house.rating.case(case_no), Level.SATISFIED)  # scanned at home after all
    seen = house.rating.figures()
    assert (seen.given, seen.passed, seen.active, seen.good_rate) == (1, 1, 0.5, 1.0)


def test_a_level_has_a_name_and_in_the_standard_one_is_the_best() -> None:
    assert [level_of(str(digit)) for digit in range(7)] == [None, *Level, None]
    assert (level_of("satisfied"), level_of("great"), level_of("")) == (Level.SATISFIED, None, None)
