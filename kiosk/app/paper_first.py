"""The desk for what was taken on paper first (补录): a blackout, a journey to a village. It counts from the real time.

Kept apart from the ordinary filing on purpose: to work first and enter later is what supervision looks for (体外循环),
so that the distance between both times is kept, and marked when it is longer than the centre allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.app.house_rules import rules_in
from kiosk.app.intake import IntakeDesk
from kiosk.domain.deadline import business_day, due_after
from kiosk.domain.refusals import MatterUnknown, Refusal
from sync.protocol.amend_kinds import TakenOnPaper

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from forms import Catalogue
    from kiosk.app.filing import CountyRules, Filing
    from kiosk.app.outcomes import CaseTaken
    from kiosk.app.ports import Device, Store, Trust

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class PaperFirst:
    """What is said of the paper: when it was taken (aware), why it was not entered then, its number if it has one."""

    taken_at: datetime
    reason: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Then:
    """What held on a day: the catalogue at that moment, and what the county had set."""

    catalogue: Callable[[datetime], Catalogue]
    rules: Callable[[date], CountyRules]


class PaperRefused(Refusal):
    """The paper cannot be entered so; the key says why: in the future, before the matter held, without a reason, with
    a ticket. Nothing was filed."""


class PaperFirstDesk:
    """Enters what was taken on paper. No ticket: whoever stood there has long gone home."""

    def __init__(self, store: Store, device: Device, trust: Trust, then: Then) -> None:
        self._store = store
        self._device = device
        self._trust = trust
        self._then = then

    def intake(self, taken_at: datetime) -> IntakeDesk:
        """An intake desk as it stood then: the form, the rules and the amounts of that day. Refuses the future."""
        if taken_at > self._trust.now():
            raise PaperRefused("paper_in_future", at=_minute(taken_at))
        rules = self._then.rules(business_day(taken_at))
        return IntakeDesk(self._store, self._then.catalogue(taken_at), rules, self._device, self._trust)

    def file(self, filing: Filing, paper: PaperFirst, actor: str, request: str = "") -> CaseTaken:
        """File it as of when it was taken. Refuses `PaperRefused` and all that an ordinary filing refuses; the same
        `request` again gives the same case."""
        desk = self.intake(paper.taken_at)
        if not paper.reason.strip():
            raise PaperRefused("paper_unsaid")
        if filing.ticket:
            raise PaperRefused("paper_with_ticket", ticket=filing.ticket)
        try:
            version = desk.open(filing.matter).version
        except MatterUnknown:
            raise PaperRefused("paper_before_matter", matter=filing.matter, at=_minute(paper.taken_at)) from None
        if filing.version not in (None, version):
            raise PaperRefused("paper_before_matter", matter=filing.matter, at=_minute(paper.taken_at))
        return desk.file(replace(filing, version=version, on_paper=self._claim(paper)), actor, request)

    def _claim(self, paper: PaperFirst) -> TakenOnPaper:
        """With the distance to now, and whether it is too long."""
        now = self._trust.now()
        with self._store.look() as work:
            most = rules_in(work.drawer).late_workdays
        day = business_day(paper.taken_at)
        latest = due_after(day, most, "workday", self._then.rules(day).calendar).on
        return TakenOnPaper(
            taken_at=paper.taken_at.isoformat(timespec="minutes"),
            reason=paper.reason.strip(),
            number=paper.number.strip(),
            minutes=int((now - paper.taken_at).total_seconds()) // _MINUTE,
            late=business_day(now) > latest,
        )


def _minute(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")
