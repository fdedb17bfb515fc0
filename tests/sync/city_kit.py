"""A city in a folder and a wire to it, for tests: real reception, real courier, and faults in between on demand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from sync.city.check import check_books
from sync.city.house import City, CitySettings, build_city
from sync.city.tables import entry, quarantine
from sync.client.courier import Courier, Upstream
from sync.client.enrol import enrol
from sync.client.troubles import CityUnreachable, NonceStale, NotEnrolled, RefusedByCity
from sync.protocol.entry import Entry
from sync.server.reception import NotTaken
from tests.sync.paper_shelf import PaperShelf, body_of

NOW = datetime.fromisoformat("2026-11-23T11:00:00.000+08:00")
CENTRE = "341323110000"


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        """Let days pass."""
        self.now += timedelta(days=days)


def a_city(folder: Path, clock: Callable[[], datetime] | None = None, demo: bool = False, database: str = "") -> City:
    """A city with its books in this folder, or at the address of a database."""
    return build_city(CitySettings(folder, database, demo, "宿州市"), clock or Clock())


class Wire:
    """The courier's door, straight into a reception; `before` and `after` may lose, cut, change or keep messages."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.requests: list[bytes] = []
        self.replies: list[bytes] = []
        self.before: Callable[[bytes], bytes] = lambda message: message
        self.after: Callable[[bytes], bytes] = lambda message: message

    def exchange(self, message: bytes) -> bytes:
        return self._through(self.city.reception.exchange, message)

    def enrol(self, message: bytes) -> bytes:
        return self._through(self.city.reception.enrol, message)

    def _through(self, work: Callable[[bytes], bytes], message: bytes) -> bytes:
        self.requests.append(message)
        sent = self.before(message)
        try:
            reply = work(sent)
        except NotTaken as no:
            raise _trouble(no) from no
        self.replies.append(reply)
        return self.after(reply)


def _trouble(no: NotTaken) -> Exception:
    if no.key == "stale":
        return NonceStale(no.nonce)
    return NotEnrolled(no.key) if no.key == "unknown_key" else RefusedByCity(no.key, status=no.status)


def lost(_message: bytes) -> bytes:
    """The line is dead at this moment."""
    raise CityUnreachable("no_line")


def begin(shelf: PaperShelf, demo: bool = False) -> Entry:
    """The device's first entry."""
    return shelf.enter(
        "device.begun",
        None,
        centre=shelf.device[:12],
        name="灵璧县渔沟镇为民服务中心",
        public_key=shelf.public_key.hex(),
        demo=demo,
    )


def enrolled(city: City, device: str = f"{CENTRE}-01", wire: Wire | None = None) -> PaperShelf:
    """A new device that the city knows."""
    shelf = PaperShelf(device)
    begun = begin(shelf)
    enrol(wire or Wire(city), shelf, city.register.new_code(device), "渔沟镇为民服务中心", begun.body)
    return shelf


def courier(city: City, shelf: PaperShelf, wire: Wire | None = None) -> Courier:
    """A courier between this device and this city."""
    return Courier(wire or Wire(city), shelf, Upstream("city", city.voice.public_key), Clock(), app="0.1")


def filing(case_no: str, name: str = "张有福", **more: object) -> dict[str, object]:
    """The payload of a filing."""
    filed: dict[str, object] = {
        "case_no": case_no,
        "matter": "M0901",
        "matter_version": 1,
        "fingerprint": "f",
        "mode": "collect_forward",
        "centre": CENTRE,
        "applicant": {"name": name, "id_number": "341323196503121515", "phone": "13800000000"},
        "answers": {},
        "materials": {},
        "committed": {"days": 20, "unit": "workday", "due_on": "2026-12-21"},
    }
    return filed | more


def accept(shelf: PaperShelf, number: int = 1, **more: object) -> Entry:
    """A case accepted at this device."""
    case_no = f"{shelf.device[:12]}-20261123-{shelf.device[-2:]}-{number:04d}-7XK"
    return shelf.write(body_of("case.accepted", case_no, filing(case_no, **more)))


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
