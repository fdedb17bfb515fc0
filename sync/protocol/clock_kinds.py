"""The kinds of entry that make a case's clock stand still, go on, or be reckoned anew: 特别程序, 公示, 补正, another
calendar. Each carries the day that it comes to, so that whoever folds it needs no calendar."""

import msgspec

from sync.protocol.amend_kinds import Collector, ReturnedThing
from sync.protocol.filed_parts import Attachment
from sync.protocol.payload import Payload


class CaseStopped(Payload, frozen=True, kw_only=True):
    """`case.suspended` 特别程序, `case.noticed` 公示: from `since` (that day no longer counts) the promised clock
    stands still: which `procedure`, about how many `days` of the `unit`, and who approved it. `to` is where a notice
    hangs; `until` its last day."""

    text: str = ""
    procedure: str = ""
    since: str = ""
    until: str = ""
    days: int = 0
    unit: str = "workday"
    approved_by: str = ""
    to: str = ""
    document: str = ""


class CaseGoesOn(Payload, frozen=True, kw_only=True):
    """`case.resumed`, `case.notice_ended`, `case.supplemented`: the clock goes on, this day counts. `due_on` is when
    the case is due now (before acceptance: when it is answered), empty where that did not move; `silent` when it is due
    if nobody answers in time."""

    text: str = ""
    to: str = ""
    materials: dict[str, str] = msgspec.field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    document: str = ""
    collector: Collector | None = None
    returned: tuple[ReturnedThing, ...] = ()
    due_on: str = ""
    estimated: bool = False
    silent: str = ""


class CaseRedated(Payload, frozen=True, kw_only=True):
    """`case.redated`: another calendar holds (`calendar` is its version), and an open case is due on another day by it,
    or no longer only by estimate. `before` is the day that it was due on."""

    calendar: str
    before: str
    due_on: str
    estimated: bool = False
    silent: str = ""
    text: str = ""


CLOCKS: dict[str, type[Payload]] = {
    "case.suspended": CaseStopped,
    "case.noticed": CaseStopped,
    "case.resumed": CaseGoesOn,
    "case.notice_ended": CaseGoesOn,
    "case.supplemented": CaseGoesOn,
    "case.redated": CaseRedated,
}
