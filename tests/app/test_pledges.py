"""告知承诺: promised instead of proved, only where the definition lets it, only signed, and checked afterwards."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms import Material, Matter
from kiosk.app.documents import DocumentKind, Pledge
from kiosk.app.filing import Filing, Scan
from kiosk.app.gathering import Subject
from kiosk.app.ink import digest_of
from kiosk.app.papers import Handing, Printed, ReceiptPaper
from kiosk.app.pledging import PledgeRefused, PledgingDesk
from kiosk.app.promises import PLEDGED, PREFIX
from kiosk.app.signing import CHANGED, HOLDS, SigningDesk
from kiosk.domain.case import Case
from kiosk.domain.deadline import business_day, due_after
from kiosk.domain.refusals import AnswersIncomplete, Refusal
from kiosk.paper.patterns import Patterns
from kiosk.paper.raster import page_count
from kiosk.store.check import check_store
from kiosk.store.trust import DeviceTrust

from .amend_kit import CLERK, Amended
from .conftest import CATALOGUE, House
from .test_signing import WRITTEN

MATTER = "M1003"
LEAD = "李卫东"


@pytest.fixture
def amended(house: House) -> Amended:
    return Amended(house)


@pytest.fixture
def printed() -> list[bytes]:
    return []


@pytest.fixture
def desk(house: House, amended: Amended, printed: list[bytes]) -> PledgingDesk:
    trust = DeviceTrust(house.store, house.clock)

    def prints(_title: str, pdf: bytes) -> Printed:
        printed.append(pdf)
        return Printed(pdf, "fake")

    def rules() -> Any:
        return amended.rules_on(business_day(house.clock.now()))

    return PledgingDesk(house.store, rules, house.store.device, trust, Patterns(), prints)


@pytest.fixture
def signing(house: House) -> SigningDesk:
    return SigningDesk(house.store, CATALOGUE, house.store.device, DeviceTrust(house.store, house.clock), Patterns())


def matter() -> Matter:
    return CATALOGUE.matter(MATTER)


def pledgeable(of: Matter) -> Material:
    return next(one for one in of.materials if one.pledgeable)


def promising(house: House, **changed: object) -> Filing:
    """The matter's example, with its proof promised and nothing signed yet."""
    filing = house.example(MATTER, **changed)
    return replace(filing, materials={**filing.materials, pledgeable(matter()).id: PLEDGED})


def on_paper(filing: Filing) -> Filing:
    """With the letter, signed by hand and scanned."""
    return replace(filing, scans=(Scan(pledgeable(matter()).id, "letter.pdf", "application/pdf", b"%PDF-1.4 signed"),))


def pledged(house: House) -> Case:
    return house.intake.file(on_paper(promising(house)), CLERK).case


def test_only_what_the_definition_lets_be_promised_is(house: House, desk: PledgingDesk) -> None:
    proof = next(one for one in matter().materials if not one.pledgeable)
    filing = house.example(MATTER)
    with pytest.raises(AnswersIncomplete) as no:
        house.intake.file(replace(filing, materials={**filing.materials, proof.id: PLEDGED}), CLERK)
    assert [gap.field for gap in no.value.gaps] == [proof.id]
    with pytest.raises(PledgeRefused, match="pledge_not_allowed"):
        desk.sheet(matter(), proof, filing.raw)


def test_a_promise_that_nobody_signed_is_none(house: House) -> None:
    filing = promising(house)
    with pytest.raises(AnswersIncomplete) as no:
        house.intake.file(filing, CLERK)
    (gap,) = no.value.gaps
    assert gap.field == pledgeable(matter()).id
    assert house.intake.gaps(filing) == (gap,)
    assert house.intake.file(on_paper(filing), CLERK).case.pledged


