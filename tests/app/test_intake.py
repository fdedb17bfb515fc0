"""The intake desk: what is filed, what is refused, and that a retry or a failure never doubles or loses a case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.app.filing import Filing, Scan
from kiosk.domain.case import CaseState
from kiosk.domain.refusals import AnswersIncomplete, CaseElsewhere, CaseUnknown, MatterUnknown, RequestReused
from kiosk.store.check import check_store
from sync.protocol.entry import DIGEST_ON_PAPER
from sync.protocol.kinds import Person
from sync.protocol.token import read_receipt

from .conftest import CATALOGUE, House

MATTERS = [m.code for m in CATALOGUE.matters()]
KINDS = {"end_to_end": "case.accepted", "collect_forward": "case.received", "guide_booking": "case.booked"}


def all_is_well(house: House) -> bool:
    with house.store.look() as work:
        return check_store(work, house.store.blobs)[1] == []


@pytest.mark.parametrize("code", MATTERS)
def test_every_matter_is_filed_from_its_own_example(house: House, code: str) -> None:
    taken = house.intake.file(house.example(code), "staff:0305")
    matter = CATALOGUE.matter(code)
    assert taken.kind == KINDS[matter.mode]
    assert taken.case.applicant
    assert taken.case.matter_version == matter.version
    assert (taken.case.due_on is None) == (
        taken.kind == "case.booked" or (taken.kind == "case.accepted" and _days(code) is None)
    )
    printed = house.printing.receipt(taken, "staff:0305")
    assert house.store.blobs.read(_sha(printed.pdf)) == printed.pdf
    assert all_is_well(house)


def _days(code: str) -> int | None:
    limits = CATALOGUE.matter(code).limits
    return limits.commit.days if limits.commit.days is not None else limits.legal.days


def _sha(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def test_the_receipt_proves_itself_by_the_entry_that_was_written(house: House) -> None:
    taken = house.intake.file(house.example("M1103"), "staff:0305")
    with house.store.look() as work:
        (entry,) = work.journal.of_case(taken.case.case_no)
    claims = read_receipt(taken.qr).claims
    assert claims.digest == entry.body_hash[:DIGEST_ON_PAPER]
    assert (claims.case_no, claims.due_on) == (taken.case.case_no, taken.case.due_on)
    assert house.track.scanned(taken.qr).genuine is True
    assert house.track.scanned(taken.qr[:-1] + ("0" if taken.qr[-1] != "0" else "1")).genuine is not True


def test_no_personal_data_stand_in_the_code(house: House) -> None:
    taken = house.intake.file(house.example("M1201"), "staff:0305")
    number = int(taken.qr.rpartition("/")[2])
    token = number.to_bytes((number.bit_length() + 7) // 8, "big")
    assert taken.case.applicant.encode() not in token
    assert taken.case.id_number.encode() not in token


def test_everything_that_keeps_it_from_being_filed_is_named_at_once(house: House) -> None:
    matter = CATALOGUE.matter("M1201")
    with pytest.raises(AnswersIncomplete) as no:
        house.intake.file(Filing("M1201", {"applicant_id_no": "342224195807054022"}, {}), "cli")
    fields = {gap.field for gap in no.value.gaps}
    assert "applicant_id_no" in fields
    assert "applicant_name" in fields
    assert {m.id for m in matter.materials if m.mandatory} <= fields
    assert all(gap.sentence for gap in no.value.gaps)
    assert house.cases.find("") == []


def test_a_material_that_may_not_be_owed_is_refused_by_name(house: House) -> None:
    filing = house.example("M1201")
    core = next(m for m in CATALOGUE.matter("M1201").materials if not m.tolerable and m.mandatory)
    with pytest.raises(AnswersIncomplete) as no:
        house.intake.file(replace(filing, materials={**filing.materials, core.id: "owed"}), "cli")
    assert any(core.name in gap.sentence for gap in no.value.gaps)


def test_an_owed_material_has_a_date_that_can_only_be_moved_earlier(house: House) -> None:
    filing = house.example("M1201")
    owed = next(m.id for m in CATALOGUE.matter("M1201").materials if m.tolerable)
    filing = replace(filing, materials={**filing.materials, owed: "owed"})
    usual = house.intake.file(filing, "cli").case.owed[owed]
    sooner = date.fromisoformat(usual) - timedelta(days=3)
    later = date.fromisoformat(usual) + timedelta(days=30)
    assert house.intake.file(replace(filing, owed_until={owed: sooner}), "cli").case.owed[owed] == sooner.isoformat()
    assert house.intake.file(replace(filing, owed_until={owed: later}), "cli").case.owed[owed] == usual


def test_a_retry_after_a_lost_answer_gives_the_same_case(house: House) -> None:
    filing = house.example("M1103")
    first = house.intake.file(filing, "cli", "r1")
    again = house.intake.file(filing, "cli", "r1")
    assert (again.case, again.qr, again.again) == (first.case, first.qr, True)
    assert len(house.cases.find("")) == 1
    with pytest.raises(RequestReused):
        house.intake.file(house.example("M1201"), "cli", "r1")


def test_a_lost_receipt_is_printed_once_more_as_it_was(house: House) -> None:
    first = house.intake.file(house.example("M1103"), "cli")
    house.printing.receipt(first, "cli")
    again = house.intake.taken(first.case.case_no)
    house.printing.receipt(again, "cli", copy=2)
    assert (again.qr, again.kind) == (first.qr, first.kind)
    assert house.press.papers[0] == house.press.papers[1]
    with pytest.raises(CaseUnknown):
        house.intake.taken("none")


def test_an_agent_collects_and_never_accepts(house: House) -> None:
    agent = Person(name="赵代办", phone="13805572216")
    taken = house.intake.file(replace(house.example("M1103"), agent=agent), "staff:0901")
    assert (taken.kind, taken.case.state, taken.case.accepted_at) == ("case.collected", CaseState.COLLECTED, None)
    assert taken.case.agent == "赵代办"


def test_unknown_matters_and_versions_are_refused(house: House) -> None:
    with pytest.raises(MatterUnknown):
        house.intake.file(Filing("M9999", {}, {}), "cli")
    with pytest.raises(MatterUnknown):
        house.intake.file(replace(house.example("M1103"), version=99), "cli")


def test_a_scan_is_kept_encrypted_and_owed_to_the_city(house: House) -> None:
    material = CATALOGUE.matter("M1103").materials[0].id
    scan = Scan(material, "户口簿.jpg", "image/jpeg", b"\xff\xd8 a photo")
    taken = house.intake.file(replace(house.example("M1103"), scans=(scan,)), "cli")
    with house.store.look() as work:
        (owed,) = work.connection.execute("SELECT sha256 FROM scan").fetchone()
        filed = work.journal.of_case(taken.case.case_no)[0].read()
    assert house.store.blobs.read(owed) == scan.content
    assert filed.payload["attachments"][0]["sha256"] == owed
    assert all_is_well(house)


@pytest.mark.parametrize("name", ["𠅤䶮", "张𫖯𬭎", "阿卜杜热合曼·买买提艾力", "〇" * 50])
def test_any_name_comes_back_as_it_was_given(house: House, name: str) -> None:
    taken = house.intake.file(house.example("M1103", **{CATALOGUE.matter("M1103").applicant.name: name}), "cli")
    assert house.cases.find(name)[0].applicant == name
    assert house.cases.find(name[1:3])[0].case_no == taken.case.case_no
    house.printing.receipt(taken, "cli")
    assert house.press.papers[-1].addressee == name


def test_a_name_of_60_characters_is_refused_by_its_field(house: House) -> None:
    key = CATALOGUE.matter("M1103").applicant.name
    with pytest.raises(AnswersIncomplete) as no:
        house.intake.file(house.example("M1103", **{key: "张" * 60}), "cli")
    assert key in {gap.field for gap in no.value.gaps}


def test_a_printer_that_fails_leaves_the_case_and_says_so(house: House) -> None:
    house.press.trouble = "paper_out"
    taken = house.intake.file(house.example("M1103"), "cli")
    assert house.printing.receipt(taken, "cli").trouble == "paper_out"
    assert house.cases.find(taken.case.case_no)
    assert all_is_well(house)


def test_a_case_is_found_by_everything_a_clerk_may_type(house: House) -> None:
    case = house.intake.file(house.example("M1201"), "cli").case
    from kiosk.domain.pinyin import initials

    for text in (
        case.case_no,
        case.case_no[:20],
        case.applicant,
        case.id_number,
        case.id_number[-6:],
        case.id_number[:8],
        case.phone,
        initials(case.applicant)[0].upper(),
    ):
        assert [f.case_no for f in house.cases.find(text)] == [case.case_no], text
    for nothing in ("不存在", "zzzz", "999999", "'; DROP TABLE case_record; --", '"', "%", "*"):
        assert house.cases.find(nothing) == [], nothing


def test_a_look_at_personal_data_is_entered(house: House) -> None:
    case = house.intake.file(house.example("M1103"), "cli").case
    house.cases.show(case.case_no, "staff:0305", "核对")
    with house.store.look() as work:
        looked = work.journal.of_case(case.case_no)[-1].read()
    assert (looked.kind, looked.actor, looked.payload["purpose"]) == ("person.looked", "staff:0305", "核对")
    with pytest.raises(CaseUnknown):
        house.cases.show("none", "staff:0305")


def test_steps_that_do_not_fit_are_refused_and_leave_no_entry(house: House) -> None:
    case = house.intake.file(house.example("M1103"), "cli").case
    with pytest.raises(CaseElsewhere):
        house.cases.deliver(case.case_no, "本人", "cli")
    assert house.cases.withdraw(case.case_no, "不办了", "cli").case.state is CaseState.WITHDRAWN
    with house.store.look() as work:
        assert len(work.journal.of_case(case.case_no)) == 2
    assert all_is_well(house)


def test_drafts_are_kept_as_typed_and_go_when_filed(house: House) -> None:
    matter = CATALOGUE.matter("M1103")
    draft = house.drafts.begin(matter)
    assert house.drafts.all() == []
    kept = house.drafts.save(draft, {"half": "3422", "name": "𠅤"}, {})
    assert house.drafts.open(draft.id) == kept
    house.intake.file(replace(house.example("M1103"), draft=draft.id), "cli")
    assert house.drafts.all() == []


def test_by_number_and_last_four_nothing_tells_which_was_wrong(house: House) -> None:
    case = house.intake.file(house.example("M1103"), "cli").case
    assert house.track.by_number(case.case_no.lower(), case.id_number[-4:].lower()).case == case
    for number, last in ((case.case_no, "0000"), ("x", case.id_number[-4:]), (case.case_no, "")):
        assert house.track.by_number(number, last).case is None


def test_a_passport_is_filed_as_its_number_and_nothing_else(house: House) -> None:
    """The rules know a birthday beside it; the entry holds what was typed."""
    beside = {"applicant_gender": "1", "applicant_birth": "1990-01-31"}
    filing = house.example("M0705", applicant_id_type="414", applicant_id_no="EK1234567", **beside)
    kinds = CATALOGUE.matter("M0705").field("applicant_id_type").code_set
    assert CATALOGUE.code_set(kinds).label_of("414") != "414"
    case = house.intake.file(filing, "cli").case
    assert type(case.answers["applicant_id_no"]) is str
    assert case.id_number == "EK1234567"
    assert all_is_well(house)


def test_a_retry_in_a_new_process_gives_the_same_receipt(house: House) -> None:
    """The first answer was lost with the process; nothing of it is in memory any more."""
    filing = house.example("M1103")
    first = house.intake.file(filing, "cli", "r1")
    anew = House(house.store, house.clock, house.press)
    again = anew.intake.file(filing, "cli", "r1")
    assert (again.case, again.qr, again.again) == (first.case, first.qr, True)


def test_a_number_that_was_given_out_before_a_disk_was_put_back_is_not_given_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the random letters are the same by chance: the other case stays what it is."""
    monkeypatch.setattr("kiosk.app.register.new_random", lambda: bytes(16))
    first = house.intake.file(house.example("M1103"), "cli")
    with house.store.work("test") as work:
        work.connection.execute("UPDATE counter SET value = 0 WHERE name LIKE 'case/%'")
    second = house.intake.file(house.example("M0704"), "cli")
    assert second.case.case_no != first.case.case_no
    assert house.intake.taken(first.case.case_no).case == first.case
    assert all_is_well(house)
