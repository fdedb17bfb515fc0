"""Who works at a centre is known to all its PCs with the post, through a hub and from the city, and to nobody else."""

import pytest

from kiosk.app.staff import StaffDesk
from kiosk.domain.staff import Account, Role
from kiosk.store.door import OpenStore
from kiosk.store.secrets import Argon2Secrets
from sync.city.house import City
from sync.protocol.audience import is_over, staff_of
from tests.sync.city_kit import CENTRE
from tests.sync.hub_kit import VILLAGE, VILLAGE_2, HubHouse, Join


class Quick(Argon2Secrets):
    """Verifiers that cost nothing."""

    def verifier(self, secret: str) -> str:
        return self.digest(secret)


def desk(store: OpenStore) -> StaffDesk:
    return StaffDesk(store, Quick(), store.device, "staff:admin")


def known(store: OpenStore) -> dict[str, Account]:
    with store.look() as work:
        return {account.staff: account for account in work.staff.all()}


def test_who_leaves_at_the_office_is_gone_at_every_window_after_one_round(house: HubHouse, join: Join) -> None:
    window = join(f"{CENTRE}-02", "window")
    desk(house.store).open("admin", "张𠅤䶮", [Role.SYSTEM])
    desk(house.store).open("0305", "王芳", [Role.CLERK])
    window.rounds()
    assert known(window.store) == known(house.store)
    desk(house.store).leave("0305")
    window.rounds()
    assert known(window.store)["0305"].left


def test_what_is_changed_at_a_window_comes_to_the_hub(house: HubHouse, join: Join) -> None:
    window = join(f"{CENTRE}-02", "window")
    desk(house.store).open("admin", "张𠅤䶮", [Role.SYSTEM])
    window.rounds()
    desk(window.store).open("0306", "李四", [Role.AUDIT])
    window.rounds()
    assert known(house.store)["0306"].roles == {Role.AUDIT}


def test_a_hall_screen_and_another_village_never_hear_who_works_here(house: HubHouse, join: Join) -> None:
    hall, village = join(f"{CENTRE}-03", "hall"), join(VILLAGE, "agent")
    desk(house.store).open("admin", "张𠅤䶮", [Role.SYSTEM])
    for pc in (hall, village):
        pc.rounds()
        assert known(pc.store) == {}
        assert not pc.holds("张𠅤䶮")


def test_a_township_keeps_a_villages_accounts_with_the_city_between(city: City, house: HubHouse, join: Join) -> None:
    village, other = join(VILLAGE, "agent"), join(VILLAGE_2, "agent")
    keeper = desk(house.store)
    keeper.open("admin", "张𠅤䶮", [Role.SYSTEM])
    keeper.open("0901", "周六", [Role.AGENT], centre=VILLAGE[:12])
    house.carry(city)
    for pc in (village, other):
        pc.rounds()
    assert [*known(village.store)] == ["0901"]
    assert known(other.store) == {}


def test_a_village_makes_nobody_an_administrator_of_its_township(house: HubHouse, join: Join) -> None:
    village, window = join(VILLAGE, "agent"), join(f"{CENTRE}-02", "window")
    desk(village.store).open("thief", "贼", [Role.SYSTEM], centre=CENTRE)
    village.rounds()
    window.rounds()
    assert known(house.store) == {}
    assert known(window.store) == {}


@pytest.mark.parametrize(
    ("device", "centre", "may"),
    [
        (f"{CENTRE}-02", CENTRE, True),
        (f"{CENTRE}-02", VILLAGE[:12], True),
        (VILLAGE, VILLAGE[:12], True),
        (VILLAGE, CENTRE, False),
        (VILLAGE, VILLAGE_2[:12], False),
        ("341323120000-01", CENTRE, False),
        ("city", CENTRE, False),
    ],
)
def test_whose_word_counts(device: str, centre: str, may: bool) -> None:
    assert is_over(device, centre) is may
    assert staff_of(device, "account.left", {"staff": "1", "centre": centre}) == (centre if may else "")
    assert staff_of(device, "staff.signed_in", {"staff": "1", "centre": centre}) == ""
