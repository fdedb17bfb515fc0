"""A hub among older programs: what they do not know they leave out, and what they send is understood."""

import pytest

from sync.city.house import City
from sync.protocol.exchange import read_reply, read_request, read_sealed
from tests.sync.city_kit import CENTRE, Wire, accept, kept
from tests.sync.hub_kit import HubHouse, Pc


def test_an_old_city_that_knows_no_hubs_gets_only_the_hubs_own(
    city: City, house: HubHouse, pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Capabilities are asked for in words; an old one does not know them and leaves them out."""
    from sync.server.relaying import Relaying

    monkeypatch.setattr(city.reception, "_relaying", Relaying(city.inbox, None))
    accept(pc.shelf)
    pc.round()
    wire = Wire(city)
    courier = house.courier(city, wire)
    for _ in range(3):
        courier.round()
    requests = [read_request(read_sealed(message)) for message in wire.requests]
    assert {run.device for request in requests for run in request.runs} == {house.store.device.id}
    assert all(not request.hello.relayed and not request.hello.paired for request in requests)
    assert kept(city, pc.shelf) == {}


def test_an_old_pc_that_knows_no_hubs_is_served_all_the_same(
    city: City, house: HubHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its requests have none of the new fields, and it passes over those of the replies."""
    from sync.client.courier import Courier, Upstream
    from tests.sync.city_kit import Clock
    from tests.sync.hub_kit import HubWire

    pc = house.pair(f"{CENTRE}-02")
    wire = HubWire(house.hub)
    monkeypatch.setattr("sync.client.courier._SPEAKS", ())
    old = Courier(wire, pc.shelf, Upstream("hub", house.key), Clock())
    accept(pc.shelf)
    assert old.round().waiting == 0
    house.carry(city)
    assert old.round().waiting == 0
    asked = read_request(read_sealed(wire.requests[-1])).hello
    assert (asked.speaks, asked.hold, asked.beyond, asked.relayed, asked.paired) == ((), 0, "", (), ())
    assert read_reply(read_sealed(wire.replies[-1])).reply.speaks == ()


def test_the_bytes_of_an_old_program_are_understood_by_a_hub_and_by_a_city(city: City, house: HubHouse) -> None:
    """A request line by line as version 0.1 wrote it; in the reply it finds every field that it knows where it was."""
    from base64 import b64encode

    import msgspec
    import zstandard

    from sync.protocol.cose import sign1
    from sync.protocol.seal import key_id
    from sync.protocol.statements import state_head

    pc = house.pair(f"{CENTRE}-02")
    house.carry(city)
    shelf, entry = pc.shelf, pc.shelf.papers.places[1][0]
    (head,) = shelf.heads()
    name = key_id(shelf.public_key)
    word = b64encode(state_head(shelf.device, head, shelf.sign, name)).decode()
    for reception in (house.hub.reception, city.reception):
        nonce = reception._nonces.give(shelf.device)
        chain, none = b64encode(head.chain).decode(), b64encode(bytes(32)).decode()
        lines = [
            f'{{"device":"{shelf.device}","nonce":"{nonce}","heads":[[1,1,"{chain}"]],"app":"0.1","kept":true}}'.encode(),
            f'{{"device":"{shelf.device}","epoch":1,"seq":1,"count":1,"prev":"{none}","statement":"{word}"}}'.encode(),
            entry.body,
        ]
        packed = zstandard.ZstdCompressor().compress(b"\n".join(lines))
        from hashlib import sha256

        aad = b"weimin exchange request"
        message = sign1(sha256(packed).digest(), shelf.sign, name, aad=aad, detached=True) + packed
        answer = reception.exchange(message)
        first = zstandard.ZstdDecompressor().decompress(read_sealed(answer).packed).split(b"\n")[0]
        header = msgspec.json.decode(first)
        (result,) = header["results"]
        assert (result["device"], result["epoch"]) == (shelf.device, 1)
        assert result["answer"] in ("stored", "before")
        assert {"nonce", "incarnation", "results", "kept"} <= header.keys()
        assert not {"speaks", "relayed", "paired"} & header.keys()
