"""The kinds of entry about the line (排队): what happens to a number, to a window, and to the rules of the line."""

from typing import Any

from sync.protocol.payload import Payload


class TicketTaken(Payload, frozen=True, kw_only=True):
    """`ticket.taken`: a number given out; `arrival` is its place in the day's line, whatever a clock says. No
    personal data: `person` is a keyed hash, only for 'one open
    ticket each'."""

    ticket: str
    day: str
    number: str
    matter: str
    arrival: int
    person: str = ""
    green: bool = False
    said: tuple[int, int] | None = None  # minutes of waiting that the slip promised, from and to


class TicketMoved(Payload, frozen=True, kw_only=True):
    """`ticket.recalled`, `ticket.missed`, `ticket.served`, `ticket.undone`: what a window did with a number,
    or that its
    last step was taken back. `note`: by which rule a number was given up without a clerk."""

    ticket: str
    day: str
    number: str
    window: str = ""
    note: str = ""


class TicketCalled(TicketMoved, frozen=True, kw_only=True):
    """`ticket.called`: called to `window` as the day's call number `turn`, before `jumped` that came earlier."""

    turn: int = 0
    jumped: int = 0


class TicketHeld(TicketMoved, frozen=True, kw_only=True):
    """`ticket.held` 挂起: `hold` is 'away' (不持件), 'kept' (持件) or 'outside' (等待)."""

    hold: str


class TicketTransferred(TicketMoved, frozen=True, kw_only=True):
    """`ticket.transferred` 转移: from `window` to the window `to`, or to another `matter` at any window."""

    to: str = ""
    matter: str = ""


class TicketRejoined(TicketMoved, frozen=True, kw_only=True):
    """`ticket.rejoined` 过号回队: waits again, behind the one that arrived as number `behind`."""

    behind: int = 0


class TicketMatterAdded(TicketMoved, frozen=True, kw_only=True):
    """`ticket.matter_added`: one matter more is done on this ticket."""

    matter: str


class SlipPrinted(Payload, frozen=True, kw_only=True):
    """`slip.printed`: what became of the slip of a number at `printer`. `state` is 'confirmed' (the printer said so),
    'sent' (it cannot say) or 'failed' with its `trouble`; `again`: printed before, and marked so (补打)."""

    ticket: str
    day: str
    number: str
    printer: str
    state: str
    trouble: str = ""
    again: bool = False


class WindowStands(Payload, frozen=True, kw_only=True):
    """`window.paused`, `window.reopened` 暂停: the window calls nobody, and why."""

    window: str
    reason: str = ""


class LineRuled(Payload, frozen=True, kw_only=True):
    """`line.ruled`: how the line is run from now on (`kiosk.domain.queue.LineRules`)."""

    rules: dict[str, Any]
