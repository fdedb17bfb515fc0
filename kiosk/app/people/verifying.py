"""What a register could say and nobody has asked it yet (待核验): each such paper is somebody's work until he looked.

The list stands on every PC of the centre that filed the case: on the one that did from the filing itself, on the
others by the post.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from kiosk.app.at_hand import case_of
from kiosk.app.house_rules import rules_in
from kiosk.app.ports import Drawer, Store, Trust
from kiosk.domain.case import FILINGS, Case, Happening, after
from kiosk.domain.deadline import WorkCalendar, business_day, due_after
from kiosk.domain.person import mask_name
from kiosk.domain.refusals import Refusal
from sync.protocol.kinds import MaterialVerified, Verified

SHARED, BY_HAND, PENDING = "shared", "by_hand", "pending"
WAYS = (SHARED, BY_HAND, PENDING)
VERIFIED = "case.verified"
_LIST = "verify.pending"


@dataclass(frozen=True, slots=True)
class ToVerify:
    """A paper that waits to be verified: of which case, since when."""

    case_no: str
    material: str
    since: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The same as it is shown to whoever looks it up: the matter, the applicant masked, by when it should be done, and
    whether that day is over."""

    case_no: str
    material: str
    matter: str
    matter_version: int
    applicant: str
    since: datetime
    due: date
    overdue: bool


class NothingToVerify(Refusal):
    """This paper of this case is not waiting to be verified."""

    def __init__(self, case_no: str, material: str) -> None:
        super().__init__("nothing_to_verify", case_no=case_no, material=material)


def pending_in(drawer: Drawer) -> list[ToVerify]:
    """What waits, oldest first."""
    return [ToVerify(**one) for one in json.loads(drawer.setting(_LIST, "[]"))]


def add_pending(drawer: Drawer, case_no: str, materials: Sequence[str], now: datetime) -> None:
    """These wait from now on; within the piece of work that files the case."""
    if materials:
        since = now.isoformat(timespec="seconds")
        _keep(drawer, [*pending_in(drawer), *(ToVerify(case_no, one, since) for one in materials)])


def heard_of(drawer: Drawer, case_no: str, happening: Happening) -> None:
    """What another PC of the centre tells: a filing with papers that wait, or that one was looked up there."""
    if happening.kind in FILINGS:
        told = [one["material"] for one in happening.payload.get("verified", ()) if one["way"] == PENDING]
        known = {(one.case_no, one.material) for one in pending_in(drawer)}
        add_pending(drawer, case_no, [one for one in told if (case_no, one) not in known], happening.at)
    elif happening.kind == VERIFIED:
        gone = (case_no, happening.payload["material"])
        rest = [one for one in pending_in(drawer) if (one.case_no, one.material) != gone]
        _keep(drawer, rest)


def verified_of(materials: Mapping[str, str], said: Mapping[str, str]) -> tuple[Verified, ...]:
    """How each shared paper was verified; one that nobody has said anything of is pending."""
    shared = (key for key, way in materials.items() if way == "shared")
    return tuple(Verified(material=key, way=said.get(key, PENDING)) for key in shared)


class VerifyingDesk:
    """Whoever looks into the registers afterwards."""

    def __init__(self, store: Store, trust: Trust, calendar: WorkCalendar) -> None:
        self._store = store
        self._trust = trust
        self._calendar = calendar

    def listed(self) -> Sequence[Pending]:
        """What waits with its case, what is overdue first and the oldest first among each."""
        today = business_day(self._trust.now())
        with self._store.look() as work:
            most = rules_in(work.drawer).verify_workdays
            waiting = [(one, work.cases.get(one.case_no)) for one in pending_in(work.drawer)]
        found = [self._shown(one, case, today, most) for one, case in waiting if case is not None]
        return sorted(found, key=lambda one: (not one.overdue, one.since, one.case_no, one.material))

    def _shown(self, one: ToVerify, case: Case, today: date, most: int) -> Pending:
        since = datetime.fromisoformat(one.since)
        due = due_after(business_day(since), most, "workday", self._calendar).on
        name = mask_name(case.applicant)
        where = (one.case_no, one.material, case.matter, case.matter_version)
        return Pending(*where, name, since, due, overdue=today > due)

    def pending(self) -> Sequence[ToVerify]:
        """What waits on this device, oldest first."""
        with self._store.look() as work:
            return pending_in(work.drawer)

    def verify(self, case_no: str, material: str, way: str, actor: str, text: str = "", fits: bool = True) -> Case:
        """It was looked at: by a register or by hand, and it fits or does not. Refuses `NothingToVerify`."""
        with self._store.work(actor) as work:
            waiting = pending_in(work.drawer)
            rest = [one for one in waiting if (one.case_no, one.material) != (case_no, material)]
            if len(rest) == len(waiting) or way not in (SHARED, BY_HAND):
                raise NothingToVerify(case_no, material)
            case = case_of(work, case_no)
            payload = MaterialVerified(material=material, way=way, fits=fits, text=text)
            seen = after(case, work.journal.enter(payload, VERIFIED, case_no).happened)
            work.cases.put(seen)
            _keep(work.drawer, rest)
            return seen


def _keep(drawer: Drawer, waiting: Sequence[ToVerify]) -> None:
    drawer.set_setting(_LIST, json.dumps([asdict(one) for one in waiting]))
