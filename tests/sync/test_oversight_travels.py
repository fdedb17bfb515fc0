"""What waits to be verified is work of every PC of the centre that filed it; what supervision says of a case is read
wherever the case is."""

from datetime import UTC, datetime, timedelta

from msgspec import convert

from forms.workdays import Calendar
from kiosk.app.people.verifying import VerifyingDesk, pending_in
from kiosk.app.supervising import SupervisingDesk
from kiosk.domain.case import after
from kiosk.store.door import OpenStore
from kiosk.store.trust import DeviceTrust
from sync.protocol.kinds import CaseFiled
from tests.sync.city_kit import CENTRE, filing
from tests.sync.hub_kit import VILLAGE, HubHouse, Join, StorePc

PAPER = "M0901-A01"


def file(pc: StorePc, number: int = 1) -> str:
    """A case with a paper that nobody has looked up."""
    device = pc.store.device
    case_no = f"{device.centre}-20261123-{device.number}-{number:04d}-7XK"
    told = filing(case_no, centre=device.centre, verified=[{"material": PAPER, "way": "pending"}])
    with pc.store.work("staff:9") as work:
        filed = convert(told, CaseFiled)
        work.cases.put(after(None, work.journal.enter(filed, "case.accepted", case_no).happened))
    return case_no


def waiting(store: OpenStore) -> list[tuple[str, str]]:
    with store.look() as work:
        return [(one.case_no, one.material) for one in pending_in(work.drawer)]


def test_a_paper_to_be_verified_is_work_of_the_whole_centre_and_of_no_other(house: HubHouse, join: Join) -> None:
    first, second, village = join(f"{CENTRE}-02", "window"), join(f"{CENTRE}-03", "window"), join(VILLAGE, "agent")
    case_no, elsewhere = file(first), file(village)
    for pc in (first, village, second, first):
        pc.rounds()
    assert waiting(second.store) == waiting(house.store) == [(case_no, PAPER)], elsewhere
    trust = DeviceTrust(second.store, second.store.clock)
    VerifyingDesk(second.store, trust, Calendar.shipped()).verify(case_no, PAPER, "shared", "staff:0306")
    for pc in (second, first):
        pc.rounds()
    assert waiting(house.store) == waiting(second.store) == []
    assert "case.verified" in first.kinds()


def test_what_is_said_of_a_mark_is_read_at_every_pc_of_the_centre(house: HubHouse, join: Join) -> None:
    window = join(f"{CENTRE}-02", "window")
    case_no = file(window)
    window.rounds()
    later = datetime.now(UTC) + timedelta(days=400)
    here, there = (SupervisingDesk(store, Calendar.shipped(), lambda: later) for store in (house.store, window.store))
    rule = next(one.finding.rule for one in here.listed(days=9000) if one.finding.case_no == case_no)
    here.answer(case_no, rule, "部门停机", "staff:0201")
    window.rounds()
    there.close(case_no, rule, "属实", "李卫东", "staff:0801")
    window.rounds()
    for desk in (here, there):
        (one,) = [mark for mark in desk.listed(days=9000, closed=True) if mark.finding.rule == rule]
        assert [said.text for said in one.answers] == ["部门停机"]
        assert one.closed is not None
        assert one.closed.approved_by == "李卫东"
    assert house.problems() == set()
