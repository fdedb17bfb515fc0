"""The gate: every method of every desk against every role, on a real house."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.amends import Amends
from kiosk.app.desks import Desks
from kiosk.app.duties import DUTIES
from kiosk.app.outcomes import SignedIn
from kiosk.domain.staff import PEOPLE, Duty, Role, duties
from kiosk.domain.staff.refusals import NotAllowed, SecretMustChange
from kiosk.settings import Settings
from kiosk.wiring.gate import for_person, for_role
from kiosk.wiring.house import furnish, opened
from kiosk.wiring.station import begin_station, named_station

METHODS = [(desk, method) for desk, methods in DUTIES.items() for method in methods]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    home = tmp_path_factory.mktemp("gate")
    settings = Settings(home / "data", home / "keys")
    begin_station(settings, "341323110000-01", named_station("灵璧县渔沟镇为民服务中心"), "https://cx.example.gov.cn")
    with opened(settings) as store:
        yield furnish(store, settings, "staff:0305")


def _at(desks: Any, name: str) -> Any:
    """A desk of the house, or one of those for what goes wrong, or the one that is made for a device."""
    if name == "shelf":
        return desks.shelf_for("341323110000-02")
    return getattr(desks.amends if isinstance(vars(Amends).get(name), property) else desks, name)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_its_duties_say_and_nothing_else(house: Desks, role: Role) -> None:
    gated = for_role(house, [role])
    for desk, method in METHODS:
        if _at(house, desk) is None:
            continue
        reached = getattr(_at(gated, desk), method)
        if DUTIES[desk][method] in duties([role]):
            assert reached.__func__ is getattr(_at(house, desk), method).__func__, (desk, method)
        else:
            with pytest.raises(NotAllowed):
                reached()


def _things(house: Any) -> Iterator[tuple[str, Any]]:
    """Every desk as it really is, by its name."""
    for name in DUTIES:
        if (desk := _at(house, name)) is not None:
            yield name, desk


def test_a_desk_can_do_nothing_that_the_table_does_not_name(house: Desks) -> None:
    gated = for_role(house, list(Role))
    for name, desk in _things(house):
        for method in (one for one in dir(desk) if not one.startswith("_") and one not in DUTIES[name]):
            if callable(getattr(desk, method)):
                with pytest.raises(LookupError):
                    getattr(_at(gated, name), method)()


def test_no_desk_leads_past_the_gate_to_another_one(house: Desks) -> None:
    kinds = tuple({type(desk) for _, desk in _things(house)})
    for name, desk in _things(house):
        for part in (one for one in dir(desk) if not one.startswith("_")):
            assert not isinstance(getattr(desk, part), kinds), f"{name}.{part} is a desk without a gate"
    gated = for_role(house, [Role.CLERK])
    for part in (one for one in dir(type(house)) if not one.startswith("_") and one not in DUTIES):
        if part not in ("shelf_for", "amends"):
            assert not isinstance(getattr(gated, part), kinds), f"{part} is a desk without a gate"


def test_behind_the_gate_nobody_gets_another_ones_desks(house: Desks) -> None:
    gated = for_role(house, [Role.CLERK])
    with pytest.raises(NotAllowed):
        gated.for_person(SignedIn("admin", "张", frozenset({Role.SYSTEM})))


def test_two_roles_may_what_either_may(house: Desks) -> None:
    gated = for_role(house, [Role.CLERK, Role.SYSTEM])
    assert gated.queue.call == house.queue.call
    assert gated.staff.open == house.staff.open
    with pytest.raises(NotAllowed):
        gated.line.day(None)


def test_with_a_start_code_nothing_can_be_done_but_changing_it(house: Desks) -> None:
    gated = for_person(house, SignedIn("0305", "王芳", frozenset(PEOPLE), change=True))
    assert gated.sign_in.change_secret == house.sign_in.change_secret
    for desk, method in METHODS:
        if desk != "sign_in" and _at(house, desk) is not None:
            with pytest.raises(SecretMustChange):
                getattr(_at(gated, desk), method)()


def test_what_stands_under_no_duty_is_nobodys(house: Desks) -> None:
    class Odd:
        def surprise(self) -> None:
            raise AssertionError("reached")

    class Odds:
        queue = Odd()

    gated: Any = for_role(Odds(), list(Role))  # type: ignore[arg-type]
    with pytest.raises(LookupError):
        gated.queue.surprise()


def test_in_the_name_of_a_person_the_journal_names_that_person(house: Desks, tmp_path: Path) -> None:
    signed = SignedIn("0411", "李四", frozenset({Role.CLERK}))
    assert house.for_person(signed).actor == "staff:0411"
    assert Duty.FILE in duties(signed.roles)
