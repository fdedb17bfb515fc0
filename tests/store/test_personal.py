"""A store that only people open: each with what he signs in with, nobody who left, and never without a way back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app.sign_in import SignInDesk
from kiosk.app.staff import StaffDesk
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.staff import MOST_TRIES, Role
from kiosk.domain.staff.refusals import SignInLocked, SignInRefused
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore, open_store
from kiosk.store.keys import ByRecovery, person_slot
from kiosk.store.layout import HEADER_FILE, TRIES_FILE
from kiosk.store.personal import ROTATION_DUE, ByStaff, PersonalSlots
from kiosk.store.recovery import new_recovery, written
from kiosk.store.secrets import Argon2Secrets
from kiosk.store.trust import DeviceTrust
from kiosk.store.vault import read_header, write_header

from .conftest import TurnedClock

SECRET, OTHER = "Chuntian-2026", "Qiutian-2027"
Folders = tuple[Path, Path]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try costs next to nothing: what it costs in earnest says tests/store/test_vault.py."""
    for name in ("kiosk.store.passphrase", "kiosk.store.secrets"):
        monkeypatch.setattr(f"{name}.MEMORY_KIB", 64)


class People:
    """A PC with an administrator and a clerk, both with secrets of their own, that only they open."""

    def __init__(self, store: OpenStore, folders: Folders, clock: TurnedClock) -> None:
        self.folders, self.clock, self.store = folders, clock, store
        self.recovery = new_recovery()
        self.cabinet = Cabinet(store, folders[1], clock.now)
        self.cabinet.add_recovery(self.recovery, split=False)
        self._furnish(store)
        for staff, name, role in (("admin", "张𠅤䶮", Role.SYSTEM), ("0305", "王芳", Role.CLERK)):
            code = self.staff.open(staff, name, [role]).start_code
            self.door.change_secret(self.door.sign_in(staff, code), code, SECRET)
        self.slots.begin("admin", SECRET)
        self.door.sign_in("0305", SECRET)

    def _furnish(self, store: OpenStore) -> None:
        self.store = store
        self.slots = PersonalSlots(store, self.clock.now)
        centre = store.device.centre
        self.door = SignInDesk(store, Argon2Secrets(), DeviceTrust(store, self.clock), centre, self.slots)
        self.staff = StaffDesk(store, Argon2Secrets(), store.device, "staff:admin", self.slots)

    @property
    def holders(self) -> list[str]:
        """Whose slots stand in the header."""
        header = read_header(self.folders[0] / HEADER_FILE)
        assert header is not None
        return sorted(slot.name or slot.kind for slot in header.slots)

    def open(self, staff: str, secret: str) -> OpenStore:
        """As a program that was just started opens it."""
        return open_store(*self.folders, self.clock, ByStaff(self.folders[0], staff, secret, self.clock.now))

    def opens(self, staff: str, secret: str) -> bool:
        try:
            self.open(staff, secret).close()
        except Refusal:
            return False
        return True

    def again(self, staff: str, secret: str) -> None:
        """The program is closed, and opened by somebody."""
        self.store.close()
        store = self.open(staff, secret)
        self._furnish(store)
        self.slots.opened()


@pytest.fixture
def people(store: OpenStore, folders: Folders, clock: TurnedClock) -> People:
    return People(store, folders, clock)


def test_nothing_of_this_machine_opens_it_and_each_of_its_people_does(people: People) -> None:
    assert people.holders == ["0305", "admin", "recovery"]
    with pytest.raises(Trouble, match="people_only"):
        open_store(*people.folders, people.clock)
    assert people.opens("admin", SECRET)
    assert people.opens("0305", SECRET)
    assert not people.opens("0305", OTHER)
    assert not people.opens("0999", SECRET)
    open_store(*people.folders, people.clock, ByRecovery(written(people.recovery))).close()


def test_whoever_chooses_another_secret_opens_with_it_and_with_no_other(people: People) -> None:
    who = people.door.sign_in("0305", SECRET)
    people.door.change_secret(who, SECRET, OTHER)
    assert people.opens("0305", OTHER)
    assert not people.opens("0305", SECRET)
    assert people.holders == ["0305", "admin", "recovery"]


