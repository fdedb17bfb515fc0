"""A town whose first PC is its centre's hub: another PC of the centre and a village's go by it, and past it when they
like; the hub's process can be killed in the midst of somebody else's round.
"""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from kiosk.store.post import CITY, HUB, HUB_KEY, HUB_URL, ROLE
from kiosk.wiring.hub import HORIZON, Hub, build_hub, pairing_code
from kiosk.wiring.hub_carrier import CityBeyond
from sync.city.tables import want
from sync.client.courier import Upstream
from sync.client.enrol import enrol
from sync.protocol.entry import DIGEST_ON_PAPER
from sync.protocol.kinds import DevicePaired
from tests.store.conftest import STATION
from tests.sync.city_kit import CENTRE
from tests.sync.machine.device import AFTER, BEFORE, Device
from tests.sync.machine.town import ELSEWHERE, Town
from tests.sync.machine.wire import Asked, CityKilled, Counter, Heard, Killed, Line

VILLAGE = "341323110201-01"


class HubDevice(Device):
    """A PC that is its centre's hub as well."""

    hub: Hub

    def _open(self) -> None:
        super()._open()
        self.hub = build_hub(self.store, self.clock)

    def _way(self) -> Upstream:
        return replace(self.upstream, relay=self.hub.relay)

    def digests(self) -> set[bytes]:
        """Its own, and what it holds of others' journals."""
        with self.store.look() as work:
            rows = work.connection.execute(
                "SELECT body_hash FROM entry JOIN peer_place USING (n) UNION SELECT body_hash FROM quarantine"
            ).fetchall()
        return super().digests() | {row[0][:DIGEST_ON_PAPER] for row in rows}


class PairedDevice(Device):
    """A PC that goes by its hub, and knows of the city what the hub tells."""

    def pair(self, line: Line, hub: HubDevice, role: str) -> None:
        """`kiosk pair`."""
        begun = self.shelf.entries(1, 0, 1, 1)[0].body
        granted = enrol(line, self.shelf, pairing_code(hub.store), STATION.name, begun, role)
        with self.store.work("cli") as work:
            for key, value in ((HUB_URL, "http://hub"), (HUB_KEY, granted.city_key.hex()), (ROLE, role)):
                work.drawer.set_setting(key, value)
            said = DevicePaired(url="http://hub", hub_key=granted.city_key.hex(), role=role)
            work.journal.enter(said, "device.paired")
        if granted.beyond:
            CityBeyond(self.store).learn(granted.beyond.key, granted.beyond.url)
        self.meet(line, Upstream(HUB, granted.city_key))

    def _way(self) -> Upstream:
        return replace(self.upstream, further=CityBeyond(self.store)) if self.upstream.name == HUB else self.upstream


class HubCounter(Counter):
    """The hub's counter; its process may die while it answers."""

    def __init__(self, hub: HubDevice) -> None:
        super().__init__(hub.hub.reception, hub.hub.parcels)

    def answer(self, asked: Asked) -> Heard:
        try:
            return super().answer(asked)
        except Killed:
            raise CityKilled from None


class HubTown(Town):
    """Hub, window and village of one centre, and a device of another."""

    ordered = False
    calm = 4  # a scan that the city misses is asked for, brought to the hub, and carried on with its next round
    hub_name = f"{CENTRE}-01"

    def settle(self) -> None:
        hub = self._joined(HubDevice, f"{CENTRE}-01")
        assert isinstance(hub, HubDevice)
        self.devices.append(hub)
        self.devices.append(self._paired(f"{CENTRE}-02", "window"))
        self.devices.append(self._joined(Device, f"{ELSEWHERE}-01"))
        self.devices.append(self._paired(VILLAGE, "agent"))

    @property
    def hub(self) -> HubDevice:
        """The hub."""
        found = self.devices[0]
        assert isinstance(found, HubDevice)
        return found

    def hub_killed_in_a_round(self, at: int, pick: int) -> None:
        """The hub dies while another PC speaks with it."""
        self.hub.dies = (pick % 4, (BEFORE, AFTER)[pick // 4 % 2])
        self.accept(at, pick)
        self._round_of(self._device(at))
        if self.hub.dies is not None:
            self.hub.dies = None

    def past_the_hub(self, at: int, pick: int) -> None:
        """A PC that knows the city goes there itself."""
        device = self._device(at)
        key = CityBeyond(device.store).key() if isinstance(device, PairedDevice) else b""
        if not key:
            return
        line, upstream = device.line, device.upstream
        device.meet(self._line(), Upstream(CITY, key))
        self._round_of(device)
        device.meet(line, upstream)

    def hub_tidies(self, at: int, pick: int) -> None:
        """What nobody needs at the hub any more goes: I9, only what the city has whole and for long."""
        self.hub.clock.at += timedelta(days=pick % 3 * 10)
        before = {name for name in self._scans_at_hub() if not self._whole_at_city(name)}
        self.hub.hub.relay.free(CITY, (self.hub.clock.now() - HORIZON).isoformat())
        missing = {name for name in before if self.hub.hub.parcels.read(name) is None}
        assert not missing, f"I9: dropped at the hub, and not at the city: {missing}"

    def clone_a_device(self, at: int, pick: int) -> None:
        """Any but the hub."""
        super().clone_a_device(at if at % len(self.devices) else at + 1, pick)

    def _paired(self, name: str, role: str) -> Device:
        made = PairedDevice.begun(self.folder / name, self.folder / "keys", self.tray, name)
        assert isinstance(made, PairedDevice)
        made.pair(self._hub_line(), self.hub, role)
        return made

    def _line_of(self, device: Device) -> Line:
        return self._hub_line() if isinstance(device, PairedDevice) else self._line()

    def _hub_line(self) -> Line:
        return Line(lambda: HubCounter(self.hub), lambda: self.hub.begin_again())

    def _scans_at_hub(self) -> list[str]:
        with self.hub.store.look() as work:
            return [row[0] for row in work.connection.execute("SELECT DISTINCT sha256 FROM peer_scan WHERE whole = 1")]

    def _whole_at_city(self, name: str) -> bool:
        with self.city.books.read() as connection:
            return connection.execute(select(want.c.g).where(want.c.sha256 == name, want.c.whole)).first() is not None
