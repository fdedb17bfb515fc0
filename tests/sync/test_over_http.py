"""The same rounds over real sockets: enrolment, exchange, scans, and the limits of the city's door."""

import hashlib
import random
import socket

import pytest
import requests
from sqlalchemy import select

from sync.city.check import check_books
from sync.city.tables import want
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor, ParcelSeen
from sync.client.enrol import enrol
from sync.client.scans import ScanCarrier
from sync.client.troubles import CityUnreachable, NotEnrolled, RefusedByCity
from sync.protocol import exchange, parcels
from sync.protocol.seal import key_id, new_key, public_bytes
from tests.sync.city_kit import Clock, accept, begin
from tests.sync.conftest import Listening
from tests.sync.paper_shelf import PaperShelf


class Street:
    """A device that speaks with a city over its real door."""

    def __init__(self, town: Listening, device: str = "341323110000-01") -> None:
        self.door = HttpDoor(town.url)
        self.shelf = PaperShelf(device)
        begun = begin(self.shelf)
        code = town.city.register.new_code(device)
        self.granted = enrol(self.door, self.shelf, code, "渔沟镇为民服务中心", begun.body)
        self.scans = ScanCarrier(self.door, self.shelf, self.shelf, "city")
        upstream = Upstream("city", self.granted.city_key)
        self.courier = Courier(self.door, self.shelf, upstream, Clock(), self.scans)

    def scan(self, content: bytes, number: int = 1) -> str:
        """Accept a case with one scan."""
        name = hashlib.sha256(content).hexdigest()
        self.shelf.papers.scans[name] = content
        named = {"sha256": name, "size": len(content), "name": "scan.jpg", "media_type": "image/jpeg", "material": "m"}
        accept(self.shelf, number, attachments=[named])
        return name


@pytest.fixture
def street(town: Listening) -> Street:
    made = Street(town)
    yield made
    made.door.close()


def whole(town: Listening, name: str) -> bool:
    with town.city.books.read() as connection:
        return bool(connection.execute(select(want.c.whole).where(want.c.sha256 == name)).scalar())


def test_enrolled_sent_acknowledged(town: Listening, street: Street) -> None:
    accept(street.shelf)
    outcome = street.courier.round()
    assert (outcome.sent, outcome.acknowledged, outcome.waiting) == (2, 2, 0)
    assert check_books(town.city.books, town.city.scans)[1] == []


def test_a_wrong_code_is_told_as_such(town: Listening, street: Street) -> None:
    with pytest.raises(RefusedByCity, match="code_wrong"):
        enrol(street.door, street.shelf, "0000-0000-0000-0000", "x", b"{}")


def test_a_code_for_another_first_entry_is_refused(town: Listening, street: Street) -> None:
    code = town.city.register.new_code(street.shelf.device)
    with pytest.raises(RefusedByCity, match="altered"):
        enrol(street.door, street.shelf, code, "x", b'{"no":"first entry"}')


def test_an_unknown_device_is_told_to_enrol(town: Listening, street: Street) -> None:
    other = PaperShelf("341323110000-09")
    begin(other)
    with pytest.raises(NotEnrolled):
        Courier(street.door, other, Upstream("city", b"k" * 32), Clock()).round()


def test_a_scan_follows_its_entry_and_counts_when_it_is_whole(town: Listening, street: Street) -> None:
    content = random.Random(1).randbytes(700_001)
    name = street.scan(content)
    outcome = street.courier.round()
    assert (outcome.waiting, outcome.more) == (0, False)
    assert whole(town, name)
    assert town.city.scans.read(name) == content
    assert list(street.shelf.owed("city")) == []
    assert check_books(town.city.books, town.city.scans)[1] == []


def test_entries_never_wait_for_scans(town: Listening, street: Street) -> None:
    names = [street.scan(random.Random(n).randbytes(1_500_000), n) for n in (1, 2, 3)]
    first = street.courier.round()
    assert (first.waiting, first.more) == (0, True)
    assert not all(whole(town, name) for name in names)
    accept(street.shelf, 9)
    second = street.courier.round()
    assert second.waiting == 0
    while street.courier.round().more:
        pass
    assert all(whole(town, name) for name in names)


def test_a_scan_goes_on_where_it_broke_off(town: Listening, street: Street) -> None:
    content = random.Random(2).randbytes(600_000)
    name = street.scan(content)
    carried: list[int] = []

    class Breaking(HttpDoor):
        def parcel(self, parcel: parcels.Parcel, seal: str) -> ParcelSeen:
            if len(carried) == 2:
                raise CityUnreachable("no_line")
            seen = super().parcel(parcel, seal)
            if parcel.method == "PUT":
                carried.append(parcel.at)
            return seen

    breaking = Breaking(town.url)
    upstream = Upstream("city", street.granted.city_key)
    scans = ScanCarrier(breaking, street.shelf, street.shelf, "city")
    outcome = Courier(breaking, street.shelf, upstream, Clock(), scans).round()
    breaking.close()
    assert (carried, outcome.waiting) == ([0, parcels.PART], 0)
    assert not whole(town, name)
    sent = street.scans.carry([name], "").sent
    assert sent == len(content) - 2 * parcels.PART
    assert whole(town, name)


def test_after_a_lost_part_smaller_ones_are_sent(town: Listening, street: Street) -> None:
    content = random.Random(6).randbytes(700_000)
    name = street.scan(content)
    sizes: list[int] = []

    class Losing(HttpDoor):
        def parcel(self, parcel: parcels.Parcel, seal: str) -> ParcelSeen:
            if parcel.method == "PUT":
                sizes.append(len(parcel.part))
                if len(sizes) == 2:
                    raise CityUnreachable("too_slow")
            return super().parcel(parcel, seal)

    losing = Losing(town.url)
    scans = ScanCarrier(losing, street.shelf, street.shelf, "city", mono=lambda: 0.0)
    Courier(losing, street.shelf, Upstream("city", street.granted.city_key), Clock(), scans).round()
    while scans.carry([name], "").left:
        pass
    losing.close()
    assert sizes[:3] == [parcels.PART, parcels.PART, parcels.UNIT]
    assert whole(town, name)
    assert town.city.scans.read(name) == content


