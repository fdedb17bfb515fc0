"""The hub's own gate: a paired PC may not what the person at it may not, and a hall no more than residents."""

from typing import Any

import pytest

from kiosk.app.duties import DUTIES
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.staff import PEOPLE, Duty, Role, duties
from kiosk.lan import wire
from kiosk.lan.queue import HubLine, step
from kiosk.lan.shelf import RemoteShelf
from kiosk.wiring.hub_line import way_to_hub

from .conftest import Centre

GIVEN: dict[str, dict[str, Any]] = {
    "take": {"matter": "M1103", "id_number": "", "green": False},
    "call": {"window": "1", "number": ""},
    "hold": {"number": "A000", "hold": "away", "note": ""},
    "transfer": {"number": "A000", "window": "2", "matter": "", "note": ""},
    "undo": {"window": "1"},
    "pause": {"window": "1", "reason": ""},
    "reopen": {"window": "1"},
    "add_matter": {"number": "A000", "matter": "M1103"},
    "adopt": {"matter": "M1103", "number": "C901", "green": False},
    "ask_help": {"place": "hall-1", "page": ""},
    "come": {"window": "1"},
    "ask_rating": {"window": "1", "case_no": "", "number": "A000", "matter": ""},
    "rated": {"asked": "x"},
}
STEPS = sorted(wire.STEPS | wire.RUNNING | wire.WISHING)


def duty_of(name: str) -> Duty:
    desk = "line" if name in wire.RUNNING else "wishes" if name in wire.WISHING else "queue"
    return DUTIES[desk][name]


def refused(way: HubLine, actor: str, name: str) -> str:
    """The key of the refusal, '' when the step was done."""
    try:
        step(way, actor, name, GIVEN.get(name, {"number": "A000"}))
    except (Refusal, Trouble) as no:
        return no.key
    return ""


def way(centre: Centre, number: str, role: str = "window") -> HubLine:
    store, _ = centre.pc(number, role)
    found = way_to_hub(store)
    assert found is not None
    return found


@pytest.fixture
def guarded(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """A centre with one account of each role, and one who has left."""
    monkeypatch.setattr("kiosk.store.secrets.MEMORY_KIB", 64)
    centre.desks.staff.open("system", "张", [Role.SYSTEM])
    for role in PEOPLE:
        if role is not Role.SYSTEM:
            centre.desks.staff.open(role.value, "王芳", [role])
    centre.desks.staff.open("gone", "李四", [Role.LEAD])
    centre.desks.staff.leave("gone")
    return centre


def test_every_step_over_the_lan_against_every_role(guarded: Centre) -> None:
    pc = way(guarded, "02")
    for role in PEOPLE:
        for name in STEPS:
            no = refused(pc, f"staff:{role.value}", name)
            assert (no == "not_allowed") == (duty_of(name) not in duties([role])), (role, name, no)


def test_nobody_who_left_and_nobody_unknown_does_a_step(guarded: Centre) -> None:
    pc = way(guarded, "02")
    for actor in ("staff:gone", "staff:0999"):
        assert {refused(pc, actor, name) for name in STEPS} == {"sign_in_over"}


def test_unnamed_a_pc_does_what_residents_may(guarded: Centre) -> None:
    pc = way(guarded, "02")
    for actor in ("", "cli", "device:x", "hub", "staff:"):
        for name in STEPS:
            may = duty_of(name) in duties([Role.HALL])
            assert (refused(pc, actor, name) == "not_allowed") != may, (actor, name)


@pytest.mark.parametrize("role", ["hall", "board"])
def test_a_hall_does_what_residents_may_whoever_it_says_sits_there(centre: Centre, role: str) -> None:
    pc = way(centre, "03", role)
    assert refused(pc, "staff:0305", "call") == "not_allowed"
    centre.desks.staff.open("system", "张", [Role.SYSTEM])
    centre.desks.staff.open("clerk", "王芳", [Role.CLERK])
    for name in STEPS:
        may = duty_of(name) in duties([Role.HALL])
        assert (refused(pc, "staff:clerk", name) == "not_allowed") != may, name


def test_the_shelf_of_drafts_is_for_those_who_fill_forms(guarded: Centre) -> None:
    pc = way(guarded, "02")
    assert list(RemoteShelf(pc, "staff:clerk").seen()) == []
    for actor, key in (("staff:supervisor", "not_allowed"), ("staff:gone", "sign_in_over"), ("cli", "not_allowed")):
        with pytest.raises(Refusal, match=key):
            RemoteShelf(pc, actor).seen()


def test_everybody_sees_the_line(guarded: Centre) -> None:
    _, desks = guarded.pc("04", "hall")
    assert desks.queue.seen().waiting == ()
