"""Documents are given out at a desk: known facts are not asked, numbers do not repeat, paper and case move together."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from kiosk.app.documents import WantedNotice
from kiosk.app.gathering import Subject
from kiosk.app.handing_out import HandingOutDesk
from kiosk.app.issued import Issued
from kiosk.app.issuing import DocumentDesk, DocumentUnknown, FactsIncomplete
from kiosk.domain.case import CaseState
from kiosk.domain.refusals import CaseUnknown, NotExtendable, Refusal, RequestReused
from kiosk.paper.patterns import Patterns
from kiosk.store.trust import DeviceTrust
from kiosk.wiring.sentences import say
from tests.app.conftest import CATALOGUE, House, TurnedClock
from tests.app.document_kit import CLERK, FACTS, MOVES, K, Tray, desk_of, filed, fine, kinds_of


@pytest.fixture
def desk(house: House) -> DocumentDesk:
    return desk_of(house)


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def out(house: House, tray: Tray) -> HandingOutDesk:
    return HandingOutDesk(
        house.store, CATALOGUE, house.store.device, DeviceTrust(house.store, house.clock), tray, Patterns()
    )


@pytest.mark.parametrize("kind", sorted(set(K) - {K.NOT_ACCEPTED, K.DELIVERY}))
def test_every_kind_of_document_is_given_out_for_a_case(kind: K, house: House, desk: DocumentDesk) -> None:
    subject = filed(house)
    issued = desk.issue(subject, kind, FACTS[kind], CLERK)
    assert issued.number == f"渔沟政服{Patterns().mark(kind)}〔2026〕000001号"
    assert issued.paper.heading.document_no == issued.number
    assert issued.paper.heading.case_no == subject.case_no
    assert issued.case_no == subject.case_no
    assert desk.listed(subject.case_no) == [replace(issued, case=None)]
    assert desk.found(issued.number) == desk.found(issued.id) == issued
    assert fine(house)


@pytest.mark.parametrize("kind", MOVES)
def test_a_document_that_is_a_step_moves_the_case_with_it(kind: K, house: House, desk: DocumentDesk) -> None:
    code, step, state = MOVES[kind]
    subject = filed(house, code)
    issued = desk.issue(subject, kind, FACTS[kind], CLERK)
    assert issued.step == step
    assert issued.case is not None
    assert issued.case.state is state
    assert kinds_of(house, subject.case_no)[-2:] == ["document.issued", step]
    with house.store.look() as work:
        last = work.journal.of_case(subject.case_no)[-1].read()
    assert last.payload["document"] == issued.number
    assert fine(house)


def test_numbers_count_by_year_and_kind(house: House, desk: DocumentDesk, clock: TurnedClock) -> None:
    subject = filed(house)
    numbers = [desk.issue(subject, kind, FACTS[kind], CLERK).number for kind in (K.COMPLAINT, K.COMPLAINT, K.URGED)]
    clock.turn(days=60)
    numbers.append(desk.issue(subject, K.COMPLAINT, FACTS[K.COMPLAINT], CLERK).number)
    assert numbers == [
        "渔沟政服诉〔2026〕000001号",
        "渔沟政服诉〔2026〕000002号",
        "渔沟政服督〔2026〕000001号",
        "渔沟政服诉〔2027〕000001号",
    ]


def test_every_kind_has_a_mark_of_its_own() -> None:
    marks = [Patterns().mark(kind) for kind in K]
    assert len({*marks, "受", "收", "代", "约"}) == len(K) + 4
    assert all(marks)


def test_a_second_device_numbers_in_its_own_segment(house: House) -> None:
    assert (
        desk_of(house, "02").issue(filed(house), K.URGED, FACTS[K.URGED], CLERK).number == "渔沟政服督〔2026〕010001号"
    )


def test_a_refused_document_uses_up_no_number_and_leaves_no_trace(house: House, desk: DocumentDesk) -> None:
    subject = filed(house)
    desk.issue(subject, K.GRANTED, FACTS[K.GRANTED], CLERK)
    before = kinds_of(house, subject.case_no)
    for kind in (K.GRANTED, K.REFUSED, K.SPECIAL, K.SUPPLEMENT, K.NOT_ACCEPTED):
        with pytest.raises(Refusal) as no:
            desk.issue(subject, kind, FACTS[kind], CLERK)
        assert no.value.key == "document_elsewhere"
        assert "办结（准予）" in say(no.value)
    assert kinds_of(house, subject.case_no) == before
    assert desk.issue(filed(house), K.GRANTED, FACTS[K.GRANTED], CLERK).number.endswith("000002号")


@pytest.mark.parametrize("kind", [K.GRANTED, K.REFUSED, K.SPECIAL])
def test_a_window_does_not_decide_what_another_body_decides(kind: K, house: House, desk: DocumentDesk) -> None:
    subject = filed(house, "M0901")
    with pytest.raises(Refusal) as no:
        desk.issue(subject, kind, FACTS[kind], CLERK)
    assert no.value.key == "decided_elsewhere"
    assert kinds_of(house, subject.case_no) == ["case.received"]


def test_a_booking_is_never_asked_to_mend_nor_decided(house: House, desk: DocumentDesk) -> None:
    code = next(one.code for one in CATALOGUE.matters() if CATALOGUE.matter(one.code).mode == "guide_booking")
    subject = filed(house, code)
    for kind in (K.SUPPLEMENT, K.NOT_ACCEPTED, K.GRANTED, K.TOLERANCE):
        with pytest.raises(Refusal) as no:
            desk.issue(subject, kind, FACTS[kind], CLERK)
        assert no.value.key == "document_elsewhere"
    closed = {one.kind for one in desk.offered(subject) if one.no}
    assert {K.SUPPLEMENT, K.GRANTED, K.SPECIAL} <= closed
    assert K.TOLD_AT_ONCE not in closed


def test_all_that_is_missing_is_named_at_once_in_chinese(house: House, desk: DocumentDesk) -> None:
    with pytest.raises(FactsIncomplete) as no:
        desk.issue(filed(house), K.REFUSED, {}, CLERK)
    assert [gap.field for gap in no.value.gaps] == ["found", "reason", "remedy.review_body", "remedy.court"]
    assert no.value.gaps[0].sentence == "请填写“查明的事实”。"
    assert "4 处" in say(no.value)


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        (K.SUPPLEMENT, {"until": "明天"}, "until"),
        (K.SPECIAL, {"days": "几天"}, "days"),
        (K.SPECIAL, {"procedure": "whatever"}, "procedure"),
        (K.SUPPLEMENT, {"wanted": 7}, "wanted"),
        (K.SUPPLEMENT, {"nobody": "x"}, "nobody"),
        (K.SUPPLEMENT, {"heading": {"addressee": "别人"}}, "heading"),
        (K.SUPPLEMENT, {"kind": "granted"}, "kind"),
        (K.MANDATE, {"powers": "everything"}, "powers"),
        (K.GRANTED, {"content": ["a"]}, "content"),
        (K.GRANTED, {"remedy": {"review_days": True}}, "remedy.review_days"),
    ],
)
def test_a_fact_that_cannot_be_is_named(
    kind: K, facts: Mapping[str, object], field: str, house: House, desk: DocumentDesk
) -> None:
    subject = filed(house)
    with pytest.raises(FactsIncomplete) as no:
        desk.issue(subject, kind, facts, CLERK)
    assert no.value.gaps[0].field == field
    assert field in [gap.field for gap in desk.draft(subject, kind, facts, CLERK).gaps]


def test_choices_are_never_guessed(house: House, desk: DocumentDesk) -> None:
    facts = dict(FACTS[K.SPECIAL])
    del facts["procedure"]
    assert [gap.field for gap in desk.draft(filed(house), K.SPECIAL, facts, CLERK).gaps] == ["procedure"]
    assert "go_to" in [
        gap.field for gap in desk.draft(filed(house), K.NOT_ACCEPTED, {"ground": "not_ours"}, CLERK).gaps
    ]


def test_what_is_known_is_not_asked(house: House, desk: DocumentDesk) -> None:
    filing = house.example("M1201")
    owed = next(one for one in CATALOGUE.matter("M1201").materials if one.tolerable)
    taken = house.intake.file(replace(filing, materials={**filing.materials, owed.id: "owed"}), CLERK)
    subject = Subject(taken.case.case_no)
    desk.issue(subject, K.TOLERANCE, {"consequence": "退回申请"}, CLERK)
    draft = desk.draft(subject, K.TOLERANCE, {}, CLERK)
    assert draft.gaps == ()  # what follows was said once
    assert owed.name in draft.known["owed"]
    assert draft.paper.heading.clerk == "工号0305"
    assert draft.paper.heading.qr.startswith("HTTPS://CX.EXAMPLE.GOV.CN/R/")
    assert draft.paper.heading.id_number.count("*") > 5


def test_who_reviews_is_asked_once_and_then_known(house: House, desk: DocumentDesk) -> None:
    assert "remedy.court" in [gap.field for gap in desk.draft(filed(house), K.GRANTED, {}, CLERK).gaps]
    desk.issue(filed(house), K.REFUSED, FACTS[K.REFUSED], CLERK)
    draft = desk.draft(filed(house), K.GRANTED, {}, CLERK)
    assert draft.known["remedy.review_body"] == "灵璧县人民政府"
    assert [gap.field for gap in draft.gaps] == ["content"]


def test_a_retry_gives_the_same_document(house: House, desk: DocumentDesk) -> None:
    subject = filed(house)
    first = desk.issue(subject, K.GRANTED, FACTS[K.GRANTED], CLERK, "r1")
    assert desk.issue(subject, K.GRANTED, FACTS[K.GRANTED], CLERK, "r1") == first
    assert kinds_of(house, subject.case_no).count("case.decided") == 1
    with pytest.raises(RequestReused):
        desk.issue(subject, K.URGED, FACTS[K.URGED], CLERK, "r1")


def test_unknown_cases_and_numbers_are_refused(desk: DocumentDesk, out: HandingOutDesk) -> None:
    with pytest.raises(CaseUnknown):
        desk.draft(Subject("x"), K.GRANTED, {}, CLERK)
    with pytest.raises(CaseUnknown):
        desk.listed("x")
    with pytest.raises(CaseUnknown):
        out.form("x", CLERK)
    for ask in (lambda: desk.found("x"), lambda: out.document("x", CLERK)):
        with pytest.raises(DocumentUnknown):
            ask()


def _wants(*names: str) -> dict[str, object]:
    return {"wanted": "\n".join(names), "law": "第八条", "until": "2026-12-04"}


def test_a_second_notice_with_a_new_item_says_so_in_the_journal(house: House, desk: DocumentDesk) -> None:
    subject = filed(house)
    assert desk.issue(subject, K.TOLD_AT_ONCE, _wants("户口簿", "照片"), CLERK).added == ()
    assert desk.issue(subject, K.SUPPLEMENT, _wants("照片"), CLERK).added == ()
    assert desk.issue(subject, K.SUPPLEMENT, _wants("照片", "授权书"), CLERK).added == ("授权书",)


def test_a_resident_is_told_before_anything_is_filed(house: House, desk: DocumentDesk) -> None:
    person = Subject(matter="M1201", name="张桂英", id_number="342224195602141223")
    first = desk.issue(person, K.TOLD_AT_ONCE, _wants("户口簿"), CLERK)
    assert (first.case_no, first.case, first.added) == ("", None, ())
    assert first.paper.heading.addressee == "张桂英"
    assert "342224195602141223" not in str(first.paper)
    again = desk.issue(person, K.TOLD_AT_ONCE, _wants("户口簿", "银行流水"), CLERK)
    assert again.added == ("银行流水",)
    assert desk.issue(replace(person, matter="M0101"), K.TOLD_AT_ONCE, _wants("别的"), CLERK).added == ()
    assert fine(house)


TAKER = {"substitute": "张强", "substitute_id": "34222419860315151X", "relation": "儿子", "mandate": "户口簿，同户"}


def test_serving_the_decision_ends_the_case_and_serving_a_notice_does_not(house: House, desk: DocumentDesk) -> None:
    subject = filed(house)
    notice = desk.issue(subject, K.SUPPLEMENT, FACTS[K.SUPPLEMENT], CLERK)
    served = desk.issue(subject, K.DELIVERY, {}, CLERK)
    assert served.paper.papers[0].number == notice.number  # type: ignore[union-attr]
    assert (served.step, served.case and served.case.state) == ("", CaseState.SUPPLEMENT)
    with pytest.raises(Refusal):
        desk.issue(subject, K.DELIVERY, FACTS[K.DELIVERY], CLERK)
    decision = desk.issue(subject, K.GRANTED, FACTS[K.GRANTED], CLERK)
    done = desk.issue(subject, K.DELIVERY, TAKER, CLERK)
    assert done.paper.papers[0].number == decision.number  # type: ignore[union-attr]
    assert done.case is not None
    assert done.case.state is CaseState.DELIVERED


def test_a_prolonged_limit_runs_longer_and_does_not_stand_still(house: House, desk: DocumentDesk) -> None:
    subject = filed(house, "MX01")
    facts = {**FACTS[K.SPECIAL], "procedure": "extension", "days": 20}
    with house.store.look() as work:
        before = work.cases.get(subject.case_no)
    issued = desk.issue(subject, K.SPECIAL, facts, CLERK)
    assert before is not None
    assert issued.case is not None
    assert before.due_on is not None
    assert issued.step == "case.extended"
    assert issued.case.due_on == issued.paper.due_on > before.due_on  # type: ignore[union-attr]
    with pytest.raises(NotExtendable):
        desk.issue(subject, K.SPECIAL, facts, CLERK)
    with pytest.raises(NotExtendable):
        desk.issue(filed(house), K.SPECIAL, facts, CLERK)


def test_the_facts_come_back_from_the_journal_as_they_were_stated(house: House, desk: DocumentDesk) -> None:
    issued = desk.issue(filed(house), K.SUPPLEMENT, FACTS[K.SUPPLEMENT], CLERK)
    paper = issued.paper
    assert isinstance(paper, WantedNotice)
    assert paper.until == date(2026, 12, 4)
    assert paper.wanted[0].what == "授权书"


def _numbers(issued: list[Issued]) -> list[str]:
    return [one.number for one in issued]


def test_the_list_is_newest_first_and_all_of_the_house_without_a_case(house: House, desk: DocumentDesk) -> None:
    one, two = filed(house), filed(house, "M0901")
    numbers = [desk.issue(subject, K.URGED, FACTS[K.URGED], CLERK).number for subject in (one, two)]
    assert _numbers(list(desk.listed())) == numbers[::-1]
    assert _numbers(list(desk.listed(two.case_no))) == numbers[1:]
