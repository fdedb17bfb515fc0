"""Opens the house of one PC: its store, its desks, and who may use them; and closes it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings, read_settings
from kiosk.store.door import OpenStore, open_store
from kiosk.store.layout import INCOMING
from kiosk.wiring.unlocking import ByPerson

if TYPE_CHECKING:
    from forms import Catalogue
    from kiosk.app.desks import Desks
    from kiosk.app.filing import CountyRules
    from kiosk.app.guides import GuideDesk
    from kiosk.app.ports import Device
    from kiosk.domain.staff import Role
    from kiosk.paper.press import Press
    from kiosk.store.keys import Unlock
    from kiosk.wiring.admission import Who


@contextmanager
def house(data: str | None, staff: Who | str = "", alone: Role | None = None) -> Iterator[Desks]:
    """All desks on the store in `data`, as `staff` may use them; closed when the block is left. `alone`: what a
    program may do without anybody. Refuses who has not signed in, where anybody has an account."""
    from kiosk.wiring.admission import admitted, who_from
    from kiosk.wiring.house import furnish

    settings, who = read_settings(data), who_from(staff)
    with opened(settings, who) as store:
        yield admitted(furnish(store, settings, actor_of(who)), settings, who, alone)


@contextmanager
def opened(settings: Settings, who: Who | str = "") -> Iterator[OpenStore]:
    """The store of these settings; closed when the block is left. Where only people open it, `who` does."""
    store = open_here(settings, who)
    try:
        yield store
    finally:
        store.close()


def open_here(settings: Settings, who: Who | str = "", unlock: Unlock | None = None) -> OpenStore:
    """The store of these settings, to be closed by whoever asked for it."""
    if (settings.data / INCOMING).exists():  # a power cut came just before a restore was through
        from kiosk.wiring.lodging import finish_restore

        finish_restore(settings)
    person = None if isinstance(who, str) else who
    store = open_store(settings.data, settings.keys, SystemClock(), unlock or ByPerson(settings, person))
    try:
        came_in(store)
    except BaseException:
        store.close()
        raise
    return store


def came_in(store: OpenStore) -> None:
    """Somebody has opened it by a secret of his: who has left meanwhile has a slot no more, and what was tried in vain
    before the closed door is entered."""
    if store.keys.found is not None and store.keys.found.kind == "staff":
        from kiosk.store.personal import PersonalSlots

        PersonalSlots(store, SystemClock().now).opened()


def actor_of(staff: Who | str) -> str:
    """How the journal names who does it: a member of staff, or the command line."""
    number = staff if isinstance(staff, str) else staff.staff
    return f"staff:{number}" if number else "cli"


def chosen_press(settings: Settings) -> Press:
    """The chosen printers; without one, a folder of copies that expire."""
    from kiosk.paper.press import Press
    from kiosk.paper.printers import choose_printer

    receipts = choose_printer(settings.printer or f"folder:{settings.exports}")
    return Press(choose_printer(settings.slip_printer) if settings.slip_printer else receipts, receipts)


def guide_desk(catalogue: Catalogue, device: Device, rules: CountyRules, press: Press, settings: Settings) -> GuideDesk:
    """Where guides are read and given out, on the printers that there are."""
    from kiosk.app.guides import GuideDesk, GuidePrinters
    from kiosk.paper.guide_press import GuideHand

    printers = GuidePrinters(bool(settings.slip_printer), bool(settings.printer))
    return GuideDesk(catalogue, device.station, rules.parameters, GuideHand(press), printers)
