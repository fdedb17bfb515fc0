"""Puts the desks of one PC on its open store, each when it is first used: what nobody needs is not loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings
from kiosk.store.door import OpenStore
from kiosk.wiring.opening import actor_of as actor_of
from kiosk.wiring.opening import house as house
from kiosk.wiring.opening import open_here as open_here
from kiosk.wiring.opening import opened as opened

if TYPE_CHECKING:
    from forms import Catalogue
    from kiosk.app.amends import Amends
    from kiosk.app.archive import ArchiveDesk
    from kiosk.app.attached import AttachedDesk
    from kiosk.app.audit import AuditDesk
    from kiosk.app.backup import BackupDesk
    from kiosk.app.capture import CaptureDesk
    from kiosk.app.cases import CaseDesk
    from kiosk.app.catalogue import CatalogueDesk
    from kiosk.app.county import CountyDesk
    from kiosk.app.decisions import DecisionDesk
    from kiosk.app.desks import Desks
    from kiosk.app.drafts import DraftDesk
    from kiosk.app.guides import GuideDesk
    from kiosk.app.hall import HallDesk
    from kiosk.app.handing_out import HandingOutDesk
    from kiosk.app.hubs import HubDesk
    from kiosk.app.intake import IntakeDesk
    from kiosk.app.issuing import DocumentDesk
    from kiosk.app.joint import JointDesk
    from kiosk.app.lodging import LodgingDesk
    from kiosk.app.outcomes import SignedIn
    from kiosk.app.parked import ParkedDesk
    from kiosk.app.people.knowing import PersonDesk
    from kiosk.app.people.verifying import VerifyingDesk
    from kiosk.app.ports import Announcer, CardReader, CentreShelf, HotKeys, WindowDesk, Wishes
    from kiosk.app.post import PostDesk
    from kiosk.app.printing import PrintingDesk
    from kiosk.app.queue import QueueDesk
    from kiosk.app.rating import RatingDesk
    from kiosk.app.running import LineDesk
    from kiosk.app.sign_in import SignInDesk
    from kiosk.app.signing import SigningDesk
    from kiosk.app.staff import StaffDesk
    from kiosk.app.sticks import StickDesk
    from kiosk.app.track import TrackDesk
    from kiosk.app.workdays import CalendarDesk
    from kiosk.domain.refusals import Refusal, Trouble
    from kiosk.domain.staff import Duty
    from kiosk.paper.press import Press
    from kiosk.store.exports import Exports
    from kiosk.store.trust import DeviceTrust
    from kiosk.wiring.case_desks import CaseDesks
    from kiosk.wiring.line_desks import LineDesks
    from kiosk.wiring.trust_desks import TrustDesks

CATALOGUE = "catalogue"
INSTALLED = "catalogue.installed"  # a setting: nothing is loaded where there is none


def furnish(store: OpenStore, settings: Settings, actor: str) -> Desks:
    """Every desk on an open store."""
    return _Furnished(store, settings, actor)


class _Furnished:
    """The `Desks` of one open store."""

    def __init__(self, store: OpenStore, settings: Settings, actor: str) -> None:
        self._store = store
        self._settings = settings
        self._clock = SystemClock()
        self.actor = actor
        self.device = store.device

    def say(self, news: Refusal | Trouble, /) -> str:
        from kiosk.wiring.sentences import say

        return say(news)

    @cached_property
    def hall(self) -> HallDesk:
        from kiosk.app.hall import HallDesk

        return HallDesk(self.queue, self._catalogue)

    @property
    def queue(self) -> QueueDesk:
        return self._line_desks.queue

    @property
    def line(self) -> LineDesk:
        return self._line_desks.line

    @property
    def window(self) -> WindowDesk:
        return self._line_desks.window

    @property
    def wishes(self) -> Wishes:
        return self._line_desks.wishes

    @property
    def rating(self) -> RatingDesk:
        return self._line_desks.rating

    @property
    def hubs(self) -> HubDesk:
        return self._line_desks.hubs

    def follow(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Have `changed` called, on some thread, when the line has changed elsewhere. What comes back ends it."""
        from kiosk.wiring.following import follow

        return follow(self._store, self._line_desks.way, changed)

    @cached_property
    def _line_desks(self) -> LineDesks:
        from kiosk.wiring.line_desks import LineDesks

        return LineDesks(self._store, lambda: self._catalogue, self._trust, self.actor, self._settings.lan)

    @property
    def intake(self) -> IntakeDesk:
        return self._case_desks.intake

    @cached_property
    def guides(self) -> GuideDesk:
        from kiosk.wiring.opening import guide_desk

        return guide_desk(self._catalogue, self.device, self._case_desks.rules, self._press, self._settings)

    @property
    def joint(self) -> JointDesk:
        return self._case_desks.joint

    @cached_property
    def drafts(self) -> DraftDesk:
        from kiosk.app.drafts import DraftDesk

        return DraftDesk(self._store, self._trust, self.actor, self.device.id)

    @cached_property
    def parked(self) -> ParkedDesk:
        from kiosk.wiring.shelves import parked_desk

        return parked_desk(self._store, self._trust, self, self._line_desks.way)

    def shelf_for(self, device: str) -> CentreShelf:
        """The shelf in this PC's own store, as another device of its centre sees it."""
        from kiosk.app.parked import Shelf
        from kiosk.wiring.shelves import name_of

        return Shelf(self._store, self._trust, self.actor, (self.device.id, device), name_of(self))

    @property
    def signing(self) -> SigningDesk:
        return self._case_desks.signing

    @cached_property
    def attached(self) -> AttachedDesk:
        from kiosk.app.attached import AttachedDesk
        from kiosk.paper.scans import LightTable

        return AttachedDesk(self._store, self._catalogue, LightTable())

    @cached_property
    def capture(self) -> CaptureDesk:
        from kiosk.wiring.capturing import capture_desk

        return capture_desk(self._store, self._settings, self.actor)

    @cached_property
    def archive(self) -> ArchiveDesk:
        from kiosk.app.archive import ArchiveDesk
        from kiosk.paper.patterns import Patterns

        now = lambda: self._clock.now()  # noqa: E731
        return ArchiveDesk(self._store, self._catalogue, now, self.exports, Patterns().title)

    @cached_property
    def people(self) -> PersonDesk:
        from kiosk.app.people.knowing import PersonDesk

        return PersonDesk(self._store, self._catalogue, self._trust)

    @cached_property
    def verifying(self) -> VerifyingDesk:
        from kiosk.app.people.verifying import VerifyingDesk

        return VerifyingDesk(self._store, self._trust, self.workdays.wall)

    @property
    def cases(self) -> CaseDesk:
        return self._case_desks.cases

    @property
    def workdays(self) -> CalendarDesk:
        return self._case_desks.workdays

    @cached_property
    def _case_desks(self) -> CaseDesks:
        from kiosk.wiring.case_desks import CaseDesks

        catalogue, now = (lambda: self._catalogue), (lambda: self._clock.now())
        return CaseDesks(self._store, catalogue, self.county, self._trust, now)

    @property
    def decisions(self) -> DecisionDesk:
        return self._case_desks.decisions

    @cached_property
    def printing(self) -> PrintingDesk:
        from kiosk.app.printing import PrintingDesk

        return PrintingDesk(self._store, self._catalogue, self._press, self.device, self._trust)

    @property
    def documents(self) -> DocumentDesk:
        return self._case_desks.documents

    @cached_property
    def handing_out(self) -> HandingOutDesk:
        from kiosk.app.handing_out import HandingOutDesk
        from kiosk.paper.patterns import Patterns

        return HandingOutDesk(self._store, self._catalogue, self.device, self._trust, self._press, Patterns())

    @cached_property
    def amends(self) -> Amends:
        from kiosk.devices.modem import modem_of
        from kiosk.wiring.amends import FurnishedAmends

        modem = self._settings.sms_modem
        return FurnishedAmends(self._store, self, self._trust, lambda: self._catalogue, lambda: modem_of(modem))

    @cached_property
    def track(self) -> TrackDesk:
        from kiosk.app.track import TrackDesk
        from kiosk.store.seals import KnownSeals

        return TrackDesk(self._store, KnownSeals(self._store))

    @cached_property
    def post(self) -> PostDesk:
        from kiosk.app.post import PostDesk
        from kiosk.wiring.carrier import CityCarrier
        from kiosk.wiring.hub_carrier import HubCarrier

        city = CityCarrier(self._store, self._clock, lambda: self.catalogue)
        return PostDesk(self._store, HubCarrier(self._store, self._clock, city))

    @cached_property
    def stick(self) -> StickDesk:
        from kiosk.wiring.sticks import CityStick

        return CityStick(self._store, self._clock, lambda: self.catalogue)

    def hot_keys(self, pressed: Callable[[str], None]) -> HotKeys:
        from kiosk.devices.hotkeys import listen

        return listen(pressed)

    @cached_property
    def announcer(self) -> Announcer | None:
        from kiosk.wiring.speaking import voice_of

        return voice_of(self._settings, self._clock.now)

    @cached_property
    def card_reader(self) -> CardReader | None:
        from kiosk.wiring.card import card_reader_of

        return card_reader_of(self._settings)

    @cached_property
    def exports(self) -> Exports:
        from kiosk.store.exports import Exports

        return Exports(self._settings.exports, self._clock)

    @cached_property
    def county(self) -> CountyDesk:
        from kiosk.app.county import CountyDesk
        from kiosk.domain.deadline import business_day

        return CountyDesk(self._store, self._catalogue, lambda: business_day(self._clock.now()))

    @cached_property
    def catalogue(self) -> CatalogueDesk:
        from kiosk.app.catalogue import CatalogueDesk

        shelf = self._settings.data / CATALOGUE
        return CatalogueDesk(self._store, self._house_catalogue, shelf, self._clock.now, self._refresh)

    @cached_property
    def _house_catalogue(self) -> Catalogue:
        from forms import Catalogue

        return Catalogue.shipped()

    @cached_property
    def _catalogue(self) -> Catalogue:
        """The one catalogue of this house, which all desks and screens ask; turned to what holds now."""
        with self._store.look() as work:
            any_parcel = work.drawer.setting(INSTALLED)
        if any_parcel:
            self.catalogue.renew()
        return self._house_catalogue

    def _refresh(self) -> None:
        if "county" in self.__dict__:
            self.county.refresh()
        if "_case_desks" in self.__dict__:
            self.workdays.refresh()

    @property
    def sign_in(self) -> SignInDesk:
        return self._trust_desks.sign_in

    @property
    def staff(self) -> StaffDesk:
        return self._trust_desks.staff

    @property
    def backup(self) -> BackupDesk:
        return self._trust_desks.backup

    @property
    def lodging(self) -> LodgingDesk:
        return self._trust_desks.lodging

    @cached_property
    def _trust_desks(self) -> TrustDesks:
        from kiosk.wiring.trust_desks import TrustDesks

        return TrustDesks(self._store, self._settings, self._trust, self.actor, self._clock.now)

    @cached_property
    def audit(self) -> AuditDesk:
        from kiosk.wiring.checking import audit_desk

        return audit_desk(self._store, lambda: self.catalogue, self.exports, self.actor)

    def may(self, _duty: Duty, /) -> bool:
        return True

    def protection(self) -> str:
        from kiosk.store.protection import protection

        return protection(self._store.folder)

    def start_check(self) -> Sequence[str]:
        from kiosk.wiring.checking import check_start

        return check_start(self._store)

    def check_rest(self) -> Iterator[Sequence[str]]:
        from kiosk.wiring.checking import check_rest

        return check_rest(self._store)

    def for_person(self, who: SignedIn, /) -> Desks:
        from kiosk.wiring.gate import for_person

        return for_person(_Furnished(self._store, self._settings, who.actor), who)

    @cached_property
    def _trust(self) -> DeviceTrust:
        from kiosk.store.trust import DeviceTrust

        return DeviceTrust(self._store, self._clock)

    @cached_property
    def _press(self) -> Press:
        """The chosen printers; without one, a folder of copies that expire."""
        from kiosk.wiring.opening import chosen_press

        return chosen_press(self._settings)
