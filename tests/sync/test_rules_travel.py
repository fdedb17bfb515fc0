"""What is set at one PC holds at all PCs of the centre, a township's word at its villages too, and nobody else's."""

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import Catalogue
from kiosk.app.county import CountyDesk
from kiosk.app.credit import CreditDesk
from kiosk.app.house_rules import HouseRules, HouseRulesDesk, rules_in
from kiosk.app.line import read_rules
from kiosk.app.rulings import AreaNotOurs, RuledAbove, rulings_in
from kiosk.app.running import LineDesk
from kiosk.app.workdays import CalendarDesk
from kiosk.domain.queue import LineRules
from kiosk.domain.refusals import Refusal
from kiosk.domain.rulings import standing
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from kiosk.store.trust import DeviceTrust
from sync.city.cli import main
from sync.city.house import City
from sync.client.courier import Courier, Upstream
from sync.client.troubles import SyncTrouble
from sync.protocol.audience import RULED, ruled_area
from sync.protocol.ruling_kinds import CentreRuled
from tests.sync.city_kit import CENTRE, lost
from tests.sync.hub_kit import VILLAGE, VILLAGE_2, HubHouse, HubWire, Join, StoreClock, StorePc

LEAD = "staff:0201"
LONG = bool(os.environ.get("KIOSK_LONG"))
CATALOGUE = Catalogue.shipped()
NUMBER = "342224196203151511"
YEAR = b"""
year = 2027
makeup_workdays = [2027-01-03]
[holidays]
"x" = [2027-01-01, 2027-01-02]
"""


def house_rules(store: OpenStore) -> HouseRules:
    with store.look() as work:
        return rules_in(work.drawer)


def line_rules(store: OpenStore) -> LineRules:
    with store.look() as work:
        return read_rules(work)


def line(store: OpenStore) -> LineDesk:
    return LineDesk(store, CATALOGUE, DeviceTrust(store, store.clock), LEAD)


def county(store: OpenStore) -> CountyDesk:
    return CountyDesk(store, CATALOGUE, lambda: date(2026, 11, 23))


def credit(store: OpenStore) -> CreditDesk:
    return CreditDesk(store, DeviceTrust(store, store.clock), None)  # type: ignore[arg-type]


def sound(store: OpenStore) -> bool:
    with store.look() as work:
        return check_store(work, store.blobs)[1] == []


def test_what_the_lead_sets_at_one_pc_holds_at_all_of_the_centre(house: HubHouse, join: Join) -> None:
    first, second = join(f"{CENTRE}-02", "window"), join(f"{CENTRE}-03", "window")
    rules = {"reuse_days": "12", "chiefs": "李卫东,王五", "approval": "M0901:case.decided", "yellow_used": "80"}
    HouseRulesDesk(first.store).rule(rules, LEAD)
    line(first.store).rule(slot_quota=40, hours=["08:30-12:00"])
    for pc in (first, second):
        pc.rounds()
    for store in (first.store, second.store, house.store):
        found = house_rules(store)
        assert (found.reuse_days, found.chiefs, found.timing.yellow_used) == (12, ("李卫东", "王五"), 80)
        assert found.approves("M0901", "case.decided")
        assert (line_rules(store).slot_quota, line_rules(store).hours) == (40, ("08:30-12:00",))
        assert sound(store)


def test_of_two_that_were_set_apart_all_go_by_the_same(house: HubHouse, join: Join) -> None:
    first, second = join(f"{CENTRE}-02", "window"), join(f"{CENTRE}-03", "window")
    HouseRulesDesk(first.store).rule({"call_tries": "4"}, LEAD)
    HouseRulesDesk(second.store).rule({"call_tries": "5"}, LEAD)
    HouseRulesDesk(house.store).rule({"reuse_days": "7"}, LEAD)
    for pc in (first, second, first, second):
        pc.rounds()
    found = [house_rules(store) for store in (first.store, second.store, house.store)]
    assert found[0] == found[1] == found[2]
    assert found[0].call_tries in (4, 5)
    HouseRulesDesk(first.store).rule({"call_tries": "9"}, LEAD)
    for pc in (first, second):
        pc.rounds()
    assert house_rules(second.store).call_tries == house_rules(house.store).call_tries == 9


