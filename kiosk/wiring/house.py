"""Builds the desks of one PC on its open store: every room is put in its place here, and nothing is decided."""

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
from kiosk.app.post import PostDesk
from kiosk.app.printing import PrintingDesk
from kiosk.app.queue import LocalQueue
from kiosk.app.track import TrackDesk
from kiosk.devices.clock import SystemClock
from kiosk.paper.press import Press
from kiosk.paper.printers import choose_printer
from kiosk.settings import Settings, read_settings
from kiosk.store.door import OpenStore, open_store
from kiosk.store.exports import Exports
from kiosk.store.seals import KnownSeals
from kiosk.store.trust import DeviceTrust
from kiosk.wiring.carrier import CityCarrier
from kiosk.wiring.sentences import say

EXPORTS = "exports"


@contextmanager
def house(data: str | None, staff: str = "") -> Iterator[Desks]:
    """All desks on the store in `data`, in the name of `staff`; closed when the block is left."""
    settings = read_settings(data)
    with opened(settings) as store:
        yield furnish(store, settings, actor_of(staff))


@contextmanager
def opened(settings: Settings) -> Iterator[OpenStore]:
    """The store of these settings; closed when the block is left."""
    store = open_store(settings.data, settings.keys, SystemClock())
    try:
        yield store
    finally:
        store.close()


def actor_of(staff: str) -> str:
    """How the journal names who does it: a member of staff, or the command line."""
    return f"staff:{staff}" if staff else "cli"


def furnish(store: OpenStore, settings: Settings, actor: str) -> Desks:
    """Every desk on an open store."""
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


def _press(settings: Settings, exports: Path) -> Press:
    """The chosen printers; without one, a folder of copies that expire."""
    folder = f"folder:{exports}"
    receipts = choose_printer(settings.printer or folder)
    return Press(choose_printer(settings.slip_printer) if settings.slip_printer else receipts, receipts)
