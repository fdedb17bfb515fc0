"""One piece of work with the line: what a window, the hall and the head of the centre do to it has its steps here.

Everything is read and written within one transaction; the table is never anything else than what the journal says.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kiosk.app.rulings import ruled_names_in, standing_in
from kiosk.domain.case import StepDoesNotFit
from kiosk.domain.deadline import business_day
from kiosk.domain.queue import ORDINARY_RULES, LineRules, opens_at, slot_of, sweep_due
from kiosk.domain.refusals import HallClosed, NothingToUndo, SlotFull, TicketElsewhere, TicketUnknown
from kiosk.domain.ticket import Ticket, TicketState, after

if TYPE_CHECKING:
    from datetime import date

    from kiosk.app.ports import Work
    from sync.protocol.kinds import Payload

GROUP = "line"
RULES, DAY, SWEPT, PAUSED, PRESSED = "line.rules", "line.day", "line.swept", "line.paused", "line.pressed/"
SWEEP_NOTE, HOLD_NOTE, LEFT_NOTE, HANDED_NOTE = "swept", "held_too_long", "left_overnight", "handed_over"
_NIGHTS = timedelta(days=7)  # how far back a line is looked for that is kept overnight
_OPEN_FIRST = (TicketState.CALLED, TicketState.HELD, TicketState.WAITING)


class Line:
    """The line within one transaction. `day` is the business day: a clock that was put back does not lead it back."""

    def __init__(self, work: Work, at: datetime) -> None:
        self.work = work
        self.at = at
        self.rules = read_rules(work)
        self.day = max(business_day(at), _last_day(work) or business_day(at))

    @property
    def since(self) -> date:
        """The first day whose numbers are still in the line."""
        return self.day - _NIGHTS if self.rules.overnight else self.day

    def waiting(self) -> list[Ticket]:
        """Who waits."""
        return list(self.work.line.waiting(self.since))

    def find(self, number: str) -> Ticket:
        """A number of today, or one from before that is still open. Refuses one that is not there."""
        wanted = number.strip().upper()
        today = self.work.tickets.by_number(self.day, wanted)
        if self.since == self.day or (today is not None and today.state in _OPEN_FIRST):
            found = today
        else:
            open_ones = [t for t in self.work.line.open_since(self.since) if t.number == wanted]
            found = min(open_ones, key=lambda t: _OPEN_FIRST.index(t.state), default=today)
        if found is None:
            raise TicketUnknown(number)
        return found

    def must_give_out(self) -> None:
        """Refuse outside the hours in which numbers are given out, and when this stretch of the day has its quota."""
        if opens := opens_at(self.rules, self.at):
            raise HallClosed(opens)
        begun, ends = slot_of(self.rules, self.at)
        if self.rules.slot_quota:
            taken = sum(begun <= t.taken_at < ends for t in self.work.tickets.of_day(self.day))
            if taken >= self.rules.slot_quota:
                raise SlotFull(f"{ends:%H:%M}")

    def enter(self, before: Ticket | None, payload: Payload, kind: str) -> Ticket:
        """Enter it, and let the entry say what becomes of the ticket."""
        entered = self.work.journal.enter(payload, kind)
        try:
            ticket = after(before, entered.happened)
        except StepDoesNotFit as no:
            raise TicketElsewhere(before.number if before else "", no.state) from no
        self.work.tickets.put(ticket)
        return ticket

    def move(self, ticket: Ticket, kind: str, window: str, note: str = "") -> Ticket:
        """One of the steps that need no more than a window."""
        from sync.protocol.kinds import TicketMoved

        return self.enter(ticket, TicketMoved(**about(ticket), window=window, note=note), kind)

    def press(self, window: str, *tickets: Ticket) -> None:
        """Remember what a window's key did, for as long as it may be taken back."""
        told = {"at": self.at.isoformat(), "did": [[t.day.isoformat(), t.number, len(t.periods)] for t in tickets]}
        self.work.drawer.set_setting(PRESSED + window, json.dumps(told))

    def pressed(self, window: str) -> list[Ticket]:
        """The tickets that this window's last key moved, the last one first. Refuses when that is over."""
        from datetime import date

        told = json.loads(self.work.drawer.setting(PRESSED + window, "{}"))
        seconds = self.rules.undo_seconds
        if not told or abs((self.at - datetime.fromisoformat(told["at"])).total_seconds()) > seconds:
            raise NothingToUndo(window, seconds)
        found = []
        for day, number, periods in reversed(told["did"]):
            ticket = self.work.tickets.by_number(date.fromisoformat(day), number)
            if ticket is None or len(ticket.periods) != periods:
                raise NothingToUndo(window, seconds)
            found.append(ticket)
        self.work.drawer.set_setting(PRESSED + window, "{}")
        return found

    def paused(self) -> dict[str, str]:
        """The windows that are paused, each with its reason."""
        told: dict[str, str] = json.loads(self.work.drawer.setting(PAUSED, "{}"))
        return told

    def tidy(self) -> int:
        """Give up what the rules give up by now: rests that lasted too long, the line at a time of sweeping, and what
        yesterday left. Returns how many. Done at each piece of work, so that no moment of it can be missed."""
        given_up = [(t, HOLD_NOTE) for t in self.work.line.held(self.since) if self._rested(t)]
        if self._sweep_due():
            given_up += [(t, SWEEP_NOTE) for t in self.waiting()]
            self.work.drawer.set_setting(SWEPT, self.at.isoformat())
        if _last_day(self.work) != self.day:
            given_up += [(t, LEFT_NOTE) for t in self._left_over()]
            self.work.drawer.set_setting(DAY, self.day.isoformat())
        for ticket, note in given_up:
            self.move(ticket, "ticket.missed", ticket.window, note)
        return len(given_up)

    def _rested(self, ticket: Ticket) -> bool:
        minutes = self.rules.hold_minutes(ticket.now.hold)
        return bool(minutes) and self.at - ticket.now.begun >= timedelta(minutes=minutes)

    def _sweep_due(self) -> bool:
        if not self.rules.sweeps:
            return False
        last = self.work.drawer.setting(SWEPT)
        begun = datetime.fromisoformat(last) if last else self.at.replace(hour=0, minute=0, second=0, microsecond=0)
        return sweep_due(self.rules, begun, self.at)

    def _left_over(self) -> list[Ticket]:
        """What stands open from a week back to yesterday, when lines are not kept overnight."""
        if self.rules.overnight:
            return []
        return [t for t in self.work.line.open_since(self.day - _NIGHTS) if t.day < self.day]


