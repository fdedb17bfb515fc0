"""Who is here: what is known of him, what he need not say or bring twice, and who stood beside him."""

from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest

from kiosk.app.archive import ArchiveDesk
from kiosk.app.filing import Scan
from kiosk.app.house_rules import HouseRulesDesk
from kiosk.app.outcomes import Exported
from kiosk.app.people.beside import (
    Beside,
    CardRead,
    Contact,
    Guardian,
    beside_in,
    beside_of,
    card_read,
    gaps_of,
    said_of,
)
from kiosk.app.people.knowing import PersonDesk
from kiosk.app.people.verifying import NothingToVerify, VerifyingDesk
from kiosk.domain.card import Card, CardKind
from kiosk.store.trust import DeviceTrust
from tests.app.conftest import CATALOGUE, House

ZHANG = "342224196203151511"
LIU = "342224196408222643"  # his wife, in the table of his household
CHEN = "341302199605182468"


class NoExports:
    """Nothing leaves the store in these tests."""

    def put(self, name: str, content: bytes) -> Exported:
        raise AssertionError(name)

    def clear(self) -> None:
        raise AssertionError


NO_EXPORTS = NoExports()


@pytest.fixture
def people(house: House) -> PersonDesk:
    return PersonDesk(house.store, CATALOGUE, DeviceTrust(house.store, house.clock))


@pytest.fixture
def verifying(house: House) -> VerifyingDesk:
    return VerifyingDesk(house.store, DeviceTrust(house.store, house.clock), house.calendar)


def test_a_person_is_known_with_what_is_open_and_what_he_owes(house: House, people: PersonDesk) -> None:
    taken = house.intake.file(house.example("M1201"), "staff:0305")
    known = people.known(ZHANG)
    assert [one.case_no for one in known.cases] == [taken.case.case_no]
    assert len(known.open) == 1
    assert [(one.material, one.case_no) for one in known.owing] == [("M1201-A04", taken.case.case_no)]
    assert people.known("").cases == ()


def test_what_is_offered_says_of_which_case_it_is_and_comes_of_the_latest(house: House, people: PersonDesk) -> None:
    house.intake.file(house.example("M0201", hukou_address="旧址一号"), "staff:0305")
    house.clock.at += timedelta(seconds=40)
    later = house.intake.file(house.example("M0201", hukou_address="新址二号"), "staff:0305")
    told = people.offers(CATALOGUE.matter("M0201"), people.known(CHEN))["hukou_address"]
    assert told.value == "新址二号"
    assert told.case.case_no == later.case.case_no
    assert told.sure
    assert "applicant_sign" not in people.offers(CATALOGUE.matter("M0201"), people.known(CHEN)), "is given anew"


def test_what_was_voided_offers_nothing(house: House, people: PersonDesk) -> None:
    taken = house.intake.file(house.example("M0201"), "staff:0305")
    house.cases.void(taken.case.case_no, "录错了人", "staff:0305")
    assert people.offers(CATALOGUE.matter("M0201"), people.known(CHEN)) == {}


def test_an_old_value_is_offered_by_itself_and_never_with_all(house: House, people: PersonDesk) -> None:
    house.intake.file(house.example("M0201"), "staff:0305")
    house.clock.at += timedelta(days=366)
    offered = people.offers(CATALOGUE.matter("M0201"), people.known(CHEN))
    assert offered
    assert not any(one.sure for one in offered.values())


def test_a_household_is_known_from_the_case_of_another_of_it(house: House, people: PersonDesk) -> None:
    house.intake.file(house.example("M1201"), "staff:0305")
    offered = people.offers(CATALOGUE.matter("M1201"), people.known(LIU))
    assert offered["applicant_name"].value == "刘秀兰"
    assert offered["applicant_name"].household
    assert not offered["applicant_name"].sure
    rows = offered["family_members"].value
    assert isinstance(rows, list)
    assert [row["name"] for row in rows] == ["张守田", "张𬭎", "王桂英"], "he himself in it, she out of it"
    assert all("relation" not in row for row in rows), "how they are related to her is to be said anew"


def test_an_heir_gets_what_he_said_as_an_applicant(house: House, people: PersonDesk) -> None:
    house.intake.file(house.example("M0201"), "staff:0305")
    heirs = next(m for one in CATALOGUE.matters() if (m := CATALOGUE.matter(one.code)).applicant.name == "heir_name")
    offered = people.offers(heirs, people.known(CHEN))
    assert offered["heir_name"].value == "陈思雨"
    assert offered["heir_phone"].value == "18155702468"


def scan(material: str) -> Scan:
    return Scan(material, "结婚证.png", "image/png", b"a scan of a marriage certificate")


def kept_papers(code: str) -> dict[str, str]:
    """The papers of a matter that a resident brings and the centre keeps: name to id."""
    found = CATALOGUE.matter(code).materials
    return {one.name: one.id for one in found if one.collect != "seen" and one.source != "系统生成"}


