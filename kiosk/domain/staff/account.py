"""Somebody's account (工号): the only fold of its entries, when a sign-in is locked, and what is no secret.
GB/T 22239-2019 level 2, 8.1.4.1 (identification)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from kiosk.domain.staff.roles import PEOPLE, Duty, Role, duties

MOST_TRIES = 5
LOCKED_FOR = timedelta(minutes=30)
SECRET_HOLDS = timedelta(days=180)
_LONG, _SHORT, _CLASSES = 12, 8, 3
_RUN = 3  # as many neighbours in a row ('123', 'abc', '111') make no secret


class Happening(Protocol):
    """What the fold needs of an entry of kind `account.…`."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def payload(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account (工号). `verifier` is an argon2id string, never a secret; `start` says that it is of a code
    to be changed at the first sign-in. `badge` is a keyed hash of what a badge reads as, empty without one."""

    staff: str
    name: str
    roles: frozenset[Role]
    centre: str
    verifier: str
    start: bool
    since: datetime
    secret_at: datetime
    left: bool = False
    badge: str = ""

    def may(self, duty: Duty) -> bool:
        """Whether this person may do this."""
        return not self.left and duty in duties(self.roles)

    def must_change(self, now: datetime) -> bool:
        """Whether the secret is a start code, or older than it may be."""
        return self.start or now - self.secret_at > SECRET_HOLDS


def after(account: Account | None, entry: Happening) -> Account | None:
    """The account after an entry; as it was when the entry does not fit (nobody is opened twice by one number, and
    nothing happens to a number that nobody has)."""
    p = {key: str(value) for key, value in entry.payload.items()}
    if entry.kind == "account.opened":
        return account or _opened(entry, p)
    if account is None:
        return None
    if entry.kind == "account.ruled":
        return replace(account, roles=_roles(entry.payload.get("roles")))
    if entry.kind == "account.secret_set":
        start = bool(entry.payload.get("start"))
        return replace(account, verifier=p["verifier"], start=start, secret_at=entry.at)
    if entry.kind == "account.badged":
        return replace(account, badge=p.get("badge", ""))
    if entry.kind in ("account.left", "account.returned"):
        return replace(account, left=entry.kind == "account.left")
    return account


def _opened(entry: Happening, p: Mapping[str, str]) -> Account:
    return Account(
        staff=p["staff"],
        name=p["name"],
        roles=_roles(entry.payload.get("roles")),
        centre=p["centre"],
        verifier=p["verifier"],
        start=True,
        since=entry.at,
        secret_at=entry.at,
    )


def _roles(told: object) -> frozenset[Role]:
    """The roles that this version knows; one that it does not know gives nobody a right."""
    known = {role.value for role in PEOPLE}
    return frozenset(Role(one) for one in told if one in known) if isinstance(told, (list, tuple)) else frozenset()


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a number was tried in vain since the last time it was right, and when the last of these was."""

    failed: int = 0
    last: datetime | None = None

    def locked_until(self, now: datetime) -> datetime | None:
        """Until when nobody signs in by this number. A clock put back does not open it, and not for ever either: at
        the most half an hour from now."""
        if self.failed < MOST_TRIES or self.last is None or now - self.last >= LOCKED_FOR:
            return None
        return min(self.last, now) + LOCKED_FOR

    def again(self, now: datetime) -> "Tries":
        """One more in vain. After a lock has run out, counting begins anew."""
        over = self.failed >= MOST_TRIES and self.locked_until(now) is None
        return Tries(1 if over else self.failed + 1, now)


def weakness(secret: str, staff: str, name: str) -> str:
    """Why this is no secret: 'short', 'plain' (too few kinds of characters), 'guessable'; '' when it will do.

    Twelve characters of any kind, or eight of three kinds (capitals, small letters, digits, others); not one's own
    number or name, no runs of neighbours alone.
    """
    if len(secret) < _SHORT:
        return "short"
    if len(secret) < _LONG and _kinds(secret) < _CLASSES:
        return "plain"
    lowered = secret.lower()
    own = any(part and part.lower() in lowered for part in (name, staff if len(staff) >= _CLASSES else ""))
    return "guessable" if own or _is_runs(lowered) else ""


def _kinds(secret: str) -> int:
    tests = (str.isupper, str.islower, str.isdigit)
    found = {next((n for n, test in enumerate(tests) if test(char)), len(tests)) for char in secret}
    return len(found)


def _is_runs(secret: str) -> bool:
    """Whether hardly anything is left when neighbours in a row are counted once."""
    steps = [ord(b) - ord(a) for a, b in pairwise(secret)]
    runs = 1 + sum(now != before or now not in (-1, 0, 1) for before, now in pairwise([None, *steps]))
    return runs <= max(_RUN, len(secret) // _RUN)