def test_a_township_sets_a_rule_for_its_villages_who_may_not_undo_it(city: City, house: HubHouse, join: Join) -> None:
    village, other = join(VILLAGE, "agent"), join(VILLAGE_2, "agent")
    HouseRulesDesk(village.store).rule({"reuse_days": "60", "call_tries": "4"}, LEAD)
    HouseRulesDesk(house.store).rule({"reuse_days": "20"}, LEAD, CENTRE[:9])
    HouseRulesDesk(house.store).rule({"call_tries": "2"}, LEAD, VILLAGE_2[:12])
    house.carry(city)
    for pc in (village, other):
        pc.rounds()
    assert (house_rules(village.store).reuse_days, house_rules(village.store).call_tries) == (20, 4)
    assert (house_rules(other.store).reuse_days, house_rules(other.store).call_tries) == (20, 2)
    assert house_rules(house.store).reuse_days == 20
    with pytest.raises(RuledAbove):
        HouseRulesDesk(village.store).rule({"reuse_days": "60"}, LEAD)
    HouseRulesDesk(house.store).rule({"reuse_days": ""}, LEAD, CENTRE[:9])
    house.carry(city)
    village.rounds()
    assert house_rules(village.store).reuse_days == 60
    assert all(map(sound, (village.store, other.store, house.store)))


def test_the_city_sets_a_rule_for_all_its_centres_and_nobody_below_undoes_it(
    city: City, house: HubHouse, join: Join
) -> None:
    window, village = join(f"{CENTRE}-02", "window"), join(VILLAGE, "agent")
    HouseRulesDesk(house.store).rule({"reuse_days": "20", "call_tries": "2"}, LEAD, CENTRE[:9])
    city.rulings.set(CENTRE[:6], "house.reuse_days", "45", "console")
    city.rulings.set("110101", "house.call_tries", "9", "console")
    for _ in range(2):
        house.carry(city)
        for pc in (window, village):
            pc.rounds()
    for store in (house.store, window.store, village.store):
        assert (house_rules(store).reuse_days, house_rules(store).call_tries) == (45, 2)
        assert sound(store)
    with pytest.raises(RuledAbove) as no:
        HouseRulesDesk(window.store).rule({"reuse_days": "1"}, LEAD)
    assert no.value.values["by"] == "city"
    city.rulings.set(CENTRE[:6], "house.reuse_days", "", "console")
    house.carry(city)
    window.rounds()
    assert house_rules(window.store).reuse_days == 20
    assert [(one.area, one.name, one.value) for one in city.rulings.listed()] == [
        ("110101", "house.call_tries", "9"),
        (CENTRE[:6], "house.reuse_days", ""),
    ]


def test_the_citys_command_sets_lists_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ("--data", str(tmp_path / "city"), "--json")
    assert main(["rules", "set", "341323", "house.reuse_days=45", 'line.hours=["08:30-12:00"]', *folder]) == 0
    assert [one["value"] for one in json.loads(capsys.readouterr().out)] == ["45", '["08:30-12:00"]']
    assert main(["rules", "set", "341", "house.reuse_days=45", *folder]) == 2
    assert "区划代码" in capsys.readouterr().err
    assert main(["rules", "list", *folder]) == 0
    assert {one["name"] for one in json.loads(capsys.readouterr().out)} == {"house.reuse_days", "line.hours"}


@pytest.mark.parametrize(
    ("area", "name"),
    [("", "house.reuse_days"), ("34132", "house.reuse_days"), ("341323", "county.file"), ("341323", "x")],
)
def test_the_city_sets_nothing_for_nobody_and_no_rule_that_is_none(city: City, area: str, name: str) -> None:
    with pytest.raises(Refusal):
        city.rulings.set(area, name, "1", "console")
    assert city.rulings.listed() == []


