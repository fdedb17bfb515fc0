"""All desks of one PC, as the screens and the command line are given them. Made by wiring, each when it is
first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a screen that uses one desk must not load all of them
    from collections.abc import Callable, Iterator, Sequence

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
    from kiosk.app.ports import Announcer, CardReader, CentreShelf, Device, Exporter, HotKeys, WindowDesk, Wishes
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


class Desks(Protocol):
    """Each screen takes the desks that it uses and no others."""

    @property
    def device(self) -> Device: ...
    @property
    def actor(self) -> str:
        """Who sits here ('staff:0305')."""

    def say(self, news: Refusal | Trouble, /) -> str:
        """The sentence of bad news, whichever room it comes from."""

    @property
    def hall(self) -> HallDesk: ...
    @property
    def queue(self) -> QueueDesk: ...
    @property
    def line(self) -> LineDesk: ...
    @property
    def window(self) -> WindowDesk: ...
    @property
    def hubs(self) -> HubDesk: ...
    @property
    def wishes(self) -> Wishes: ...
    @property
    def rating(self) -> RatingDesk: ...
    @property
    def intake(self) -> IntakeDesk: ...
    @property
    def guides(self) -> GuideDesk: ...
    @property
    def joint(self) -> JointDesk: ...
    @property
    def drafts(self) -> DraftDesk: ...
    @property
    def signing(self) -> SigningDesk: ...
    @property
    def attached(self) -> AttachedDesk: ...
    @property
    def capture(self) -> CaptureDesk: ...
    @property
    def parked(self) -> ParkedDesk: ...
    def shelf_for(self, device: str, /) -> CentreShelf:
        """The shelf of parked drafts in this PC's own store, as another device of its centre sees it."""

    @property
    def people(self) -> PersonDesk: ...
    @property
    def verifying(self) -> VerifyingDesk: ...
    @property
    def cases(self) -> CaseDesk: ...
    @property
    def archive(self) -> ArchiveDesk: ...
    @property
    def decisions(self) -> DecisionDesk: ...
    @property
    def workdays(self) -> CalendarDesk: ...
    @property
    def printing(self) -> PrintingDesk: ...
    @property
    def documents(self) -> DocumentDesk: ...
    @property
    def handing_out(self) -> HandingOutDesk: ...
    @property
    def amends(self) -> Amends:
        """The desks for what goes wrong with a case."""

    @property
    def track(self) -> TrackDesk: ...
    @property
    def post(self) -> PostDesk: ...
    @property
    def stick(self) -> StickDesk: ...
    def follow(self, changed: Callable[[], None], /) -> Callable[[], None]:
        """Have `changed` called, on some thread, when the line has changed elsewhere; what comes back ends it."""

    def hot_keys(self, pressed: Callable[[str], None], /) -> HotKeys:
        """Have `pressed` called, on some thread, with 'F1' … 'F8' for each press with Ctrl+Alt in any program."""

    @property
    def announcer(self) -> Announcer | None:
        """The voice of the hall; None on a PC without one."""

    @property
    def card_reader(self) -> CardReader | None:
        """The reader of identity cards; None on a PC without one."""

    @property
    def exports(self) -> Exporter: ...
    @property
    def catalogue(self) -> CatalogueDesk: ...
    @property
    def backup(self) -> BackupDesk: ...
    @property
    def lodging(self) -> LodgingDesk: ...
    @property
    def county(self) -> CountyDesk: ...
    @property
    def sign_in(self) -> SignInDesk: ...
    @property
    def staff(self) -> StaffDesk: ...
    @property
    def audit(self) -> AuditDesk: ...
    def may(self, duty: Duty, /) -> bool:
        """Whether who uses these desks may do such things."""

    def protection(self) -> str:
        """How this PC keeps its data: 'clear', 'file_only', 'weak' (no chip), or '' where nothing is to be said."""

    def start_check(self) -> Sequence[str]:
        """The journal, from where it was good the last time, and what it has moved since the last checkpoint: every
        problem in words."""

    def check_rest(self) -> Iterator[Sequence[str]]:
        """The tables against the last checkpoint, a piece with each step: the problems found so far, in words."""

    def for_person(self, who: SignedIn, /) -> Desks:
        """The same house in the name of somebody who has signed in, as far as his roles go."""
