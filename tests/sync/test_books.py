"""The city's books: durable, one writer at a time from any number of processes, and ready for PostgreSQL."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from sync.city.books import Books
from sync.city.tables import BOOKS, SCHEMA, entry, house, tail
from sync.city.troubles import CityTrouble


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'city.db'}"


def test_every_connection_is_durable(url: str) -> None:
    books = Books(url)
    with books.write() as writing, books.read() as reading:
        for connection in (writing, reading):
            asked = ("synchronous", "journal_mode", "foreign_keys")
            found = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in asked]
            assert found == [2, "wal", 1]  # 2: FULL
    books.close()


def test_what_raises_is_not_written(url: str) -> None:
    books = Books(url)

    def fail_halfway() -> None:
        with books.write() as connection:
            connection.execute(update(tail).values(g=5))
            raise KeyError

    with pytest.raises(KeyError):
        fail_halfway()
    with books.read() as connection:
        assert connection.execute(select(tail.c.g)).scalar() == 0
    books.close()


def test_two_processes_never_write_over_each_other(url: str) -> None:
    """Each adds one to what it has read: without a writer's turn some would be lost."""
    both = (Books(url), Books(url))

    def add(books: Books) -> None:
        for _ in range(50):
            with books.write() as connection:
                g = connection.execute(select(tail.c.g)).scalar_one()
                connection.execute(update(tail).values(g=g + 1))

    threads = [threading.Thread(target=add, args=(books,)) for books in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with both[0].read() as connection:
        assert connection.execute(select(tail.c.g)).scalar() == 100
    for books in both:
        books.close()


def test_books_of_a_newer_version_are_left_alone(url: str) -> None:
    books = Books(url)
    with books.write() as connection:
        connection.execute(update(house).where(house.c.key == "schema").values(value=str(SCHEMA + 1)))
    books.close()
    with pytest.raises(CityTrouble, match="books_too_new"):
        Books(url)


def test_books_that_are_none_are_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "city.db").write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(CityTrouble, match="books_unreadable"):
        Books(f"sqlite:///{tmp_path / 'city.db'}")


def test_a_demo_stays_a_demo(url: str) -> None:
    books = Books(url)
    assert [books.remember_demo(demo) for demo in (False, True, False)] == [False, True, True]
    books.close()


def test_the_tables_are_ready_for_postgresql() -> None:
    dialect = postgresql.dialect()
    made = "\n".join(str(CreateTable(table).compile(dialect=dialect)) for table in BOOKS.sorted_tables)
    assert "BYTEA" in made
    assert "g BIGINT NOT NULL" in made
    assert "SERIAL" not in made  # numbers are given in the order of commits, never by a sequence
    turn = str(select(tail.c.g).with_for_update().compile(dialect=dialect))
    assert turn.endswith("FOR UPDATE")
    assert "max(entry.g)" in str(select(func.max(entry.c.g)).compile(dialect=dialect))
