"""A real hub on a real encrypted store, its PCs on paper, and wires between them and a city."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec import convert

from kiosk.app.papers import Station
from kiosk.app.post_room import PostRoom
from kiosk.devices.clock import SystemClock
from kiosk.domain.case import after
from kiosk.store.beginning import Beginning, begin
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.store.post import CITY, CITY_KEY, CITY_URL
from kiosk.store.shelf import StoreScans, StoreShelf
from kiosk.wiring.hub import Hub, build_hub, pairing_code
from sync.city.house import City
from sync.client.courier import Courier, RoundOutcome, Upstream
from sync.client.enrol import enrol
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import CaseFiled, CaseMoved
from sync.protocol.seal import load_key, public_bytes
from tests.sync.city_kit import CENTRE, NOW, Clock, Wire, filing
from tests.sync.city_kit import begin as begin_paper
from tests.sync.paper_shelf import PaperShelf

HUB, VILLAGE, VILLAGE_2 = f"{CENTRE}-01", "341323110201-01", "341323110202-01"
STATION = Station("灵璧县渔沟镇为民服务中心", "灵璧县渔沟镇人民政府", "渔沟", "", "", "", "")
UPSTREAM_URL = "https://city.example"


class StoreClock:
    """The clock of a store; shares its hands with others when it is given one."""

    def __init__(self, hands: Callable[[], datetime] | None = None) -> None:
        self._hands = hands or Clock(NOW)
        self._ticks = 0

    def now(self) -> datetime:
        return self._hands()

    def mono(self) -> int:
        self._ticks += 1
        return self._ticks

    def boot(self) -> str:
        return "boot"


@dataclass
class PaperFurther:
    """What a PC on paper knows of the city beyond its hub."""

    name: str = CITY
    known: bytes = b""
    url: str = ""
    box: bytes = b""

    def key(self) -> bytes:
        return self.known

    def learn(self, key: bytes, url: str) -> None:
        self.known, self.url = key, url

    def keep_box(self, statement: bytes) -> None:
        self.box = statement


class HubWire(Wire):
    """A wire to a hub: it has a reception like a city's."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)  # type: ignore[arg-type]


def a_store(folder: Path, device: str = HUB, clock: StoreClock | SystemClock | None = None) -> OpenStore:
    """A new encrypted store in this folder."""
    clock = clock or StoreClock()
    centre, _, number = device.partition("-")
    begin(folder / "data", folder / "keys", Beginning(centre, number, STATION, "https://cx.example.gov.cn"), clock)
    return open_store(folder / "data", folder / "keys", clock)


class HubHouse:
    """A hub, and how it speaks with its city."""

    def __init__(self, folder: Path, device: str = HUB, clock: Clock | None = None) -> None:
        self.folder = folder
        self.clock = StoreClock(clock)
        self.store = a_store(folder, device, self.clock)
        self.hub = build_hub(self.store, self.clock)

    @property
    def key(self) -> bytes:
        """The public key with which it seals its word."""
        return public_bytes(load_key(self.store.device_key))

    @property
    def shelf(self) -> StoreShelf:
        """Its own journal."""
        return StoreShelf(self.store, self.hub.relay._fold)

    def open_again(self) -> None:
        """As a newly started process."""
        self.store.close()
        self.store = open_store(self.folder / "data", self.folder / "keys", self.clock)
        self.hub = build_hub(self.store, self.clock)

    def enrol(self, city: City, wire: Wire | None = None) -> None:
        """Have the city know this hub."""
        begun = self.shelf.entries(1, 0, 1, 1)[0].body
        code = city.register.new_code(self.store.device.id)
        granted = enrol(wire or Wire(city), self.shelf, code, STATION.name, begun)
        with self.store.work("cli") as work:
            work.drawer.set_setting(CITY_KEY, granted.city_key.hex())
            work.drawer.set_setting(CITY_URL, UPSTREAM_URL)

    def courier(self, city: City, wire: Wire | None = None) -> Courier:
        """The hub's own courier to the city."""
        upstream = Upstream(CITY, city.voice.public_key, relay=self.hub.relay)
        return Courier(wire or Wire(city), self.shelf, upstream, self.clock.now)

    def carry(self, city: City) -> RoundOutcome:
        """Rounds with the city until nothing moves."""
        courier = self.courier(city)
        done = courier.round()
        while done.more or done.received:
            done = courier.round()
        return done

    def pair(self, device: str, role: str = "window", shelf: PaperShelf | None = None) -> "Pc":
        """A PC that comes in."""
        if shelf is None:
            shelf = PaperShelf(device)
            begin_paper(shelf)
        begun = shelf.papers.places[1][0].body
        granted = enrol(HubWire(self.hub), shelf, pairing_code(self.store), "窗口", begun, role)
        assert granted.city_key == self.key
        further = PaperFurther()
        if granted.beyond:
            further.learn(granted.beyond.key, granted.beyond.url)
        return Pc(self, shelf, further)

    def file(self, name: str = "王秀兰", number: int = 1, to: str = "") -> str:
        """A case that the desk on the hub PC itself files; its number."""
        case_no = f"{self.store.device.centre}-20261123-{self.store.device.number}-{number:04d}-7XK"
        filed = convert(filing(case_no, name=name, centre=self.store.device.centre), CaseFiled)
        with self.store.work("staff:1") as work:
            case = after(None, work.journal.enter(filed, "case.accepted", case_no).happened)
            if to:
                case = after(case, work.journal.enter(CaseMoved(to=to), "case.forwarded", case_no).happened)
            work.cases.put(case)
        return case_no

    def problems(self) -> set[str]:
        """What `kiosk check` finds."""
        with self.store.look() as work:
            return {f"{p.key} {p.where}" for p in check_store(work, self.store.blobs)[1]}

    def names(self) -> set[str]:
        """Whom the hub's search finds."""
        with self.store.look() as work:
            return {found.applicant for found in work.cases.find("")}


