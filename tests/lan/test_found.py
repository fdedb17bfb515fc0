"""A hub is found on the LAN by itself, over a real zeroconf on the loopback; two hubs by mistake are said."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest

from kiosk.app.papers import Station
from kiosk.devices.clock import SystemClock
from kiosk.lan.beacon import OFF, Beacon, Ear, HubHeard, find, interfaces
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from kiosk.store.hubs_heard import BY_CITY, note_hub, other_hubs
from kiosk.wiring.finding import hub_of_code
from kiosk.wiring.hub import build_hub, pairing_code
from kiosk.wiring.second_hub import hear_hubs, heard_from_city, heard_hub
from sync.protocol.enrolment import fingerprint
from sync.protocol.kinds import DeviceCertified
from sync.protocol.kinds import HubHeard as Heard
from sync.protocol.seal import load_key, public_bytes

HERE = "127.0.0.1"
LONG = 20.0


def some_centre() -> str:
    """A centre that no other run of these tests on this machine has."""
    return f"34{secrets.randbelow(10**10):010d}"


def key_of(store: OpenStore) -> str:
    return fingerprint(public_bytes(load_key(store.device_key)))


def until(seen: Callable[[], bool]) -> None:
    end = monotonic() + LONG
    while not seen():
        assert monotonic() < end
        threading.Event().wait(0.05)


@pytest.fixture
def stay() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def pc(tmp_path: Path, stay: ExitStack) -> Callable[[str, str], OpenStore]:
    """A PC of a centre, by its device's number."""

    def made(centre: str, number: str) -> OpenStore:
        folder, keys, clock = tmp_path / number, tmp_path / "keys", SystemClock()
        station = Station("渔沟镇为民服务中心", "渔沟镇人民政府", "渔沟", "", "", "", "")
        begin(folder, keys, Beginning(centre, number, station, ""), clock)
        store = open_store(folder, keys, clock)
        stay.callback(store.close)
        return store

    return made


def announced(stay: ExitStack, store: OpenStore, port: int = 8620) -> HubHeard:
    hub = HubHeard(store.device.centre, store.device.id, key_of(store), f"http://:{port}")
    stay.callback(Beacon(hub, [HERE]).close)
    return HubHeard(hub.centre, hub.device, hub.fingerprint, f"http://{HERE}:{port}")


def test_a_pc_finds_the_hub_that_wrote_its_code_and_no_other(
    pc: Callable[[str, str], OpenStore], stay: ExitStack
) -> None:
    centre = some_centre()
    right, other = pc(centre, "01"), pc(centre, "02")
    announced(stay, other, 8621)
    hub = announced(stay, right)
    assert hub_of_code(HERE, pairing_code(right)) == hub.url
    heard = find([HERE], LONG, lambda one: one.fingerprint == key_of(other))
    assert {one.device for one in heard if one.centre == centre} <= {f"{centre}-01", f"{centre}-02"}


def test_a_hub_behind_a_proxy_tells_the_proxys_address(pc: Callable[[str, str], OpenStore], stay: ExitStack) -> None:
    store = pc(some_centre(), "01")
    hub = HubHeard(store.device.centre, store.device.id, key_of(store), "https://hub.yugou.example:8443")
    stay.callback(Beacon(hub, [HERE]).close)
    found = find([HERE], LONG, lambda one: one.fingerprint == hub.fingerprint)
    assert hub in found


def test_where_multicast_is_forbidden_nothing_is_heard_and_nothing_fails() -> None:
    assert interfaces(OFF) == []
    assert find([], LONG, lambda _: True) == ()
    assert interfaces("203.0.113.77") == []  # no address of this PC
    assert interfaces(HERE) == [HERE]
    assert HERE not in interfaces("")
    Beacon(HubHeard(some_centre(), "x", "AAAAAAAA", "http://:1"), []).close()
    Ear([], lambda _: None).close()


def test_a_network_that_refuses_the_group_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    import zeroconf

    def forbidden(**_given: object) -> None:
        raise OSError("Operation not permitted")

    monkeypatch.setattr(zeroconf, "Zeroconf", forbidden)
    assert find([HERE], 0.1, lambda _: True) == ()
    Beacon(HubHeard(some_centre(), "x", "AAAAAAAA", "http://:1"), [HERE]).close()
    Ear([HERE], lambda _: None).close()


def test_two_hubs_of_one_centre_hear_each_other_and_say_so_once(
    pc: Callable[[str, str], OpenStore], stay: ExitStack
) -> None:
    centre = some_centre()
    first, second = pc(centre, "01"), pc(centre, "02")
    announced(stay, first, 8630)
    hub = announced(stay, second, 8631)
    for store in (first, second):
        stay.callback(hear_hubs(store, HERE))

    def said(store: OpenStore) -> list[str]:
        with store.look() as work:
            return [one.device for one in other_hubs(work.connection, work.now())]

    until(lambda: said(first) == [f"{centre}-02"] and said(second) == [f"{centre}-01"])
    assert heard_hub(first, hub)  # heard again: it is known by now
    with first.look() as work:
        (entry,) = work.journal.of_kinds("device.hub_heard")
        assert entry.read().payload == {"device": f"{centre}-02", "fingerprint": key_of(second), "url": hub.url}
        assert work.post.seen().second_hub == f"{centre}-02"


