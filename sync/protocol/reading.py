"""An entry as those who keep it for others read it (hub and city): its id, kind and case, the scans it names.

Nothing is refused for what it says. A body that is no body of ours is kept under the hash of its bytes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from sync.protocol.audience import ACCOUNTS, FOR_ALL, RATED, RULED, centre_of, goes_down, ruled_area, staff_of
from sync.protocol.entry import Entry
from sync.protocol.kinds import Attachment

UNREADABLE = "unreadable"
NUL = "\x00"  # a letter that PostgreSQL keeps in no text
_NAME = re.compile(r"[0-9a-f]{64}")
_LARGEST = 2**53  # bytes: what every reader of JSON can count


@dataclass(frozen=True, slots=True)
class Happening:
    """What the fold of a case sees (kiosk.domain.case.Happening)."""

    kind: str
    actor: str
    at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """One entry, read. `happening` is None when its body cannot be understood."""

    entry: Entry
    id: str
    kind: str
    case_no: str | None
    happening: Happening | None
    attachments: tuple[Attachment, ...]

    @property
    def down(self) -> bool:
        """Whether it goes to other devices of its centre; kinds unknown here do, if they are about a case."""
        if self.kind in FOR_ALL:
            return not centre_of(self.entry.device)  # the city's own word alone
        if self.kind.startswith(ACCOUNTS):
            return bool(staff_of(self.entry.device, self.kind, self.payload))
        if self.kind == RULED:
            return bool(ruled_area(self.entry.device, self.kind, self.payload))
        if self.kind == RATED:  # what was said at a window stays above; what was said on the page comes down
            return self.case_no is not None and not centre_of(self.entry.device)
        return self.case_no is not None and goes_down(self.kind)

    @property
    def concerns_case(self) -> bool:
        """Whether the fold of a case has to see it."""
        return self.case_no is not None and self.kind.startswith("case.")

    @property
    def payload(self) -> Mapping[str, Any]:
        """What it says; nothing when it cannot be understood."""
        return self.happening.payload if self.happening else {}


class _Anything(msgspec.Struct):
    """A body, whatever its version: only what cannot be done without."""

    id: str
    kind: str
    case: str | None = None
    actor: str = ""
    wall: str = ""
    payload: dict[str, Any] = {}


_BODIES = msgspec.json.Decoder(_Anything)


def read_entry(entry: Entry) -> Read:
    """Never raises."""
    try:
        body = _BODIES.decode(entry.body)
        happening = Happening(body.kind, body.actor, datetime.fromisoformat(body.wall), body.payload)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _unreadable(entry)
    case_no = body.case[:80] if body.case else None
    named = (body.id, body.kind, case_no or "")
    if happening.at.tzinfo is None or not body.id or len(body.id) > 64 or len(body.kind) > 80 or NUL in "".join(named):
        return _unreadable(entry)
    return Read(entry, body.id, body.kind, case_no, happening, _attachments(body.payload))


def _unreadable(entry: Entry) -> Read:
    return Read(entry, f"hash:{entry.body_hash.hex()[:59]}", UNREADABLE, None, None, ())


def _attachments(payload: Mapping[str, Any]) -> tuple[Attachment, ...]:
    named = payload.get("attachments")
    if not isinstance(named, list):
        return ()
    found = []
    for one in named:
        try:
            named_one = msgspec.convert(one, Attachment)
        except msgspec.ValidationError:
            continue  # of a later version: kept with its entry, asked for by whoever knows it
        if _NAME.fullmatch(named_one.sha256) and 0 < named_one.size <= _LARGEST:
            found.append(named_one)
    return tuple(found)
