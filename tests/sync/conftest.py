"""Cities for tests: one in a folder, with its hub and the PCs behind it, and one that listens on a real port of this
machine, in a thread of its own."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from sync.city.application import application
from sync.city.house import City
from tests.sync.city_kit import CENTRE, Clock, a_city
from tests.sync.hub_kit import HubHouse, Join, Pc, StorePc
from tests.sync.postgres_kit import Postgres, postgres_server


@dataclass(frozen=True)
class Listening:
    """A city, its clock, and where it listens."""

    city: City
    clock: Clock
    url: str


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What is still connected is hung up on: nothing is left for another test to collect."""
        connected = [one.transport for one in self.server_state.connections]
        await super().shutdown(sockets)
        for transport in connected:
            with suppress(AttributeError):  # a TLS connection that is closed already has lost its other half
                transport.abort()
        for _ in range(3):
            await asyncio.sleep(0)


@contextmanager
def listening(application: Starlette, port: int = 0, **more: Any) -> Iterator[str]:
    """Serve an application; gives its address. `more` is uvicorn's own, a certificate for one."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind(("127.0.0.1", port))
    settings = {"log_level": "error", "access_log": False, "timeout_graceful_shutdown": 1} | more
    server = _Server(uvicorn.Config(application, **settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    try:
        assert server.ready.wait(60)
        yield f"{'https' if 'ssl_certfile' in more else 'http'}://127.0.0.1:{taken.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        taken.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for all tests of a run."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of empty books, once on each database that a city may have; empty means SQLite in its folder."""
    if request.param == "sqlite":
        return ""
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh()


@pytest.fixture
def open_city(tmp_path: Path) -> Iterator[Callable[..., Listening]]:
    """Opens cities that listen, and closes them at the end."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def opened(demo: bool = False) -> Listening:
            clock = Clock()
            city = a_city(tmp_path / "city", clock, demo)
            stack.callback(city.books.close)
            return Listening(city, clock, stack.enter_context(listening(application(city))))

        yield opened


@pytest.fixture
def town(open_city: Callable[..., Listening]) -> Listening:
    """One city that listens."""
    return open_city()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """A city with its books in a folder."""
    made = a_city(tmp_path / "city")
    yield made
    made.books.close()


@pytest.fixture
def unknown_hub(tmp_path: Path) -> Iterator[HubHouse]:
    """A hub that no city knows yet; whatever a test does with it, nothing is wrong with its store at the end."""
    made = HubHouse(tmp_path / "hub")
    yield made
    assert made.problems() == set()
    made.store.close()


@pytest.fixture
def house(city: City, unknown_hub: HubHouse) -> HubHouse:
    """A hub that the city knows."""
    unknown_hub.enrol(city)
    return unknown_hub


@pytest.fixture
def pc(house: HubHouse) -> Pc:
    """Window 2, behind the hub."""
    return house.pair(f"{CENTRE}-02")


@pytest.fixture
def join(tmp_path: Path, house: HubHouse) -> Iterator[Join]:
    """PCs on real stores that come in at the hub."""
    made: list[StorePc] = []

    def one(device: str, role: str) -> StorePc:
        made.append(StorePc(tmp_path / device, house, device, role))
        return made[-1]

    yield one
    for pc in made:
        pc.store.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made
