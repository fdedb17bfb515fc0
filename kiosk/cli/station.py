"""Commands of the station itself: init, enrol, sync, check."""

import re
from argparse import Namespace
from collections.abc import Sequence

from kiosk.cli.answer import REFUSED, Answer
from kiosk.cli.words import (
    CHECK_BAD,
    CHECK_FINE,
    ENROLLED,
    INIT_DONE,
    KEY_RENEWED,
    PARTED,
    SYNC_AT_HUB,
    SYNC_DONE,
    Keys,
)
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.staff import Role
from kiosk.settings import Settings, read_settings
from kiosk.wiring.carrier import Invited
from kiosk.wiring.house import house
from kiosk.wiring.station import begin_station, check_station, enrol_station, named_station, renew_station_key
from sync.protocol.enrolment import read_invitation

_CENTRE, _DEVICE = re.compile(r"\d{12}"), re.compile(r"0[1-9]|[1-9]\d")
_SITE = re.compile(r"https://[^\s/]+|http://(127\.0\.0\.1|localhost)(:\d+)?", re.IGNORECASE)
NAME_LENGTH = 50


def init(given: Namespace) -> Answer:
    """A new data directory with its device key: {"device", "data"}. Refuses a directory that has one."""
    if not _CENTRE.fullmatch(given.centre):
        raise Refusal("centre_wrong", centre=given.centre)
    if not _DEVICE.fullmatch(given.device):
        raise Refusal("device_wrong", device=given.device)
    if not 0 < len(given.name.strip()) <= NAME_LENGTH:
        raise Refusal("name_wrong")
    if given.site and not _SITE.fullmatch(given.site.rstrip("/")):
        raise Refusal("site_wrong", site=given.site)
    county = _county_key(given)
    settings = read_settings(given.data)
    device = f"{given.centre}-{given.device}"
    begin_station(settings, device, named_station(given.name.strip()), given.site.rstrip("/"))
    if county:
        with house(given.data, given.staff) as desks:
            desks.catalogue.trust(county, given.county_name or given.name.strip(), desks.actor)
    line = INIT_DONE.format(name=given.name.strip(), device=device, path=settings.data)
    safe = _recovery_key(given, settings)
    return Answer({"device": device, "data": str(settings.data), **safe.value}, [line, *safe.lines])


def _recovery_key(given: Namespace, settings: Settings) -> Answer:
    """The recovery key of a new store, handed over once; and what is to be said of how this PC guards its own."""
    from kiosk.cli.keys import give_recovery
    from kiosk.wiring.keyroom import key_room

    with key_room(settings, given.staff) as (store, desk):
        made = give_recovery(store, desk, settings, given.recovery, given.split)
        weak = [Keys.WEAK] if desk.slots().weak else []
    return Answer(made.value, [*made.lines, *weak])


def _county_key(given: Namespace) -> bytes:
    """Whose parcels of definitions are taken before any city is known; empty where nobody is named."""
    if not given.county_key:
        return b""
    from kiosk.cli.parcels import public_key

    return public_key(given.county_key)


def enrol(given: Namespace) -> Answer:
    """Make the city know this device: {"url", "device"}. The code is good once."""
    url, code = read_invitation(given.scan) if given.scan else (given.url.rstrip("/"), given.code)
    if not url or not code:
        raise Refusal("invitation_wrong")
    device = enrol_station(read_settings(given.data), given.staff, Invited(url, code, given.ca))
    return Answer({"url": url, "device": device}, [ENROLLED.format(url=url)])


def renew_key(given: Namespace) -> Answer:
    """A new key for this device, certified by the city: {"key_id"}. Paper sealed with the old one stays genuine."""
    name = renew_station_key(read_settings(given.data), given.staff)
    return Answer({"key_id": name}, [KEY_RENEWED.format(name=name)])


def sync(given: Namespace) -> Answer:
    """Rounds with the upstream until nothing more moves: {"sent", "acknowledged", "received", "waiting", "at_hub",
    "parted"}; `waiting` for the city, `at_hub` of these at the centre's hub already.

    Raises `Trouble` when the upstream is out of reach: what was not acknowledged waits.
    """
    with house(given.data, given.staff, Role.MACHINE) as desks:
        done = desks.post.send_all()
        at_hub = desks.post.seen().at_hub
    if done.trouble:
        raise Trouble(done.trouble, **done.values)
    value = {
        "sent": done.sent,
        "acknowledged": done.acknowledged,
        "received": done.received,
        "waiting": done.waiting,
        "at_hub": at_hub,
    }
    said = SYNC_DONE.format(**value) + (SYNC_AT_HUB.format(**value) if at_hub else "")
    return Answer({**value, "parted": done.parted}, [said, *([PARTED] if done.parted else [])])


def check(given: Namespace) -> Answer:
    """Journal, numbers, tables and scans against each other: {"ok", "entries", "problems"}."""
    return checked(*check_station(read_settings(given.data), given.staff))


def checked(entries: int, problems: Sequence[str]) -> Answer:
    """What a check of the books came to; a problem is a refusal's exit code."""
    value = {"ok": not problems, "entries": entries, "problems": [*problems]}
    head = (CHECK_BAD if problems else CHECK_FINE).format(entries=entries, count=len(problems))
    return Answer(value, [head, *problems], REFUSED if problems else 0)