def test_cut_off_while_a_secret_is_changed_the_old_one_opens(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    who = people.door.sign_in("0305", SECRET)

    def no_power(*_: object) -> None:
        raise Trouble("disk_full")

    monkeypatch.setattr("kiosk.app.sign_in.enter_account", no_power)
    with pytest.raises(Trouble):
        people.door.change_secret(who, SECRET, OTHER)
    assert people.opens("0305", SECRET)
    assert people.holders == ["0305", "admin", "recovery"]


def test_killed_between_header_and_store_either_secret_opens_and_one_signs_in(people: People) -> None:
    made, _ = person_slot("0305", OTHER, people.clock.now())
    with people.store.keys.changing() as opened:
        people.store.keys.write(opened.with_slot(made))  # the slot was added, and then the power went
    assert people.opens("0305", SECRET)
    assert people.opens("0305", OTHER)
    people.again("0305", SECRET)
    assert people.door.sign_in("0305", SECRET).staff == "0305"


def test_whoever_leaves_opens_it_no_more_and_another_key_is_due(people: People) -> None:
    before = (people.folders[0] / HEADER_FILE).read_bytes()
    people.staff.leave("0305")
    assert people.holders == ["admin", "recovery"]
    assert not people.opens("0305", SECRET)
    with people.store.look() as work:
        assert work.drawer.setting(ROTATION_DUE)
    people.cabinet.rotate()
    with people.store.look() as work:
        assert not work.drawer.setting(ROTATION_DUE)
    (people.folders[0] / HEADER_FILE).write_bytes(before)  # he had kept a copy
    with pytest.raises(Trouble):
        people.open("0305", SECRET)


def test_the_word_that_he_left_takes_his_slot_by_whatever_way_it_comes(people: People) -> None:
    from kiosk.app.accounts import enter_account
    from sync.protocol.staff_kinds import AccountMoved

    with people.store.work("post") as work:  # as the post room does it
        account = work.staff.get("0305")
        enter_account(work, AccountMoved(staff="0305", centre="341323110000"), "account.left", account)
    assert people.holders == ["admin", "recovery"]


def test_a_kept_header_lets_nobody_in_who_left(people: People) -> None:
    before = (people.folders[0] / HEADER_FILE).read_bytes()
    people.staff.leave("0305")
    people.store.close()
    (people.folders[0] / HEADER_FILE).write_bytes(before)
    with pytest.raises(SignInRefused):
        people.again("0305", SECRET)
    assert people.holders == ["admin", "recovery"]


def test_a_newcomer_opens_it_with_the_start_code_and_then_with_his_own(people: People) -> None:
    code = people.staff.open("0306", "李四", [Role.CLERK]).start_code
    people.again("0306", code)
    people.door.change_secret(people.door.sign_in("0306", code), code, OTHER)
    assert people.opens("0306", OTHER)
    assert not people.opens("0306", code)


def test_a_start_code_that_was_used_elsewhere_opens_nothing_here(people: People) -> None:
    from kiosk.app.accounts import enter_account
    from sync.protocol.staff_kinds import AccountSecretSet

    people.staff.open("0306", "李四", [Role.CLERK])
    assert "0306" in people.holders
    with people.store.work("post") as work:
        said = AccountSecretSet(staff="0306", centre="341323110000", verifier=Argon2Secrets().verifier(OTHER))
        enter_account(work, said, "account.secret_set", work.staff.get("0306"))
    assert "0306" not in people.holders


def test_a_new_start_code_takes_the_place_of_a_forgotten_secret(people: People) -> None:
    code = people.staff.reset("0305").start_code
    assert people.opens("0305", code)
    assert not people.opens("0305", SECRET)


def test_who_came_by_the_post_opens_it_once_a_colleague_let_him_in(people: People) -> None:
    from kiosk.app.accounts import enter_account
    from sync.protocol.staff_kinds import AccountOpened

    said = AccountOpened(
        staff="0307", name="赵", roles=("clerk",), centre="341323110000", verifier=Argon2Secrets().verifier(OTHER)
    )
    with people.store.work("post") as work:
        enter_account(work, said, "account.opened", None)
    assert not people.opens("0307", OTHER)
    people.again("0305", SECRET)
    people.door.vouch("0305", SECRET, "0307")
    people.door.sign_in("0307", OTHER)
    assert people.opens("0307", OTHER)


def test_who_chose_another_secret_elsewhere_opens_with_the_old_one_once_and_then_with_the_new(people: People) -> None:
    from kiosk.app.accounts import enter_account
    from sync.protocol.staff_kinds import AccountSecretSet

    with people.store.work("post") as work:
        said = AccountSecretSet(staff="0305", centre="341323110000", verifier=Argon2Secrets().verifier(OTHER))
        enter_account(work, said, "account.secret_set", work.staff.get("0305"))
    assert not people.opens("0305", OTHER)
    people.again("0305", SECRET)
    with pytest.raises(SignInRefused):
        people.door.sign_in("0305", SECRET)
    people.door.sign_in("0305", OTHER)
    assert people.opens("0305", OTHER)
    assert not people.opens("0305", SECRET)


def test_the_way_back_is_never_taken_away(people: People, folders: Folders) -> None:
    header = read_header(folders[0] / HEADER_FILE)
    assert header is not None
    (sheet,) = [slot.id for slot in header.slots if slot.kind == "recovery"]
    with pytest.raises(Refusal, match="people_need_recovery"):
        people.cabinet.remove(sheet)
    people.staff.leave("0305")
    (last,) = [slot.id for slot in people.store.keys.header.slots if slot.name == "admin"]
    with pytest.raises(Refusal, match="slot_needs_other"):
        people.cabinet.remove(last)


def test_without_a_recovery_key_it_is_not_begun(store: OpenStore, clock: TurnedClock) -> None:
    with pytest.raises(Refusal, match="recovery_missing"):
        PersonalSlots(store, clock.now).begin("admin", SECRET)
    assert not PersonalSlots(store, clock.now).on()


@pytest.mark.parametrize(
    ("setting", "value"), [("hub.incarnation", "ab"), ("device.role", "hall"), ("device.role", "board")]
)
def test_what_starts_by_itself_never_waits_for_somebody(
    store: OpenStore, folders: Folders, clock: TurnedClock, setting: str, value: str
) -> None:
    Cabinet(store, folders[1], clock.now).add_recovery(new_recovery(), split=False)
    with store.work("cli") as work:
        work.drawer.set_setting(setting, value)
    with pytest.raises(Refusal, match="people_not_here"):
        PersonalSlots(store, clock.now).begin("admin", SECRET)


def test_back_to_a_machine_that_opens_by_itself_nobody_has_a_slot(people: People) -> None:
    people.cabinet.add_machine("machine")
    assert people.holders == ["machine", "recovery"]
    assert not people.slots.on()
    people.door.sign_in("0305", SECRET)
    assert people.holders == ["machine", "recovery"]
    open_store(*people.folders, people.clock).close()


def test_five_tries_before_the_closed_door_lock_the_number_for_half_an_hour(people: People) -> None:
    people.store.close()
    for left in range(MOST_TRIES - 1, 0, -1):
        with pytest.raises(SignInRefused) as no:
            people.open("0305", "wrong")
        assert no.value.values["left"] == left
    with pytest.raises(SignInLocked):
        people.open("0305", "wrong")
    with pytest.raises(SignInLocked):
        people.open("0305", SECRET)
    assert people.opens("admin", SECRET), "others come in"
    people.clock.turn(minutes=-60)
    with pytest.raises(SignInLocked):  # a clock put back opens nothing
        people.open("0305", SECRET)
    people.clock.turn(minutes=60 + 31)
    assert people.opens("0305", SECRET)


def test_a_try_that_is_killed_counts(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> bytes:
        raise SystemError("killed")

    monkeypatch.setattr("kiosk.store.personal.stretched", killed)
    for _ in range(MOST_TRIES):
        with pytest.raises(SystemError):
            people.open("0305", SECRET)
    with pytest.raises(SignInLocked):
        people.open("0305", SECRET)


def test_what_was_tried_in_vain_at_the_closed_door_stands_in_the_journal(people: People) -> None:
    for _ in range(3):
        assert not people.opens("0305", "wrong")
    assert not people.opens("0999", "wrong")
    people.again("0305", SECRET)
    people.again("admin", SECRET)
    with people.store.look() as work:
        read = [one.read() for one in work.journal.of_kinds("staff.refused")]
    told = [one.payload for one in read if one.payload["why"] == "closed"]
    assert sorted((one["staff"], one["how"]) for one in told) == [("0305", "x3"), ("0999", "x1")]


def test_no_secret_and_no_digest_of_one_lies_beside_the_store(people: People) -> None:
    assert not people.opens("0305", "wrong")
    said = (people.folders[0] / TRIES_FILE).read_text("utf-8")
    assert set(json.loads(said)["0305"]) == {"failed", "last", "untold"}


def test_a_slot_put_in_by_a_stranger_opens_nothing(people: People) -> None:
    header = read_header(people.folders[0] / HEADER_FILE)
    assert header is not None
    from dataclasses import replace

    made, _ = person_slot("0999", OTHER, people.clock.now())
    write_header(people.folders[0] / HEADER_FILE, replace(header, slots=(*header.slots, made)))
    with pytest.raises(Trouble, match="header_altered"):
        people.open("0999", OTHER)


def test_whoever_goes_takes_the_key_with_him(people: People) -> None:
    people.again("0305", SECRET)
    keys = people.store.keys
    people.store.close()
    with pytest.raises(Trouble, match="people_only"):
        keys.opened()


def test_a_rotation_needs_nobody_elses_secret(people: People) -> None:
    people.cabinet.rotate()
    assert people.opens("0305", SECRET)
    assert people.opens("admin", SECRET)
    open_store(*people.folders, people.clock, ByRecovery(written(people.recovery))).close()


def test_the_start_of_a_pc_that_opens_by_itself_asks_nobody(
    store: OpenStore, reopen: Callable[[], OpenStore], clock: TurnedClock
) -> None:
    assert not PersonalSlots(store, clock.now).on()
    store.close()
    assert reopen().device.centre == "341323110000"
