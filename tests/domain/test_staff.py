"""Roles and accounts: what goes together, what excludes each other, when a number is locked, what is no secret."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.deadline import CHINA
from kiosk.domain.staff import PEOPLE, Account, Duty, Role, Tries, after, duties, excluded, weakness
from kiosk.domain.staff.account import LOCKED_FOR, MOST_TRIES
from kiosk.domain.staff.words import DUTIES, ROLES

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=CHINA)
HANDLING = (Duty.FILE, Duty.MOVE_CASE, Duty.CALL, Duty.DRAFT)


@dataclass
class Entry:
    kind: str
    payload: dict[str, Any] = field(default_factory=dict)
    at: datetime = NOON


def opened(*roles: Role) -> Account:
    payload = {"staff": "0305", "name": "王芳", "roles": [*roles], "centre": "341323110000", "verifier": "v"}
    made = after(None, Entry("account.opened", payload))
    assert made is not None
    return made


def test_who_supervises_handles_nothing() -> None:
    assert not duties([Role.SUPERVISOR]).intersection(HANDLING)
    for role in (Role.CLERK, Role.AGENT, Role.REVIEWER, Role.LEAD):
        assert excluded([Role.SUPERVISOR, role]) is not None


def test_who_audits_does_nothing_that_is_audited() -> None:
    changing = {Duty.FILE, Duty.MOVE_CASE, Duty.KEEP_STAFF, Duty.KEEP_CATALOGUE, Duty.COUNTY, Duty.DEVICE, Duty.BACKUP}
    assert not duties([Role.AUDIT]) & changing
    for role in PEOPLE:
        assert role is Role.AUDIT or excluded([Role.AUDIT, role]) is not None


def test_only_who_audits_reads_the_journal_and_only_who_keeps_the_system_makes_accounts() -> None:
    assert [role for role in PEOPLE if Duty.AUDIT in duties([role])] == [Role.AUDIT]
    assert [role for role in PEOPLE if Duty.KEEP_STAFF in duties([role])] == [Role.SYSTEM]


def test_a_village_with_one_person_can_be_run_by_one() -> None:
    assert excluded([Role.CLERK, Role.AGENT, Role.SYSTEM]) is None
    assert set(HANDLING) <= duties([Role.CLERK, Role.AGENT, Role.SYSTEM])


def test_who_takes_in_does_not_review() -> None:
    assert excluded([Role.CLERK, Role.REVIEWER]) == (Role.CLERK, Role.REVIEWER)


def test_residents_and_programs_see_no_case() -> None:
    for role in (Role.HALL, Role.MACHINE):
        assert not duties([role]) & {Duty.FIND, Duty.SEE_CASE, Duty.FILE, Duty.EXPORT, Duty.AUDIT, Duty.CALL}


def test_every_role_and_duty_has_its_word() -> None:
    assert set(ROLES) == set(Role)
    assert set(DUTIES) == set(Duty)


def test_a_number_is_opened_once() -> None:
    account = opened(Role.CLERK)
    again = after(account, Entry("account.opened", {"staff": "0305", "name": "李四", "roles": ["system"]}))
    assert again == account


def test_who_left_may_nothing_and_comes_back_as_he_was() -> None:
    account = opened(Role.SYSTEM)
    left = after(account, Entry("account.left"))
    assert left is not None
    assert not any(left.may(duty) for duty in Duty)
    assert after(left, Entry("account.returned")) == account


def test_a_role_of_a_newer_version_gives_nobody_a_right() -> None:
    account = after(opened(Role.CLERK), Entry("account.ruled", {"roles": ["emperor", "hall", "reviewer"]}))
    assert account is not None
    assert account.roles == {Role.REVIEWER}


def test_a_start_code_and_an_old_secret_have_to_be_changed() -> None:
    account = opened(Role.CLERK)
    assert account.must_change(NOON)
    own = after(account, Entry("account.secret_set", {"verifier": "w"}))
    assert own is not None
    assert not own.must_change(NOON + timedelta(days=180))
    assert own.must_change(NOON + timedelta(days=181))


def test_the_fifth_time_in_vain_locks_for_half_an_hour_and_then_counting_begins_anew() -> None:
    tries = Tries()
    for _ in range(MOST_TRIES):
        assert tries.locked_until(NOON) is None
        tries = tries.again(NOON)
    assert tries.locked_until(NOON) == NOON + LOCKED_FOR
    assert tries.locked_until(NOON + timedelta(minutes=29)) is not None
    later = NOON + timedelta(minutes=30)
    assert tries.locked_until(later) is None
    assert tries.again(later) == Tries(1, later)


@given(st.lists(st.integers(-100_000, 100_000), min_size=MOST_TRIES, max_size=20))
def test_whatever_the_clock_does_a_locked_number_opens_within_half_an_hour_of_any_moment(steps: list[int]) -> None:
    now, tries = NOON, Tries()
    for step in steps:
        now += timedelta(seconds=step)
        until = tries.locked_until(now)
        assert until is None or now < until <= now + LOCKED_FOR
        tries = tries.again(now)


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("abc123", "short"),
        ("tangyuan8", "plain"),
        ("Tangyuan8", ""),
        ("春风又绿江南岸明月何时照", ""),
        ("123456789012", "guessable"),
        ("aaaaaaaaaaaaaaa", "guessable"),
        ("Wangfang王芳8", "guessable"),
        ("my0305isgood", "guessable"),
        ("correct horse battery", ""),
    ],
)
def test_what_is_no_secret(secret: str, why: str) -> None:
    assert weakness(secret, "0305", "王芳") == why
