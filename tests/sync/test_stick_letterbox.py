"""How a device comes to know the city's letterbox: at enrolment, in its next round, or from its hub; and old peers."""

from dataclasses import replace
from pathlib import Path

import msgspec

from sync.city.house import City
from sync.client.courier import Courier, Upstream
from sync.client.enrol import enrol
from sync.client.further import hear_of
from sync.protocol.envelope import read_letterbox
from sync.protocol.exchange import Beyond, Hello, Reply
from tests.sync.city_kit import Clock, Wire, a_city, accept, begin, courier, enrolled, must_agree
from tests.sync.hub_kit import PaperFurther
from tests.sync.paper_shelf import PaperShelf
from tests.sync.stick_kit import box_of


def asking(city: City, shelf: PaperShelf, kept: list[bytes]) -> tuple[Courier, Wire]:
    """A courier that does not know the letterbox yet."""
    wire = Wire(city)
    upstream = Upstream("city", city.voice.public_key, keep_box=kept.append)
    return Courier(wire, shelf, upstream, Clock()), wire


def test_an_enrolment_brings_the_letterbox_with_it(city: City) -> None:
    shelf = PaperShelf()
    begun = begin(shelf)
    granted = enrol(Wire(city), shelf, city.register.new_code(shelf.device), "x", begun.body)
    box = read_letterbox(granted.box)
    assert (box.owner, box.public, box.verify(city.voice.public_key)) == ("city", box_of(city), True)


def test_a_device_enrolled_before_gets_it_in_its_next_round_and_asks_once(city: City) -> None:
    shelf, kept = enrolled(city), list[bytes]()
    messenger, wire = asking(city, shelf, kept)
    for number in range(1, 4):
        accept(shelf, number)
        messenger.round()
    assert [read_letterbox(one).public for one in kept] == [box_of(city)]
    assert len(wire.replies[-1]) < len(wire.replies[0])


def test_who_knows_it_is_not_told_again(city: City) -> None:
    shelf, wire = enrolled(city), Wire(city)
    courier(city, shelf, wire).round()
    other, kept = enrolled(city, "341323110000-02"), list[bytes]()
    messenger, asked = asking(city, other, kept)
    messenger.round()
    assert len(asked.replies[0]) - len(wire.replies[0]) > 100
    assert kept


def test_old_peers_work_without_it() -> None:
    """A field that is not known is passed over, one that is not there is empty."""
    old_hello = msgspec.json.encode(Hello(device="d"))
    assert b"box" not in old_hello
    assert not msgspec.json.decode(old_hello, type=Hello).box
    old_reply = msgspec.json.encode(Reply(nonce="n"))
    assert b"box" not in old_reply
    assert b"whole" not in old_reply
    newer = msgspec.json.decode(b'{"nonce":"n","box":"YQ==","whole":["x"],"later":1}', type=Reply)
    assert (newer.box, newer.whole) == (b"a", ("x",))


def test_an_upstream_that_knows_no_letterbox_is_none_the_worse(city: City) -> None:
    shelf, kept = enrolled(city), list[bytes]()
    city.reception._house = replace(city.reception._house, box=b"")
    messenger, _ = asking(city, shelf, kept)
    accept(shelf)
    assert messenger.round().waiting == 0
    assert kept == []
    must_agree(city, shelf)


def test_a_hub_hands_on_the_citys_own_word_and_no_other(city: City, tmp_path: Path) -> None:
    shelf = enrolled(city)
    proof = city.inbox.kept(shelf.device).proof
    genuine = city.reception._house.box
    forged = a_city(tmp_path / "other").reception._house.box
    further = PaperFurther()
    for statement, believed in ((forged, b""), (b"no word", b""), (genuine, genuine)):
        hear_of(Beyond(key=city.voice.public_key, kept=proof, box=statement), shelf, further)
        assert further.box == believed
