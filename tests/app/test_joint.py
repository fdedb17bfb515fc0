"""Matters done in one go: all or none, each a case of its own, and the same answers as filed one by one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import Joint, Matter, check, chosen_parts, split_answers, split_papers
from forms.joint_form import by_matter
from kiosk.app.filing import Filing, Scan
from kiosk.app.papers import JointPaper
from kiosk.domain.case import CaseState
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import AnswersIncomplete, MatterUnknown, RequestReused, Trouble
from kiosk.store.check import check_store
from kiosk.store.journal import JournalBook
from sync.protocol.kinds import Person
from sync.protocol.token import read_receipt

from .conftest import CATALOGUE, House

BIRTH = CATALOGUE.joints()[0]
PARTS = {code: CATALOGUE.matter(code) for code in BIRTH.matters}


def birth(house: House, **changed: object) -> Filing:
    sheet = house.joint.open("J0001")
    return Filing("J0001", {**sheet.example.answers, **changed}, dict(sheet.example.materials))


def counts(house: House) -> tuple[int, int]:
    """Cases and entries in the store."""
    with house.store.look() as work:
        return len(work.cases.find("", 10**6)), check_store(work, house.store.blobs)[0]


def all_is_well(house: House) -> bool:
    with house.store.look() as work:
        return check_store(work, house.store.blobs)[1] == []


def test_a_birth_is_four_cases_each_with_its_own_number_and_entry(house: House) -> None:
    done = house.joint.file(birth(house), "staff:0305")
    cases = [one.case for one in done.taken]
    assert [case.matter for case in cases] == list(BIRTH.matters)
    assert [one.kind for one in done.taken] == ["case.booked", "case.booked", "case.accepted", "case.accepted"]
    assert len({case.case_no for case in cases}) == len({case.document_no for case in cases}) == 4
    with house.store.look() as work:
        entries = {case.case_no: work.journal.of_case(case.case_no) for case in cases}
    assert all(len(found) == 1 for found in entries.values())
    assert len({found[0].body_hash for found in entries.values()}) == 4
    for one in done.taken:
        claims = read_receipt(one.qr).claims
        assert (claims.case_no, claims.matter) == (one.case.case_no, one.case.matter)
    assert all_is_well(house)


def test_each_names_the_others_and_none_itself(house: House) -> None:
    done = house.joint.file(birth(house), "cli")
    numbers = [one.case.case_no for one in done.taken]
    for one in done.taken:
        assert one.case.siblings == tuple(number for number in numbers if number != one.case.case_no)
        with house.store.look() as work:
            payload = work.journal.of_case(one.case.case_no)[0].read().payload
        assert payload["joint"] == "J0001"


def test_each_keeps_its_own_clock_and_goes_its_own_way(house: House) -> None:
    done = house.joint.file(birth(house), "cli")
    due = {one.case.matter: one.case.due_on for one in done.taken}
    today = business_day(house.clock.now())
    assert due == {"M0301": None, "M0601": None, "M1001": today, "M0705": today}
    first, *others = (one.case.case_no for one in done.taken)
    house.cases.withdraw(first, "改天再办", "cli")
    states = [house.cases.show(number, "cli").state for number in (first, *others)]
    assert states == [CaseState.WITHDRAWN, CaseState.BOOKED, CaseState.ACCEPTED, CaseState.ACCEPTED]


class Slower:
    """The catalogue in which one of the four, all of them done on the spot as shipped, has a promise of seven days."""

    def joints(self) -> tuple[Joint, ...]:
        return CATALOGUE.joints()

    def matter(self, code: str) -> Matter:
        found = CATALOGUE.matter(code)
        slow = replace(found, limits=replace(found.limits, commit=replace(found.limits.commit, days=7)))
        return slow if code == "M1001" else found


def test_a_clock_of_days_runs_for_its_own_matter_only(house: House) -> None:
    done = house.joint_on(Slower()).file(birth(house), "cli")
    due = {one.case.matter: one.case.due_on for one in done.taken}
    today = business_day(house.clock.now())
    assert due["M0705"] == today
    assert due["M1001"] is not None
    assert due["M1001"] > today + timedelta(days=6)


def test_nothing_is_filed_when_the_third_entry_cannot_be_written(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    before, entered = counts(house), []
    enter = JournalBook.enter

    def full(self: JournalBook, *given: object, **named: object) -> object:
        entered.append(1)
        if len(entered) == 3:
            raise Trouble("disk_full")
        return enter(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(JournalBook, "enter", full)
    with pytest.raises(Trouble):
        house.joint.file(birth(house), "cli", "try")
    monkeypatch.undo()
    assert counts(house) == before
    done = house.joint.file(birth(house), "cli", "try")
    assert [one.case.case_no.split("-")[3] for one in done.taken] == ["0001", "0002", "0003", "0004"]
    assert not done.again


def test_a_retry_gives_the_same_cases(house: House) -> None:
    done = house.joint.file(birth(house), "cli", "once")
    before = counts(house)
    again = house.joint.file(birth(house), "cli", "once")
    assert again.again
    assert [one.case for one in again.taken] == [one.case for one in done.taken]
    assert [one.qr for one in again.taken] == [one.qr for one in done.taken]
    assert counts(house) == before
    house.intake.file(house.example("M1103"), "cli", "another")
    with pytest.raises(RequestReused):
        house.joint.file(birth(house), "cli", "another")
    with pytest.raises(RequestReused):
        house.intake.file(house.example("M1103"), "cli", "once")


def test_a_scan_that_several_need_is_kept_once_and_hangs_on_each(house: House) -> None:
    scan = Scan("M0301-A02", "idcard.jpg", "image/jpeg", b"both sides")
    done = house.joint.file(replace(birth(house), scans=(scan,)), "cli")
    hung = {}
    for one in done.taken:
        with house.store.look() as work:
            payload = work.journal.of_case(one.case.case_no)[0].read().payload
        hung[one.case.matter] = [(a["material"], a["sha256"]) for a in payload.get("attachments", ())]
    sha = hung["M0301"][0][1]
    assert hung == {
        "M0301": [("M0301-A02", sha)],
        "M0601": [("M0601-A02", sha)],
        "M1001": [("M1001-A01", sha)],
        "M0705": [],
    }
    with house.store.look() as work:
        assert work.connection.execute("SELECT count(*) FROM scan").fetchone()[0] == 1
    assert all_is_well(house)


def test_what_is_missing_is_named_for_all_at_once(house: House) -> None:
    with pytest.raises(AnswersIncomplete) as no:
        house.joint.file(Filing("J0001", {"M0301.mother_id_no": "341321199511232487"}, {}), "cli")
    fields = [gap.field for gap in no.value.gaps]
    assert {"M0301.mother_id_no", "M0601.live_division", "M1001.birth_order", "M0705.mi_year"} <= set(fields)
    assert {"M0301-A01", "M0705-A02"} <= set(fields)
    assert len(fields) == len(set(fields))
    assert not any(name in fields for name in ("M0601.child_name", "M0601-A01", "M1001.female_id_no"))
    assert all(gap.sentence for gap in no.value.gaps)


def test_a_paper_that_does_not_belong_here_is_said_and_not_passed_over(house: House) -> None:
    filing = birth(house)
    with pytest.raises(AnswersIncomplete) as no:
        house.joint.file(replace(filing, materials={**filing.materials, "M0601-A01": "seen"}), "cli")
    assert [gap.field for gap in no.value.gaps] == ["M0601-A01"]


def test_only_the_wanted_ones_are_asked_for_and_filed(house: House) -> None:
    filing = birth(house, parts=["M0601", "M0705"])
    sheet = house.joint.with_parts(house.joint.open("J0001"), filing.raw)
    assert [paper.id for paper in sheet.materials][:3] == ["M0601-A01", "M0601-A02", "M0601-A03"]
    ways = {"M0601-A01": "seen", "M0601-A02": "seen", "M0705-A01": "seen", "M0705-A02": "original"}
    ways["M0705-A03"] = "shared"
    raw = {key: value for key, value in filing.raw.items() if not key.startswith("M1001.")}
    checked = house.joint.judge(sheet, raw)
    assert "M0301.baby_name" in checked.visible
    assert "M0301.birth_kind" not in checked.visible
    done = house.joint.file(Filing("J0001", raw, ways), "cli")
    assert [one.case.matter for one in done.taken] == ["M0601", "M0705"]
    assert done.taken[0].case.answers["child_name"] == "王一𬴊"
    assert done.taken[0].case.materials == {"M0601-A01": "seen", "M0601-A02": "seen"}
    assert done.taken[1].case.siblings == (done.taken[0].case.case_no,)


def test_a_paper_owed_for_several_is_owed_until_the_same_day(house: House) -> None:
    filing = birth(house)
    tolerable = [paper.id for matter in PARTS.values() for paper in matter.materials if paper.tolerable]
    shared = [one for one in BIRTH.papers if {one.brought, *one.serves} <= set(tolerable)]
    for one in shared:
        earlier = business_day(house.clock.now()) + timedelta(days=1)
        ways = {**filing.materials, one.brought: "owed"}
        done = house.joint.file(replace(filing, materials=ways, owed_until={one.brought: earlier}), "cli")
        owed = {key: day for taken in done.taken for key, day in taken.case.owed.items()}
        assert owed == dict.fromkeys((one.brought, *one.serves), earlier.isoformat())


def test_a_shared_paper_that_was_looked_up_once_is_verified_for_all(house: House) -> None:
    filing = birth(house)
    joint = CATALOGUE.joints()[0]
    one = next(paper for paper in joint.papers if _shareable(paper.brought, *paper.serves))
    ways = {**filing.materials, one.brought: "shared"}
    done = house.joint.file(replace(filing, materials=ways, verified={one.brought: "shared"}), "cli")
    said = [seen for taken in done.taken for seen in house.store_entry(taken.case.case_no).get("verified", ())]
    seen = {told["way"] for told in said if told["material"] in (one.brought, *one.serves)}
    assert seen == {"shared"}


def _shareable(*materials: str) -> bool:
    known = {one.id: one for summary in CATALOGUE.matters() for one in CATALOGUE.matter(summary.code).materials}
    return all(known[one.rpartition(".")[2]].shareable for one in materials)


def test_a_draft_that_was_filed_is_gone_and_a_ticket_stands_on_each(house: House) -> None:
    sheet = house.joint.open("J0001")
    draft = house.drafts.save(house.drafts.begin(sheet), sheet.example.answers, {})
    assert house.drafts.open(draft.id) is not None
    filing = replace(birth(house), draft=draft.id, ticket="B001", window="3")
    done = house.joint.file(filing, "cli")
    assert house.drafts.open(draft.id) is None
    assert {one.case.window for one in done.taken} == {"3"}


def test_an_agent_collects_what_is_accepted_elsewhere(house: House) -> None:
    agent = Person(name="孙桂兰", id_number="342224195807054021")
    done = house.joint.file(replace(birth(house), agent=agent), "cli")
    assert {one.kind for one in done.taken} == {"case.booked", "case.collected"}
    assert {one.case.agent for one in done.taken} == {"孙桂兰"}


def test_a_number_for_a_joint_matter_is_taken_in_its_first_matters_line(house: House) -> None:
    prefix = {c.code: c.prefix for c in CATALOGUE.categories()}[PARTS["M0301"].category]
    taken = house.queue.take("J0001")
    assert taken.ticket.number == f"{prefix}001"
    house.printing.slip(taken)
    assert house.press.papers[-1].matter == "新生儿出生“一件事”"
    with pytest.raises(MatterUnknown):
        house.queue.take("J9999")


def test_an_unknown_joint_matter_is_refused(house: House) -> None:
    with pytest.raises(MatterUnknown):
        house.joint.open("J9999")
    with pytest.raises(MatterUnknown):
        house.joint.open("J0001", 9)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "M0301.baby_name": st.sampled_from(["王一𬴊", "张䶮", "李·明"]),
        "M0301.baby_gender": st.sampled_from(["1", "2"]),
        "M0301.baby_birth_time": st.sampled_from(["2026-11-02 03:25", "202611011200"]),
        "M0301.birth_cert_no": st.sampled_from(["W340012345", "W340099999"]),
        "M0601.allergy": st.text("无青霉素过敏", min_size=1, max_size=8),
        "M0601.live_address": st.sampled_from(["砀城镇道北社区梨花路8号", "渔沟镇渔沟街 12 号"]),
        "M1001.birth_order": st.sampled_from(["1", "2", "3"]),
        "M0705.mi_fund": st.sampled_from(["0", "1"]),
        "parts": st.lists(st.sampled_from(BIRTH.matters), min_size=1, unique=True),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed=ANSWERS)
def test_filed_in_one_go_each_matter_has_the_answers_it_would_have_alone(
    house: House, changed: Mapping[str, object]
) -> None:
    """The law of 联办: nothing is lost, added or bent by filing together."""
    filing = birth(house, **changed)
    parts = chosen_parts(BIRTH, filing.raw)
    if parts != BIRTH.matters:
        filing = replace(filing, materials=_brought(house, filing))
    alone = split_answers(BIRTH, by_matter(filing.raw))
    on = business_day(house.clock.now())
    if any(not check(PARTS[code], alone[code], on=on).ok for code in parts):
        with pytest.raises(AnswersIncomplete):
            house.joint.file(filing, "cli")
        return
    done = house.joint.file(filing, "cli")
    assert tuple(one.case.matter for one in done.taken) == parts
    for one in done.taken:
        code = one.case.matter
        ways = one.case.materials
        single = house.intake.file(Filing(code, alone[code], ways), "cli").case
        assert dict(one.case.answers) == dict(single.answers)
        assert (one.case.applicant, one.case.id_number, one.case.phone) == (
            single.applicant,
            single.id_number,
            single.phone,
        )
        assert (one.case.state, one.case.due_on, one.case.owed) == (single.state, single.due_on, single.owed)


def _brought(house: House, filing: Filing) -> dict[str, str]:
    """Every paper of the wanted matters, as it is asked for."""
    sheet = house.joint.with_parts(house.joint.open("J0001"), filing.raw)
    return {paper.id: paper.collect for paper in sheet.materials if paper.mandatory}


def test_what_is_brought_once_counts_for_all(house: House) -> None:
    done = house.joint.file(birth(house), "cli")
    ways = split_papers(BIRTH, PARTS, BIRTH.example.materials)
    assert {one.case.matter: dict(one.case.materials) for one in done.taken} == ways


def test_one_sheet_tells_of_all_and_is_entered_in_each(house: House) -> None:
    done = house.joint.file(birth(house), "staff:0305")
    house.press.trouble = "paper_out"
    assert house.printing.joint(done, "staff:0305", 2).trouble == "paper_out"
    (paper,) = house.press.papers
    assert isinstance(paper, JointPaper)
    assert [one.case_no for one in paper.receipts] == [one.case.case_no for one in done.taken]
    serves = {one.name: one.serves for one in paper.materials}
    assert serves["出生医学证明"] == (1, 2)
    assert serves["父母户口簿"] == (1, 3, 4)
    assert len(serves) == len(BIRTH.example.materials)
    for one in done.taken:
        with house.store.look() as work:
            last = work.journal.of_case(one.case.case_no)[-1].read()
        assert (last.kind, last.payload["document"]) == ("document.printed", one.case.document_no)
        assert (last.payload["copy"], last.payload["trouble"]) == (2, "paper_out")
    assert all_is_well(house)


def test_looking_one_up_tells_of_the_others_by_scan_and_by_number(house: House) -> None:
    done = house.joint.file(birth(house), "cli")
    first, *others = (one.case for one in done.taken)
    assert house.track.scanned(done.taken[0].qr).siblings == tuple(others)
    assert house.track.by_number(first.case_no, first.id_number[-4:]).siblings == tuple(others)
    assert house.track.by_number(first.case_no, "0000").siblings == ()


class Asking:
    """The catalogue in which two of the four have a rule of the same number that a person must judge."""

    def joints(self) -> tuple[Joint, ...]:
        return CATALOGUE.joints()

    def matter(self, code: str) -> Matter:
        found = CATALOGUE.matter(code)
        field = {"M0601": "birth_weight", "M0705": "mi_year"}.get(code)
        rule = replace(found.rules[0], id="R9", severity="ask", expr=f"{field} < 0", field=field or "", sentence="")
        return replace(found, rules=(*found.rules, rule)) if field else found


def test_what_a_person_must_judge_is_asked_under_its_matter_and_entered_there(house: House) -> None:
    """Two matters may each have a rule of the same number: confirming one confirms no other."""
    desk, filing = house.joint_on(Asking()), birth(house)
    whole = desk.judge(desk.open("J0001"), filing.raw)
    assert [(one.rule, one.field) for one in whole.faults if one.severity == "ask"] == [
        ("M0601.R9", "M0601.birth_weight"),
        ("M0705.R9", "M0705.mi_year"),
    ]
    done = desk.file(replace(filing, confirmed=frozenset({"M0601.R9"})), "cli")
    entered = {}
    for one in done.taken:
        with house.store.look() as work:
            payload = work.journal.of_case(one.case.case_no)[0].read().payload
        entered[one.case.matter] = [(a["rule"], a.get("confirmed", False)) for a in payload.get("asked", ())]
    assert entered == {"M0301": [], "M0601": [("R9", True)], "M1001": [], "M0705": [("R9", False)]}
