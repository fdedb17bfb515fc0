"""Through a hub: a PC's entries arrive at the city once, under its own word, and only the city's word counts as the
city's."""

import pytest

from sync.city.check import check_books
from sync.city.house import City
from sync.protocol.exchange import read_request, read_sealed
from sync.protocol.statements import read_head_statement
from tests.sync.city_kit import CENTRE, Wire, accept, kept, must_agree
from tests.sync.hub_kit import HubHouse, Pc


def test_a_case_goes_by_the_hub_to_the_city_and_its_word_comes_back(city: City, house: HubHouse, pc: Pc) -> None:
    accept(pc.shelf)
    done = pc.round()
    assert (done.sent, done.acknowledged, pc.waiting("hub"), pc.waiting("city")) == (2, 2, 0, 2)
    assert house.names() == {"张有福"}
    house.carry(city)
    assert kept(city, pc.shelf)[1] == [e.body for e in pc.shelf.papers.places[1]]
    pc.round()
    assert (pc.waiting("hub"), pc.waiting("city")) == (0, 0)
    must_agree(city, pc.shelf)


def test_the_hubs_acknowledgement_is_never_the_citys(city: City, house: HubHouse, pc: Pc) -> None:
    accept(pc.shelf)
    for _ in range(3):
        pc.round()
    assert list(pc.shelf.acknowledged("city")) == []
    assert pc.shelf.word("hub") != b""


def test_entries_travel_under_their_own_devices_word(city: City, house: HubHouse, pc: Pc) -> None:
    accept(pc.shelf)
    pc.round()
    wire = Wire(city)
    courier = house.courier(city, wire)
    while courier.round().more:
        pass
    runs = [run for message in wire.requests for run in read_request(read_sealed(message)).runs]
    (carried,) = [run for run in runs if run.device == pc.shelf.device]
    word = read_head_statement(carried.statement)
    assert word.device == pc.shelf.device
    assert word.verify(pc.shelf.public_key)
    assert not word.verify(house.key)


def test_the_city_certifies_a_key_on_the_hubs_word_and_says_whose(city: City, house: HubHouse, pc: Pc) -> None:
    from sync.protocol.seal import key_id

    assert city.register.certified(key_id(pc.shelf.public_key).hex()) is None
    house.carry(city)
    certified = city.register.certified(key_id(pc.shelf.public_key).hex())
    assert certified is not None
    assert certified.device == pc.shelf.device
    other = house.pair(f"{CENTRE}-03")
    house.carry(city)
    pc.round()
    (news,) = [e.read().payload for e in pc.shelf.papers.folded if e.read().kind == "device.certified"]
    assert (news["device"], news["by"]) == (other.shelf.device, house.store.device.id)


def test_nothing_of_a_pc_goes_up_before_the_city_has_taken_its_key(city: City, unknown_hub: HubHouse) -> None:
    """A hub whose city does not answer for a while trusts the PC on its own LAN alone."""
    house = unknown_hub
    pc = house.pair(f"{CENTRE}-02")
    accept(pc.shelf)
    pc.round()
    assert house.names() == {"张有福"}
    house.enrol(city)
    house.carry(city)
    pc.round()
    assert pc.further.known == city.voice.public_key
    assert pc.waiting("city") == 0
    must_agree(city, pc.shelf)


def test_what_reaches_the_city_by_both_ways_is_stored_once(city: City, house: HubHouse, pc: Pc) -> None:
    house.carry(city)
    accept(pc.shelf)
    pc.round()
    accept(pc.shelf, 2)
    assert pc.directly(city).waiting == 0
    accept(pc.shelf, 3)
    pc.round()
    house.carry(city)
    pc.round()
    assert pc.waiting("city") == 0
    must_agree(city, pc.shelf)
    assert house.problems() == set()


def test_what_a_pc_brought_to_the_city_itself_the_hub_reads_back(city: City, house: HubHouse, pc: Pc) -> None:
    house.carry(city)
    accept(pc.shelf, name="李桂英")
    pc.shelf.enter("person.looked", None, what="case")
    pc.directly(city)
    assert house.names() == set()
    house.carry(city)
    assert house.names() == {"李桂英"}
    done = pc.round()
    assert (done.sent, pc.waiting("hub")) == (0, 0) or pc.waiting("hub") == 0
    assert house.problems() == set()


