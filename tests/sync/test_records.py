"""What the log adds up to: cases by one law, conflicts kept for a person, nothing dropped."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from kiosk.domain.case import CaseState, StepDoesNotFit, after
from kiosk.domain.refusals import CaseElsewhere, CaseUnknown
from sync.city.check import check_books
from sync.city.folding import Folding
from sync.city.house import City
from sync.city.tables import body, case_record, entry, house, place, tail
from sync.protocol.entry import DeviceId, Entry, link
from sync.protocol.kinds import SupplementAsked
from sync.protocol.reading import read_entry
from tests.sync.city_kit import CENTRE, a_city, accept, courier, enrolled, filing
from tests.sync.paper_shelf import PaperShelf, body_of

NO = f"{CENTRE}-20261123-01-0001-7XK"


@pytest.fixture
def city(tmp_path: Path, database: str) -> Iterator[City]:
    made = a_city(tmp_path / "city", database=database)
    yield made
    made.books.close()


def sent(city: City, shelf: PaperShelf) -> None:
    messenger = courier(city, shelf)
    while messenger.round().waiting:
        pass


def reasons(city: City) -> list[tuple[str, str]]:
    return [(item.reason, item.case_no) for item in city.desk.work_items()]


def test_a_case_is_what_its_entries_add_up_to(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    shelf.enter("case.forwarded", NO, to="自然资源所")
    sent(city, shelf)
    (twin,) = city.desk.twins(NO)
    assert (twin.case.state, twin.case.applicant, twin.device) == (CaseState.IN_REVIEW, "张有福", shelf.device)
    assert [step.kind for step in twin.case.steps] == ["case.accepted", "case.forwarded"]
    assert city.desk.open_cases() == [twin]


def test_the_earliest_due_comes_first_and_the_undated_last(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf, 1, committed={})
    accept(shelf, 2, committed={"days": 20, "due_on": "2026-12-21"})
    accept(shelf, 3, committed={"days": 5, "due_on": "2026-11-30"})
    sent(city, shelf)
    assert [twin.case_no[-8:-4] for twin in city.desk.open_cases()] == ["0003", "0002", "0001"]


def test_a_decision_closes_the_case_and_goes_down(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    sent(city, shelf)
    twin = city.desk.decide(NO, "granted", "同意", "console")
    assert twin.case.state is CaseState.GRANTED
    assert city.desk.open_cases() == []
    assert city.desk.closed_cases() == [twin]
    sent(city, shelf)
    news = [e.read() for e in shelf.papers.folded if e.device == "city"]
    assert [(n.kind, n.case, n.actor, n.payload) for n in news] == [
        ("case.decided", NO, "console", {"result": "granted", "text": "同意"})
    ]


def test_what_does_not_fit_is_refused_at_the_desk_and_nothing_is_written(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    sent(city, shelf)
    with pytest.raises(CaseUnknown):
        city.desk.decide("no such case", "granted", "x", "console")
    city.desk.decide(NO, "refused", "不符合", "console")
    entries, _ = check_books(city.books, city.scans)
    with pytest.raises(CaseElsewhere):
        city.desk.decide(NO, "granted", "又同意", "console")
    with pytest.raises(CaseElsewhere):
        city.desk.ask_supplement(NO, SupplementAsked(text="x"), "console")
    assert check_books(city.books, city.scans) == (entries, [])


def test_two_cases_with_one_number_are_both_kept_and_both_shown(city: City) -> None:
    one, two = enrolled(city), enrolled(city, f"{CENTRE}-02")
    one.write(body_of("case.accepted", NO, filing(NO)))
    two.write(body_of("case.accepted", NO, filing(NO, name="李四", matter="M1201")))
    sent(city, one)
    sent(city, two)
    assert [(t.twin, t.case.applicant, t.device) for t in city.desk.twins(NO)] == [
        (1, "张有福", one.device),
        (2, "李四", two.device),
    ]
    assert reasons(city) == [("number_twice", NO)]
    two.enter("case.forwarded", NO)
    sent(city, two)
    assert [t.case.state for t in city.desk.twins(NO)] == [CaseState.ACCEPTED, CaseState.IN_REVIEW]
    city.desk.decide(NO, "granted", "同意", "console", twin=2)
    assert [t.case.state for t in city.desk.twins(NO)] == [CaseState.ACCEPTED, CaseState.GRANTED]
    assert check_books(city.books, city.scans)[1] == []


def test_an_entry_that_does_not_fit_is_kept_and_becomes_a_persons(city: City) -> None:
    """Two windows on one case while they were apart: the first to arrive is taken."""
    one, two = enrolled(city), enrolled(city, f"{CENTRE}-02")
    accept(one)
    sent(city, one)
    one.enter("case.withdrawn", NO)
    two.enter("case.forwarded", NO)
    sent(city, one)
    sent(city, two)
    assert city.desk.case(NO).case.state is CaseState.WITHDRAWN
    assert reasons(city) == [("does_not_fit", NO)]
    assert city.desk.aside().items == 1
    assert check_books(city.books, city.scans)[1] == []


def test_an_entry_that_comes_before_its_case_waits_for_it(city: City) -> None:
    window, other = enrolled(city), enrolled(city, f"{CENTRE}-02")
    accept(window)
    other.enter("case.forwarded", NO)
    sent(city, other)
    assert reasons(city) == [("case_unknown", NO)]
    sent(city, window)
    assert reasons(city) == []
    assert city.desk.case(NO).case.state is CaseState.IN_REVIEW
    assert check_books(city.books, city.scans)[1] == []


def test_of_two_that_came_early_the_one_that_fits_is_taken(city: City) -> None:
    window, other = enrolled(city), enrolled(city, f"{CENTRE}-02")
    accept(window)
    other.enter("case.delivered", NO)
    other.enter("case.forwarded", NO)
    sent(city, other)
    sent(city, window)
    assert reasons(city) == [("does_not_fit", NO)]
    assert city.desk.case(NO).case.state is CaseState.IN_REVIEW
    assert check_books(city.books, city.scans)[1] == []


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"\xff\xfe",
        b"{}",
        b'{"id":"","kind":"case.accepted","wall":"2026-11-23T10:00:00+08:00"}',
        b'{"id":"x","kind":"case.accepted","wall":"yesterday","case":"1"}',
        b'{"id":"x","kind":"case.accepted","wall":"2026-11-23T10:00:00"}',
        b'{"id":"x1","kind":"case.accepted","wall":"2026-11-23T10:00:00+08:00","case":"1","payload":{}}',
        b'{"id":"x2","kind":"case.accepted","wall":"2026-11-23T10:00:00+08:00","case":"1","payload":{"applicant":7}}',
        b'{"id":"x3","kind":"case.noted\x00","wall":"2026-11-23T10:00:00+08:00","case":"1"}',
        b'{"id":"x4","kind":"case.noted","payload":{"a":' + b"[" * 50_000,
        body_of("case.accepted", "1", filing("1", centre=5)),
        body_of("case.accepted", "1", filing("1", matter_version="1")),
        body_of("case.accepted", "1", filing("another number")),
        body_of("case.accepted", "1", filing("1", applicant={"name": None})),
    ],
)
def test_poison_is_kept_and_stops_nobody(city: City, content: bytes) -> None:
    shelf = enrolled(city)
    shelf.write(content)
    accept(shelf)
    sent(city, shelf)
    assert city.desk.case(NO).case.state is CaseState.ACCEPTED
    assert [reason for reason, _ in reasons(city)] == ["unreadable"]
    assert check_books(city.books, city.scans)[1] == []


def test_attachments_of_a_later_shape_do_no_harm(city: City) -> None:
    shelf = enrolled(city)
    scan = {"sha256": "ab" * 32, "size": 5, "name": "x", "media_type": "image/jpeg", "material": "m"}
    never = [{"size": 10**30}, {"size": -1}, {"size": 0}, {"sha256": "../../etc/passwd"}]
    accept(shelf, attachments=[{"of": "a later shape"}, 7, *(scan | one for one in never)])
    sent(city, shelf)
    assert list(city.inbox.owed(shelf.device, 10)) == []
    assert city.desk.case(NO).case.state is CaseState.ACCEPTED


STEPS = ["case.accepted", "case.received", "case.forwarded", "case.supplement_asked", "case.supplemented"]
MORE = [
    "case.extended",
    "case.decided",
    "case.delivered",
    "case.withdrawn",
    "case.voided",
    "case.suspended",
    "case.resumed",
    "case.noticed",
    "case.notice_ended",
    "case.returned",
    "case.redated",
    "case.not_accepted",
]
PROLONGED = {"due_on": "2027-01-21", "days": 20, "unit": "workday", "approved_by": "李主任"}
REDATED = {"calendar": "2", "before": "2026-12-21"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*STEPS, *MORE]), max_size=14), st.data())
def test_the_city_folds_as_the_law_does(kinds: list[str], data: st.DataObject) -> None:
    """Whatever order entries come in: the record is `after` over those that fit, and every other one is a work item."""
    folding = Folding()
    expected, misfits, early = None, 0, []
    for g, kind in enumerate(kinds, 1):
        read = read_entry(_entry(kind, g))
        folding.fold(g, read)
        for one in [read]:
            assert one.happening is not None
            if expected is None and kind not in ("case.accepted", "case.received"):
                early.append(one)
                continue
            fresh = expected is None
            expected, misfits = _law(expected, one, misfits)
            if fresh:
                for waiting in early:
                    expected, misfits = _law(expected, waiting, misfits)
                early = []
    twins = folding.cases.get(NO, [])
    assert [twin.case for twin in twins] == ([expected] if expected else [])
    assert len(folding.items) == misfits + len(early)


def _law(case: Any, read: Any, misfits: int) -> tuple[Any, int]:
    try:
        return after(case, read.happening), misfits
    except StepDoesNotFit:
        return case, misfits + 1


def _entry(kind: str, number: int) -> Entry:
    plain: dict[str, Any] = (
        filing(NO)
        if kind in ("case.accepted", "case.received")
        else {"text": "x", "result": "granted"} | PROLONGED | REDATED
    )
    wall = f"2026-11-23T10:{number:02d}:00.000+08:00"
    return link(DeviceId(f"{CENTRE}-01"), 1, number, bytes(32), body_of(kind, NO, plain, wall=wall))


def test_a_record_from_before_a_field_was_known_is_no_difference(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    sent(city, shelf)
    with city.books.write() as connection:
        (old,) = connection.execute(select(case_record.c.record)).scalars()
        assert b'"siblings":[]' in old
        connection.execute(update(case_record).values(record=old.replace(b',"siblings":[]', b"")))
    assert check_books(city.books, city.scans)[1] == []


def test_the_check_sees_what_was_done_to_the_books(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    sent(city, shelf)
    spoils = {
        "record_differs": update(case_record).values(state="granted"),
        "entry_altered": update(body).values(content=b'{"id":"x","kind":"y","wall":"2026-11-23T10:00:00+08:00"}'),
        "log_altered": update(entry).where(entry.c.g == 2).values(mark=b"x" * 32),
        "place_missing": place.delete().where(place.c.device == shelf.device, place.c.seq == 1),
        "chain_broken": update(place).where(place.c.device == shelf.device, place.c.seq == 2).values(prev=b"x" * 32),
        "log_shorter": update(tail).values(g=99),
    }
    for key, spoil in spoils.items():
        assert key in _after(city, spoil)
    assert _after(city, update(house).values(value="x")) == []
    assert check_books(city.books, city.scans)[1] == []


def _after(city: City, spoil: Any) -> list[str]:
    """What the check says within a transaction that is never committed."""
    from sync.city import check

    with city.books._engine.connect() as connection:
        connection.execute(spoil)
        keys = [p.key for part in (check._places, check._log, check._records) for p in part(connection)]
        connection.rollback()
    return keys


def test_times_are_told_in_china(city: City) -> None:
    assert city.now() == datetime.fromisoformat("2026-11-23T11:00:00+08:00")
