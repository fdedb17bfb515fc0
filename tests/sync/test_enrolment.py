"""How devices become known to a city, and are known no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from sync.city.house import City
from sync.city.register import _written
from sync.city.tables import enrolment, quarantine
from sync.client.enrol import enrol
from sync.client.troubles import CityUnreachable, RefusedByCity
from sync.protocol.seal import key_id, new_key
from tests.sync.city_kit import Clock, Wire, a_city, accept, begin, courier, enrolled, kept, lost, must_agree
from tests.sync.paper_shelf import PaperShelf


@pytest.fixture
def city(tmp_path: Path, database: str) -> Iterator[City]:
    made = a_city(tmp_path / "city", database=database)
    yield made
    made.books.close()


def test_a_key_is_only_certified_by_its_code(city: City) -> None:

    shelf = PaperShelf()
    begun = begin(shelf)
    code = city.register.new_code(shelf.device)
    with pytest.raises(RefusedByCity, match="code_wrong"):
        enrol(Wire(city), shelf, "0000-0000" + code[9:], "x", begun.body)
    with pytest.raises(RefusedByCity, match="code_wrong"):
        enrol(Wire(city), shelf, "short", "x", begun.body)
    with pytest.raises(RefusedByCity, match="code_elsewhere"):
        enrol(Wire(city), shelf, city.register.new_code("341323110000-07"), "x", begun.body)
    wire = Wire(city)
    wire.after = lost
    with pytest.raises(CityUnreachable):
        enrol(wire, shelf, code, "x", begun.body)
    assert enrol(Wire(city), shelf, code.lower(), "x", begun.body).city_key == city.voice.public_key
    other = PaperShelf(key=new_key())
    with pytest.raises(RefusedByCity, match="code_used"):
        enrol(Wire(city), other, code, "x", begin(other).body)


def test_a_code_out_of_date_is_refused(tmp_path: Path) -> None:

    clock = Clock()
    city = a_city(tmp_path / "c", clock)
    shelf = PaperShelf()
    begun = begin(shelf)
    code = city.register.new_code(shelf.device)
    clock.pass_days(7.1)
    with pytest.raises(RefusedByCity, match="code_used"):
        enrol(Wire(city), shelf, code, "x", begun.body)


def test_another_city_cannot_answer_a_code(city: City, tmp_path: Path) -> None:
    """Whoever stands between without the city's key is found out by the code itself."""

    shelf, impostor = PaperShelf(), a_city(tmp_path / "impostor")
    begun = begin(shelf)
    code = city.register.new_code(shelf.device)
    with impostor.books.write() as connection:
        row = {"code": _written(code), "device": shelf.device, "made_at": "", "until": "2027-01-01T00:00:00+08:00"}
        connection.execute(insert(enrolment), row)
    with pytest.raises(CityUnreachable, match="not_the_city"):
        enrol(Wire(impostor), shelf, code, "x", begun.body)


def test_a_revoked_devices_late_entries_are_kept_aside_and_it_is_told_nothing(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    messenger = courier(city, shelf)
    messenger.round()
    assert city.register.revoke_device(shelf.device)
    late = accept(shelf, 2)
    with pytest.raises(RefusedByCity, match="revoked"):
        messenger.round()
    with pytest.raises(RefusedByCity, match="revoked"):
        messenger.round()
    with city.books.read() as connection:
        rows = connection.execute(select(quarantine.c.why, quarantine.c.body)).all()
    assert [(row.why, row.body) for row in rows] == [("revoked", late.body)]
    assert len(kept(city, shelf)[1]) == 2
    assert city.desk.aside().quarantined == 1


def test_all_that_a_revoked_device_has_left_is_kept_aside_batch_by_batch(city: City) -> None:
    """Three days without a line make more than one batch; it is told nothing, and still brings them all."""
    shelf = enrolled(city)
    messenger = courier(city, shelf)
    messenger.round()
    late = {accept(shelf, number).body for number in range(1, 1102)}
    city.register.revoke_device(shelf.device)
    for _ in range(3):
        with pytest.raises(RefusedByCity, match="revoked"):
            messenger.round()
    with city.books.read() as connection:
        assert set(connection.execute(select(quarantine.c.body)).scalars()) == late


def test_a_new_key_of_the_same_device_goes_on_where_the_old_one_was(city: City) -> None:
    """The PC was replaced: a new store, the old number."""
    old = enrolled(city)
    accept(old)
    courier(city, old).round()
    new = enrolled(city)
    assert key_id(new.public_key) != key_id(old.public_key)
    accept(new, 2)
    messenger = courier(city, new)
    assert messenger.round().parted
    while messenger.round().waiting:
        pass
    assert set(old.own()) <= set(new.own())
    must_agree(city, new)