def test_the_citys_decision_comes_down_through_the_hub(city: City, house: HubHouse, pc: Pc) -> None:
    filed = accept(pc.shelf)
    pc.round()
    house.carry(city)
    city.desk.decide(filed.read().case or "", "granted", "同意", "console")
    house.carry(city)
    pc.round()
    assert "case.decided" in pc.told()
    with house.store.look() as work:
        case = work.cases.get(filed.read().case or "")
    assert case is not None
    assert case.state == "granted"


def test_a_case_of_one_window_is_known_at_the_other(city: City, house: HubHouse, pc: Pc) -> None:
    other = house.pair(f"{CENTRE}-03")
    accept(pc.shelf)
    pc.round()
    assert other.round().received >= 1
    assert "case.accepted" in other.told()
    assert "case.accepted" not in pc.told()


def test_what_the_hubs_own_desks_file_goes_to_its_windows(house: HubHouse, pc: Pc) -> None:
    house.file("王秀兰")
    pc.round()
    assert "case.accepted" in pc.told()
    assert "王秀兰" in pc.text()


def test_an_empty_round_of_a_pc_is_small_and_of_a_hub_grows_by_a_line_a_pc(city: City, house: HubHouse, pc: Pc) -> None:
    accept(pc.shelf)
    pc.round()
    house.carry(city)
    pc.round()
    pc.round()
    pc.wire.requests.clear()
    pc.wire.replies.clear()
    pc.round()
    assert (len(pc.wire.requests), len(pc.wire.replies)) == (1, 1)
    assert len(pc.wire.requests[0]) + len(pc.wire.replies[0]) <= 420
    wire = Wire(city)
    courier = house.courier(city, wire)
    courier.round()
    wire.requests.clear()
    wire.replies.clear()
    courier.round()
    assert len(wire.requests) == 1
    assert len(wire.requests[0]) + len(wire.replies[0]) <= 400 + 100


def test_a_whole_weeks_work_goes_in_pieces_that_its_words_allow(city: City, house: HubHouse, pc: Pc) -> None:
    for number in range(700):
        pc.shelf.enter("case.noted", f"{CENTRE}-{number}", text="x")
    while pc.round().more:
        pass
    wire = Wire(city)
    courier = house.courier(city, wire)
    while courier.round().more:
        pass
    sizes = [sum(len(run.bodies) for run in read_request(read_sealed(m)).runs) for m in wire.requests]
    assert max(sizes) <= 500
    assert kept(city, pc.shelf)[1] == [e.body for e in pc.shelf.papers.places[1]]


def test_a_stranger_and_a_used_code_get_no_further(house: HubHouse, city: City) -> None:
    from kiosk.wiring.hub import pairing_code
    from sync.client.enrol import enrol
    from sync.client.troubles import NotEnrolled, RefusedByCity
    from tests.sync.city_kit import begin
    from tests.sync.hub_kit import HubWire
    from tests.sync.paper_shelf import PaperShelf

    stranger = PaperShelf(f"{CENTRE}-09")
    begun = begin(stranger)
    with pytest.raises(NotEnrolled):
        Pc(house, stranger, house.pair(f"{CENTRE}-02").further).round()
    code = pairing_code(house.store)
    enrol(HubWire(house.hub), stranger, code, "x", begun.body)
    other = PaperShelf(f"{CENTRE}-08")
    with pytest.raises(RefusedByCity, match="code_used"):
        enrol(HubWire(house.hub), other, code, "x", begin(other).body)
    elsewhere = PaperShelf("341323120000-01")
    with pytest.raises(RefusedByCity, match="code_elsewhere"):
        enrol(HubWire(house.hub), elsewhere, pairing_code(house.store), "x", begin(elsewhere).body)


