"""Decisions at the window: each by mode and state, once, with who, when and why in the journal."""

from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.app.filing import Filing, Person
from kiosk.app.house_rules import HouseRulesDesk, HouseRuleWrong
from kiosk.domain.case import Case, CaseState
from kiosk.domain.clocks import Card, Clock, Hand
from kiosk.domain.deadline import business_day, due_after
from kiosk.domain.refusals import CaseElsewhere, CaseUnknown, NotNow, NotOurs, RequestReused
from kiosk.store.check import check_store
from kiosk.wiring.sentences import say

from .conftest import CATALOGUE, House

S, ME = CaseState, "staff:0305"
FORWARDED, WINDOWS, BOOKED = "M0901", "M0201", "M0301"  # 宅基地 (a licence), decided here, ends in a booking


def filed(house: House, code: str, agent: Person | None = None) -> Case:
    filing = house.example(code)
    return house.intake.file(Filing(code, filing.raw, filing.materials, agent=agent), ME).case


def entries(house: House, case_no: str) -> list[Any]:
    with house.store.look() as work:
        assert check_store(work, house.store.blobs)[1] == []
        return [one.read() for one in work.journal.of_case(case_no)]


def kept(house: House, case_no: str) -> Case:
    with house.store.look() as work:
        case = work.cases.get(case_no)
    assert case is not None
    return case


def wait(house: House, days: int) -> None:
    house.clock.at += timedelta(days=days)


def booked() -> str:
    return next(one.code for one in CATALOGUE.matters() if one.mode == "guide_booking")


def test_what_is_received_is_accepted_and_its_clock_begins_that_day(house: House) -> None:
    case = filed(house, FORWARDED)
    wait(house, 2)
    taken = house.decisions.accept(case.case_no, "3", ME, "r1")
    today, matter = business_day(house.clock.now()), CATALOGUE.matter(FORWARDED)
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    assert (taken.kind, taken.case.state, taken.case.filed_at) == ("case.accepted", S.ACCEPTED, case.filed_at)
    assert taken.case.due_on == due_after(today, limit.days or 0, str(limit.unit), house.calendar).on
    assert taken.case.answers == kept(house, case.case_no).answers
    assert taken.case.answers["applicant_name"] == case.answers["applicant_name"]
    assert "受" in taken.case.document_no
    body = entries(house, case.case_no)[-1]
    assert (body.kind, body.actor, body.payload["based_on"], body.payload["window"]) == (
        "case.accepted",
        ME,
        case.case_no,
        "3",
    )


def test_a_request_that_is_made_again_is_answered_again_and_nothing_more_happens(house: House) -> None:
    case_no = filed(house, FORWARDED).case_no
    first = house.decisions.accept(case_no, "3", ME, "r1")
    again = house.decisions.accept(case_no, "3", ME, "r1")
    assert (again.again, again.qr, again.case) == (True, first.qr, first.case)
    house.decisions.forward(case_no, "", ME, request="r2")
    before = len(entries(house, case_no))
    assert house.decisions.forward(case_no, "", ME, request="r2").case.state is S.IN_REVIEW
    assert len(entries(house, case_no)) == before
    with pytest.raises(RequestReused):
        house.cases.withdraw(case_no, "不办了", ME, "r2")


def test_an_accepted_case_is_not_accepted_again(house: House) -> None:
    case_no = filed(house, WINDOWS).case_no
    before = len(entries(house, case_no))
    with pytest.raises(CaseElsewhere) as no:
        house.decisions.accept(case_no, "3", ME)
    assert "不能受理" in say(no.value)
    assert len(entries(house, case_no)) == before
    with pytest.raises(CaseUnknown):
        house.decisions.accept("341323110000-20261123-01-0099-XXX", "3", ME)


def test_a_village_collection_is_taken_in_and_its_five_days_begin_then(house: House) -> None:
    collected = filed(house, FORWARDED, Person(name="王建国"))
    assert collected.state is S.COLLECTED
    wait(house, 1)
    case = house.decisions.receive(collected.case_no, "2", ME).case
    today = business_day(house.clock.now())
    assert (case.state, case.agent, case.filed_at) == (S.RECEIVED, "王建国", collected.filed_at)
    assert case.due_on == due_after(today, 5, "workday", house.calendar).on
    hands = {one.clock: one.hand for one in house.decisions.clocks(case)}
    assert (hands[Clock.CARRYING], hands[Clock.ANSWER]) == (Hand.MET, Hand.RUNNING)


