"""What came of a thing done at a desk: plain values for a screen or the command line, and what was changed by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # the LAN reads these shapes
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.queue import wait_range

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.domain.case import Case
    from kiosk.domain.rating import Level
    from kiosk.domain.staff import Role
    from kiosk.domain.ticket import Ticket
    from kiosk.domain.wishes import HelpAsked, RatingAsked


class Changed(StrEnum):
    """What a screen may have to read again."""

    QUEUE = "queue"
    CASES = "cases"
    DRAFTS = "drafts"
    POST = "post"
    SETTINGS = "settings"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class TicketTaken:
    """A number was given out, with the people ahead of it. `again`: he has it already, for this very matter."""

    ticket: Ticket
    ahead: int
    again: bool = False
    changed: frozenset[Changed] = frozenset({Changed.QUEUE})


@dataclass(frozen=True, slots=True)
class TicketMoved:
    """What became of a number at a window."""

    ticket: Ticket
    changed: frozenset[Changed] = frozenset({Changed.QUEUE})


@dataclass(frozen=True, slots=True)
class LineRun:
    """Something about the line itself was changed; `count` numbers were given up by it."""

    count: int = 0
    changed: frozenset[Changed] = frozenset({Changed.QUEUE, Changed.SETTINGS})


@dataclass(frozen=True, slots=True)
class Wished:
    """Somebody in the hall waits for something, or no longer does; `id` names the wish."""

    id: str
    changed: frozenset[Changed] = frozenset({Changed.QUEUE})


@dataclass(frozen=True, slots=True)
class RatingTaken:
    """A service (`name`: its case, or its ticket's id) was rated, or, without a level, was passed by."""

    name: str
    level: Level | None
    changed: frozenset[Changed] = frozenset({Changed.POST})


@dataclass(frozen=True, slots=True)
class QueueSeen:
    """The line as it stands: who waits, in order; who is at a window; who rests; the latest calls, newest first; who
    missed his call. `pace` are the minutes of today's finished services, by matter; `paused` windows with
    their reasons. `long_queue`, `green_age`, `late_minutes` and `undo_seconds` are the line's rules of
    that name. `help` and `ratings` are what somebody in the hall waits for.
    """

    day: date
    waiting: tuple[Ticket, ...]
    serving: tuple[Ticket, ...]
    recent: tuple[Ticket, ...]
    missed: tuple[Ticket, ...]
    pace: tuple[float, ...]
    held: tuple[Ticket, ...] = ()
    paused: Mapping[str, str] = field(default_factory=dict)
    long_queue: int = 0
    green_age: int = 0
    help: tuple[HelpAsked, ...] = ()
    ratings: tuple[RatingAsked, ...] = ()
    late_minutes: int = 0
    undo_seconds: int = 0

    def next_for(self, window: str) -> Ticket | None:
        """A quiet look at who comes next to a window, the green channel's turn left out; nobody is called by it."""
        return next((t for t in self.waiting if t.now.to in ("", window)), None)

    def wait_for(self, ahead: int) -> tuple[int, int] | None:
        """An honest range of minutes with so many people ahead; None while too few services were measured."""
        return wait_range(ahead, len({t.window for t in self.serving}), self.pace)


@dataclass(frozen=True, slots=True)
class CaseTaken:
    """A case was filed. `kind` is the entry's kind; `qr` the whole text of the receipt's code; `again` when a
    retry."""

    case: Case
    kind: str
    qr: str
    again: bool = False
    changed: frozenset[Changed] = frozenset({Changed.CASES, Changed.POST, Changed.QUEUE, Changed.DRAFTS})


@dataclass(frozen=True, slots=True)
class JointTaken:
    """Cases filed in one go, in the order of filing. `again` when a retry."""

    joint: str
    name: str
    taken: tuple[CaseTaken, ...]
    again: bool = False
    changed: frozenset[Changed] = frozenset({Changed.CASES, Changed.POST, Changed.QUEUE, Changed.DRAFTS})


@dataclass(frozen=True, slots=True)
class CaseMovedOn:
    """A case took a step at this window (supplemented, withdrawn, delivered …)."""

    case: Case
    changed: frozenset[Changed] = frozenset({Changed.CASES, Changed.POST})


@dataclass(frozen=True, slots=True)
class CaseFound:
    """One line of a search, personal data in full (a clerk's screen); `state` as the case has it; `agent` the name of
    who acts for the applicant, empty when he came himself."""

    case_no: str
    matter: str
    state: str
    applicant: str
    id_number: str
    phone: str
    filed_at: datetime
    due_on: date | None
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled form, saved as typed. `raw` is what stands in the fields, unjudged; `materials` likewise. `holder`
    has it at `window`, on the counter or put aside (`parked_at`); `beside`: (window, holder) of whoever goes on with
    the same one elsewhere."""

    id: str
    matter: str
    version: int
    raw: dict[str, object]
    materials: dict[str, str]
    ticket: str
    saved_at: datetime
    holder: str = ""
    window: str = ""
    parked_at: datetime | None = None
    beside: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """A draft that was put aside at a window: whose (`name`, '' where none was typed), which matter and number, who had
    it (`holder`, at `window` of `device`) and since when it rests."""

    id: str
    device: str
    matter: str
    version: int
    ticket: str
    name: str
    holder: str
    window: str
    parked_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a draft that a PC laid on the shelf: `by` is (window, holder) of whoever took it, None while it
    lies there; `parked_at` as it was laid there."""

    id: str
    parked_at: datetime
    by: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A copy of a paper outside the store: where it is, and when it will be removed."""

    path: Path
    until: datetime


@dataclass(frozen=True, slots=True)
class PostSeen:
    """The badge: entries that the city has not acknowledged, the last good contact, and why the last try failed;
    `on_stick` of those that wait lie on a stick and are not yet confirmed, `at_hub` lie at the centre's hub;
    `second_hub`: another hub of this centre was heard, its device or address."""

    waiting: int
    last_contact: datetime | None
    trouble: str = ""
    enrolled: bool = False
    on_stick: int = 0
    at_hub: int = 0
    second_hub: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody is at this device by right: number, name, roles. `change`: first a new secret has to be set."""

    staff: str
    name: str
    roles: frozenset[Role]
    change: bool = False

    @property
    def actor(self) -> str:
        """How the journal names this person."""
        return f"staff:{self.staff}"


@dataclass(frozen=True, slots=True)
class StaffSession:
    """A session of the command line: `token` is a digest of what its holder has; `used` when it was last good."""

    name: str
    staff: str
    token: str
    used: datetime


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as the store has it: place, body's bytes as first written, their hash in hex."""

    n: int
    device: str
    epoch: int
    seq: int
    body: bytes
    body_hash: str
