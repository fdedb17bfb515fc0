"""After a case: collected by somebody else, told by telephone, a word that was not kept, the chief's word."""

from datetime import date

import pytest

from kiosk.app.authority import ApprovalNeeded, NotAChief
from kiosk.app.collecting import CollectorRefused, Takes
from kiosk.app.credit import PURPOSE, CreditRefused
from kiosk.app.documents import DocumentKind
from kiosk.app.gathering import Subject
from kiosk.app.house_rules import HouseRuleWrong
from kiosk.app.issuing import WordNotKept
from kiosk.app.telling import TellingWrong
from kiosk.domain.case import Case, CaseState
from kiosk.domain.refusals import AnswersIncomplete, CaseElsewhere, Trouble

from .amend_kit import CLERK, Amended
from .conftest import CATALOGUE, House
from .document_kit import FACTS

K = DocumentKind
TAKES = Takes("张强", "34222419860315151X", "儿子", "户口簿，同户")
LEAD = "李卫东"


@pytest.fixture
def amended(house: House) -> Amended:
    return Amended(house)


def decided(house: House, amended: Amended, code: str = "M0201", **answers: object) -> Case:
    case_no = house.intake.file(house.example(code, **answers), CLERK).case.case_no
    issued = amended.documents.issue(Subject(case_no), K.GRANTED, FACTS[K.GRANTED], CLERK)
    assert issued.case is not None
    return issued.case


def test_somebody_else_collects_it_and_the_paper_names_him(house: House, amended: Amended) -> None:
    case = decided(house, amended)
    issued = amended.collecting.collect(case.case_no, TAKES, ["户口簿", "结婚证"], CLERK)
    assert issued.kind is K.DELIVERY
    assert issued.case is not None
    assert issued.case.state is CaseState.DELIVERED
    assert issued.case.collected_by is not None
    who = issued.case.collected_by
    assert (who.name, who.id_number, who.relation, who.mandate) == (
        *(TAKES.name, TAKES.id_number, TAKES.relation, TAKES.mandate),
    )
    assert who.returned == ("户口簿", "结婚证")
    facts = repr(issued.paper)
    assert all(one in facts for one in ("张强", TAKES.id_number, "儿子", "户口簿，同户", "结婚证"))
    assert amended.fine()


def test_the_same_request_hands_it_over_once(house: House, amended: Amended) -> None:
    case = decided(house, amended)
    numbers = {amended.collecting.collect(case.case_no, TAKES, [], CLERK, "r").number for _ in range(2)}
    assert len(numbers) == 1
    assert amended.kinds(case.case_no).count("case.delivered") == 1


@pytest.mark.parametrize(
    ("takes", "key"),
    [
        (Takes("张强", "342224198603151511", "儿子", "委托书"), "collector_id_wrong"),
        (Takes("张强", "34222419860315151X", "儿子", " "), "collector_unsaid"),
        (Takes("张强", "34222419860315151X", "", "委托书"), "collector_unsaid"),
        (Takes(" ", "34222419860315151X", "儿子", "委托书"), "collector_unsaid"),
    ],
)
def test_nobody_collects_whom_nobody_knows(house: House, amended: Amended, takes: Takes, key: str) -> None:
    case = decided(house, amended)
    with pytest.raises(CollectorRefused) as no:
        amended.collecting.collect(case.case_no, takes, [], CLERK)
    assert no.value.key == key
    assert house.cases.show(case.case_no, CLERK).state is CaseState.GRANTED


def test_the_applicant_himself_is_nobody_else_and_nothing_is_collected_before_the_decision(
    house: House, amended: Amended
) -> None:
    case = decided(house, amended)
    own = Takes(case.applicant, case.id_number, "本人", "本人")
    with pytest.raises(CollectorRefused) as no:
        amended.collecting.collect(case.case_no, own, [], CLERK)
    assert no.value.key == "collector_is_applicant"
    open_case = house.intake.file(house.example("M0201"), CLERK).case
    with pytest.raises(CaseElsewhere):
        amended.collecting.collect(open_case.case_no, TAKES, [], CLERK)


