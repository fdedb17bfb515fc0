"""Who may use the house: somebody who signs in, a session that goes on, or, before there is any account, whoever is
there. Screens have their own door (`kiosk.ui.entrance`)."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.domain.staff import Duty, Role, duties
from kiosk.domain.staff.refusals import NotAllowed, SecretMustChange, SignInNeeded, SignInRefused

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import SignedIn
    from kiosk.settings import Settings
    from kiosk.store.door import OpenStore

SESSIONS = "sessions"
_NAME = re.compile(r"[\w-]{1,32}")
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Who:
    """What was said of who is there: a number, and the secret's file descriptor or a session's name."""

    staff: str = ""
    secret_fd: int | None = None
    session: str = ""
    badge: str = ""
    _read: list[str] = field(default_factory=list, compare=False, repr=False)

    def secret(self) -> str:
        """What stands in the descriptor: read once, for the store and for its door alike. Refuses `SignInNeeded`."""
        if self.secret_fd is None:
            raise SignInNeeded()
        if not self._read:
            self._read.append(read_secret(self.secret_fd))
        return self._read[0]


def who_from(said: Who | str) -> Who:
    """A number alone says who as well."""
    return said if isinstance(said, Who) else Who(said)


def admitted(desks: Desks, settings: Settings, who: Who, alone: Role | None = None) -> Desks:
    """The desks as `who` may use them. `alone`: a program may do it by itself, in this role.

    Refuses `SignInNeeded`, `SignInRefused`, `SignInLocked`.
    """
    if not desks.sign_in.needed():
        return desks
    if alone is not None and not who.staff and not who.session:
        from kiosk.wiring.gate import for_role

        return for_role(desks, (alone,))
    return desks.for_person(come_in(desks, settings, who))


def actor_with(store: OpenStore, settings: Settings, said: Who | str, duty: Duty) -> str:
    """In whose name something is done with an open store that no desk does. Refuses who may not."""
    from kiosk.wiring.house import actor_of, furnish

    who = who_from(said)
    desks = furnish(store, settings, actor_of(who))
    if not desks.sign_in.needed():
        return actor_of(who)
    signed = come_in(desks, settings, who)
    if signed.change:
        raise SecretMustChange(signed.staff)
    if duty not in duties(signed.roles):
        raise NotAllowed(duty)
    return signed.actor


def come_in(desks: Desks, settings: Settings, who: Who) -> SignedIn:
    """Sign in with what was given."""
    if who.secret_fd is not None and who.staff:
        return desks.sign_in.sign_in(who.staff, who.secret(), who.badge, who.session)
    if who.session:
        try:
            token = session_file(settings, who.session).read_text("ascii").strip()
        except (OSError, ValueError):
            raise SignInRefused(0) from None
        signed = desks.sign_in.of_session(who.session, token)
        if who.staff not in ("", signed.staff):
            raise SignInRefused(0)
        return signed
    raise SignInNeeded()


def read_secret(descriptor: int) -> str:
    """The first line that can be read from a file descriptor; never from the command's own words, which others see."""
    try:
        with os.fdopen(os.dup(descriptor), "rb") as source:
            return source.readline(_MOST_BYTES).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise SignInNeeded() from None


def session_file(settings: Settings, name: str) -> Path:
    """Where the token of a session lies, readable for its owner alone."""
    if not _NAME.fullmatch(name):
        raise SignInRefused(0)
    return settings.keys / SESSIONS / f"{name}.token"


def keep_session(settings: Settings, name: str, token: str) -> None:
    """Lay a session's token down for the commands that follow."""
    path = session_file(settings, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as out:
        out.write(token)
