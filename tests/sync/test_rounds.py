"""Round after round between a device and its city: everything arrives once, whatever the line does."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sync.city.check import check_books
from sync.city.house import City
from sync.city.tables import entry, place, quarantine
from sync.client.troubles import CityUnreachable, NotEnrolled, RefusedByCity, TooMuchAtOnce
from sync.protocol.exchange import Answer, read_reply, read_request, read_sealed
from sync.protocol.seal import key_id, new_key
from sync.server.reception import NotTaken
from tests.sync.city_kit import Wire, a_city, accept, begin, courier, enrolled, lost
from tests.sync.paper_shelf import PaperShelf, id_of


@pytest.fixture
def city(tmp_path: Path) -> City:
    return a_city(tmp_path / "city")


def kept(city: City, shelf: PaperShelf) -> dict[int, list[bytes]]:
    """Bodies that the city keeps of this device, by epoch, in their order."""
    return {
        head.epoch: [entry.body for entry in city.inbox.back(shelf.device, head.epoch, 0, 10_000, 10**9)]
        for head in city.inbox.heads(shelf.device)
    }


def must_agree(city: City, *shelves: PaperShelf) -> None:
    """After the last round the city has every own entry of every device, each id once, and its books are right."""
    assert check_books(city.books, city.scans)[1] == []
    with city.books.read() as connection:
        ids = list(connection.execute(select(entry.c.id)).scalars())
        lying = connection.execute(select(func.count()).select_from(quarantine).where(quarantine.c.settled_at == ""))
        assert lying.scalar() == 0
    assert len(ids) == len(set(ids))
    for shelf in shelves:
        assert set(shelf.own()) <= set(ids)
        assert sum(head.seq for head in shelf.heads()) == sum(head.seq for head in shelf.acknowledged("city"))


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
    strange = shelf.enter("rating.given", "341323110000-20261123-01-0001-7XK", stars=5)
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


def test_a_revoked_devices_late_entries_are_kept_aside_and_it_is_told_nothing(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    messenger = courier(city, shelf)
    messenger.round()
    assert city.register.revoke_device(shelf.device)
    late = accept(shelf, 2)
    with pytest.raises(RefusedByCity, match="revoked"):
        messenger.round()
    with pytest.raises(RefusedByCity, match="revoked"):
        messenger.round()
    with city.books.read() as connection:
        rows = connection.execute(select(quarantine.c.why, quarantine.c.body)).all()
    assert [(row.why, row.body) for row in rows] == [("revoked", late.body)]
    assert len(kept(city, shelf)[1]) == 2
    assert city.desk.aside().quarantined == 1


def test_a_new_key_of_the_same_device_goes_on_where_the_old_one_was(city: City) -> None:
    """The PC was replaced: a new store, the old number."""
    old = enrolled(city)
    accept(old)
    courier(city, old).round()
    new = enrolled(city)
    assert key_id(new.public_key) != key_id(old.public_key)
    accept(new, 2)
    messenger = courier(city, new)
    assert messenger.round().parted
    while messenger.round().waiting:
        pass
    assert set(old.own()) <= set(new.own())
    must_agree(city, new)


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


# restored and cloned


def test_a_restored_device_reads_back_what_it_lacks(city: City) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    lost_cases = [accept(shelf, number) for number in range(1, 4)]
    courier(city, shelf).round()
    shelf.restore(image)
    mine = accept(shelf, 9)
    outcome = courier(city, shelf).round()
    assert outcome.parted
    assert outcome.waiting == 0
    assert {e.body for e in lost_cases} <= set(shelf.own().values())
    assert shelf.papers.places[2][0].body == mine.body
    must_agree(city, shelf)


def test_a_device_restored_without_new_entries_goes_on_in_a_new_epoch(city: City) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    accept(shelf)
    courier(city, shelf).round()
    shelf.restore(image)
    assert courier(city, shelf).round().waiting == 0
    assert accept(shelf, 2).epoch == 2
    courier(city, shelf).round()
    must_agree(city, shelf)


def test_two_clones_at_work_lose_nothing_and_come_to_rest(city: City) -> None:
    one = enrolled(city)
    courier(city, one).round()
    two = one.clone()
    couriers = [courier(city, one), courier(city, two)]
    for number in range(1, 9):
        accept((one, two)[number % 2], number)
        couriers[number % 2].round()
    epochs = []
    for _ in range(3):
        for messenger in couriers:
            messenger.round()
        epochs.append({head.epoch for shelf in (one, two) for head in shelf.heads()})
    assert epochs[0] == epochs[-1]
    assert set(one.own()) == set(two.own())
    must_agree(city, one, two)


def test_a_long_history_is_read_back_page_by_page(city: City) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    for _ in range(1200):
        shelf.enter("case.noted", None, text="x")
    messenger = courier(city, shelf)
    while messenger.round().waiting:
        pass
    shelf.restore(image)
    for _ in range(700):
        shelf.enter("case.noted", None, text="y")
    messenger = courier(city, shelf)
    assert messenger.round().parted
    while messenger.round().waiting:
        pass
    assert len(shelf.own()) == 1 + 1200 + 700 + 1
    must_agree(city, shelf)


def test_a_restored_city_gets_its_entries_again_and_gives_its_news_once(city: City, tmp_path: Path) -> None:
    shelf, other = enrolled(city), enrolled(city, "341323110000-02")
    messenger = courier(city, shelf)
    filed = accept(shelf, 1)
    messenger.round()
    backup = tmp_path / "backup.db"
    with city.books.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version")  # nobody writes now
        shutil.copy(tmp_path / "city" / "city.db", backup)
        shutil.copy(tmp_path / "city" / "city.db-wal", tmp_path / "backup.db-wal")
    accept(shelf, 2)
    messenger.round()
    city.desk.decide(filed.read().case or "", "granted", "第一次", "console")
    messenger.round()
    courier(city, other).round()
    city.books.close()
    for name in ("city.db", "city.db-wal", "city.db-shm"):
        (tmp_path / "city" / name).unlink(missing_ok=True)
    shutil.copy(backup, tmp_path / "city" / "city.db")
    shutil.copy(tmp_path / "backup.db-wal", tmp_path / "city" / "city.db-wal")
    restored = a_city(tmp_path / "city")
    accept(shelf, 3)
    restored.desk.decide(filed.read().case or "", "refused", "第二次", "console")
    outcome = courier(restored, shelf).round()
    assert outcome.waiting == 0
    courier(restored, other).round()
    for one in (shelf, other):
        ids = [id_of(e) for e in one.papers.folded]
        assert len(ids) == len(set(ids))
        decided = [e.read().payload["text"] for e in one.papers.folded if e.read().kind == "case.decided"]
        assert decided == ["第一次", "第二次"]  # both are here; the second does not fit and is a person's
    must_agree(restored, shelf)


def test_a_key_is_only_certified_by_its_code(city: City) -> None:
    from sync.client.enrol import enrol

    shelf = PaperShelf()
    begun = begin(shelf)
    code = city.register.new_code(shelf.device)
    with pytest.raises(RefusedByCity, match="code_wrong"):
        enrol(Wire(city), shelf, "0000-0000" + code[9:], "x", begun.body)
    with pytest.raises(RefusedByCity, match="code_wrong"):
        enrol(Wire(city), shelf, "short", "x", begun.body)
    with pytest.raises(RefusedByCity, match="code_elsewhere"):
        enrol(Wire(city), shelf, city.register.new_code("341323110000-07"), "x", begun.body)
    wire = Wire(city)
    wire.after = lost
    with pytest.raises(CityUnreachable):
        enrol(wire, shelf, code, "x", begun.body)
    assert enrol(Wire(city), shelf, code.lower(), "x", begun.body).city_key == city.voice.public_key
    other = PaperShelf(key=new_key())
    with pytest.raises(RefusedByCity, match="code_used"):
        enrol(Wire(city), other, code, "x", begin(other).body)


def test_a_code_out_of_date_is_refused(tmp_path: Path) -> None:
    from sync.client.enrol import enrol
    from tests.sync.city_kit import Clock

    clock = Clock()
    city = a_city(tmp_path / "c", clock)
    shelf = PaperShelf()
    begun = begin(shelf)
    code = city.register.new_code(shelf.device)
    clock.pass_days(7.1)
    with pytest.raises(RefusedByCity, match="code_used"):
        enrol(Wire(city), shelf, code, "x", begun.body)


def test_another_city_cannot_answer_a_code(city: City, tmp_path: Path) -> None:
    """Whoever stands between without the city's key is found out by the code itself."""
    from sync.client.enrol import enrol

    shelf, impostor = PaperShelf(), a_city(tmp_path / "impostor")
    begun = begin(shelf)
    code = city.register.new_code(shelf.device)
    with impostor.books.write() as connection:
        from sqlalchemy import insert

        from sync.city.register import _written
        from sync.city.tables import enrolment

        row = {"code": _written(code), "device": shelf.device, "made_at": "", "until": "2027-01-01T00:00:00+08:00"}
        connection.execute(insert(enrolment), row)
    with pytest.raises(CityUnreachable, match="not_the_city"):
        enrol(Wire(impostor), shelf, code, "x", begun.body)