def about(ticket: Ticket) -> dict[str, Any]:
    """How an entry names its ticket."""
    return {"ticket": ticket.id, "day": ticket.day.isoformat(), "number": ticket.number}


def read_rules(work: Work) -> LineRules:
    """How the line is run: as it was ruled for the whole centre or above it, else as this PC kept it from before."""
    own = work.drawer.setting(RULES)
    ruled = ruled_names_in(work.drawer, GROUP)
    if not ruled:
        return rules_from(json.loads(own)) if own else ORDINARY_RULES
    told = {**asdict(ORDINARY_RULES), **(json.loads(own) if own else {})}
    for full in ruled:
        name, ruling = full.partition(".")[2], standing_in(work.drawer, full)
        told[name] = json.loads(ruling.value) if ruling else asdict(ORDINARY_RULES).get(name)
    return rules_from(told)


def rules_from(told: dict[str, Any]) -> LineRules:
    """Rules from plain values; what a later version wrote and this one does not know is left out."""
    known = {name: value for name, value in told.items() if name in asdict(ORDINARY_RULES)}
    for times in ("sweeps", "hours"):
        if times in known:
            known[times] = tuple(known[times])
    if "holds" in known:
        known["holds"] = tuple((str(kind), int(minutes)) for kind, minutes in known["holds"])
    return LineRules(**known)


def _last_day(work: Work) -> date | None:
    from datetime import date

    told = work.drawer.setting(DAY)
    return date.fromisoformat(told) if told else None
