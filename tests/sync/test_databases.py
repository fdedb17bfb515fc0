"""A city on either database: writers that meet, numbers in the order of commits, and bodies made to break books."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, event, func, select, text

from sync.city.books import Books
from sync.city.check import check_books
from sync.city.house import City
from sync.city.log import LogWriter
from sync.city.tables import entry, tail
from sync.city.together import Together
from sync.city.troubles import CityTrouble
from sync.client.courier import Courier, Upstream
from sync.client.enrol import enrol
from sync.protocol.entry import GENESIS, DeviceId, link
from tests.sync.city_kit import CENTRE, Clock, Wire, a_city, accept, begin, courier, enrolled, filing, must_agree
from tests.sync.paper_shelf import PaperShelf, body_of
from tests.sync.postgres_kit import Postgres


@pytest.fixture
def opened(tmp_path: Path, database: str) -> Iterator[Callable[[], City]]:
    """Opens the same city once more, as another process would."""
    cities: list[City] = []

    def again() -> City:
        cities.append(a_city(tmp_path / "city", database=database))
        return cities[-1]

    yield again
    for city in cities:
        city.books.close()


def last_g(city: City) -> int:
    with city.books.read() as connection:
        return int(connection.execute(select(tail.c.g)).scalar_one())


def test_numbers_become_visible_in_their_order_whoever_commits_first(opened: Callable[[], City]) -> None:
    """Two processes: while the first has not committed, the second gets no number, and a reader passes nothing over."""
    first, second = opened(), opened()
    before = last_g(first)
    late, finished = DeviceId(f"{CENTRE}-08"), threading.Event()

    def write_late() -> None:
        with second.books.write() as connection:
            LogWriter(connection, "2026-11-23T11:00:00+08:00").add([link(late, 1, 1, GENESIS, body_of("case.noted"))])
        finished.set()

    with first.books.write() as connection:
        early = link(DeviceId(f"{CENTRE}-09"), 1, 1, GENESIS, body_of("case.noted"))
        LogWriter(connection, "2026-11-23T11:00:00+08:00").add([early])
        thread = threading.Thread(target=write_late)
        thread.start()
        assert not finished.wait(0.3)
        assert last_g(second) == before
    thread.join(30)
    assert finished.is_set()
    with first.books.read() as connection:
        rows = connection.execute(select(entry.c.g, entry.c.device).order_by(entry.c.g)).all()
    assert [tuple(row) for row in rows[-2:]] == [(before + 1, early.device), (before + 2, late)]


def test_a_reader_beside_many_writers_misses_nothing_and_gets_nothing_twice(opened: Callable[[], City]) -> None:
    both = (opened(), opened())
    shelves = [enrolled(both[0], f"{CENTRE}-0{number}") for number in range(1, 5)]
    reader = enrolled(both[0], f"{CENTRE}-09")
    follow = courier(both[1], reader)
    follow.round()

    def write(shelf: PaperShelf, city: City) -> None:
        messenger = courier(city, shelf)
        for number in range(1, 9):
            accept(shelf, number)
            messenger.round()

    threads = [threading.Thread(target=write, args=(one, both[at % 2])) for at, one in enumerate(shelves)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        follow.round()
    for thread in threads:
        thread.join()
    while follow.round().more:
        pass
    filed = {one for shelf in shelves for one in shelf.own() if b'"case.accepted"' in shelf.own()[one]}
    folded = [one.read().id for one in reader.papers.folded if one.device != reader.device]
    assert filed <= set(folded)
    assert len(folded) == len(set(folded))
    for shelf in shelves:
        while courier(both[0], shelf).round().waiting:
            pass
    must_agree(both[0], *shelves)
    with both[0].books.read() as connection:
        count, highest = connection.execute(select(func.count(), func.max(entry.c.g))).one()
    assert count == highest == last_g(both[0])


def test_what_comes_at_one_moment_is_written_in_one_transaction(opened: Callable[[], City]) -> None:
    """Five callers queue up behind one that is writing: two commits in all, and each gets its own answer."""
    books = opened().books
    together, commits = Together(books), []
    event.listen(books._engine, "commit", lambda _connection: commits.append(1))
    begun, go_on = threading.Event(), threading.Event()
    answers: dict[int, object] = {}

    def slow(_connection: Connection) -> None:
        begun.set()
        assert go_on.wait(20)

    def ask(number: int) -> None:
        def work(connection: Connection) -> int:
            connection.execute(text(f"INSERT INTO house (key, value) VALUES ('k{number}', 'v')"))
            if number == 3:
                raise KeyError(number)
            return number

        try:
            answers[number] = together.run(work)
        except KeyError as error:
            answers[number] = error

    leader = threading.Thread(target=together.run, args=(slow,))
    leader.start()
    assert begun.wait(20)
    others = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    for thread in others:
        thread.start()
    while len(together._waiting) < len(others):
        begun.wait(0.01)
    go_on.set()
    for thread in (leader, *others):
        thread.join(30)
    assert len(commits) == 2
    assert isinstance(answers.pop(3), KeyError)
    assert answers == {0: 0, 1: 1, 2: 2, 4: 4}
    with books.read() as connection:
        kept = connection.execute(text("SELECT key FROM house WHERE value = 'v' ORDER BY key")).scalars().all()
    assert kept == ["k0", "k1", "k2", "k4"]  # of the one that failed nothing stays


def test_when_the_books_fail_everybody_hears_it(tmp_path: Path) -> None:
    books = Books(f"sqlite:///{tmp_path / 'city.db'}")

    def spoil(connection: Connection) -> None:
        connection.execute(text("SELECT * FROM nothing"))

    with pytest.raises(CityTrouble, match="books_unreadable"):
        Together(books).run(spoil)
    books.close()


HUGE = 10**30
POISON: list[dict[str, object]] = [
    {"case": "341323110000-\x00"},
    {"case": "9" * 200},
    {"kind": "case.\x00"},
    {"id": "\x00" * 8},
    {"actor": "\x00"},
    {"payload": filing("x", name="\x00")},
    {"payload": filing("x\x00")},
    {"payload": filing("y", centre="9" * 90, matter="M" * 90)},
    {"payload": filing("y", centre="\x00", matter="\x00")},
    {"payload": {"attachments": [{"sha256": "a" * 99, "size": 1, "name": "n", "media_type": "m", "material": "m"}]}},
    {"payload": {"attachments": [{"sha256": "\x00", "size": 1, "name": "\x00", "media_type": "m", "material": "m"}]}},
    {"payload": {"attachments": [{"sha256": "a", "size": HUGE, "name": "n", "media_type": "m", "material": "m"}]}},
    {"payload": {"attachments": [{"sha256": "a", "size": -1, "name": "n", "media_type": "m" * 300, "material": "m"}]}},
    {"payload": filing("y", matter_version=HUGE)},
    {"payload": filing("y", committed={"days": HUGE, "unit": "workday", "due_on": "2026-12-21"})},
    {"payload": filing("y", committed={"days": 1, "unit": "workday", "due_on": "\x00"})},
]


@pytest.mark.parametrize("spoilt", POISON, ids=range(len(POISON)))
def test_no_body_can_stop_what_comes_behind_it(opened: Callable[[], City], spoilt: dict[str, object]) -> None:
    """SYNC: invariant I10, on both databases: letters that PostgreSQL cannot keep, numbers that no column holds."""
    city = opened()
    shelf = enrolled(city)
    made = msgspec.json.decode(body_of("case.accepted", "y", filing("y")))
    shelf.write(msgspec.json.encode(made | spoilt))
    shelf.write(msgspec.json.encode(made | spoilt | {"id": "another"}))
    accept(shelf, 7)
    outcome = courier(city, shelf).round()
    assert (outcome.waiting, len(shelf.own())) == (0, 4)
    assert check_books(city.books, city.scans)[1] == []


@pytest.mark.parametrize("epoch", [0, -1, 2**63, HUGE])
def test_an_epoch_that_no_column_holds_is_refused_at_the_door(opened: Callable[[], City], epoch: int) -> None:
    city = opened()
    shelf = enrolled(city)
    places = shelf.papers.places[1]
    shelf.papers.places = {epoch: [replace(one, epoch=epoch) for one in places]}
    with pytest.raises(Exception, match="altered"):
        courier(city, shelf).round()


def test_what_a_device_calls_itself_fits_any_column(opened: Callable[[], City]) -> None:
    city = opened()
    shelf = PaperShelf()
    name = "渔沟\x00镇" * 80
    enrol(Wire(city), shelf, city.register.new_code(shelf.device), name, begin(shelf).body)
    upstream = Upstream("city", city.voice.public_key)
    assert Courier(Wire(city), shelf, upstream, Clock(), app="\x00" * 90).round().waiting == 0
    assert "\x00" not in city.register.centre(CENTRE).name


def test_a_database_that_hung_up_is_called_again(tmp_path: Path, postgres: Postgres) -> None:
    city = a_city(tmp_path, database=postgres.fresh())
    shelf = enrolled(city)
    with city.books.read() as connection:
        own = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state = 'idle'"
        connection.execute(text(own))
    accept(shelf)
    assert courier(city, shelf).round().waiting == 0
    city.books.close()
