"""A station's beginnings and its books: set up a store, have the city know it, check it."""

from kiosk.app.papers import Station
from kiosk.app.words import BODY_NAME, STATION_SUFFIXES, short_name
from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings, read_settings
from kiosk.store.beginning import Beginning, begin
from kiosk.store.check import check_store
from kiosk.store.door import open_store
from kiosk.store.keys import key_folder
from kiosk.store.words import PROBLEMS
from kiosk.wiring.carrier import enrol
from kiosk.wiring.house import actor_of


def begin_station(settings: Settings, centre: str, device: str, name: str, site: str, demo: bool = False) -> None:
    """A new store with its device key, in the settings' data directory. Refuses one that is there already."""
    station = Station(name, _body(name), short_name(name), "", "", "", "", demo)
    begin(settings.data, key_folder(), Beginning(centre, device, station, site), SystemClock())


def check_station(data: str | None) -> tuple[int, list[str]]:
    """Count of entries, and every problem in words."""
    settings = read_settings(data)
    store = open_store(settings.data, key_folder(), SystemClock())
    try:
        with store.look() as work:
            entries, problems = check_store(work, store.blobs)
    finally:
        store.close()
    return entries, [PROBLEMS[p.key]["zh"].format(where=p.where) for p in problems]


def enrol_station(data: str | None, staff: str, url: str, code: str) -> str:
    """Have the city certify this device's key; returns the device's id. Refuses a code that is not good."""
    settings = read_settings(data)
    store = open_store(settings.data, key_folder(), SystemClock())
    try:
        enrol(store, actor_of(staff), url, code)
        return store.device.id
    finally:
        store.close()


def _body(name: str) -> str:
    for suffix in STATION_SUFFIXES:
        if name.endswith(suffix):
            return BODY_NAME.format(place=name.removesuffix(suffix))
    return name