def test_a_village_sets_nothing_for_anybody_else(house: HubHouse, join: Join) -> None:
    village, window = join(VILLAGE, "agent"), join(f"{CENTRE}-02", "window")
    for area in (CENTRE, CENTRE[:9], CENTRE[:6], VILLAGE_2[:12], "x" * 12, "34132"):
        with pytest.raises(AreaNotOurs):
            HouseRulesDesk(village.store).rule({"reuse_days": "1"}, LEAD, area)
    with village.store.work("staff:thief") as work:
        for area in (CENTRE, CENTRE[:9]):
            said = CentreRuled(area=area, name="house.reuse_days", value="1", turn=99)
            work.journal.enter(said, RULED)
    village.rounds()
    window.rounds()
    assert house_rules(house.store).reuse_days == house_rules(window.store).reuse_days == HouseRules().reuse_days
    assert house_rules(village.store).reuse_days == HouseRules().reuse_days


def test_a_rule_that_cannot_be_is_put_aside_and_stops_nothing(house: HubHouse, join: Join) -> None:
    window = join(f"{CENTRE}-02", "window")
    with window.store.work(LEAD) as work:
        for name, value in (
            ("house.reuse_days", "often"),
            ("line.hours", '["25-26"]'),
            ("calendar.2027", "year = 2028"),
        ):
            work.journal.enter(CentreRuled(area=CENTRE, name=name, value=value, turn=1), RULED)
        work.journal.enter(CentreRuled(area=CENTRE, name="later.thing", value="?", turn=1), RULED)
    HouseRulesDesk(window.store).rule({"call_tries": "4"}, LEAD)
    window.rounds()
    assert house_rules(house.store).call_tries == 4
    assert (house_rules(house.store).reuse_days, line_rules(house.store)) == (HouseRules().reuse_days, LineRules())
    with house.store.look() as work:
        assert len(work.connection.execute("SELECT 1 FROM set_aside").fetchall()) == 3
        assert [one.name for one in rulings_in(work.drawer, "later")] == ["later.thing"]


def test_the_hall_hears_when_the_house_is_open_and_not_who_leads_it(house: HubHouse, join: Join) -> None:
    hall = join(f"{CENTRE}-04", "hall")
    HouseRulesDesk(house.store).rule({"chiefs": "李卫东"}, LEAD)
    line(house.store).rule(hours=["08:30-12:00"])
    credit(house.store).put_up(listed("虚假承诺"), "灵璧县信用办", LEAD)
    hall.rounds()
    assert line_rules(hall.store).hours == ("08:30-12:00",)
    assert house_rules(hall.store).chiefs == ()
    assert not hall.holds("李卫东")
    assert not hall.holds("虚假承诺")


def listed(reason: str) -> bytes:
    return f"证件号码,失信事由,认定日期\n{NUMBER},{reason},2026-10-01\n".encode()


def test_the_countys_list_holds_at_every_window_and_its_numbers_lie_nowhere(house: HubHouse, join: Join) -> None:
    window, village = join(f"{CENTRE}-02", "window"), join(VILLAGE, "agent")
    credit(house.store).put_up(listed("虚假承诺"), "灵璧县信用办", LEAD)
    for pc in (window, village):
        pc.rounds()
    (broken,) = credit(window.store).standing(NUMBER.lower())
    assert broken.why == "灵璧县信用办：虚假承诺"
    assert credit(window.store).standing("34222419860315151X") == ()
    assert credit(village.store).standing(NUMBER) == ()
    assert not window.holds(NUMBER)
    credit(window.store).put_up(listed("未履行"), "县法院", LEAD)
    window.rounds()
    assert [one.why for one in credit(house.store).standing(NUMBER)] == ["县法院：未履行"]
    assert sound(window.store)
    assert sound(house.store)


def test_a_townships_list_and_a_villages_own_hold_side_by_side(city: City, house: HubHouse, join: Join) -> None:
    village = join(VILLAGE, "agent")
    credit(village.store).put_up(listed("村里的"), "村委会", LEAD)
    credit(house.store).put_up(listed("镇里的"), "镇政府", LEAD, area=CENTRE[:9])
    house.carry(city)
    village.rounds()
    assert {one.why for one in credit(village.store).standing(NUMBER)} == {"村委会：村里的", "镇政府：镇里的"}
    credit(village.store).put_up(listed("村里又定"), "村委会", LEAD)
    assert len(credit(village.store).standing(NUMBER)) == 2


