"""Keys that are renewed, algorithms that are named, and what lies aside until a person has looked at it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from kiosk.cli.run import main as kiosk
from sync.city.application import application
from sync.city.check import check_books
from sync.city.device_commands import drawn
from sync.city.house import City, china_now
from sync.city.renewing import RenewalRoute
from sync.city.tables import quarantine
from sync.client.enrol import enrol
from sync.client.renew import renew
from sync.client.troubles import CityUnreachable, NotEnrolled, RefusedByCity, SyncTrouble
from sync.protocol.enrolment import Asked, read_invitation, write_asked, write_invitation
from sync.protocol.renewal import KeyPair, write_renewal
from sync.protocol.seal import key_id, new_key, public_bytes
from sync.server.ports import CodeRefused
from tests.sync.city_kit import CENTRE, Wire, a_city, accept, begin, courier, enrolled, must_agree
from tests.sync.conftest import listening
from tests.sync.paper_shelf import PaperShelf
from tests.sync.test_cityd import run


@pytest.fixture
def city(tmp_path: Path, database: str) -> Iterator[City]:
    made = a_city(tmp_path / "city", database=database)
    yield made
    made.books.close()


class Counter:
    """The way to the city's window for new keys; `after` may lose the answer."""

    def __init__(self, city: City, lose: bool = False) -> None:
        self._route = RenewalRoute(city.register, city.voice)
        self._lose = lose

    def renew(self, message: bytes) -> bytes:
        try:
            answer = self._route.renew(message)
        except CodeRefused as no:
            raise (NotEnrolled if no.key == "unknown_key" else RefusedByCity)(no.key) from no
        if self._lose:
            raise CityUnreachable("no_line")
        return answer


def with_key(shelf: PaperShelf, key: object) -> PaperShelf:
    """The same device on the same disk, with another key."""
    other = PaperShelf(shelf.device, key, shelf.hash)
    other.papers = shelf.papers
    return other


def test_a_device_goes_over_to_a_new_key_and_what_the_old_one_signed_stays_genuine(city: City) -> None:
    old = enrolled(city)
    accept(old)
    courier(city, old).round()
    accept(old, 2)  # printed under the old key, not yet sent
    key = new_key()
    pair = KeyPair(public_bytes(key), key.sign)
    with pytest.raises(CityUnreachable):
        renew(Counter(city, lose=True), old, pair, city.voice.public_key)
    renew(Counter(city), old, pair, city.voice.public_key)
    new = with_key(old, key)
    accept(new, 3)
    assert courier(city, new).round().waiting == 0
    must_agree(city, new)
    before = city.register.certified(key_id(old.public_key).hex())
    assert before is not None
    assert before.revoked_g is None  # its receipts stay genuine, whenever their entries came
    accept(old, 4)
    with pytest.raises(RefusedByCity, match="revoked"):
        courier(city, old).round()
    other = enrolled(city, f"{CENTRE}-02")
    courier(city, other).round()
    told = [e.read().payload["key_id"] for e in other.papers.folded if e.read().kind == "device.certified"]
    assert key_id(new.public_key).hex() in told


def test_nobody_renews_a_key_that_he_does_not_hold(city: City) -> None:
    shelf, thief, mine = enrolled(city), new_key(), new_key()
    stolen = with_key(shelf, thief)
    with pytest.raises(NotEnrolled):
        renew(Counter(city), stolen, KeyPair(public_bytes(mine), mine.sign), city.voice.public_key)
    with pytest.raises(RefusedByCity, match="altered"):  # he does not hold the new one
        renew(Counter(city), shelf, KeyPair(public_bytes(mine), thief.sign), city.voice.public_key)
    message = write_renewal(
        "341323110000-09", KeyPair(shelf.public_key, shelf.sign), KeyPair(public_bytes(mine), mine.sign)
    )
    with pytest.raises(RefusedByCity, match="altered"):  # he is another device
        Counter(city).renew(message)
    city.register.revoke_device(shelf.device)
    with pytest.raises(RefusedByCity, match="revoked"):
        renew(Counter(city), shelf, KeyPair(public_bytes(mine), mine.sign), city.voice.public_key)
    for rubbish in (b"", b"rubbish", message[:-3], message[:40], b"x" * 9_000):
        with pytest.raises(SyncTrouble, match="altered"):
            Counter(city).renew(rubbish)