def test_a_promise_on_the_glass_stands_under_who_promises_what(
    house: House, desk: PledgingDesk, signing: SigningDesk
) -> None:
    filing, proof = promising(house), pledgeable(matter())
    answers = house.intake.judge(matter(), filing.raw).answers
    sheet = desk.sheet(matter(), proof, answers)
    assert sheet.digest != digest_of(matter(), answers)
    assert len(sheet.pictures) == page_count(sheet.pdf) == 1
    ink = signing.keep(WRITTEN, sheet, "本人", PREFIX + proof.id)
    other = replace(filing, raw={**filing.raw, matter().applicant.name: "别人"}, inks=(ink,))
    with pytest.raises(Refusal, match="sign_of_other"):
        house.intake.file(other, CLERK)
    case = house.intake.file(replace(filing, inks=(ink,)), CLERK).case
    (entered,) = house.store_entry(case.case_no)["pledges"]
    assert (entered["way"], entered["text"], entered["digest"]) == ("screen", proof.proves, sheet.digest)
    (seen,) = signing.of_case(case.case_no)
    assert (seen.state, seen.field) == (HOLDS, PREFIX + proof.id)
    with house.store.look() as work:
        assert check_store(work, house.store.blobs)[1] == []


def test_ink_of_the_form_is_no_promise(house: House, signing: SigningDesk) -> None:
    filing, proof = promising(house), pledgeable(matter())
    answers = house.intake.judge(matter(), filing.raw).answers
    form = signing.keep(WRITTEN, signing.sheet(matter(), answers), "本人", PREFIX + proof.id)
    with pytest.raises(Refusal, match="sign_of_other"):
        house.intake.file(replace(filing, inks=(form,)), CLERK)


def test_whoever_promises_has_a_name(house: House, desk: PledgingDesk) -> None:
    with pytest.raises(PledgeRefused, match="pledge_nobody"):
        desk.paper(matter(), pledgeable(matter()), {})


def test_the_letter_says_all_that_it_must(house: House, desk: PledgingDesk, printed: list[bytes]) -> None:
    answers = house.intake.judge(matter(), house.example(MATTER).raw).answers
    paper = desk._letter(desk.promise(matter(), pledgeable(matter()), answers), electronic=False)
    assert [one for one in Patterns().missing(paper) if one != "heading.document_no"] == []
    desk.paper(matter(), pledgeable(matter()), answers)
    assert page_count(printed[0]) == 1


def test_when_it_is_checked_is_frozen_and_waits_on_a_list(house: House, amended: Amended, desk: PledgingDesk) -> None:
    case, proof = pledged(house), pledgeable(matter())
    today = business_day(house.clock.now())
    until = due_after(today, proof.check_days, "workday", house.calendar).on
    assert case.pledged == {proof.id: until.isoformat()}
    (one,) = desk.due()
    assert (one.case_no, one.material, one.until) == (case.case_no, proof.id, until.isoformat())
    assert case.owed == {}
    assert amended.fine()


def test_the_receipt_says_that_it_is_not_brought_and_checked(house: House) -> None:
    taken = house.intake.file(on_paper(promising(house)), CLERK)
    house.printing.receipt(taken, CLERK)
    paper = house.press.papers[-1]
    assert isinstance(paper, ReceiptPaper)
    (row,) = [one for one in paper.materials if one.handing is Handing.PLEDGED]
    assert row.check_by == date.fromisoformat(taken.case.pledged[pledgeable(matter()).id])
    assert row.count == 0


def test_a_promise_that_was_true_is_done_with(house: House, amended: Amended, desk: PledgingDesk) -> None:
    case, proof = pledged(house), pledgeable(matter()).id
    with pytest.raises(PledgeRefused, match="pledge_unsaid"):
        desk.check(case.case_no, proof, True, " ", CLERK)
    for _ in range(2):
        moved = desk.check(case.case_no, proof, True, "向民政部门查实", CLERK, "r").case
    assert moved.pledged == {}
    assert moved.materials[proof] == PLEDGED
    assert desk.due() == []
    assert amended.credit.standing(case.id_number) == ()
    assert amended.kinds(case.case_no).count("case.pledge_checked") == 1
    with pytest.raises(PledgeRefused, match="pledge_nothing"):
        desk.check(case.case_no, proof, False, "再查一次", CLERK)
    assert amended.fine()


