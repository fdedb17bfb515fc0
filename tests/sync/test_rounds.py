"""Round after round between a device and its city: everything arrives once, whatever the line does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.city.check import check_books
from sync.city.house import City
from sync.city.tables import place
from sync.client.troubles import CityUnreachable, NotEnrolled, RefusedByCity, TooMuchAtOnce
from sync.protocol.exchange import Answer, read_reply, read_request, read_sealed
from sync.server.reception import NotTaken
from tests.sync.city_kit import Wire, a_city, accept, begin, courier, enrolled, kept, lost, must_agree
from tests.sync.paper_shelf import PaperShelf


@pytest.fixture
def city(tmp_path: Path, database: str) -> Iterator[City]:
    made = a_city(tmp_path / "city", database=database)
    yield made
    made.books.close()


def test_what_was_entered_arrives_once_and_is_acknowledged(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    outcome = courier(city, shelf).round()
    assert (outcome.sent, outcome.acknowledged, outcome.received, outcome.waiting) == (2, 2, 0, 0)
    must_agree(city, shelf)


def test_an_empty_round_sends_nothing_and_is_small(city: City) -> None:
    shelf, wire = enrolled(city), Wire(city)
    messenger = courier(city, shelf, wire)
    messenger.round()
    wire.requests.clear()
    wire.replies.clear()
    outcome = messenger.round()
    assert (outcome.sent, outcome.acknowledged, outcome.received, outcome.waiting) == (0, 0, 0, 0)
    assert (len(wire.requests), len(wire.replies)) == (1, 1)
    assert len(wire.requests[0]) + len(wire.replies[0]) <= 400


def test_one_case_goes_in_one_request(city: City) -> None:
    shelf, wire = enrolled(city), Wire(city)
    messenger = courier(city, shelf, wire)
    messenger.round()
    wire.requests.clear()
    accept(shelf)
    assert messenger.round().acknowledged == 1
    assert len(wire.requests) == 1


def test_a_whole_days_work_goes_batch_by_batch_in_order(city: City) -> None:
    shelf, wire = enrolled(city), Wire(city)
    for number in range(1, 701):
        shelf.enter("case.noted", f"case-{number}", text="x" * 20)
    messenger = courier(city, shelf, wire)
    first = messenger.round()
    assert (first.sent, first.waiting, first.more) == (500, 201, True)
    second = messenger.round()
    assert (second.sent, second.waiting) == (201, 0)
    assert kept(city, shelf) == {1: [e.body for e in shelf.papers.places[1]]}
    must_agree(city, shelf)


def test_large_bodies_go_alone(city: City) -> None:
    shelf = enrolled(city)
    for _ in range(3):
        shelf.enter("case.noted", None, text="x" * 700_000)
    messenger = courier(city, shelf)
    assert [messenger.round().sent for _ in range(3)] == [2, 1, 1]
    must_agree(city, shelf)


def test_a_lost_answer_is_asked_for_again_and_changes_nothing(city: City) -> None:
    shelf, wire = enrolled(city), Wire(city)
    accept(shelf)
    messenger = courier(city, shelf, wire)
    wire.after = lost
    with pytest.raises(CityUnreachable):
        messenger.round()
    assert kept(city, shelf)[1] == [e.body for e in shelf.papers.places[1]]
    assert list(shelf.acknowledged("city")) == []
    wire.after = lambda reply: reply
    outcome = messenger.round()
    assert (outcome.sent, outcome.acknowledged, outcome.waiting) == (2, 2, 0)
    assert read_reply(read_sealed(wire.replies[-1])).reply.results[0].answer is Answer.BEFORE
    must_agree(city, shelf)


def test_a_lost_request_is_sent_again(city: City) -> None:
    shelf, wire = enrolled(city), Wire(city)
    messenger = courier(city, shelf, wire)
    wire.before = lost
    with pytest.raises(CityUnreachable):
        messenger.round()
    wire.before = lambda message: message
    assert messenger.round().acknowledged == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda message: message[:-1],
        lambda message: message[: len(message) // 2],
        lambda message: message[:40] + bytes([message[40] ^ 1]) + message[41:],
        lambda _message: b"<html>log in</html>",
        lambda _message: b"",
    ],
)
def test_what_is_cut_or_altered_on_its_way_is_not_taken(city: City, damage: Callable[[bytes], bytes]) -> None:
    shelf, wire = enrolled(city), Wire(city)
    accept(shelf)
    messenger = courier(city, shelf, wire)
    wire.before = damage
    with pytest.raises((CityUnreachable, RefusedByCity)):
        messenger.round()
    assert kept(city, shelf) == {}
    wire.before, wire.after = lambda message: message, damage
    with pytest.raises(CityUnreachable):
        messenger.round()
    assert list(shelf.acknowledged("city")) == []
    wire.after = lambda message: message
    assert messenger.round().waiting == 0
    must_agree(city, shelf)


def test_a_request_that_comes_twice_or_a_month_late_does_nothing(city: City) -> None:
    """The nonce is used up; and were it not, the entries would be here before."""
    shelf, wire = enrolled(city), Wire(city)
    accept(shelf)
    messenger = courier(city, shelf, wire)
    messenger.round()
    accept(shelf, 2)
    messenger.round()
    before = kept(city, shelf)
    for message in wire.requests:
        with pytest.raises(NotTaken) as no:
            city.reception.exchange(message)
        assert no.value.key == "stale"
    assert kept(city, shelf) == before


def test_only_what_a_device_has_signed_is_stored(city: City) -> None:
    """A device that is enrolled cannot bring entries in another's name."""
    thief, owner = enrolled(city, "341323110000-02"), enrolled(city)
    accept(owner)
    wire = Wire(city)
    messenger = courier(city, thief, wire)
    thief.device = owner.device  # from now on it says so
    with pytest.raises(RefusedByCity, match="altered"):
        messenger.round()
    assert kept(city, owner) == {}