@dataclass
class Pc:
    """A PC behind the hub."""

    house: HubHouse
    shelf: PaperShelf
    further: PaperFurther

    def __post_init__(self) -> None:
        self.wire = HubWire(self.house.hub)
        self._courier = self._new()

    def _new(self) -> Courier:
        upstream = Upstream("hub", self.house.key, further=self.further)
        return Courier(self.wire, self.shelf, upstream, Clock())

    def round(self, hold: int = 0) -> RoundOutcome:
        """One round with the hub, whichever process serves it now."""
        self.wire.city = self.house.hub  # type: ignore[assignment]
        return self._courier.round(hold)

    def directly(self, city: City) -> RoundOutcome:
        """One round with the city itself, past the hub."""
        return Courier(Wire(city), self.shelf, Upstream(CITY, city.voice.public_key), Clock()).round()

    def waiting(self, upstream: str) -> int:
        """Entries that this upstream has not acknowledged."""
        kept = {head.epoch: head.seq for head in self.shelf.acknowledged(upstream)}
        return sum(head.seq - kept.get(head.epoch, 0) for head in self.shelf.heads())

    def told(self) -> list[str]:
        """Kinds of the entries of others that came down, in order."""
        return [e.read().kind for e in self.shelf.papers.folded if e.device != self.shelf.device]

    def text(self) -> str:
        """Everything that this PC holds, to be searched for a name."""
        return "\n".join(e.body.decode() for e in self.shelf.papers.folded)


def scans_of(house: HubHouse) -> StoreScans:
    """The scans that the hub owes its city."""
    return StoreScans(house.store)


class StorePc:
    """A PC behind the hub on a real encrypted store, as a village has it."""

    def __init__(self, folder: Path, house: HubHouse, device: str, role: str) -> None:
        self.folder = folder
        self.house = house
        self.store = a_store(folder, device)
        self.shelf = StoreShelf(self.store, PostRoom(DeviceId(device)).fold)
        self.further = PaperFurther()
        begun = self.shelf.entries(1, 0, 1, 1)[0].body
        enrol(HubWire(house.hub), self.shelf, pairing_code(house.store), "村", begun, role)

    def file(self, name: str, number: int = 1, kind: str = "case.collected") -> str:
        """A case filed at this very PC; its number."""
        device = self.store.device
        case_no = f"{device.centre}-20261123-{device.number}-{number:04d}-7XK"
        with self.store.work("staff:9") as work:
            filed = convert(filing(case_no, name=name, centre=device.centre), CaseFiled)
            work.cases.put(after(None, work.journal.enter(filed, kind, case_no).happened))
        return case_no

    def step(self, case_no: str, kind: str, **said: str) -> None:
        """One more entry about a case, from this PC's desk."""
        with self.store.work("staff:9") as work:
            case = work.cases.get(case_no)
            assert case is not None
            work.cases.put(after(case, work.journal.enter(CaseMoved(**said), kind, case_no).happened))

    def rounds(self) -> None:
        """Rounds with the hub until nothing moves."""
        upstream = Upstream("hub", self.house.key, further=self.further)
        courier = Courier(HubWire(self.house.hub), self.shelf, upstream, StoreClock().now)
        while (done := courier.round()).more or done.received:
            pass

    def directly(self, city: City) -> None:
        """Rounds with the city itself."""
        courier = Courier(Wire(city), self.shelf, Upstream(CITY, city.voice.public_key), StoreClock().now)
        while (done := courier.round()).more or done.received:
            pass

    def holds(self, name: str) -> bool:
        """Whether the name stands anywhere in the decrypted store, or in any file beside it."""
        with self.store.look() as work:
            tables = [row[0] for row in work.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                for row in work.connection.execute(f'SELECT * FROM "{table}"'):
                    if any(name.encode() in (cell if isinstance(cell, bytes) else str(cell).encode()) for cell in row):
                        return True
        return any(name.encode() in path.read_bytes() for path in self.folder.rglob("*") if path.is_file())

    def kinds(self) -> list[str]:
        """Kinds of all entries of others here, in the order of their coming."""
        with self.store.look() as work:
            return [row[0] for row in work.connection.execute("SELECT kind FROM entry WHERE own = 0 ORDER BY n")]


Join = Callable[[str, str], StorePc]
"""A device that comes in at the hub in a role."""