def test_who_was_not_reached_three_times_is_gone_to(house: House, amended: Amended) -> None:
    case = decided(house, amended)
    for nth in range(3):
        (one,) = amended.telling.listed()
        assert (one.case.case_no, one.way, len(one.tries)) == (case.case_no, "call", nth)
        amended.telling.done(case.case_no, "call", "not_reached", CLERK)
    (one,) = amended.telling.listed()
    assert (one.way, len(one.tries)) == ("visit", 3)
    amended.telling.done(case.case_no, "visit", "told_other", CLERK, "儿媳")
    assert amended.telling.listed() == []
    told = house.cases.show(case.case_no, CLERK).tellings[-1]
    assert (told.way, told.result, told.whom, told.actor) == ("visit", "told_other", "儿媳", CLERK)
    assert amended.fine()


def test_who_has_nothing_to_hear_is_not_on_the_list(house: House, amended: Amended) -> None:
    house.intake.file(house.example("M0201"), CLERK)
    case = decided(house, amended)
    house.cases.deliver(case.case_no, "本人", CLERK)
    assert amended.telling.listed() == []
    with pytest.raises(TellingWrong):
        amended.telling.done(case.case_no, "call", "reached", CLERK)


@pytest.mark.parametrize(("result", "whom"), [("told_other", " "), ("maybe", "")])
def test_a_call_without_a_result_is_none(house: House, amended: Amended, result: str, whom: str) -> None:
    case = decided(house, amended)
    with pytest.raises(TellingWrong):
        amended.telling.done(case.case_no, "call", result, CLERK, whom)


def test_one_request_is_one_call(house: House, amended: Amended) -> None:
    case = decided(house, amended)
    for _ in range(2):
        amended.telling.done(case.case_no, "call", "not_reached", CLERK, request="r")
    assert len(house.cases.show(case.case_no, CLERK).tellings) == 1


def test_a_message_says_no_more_than_the_number_and_the_journal_not_even_that(house: House, amended: Amended) -> None:
    case = decided(house, amended, applicant_phone="13955712034")
    (one,) = amended.texted.listed()
    assert one.way == "sms"
    amended.texted.text(case.case_no, CLERK)
    ((number, text),) = amended.texting.sent
    assert number == "13955712034"
    assert case.case_no in text
    for private in (case.applicant, case.id_number, CATALOGUE.matter("M0201").name):
        assert private not in text
    with house.store.look() as work:
        said = work.journal.of_case(case.case_no)[-1].read()
    assert said.kind == "case.told"
    assert said.payload == {"news": "case.decided", "way": "sms", "result": "sent"}
    (again,) = amended.texted.listed()
    assert again.way == "call", "a message is no answer: he is called if he does not come"


def test_a_modem_that_fails_leaves_no_entry(house: House, amended: Amended) -> None:
    case = decided(house, amended, applicant_phone="13955712034")
    before = amended.kinds(case.case_no)
    amended.texting.trouble = "modem_away"
    with pytest.raises(Trouble):
        amended.texted.text(case.case_no, CLERK)
    with pytest.raises(Trouble):
        amended.telling.text(case.case_no, CLERK)
    assert amended.kinds(case.case_no) == before


def test_nothing_is_open_while_a_message_is_sent(house: House, amended: Amended) -> None:
    """Another window writes while the modem takes its time."""
    case = decided(house, amended, applicant_phone="13955712034")

    class Slow:
        def send(self, _number: str, _text: str, /) -> None:
            house.cases.show(case.case_no, CLERK)  # writes: it waits for a transaction that is open

    amended.texted._texting = Slow()
    amended.texted.text(case.case_no, CLERK)
    assert house.cases.show(case.case_no, CLERK).tellings[-1].result == "sent"


def owing(house: House) -> Case:
    """A case with one paper that may come later."""
    code, material = _tolerable()
    filing = house.example(code)
    filing.materials[material] = "owed"  # type: ignore[index]
    return house.intake.file(filing, CLERK).case


def _tolerable() -> tuple[str, str]:
    for summary in CATALOGUE.matters():
        matter = CATALOGUE.matter(summary.code)
        for material in matter.materials:
            if material.tolerable and matter.mode == "collect_forward" and matter.applicant.id_number:
                return matter.code, material.id
    raise AssertionError