def test_an_unknown_device_is_told_to_enrol_and_nothing_is_stored(city: City) -> None:
    shelf = PaperShelf()
    begin(shelf)
    with pytest.raises(NotEnrolled):
        courier(city, shelf).round()
    assert kept(city, shelf) == {}


def test_an_answer_of_another_city_is_not_believed(city: City, tmp_path: Path) -> None:
    shelf = enrolled(city)
    other = a_city(tmp_path / "other")
    with other.books.read():
        pass
    copy = PaperShelf(shelf.device, shelf.key)
    copy.restore(shelf.image())
    from sync.client.enrol import enrol

    enrol(Wire(other), copy, other.register.new_code(shelf.device), "x", next(iter(shelf.own().values())))
    with pytest.raises(CityUnreachable, match="not_the_city"):
        courier(city, shelf, Wire(other)).round()
    assert list(shelf.acknowledged("city")) == []


def test_kinds_that_nobody_knows_are_stored_and_passed_on(city: City) -> None:
    shelf, other = enrolled(city), enrolled(city, "341323110000-02")
    strange = shelf.enter("parking.paid", "341323110000-20261123-01-0001-7XK", stars=5)
    plain = shelf.write(b'{"no":"body of ours"}')
    courier(city, shelf).round()
    assert kept(city, shelf)[1][-2:] == [strange.body, plain.body]
    courier(city, other).round()
    assert [e.body for e in other.papers.folded if e.device == shelf.device] == [strange.body]
    assert check_books(city.books, city.scans)[1] == []


def test_news_come_once_and_only_to_their_centre(city: City) -> None:
    window, village = enrolled(city), enrolled(city, "341323110201-01")
    filed = accept(window)
    messenger = courier(city, window)
    assert messenger.round().received == 1  # the other device's key
    city.desk.decide(filed.read().case or "", "granted", "同意", "console")
    assert messenger.round().received == 1
    assert messenger.round().received == 0
    assert [e.read().kind for e in window.papers.folded if e.device == "city"] == ["device.certified", "case.decided"]
    assert courier(city, village).round().received == 1
    assert [e.read().kind for e in village.papers.folded if e.device == "city"] == ["device.certified"]
    assert b"\xe5\xbc\xa0\xe6\x9c\x89\xe7\xa6\x8f" not in b"".join(e.body for e in village.papers.folded)


