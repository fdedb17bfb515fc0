"""The desk of those who have to be told (告知): residents with a result who carry no smartphone and will scan nothing.

By telephone, ticked off by name; by a text message where the centre has a modem and the number is a mobile's; after so
many calls that nobody took, somebody goes there. The journal keeps that somebody was told, never what was said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.app.at_hand import case_of
from kiosk.app.finding import Sieve
from kiosk.app.house_rules import rules_in
from kiosk.app.once import Once
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.words import TEXTS
from kiosk.domain.aftermath import RESULTS, WAYS, Telling, tries, untold
from kiosk.domain.case import Case, after
from kiosk.domain.person import mask_name
from kiosk.domain.refusals import Refusal, Trouble
from sync.protocol.amend_kinds import CaseTold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.app.ports import Device, Store

TOLD = "case.told"
CALL, SMS, VISIT = "call", "sms", "visit"
LISTED = 500
_STATES = frozenset(("supplement", "not_accepted", "returned", "granted", "refused"))
_MOBILE = re.compile(r"1[3-9]\d{9}")


class Texting(Protocol):
    """Sends a text message. May take seconds; raises `Trouble` with the reason, and then nothing was sent."""

    def send(self, number: str, text: str, /) -> None: ...


@dataclass(frozen=True, slots=True)
class ToTell:
    """One resident who has to be told: his case, of what (the kind of its entry), how next (call, sms or visit), and
    what was tried."""

    case: Case
    news: str
    way: str
    tries: tuple[Telling, ...]


class TellingWrong(Refusal):
    """That cannot be entered: nothing is to be told of this case, or the result is none. Nothing was written."""


class TellingDesk:
    """Who has to be told, and that he was. `texting` None: this PC has no modem."""

    def __init__(self, store: Store, device: Device, texting: Texting | None = None) -> None:
        self._store = store
        self._device = device
        self._texting = texting

    @property
    def can_text(self) -> bool:
        """Whether messages can be sent here."""
        return self._texting is not None

    def listed(self) -> Sequence[ToTell]:
        """Everybody who has to be told, whose news are oldest first."""
        with self._store.look() as work:
            most = rules_in(work.drawer).call_tries
            found = [work.cases.get(one.case_no) for one in work.cases.find("", LISTED, Sieve(states=_STATES))]
        listed = [self._one(case, most) for case in found if case is not None and untold(case)]
        return sorted(listed, key=lambda one: (_since(one), one.case.case_no))

    def done(self, case_no: str, way: str, result: str, actor: str, whom: str = "", request: str = "") -> CaseMovedOn:
        """A call was made, or somebody went: with what result (reached, not_reached, told_other with `whom`).

        Refuses an unknown case, `TellingWrong`, `RequestReused`; the same `request` again changes nothing more.
        """
        if way not in WAYS or result not in RESULTS or (result == "told_other" and not whom.strip()):
            raise TellingWrong("telling_wrong", given=result)
        once = Once(request, f"{TOLD}/{case_no}")
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            if once.before(work) is not None:
                return CaseMovedOn(case)
            news = untold(case)
            if not news:
                raise TellingWrong("nothing_to_tell", case_no=case_no)
            payload = CaseTold(news=news, way=way, result=result, whom=whom.strip())
            case = after(case, work.journal.enter(payload, TOLD, case_no).happened)
            work.cases.put(case)
            once.remember(work, case_no)
            return CaseMovedOn(case)

    def text(self, case_no: str, actor: str) -> CaseMovedOn:
        """Send him a message, first to the modem and then into the journal: nothing is open while it is sent.

        Refuses what `done` does, and a number that is no mobile's. Raises `Trouble` of the modem; then nothing is
        entered.
        """
        with self._store.look() as work:
            case = case_of(work, case_no)
        if self._texting is None:
            raise Trouble("modem_missing")
        news = untold(case)
        if not news:
            raise TellingWrong("nothing_to_tell", case_no=case_no)
        if not _MOBILE.fullmatch(case.phone):
            raise TellingWrong("no_mobile", case_no=case_no)
        self._texting.send(case.phone, self.message(case, news))
        return self.done(case_no, SMS, "sent", actor)

    def message(self, case: Case, news: str) -> str:
        """What is sent: the number and that there is news, the name masked, nothing else about the person."""
        station = self._device.station
        return TEXTS[news].format(
            name=mask_name(case.applicant), case_no=case.case_no, station=station.name, phone=station.phone
        )

    def _one(self, case: Case, most: int) -> ToTell:
        tried = tries(case)
        calls = [one for one in tried if one.way == CALL]
        texted = any(one.way == SMS for one in tried)
        if len(calls) >= most or not case.phone:
            way = VISIT
        elif self._texting is not None and _MOBILE.fullmatch(case.phone) and not texted:
            way = SMS
        else:
            way = CALL
        return ToTell(case, untold(case), way, tried)


def _since(one: ToTell) -> str:
    return next(step.at for step in reversed(one.case.steps) if step.kind == one.news).isoformat()
