"""What a hub must not lose when its process ends at a bad moment, or begins anew."""

import hashlib

import pytest

from kiosk.store.parcels import StoreParcels
from sync.city.house import City
from sync.client.enrol import enrol
from sync.client.relaying import Relaying
from sync.protocol.entry import DeviceId
from sync.protocol.exchange import Answer, PairedAnswer, Reply, RunResult
from sync.server.ports import ProvenRun, Standing
from tests.sync.city_kit import CENTRE, Wire, accept, begin, courier, enrolled
from tests.sync.hub_kit import VILLAGE, HubHouse
from tests.sync.paper_shelf import PaperShelf


def test_a_kill_before_the_look_at_a_whole_scan_loses_nothing(house: HubHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """All parts are written down, and the process ends before they are put together."""
    content = b"scan"
    name = hashlib.sha256(content).hexdigest()
    pc = house.pair(f"{CENTRE}-02")
    scan = {"sha256": name, "size": len(content), "name": "x", "media_type": "image/jpeg", "material": "m"}
    accept(pc.shelf, attachments=[scan])
    pc.round()

    def killed(_parcels: StoreParcels, _name: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as moment:
        moment.setattr(StoreParcels, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            house.hub.parcels.put(name, 0, content)
    house.open_again()
    state = house.hub.parcels.state(name, DeviceId(pc.shelf.device))
    assert state is not None
    assert state.missing == ()
    assert house.hub.parcels.read(name) == content


def test_a_hub_that_begins_anew_passes_over_no_news_of_its_villages(city: City, house: HubHouse) -> None:
    """Its first request of a new process does not say yet for whom it speaks; the log has gone on meanwhile."""
    village = house.pair(VILLAGE, "agent")
    filed = accept(village.shelf, centre=VILLAGE[:12])
    village.round()
    house.carry(city)
    neighbour = enrolled(city, f"{CENTRE}-05")
    city.desk.decide(filed.read().case or "", "granted", "x", "console")
    accept(neighbour)
    courier(city, neighbour).round()
    house.open_again()
    house.carry(city)
    village.round()
    assert "case.decided" in village.told()


def test_what_lay_aside_of_a_key_not_yet_known_is_settled_when_the_device_brings_it_again(city: City) -> None:
    """A city that was restored to a day before the pairing."""
    shelf = PaperShelf(f"{CENTRE}-07")
    begun = begin(shelf)
    accept(shelf)
    entries = tuple(shelf.entries(1, 0, 10, 10**6))
    city.inbox.take([ProvenRun(shelf.device, 1, entries, b"", Standing.UNKNOWN)])
    assert city.desk.aside().quarantined == 2
    enrol(Wire(city), shelf, city.register.new_code(shelf.device), "x", begun.body)
    courier(city, shelf).round()
    assert city.desk.aside().quarantined == 0


def test_what_a_restored_city_put_aside_is_brought_again_once_it_knows_the_key(city: City, house: HubHouse) -> None:
    """The same process at the hub: it goes on without being started anew."""
    village = house.pair(VILLAGE, "agent")
    house.carry(city)
    accept(village.shelf)
    village.round()
    relaying = Relaying(house.hub.relay, "city", city.voice.public_key, {})
    result = RunResult(device=VILLAGE, epoch=1, answer=Answer.ASIDE)
    relaying.digest(Reply(nonce="", results=(result,)), ())
    assert relaying.batch(500, 10**6) == []
    relaying.digest(Reply(nonce="", paired=(PairedAnswer(key_id=bytes(8), answer="certified"),)), ())
    assert [run.device for run in relaying.batch(500, 10**6)] == [VILLAGE]
