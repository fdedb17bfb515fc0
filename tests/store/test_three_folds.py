"""One law of a case: the law itself, a window's (and a hub's) store and the city come to the same on any stream."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.app.post_room import PostRoom
from kiosk.domain.case import Case, NotACase, StepDoesNotFit, after
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from kiosk.store.shelf import StoreShelf
from sync.city.folding import Folding
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.reading import read_entry
from tests.sync.city_kit import filing
from tests.sync.paper_shelf import body_of
from tests.sync.shelf_contract import OTHER, chained

BEGUN = datetime.fromisoformat("2026-11-23T10:00:00.000+08:00")
ANSWER = {"days": 20, "unit": "workday", "due_on": "2026-11-30"}
SILENT = {"days": 20, "unit": "workday", "due_on": "2026-12-21"}
SAID: dict[str, dict[str, Any]] = {
    "case.forwarded": {},
    "case.supplement_asked": {"text": "补图纸", "until": "2026-12-04"},
    "case.supplemented": {"due_on": "2026-12-07", "silent": "2026-12-29"},
    "case.suspended": {"text": "踏勘", "procedure": "site", "days": 5, "approved_by": "孙立"},
    "case.resumed": {"due_on": "2026-12-28"},
    "case.noticed": {"until": "2026-12-03"},
    "case.notice_ended": {"due_on": "2026-12-30"},
    "case.extended": {"due_on": "2027-01-21", "days": 20, "unit": "workday", "approved_by": "李主任", "text": "x"},
    "case.redated": {"calendar": "2", "before": "2026-11-30", "due_on": "2026-12-01"},
    "case.decided": {"result": "granted", "text": "准予"},
    "case.delivered": {
        "to": "张强",
        "way": "direct",
        "collector": {"name": "张强", "id_number": "34222419860315151X", "relation": "儿子", "mandate": "委托书"},
        "returned": [{"name": "户口簿", "count": 1}],
    },
    "case.corrected": {
        "text": "看错一位",
        "fields": [
            {"field": "note", "label": "备注", "old": None, "new": ["1", "2"], "sort": "contact"},
            {"field": "plots", "label": "地块", "old": None, "new": [{"area": "1.5"}], "sort": "payment"},
        ],
        "applicant": {"phone": "13955790001"},
    },
    "case.told": {"news": "case.decided", "way": "call", "result": "reached"},
    "case.word_kept": {"materials": ["M0901-A06"], "text": "已补", "approved_by": "李卫东"},
    "case.approved": {"approval": {"act": "case.decided", "name": "李卫东"}},
    "case.returned": {"text": "没补"},
    "case.withdrawn": {"text": "不办了"},
    "case.voided": {"text": "录错"},
    "case.not_accepted": {"text": "不属本机关"},
    "case.something_new": {"text": [1]},
}
FILINGS = ("case.received", "case.accepted", "case.collected")
STREAM = st.lists(st.tuples(st.sampled_from([*SAID, *FILINGS]), st.integers(0, 6)), max_size=12)
_numbers = iter(range(1, 10_000))


def _bodies(case_no: str, first: str, stream: list[tuple[str, int]], permit: bool) -> list[bytes]:
    at, bodies = BEGUN, []
    for kind, days in [(first, 0), *stream]:
        at += timedelta(days=days, minutes=1)
        clocks = {"committed": ANSWER, "silent": SILENT} if kind == "case.received" else {}
        said = filing(case_no, permit=permit, **clocks) if kind in FILINGS else SAID[kind]
        bodies.append(body_of(kind, case_no, said, wall=at.isoformat(timespec="milliseconds")))
    return bodies


def _by_law(entries: list[Entry]) -> Case | None:
    case: Case | None = None
    for entry in entries:
        happening = read_entry(entry).happening
        assert happening is not None
        try:
            case = after(case, happening)
        except (StepDoesNotFit, NotACase):
            continue
    return case


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILINGS), STREAM, st.booleans())
def test_law_store_and_city_come_to_the_same_case(
    store: OpenStore, first: str, stream: list[tuple[str, int]], permit: bool
) -> None:
    number = next(_numbers)
    case_no = f"341323110000-20261123-09-{number:04d}-7XK"
    entries = chained(OTHER, number, _bodies(case_no, first, stream, permit))
    expected = _by_law(entries)
    StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold).apply("city", entries, f"c{number}")
    folding = Folding()
    for g, entry in enumerate(entries, 1):
        folding.fold(g, read_entry(entry))
    with store.look() as work:
        assert work.cases.get(case_no) == expected
        assert check_store(work, store.blobs)[1] == []
    assert [twin.case for twin in folding.cases[case_no]] == [expected]
    assert expected is not None
    assert expected.filed_at == BEGUN + timedelta(minutes=1)
    assert expected.due_on is None or expected.due_on >= date(2026, 11, 30)
