"""Builds the house: the one module that knows every room. No logic; tests call the same functions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forms import Catalogue
from forms.workdays import Calendar
from kiosk.app.cases import CaseDesk
from kiosk.app.desks import Desks
from kiosk.app.drafts import DraftDesk
from kiosk.app.filing import CountyRules
from kiosk.app.hall import HallDesk
from kiosk.app.intake import IntakeDesk
from kiosk.app.papers import Station
from kiosk.app.post import PostDesk
from kiosk.app.printing import PrintingDesk
from kiosk.app.queue import LocalQueue
from kiosk.app.track import TrackDesk
from kiosk.app.words import BODY_NAME, STATION_SUFFIXES, short_name
from kiosk.devices.clock import SystemClock
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.paper.press import Press
from kiosk.paper.printers import choose_printer
from kiosk.settings import Settings, read_settings
from kiosk.store.beginning import Beginning, begin
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.store.exports import Exports
from kiosk.store.keys import key_folder
from kiosk.store.seals import KnownSeals
from kiosk.store.trust import DeviceTrust

EXPORTS = "exports"


@contextmanager
def house(data: str | None, staff: str = "") -> Iterator[Desks]:
    """All desks on the store in `data`, in the name of `staff`; closed when the block is left."""
    settings = read_settings(data)
    store = open_store(settings.data, key_folder(), SystemClock())
    try:
        yield furnish(store, settings, actor_of(staff))
    finally:
        store.close()


def actor_of(staff: str) -> str:
    """How the journal names who does it: a member of staff, or the command line."""
    return f"staff:{staff}" if staff else "cli"


def furnish(store: OpenStore, settings: Settings, actor: str) -> Desks:
    """Every desk on an open store."""
    from kiosk.carrier import CityCarrier

    clock = SystemClock()
    catalogue = Catalogue.shipped()
    trust = DeviceTrust(store, clock)
    queue = LocalQueue(store, catalogue, trust, actor)
    exports = settings.data / EXPORTS
    return Desks(
        device=store.device,
        actor=actor,
        say=say,
        hall=HallDesk(queue, catalogue),
        queue=queue,
        intake=IntakeDesk(store, catalogue, county_rules(catalogue), store.device, trust),
        drafts=DraftDesk(store, trust, actor),
        cases=CaseDesk(store),
        printing=PrintingDesk(store, catalogue, _press(settings, exports), store.device, trust),
        track=TrackDesk(store, KnownSeals(store)),
        post=PostDesk(store, CityCarrier(store, clock)),
        exports=Exports(exports, clock),
    )


def county_rules(catalogue: Catalogue) -> CountyRules:
    """What the county has set: the shipped parameters and calendar until it sets its own."""
    calendar = Calendar.shipped()
    return CountyRules({k: p.value for k, p in catalogue.parameters.items()}, calendar, calendar.version)


def begin_station(settings: Settings, centre: str, device: str, name: str, site: str, demo: bool = False) -> None:
    """A new store with its device key, in the settings' data directory. Refuses one that is there already."""
    station = Station(name, _body(name), short_name(name), "", "", "", "", demo)
    begin(settings.data, key_folder(), Beginning(centre, device, station, site), SystemClock())


def check_station(data: str | None) -> tuple[int, list[str]]:
    """Count of entries, and every problem in words."""
    from kiosk.store.words import PROBLEMS

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
    from kiosk.carrier import enrol

    settings = read_settings(data)
    store = open_store(settings.data, key_folder(), SystemClock())
    try:
        enrol(store, actor_of(staff), url, code)
        return store.device.id
    finally:
        store.close()


def say(news: Refusal | Trouble, language: str = "zh") -> str:
    """The sentence of bad news, whichever room's words have it."""
    from kiosk.cli.words import SENTENCES as CLI
    from kiosk.domain.words import REFUSALS, state_word
    from kiosk.paper.words import TROUBLES as PAPER
    from kiosk.store.words import SENTENCES as STORE
    from sync.client.words import SENTENCES as POST

    words = {**REFUSALS, **STORE, **PAPER, **POST, **CLI}
    shown = {k: state_word(str(v), language) if k in ("state", "step") else v for k, v in news.values.items()}
    return words[news.key][language].format(**shown)


def _press(settings: Settings, exports: Path) -> Press:
    """The chosen printers; without one, a folder of copies that expire."""
    folder = f"folder:{exports}"
    receipts = choose_printer(settings.printer or folder)
    return Press(choose_printer(settings.slip_printer) if settings.slip_printer else receipts, receipts)


def _body(name: str) -> str:
    for suffix in STATION_SUFFIXES:
        if name.endswith(suffix):
            return BODY_NAME.format(place=name.removesuffix(suffix))
    return name
