"""The desk of promises (告知承诺): the letter that is laid before whoever promises, and the check (核查) afterwards.

国办发〔2020〕42号: what is promised, by which rule the proof is asked for, who answers for it how, and how it is
checked are said before; nobody has to promise, and whose word was not kept may not. The list of what waits to be
checked stands on the device that filed the case; the entries tell everybody else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.app.at_hand import case_of
from kiosk.app.documents import Heading, Pledge
from kiosk.app.documents.words import LIABILITY
from kiosk.app.once import Once
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.promises import check_by, promise_of
from kiosk.app.signing import Sheet
from kiosk.app.words import CHECK_UNTIL
from kiosk.domain.aftermath import to_be_checked
from kiosk.domain.case import StepDoesNotFit, after
from kiosk.domain.deadline import business_day
from kiosk.domain.person import mask_id
from kiosk.domain.refusals import Refusal
from sync.protocol.amend_kinds import PledgeChecked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from forms import Material, Matter
    from kiosk.app.filing import CountyRules
    from kiosk.app.papers import Device, Printed
    from kiosk.app.ports import Drawer, Store, Trust
    from kiosk.app.promises import Promise
    from sync.protocol.kinds import Pledged

CHECKED = "case.pledge_checked"
_LIST = "pledge.due"
_LIABILITY = "liability"


class Drawing(Protocol):
    """Draws the letter without printing it."""

    def document(self, paper: Pledge, /, copy: int = 1, again: bool = False) -> bytes: ...
    def pictures(self, pdf: bytes, /) -> Sequence[bytes]: ...


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A promise that waits to be checked: of which case, of which material, until when (ISO)."""

    case_no: str
    material: str
    name: str
    until: str


class PledgeRefused(Refusal):
    """Nobody may promise this, nobody promises it, or there is nothing to check; nothing was written."""


def add_due(drawer: Drawer, case_no: str, pledges: Sequence[Pledged]) -> None:
    """These wait to be checked from now on; within the piece of work that files the case."""
    if pledges:
        new = [ToCheck(case_no, one.material, one.name, one.check_by) for one in pledges]
        _keep(drawer, [*_due_in(drawer), *new])


class PledgingDesk:
    """Where a promise is made, and where it is checked."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], CountyRules],
        device: Device,
        trust: Trust,
        drawing: Drawing,
        prints: Callable[[str, bytes], Printed],
    ) -> None:
        self._store = store
        self._rules = rules
        self._device = device
        self._trust = trust
        self._drawing = drawing
        self._prints = prints

    def promise(self, matter: Matter, material: Material, answers: Mapping[str, Any]) -> Promise:
        """What would be promised today. Refuses 'pledge_not_allowed', and 'pledge_nobody' while nobody applies."""
        if not material.pledgeable:
            raise PledgeRefused("pledge_not_allowed", name=material.name)
        until = check_by(material, business_day(self._trust.now()), self._rules().calendar)
        promise = promise_of(matter, material, answers, until)
        if not promise.signer.strip():
            raise PledgeRefused("pledge_nobody", name=material.name)
        return promise

    def sheet(self, matter: Matter, material: Material, answers: Mapping[str, Any]) -> Sheet:
        """The letter, to be laid before whoever signs it on the glass. Refuses as `promise`."""
        promise = self.promise(matter, material, answers)
        pdf = self._drawing.document(self._letter(promise, electronic=True))
        return Sheet(promise.digest, tuple(self._drawing.pictures(pdf)), pdf)

    def paper(self, matter: Matter, material: Material, answers: Mapping[str, Any]) -> Printed:
        """The letter on paper, to be signed by hand and scanned. Refuses as `promise`."""
        promise = self.promise(matter, material, answers)
        letter = self._letter(promise, electronic=False)
        return self._prints(material.name, self._drawing.document(letter))

    def due(self) -> Sequence[ToCheck]:
        """What waits to be checked on this device, the earliest day first."""
        with self._store.look() as work:
            found = _due_in(work.drawer)
            cases = {one.case_no: work.cases.get(one.case_no) for one in found}
        waiting = (one for one in found if (case := cases[one.case_no]) and one.material in to_be_checked(case))
        return sorted(waiting, key=lambda one: (one.until, one.case_no))

    def check(self, case_no: str, material: str, kept: bool, text: str, actor: str, request: str = "") -> CaseMovedOn:
        """It was checked (核查): the promise is true, or it is a word not kept (失信); `text` says what was found and
        how. Refuses an unknown case, 'pledge_nothing' and 'pledge_unsaid'."""
        if not text.strip():
            raise PledgeRefused("pledge_unsaid", case_no=case_no)
        once = Once(request, f"{CHECKED}/{case_no}/{material}")
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            if once.before(work) is not None:
                return CaseMovedOn(case)
            if material not in to_be_checked(case):
                raise PledgeRefused("pledge_nothing", case_no=case_no)
            said = PledgeChecked(material=material, kept=kept, text=text.strip())
            try:
                case = after(case, work.journal.enter(said, CHECKED, case_no).happened)
            except StepDoesNotFit as no:
                raise PledgeRefused("pledge_nothing", case_no=case_no) from no
            work.cases.put(case)
            rest = [one for one in _due_in(work.drawer) if (one.case_no, one.material) != (case_no, material)]
            _keep(work.drawer, rest)
            once.remember(work, case_no)
            return CaseMovedOn(case)

    def _letter(self, promise: Promise, electronic: bool) -> Pledge:
        matter, material = promise.matter, promise.material
        liability = str(self._rules().parameters.get(_LIABILITY) or LIABILITY)
        heading = Heading(
            station=self._device.station,
            document_no="",
            addressee=promise.signer,
            id_number=mask_id(promise.id_number),
            phone="",
            case_no="",
            matter=matter.name,
            matter_code=matter.code,
            official_code=matter.official.impl_code,
            made_at=self._trust.now(),
            clerk="",
            qr="",
        )
        checking = CHECK_UNTIL.format(how=material.checking, day=promise.check_by)
        return Pledge(
            heading,
            material.name,
            material.pledge_basis,
            material.proves,
            liability,
            checking,
            agreed=True,
            electronic=electronic,
        )


def _due_in(drawer: Drawer) -> list[ToCheck]:
    return [ToCheck(**one) for one in json.loads(drawer.setting(_LIST, "[]"))]


def _keep(drawer: Drawer, waiting: Sequence[ToCheck]) -> None:
    drawer.set_setting(_LIST, json.dumps([asdict(one) for one in waiting], ensure_ascii=False))
