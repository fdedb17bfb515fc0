"""What was given out leaves on paper, again when asked and marked so, and is the same wherever it is carried."""

from pathlib import Path

import pytest

from kiosk.app.handing_out import HandingOutDesk
from kiosk.app.issued import read_issued
from kiosk.app.issuing import DocumentDesk
from kiosk.app.post_room import PostRoom
from kiosk.paper.patterns import Patterns
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import open_store
from kiosk.store.trust import DeviceTrust
from sync.city.folding import Folding
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import DocumentIssued
from sync.protocol.reading import read_entry
from tests.app.conftest import CATALOGUE, House
from tests.app.document_kit import CLERK, FACTS, K, Tray, desk_of, filed, fine
from tests.store.conftest import STATION


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


def test_both_copies_are_printed_and_printing_again_is_marked(
    house: House, desk: DocumentDesk, out: HandingOutDesk, tray: Tray
) -> None:
    subject = filed(house)
    number = desk.issue(subject, K.GRANTED, FACTS[K.GRANTED], CLERK).number
    tray.trouble = "printer_away"
    out.document(number, CLERK)
    assert (desk.found(number).printed, desk.found(number).trouble) == (0, "printer_away")
    tray.trouble = ""
    out.document(number, CLERK)
    assert (desk.found(number).printed, desk.found(number).trouble) == (1, "")
    out.document(number, CLERK)
    assert [again for _, _, again in tray.sent] == [False, False, False, False, True, True]
    assert [copy for _, copy, _ in tray.sent] == [1, 2] * 3
    with house.store.look() as work:
        prints = [one.read() for one in work.journal.of_kinds("document.printed")]
    assert [one.payload.get("again", False) for one in prints] == [False] * 4 + [True] * 2
    assert {one.case for one in prints} == {subject.case_no}
    assert fine(house)


def test_the_form_and_the_guide_of_a_case_go_to_the_printer(
    house: House, desk: DocumentDesk, out: HandingOutDesk, tray: Tray
) -> None:
    subject = filed(house)
    assert out.form(subject.case_no, CLERK).pdf.startswith(b"%PDF")
    assert out.guide("M1201", CLERK, short=True).pdf.startswith(b"%PDF")
    assert len(tray.sent) == 2
    assert out.seen_form(subject.case_no)[0].startswith(b"\x89PNG")
    assert out.seen_guide("M1201")[0].startswith(b"\x89PNG")
    assert out.seen(desk.draft(subject, K.GRANTED, {}, CLERK).paper)[0].startswith(b"\x89PNG")
    assert fine(house)


def test_another_device_and_the_city_see_the_same_case_and_the_same_documents(
    house: House, desk: DocumentDesk, tmp_path: Path
) -> None:
    """Entries of documents carried elsewhere: the one fold of a case, and the document can be printed there too."""
    subject = filed(house)
    desk.issue(subject, K.SUPPLEMENT, FACTS[K.SUPPLEMENT], CLERK)
    house.cases.supplement(subject.case_no, {}, CLERK)
    desk.issue(subject, K.GRANTED, FACTS[K.GRANTED], CLERK)
    desk.issue(subject, K.DELIVERY, {}, CLERK)
    with house.store.look() as work:
        entries = work.journal.of_device(1, 0, 1000)
        here = work.cases.get(subject.case_no)
    folding = Folding()
    for g, entry in enumerate(entries, 1):
        folding.fold(g, read_entry(entry))
    assert [twin.case for twin in folding.cases[subject.case_no]] == [here]
    assert folding.items == {}

    data, keys = tmp_path / "other", tmp_path / "keys"
    begin(data, keys, Beginning("341323110000", "02", STATION, "https://cx.example.gov.cn"), house.clock)
    other = open_store(data, keys, house.clock)
    room = PostRoom(DeviceId(other.device.id))
    with other.work("post") as work:
        for entry in entries[1:]:
            work.post.receive(entry)
            room.fold(work, entry)
        assert work.cases.get(subject.case_no) == here
        assert [one.number for one in read_issued(work.journal.of_case(subject.case_no))] == [
            one.number for one in reversed(desk.listed(subject.case_no))
        ]
    other.close()


def test_a_document_of_a_later_version_is_kept_and_does_not_stop_the_list(house: House, desk: DocumentDesk) -> None:
    subject = filed(house)
    number = desk.issue(subject, K.URGED, FACTS[K.URGED], CLERK).number
    strange = DocumentIssued(document="urged", number="x", facts={"colour": "red"}, sha256="")
    with house.store.work(CLERK) as work:
        work.journal.enter(strange, "document.issued", subject.case_no)
        work.journal.enter(DocumentIssued(document="new", number="y", facts={}, sha256=""), "document.issued")
    assert [one.number for one in desk.listed()] == [number]
    assert fine(house)
