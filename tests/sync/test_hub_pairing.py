"""Which hub may speak for whom: each device has sealed it with its own key, and a city that has another key of it wants
its own code."""

from pathlib import Path

from sync.city.books import Books
from sync.city.house import City
from sync.client.enrol import enrol
from sync.protocol.enrolment import Asked, new_code, write_asked
from sync.protocol.entry import DeviceId
from sync.protocol.seal import key_id
from sync.server.ports import KnownKey, Standing
from tests.sync.city_kit import CENTRE, Wire, a_city, begin, enrolled
from tests.sync.paper_shelf import PaperShelf


def known(city: City, shelf: PaperShelf) -> KnownKey:
    key = city.inbox.key(key_id(shelf.public_key))
    assert key is not None
    assert key.standing is Standing.TRUSTED
    return key


def consent(shelf: PaperShelf, hub: PaperShelf) -> bytes:
    """The enrolment that a PC seals for a hub."""
    if not shelf.heads():
        begin(shelf)
    asked = Asked(
        code=new_code(hub.public_key),
        device=shelf.device,
        public_key=shelf.public_key,
        name="窗口",
        begun=shelf.papers.places[1][0].body.decode(),
    )
    return write_asked(asked, shelf.sign, key_id(shelf.public_key))


def paired(city: City, hub: PaperShelf, message: bytes) -> str:
    return _relays(city).pair(known(city, hub), message).answer


def _relays(city: City) -> "object":
    return city.reception._relaying._relays


def test_a_hub_speaks_for_whoever_sealed_it_as_often_as_it_says_so(city: City) -> None:
    hub, pc = enrolled(city), PaperShelf(f"{CENTRE}-02")
    message = consent(pc, hub)
    assert [paired(city, hub, message) for _ in range(3)] == ["certified"] * 3
    assert _relays(city).spoken_for(hub.device) == {pc.device}
    certified = city.register.certified(key_id(pc.public_key).hex())
    assert certified is not None
    assert certified.revoked_g is None


def test_one_that_is_certified_already_may_move_behind_a_hub(city: City) -> None:
    hub, pc = enrolled(city), enrolled(city, f"{CENTRE}-02")
    assert paired(city, hub, consent(pc, hub)) == "certified"


def test_another_key_of_a_known_device_needs_the_citys_own_code(city: City) -> None:
    """Or a hub could take any device's place."""
    hub, pc = enrolled(city), enrolled(city, f"{CENTRE}-02")
    stranger = PaperShelf(pc.device)
    assert paired(city, hub, consent(stranger, hub)) == "device_known"
    assert city.register.certified(key_id(stranger.public_key).hex()) is None
    assert _relays(city).spoken_for(hub.device) == frozenset()
    city.register.revoke_device(pc.device)
    assert paired(city, hub, consent(stranger, hub)) == "certified"
    assert paired(city, hub, consent(pc, hub)) == "revoked"


def test_a_hub_speaks_for_its_own_township_and_never_for_itself(city: City) -> None:
    hub = enrolled(city)
    assert paired(city, hub, consent(PaperShelf("341323120000-01"), hub)) == "code_elsewhere"
    assert paired(city, hub, consent(hub, hub)) == "code_elsewhere"
    assert paired(city, hub, consent(PaperShelf("341323110201-01"), hub)) == "certified"


def test_what_was_sealed_for_one_hub_serves_no_other(city: City) -> None:
    hub, other = enrolled(city), enrolled(city, f"{CENTRE}-05")
    message = consent(PaperShelf(f"{CENTRE}-02"), hub)
    assert paired(city, other, message) == "code_wrong"
    assert paired(city, hub, message[:-1] + b"!") == "altered"


def test_a_city_of_before_hubs_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its books get what is new; what everybody knows is told as before."""
    from sqlalchemy import text

    city = a_city(tmp_path / "city")
    old = enrolled(city)
    with city.books.write() as connection:
        for table in ("relay", "party", "shared"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE house SET value = '1' WHERE key = 'schema'"))
    city.books.close()
    again = a_city(tmp_path / "city")
    new = PaperShelf(f"{CENTRE}-02")
    begun = begin(new)
    enrol(Wire(again), new, again.register.new_code(new.device), "x", begun.body)
    from tests.sync.city_kit import courier

    courier(again, new).round()
    assert [e.read().payload["device"] for e in new.papers.folded if e.device == "city"] == [old.device]
    assert isinstance(again.books, Books)
    assert DeviceId(old.device) == old.device