def shared_paper() -> tuple[str, str, str, str]:
    """Two matters that take the same paper, with its id in each."""
    names: dict[str, list[str]] = {}
    for one in CATALOGUE.matters():
        for name in kept_papers(one.code):
            names.setdefault(name, []).append(one.code)
    name, (first, second, *_) = next((name, codes) for name, codes in names.items() if len(codes) > 1)
    return first, kept_papers(first)[name], second, kept_papers(second)[name]


def filed_with_paper(house: House) -> tuple[str, str, str, str]:
    """A case whose paper another matter wants too: its number, the person's, the other matter, its material."""
    first, ours, second, theirs = shared_paper()
    filing = house.example(first)
    collect = next(one.collect for one in CATALOGUE.matter(first).materials if one.id == ours)
    filing = replace(filing, materials={**filing.materials, ours: collect}, scans=(scan(ours),))
    taken = house.intake.file(filing, "staff:0305")
    return taken.case.case_no, taken.case.id_number, second, theirs


def test_a_paper_that_lies_here_is_used_again_with_the_same_scan(house: House, people: PersonDesk) -> None:
    case_no, person, matter, material = filed_with_paper(house)
    lies = people.on_file(CATALOGUE.matter(matter), people.known(person))[material]
    assert lies.case.case_no == case_no
    assert (lies.until - lies.taken_on).days == 30
    filing = house.example(matter)
    filing = replace(filing, materials={**filing.materials, material: "on_file"}, kept={material: lies})
    taken = house.intake.file(filing, "staff:0305")
    entry = house.store_entry(taken.case.case_no)
    assert entry["kept"][0]["case_no"] == case_no
    assert entry["attachments"][0]["material"] == material
    assert entry["attachments"][0]["sha256"] == lies.scans[0].sha256
    house.printing.receipt(taken, "staff:0305")
    paper = house.press.papers[-1]
    assert any(case_no in note for note in paper.notes)  # type: ignore[union-attr]


def test_what_is_signed_for_one_case_is_never_used_for_another(house: House, people: PersonDesk) -> None:
    house.intake.file(house.example("M1201"), "staff:0305")
    lies = people.on_file(CATALOGUE.matter("M1201"), people.known(ZHANG))
    assert set(lies) == {"M1201-A05"}, "the application and the authorisation are signed anew, the ID is looked at"


def test_a_paper_holds_for_thirty_days_and_not_a_day_longer(house: House, people: PersonDesk) -> None:
    _, person, matter, material = filed_with_paper(house)
    house.clock.at += timedelta(days=30)
    lies = people.on_file(CATALOGUE.matter(matter), people.known(person))[material]
    house.clock.at += timedelta(days=1)
    assert people.on_file(CATALOGUE.matter(matter), people.known(person)) == {}
    filing = house.example(matter)
    filing = replace(filing, materials={**filing.materials, material: "on_file"}, kept={material: lies})
    assert house.store_entry(house.intake.file(filing, "staff:0305").case.case_no).get("kept", ()) == ()


def test_a_shared_paper_nobody_looked_up_is_somebodys_work_until_he_has(house: House, verifying: VerifyingDesk) -> None:
    filing = house.example("M0201")
    filing = replace(filing, materials={**filing.materials, "M0201-A01": "shared"})
    case_no = house.intake.file(filing, "staff:0305").case.case_no
    assert house.store_entry(case_no)["verified"] == [{"material": "M0201-A01", "way": "pending"}]
    assert [(one.case_no, one.material) for one in verifying.pending()] == [(case_no, "M0201-A01")]
    case = verifying.verify(case_no, "M0201-A01", "shared", "staff:0306", "省人口库一致")
    assert case.steps[-1].kind == "case.verified"
    assert case.steps[-1].actor == "staff:0306"
    assert verifying.pending() == []
    with pytest.raises(NothingToVerify):
        verifying.verify(case_no, "M0201-A01", "shared", "staff:0306")


def test_what_waits_too_long_to_be_verified_stands_first_and_names_nobody_whole(
    house: House, verifying: VerifyingDesk
) -> None:
    filing = replace(house.example("M0201"), materials=dict(house.example("M0201").materials) | {"M0201-A01": "shared"})
    old = house.intake.file(filing, "staff:0305").case
    house.clock.turn(days=9)
    new = house.intake.file(replace(filing, raw=dict(filing.raw)), "staff:0305").case
    found = verifying.listed()
    assert [(one.case_no, one.overdue) for one in found] == [(old.case_no, True), (new.case_no, False)]
    assert old.applicant not in {one.applicant for one in found}
    assert found[0].applicant[0] == old.applicant[0]


def test_a_shared_paper_that_was_looked_up_leaves_no_work(house: House, verifying: VerifyingDesk) -> None:
    filing = house.example("M0201")
    given = {**filing.materials, "M0201-A01": "shared"}
    house.intake.file(replace(filing, materials=given, verified={"M0201-A01": "by_hand"}), "staff:0305")
    assert verifying.pending() == []


GUARDED = Beside(
    contact=Contact(name="李四", phone="13900000000", relation="邻居"),
    read_aloud_by="王五",
    witnessed_by="赵六",
    guardian=Guardian(name="张守田", id_number=ZHANG, relation="父亲", basis="未满 14 周岁"),
)


