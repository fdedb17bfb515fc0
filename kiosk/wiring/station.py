"""A station's beginnings and its books: set up a store, have the city know it, check it."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.app.papers import Station
from kiosk.app.words import BODY_NAME, STATION_SUFFIXES, short_name
from kiosk.devices.clock import SystemClock
from kiosk.domain.staff import Duty
from kiosk.settings import Settings
from kiosk.store.beginning import Beginning, begin
from kiosk.store.guards import MACHINE
from kiosk.wiring.admission import Who, actor_with
from kiosk.wiring.carrier import Invited, enrol
from kiosk.wiring.checking import check_open
from kiosk.wiring.house import furnish, opened
from kiosk.wiring.renewal import renew_key


def begin_station(settings: Settings, device: str, station: Station, site: str) -> None:
    """A new store with its device key, in the settings' data directory. `device` is centre and number
    ('341323110000-01'). Refuses a directory that has one already."""
    centre, _, number = device.partition("-")
    guard = MACHINE if station.demo else settings.guard
    begin(settings.data, settings.keys, Beginning(centre, number, station, site), SystemClock(), guard)


def named_station(name: str, demo: bool = False) -> Station:
    """A station as its name tells it; address, hours and telephones are empty until they are set."""
    return Station(name, _body(name), short_name(name), "", "", "", "", demo)


def check_station(settings: Settings, who: Who | str = "") -> tuple[int, Sequence[str]]:
    """Count of entries, and every problem in words."""
    with opened(settings, who) as store:
        return check_open(store, furnish(store, settings, "").catalogue)


def enrol_station(settings: Settings, who: Who | str, invited: Invited) -> str:
    """Have the city certify this device's key; returns the device's id. Raises `Trouble` with the city's reason."""
    with opened(settings, who) as store:
        actor = actor_with(store, settings, who, Duty.DEVICE)
        enrol(store, actor, invited if invited.ca else replace(invited, ca=settings.city_ca))
        return store.device.id


def renew_station_key(settings: Settings, who: Who | str) -> str:
    """Go over to a new key that the city has certified; returns its id in hex. Raises `Trouble`."""
    with opened(settings, who) as store:
        return renew_key(store, actor_with(store, settings, who, Duty.DEVICE))


def _body(name: str) -> str:
    for suffix in STATION_SUFFIXES:
        if name.endswith(suffix):
            return BODY_NAME.format(place=name.removesuffix(suffix))
    return name
