"""Puts the desks for what goes wrong on one open store, each when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.domain.deadline import business_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from forms import Catalogue
    from kiosk.app.authority import ApprovalDesk, Authority
    from kiosk.app.collecting import CollectingDesk
    from kiosk.app.correcting import CorrectingDesk
    from kiosk.app.credit import CreditDesk
    from kiosk.app.desks import Desks
    from kiosk.app.filing import CountyRules
    from kiosk.app.house_rules import HouseRulesDesk
    from kiosk.app.late_entries import LateEntriesDesk
    from kiosk.app.paper_first import PaperFirstDesk
    from kiosk.app.pledging import PledgingDesk
    from kiosk.app.ports import Store, Trust
    from kiosk.app.reprinting import ReprintingDesk
    from kiosk.app.supervising import SupervisingDesk
    from kiosk.app.telling import TellingDesk, Texting


class FurnishedAmends:
    """The `Amends` of one house."""

    def __init__(
        self,
        store: Store,
        desks: Desks,
        trust: Trust,
        catalogue: Callable[[], Catalogue],
        modem: Callable[[], Texting | None],
    ) -> None:
        self._store = store
        self._desks = desks
        self._trust = trust
        self._catalogue = catalogue
        self._modem = modem

    @cached_property
    def authority(self) -> Authority:
        """Who approves is named, until a sign-in says it."""
        from kiosk.app.authority import NamedAuthority

        return NamedAuthority()

    @cached_property
    def correcting(self) -> CorrectingDesk:
        from kiosk.app.correcting import CorrectingDesk

        return CorrectingDesk(self._store, self._catalogue(), self.authority)

    @cached_property
    def paper_first(self) -> PaperFirstDesk:
        from kiosk.app.paper_first import PaperFirstDesk, Then

        then = Then(self._desks.catalogue.book_then, self._rules_on)
        return PaperFirstDesk(self._store, self._desks.device, self._trust, then)

    def _rules_on(self, day: date) -> CountyRules:
        from kiosk.app.filing import CountyRules

        wall = self._desks.workdays.wall
        return CountyRules(self._desks.county.on(day), wall, wall.version)

    @cached_property
    def reprinting(self) -> ReprintingDesk:
        from kiosk.app.reprinting import ReprintingDesk

        return ReprintingDesk(self._desks.intake, self._desks.printing)

    @cached_property
    def collecting(self) -> CollectingDesk:
        from kiosk.app.collecting import CollectingDesk

        return CollectingDesk(self._store, self._catalogue(), self._desks.documents, self._trust)

    @cached_property
    def telling(self) -> TellingDesk:
        from kiosk.app.telling import TellingDesk

        return TellingDesk(self._store, self._desks.device, self._modem())

    @cached_property
    def credit(self) -> CreditDesk:
        from kiosk.app.credit import CreditDesk

        return CreditDesk(self._store, self._trust, self.authority)

    @cached_property
    def pledging(self) -> PledgingDesk:
        from kiosk.app.pledging import PledgingDesk
        from kiosk.paper.patterns import Patterns

        def rules() -> CountyRules:
            return self._rules_on(business_day(self._trust.now()))

        desks = self._desks
        return PledgingDesk(self._store, rules, desks.device, self._trust, Patterns(), desks.handing_out.scans)

    @cached_property
    def approval(self) -> ApprovalDesk:
        from kiosk.app.authority import ApprovalDesk

        return ApprovalDesk(self._store, self.authority)

    @cached_property
    def rules(self) -> HouseRulesDesk:
        from kiosk.app.house_rules import HouseRulesDesk

        return HouseRulesDesk(self._store)

    @cached_property
    def late_entries(self) -> LateEntriesDesk:
        from kiosk.app.late_entries import LateEntriesDesk

        return LateEntriesDesk(self._store, self._desks.exports, self._trust.now)

    @cached_property
    def supervising(self) -> SupervisingDesk:
        from kiosk.app.supervising import SupervisingDesk

        return SupervisingDesk(self._store, self._desks.workdays.wall, self._trust.now)
