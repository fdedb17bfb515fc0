"""Puts the desks on the store where cases are taken in, moved on and put on paper, by one calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from forms import Catalogue
    from kiosk.app.cases import CaseDesk
    from kiosk.app.county import CountyDesk
    from kiosk.app.decisions import DecisionDesk
    from kiosk.app.filing import CountyRules
    from kiosk.app.intake import IntakeDesk
    from kiosk.app.issuing import DocumentDesk
    from kiosk.app.joint import JointDesk
    from kiosk.app.ports import Trust
    from kiosk.app.signing import SigningDesk
    from kiosk.app.stepping import Stepping
    from kiosk.app.workdays import CalendarDesk
    from kiosk.store.door import OpenStore

Late = Callable[[], "Catalogue"]


class CaseDesks:
    """Each is made when it is first used. `catalogue` is asked each time: it may have turned."""

    def __init__(
        self, store: OpenStore, catalogue: Late, county: CountyDesk, trust: Trust, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._county = county
        self._trust = trust
        self._now = now

    @property
    def rules(self) -> CountyRules:
        """What the county has set, as it holds on the day it is asked; the calendar as it hangs then."""
        from kiosk.app.filing import CountyRules

        wall = self.workdays.wall
        return CountyRules(self._county.today(), wall, wall.version)

    @cached_property
    def workdays(self) -> CalendarDesk:
        """The calendar on the wall."""
        from kiosk.app.workdays import CalendarDesk

        return CalendarDesk(self._store, self._store.device, self._now)

    @cached_property
    def intake(self) -> IntakeDesk:
        """Where cases are filed."""
        from kiosk.app.intake import IntakeDesk

        return IntakeDesk(self._store, self._catalogue(), self.rules, self._store.device, self._trust)

    @cached_property
    def joint(self) -> JointDesk:
        """Where several are filed in one go."""
        from kiosk.app.joint import JointDesk

        return JointDesk(self._store, self._catalogue(), self.rules, self._store.device, self._trust)

    @cached_property
    def cases(self) -> CaseDesk:
        """Where they are found, read and moved on."""
        from kiosk.app.cases import CaseDesk
        from kiosk.app.extending import Extending

        extending = Extending(self._catalogue(), self.workdays.wall, self._now)
        return CaseDesk(self._store, extending, self._stepping)

    @cached_property
    def decisions(self) -> DecisionDesk:
        """Where it is decided about them at the window."""
        from kiosk.app.decisions import DecisionDesk
        from kiosk.app.register import Register

        register = Register(self._store, self.rules, self._store.device, self._trust)
        return DecisionDesk(self._store, self._stepping, register, self._store.device, self._trust)

    @cached_property
    def documents(self) -> DocumentDesk:
        """Where documents are given out."""
        from kiosk.app.issuing import DocumentDesk
        from kiosk.paper.patterns import Patterns

        return DocumentDesk(self._store, self._catalogue(), self.rules, self._store.device, self._trust, Patterns())

    @cached_property
    def signing(self) -> SigningDesk:
        """Where the form is signed."""
        from kiosk.app.signing import SigningDesk
        from kiosk.paper.patterns import Patterns

        return SigningDesk(self._store, self._catalogue(), self._store.device, self._trust, Patterns())

    @cached_property
    def _stepping(self) -> Stepping:
        from kiosk.app.stepping import Stepping

        return Stepping(self._store, self._catalogue(), self.workdays.wall, self._now)
