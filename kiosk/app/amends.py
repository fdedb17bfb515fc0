"""The desks for what goes wrong with a case, under one name: each is made when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kiosk.app.authority import ApprovalDesk
    from kiosk.app.collecting import CollectingDesk
    from kiosk.app.correcting import CorrectingDesk
    from kiosk.app.credit import CreditDesk
    from kiosk.app.house_rules import HouseRulesDesk
    from kiosk.app.late_entries import LateEntriesDesk
    from kiosk.app.paper_first import PaperFirstDesk
    from kiosk.app.pledging import PledgingDesk
    from kiosk.app.reprinting import ReprintingDesk
    from kiosk.app.supervising import SupervisingDesk
    from kiosk.app.telling import TellingDesk


class Amends(Protocol):
    """What is put right: corrected, entered later, printed again, collected by another, told, made good, approved;
    and what supervision sees of it."""

    @property
    def correcting(self) -> CorrectingDesk: ...
    @property
    def paper_first(self) -> PaperFirstDesk: ...
    @property
    def reprinting(self) -> ReprintingDesk: ...
    @property
    def collecting(self) -> CollectingDesk: ...
    @property
    def telling(self) -> TellingDesk: ...
    @property
    def credit(self) -> CreditDesk: ...
    @property
    def pledging(self) -> PledgingDesk: ...
    @property
    def approval(self) -> ApprovalDesk: ...
    @property
    def rules(self) -> HouseRulesDesk: ...
    @property
    def late_entries(self) -> LateEntriesDesk: ...
    @property
    def supervising(self) -> SupervisingDesk: ...