def test_another_centres_hub_and_ones_own_are_no_mistake(pc: Callable[[str, str], OpenStore]) -> None:
    store = pc(some_centre(), "01")
    assert not heard_hub(store, HubHeard(some_centre(), "x-01", "AAAAAAAA", "http://h:1"))
    assert not heard_hub(store, HubHeard(store.device.centre, store.device.id, key_of(store), "http://h:1"))
    with store.look() as work:
        assert work.post.seen().second_hub == ""


def test_without_multicast_the_city_tells_of_the_other_hub(pc: Callable[[str, str], OpenStore]) -> None:
    """The city certified a PC on the word of another device of this centre, after this hub had taken in its own."""
    store = pc(some_centre(), "01")
    centre, clock = store.device.centre, SystemClock()
    build_hub(store, clock)

    def certified(by: str) -> None:
        told = DeviceCertified(device=f"{centre}-05", name="", key_id="00", public_key="00" * 32, by=by)
        with store.work("city") as work:
            work.journal.enter(told, "device.certified")

    certified(f"{centre}-02")
    heard_from_city(store)
    with store.look() as work:
        assert other_hubs(work.connection, work.now()) == []  # this one is no hub: it has no PC
    with store.work("hub") as work:
        work.connection.execute(
            "INSERT INTO peer (device, hash, name, role, since) VALUES (?, 'sha-256', '', 'window', ?)",
            (f"{centre}-03", "2026-01-01T00:00:00+08:00"),
        )
    for by in ("", store.device.id, "999999999999-01"):
        certified(by)
    heard_from_city(store)
    heard_from_city(store)
    with store.look() as work:
        (other,) = other_hubs(work.connection, work.now())
        assert (other.device, other.fingerprint) == (f"{centre}-02", f"{BY_CITY}{centre}-02")
        assert len(work.journal.of_kinds("device.hub_heard")) == 1


def test_what_was_heard_long_ago_is_said_no_more(pc: Callable[[str, str], OpenStore]) -> None:
    store = pc(some_centre(), "01")
    with store.work("hub") as work:
        note_hub(work, Heard(device="x", fingerprint="AAAAAAAA"))
        work.connection.execute("UPDATE hub_heard SET at = '2026-01-01T00:00:00+08:00'")
    with store.look() as work:
        assert other_hubs(work.connection, work.now()) == []


def test_a_hub_behind_a_certificate_of_ones_own_is_trusted_by_its_authority_alone(tmp_path: Path) -> None:
    """As behind nginx: the authority's file is given at pairing, and the post and the line go that way."""
    from kiosk.domain.refusals import Trouble
    from kiosk.settings import Settings
    from kiosk.wiring.carrier import read_ca_file
    from kiosk.wiring.house import furnish
    from kiosk.wiring.hub import hub_application
    from kiosk.wiring.hub_carrier import pair
    from kiosk.wiring.hub_line import LineOfHub
    from tests.sync.city_kit import CENTRE
    from tests.sync.conftest import listening
    from tests.sync.hub_kit import a_store
    from tests.sync.tls_kit import Authority

    clock, county = SystemClock(), Authority(tmp_path)
    papers = county.issue()
    settings = Settings(tmp_path, tmp_path / "keys")
    hub, window = a_store(tmp_path / "hub", clock=clock), a_store(tmp_path / "pc", f"{CENTRE}-02", clock)
    routes = LineOfHub(lambda actor: furnish(hub, settings, actor))
    application = hub_application(build_hub(hub, clock), routes, carries=False)
    with listening(application, ssl_certfile=papers.certificate, ssl_keyfile=papers.key) as url:
        with pytest.raises(Trouble, match="hub_certificate"):
            pair(window, "cli", url, pairing_code(hub), "window")
        pair(window, "cli", url, pairing_code(hub), "window", read_ca_file(str(county.path)))
        desks = furnish(window, settings, "staff:0202")
        desks.queue.take("M1201")
        assert [t.number for t in desks.queue.seen().waiting] == ["C001"]
        assert desks.post.send_all().trouble == ""
        with window.work("cli") as work:
            work.drawer.set_setting("hub.ca", Authority(tmp_path, "Another").ca)
        stranger = furnish(window, settings, "staff:0202")
        with pytest.raises(Trouble, match="hub_away"):
            stranger.queue.seen()
    for store in (hub, window):
        store.close()
