"""A signature on a glass: of one form in one state, kept with its strokes; another form, another hand, is seen."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.app.documents import DocumentKind
from kiosk.app.filing import Filing
from kiosk.app.gathering import Subject
from kiosk.app.ink import Ink, Written, digest_of, fields_to_sign, ink_of, read_strokes
from kiosk.app.served import field_of, signer_of
from kiosk.app.signing import ALTERED, CHANGED, HOLDS, LOST, SigningDesk
from kiosk.domain.refusals import CaseUnknown, Refusal, Trouble
from kiosk.paper.patterns import Patterns
from kiosk.store.check import check_store
from kiosk.store.trust import DeviceTrust
from sync.protocol.kinds import Attachment

from .conftest import CATALOGUE, House
from .document_kit import desk_of

MATTER = "M0901"
STROKE = tuple((40.0 + 6 * n, 60.0 + (n * 7) % 30, 12 * n, 0.5) for n in range(40))
WRITTEN = Written(
    (STROKE, tuple((x + 20, y + 8, t + 900, p) for x, y, t, p in STROKE)), 800, 300, "pen", "2026-11-23T10:47"
)


@pytest.fixture
def desk(house: House) -> SigningDesk:
    return SigningDesk(house.store, CATALOGUE, house.store.device, DeviceTrust(house.store, house.clock), Patterns())


def signed(house: House, desk: SigningDesk, **changed: Any) -> tuple[Filing, Ink]:
    """The matter's example, signed on the screen."""
    filing = house.example(MATTER, **changed)
    matter = CATALOGUE.matter(MATTER)
    answers = house.intake.judge(matter, filing.raw).answers
    ink = desk.keep(WRITTEN, desk.sheet(matter, answers), "张守田", fields_to_sign(matter)[0])
    return replace(filing, inks=(ink,)), ink


def test_a_filing_brings_its_signature_and_it_holds(house: House, desk: SigningDesk) -> None:
    filing, ink = signed(house, desk)
    case_no = house.intake.file(filing, "staff:0305").case.case_no
    (seen,) = desk.of_case(case_no)
    assert (seen.state, seen.way, seen.signer, seen.field) == (HOLDS, "screen", "张守田", ink.field)
    assert seen.strokes == WRITTEN
    answers = house.cases.show(case_no, "cli").answers
    with house.store.look() as work:
        entry = next(one.read() for one in work.journal.of_case(case_no) if one.read().kind == "case.signed")
        assert entry.kind == "case.signed"
        assert (entry.payload["pen"], entry.payload["device"]) == ("pen", house.store.device.id)
        assert entry.payload["digest"] == digest_of(CATALOGUE.matter(MATTER), answers)
        assert house.store.blobs.has(entry.payload["sheet"])  # what was shown is kept too
        assert check_store(work, house.store.blobs)[1] == []


def test_a_signature_over_something_else_is_not_taken(house: House, desk: SigningDesk) -> None:
    filing, ink = signed(house, desk)
    changed = replace(filing, raw={**filing.raw, "applicant_phone": "13955570000"})
    with pytest.raises(Refusal) as no:
        house.intake.file(changed, "staff:0305")
    assert no.value.key == "sign_of_other"
    assert house.cases.find("") == []  # nothing of it was filed
    relabelled = replace(
        ink,
        digest=digest_of(CATALOGUE.matter(MATTER), house.intake.judge(CATALOGUE.matter(MATTER), changed.raw).answers),
    )
    with pytest.raises(Refusal):  # whatever is said beside them, the strokes say themselves what they are of
        house.intake.file(replace(changed, inks=(relabelled,)), "staff:0305")


def test_a_form_that_is_changed_later_shows_that_the_signature_is_not_of_it(house: House, desk: SigningDesk) -> None:
    filing, _ = signed(house, desk)
    case_no = house.intake.file(filing, "staff:0305").case.case_no
    with house.store.work("cli") as work:
        case = work.cases.get(case_no)
        assert case is not None
        work.cases.put(replace(case, answers={**case.answers, "applicant_phone": "13955570001"}))
    assert [one.state for one in desk.of_case(case_no)] == [CHANGED]


def test_a_filed_case_is_signed_later_and_on_paper_as_well(house: House, desk: SigningDesk) -> None:
    case_no = house.intake.file(house.example(MATTER), "staff:0305").case.case_no
    ink = desk.keep(WRITTEN, desk.sheet_of(case_no), "张守田")
    assert desk.sign(case_no, ink, "staff:0305").steps[-1].kind == "case.signed"
    scan = house.store.blobs.keep(b"a scan of the signed form")
    paper = Attachment(sha256=scan, size=25, name="x.jpg", media_type="image/jpeg", material="")
    desk.on_paper(case_no, "张守田", paper, "staff:0305")
    assert [(one.way, one.state) for one in desk.of_case(case_no)] == [("screen", HOLDS), ("paper", HOLDS)]
    with pytest.raises(Trouble):
        desk.on_paper(case_no, "x", Attachment(**{**json.loads(_json(paper)), "sha256": "0" * 64}), "cli")
    other = house.intake.file(house.example("M1103"), "staff:0305").case.case_no
    with pytest.raises(Refusal) as no:
        desk.sign(other, ink, "cli")
    assert no.value.key == "sign_of_other"
    with pytest.raises(CaseUnknown):
        desk.of_case("none")