def test_who_did_not_keep_his_word_brings_everything_at_once(house: House, amended: Amended) -> None:
    case = owing(house)
    assert amended.credit.standing(case.id_number) == ()
    house.clock.turn(days=60)
    (broken,) = amended.credit.standing(case.id_number)
    assert (broken.case_no, broken.materials) == (case.case_no, tuple(case.owed))
    with pytest.raises(AnswersIncomplete) as no:
        owing(house)
    (gap,) = no.value.gaps
    assert case.case_no in gap.sentence
    house.intake.file(house.example(case.matter), CLERK)  # with everything brought, nobody is refused


def test_a_word_made_good_is_good_again(house: House, amended: Amended) -> None:
    case = owing(house)
    house.clock.turn(days=60)
    with pytest.raises(CreditRefused):
        amended.credit.make_good(case.case_no, "", LEAD, CLERK)
    for _ in range(2):
        amended.credit.make_good(case.case_no, "已补交，说明了情况", LEAD, CLERK, "r")
    assert amended.credit.standing(case.id_number) == ()
    assert amended.kinds(case.case_no).count("case.word_kept") == 1
    owing(house)
    with pytest.raises(CreditRefused):
        amended.credit.make_good(case.case_no, "再来一次", LEAD, CLERK)
    assert amended.fine()


HEAD = "证件号码,失信事由,认定日期\n"


@pytest.mark.parametrize("coding", ["utf-8-sig", "gb18030"])
def test_the_countys_list_holds_here_and_names_nobody(house: House, amended: Amended, coding: str) -> None:
    code, _ = _tolerable()
    number = str(CATALOGUE.matter(code).example.answers[CATALOGUE.matter(code).applicant.id_number])
    content = f"{HEAD}{number},虚假承诺,2026-10-01\n".encode(coding)
    assert amended.credit.put_up(content, "灵璧县信用办", CLERK).count == 1
    (broken,) = amended.credit.standing(number)
    assert "灵璧县信用办" in broken.why
    with pytest.raises(AnswersIncomplete):
        owing(house)
    with house.store.look() as work:
        assert number not in work.drawer.setting("ruling/credit")
        assert not any(number.encode() in one.body for one in work.journal.of_kinds("centre.ruled"))
        (said,) = work.journal.of_kinds("credit.listed")
    assert number not in said.body.decode()
    amended.credit.put_up(HEAD.encode(), "灵璧县信用办", CLERK)
    owing(house)


@pytest.mark.parametrize("content", [b"", b"a,b,c\n", HEAD.encode() + b"3422,,\n", HEAD.encode() + b"x\n", b"\xff\xff"])
def test_a_list_that_cannot_be_read_changes_nothing(house: House, amended: Amended, content: bytes) -> None:
    amended.credit.put_up(f"{HEAD}342224196203151511,虚假承诺,2026-10-01\n".encode(), "县", CLERK)
    with pytest.raises(CreditRefused):
        amended.credit.put_up(content, "县", CLERK)
    assert amended.credit.standing("342224196203151511")


def test_a_sealed_list_is_taken_from_those_who_are_trusted_only(house: House, amended: Amended) -> None:
    from kiosk.app.held import add_key
    from sync.protocol.catalogues import seal_manifest
    from sync.protocol.seal import key_id, new_key, public_bytes

    content, key = HEAD.encode(), new_key()
    public = public_bytes(key)
    seal = seal_manifest(PURPOSE + content, key.sign, key_id(public))
    with pytest.raises(CreditRefused):
        amended.credit.put_up(content, "县", CLERK, seal)
    with house.store.work(CLERK) as work:
        add_key(work.drawer, public, "灵璧县")
    amended.credit.put_up(content, "县", CLERK, seal)
    for wrong in (content + b"1,2,3\n",):
        with pytest.raises(CreditRefused):
            amended.credit.put_up(wrong, "县", CLERK, seal)
    parcel = seal_manifest(content, key.sign, key_id(public))
    with pytest.raises(CreditRefused):
        amended.credit.put_up(content, "县", CLERK, parcel)


