"""A PC behind a hub, as its program has it: it pairs, tells what is at the hub from what is at the city, listens, and
goes past a hub that is long away."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.app.outcomes import PostSeen
from kiosk.domain.refusals import Trouble
from kiosk.store.door import OpenStore
from kiosk.store.post import CITY_KEY, CITY_URL
from kiosk.wiring.carrier import CityCarrier
from kiosk.wiring.hub import hub_application, pairing_code
from kiosk.wiring.hub_carrier import PATIENCE, HubCarrier, pair
from sync.client.words import HUB_TROUBLES, TROUBLES
from tests.sync.city_kit import CENTRE
from tests.sync.conftest import Listening, listening
from tests.sync.hub_kit import HubHouse, StoreClock, a_store


class Pc:
    """A PC's store and its carrier."""

    def __init__(self, store: OpenStore, clock: StoreClock) -> None:
        self.store = store
        self.carrier = HubCarrier(store, clock, CityCarrier(store, clock))

    def look(self, times: int = 1) -> None:
        from sync.protocol.kinds import Looked

        with self.store.work("staff:1") as work:
            for _ in range(times):
                work.journal.enter(Looked(what="x"), "person.looked")

    def seen(self) -> PostSeen:
        with self.store.look() as work:
            return work.post.seen()


class Lan:
    """A hub that can be switched off, its city, and a PC behind it."""

    def __init__(self, town: Listening, folder: Path, stay: ExitStack) -> None:
        self.town = town
        self.house = HubHouse(folder / "hub", clock=town.clock)
        self.house.enrol(town.city)
        with self.house.store.work("cli") as work:
            work.drawer.set_setting(CITY_URL, town.url)
        self._serving = ExitStack()
        stay.callback(self.house.store.close)
        stay.callback(self._serving.close)
        self.url = self._serving.enter_context(listening(hub_application(self.house.hub, carries=False)))
        clock = StoreClock(town.clock)
        store = a_store(folder / "pc", f"{CENTRE}-02", clock)
        stay.callback(store.close)
        self.pc = Pc(store, clock)

    def pair(self, role: str = "window") -> None:
        pair(self.pc.store, "cli", self.url, pairing_code(self.house.store), role)

    def switch_off(self) -> None:
        self._serving.close()


@pytest.fixture
def lan(town: Listening, tmp_path: Path) -> Iterator[Lan]:
    with ExitStack() as stay:
        yield Lan(town, tmp_path, stay)


def test_what_waits_what_is_at_the_hub_and_what_is_at_the_city(lan: Lan) -> None:
    lan.pair()
    seen = lan.pc.seen()
    assert (seen.enrolled, seen.at_hub, seen.waiting) == (True, 0, 2)  # begun, and paired
    assert lan.pc.carrier.round().trouble == ""
    seen = lan.pc.seen()
    assert (seen.at_hub, seen.waiting) == (2, 2)
    lan.pc.look(3)
    seen = lan.pc.seen()
    assert (seen.at_hub, seen.waiting) == (2, 5)
    lan.pc.carrier.round()
    lan.house.carry(lan.town.city)
    lan.pc.carrier.round()
    seen = lan.pc.seen()
    assert (seen.at_hub, seen.waiting) == (0, 0)
    assert seen.last_contact is not None


def test_the_citys_key_and_address_are_learned_from_the_hub_once(lan: Lan) -> None:
    lan.pair()
    with lan.pc.store.look() as work:
        assert work.drawer.setting(CITY_KEY) == lan.town.city.voice.public_key.hex()
        assert work.drawer.setting(CITY_URL) == lan.town.url


def test_a_hub_that_is_away_is_waited_for_and_then_passed(lan: Lan) -> None:
    lan.pair()
    lan.pc.carrier.round()
    lan.house.carry(lan.town.city)
    lan.switch_off()
    lan.pc.look()
    came = lan.pc.carrier.round()
    assert (came.trouble, came.waiting > 0) == ("hub_no_line", True)
    lan.town.clock.pass_days((PATIENCE + timedelta(minutes=1)) / timedelta(days=1))
    came = lan.pc.carrier.round()
    assert (came.trouble, came.waiting, lan.pc.seen().waiting) == ("", 0, 0)


@pytest.mark.parametrize("role", ["hall", "board"])
def test_a_board_never_goes_past_its_hub(lan: Lan, role: str) -> None:
    """The city would send it cases."""
    lan.pair(role)
    lan.pc.carrier.round()
    lan.house.carry(lan.town.city)
    lan.switch_off()
    lan.town.clock.pass_days(3)
    assert lan.pc.carrier.round().trouble == "hub_no_line"


def test_it_listens_beside_its_rounds(lan: Lan) -> None:
    lan.pair()
    lan.pc.carrier.round()
    lan.house.file("王秀兰")
    came = lan.pc.carrier.listen()
    assert (came.received, came.near) == (1, True)
    lan.pc.look()
    assert lan.pc.carrier.round().acknowledged == 1


def test_without_a_hub_nothing_is_listened_for(lan: Lan) -> None:
    came = lan.pc.carrier.listen()
    assert (came.received, came.near) == (0, False)
    assert lan.pc.carrier.round().trouble == "unknown_key"


def test_a_wrong_code_is_told_in_the_words_of_the_house(lan: Lan) -> None:
    with pytest.raises(Trouble, match="hub_code_wrong"):
        pair(lan.pc.store, "cli", lan.url, "0000-0000-0000-0000", "window")
    assert set(HUB_TROUBLES) >= {f"hub_{key}" for key in TROUBLES}
    assert not any("市平台" in said["zh"] for said in HUB_TROUBLES.values())