def test_a_device_that_dies_in_the_middle_of_a_part_has_sent_none_of_it(town: Listening, street: Street) -> None:
    content = random.Random(8).randbytes(300_000)
    name = street.scan(content)
    Courier(street.door, street.shelf, Upstream("city", street.granted.city_key), Clock()).round()
    nonce = town.city.reception._nonces.give(street.shelf.device)
    parcel = parcels.Parcel("PUT", name, nonce, 0, content[: parcels.PART])
    seal = parcels.seal_parcel(parcel, street.shelf.sign, key_id(street.shelf.public_key))
    head = [
        f"PUT {parcels.PATH}{name}?at=0 HTTP/1.1",
        "Host: city",
        f"{parcels.SEAL}: {seal}",
        f"{parcels.NONCE}: {nonce}",
        f"Content-Length: {parcels.PART}",
    ]
    host, port = town.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + parcel.part[: parcels.PART // 2])
    street.scans.carry([name], "")
    assert whole(town, name)
    assert town.city.scans.read(name) == content


def test_a_scan_that_is_shorter_here_than_its_entry_says_is_not_tried_for_ever(town: Listening, street: Street) -> None:
    content = random.Random(9).randbytes(200_000)
    name = street.scan(content)
    street.shelf.papers.scans[name] = content[: parcels.UNIT]
    assert street.courier.round().waiting == 0
    assert not whole(town, name)


def test_a_scan_that_is_not_what_its_name_says_is_thrown_away_and_asked_for_again(
    town: Listening, street: Street
) -> None:
    content = random.Random(3).randbytes(100_000)
    name = street.scan(content)
    street.shelf.papers.scans[name] = content[:-1] + b"?"
    street.courier.round()
    assert not whole(town, name)
    assert town.city.scans.read(name) is None
    street.shelf.papers.scans[name] = content
    street.courier.round()
    assert whole(town, name)


def test_the_same_scan_is_carried_once(town: Listening, street: Street) -> None:
    content = random.Random(4).randbytes(50_000)
    street.scan(content, 1)
    street.courier.round()
    street.scan(content, 2)
    street.shelf.papers.arrived.clear()
    assert street.scans.carry([], "").sent == 0


def test_a_scan_nobody_named_is_not_taken(town: Listening, street: Street) -> None:
    street.shelf.papers.scans["ab" * 32] = b"x"
    assert street.scans.carry([], "").sent == 0
    assert not (town.city.scans._folder / "partial").exists()


def test_a_scan_is_only_for_its_centre(town: Listening, street: Street) -> None:
    name = street.scan(b"private")
    street.courier.round()
    own, other = _get(town, street, name), _get(town, Street(town, "341323110201-01"), name)
    assert (own.status_code, own.content) == (200, b"private")
    assert other.status_code == 404


def _get(town: Listening, street: Street, name: str) -> requests.Response:
    nonce = town.city.reception._nonces.give(street.shelf.device)
    parcel = parcels.Parcel("GET", name, nonce)
    seal = parcels.seal_parcel(parcel, street.shelf.sign, key_id(street.shelf.public_key))
    with requests.Session() as session:
        answer = session.get(town.url + parcels.PATH + name, headers={parcels.SEAL: seal, parcels.NONCE: nonce})
    street.door.close()
    return answer


@pytest.mark.parametrize(
    ("at", "part"),
    [(1, b"x" * 65536), (0, b""), (0, b"x" * 10), (65536 * 4, b"x"), (0, b"x" * (65536 * 3))],
)
def test_a_part_that_cannot_belong_there_is_refused(town: Listening, street: Street, at: int, part: bytes) -> None:
    name = street.scan(random.Random(5).randbytes(130_000))
    Courier(street.door, street.shelf, Upstream("city", street.granted.city_key), Clock()).round()
    with pytest.raises(ValueError, match="no part"):
        town.city.scans.put(name, at, part)


def test_a_seal_of_somebody_else_opens_nothing(town: Listening, street: Street) -> None:
    name = street.scan(b"private")
    street.courier.round()
    thief = new_key()
    for key, status in ((thief, 403), (None, 400)):
        parcel = parcels.Parcel("GET", name, "x")
        seal = parcels.seal_parcel(parcel, key.sign, key_id(public_bytes(key))) if key else "rubbish"
        with requests.Session() as session:
            headers = {parcels.SEAL: seal, parcels.NONCE: "x"}
            assert session.get(town.url + parcels.PATH + name, headers=headers).status_code == status


@pytest.mark.parametrize("path", [exchange.PATH, "/sync/v1/enrol"])
def test_a_body_too_large_is_refused_before_it_is_read(town: Listening, path: str) -> None:
    with requests.Session() as session:
        answer = session.post(town.url + path, data=b"x" * 4_000_001)
    assert (answer.status_code, answer.json()["key"]) == (413, "too_large")


@pytest.mark.parametrize("body", [b"", b"rubbish", b"\x28\xb5\x2f\xfd"])
def test_rubbish_is_refused_and_nothing_breaks(town: Listening, body: bytes) -> None:
    with requests.Session() as session:
        assert session.post(town.url + exchange.PATH, data=body).status_code == 400
        assert session.post(town.url + "/sync/v1/enrol", data=body).status_code == 400
        assert session.get(town.url + exchange.PATH).status_code == 405