def test_a_hub_cannot_speak_for_a_device_that_did_not_seal_it(city: City, house: HubHouse) -> None:
    """It may bring what a device has signed, but hears nothing of it."""
    from sync.client.enrol import enrol
    from sync.protocol.exchange import RelayedLine
    from tests.sync.city_kit import courier, enrolled

    victim = enrolled(city, "341323110201-01")
    accept(victim, name="村里人")
    courier(city, victim).round()
    thief = enrolled(city, "341323110202-01")
    messenger = courier(city, thief)
    messenger.round()
    hello = messenger._hello(_state(messenger), [])
    import msgspec

    asked = msgspec.structs.replace(hello, relayed=(RelayedLine(victim.device, (), True),))
    response = messenger._ask(asked, [])
    assert [one.unknown for one in response.reply.relayed] == [True]
    assert "村里人" not in str([run.bodies for run in response.runs])
    assert enrol is not None


def _state(messenger: object) -> object:
    from sync.client.courier import _Round
    from sync.client.parting import Parting

    return _Round(Parting(messenger._shelf, {}), {})  # type: ignore[attr-defined]


def test_a_revoked_pcs_late_entries_lie_aside_and_it_is_told_nothing(city: City, house: HubHouse, pc: Pc) -> None:
    from sync.client.troubles import RefusedByCity

    accept(pc.shelf)
    pc.round()
    house.carry(city)
    city.register.revoke_device(pc.shelf.device)
    house.carry(city)
    late = accept(pc.shelf, 2, name="迟到者")
    with pytest.raises(RefusedByCity, match="revoked"):
        pc.round()
    with house.store.look() as work:
        lying = work.connection.execute("SELECT body, why FROM quarantine").fetchall()
    assert lying == [(late.body, "revoked")]
    assert house.names() == {"张有福"}
    assert check_books(city.books, city.scans)[1] == []


def test_a_word_that_the_city_has_not_sealed_is_not_believed(city: City, house: HubHouse, pc: Pc) -> None:
    """A hub that says more of the city than the city has said gains nothing by it."""
    from sync.client.further import hear_of
    from sync.protocol.exchange import Beyond
    from sync.protocol.seal import key_id, load_key
    from sync.protocol.statements import state_kept

    accept(pc.shelf)
    pc.round()
    key = load_key(house.store.device_key)
    forged = state_kept(
        pc.shelf.device, "x", "2026-11-23T12:00:00+08:00", pc.shelf.heads(), key.sign, key_id(house.key)
    )
    hear_of(Beyond(key=house.key, kept=forged.proof), pc.shelf, pc.further)
    assert pc.shelf.word("city") == b""
    assert pc.further.known == city.voice.public_key


def test_a_pc_that_took_a_new_key_at_the_city_is_known_at_the_hub(city: City, house: HubHouse, pc: Pc) -> None:
    from sync.client.renew import renew
    from sync.protocol.renewal import KeyPair
    from sync.protocol.seal import new_key, public_bytes
    from tests.sync.test_keys import Counter, with_key

    accept(pc.shelf)
    pc.round()
    house.carry(city)
    accept(pc.shelf, 2)
    pc.round()  # at the hub under the old key, not yet at the city
    key = new_key()
    renew(Counter(city), pc.shelf, KeyPair(public_bytes(key), key.sign), city.voice.public_key)
    house.carry(city)
    renewed = Pc(house, with_key(pc.shelf, key), pc.further)
    accept(renewed.shelf, 3)
    assert renewed.round().waiting == 0
    for _ in range(2):
        house.carry(city)
        renewed.round()
    assert renewed.waiting("city") == 0
    assert kept(city, renewed.shelf)[1] == [e.body for e in renewed.shelf.papers.places[1]]


def test_a_journal_that_the_city_lays_aside_is_not_brought_again_and_again(city: City, house: HubHouse, pc: Pc) -> None:
    """The device was revoked while its entries lay at the hub; everybody else's go on."""
    other = house.pair(f"{CENTRE}-03")
    house.carry(city)
    accept(pc.shelf)
    accept(other.shelf)
    pc.round()
    other.round()
    city.register.revoke_device(pc.shelf.device)
    wire = Wire(city)
    courier = house.courier(city, wire)
    for _ in range(6):
        courier.round()
    runs = [run for message in wire.requests for run in read_request(read_sealed(message)).runs]
    assert len([run for run in runs if run.device == pc.shelf.device]) == 1
    other.round()
    assert other.waiting("city") == 0
    assert city.desk.aside().quarantined == 2