def test_strokes_that_are_gone_or_altered_are_seen(house: House, desk: SigningDesk) -> None:
    filing, ink = signed(house, desk)
    case_no = house.intake.file(filing, "staff:0305").case.case_no
    path = house.store.blobs._path(ink.sha256)
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    assert desk.of_case(case_no)[0].state == ALTERED
    path.unlink()
    assert desk.of_case(case_no)[0].state == LOST


@pytest.mark.parametrize(
    "strokes", [(), ((),), (((1.0, 1.0, 0, 1.0),),), (tuple((5.0 + n % 2, 5.0, n, 1.0) for n in range(40)),)]
)
def test_a_tap_is_no_signature(house: House, desk: SigningDesk, strokes: Any) -> None:
    sheet = desk.sheet(CATALOGUE.matter(MATTER), {})
    with pytest.raises(Refusal) as no:
        desk.keep(replace(WRITTEN, strokes=strokes), sheet, "张守田")
    assert no.value.key == "sign_too_little"


def test_two_signatures_are_never_one_file(house: House, desk: SigningDesk) -> None:
    sheet = desk.sheet(CATALOGUE.matter(MATTER), {})
    first, second = desk.keep(WRITTEN, sheet, "张守田"), desk.keep(WRITTEN, sheet, "张守田")
    assert first.sha256 != second.sha256
    assert ink_of(first.plain()) == first
    assert ink_of({"sha256": 1}) is None


def test_the_filled_form_shows_the_signature_that_holds_and_no_other(house: House, desk: SigningDesk) -> None:
    from kiosk.app.handing_out import HandingOutDesk

    trust = DeviceTrust(house.store, house.clock)
    press: Any = None
    out = HandingOutDesk(house.store, CATALOGUE, house.store.device, trust, press, Patterns())
    filing, _ = signed(house, desk)
    case_no = house.intake.file(filing, "staff:0305").case.case_no

    def unsigned() -> list[bytes]:
        matter, case = CATALOGUE.matter(MATTER), house.cases.show(case_no, "cli")
        form = Patterns().form(matter, case.answers, house.store.device.station, case_no, house.clock.now())
        return list(Patterns().pictures(form))

    assert list(out.seen_form(case_no)) != unsigned()
    with house.store.work("cli") as work:
        case = work.cases.get(case_no)
        assert case is not None
        work.cases.put(replace(case, answers={**case.answers, "applicant_phone": "13955570001"}))
    assert list(out.seen_form(case_no)) == unsigned()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_answer_is_under_the_signature_but_the_signature_itself(data: st.DataObject) -> None:
    matter = CATALOGUE.matter(MATTER)
    answers = dict(matter.example.answers)
    before = digest_of(matter, answers)
    key = data.draw(st.sampled_from(sorted(answers)))
    changed = {**answers, key: "something else"}
    is_sign = next(field for field in matter.fields if field.key == key).type == "signature"
    assert (digest_of(matter, changed) == before) is is_sign
    assert digest_of(matter, {k: answers[k] for k in reversed(answers)}) == before


@given(st.binary(max_size=200))
def test_what_is_no_file_of_strokes_is_said_so(content: bytes) -> None:
    with pytest.raises(ValueError, match="strokes"):
        read_strokes(content)


def _json(attachment: Attachment) -> str:
    return json.dumps({key: getattr(attachment, key) for key in ("sha256", "size", "name", "media_type", "material")})


def test_a_delivery_is_signed_by_whoever_takes_it_and_by_no_other_ink(house: House, desk: SigningDesk) -> None:
    filing, ink = signed(house, desk)
    case_no = house.intake.file(filing, "staff:0305").case.case_no
    documents = desk_of(house)
    issued = documents.issue(Subject(case_no=case_no), DocumentKind.RETURNED, {"things": "户口簿 / / 1"}, "staff:0305")
    field = field_of(issued)
    hand = desk.keep(WRITTEN, desk.sheet_of_document(issued.number), "张守田", field)
    desk.sign(case_no, hand, "staff:0305")
    assert [one.state for one in desk.of_case(case_no)] == [HOLDS, HOLDS]
    for wrong in (replace(ink, field=field), replace(hand, field=ink.field), replace(hand, field="document_nobody")):
        with pytest.raises(Refusal, match="sign_of_other"):
            desk.sign(case_no, wrong, "staff:0305")
    with pytest.raises(Refusal, match="document_unknown"):
        desk.sheet_of_document("no such number")
    assert signer_of(issued) == issued.paper.heading.addressee
    with house.store.look() as work:
        assert check_store(work, house.store.blobs)[1] == []
