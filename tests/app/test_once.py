"""What is asked for once, at whichever desk: the same answer again, and one thing for one request."""

import pytest

from kiosk.app.once import Once
from kiosk.domain.refusals import RequestReused

from .amend_kit import CLERK, Amended
from .conftest import House

CALL = Once("r1", "case.told/1")


def test_a_request_is_new_until_it_is_answered_and_answered_from_then_on(house: House) -> None:
    with house.store.work(CLERK) as work:
        assert CALL.before(work) is None
        CALL.remember(work, "1")
        assert CALL.before(work) == "1"
    with house.store.look() as work:
        assert Once("r1", "case.told/1").before(work) == "1"


def test_a_request_that_stood_for_one_thing_stands_for_no_other(house: House) -> None:
    with house.store.work(CLERK) as work:
        CALL.remember(work, "1")
        with pytest.raises(RequestReused):
            Once("r1", "case.told/2").before(work)


def test_who_gives_no_id_asks_anew_each_time(house: House) -> None:
    nameless = Once("", "case.told/1")
    with house.store.work(CLERK) as work:
        nameless.remember(work, "1")
        assert nameless.before(work) is None


def test_what_was_undone_was_not_answered(house: House) -> None:
    def undone() -> None:
        with house.store.work(CLERK) as work:
            CALL.remember(work, "1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    with house.store.look() as work:
        assert CALL.before(work) is None


def test_the_chiefs_word_is_entered_once_for_each_request_and_each_act(house: House) -> None:
    amended = Amended(house)
    case_no = house.intake.file(house.example("M1205"), CLERK).case.case_no
    for _ in range(2):
        amended.approval.approve(case_no, "case.decided", "王主任", CLERK, request="r")
    assert amended.kinds(case_no).count("case.approved") == 1
    with pytest.raises(RequestReused):
        amended.approval.approve(case_no, "case.voided", "王主任", CLERK, request="r")
