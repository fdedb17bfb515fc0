"""Commands of the door: sign-in and sessions of the command line, one's own secret, and who works here."""

from argparse import Namespace
from typing import Any

from kiosk.app.staff import Started
from kiosk.cli.answer import Answer
from kiosk.cli.words import STAFF_AND, STAFF_LEFT, STAFF_LINE, STAFF_NOBODY, STAFF_SECRET, STAFF_SESSION, STAFF_START
from kiosk.domain.staff import Account, Role
from kiosk.domain.staff.refusals import SignInNeeded
from kiosk.domain.staff.words import role_word
from kiosk.settings import read_settings
from kiosk.wiring.admission import come_in, keep_session, read_secret, session_file
from kiosk.wiring.house import furnish, house, opened


def sign_in(given: Namespace) -> Answer:
    """Begin a session under a name: {"staff", "name", "session", "change"}."""
    settings = read_settings(given.data)
    with opened(settings, given.staff) as store:
        desks = furnish(store, settings, "door")
        signed = come_in(desks, settings, given.staff)
        name = given.staff.session or "default"
        keep_session(settings, name, desks.sign_in.begin_session(signed, name))
    said = STAFF_SESSION.format(name=signed.name, session=name)
    return Answer({"staff": signed.staff, "name": signed.name, "session": name, "change": signed.change}, [said])


def sign_off(given: Namespace) -> Answer:
    """End a session: {"session"}."""
    settings = read_settings(given.data)
    name = given.staff.session or "default"
    with opened(settings, given.staff) as store:
        desks = furnish(store, settings, "door")
        desks.sign_in.end_session(come_in(desks, settings, given.staff), name)
    session_file(settings, name).unlink(missing_ok=True)
    return Answer({"session": name})


def secret(given: Namespace) -> Answer:
    """One's own secret; the old one and the new one as two lines from the descriptor: {"staff"}."""
    who = given.staff
    if not who.staff or who.secret_fd is None:
        raise SignInNeeded()
    old, new = who.secret(), read_secret(given.new_fd)
    settings = read_settings(given.data)
    with opened(settings, given.staff) as store:
        desks = furnish(store, settings, "door")
        desks.sign_in.change_secret(desks.sign_in.sign_in(who.staff, old, who.badge), old, new)
    return Answer({"staff": who.staff}, [STAFF_SECRET])


def listed(given: Namespace) -> Answer:
    """Who works here: {"staff": [...]}."""
    with house(given.data, given.staff) as desks:
        accounts = desks.staff.listed()
    return Answer({"staff": [_plain(one) for one in accounts]}, [_line(one) for one in accounts] or [STAFF_NOBODY])


def add(given: Namespace) -> Answer:
    """Somebody new: {"staff", …, "start_code"}; the code is shown this once."""
    with house(given.data, given.staff) as desks:
        return _started(desks.staff.open(given.number, given.name, map(Role, given.role), given.centre))


def rule(given: Namespace) -> Answer:
    """Somebody's roles from now on."""
    with house(given.data, given.staff) as desks:
        return _account(desks.staff.rule(given.number, map(Role, given.role)))


def reset(given: Namespace) -> Answer:
    """A start code anew: {"staff", …, "start_code"}."""
    with house(given.data, given.staff) as desks:
        return _started(desks.staff.reset(given.number))


def badge(given: Namespace) -> Answer:
    """From now on a badge is asked for as well; what it reads as comes from a descriptor."""
    text = "" if given.none else read_secret(given.badge_fd)
    with house(given.data, given.staff) as desks:
        return _account(desks.staff.badge(given.number, text))


def leave(given: Namespace) -> Answer:
    """Somebody works here no more."""
    with house(given.data, given.staff) as desks:
        return _account(desks.staff.leave(given.number, given.reason))


def back(given: Namespace) -> Answer:
    """Somebody works here again."""
    with house(given.data, given.staff) as desks:
        return _account(desks.staff.back(given.number))


def _plain(account: Account) -> dict[str, Any]:
    return {
        "staff": account.staff,
        "name": account.name,
        "roles": sorted(account.roles),
        "centre": account.centre,
        "left": account.left,
        "start": account.start,
        "badge": bool(account.badge),
    }


def _line(account: Account) -> str:
    roles = STAFF_AND.join(role_word(role) for role in sorted(account.roles))
    return STAFF_LINE.format(number=account.staff, name=account.name, roles=roles, left=STAFF_LEFT * account.left)


def _account(account: Account) -> Answer:
    return Answer(_plain(account), [_line(account)])


def _started(started: Started) -> Answer:
    value = {**_plain(started.account), "start_code": started.start_code}
    return Answer(value, [_line(started.account), STAFF_START.format(code=started.start_code)])