def test_silence_for_five_working_days_is_acceptance_and_no_entry_says_so(house: House) -> None:
    case = filed(house, FORWARDED)
    before = len(entries(house, case.case_no))
    wait(house, 8)
    deemed = house.decisions.as_it_counts(kept(house, case.case_no))
    assert (deemed.state, deemed.accepted_at, deemed.deemed) == (S.ACCEPTED, case.filed_at, True)
    assert len(entries(house, case.case_no)) == before
    with pytest.raises(NotNow) as no:
        house.decisions.accept(case.case_no, "3", ME)
    assert "视为受理" in say(no.value)
    moved = house.decisions.forward(case.case_no, "", ME).case
    assert (moved.accepted_at, moved.deemed, moved.state) == (case.filed_at, True, S.IN_REVIEW)


def test_for_anything_but_a_licence_silence_is_only_a_finding(house: House) -> None:
    case = filed(house, "M1201")
    wait(house, 8)
    seen = house.decisions.as_it_counts(kept(house, case.case_no))
    assert (seen.state, seen.deemed) == (S.RECEIVED, False)
    hands = {one.clock: one.hand for one in house.decisions.clocks(seen)}
    assert (hands[Clock.ANSWER], Clock.PROMISED in hands) == (Hand.OVERDUE, False)
    assert house.decisions.accept(case.case_no, "3", ME).case.state is S.ACCEPTED


def test_what_is_forwarded_is_the_other_bodys(house: House) -> None:
    case_no = filed(house, FORWARDED).case_no
    house.decisions.accept(case_no, "3", ME)
    moved = house.decisions.forward(case_no, "", ME).case
    assert (moved.sent_on, moved.steps[-1].text) == (True, CATALOGUE.matter(FORWARDED).guide.implementing_body)
    for act in (
        lambda: house.decisions.accept(case_no, "3", ME),
        lambda: house.decisions.give_back(case_no, "没补", ME),
        lambda: house.decisions.forward(case_no, "", ME),
    ):
        with pytest.raises((NotOurs, NotNow, CaseElsewhere)):
            act()
    with pytest.raises(NotOurs) as no:
        house.decisions.post_notice(case_no, {"where": "公示栏"}, ME)
    assert "开始公示" in say(no.value)
    assert house.cases.withdraw(case_no, "不盖了", ME).case.state is S.WITHDRAWN


def test_what_is_decided_here_is_not_forwarded(house: House) -> None:
    with pytest.raises(NotNow) as no:
        house.decisions.forward(filed(house, WINDOWS).case_no, "县人社局", ME)
    assert no.value.key == "forward_not_ours"


def test_a_booking_is_never_accepted(house: House) -> None:
    case_no = filed(house, booked()).case_no
    for act in (house.decisions.accept, house.decisions.receive):
        with pytest.raises((NotOurs, CaseElsewhere)):
            act(case_no, "3", ME)
    with pytest.raises(NotOurs):
        house.cases.supplement(case_no, {}, ME)
    assert house.cases.withdraw(case_no, "改天", ME).case.state is S.WITHDRAWN


def test_a_public_notice_stops_the_clock_for_its_days_and_no_day_less(house: House) -> None:
    case = filed(house, WINDOWS)
    posted = house.decisions.post_notice(case.case_no, {"where": "村务公开栏", "until": _in(house, 7)}, ME).case
    assert (posted.state, posted.stops[0].expected) == (S.NOTICED, _in(house, 7))
    wait(house, 7)
    with pytest.raises(NotNow) as no:
        house.decisions.end_notice(case.case_no, "无异议", ME)
    assert "期满" in say(no.value)
    wait(house, 1)
    ended = house.decisions.end_notice(case.case_no, "无异议", ME).case
    begun, today = business_day(case.filed_at), business_day(house.clock.now())
    due = due_after(begun, case.days or 0, case.unit, house.calendar, [(begun, today)])
    assert (ended.state, ended.due_on) == (S.IN_REVIEW, due.on)


def _in(house: House, days: int) -> str:
    return (business_day(house.clock.now()) + timedelta(days=days)).isoformat()