def test_the_countys_file_and_a_years_calendar_hold_at_every_pc(house: HubHouse, join: Join) -> None:
    window = join(f"{CENTRE}-02", "window")
    key = next(key for key, one in CATALOGUE.parameters.items() if isinstance(one.value, int))
    file = f'[[values]]\nkey = "{key}"\nvalue = 77\nfrom = 2026-01-01\nsource = "县里"\n'.encode()
    found = county(house.store).put_up(file, LEAD)
    assert not found.problems, found.problems
    CalendarDesk(house.store, house.store.device, house.store.clock.now).take(YEAR, LEAD)
    window.rounds()
    assert county(window.store).on(date(2026, 11, 23))[key] == 77
    taken = CalendarDesk(window.store, window.store.device, window.store.clock.now).refresh()
    assert 2027 in taken.years
    assert sound(window.store)


ACTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["", "1", "7", "30", "post", "post", "answer lost", "request lost"])),
    min_size=4,
    max_size=14,
)


@settings(max_examples=60 if LONG else 12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_set_by_whomever_while_lines_fail_all_go_by_the_same(
    house: HubHouse, join: Join, town: dict[str, StorePc], acts: list[tuple[int, str]]
) -> None:
    pcs = [town["02"], town["03"], town["village"]]
    for who, act in acts:
        if act.endswith(("post", "lost")):
            send(house, pcs[who % 3], act)
            continue
        store = house.store if who == 3 else pcs[who].store
        area = CENTRE[:9] if who == 3 and act == "7" else ""
        with suppress(RuledAbove):
            HouseRulesDesk(store).rule({"reuse_days": act}, LEAD, area)
    for _ in range(2):
        for pc in pcs:
            pc.rounds()
    here = [house_rules(store).reuse_days for store in (house.store, pcs[0].store, pcs[1].store)]
    assert len(set(here)) == 1, here
    with house.store.look() as hub, pcs[2].store.look() as village:
        above = standing(rulings_in(hub.drawer, "house"), "house.reuse_days", VILLAGE[:12])
        mine = standing(rulings_in(village.drawer, "house"), "house.reuse_days", VILLAGE[:12])
        assert above == mine
    assert all(map(sound, [house.store, *(pc.store for pc in pcs)]))


def send(house: HubHouse, pc: StorePc, line: str) -> None:
    """A round with the hub, over a line that may fail."""
    wire = HubWire(house.hub)
    if line == "request lost":
        wire.before = lost
    elif line == "answer lost":
        wire.after = lost
    upstream = Upstream("hub", house.key, further=pc.further)
    with suppress(SyncTrouble):
        Courier(wire, pc.shelf, upstream, StoreClock().now).round()


@pytest.fixture
def town(join: Join) -> dict[str, StorePc]:
    """Two windows of the centre, and a village."""
    devices = {"02": (f"{CENTRE}-02", "window"), "03": (f"{CENTRE}-03", "window"), "village": (VILLAGE, "agent")}
    return {name: join(*how) for name, how in devices.items()}


def test_a_rule_changed_behind_the_journal_is_found(house: HubHouse) -> None:
    HouseRulesDesk(house.store).rule({"reuse_days": "12"}, LEAD)
    with house.store.work(LEAD) as work:
        text = work.drawer.setting("ruling/house")
        work.drawer.set_setting("ruling/house", text.replace('"12"', '"3000"'))
    assert house.problems() == {"ruling_altered house.reuse_days"}
    with house.store.work(LEAD) as work:
        work.drawer.set_setting("ruling/house", text)


@pytest.mark.parametrize(
    ("device", "area", "may"),
    [
        (f"{CENTRE}-02", CENTRE, True),
        (f"{CENTRE}-02", CENTRE[:9], True),
        (f"{CENTRE}-02", VILLAGE[:12], True),
        (f"{CENTRE}-02", CENTRE[:6], False),
        (VILLAGE, VILLAGE[:12], True),
        (VILLAGE, VILLAGE[:9], False),
        (VILLAGE, VILLAGE_2[:12], False),
        ("city", CENTRE[:4], True),
        ("city", "", False),
        ("", CENTRE, False),
        ("someone", CENTRE, False),
    ],
)
def test_whose_rule_counts(device: str, area: str, may: bool) -> None:
    assert ruled_area(device, RULED, {"area": area}) == (area if may else "")
    assert ruled_area(device, "house.ruled", {"area": area}) == ""
