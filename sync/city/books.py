"""The door to the city's books: one writer at a time, any number of readers, durable when a piece of work is left."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, literal, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as QueueTooLong

from sync.city import tables
from sync.city.troubles import CityTrouble
from sync.protocol.audience import FOR_ALL

_WRITES = "city_writes"
_CONNECTIONS = 24  # kept open; as many again when there is much to do
_BUSY = 30_000  # milliseconds that a second process waits for the first
_PRAGMAS = (
    f"busy_timeout = {_BUSY}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -32768",  # KiB: what a batch of 500 touches stays in memory until it is written once
    "wal_autocheckpoint = 4000",  # pages: 16 MB of journal before it is copied into the books
)
NO_MARK = bytes(32)


class Books:
    """The city's database. `write` gives a transaction of its own, `read` one consistent picture."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._pictures = _one_picture(self._engine)
        self._lock = Lock()
        with _sorted_database():
            self._begin()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All or nothing; durable when the block is left. Raises `CityTrouble`."""
        with self._lock, _sorted_database(), self._engine.connect() as connection:
            writing = connection.execution_options(**{_WRITES: True})
            with writing.begin():
                writing.execute(select(tables.tail.c.g).with_for_update())  # PostgreSQL: one writer, g in commit order
                yield writing

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One picture of the books. Raises `CityTrouble`."""
        with _sorted_database(), self._pictures.connect() as connection, connection.begin():
            yield connection

    def remember_demo(self, demo: bool) -> bool:
        """Whether these books are for show. Once they are they stay so, however the program is started later."""
        with self.read() as connection:
            known = read_house(connection, "demo") == "yes"
        if demo and not known:
            with self.write() as connection:
                connection.execute(update(tables.house).where(tables.house.c.key == "demo").values(value="yes"))
        return demo or known

    def close(self) -> None:
        """Let all connections go."""
        self._engine.dispose()

    def _begin(self) -> None:
        """A new database gets its tables and its name; an old one is looked at."""
        if inspect(self._engine).has_table("house"):
            with self.read() as connection:
                schema = read_house(connection, "schema")
            if int(schema) > tables.SCHEMA:
                raise CityTrouble("books_too_new", found=schema, known=tables.SCHEMA)
            if int(schema) < tables.SCHEMA:
                self._bring_up_to_date()
            return
        with self._lock, self._engine.connect() as connection:
            writing = connection.execution_options(**{_WRITES: True})
            with writing.begin():
                if inspect(writing).has_table("house"):
                    return  # another process was first
                tables.BOOKS.create_all(writing)
                name = secrets.token_hex(4)
                values = {"schema": str(tables.SCHEMA), "incarnation": name, "demo": ""}
                writing.execute(insert(tables.house), [{"key": key, "value": text} for key, text in values.items()])
                writing.execute(insert(tables.tail), {"one": 1, "g": 0, "mark": NO_MARK})

    def _bring_up_to_date(self) -> None:
        """From 1 to 2: tables for hubs and for cases that are handed on; keys that everybody knows are noted there.
        From 2 to 3: where the ratings stand in the log. Done again, nothing changes."""
        with self.write() as connection:
            tables.BOOKS.create_all(connection)
            tables.entry_rated.create(connection, checkfirst=True)
            for_all = select(literal("*"), tables.entry.c.g).where(tables.entry.c.kind.in_(FOR_ALL))
            there = select(tables.shared.c.g)
            fresh = for_all.where(tables.entry.c.g.not_in(there))
            connection.execute(insert(tables.shared).from_select(["centre", "g"], fresh))
            now = update(tables.house).where(tables.house.c.key == "schema")
            connection.execute(now.values(value=str(tables.SCHEMA)))


def read_house(connection: Connection, key: str) -> str:
    """A value of the house table."""
    return str(connection.execute(select(tables.house.c.value).where(tables.house.c.key == key)).scalar_one())


@contextmanager
def _sorted_database() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, QueueTooLong) as error:
        raise CityTrouble("books_unreadable", detail=str(getattr(error, "orig", error))[:200]) from error


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
        # a connection that the server has let go of is noticed before it is used; SQLite's never are
        beyond = address.get_backend_name() == "postgresql"
        engine = create_engine(address, pool_size=_CONNECTIONS, max_overflow=_CONNECTIONS, pool_pre_ping=beyond)
    except Exception as error:  # SQLAlchemy has no common root for a bad address and a driver that is not there
        raise CityTrouble("books_address", url=url) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _one_picture(engine: Engine) -> Engine:
    """For reading: all that one transaction sees is of one moment. SQLite knows nothing else."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def _open_sqlite(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # the driver's own transactions would begin too late
    cursor = raw.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Who means to write says so at once: a reader that begins to write later would find the books moved on."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