def test_a_notice_that_is_too_short_or_says_nothing_is_not_posted(house: House) -> None:
    case_no = filed(house, WINDOWS).case_no
    for facts in (
        {"where": "公示栏", "until": _in(house, 0)},
        {"where": " ", "until": _in(house, 7)},
        {"where": "栏", "until": "不久"},
    ):
        with pytest.raises(NotNow):
            house.decisions.post_notice(case_no, facts, ME)
    assert kept(house, case_no).stops == ()


def test_what_was_asked_for_and_did_not_come_is_returned_after_its_day(house: House) -> None:
    filing = house.example("M1201")
    owing = CATALOGUE.matter("M1201").guide.tolerance_materials[0]
    case = house.intake.file(Filing("M1201", filing.raw, {**filing.materials, owing: "owed"}), ME).case
    house.decisions.accept(case.case_no, "3", ME)
    until = date.fromisoformat(kept(house, case.case_no).owed[owing])
    with pytest.raises(NotNow) as no:
        house.decisions.give_back(case.case_no, "没有补", ME)
    assert until.isoformat() in say(no.value)
    wait(house, (until - business_day(house.clock.now())).days + 1)
    with pytest.raises(NotNow):
        house.decisions.give_back(case.case_no, " ", ME)
    returned = house.decisions.give_back(case.case_no, "到期没有补", ME).case
    assert (returned.state, returned.steps[-1].text) == (S.RETURNED, "到期没有补")


def test_a_matter_done_on_the_spot_is_granted_and_handed_over_at_once(house: House) -> None:
    code = next(
        one.code
        for one in CATALOGUE.matters()
        if one.mode == "end_to_end" and CATALOGUE.matter(one.code).guide.project_type.code == "1"
    )
    case_no = filed(house, code).case_no
    done = house.decisions.close_here(case_no, "已盖章", "本人", ME, "r1").case
    assert (done.state, done.outcome, [step.kind for step in done.steps][-2:]) == (
        S.DELIVERED,
        "已盖章",
        ["case.decided", "case.delivered"],
    )
    before = len(entries(house, case_no))
    assert house.decisions.close_here(case_no, "已盖章", "本人", ME, "r1").case == done
    assert len(entries(house, case_no)) == before


def test_what_takes_its_time_is_not_done_on_the_spot(house: House) -> None:
    code = next(
        one.code
        for one in CATALOGUE.matters()
        if one.mode == "end_to_end" and CATALOGUE.matter(one.code).guide.project_type.code != "1"
    )
    case_no = filed(house, code).case_no
    before = len(entries(house, case_no))
    with pytest.raises(NotNow) as no:
        house.decisions.close_here(case_no, "办好了", "本人", ME)
    assert no.value.key == "not_on_the_spot"
    assert len(entries(house, case_no)) == before


def test_when_a_card_turns_yellow_is_a_rule_of_the_house(house: House) -> None:
    case = filed(house, "MX01")
    wait(house, 14)
    promised = next(one for one in house.decisions.clocks(case) if one.clock is Clock.PROMISED)
    assert (promised.used, promised.card) == (10, Card.GREEN)
    rules = HouseRulesDesk(house.store)
    told = rules.rule({"yellow_used": "50", "mend": "7"}, ME)
    assert (told.timing.yellow_used, told.timing.mend, told.timing.yellow_left) == (50, 7, 1)
    promised = next(one for one in house.decisions.clocks(case) if one.clock is Clock.PROMISED)
    assert promised.card is Card.YELLOW
    with pytest.raises(HouseRuleWrong):
        rules.rule({"yellow_used": "0"}, ME)
    assert rules.rule({"call_tries": "4"}, ME).timing.yellow_used == 50


def test_what_could_be_accepted_at_once_may_be_only_taken_in(house: House) -> None:
    example = house.example("MX01")
    case = house.intake.file(Filing("MX01", example.raw, example.materials, hold=True), ME).case
    today = business_day(house.clock.now())
    assert (case.state, case.accepted_at) == (S.RECEIVED, None)
    assert case.due_on == due_after(today, 5, "workday", house.calendar).on
    accepted = house.decisions.accept(case.case_no, "3", ME).case
    assert (accepted.state, accepted.due_on) == (S.ACCEPTED, due_after(today, 20, "workday", house.calendar).on)
    booking = house.example(booked())
    assert house.intake.file(Filing(booked(), booking.raw, booking.materials, hold=True), ME).case.state is S.BOOKED