def test_many_news_come_page_by_page_and_all(city: City) -> None:
    writer, reader = enrolled(city), enrolled(city, "341323110000-02")
    for number in range(620):
        writer.enter("case.noted", f"341323110000-{number}", text="x")
    messenger = courier(city, writer)
    while messenger.round().waiting:
        pass
    messenger = courier(city, reader)
    first = messenger.round()
    assert (first.received, first.more) == (499, True)  # and its own key, which it knows
    assert messenger.round().received == 122
    told = [e.read().case for e in reader.papers.folded if e.read().kind == "case.noted"]
    assert told == [f"341323110000-{number}" for number in range(620)]


def test_news_whose_answer_was_lost_come_again(city: City) -> None:
    window = enrolled(city)
    filed = accept(window)
    wire = Wire(city)
    messenger = courier(city, window, wire)
    messenger.round()
    city.desk.decide(filed.read().case or "", "refused", "不符合条件", "console")
    wire.after = lost
    with pytest.raises(CityUnreachable):
        messenger.round()
    wire.after = lambda reply: reply
    assert messenger.round().received == 1


def test_looks_and_sign_ins_go_up_and_never_down(city: City) -> None:
    window, other = enrolled(city), enrolled(city, "341323110000-02")
    for kind in ("person.looked", "staff.signed_in", "ticket.taken", "document.printed"):
        window.enter(kind, "341323110000-1")
    courier(city, window).round()
    courier(city, other).round()
    assert [e for e in other.papers.folded if e.device == window.device] == []


def test_a_gap_is_answered_with_the_number_expected(city: City) -> None:
    """The city was restored to before: the device believes that more was kept than is."""
    shelf = enrolled(city)
    for number in range(1, 4):
        accept(shelf, number)
    messenger = courier(city, shelf)
    messenger.round()
    with city.books.write() as connection:
        connection.execute(place.delete().where(place.c.device == shelf.device, place.c.seq > 2))
        from sync.city.tables import head

        first_two = shelf.papers.places[1][1]
        at = head.c.device == shelf.device
        connection.execute(head.update().where(at).values(seq=2, chain=first_two.chain))
    accept(shelf, 9)
    outcome = messenger.round()
    assert outcome.waiting == 0
    assert kept(city, shelf)[1] == [e.body for e in shelf.papers.places[1]]


def test_too_much_at_once_is_halved_until_it_passes(city: City) -> None:
    shelf, wire = enrolled(city), Wire(city)
    for _ in range(30):
        shelf.enter("case.noted", None, text="x")

    def narrow(message: bytes) -> bytes:
        if sum(len(run.bodies) for run in read_request(read_sealed(message)).runs) > 5:
            raise TooMuchAtOnce("too_large")
        return message

    wire.before = narrow
    messenger = courier(city, shelf, wire)
    while messenger.round().waiting:
        pass
    must_agree(city, shelf)


def test_a_wrong_clock_locks_nobody_out(city: City) -> None:
    from tests.sync.city_kit import Clock

    shelf = enrolled(city)
    for days in (-400, 900, 365 * 80):
        accept(shelf, 1 + abs(days) % 97)
        messenger = courier(city, shelf)
        clock = Clock()
        clock.pass_days(days)
        messenger._now = clock
        outcome = messenger.round()
        assert outcome.waiting == 0
        assert outcome.offset == pytest.approx(-days * 86400, abs=5)


def test_sm3_takes_over_without_a_new_format(city: City) -> None:
    shelf = PaperShelf("341323110000-05", digest="sm3")
    begun = begin(shelf)
    from sync.client.enrol import enrol

    enrol(Wire(city), shelf, city.register.new_code(shelf.device), "x", begun.body)
    accept(shelf)
    assert courier(city, shelf).round().waiting == 0
    other = enrolled(city, "341323110000-06")
    courier(city, other).round()
    news = [e for e in other.papers.folded if e.device == shelf.device]
    assert news == [e for e in shelf.papers.places[1] if e.read().case]
    must_agree(city, shelf)