def test_a_promise_that_was_not_true_bars_from_promising_and_from_owing(
    house: House, amended: Amended, desk: PledgingDesk
) -> None:
    case, proof = pledged(house), pledgeable(matter()).id
    desk.check(case.case_no, proof, False, "民政系统查无登记", CLERK)
    (broken,) = amended.credit.standing(case.id_number)
    assert (broken.case_no, broken.materials) == (case.case_no, (proof,))
    later = next(one for one in matter().materials if one.tolerable and not one.pledgeable)
    for way, filing in ((PLEDGED, on_paper(promising(house))), ("owed", house.example(MATTER))):
        wanted = proof if way == PLEDGED else later.id
        filing = replace(filing, materials={**filing.materials, wanted: way})
        with pytest.raises(AnswersIncomplete) as no:
            house.intake.file(filing, CLERK)
        (gap,) = no.value.gaps
        assert (gap.field, case.case_no in gap.sentence) == (wanted, True)
    house.intake.file(house.example(MATTER), CLERK)  # with everything brought, nobody is refused
    amended.credit.make_good(case.case_no, "补交了证明，说明了情况", LEAD, CLERK)
    assert pledged(house).pledged
    assert amended.fine()


def test_who_owed_and_did_not_bring_may_not_promise(house: House, amended: Amended) -> None:
    later = next(one for one in matter().materials if one.tolerable and not one.pledgeable)
    filing = house.example(MATTER)
    house.intake.file(replace(filing, materials={**filing.materials, later.id: "owed"}), CLERK)
    house.clock.turn(days=60)
    with pytest.raises(AnswersIncomplete):
        pledged(house)


def test_who_brings_the_proof_after_all_has_promised_nothing(house: House, desk: PledgingDesk) -> None:
    case, proof = pledged(house), pledgeable(matter()).id
    moved = house.cases.supplement(case.case_no, {proof: "original"}, CLERK).case
    assert (moved.pledged, moved.materials[proof], desk.due()) == ({}, "original", [])


def test_what_was_withdrawn_rests_on_no_promise(house: House, desk: PledgingDesk) -> None:
    case, proof = pledged(house), pledgeable(matter()).id
    house.cases.withdraw(case.case_no, "不办了", CLERK)
    assert desk.due() == []
    with pytest.raises(PledgeRefused, match="pledge_nothing"):
        desk.check(case.case_no, proof, False, "查了", CLERK)


def test_a_promise_that_was_checked_is_not_open_again_when_the_case_is_accepted(
    house: House, amended: Amended, desk: PledgingDesk
) -> None:
    case, proof = pledged(house), pledgeable(matter()).id
    assert case.accepted_at is None
    desk.check(case.case_no, proof, False, "查无此事", CLERK)
    moved = house.decisions.accept(case.case_no, "1", CLERK).case
    assert moved.pledged == {}
    assert amended.credit.standing(case.id_number)


def test_a_name_put_right_leaves_the_promise_of_the_other_name_behind(
    house: House, amended: Amended, desk: PledgingDesk, signing: SigningDesk
) -> None:
    filing, proof = promising(house), pledgeable(matter())
    sheet = desk.sheet(matter(), proof, house.intake.judge(matter(), filing.raw).answers)
    ink = signing.keep(WRITTEN, sheet, "本人", PREFIX + proof.id)
    case = house.intake.file(replace(filing, inks=(ink,)), CLERK).case
    amended.correcting.correct(case.case_no, {matter().applicant.name: "张新名"}, "写错了", LEAD, CLERK)
    assert [one.state for one in signing.of_case(case.case_no)] == [CHANGED]


def test_the_letter_of_a_case_is_given_out_with_what_was_promised(house: House, amended: Amended) -> None:
    case, proof = pledged(house), pledgeable(matter())
    draft = amended.documents.draft(Subject(case_no=case.case_no), DocumentKind.PLEDGE, {}, CLERK)
    assert draft.gaps == ()
    assert isinstance(draft.paper, Pledge)
    assert (draft.paper.proof, draft.paper.proves, draft.paper.agreed) == (proof.name, proof.proves, True)
    assert case.pledged[proof.id] in draft.paper.checking


def test_who_lacks_the_proof_is_told_that_he_may_promise(house: House, amended: Amended) -> None:
    filing = house.example(MATTER)
    case = house.intake.file(
        replace(filing, materials={**filing.materials, pledgeable(matter()).id: "owed"}), CLERK
    ).case
    draft = amended.documents.draft(Subject(case_no=case.case_no), DocumentKind.TOLD_AT_ONCE, {}, CLERK)
    (wanted,) = draft.paper.wanted  # type: ignore[union-attr]
    assert wanted.what == pledgeable(matter()).name
    assert "告知承诺" in wanted.how