def test_who_stood_beside_him_is_in_the_entry_and_on_the_receipt(house: House) -> None:
    filing = replace(house.example("M0201"), beside=GUARDED)
    taken = house.intake.file(filing, "staff:0305")
    entry = house.store_entry(taken.case.case_no)["beside"]
    assert entry["guardian"]["basis"] == "未满 14 周岁"
    assert entry["contact"]["phone"] == "13900000000"
    assert beside_in(house.store_entry(taken.case.case_no)) == GUARDED
    house.printing.receipt(taken, "staff:0305")
    notes = "\n".join(house.press.papers[-1].notes)  # type: ignore[union-attr]
    for said in ("张守田", "王五", "赵六", "李四", "3422**********1511"):
        assert said in notes
    assert ZHANG not in notes


def test_what_was_typed_of_them_comes_back_as_it_was() -> None:
    assert beside_of(said_of(GUARDED)) == GUARDED
    assert beside_of({}) == Beside()


def test_whoever_reads_aloud_is_not_his_own_witness(house: House) -> None:
    today = house.clock.now().date()
    assert gaps_of(GUARDED, today) == ()
    alone = beside_of({**said_of(GUARDED), "witnessed_by": "王五", "guardian_number": "342224196203151512"})
    assert [(gap.field, gap.sentence) for gap in gaps_of(alone, today)] == [
        ("witnessed_by", "witness_other"),
        ("guardian_number", "number"),
    ]


def test_a_name_that_the_clerk_corrected_stands_beside_what_the_chip_said(house: House) -> None:
    chip = Card(CardKind.RESIDENT, "陈䶮雨", "341302199605182468", written="陈\ue863雨".encode("utf-16-le"))
    filing = replace(house.example("M0201", applicant_name="陈龑雨"), card=card_read(chip))
    taken = house.intake.file(filing, "staff:0305")
    entry = house.store_entry(taken.case.case_no)
    assert entry["applicant"]["name"] == "陈龑雨"
    assert entry["card"] == {"kind": "resident", "name": "陈䶮雨", "raw": chip.written.hex()}
    assert CardRead(**entry["card"]) == card_read(chip)


def test_nothing_of_it_costs_a_clerk_any_time(house: House, people: PersonDesk) -> None:
    for _ in range(8):
        house.intake.file(house.example("M1201"), "staff:0305")
    matter = CATALOGUE.matter("M1201")
    people.offers(matter, people.known(ZHANG))
    began = perf_counter()
    known = people.known(ZHANG)
    assert people.offers(matter, known)
    people.on_file(matter, known)
    assert perf_counter() - began < 0.25, "10 ms on a PC of its own; a busy machine may take longer"


def test_a_persons_file_shows_the_papers_that_may_be_used_again_and_no_others(house: House, people: PersonDesk) -> None:
    """One rule for both: what the file says holds is what the next form is offered."""
    desk = ArchiveDesk(house.store, CATALOGUE, house.clock.now, NO_EXPORTS, lambda kind: kind.value)
    case_no, person, matter, material = filed_with_paper(house)
    HouseRulesDesk(house.store).rule({"reuse_days": "10"}, "staff:0300")
    for days, lies in ((10, True), (1, False)):
        house.clock.at += timedelta(days=days)
        offered = people.on_file(CATALOGUE.matter(matter), people.known(person))
        shown = {one.name: one.until for one in desk.person(case_no, "staff:0305", "test").papers}
        names = {one.id: one.name for one in CATALOGUE.matter(matter).materials}
        assert (material in offered) == lies
        assert all(shown[names[key]] == one.until for key, one in offered.items())
    assert desk.person(case_no, "staff:0305", "test").papers == []


def test_what_is_signed_for_one_case_alone_is_not_shown_as_a_paper_that_holds(house: House) -> None:
    desk = ArchiveDesk(house.store, CATALOGUE, house.clock.now, NO_EXPORTS, lambda kind: kind.value)
    case = house.intake.file(house.example("M1201"), "staff:0305").case
    held = {one.name for one in desk.person(case.case_no, "staff:0305", "test").papers}
    assert held == {one.name for one in CATALOGUE.matter("M1201").materials if one.id == "M1201-A05"}


def test_a_paper_that_came_later_holds_longer_by_itself_alone(house: House, people: PersonDesk) -> None:
    desk = ArchiveDesk(house.store, CATALOGUE, house.clock.now, NO_EXPORTS, lambda kind: kind.value)
    matter = CATALOGUE.matter("M1003")
    first, later = [one.id for one in matter.materials if one.tolerable]
    filing = house.example("M1003")
    given = {**filing.materials, first: "original", later: "owed"}
    case = house.intake.file(replace(filing, materials=given), "staff:0305").case
    house.clock.at += timedelta(days=5)
    house.cases.supplement(case.case_no, {later: "copy"}, "staff:0305")
    until = {one.name: one.until for one in desk.person(case.case_no, "staff:0305", "test").papers}
    names = {one.id: one.name for one in matter.materials}
    assert until[names[later]] - until[names[first]] == timedelta(days=5)
