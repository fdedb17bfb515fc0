"""What a register could say and nobody has asked it yet (待核验): each such paper is somebody's work until he looked.

The list stands on the device that filed the case; the entries tell everybody else.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from kiosk.app.at_hand import case_of
from kiosk.app.ports import Drawer, Store, Trust
from kiosk.domain.case import Case, after
from kiosk.domain.refusals import Refusal
from sync.protocol.kinds import MaterialVerified, Verified

SHARED, BY_HAND, PENDING = "shared", "by_hand", "pending"
WAYS = (SHARED, BY_HAND, PENDING)
_LIST = "verify.pending"


@dataclass(frozen=True, slots=True)
class ToVerify:
    """A paper that waits to be verified: of which case, since when."""

    case_no: str
    material: str
    since: str


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


def verified_of(materials: Mapping[str, str], said: Mapping[str, str]) -> tuple[Verified, ...]:
    """How each shared paper was verified; one that nobody has said anything of is pending."""
    shared = (key for key, way in materials.items() if way == "shared")
    return tuple(Verified(material=key, way=said.get(key, PENDING)) for key in shared)


class VerifyingDesk:
    """Whoever looks into the registers afterwards."""

    def __init__(self, store: Store, trust: Trust) -> None:
        self._store = store
        self._trust = trust

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
            seen = after(case, work.journal.enter(payload, "case.verified", case_no).happened)
            work.cases.put(seen)
            _keep(work.drawer, rest)
            return seen


def _keep(drawer: Drawer, waiting: Sequence[ToVerify]) -> None:
    drawer.set_setting(_LIST, json.dumps([asdict(one) for one in waiting]))