def test_an_act_that_needs_the_chief_waits_for_his_word(house: House, amended: Amended) -> None:
    amended.rules.rule({"approval": "M0201:case.decided", "chiefs": LEAD}, CLERK)
    case_no = house.intake.file(house.example("M0201"), CLERK).case.case_no
    with pytest.raises(ApprovalNeeded):
        amended.documents.issue(Subject(case_no), K.GRANTED, FACTS[K.GRANTED], CLERK)
    assert amended.kinds(case_no) == ["case.accepted"]
    with pytest.raises(NotAChief):
        amended.approval.approve(case_no, "case.decided", "别人", CLERK)
    for _ in range(2):
        amended.approval.approve(case_no, "case.decided", LEAD, CLERK, request="r")
    assert amended.kinds(case_no).count("case.approved") == 1
    amended.documents.issue(Subject(case_no), K.GRANTED, FACTS[K.GRANTED], CLERK)
    assert house.cases.show(case_no, CLERK).state is CaseState.GRANTED
    assert amended.fine()


def test_a_filing_that_needs_the_chief_names_him(house: House, amended: Amended) -> None:
    from dataclasses import replace

    amended.rules.rule({"approval": "*:case.accepted"}, CLERK)
    filing = house.example("M0201")
    with pytest.raises(ApprovalNeeded):
        house.intake.file(filing, CLERK)
    taken = house.intake.file(replace(filing, approved_by=LEAD), CLERK)
    assert amended.kinds(taken.case.case_no) == ["case.accepted", "case.approved"]
    with house.store.look() as work:
        said = work.journal.of_case(taken.case.case_no)[-1].read().payload["approval"]
    assert said == {"act": "case.accepted", "name": LEAD}
    assert amended.fine()


@pytest.mark.parametrize(
    "wrong",
    [
        {"late_workdays": "x"},
        {"call_tries": "0"},
        {"approval": "M0201:decide"},
        {"approval": ":case.decided"},
        {"x": "1"},
    ],
)
def test_a_rule_that_no_house_can_be_run_by_is_refused(amended: Amended, wrong: dict[str, str]) -> None:
    before = amended.rules.rules()
    with pytest.raises(HouseRuleWrong):
        amended.rules.rule(wrong, CLERK)
    assert amended.rules.rules() == before


def test_a_word_is_kept_until_the_end_of_its_day(house: House, amended: Amended) -> None:
    case = owing(house)
    until = date.fromisoformat(next(iter(case.owed.values())))
    house.clock.at = house.clock.at.replace(year=until.year, month=until.month, day=until.day, hour=23, minute=59)
    assert amended.credit.standing(case.id_number) == ()
    house.clock.turn(minutes=1)
    assert len(amended.credit.standing(case.id_number)) == 1


def test_every_step_that_the_centre_names_waits_for_the_chief(house: House, amended: Amended) -> None:
    amended.rules.rule({"approval": "*:case.voided"}, CLERK)
    case_no = house.intake.file(house.example("M0201"), CLERK).case.case_no
    with pytest.raises(ApprovalNeeded):
        house.cases.void(case_no, "录错", CLERK)
    amended.approval.approve(case_no, "case.voided", LEAD, CLERK)
    assert house.cases.void(case_no, "录错", CLERK).case.state is CaseState.VOIDED
    assert amended.fine()


def test_whose_word_was_not_kept_proves_and_does_not_pledge(house: House, amended: Amended) -> None:
    case = owing(house)
    subject = Subject(case.case_no)
    pledge = next(one for one in amended.documents.offered(subject) if one.kind is K.PLEDGE)
    assert pledge.no is None
    house.clock.turn(days=60)
    pledge = next(one for one in amended.documents.offered(subject) if one.kind is K.PLEDGE)
    assert pledge.no is not None
    with pytest.raises(WordNotKept):
        amended.documents.issue(subject, K.PLEDGE, FACTS[K.PLEDGE], CLERK)
    amended.credit.make_good(case.case_no, "已补交", LEAD, CLERK)
    assert amended.documents.issue(subject, K.PLEDGE, FACTS[K.PLEDGE], CLERK).number