def test_a_renewed_key_can_still_be_revoked_for_what_it_signed(city: City) -> None:
    shelf, key = enrolled(city), new_key()
    renew(Counter(city), shelf, KeyPair(public_bytes(key), key.sign), city.voice.public_key)
    assert city.register.revoke_device(shelf.device)
    for public in (shelf.public_key, public_bytes(key)):
        known = city.register.certified(key_id(public).hex())
        assert known is not None
        assert known.revoked_g is not None


def test_another_city_cannot_answer_for_ours(city: City, tmp_path: Path) -> None:
    shelf, key, impostor = enrolled(city), new_key(), a_city(tmp_path / "impostor")
    enrol(Wire(impostor), shelf, impostor.register.new_code(shelf.device), "x", shelf.papers.places[1][0].body)
    with pytest.raises(CityUnreachable, match="not_the_city"):
        renew(Counter(impostor), shelf, KeyPair(public_bytes(key), key.sign), city.voice.public_key)
    impostor.books.close()


def test_a_kiosk_renews_its_key_and_its_old_receipts_are_read_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kiosk.devices.clock import SystemClock
    from kiosk.store.door import open_store
    from kiosk.store.seals import KnownSeals

    city = a_city(tmp_path / "city", china_now)
    monkeypatch.setenv("KIOSK_KEYS", str(tmp_path / "keys"))
    data = ("--data", str(tmp_path / "data"))
    assert kiosk(["init", "--centre", CENTRE, "--name", "渔沟镇为民服务中心", "--device", "01", *data]) == 0
    assert kiosk(["renew-key", *data]) == 3  # no city knows it yet
    with listening(application(city)) as url:
        assert kiosk(["enrol", "--url", url, "--code", city.register.new_code(f"{CENTRE}-01"), *data]) == 0
        assert kiosk(["sync", "--once", *data]) == 0
        before = open_store(tmp_path / "data", tmp_path / "keys", SystemClock())
        old = before.device_key
        capsys.readouterr()
        assert kiosk(["renew-key", "--json", *data]) == 0
        name = json.loads(capsys.readouterr().out)["key_id"]
        assert before.device_key != old  # a screen that stands open signs with the new one from now on
        assert len(KnownSeals(before)._keys) == 2
        before.close()
        assert kiosk(["sync", "--once", *data]) == 0
    assert city.register.certified(name) is not None
    assert check_books(city.books, city.scans)[1] == []
    city.books.close()


def test_a_device_that_hashes_with_sm3_is_taken_in_from_end_to_end(city: City) -> None:
    shelf = PaperShelf(digest="sm3")
    begun = begin(shelf)
    enrol(Wire(city), shelf, city.register.new_code(shelf.device), "渔沟镇", begun.body)
    accept(shelf)
    assert courier(city, shelf).round().waiting == 0
    must_agree(city, shelf)


@pytest.mark.parametrize("more", [{"signature": "sm2"}, {"hash": "sha-1"}, {"signature": "rsa"}])
def test_an_algorithm_that_has_only_its_seat_is_refused_by_name(city: City, more: dict[str, str]) -> None:
    shelf = PaperShelf()
    begun = begin(shelf)
    asked = Asked(
        code=city.register.new_code(shelf.device).replace("-", ""),
        device=shelf.device,
        public_key=shelf.public_key,
        name="x",
        begun=begun.body.decode(),
        **more,
    )
    with pytest.raises(RefusedByCity, match="algorithm"):
        Wire(city).enrol(write_asked(asked, shelf.sign, key_id(shelf.public_key)))


