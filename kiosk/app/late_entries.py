"""The list of what was taken on paper and entered later (补录), for those who supervise: how far the entry lies from
the paper, and whose it is (体外循环)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.finding import Sieve
from kiosk.app.sheets import csv_of
from kiosk.app.words import LATE_COLUMNS, YES_NO
from kiosk.domain.deadline import CHINA
from kiosk.domain.person import mask_name
from sync.protocol.kinds import Looked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from kiosk.app.outcomes import Exported
    from kiosk.app.ports import Exporter, Store
    from kiosk.domain.case import Case

LOOKED = "person.looked"
MOST = 5000  # cases of the period, the newest
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A case that was entered later than it was taken: both times, the minutes between, by whom, why; `number` is the
    paper's own, `late` that it is longer than the centre allows. The applicant is masked."""

    case_no: str
    matter: str
    applicant: str
    taken_at: datetime
    entered_at: datetime
    minutes: int
    actor: str
    reason: str
    number: str
    late: bool


class LateEntriesDesk:
    """For the head of the centre and for supervision."""

    def __init__(self, store: Store, exports: Exporter, now: Callable[[], datetime]) -> None:
        self._store = store
        self._exports = exports
        self._now = now

    def listed(self, since: date, until: date) -> Sequence[LateEntry]:
        """What was taken on these days (both included), the longest gap first."""
        with self._store.look() as work:
            sieve = Sieve(since=since, until=until)
            cases = [work.cases.get(one.case_no) for one in work.cases.find("", MOST, sieve)]
        found = [_entry(case) for case in cases if case is not None and case.on_paper is not None]
        return sorted(found, key=lambda one: (-one.minutes, one.case_no))

    def export(self, since: date, until: date, actor: str) -> Exported:
        """The same as a file that is removed after a day; entered in the journal before it is written."""
        rows = self.listed(since, until)
        with self._store.work(actor) as work:
            work.journal.enter(Looked(what="export", purpose="late"), LOOKED)
        content = csv_of(LATE_COLUMNS, (_cells(one) for one in rows))
        return self._exports.put(f"late-{since:%Y%m%d}-{until:%Y%m%d}-{self._now():%H%M%S}.csv", content)


def _entry(case: Case) -> LateEntry:
    mark = case.on_paper
    assert mark is not None
    minutes = int((mark.entered_at - case.filed_at).total_seconds()) // _MINUTE
    actor = next((step.actor for step in case.steps if step.at == mark.entered_at), "")
    return LateEntry(
        case_no=case.case_no,
        matter=case.matter,
        applicant=mask_name(case.applicant),
        taken_at=case.filed_at,
        entered_at=mark.entered_at,
        minutes=minutes,
        actor=actor,
        reason=mark.reason,
        number=mark.number,
        late=mark.late,
    )


def _cells(one: LateEntry) -> Sequence[object]:
    taken, entered = (f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" for at in (one.taken_at, one.entered_at))
    actor = one.actor.removeprefix("staff:")
    where = (one.case_no, one.matter, one.applicant)
    return (*where, taken, entered, one.minutes, actor, one.reason, one.number, YES_NO[one.late])
