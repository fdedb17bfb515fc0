"""The door, on a real store: who comes in and who does not, and that the journal knows of both."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from kiosk.app.sign_in import SignInDesk
from kiosk.app.staff import StaffDesk
from kiosk.domain.refusals import Refusal
from kiosk.domain.staff import Role
from kiosk.domain.staff.refusals import (
    FirstIsSystem,
    LastKeeper,
    RolesExclude,
    SecretTooWeak,
    SignInLocked,
    SignInRefused,
    StaffNumberWrong,
    StaffThere,
    StaffUnknown,
)
from kiosk.store.check import check_store
from kiosk.store.secrets import Argon2Secrets
from kiosk.store.trust import DeviceTrust
from tests.app.conftest import House

SECRET = "Chuntian-2026"


class QuickSecrets(Argon2Secrets):
    """The same with a verifier that costs nothing: stories are not about minutes of reckoning."""

    def verifier(self, secret: str) -> str:
        return self.digest(secret)

    def fits(self, secret: str, verifier: str) -> bool:
        return self.same(self.digest(secret), verifier)


@dataclass
class Door:
    house: House

    def __post_init__(self) -> None:
        trust = DeviceTrust(self.house.store, self.house.clock)
        self.sign_in = SignInDesk(self.house.store, QuickSecrets(), trust, self.house.store.device.centre)
        self.staff = StaffDesk(self.house.store, QuickSecrets(), self.house.store.device, "staff:admin")

    def open(self, staff: str = "0305", *roles: Role) -> None:
        """Somebody with a secret of his own."""
        code = self.staff.open(staff, "王芳", roles or (Role.SYSTEM,)).start_code
        self.sign_in.change_secret(self.sign_in.sign_in(staff, code), code, SECRET)

    def kinds(self, *kinds: str) -> list[tuple[str, str]]:
        """What the journal has of these kinds, with its actors."""
        with self.house.store.look() as work:
            bodies = [written.read() for written in work.journal.of_kinds(*kinds)]
        return [(body.kind, body.actor) for body in bodies]


@pytest.fixture
def door(house: House) -> Door:
    return Door(house)


def test_before_the_first_account_nobody_signs_in_and_the_first_keeps_the_others(door: Door) -> None:
    assert not door.sign_in.needed()
    with pytest.raises(FirstIsSystem):
        door.staff.open("0305", "王芳", [Role.CLERK])
    assert not door.sign_in.needed()
    door.staff.open("admin", "张𠅤䶮", [Role.SYSTEM])
    assert door.sign_in.needed()


def test_a_start_code_lets_in_once_to_be_changed_and_no_more_after(door: Door) -> None:
    started = door.staff.open("0305", "王芳", [Role.SYSTEM])
    came = door.sign_in.sign_in("0305", started.start_code)
    assert came.change
    assert not door.sign_in.change_secret(came, started.start_code, SECRET).change
    assert not door.sign_in.sign_in("0305", SECRET).change
    with pytest.raises(SignInRefused):
        door.sign_in.sign_in("0305", started.start_code)


def test_nothing_tells_whether_the_number_or_the_secret_was_wrong(door: Door) -> None:
    door.open()
    told = []
    for staff, secret in (("0305", "wrong"), ("9999", SECRET)):
        with pytest.raises(SignInRefused) as no:
            door.sign_in.sign_in(staff, secret)
        told.append((no.value.key, no.value.values))
    assert told[0] == told[1]


def test_five_times_in_vain_lock_the_number_even_for_the_right_secret(door: Door) -> None:
    door.open()
    for _ in range(4):
        with pytest.raises(SignInRefused):
            door.sign_in.sign_in("0305", "wrong")
    with pytest.raises(SignInLocked):
        door.sign_in.sign_in("0305", "wrong")
    with pytest.raises(SignInLocked):
        door.sign_in.sign_in("0305", SECRET)
    assert ("staff.locked", "door") in door.kinds("staff.locked")
    door.house.clock.turn(minutes=31)
    assert door.sign_in.sign_in("0305", SECRET).staff == "0305"


def test_a_number_that_nobody_has_is_locked_like_any_other(door: Door) -> None:
    door.open()
    for _ in range(4):
        with pytest.raises(SignInRefused):
            door.sign_in.sign_in("9999", "wrong")
    with pytest.raises(SignInLocked):
        door.sign_in.sign_in("9999", "wrong")


def test_a_badge_is_asked_for_as_well(door: Door) -> None:
    door.open()
    door.staff.badge("0305", "04A2B9C1")
    with pytest.raises(SignInRefused):
        door.sign_in.sign_in("0305", SECRET)
    came = door.sign_in.sign_in("0305", SECRET, "04A2B9C1")
    assert door.sign_in.unlock(came, SECRET).staff == "0305"


def test_who_has_left_comes_in_no_more_by_secret_or_session(door: Door) -> None:
    door.open("admin")
    door.open("0305", Role.CLERK)
    came = door.sign_in.sign_in("0305", SECRET)
    token = door.sign_in.begin_session(came, "morning")
    door.staff.leave("0305", "退休")
    for come in (
        lambda: door.sign_in.sign_in("0305", SECRET),
        lambda: door.sign_in.unlock(came, SECRET),
        lambda: door.sign_in.of_session("morning", token),
    ):
        with pytest.raises(SignInRefused):
            come()


def test_a_session_is_over_after_ten_idle_minutes_and_goes_on_while_it_is_used(door: Door) -> None:
    door.open()
    token = door.sign_in.begin_session(door.sign_in.sign_in("0305", SECRET), "morning")
    for _ in range(3):
        door.house.clock.turn(minutes=9)
        assert door.sign_in.of_session("morning", token).staff == "0305"
    with pytest.raises(SignInRefused):
        door.sign_in.of_session("morning", "0" * 64)
    door.house.clock.turn(minutes=11)
    with pytest.raises(SignInRefused):
        door.sign_in.of_session("morning", token)


def test_a_clock_put_back_ends_a_session(door: Door) -> None:
    door.open()
    token = door.sign_in.begin_session(door.sign_in.sign_in("0305", SECRET), "morning")
    door.house.clock.at -= timedelta(hours=1)
    with pytest.raises(SignInRefused):
        door.sign_in.of_session("morning", token)


@pytest.mark.parametrize(
    ("new", "key"),
    [("kurz", "secret_short"), ("12345678901234", "secret_guessable"), (SECRET, "secret_same")],
)
def test_a_weak_secret_is_refused_and_the_old_one_holds(door: Door, new: str, key: str) -> None:
    door.open()
    came = door.sign_in.sign_in("0305", SECRET)
    with pytest.raises(SecretTooWeak) as no:
        door.sign_in.change_secret(came, SECRET, new)
    assert no.value.key == key
    assert door.sign_in.sign_in("0305", SECRET)


def test_the_staff_desk_says_no(door: Door) -> None:
    door.open("admin")
    for deed, refusal in (
        (lambda: door.staff.open("admin", "李四", [Role.CLERK]), StaffThere),
        (lambda: door.staff.open("1", "李四", [Role.CLERK]), StaffNumberWrong),
        (lambda: door.staff.open("0306", " ", [Role.CLERK]), StaffNumberWrong),
        (lambda: door.staff.open("0306", "李四", [Role.SUPERVISOR, Role.LEAD]), RolesExclude),
        (lambda: door.staff.leave("admin"), LastKeeper),
        (lambda: door.staff.rule("admin", [Role.CLERK]), LastKeeper),
        (lambda: door.staff.leave("9999"), StaffUnknown),
        (lambda: door.staff.back("admin"), StaffUnknown),
    ):
        with pytest.raises(refusal):
            deed()
    assert [one.staff for one in door.staff.listed()] == ["admin"]


def test_a_number_of_who_left_is_never_given_to_another(door: Door) -> None:
    door.open("admin")
    door.open("0305", Role.CLERK)
    door.staff.leave("0305")
    with pytest.raises(StaffThere):
        door.staff.open("0305", "李四", [Role.CLERK])


def test_a_new_start_code_opens_a_lock_and_ends_sessions(door: Door) -> None:
    door.open()
    token = door.sign_in.begin_session(door.sign_in.sign_in("0305", SECRET), "morning")
    for _ in range(5):
        with pytest.raises(Refusal):
            door.sign_in.sign_in("0305", "wrong")
    code = door.staff.reset("0305").start_code
    with pytest.raises(SignInRefused):
        door.sign_in.of_session("morning", token)
    assert door.sign_in.sign_in("0305", code).change


def test_every_coming_and_going_stands_in_the_journal_and_no_secret_does(door: Door) -> None:
    door.open()
    came = door.sign_in.sign_in("0305", SECRET)
    with pytest.raises(SignInRefused):
        door.sign_in.sign_in("0305", "falsches Wort")
    door.sign_in.unlock(came, SECRET)
    door.sign_in.sign_off(came, "idle")
    assert door.kinds("staff.signed_in", "staff.refused", "staff.unlocked", "staff.signed_off") == [
        ("staff.signed_in", "staff:0305"),
        ("staff.signed_in", "staff:0305"),
        ("staff.refused", "door"),
        ("staff.unlocked", "staff:0305"),
        ("staff.signed_off", "staff:0305"),
    ]
    with door.house.store.look() as work:
        bodies = b"".join(row[0] for row in work.connection.execute("SELECT content FROM body"))
        assert SECRET.encode() not in bodies
        assert b"falsches" not in bodies
        assert check_store(work, door.house.store.blobs)[1] == []


def test_an_account_altered_behind_the_journal_is_found(door: Door) -> None:
    door.open()
    for column, value in (
        ("roles", "audit"),
        ("verifier", "argon2"),
        ("has_left", 1),
        ("badge", "x"),
        ("start", 1),
        ("name", "李四"),
    ):
        with door.house.store.work("thief") as work:
            before = work.connection.execute(f"SELECT {column} FROM account").fetchone()[0]
            work.connection.execute(f"UPDATE account SET {column} = ?", (value,))
        with door.house.store.work("thief") as work:
            assert [p.key for p in check_store(work, door.house.store.blobs)[1]] == ["account_altered"], column
            work.connection.execute(f"UPDATE account SET {column} = ?", (before,))


def test_the_real_secret_is_argon2id_and_knows_itself_again() -> None:
    secrets = Argon2Secrets()
    verifier = secrets.verifier("张𠅤䶮的口令")
    assert verifier.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert secrets.fits("张𠅤䶮的口令", verifier)
    assert not secrets.fits("张𠅤䶮的口令 ", verifier)
    assert not secrets.fits("x", "no verifier at all")