def late_entries(city: City) -> PaperShelf:
    """A stolen device, and what it sends after its revocation."""
    shelf = enrolled(city)
    accept(shelf)
    courier(city, shelf).round()
    city.register.revoke_device(shelf.device)
    accept(shelf, 2)
    accept(shelf, 3)
    with pytest.raises(RefusedByCity, match="revoked"):
        courier(city, shelf).round()
    return shelf


def test_late_entries_of_a_revoked_device_wait_for_a_person_who_takes_them_in(city: City) -> None:
    shelf = late_entries(city)
    assert [(one.why, one.seq, one.kind) for one in city.aside.lying()] == [
        ("revoked", seq, "case.accepted") for seq in (3, 4)
    ]
    assert len(city.desk.all_cases()) == 1
    assert city.aside.release(shelf.device, epoch=7) == 0
    assert city.aside.release(shelf.device) == 2
    assert city.aside.release(shelf.device) == 0
    assert (city.aside.lying(), len(city.desk.all_cases())) == ([], 3)
    assert check_books(city.books, city.scans)[1] == []


def test_a_device_that_comes_back_reads_what_was_released_as_its_own(city: City) -> None:
    """A fork that its device never settled: a person takes it in; then the device is there again after all."""
    shelf = enrolled(city)
    image = shelf.image()
    twin = shelf.clone()
    accept(shelf, 1)
    courier(city, shelf).round()
    accept(twin, 2)
    wire = Wire(city)
    wire.after = lambda _reply: (_ for _ in ()).throw(CityUnreachable("no_line"))
    with pytest.raises(CityUnreachable):
        courier(city, twin, wire).round()
    assert [one.why for one in city.aside.lying()] == ["fork"]
    assert city.aside.release(shelf.device) == 1
    assert len(city.desk.all_cases()) == 2
    for one in (twin, shelf):
        for _ in range(6):
            courier(city, one).round()
    assert len(city.desk.all_cases()) == 2
    assert check_books(city.books, city.scans)[1] == []
    assert set(image.ids) <= set(twin.papers.ids)
    with city.books.read() as connection:
        assert not connection.execute(select(quarantine.c.seq).where(quarantine.c.settled_at == "")).all()


def test_the_clerks_commands_invite_list_and_release(tmp_path: Path) -> None:
    city = a_city(tmp_path)
    shelf = late_entries(city)
    words = ("--centre", CENTRE, "--device", "02", "--url", "https://city.example.gov.cn:8443/")
    invited = json.loads(run("devices", "invite", *words, "--json", data=tmp_path).stdout)
    assert read_invitation(invited["scan"]) == ("https://city.example.gov.cn:8443", invited["code"].replace("-", ""))
    shown = run("devices", "invite", *words, data=tmp_path).stdout
    assert "█" in shown
    (listed,) = json.loads(run("devices", "list", "--json", data=tmp_path).stdout)
    assert (listed["device"], listed["trusted"]) == (shelf.device, False)
    assert "停用后送来" in run("quarantine", "list", data=tmp_path).stdout
    assert run("quarantine", "release", shelf.device, data=tmp_path).returncode == 0
    nothing = run("quarantine", "release", shelf.device, data=tmp_path)
    assert (nothing.returncode, "没有待处理" in nothing.stderr) == (2, True)
    assert run("devices", "invite", *words[:1], "12", *words[2:], data=tmp_path).returncode == 2
    city.books.close()


def test_the_drawn_invitation_is_read_by_a_scanner() -> None:
    text = write_invitation("https://city.example.gov.cn", "ABCD-EFGH-JKMN-PQRS")
    rows = []
    for line in drawn(text):
        rows.append([letter in "█▀" for letter in line])
        rows.append([letter in "█▄" for letter in line])
    picture = Image.new("L", (len(rows[0]), len(rows)), 255)
    picture.putdata([0 if dark else 255 for row in rows for dark in row])
    (found,) = zxingcpp.read_barcodes(picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST))
    assert found.text == text
    assert read_invitation(found.text) == ("https://city.example.gov.cn", "ABCDEFGHJKMNPQRS")
