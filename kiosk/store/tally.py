"""What the entries add up to: cases, tickets and accounts folded from the journal, from its first entry or of some rows
alone. The tables are held against it, and set right by it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.domain import ticket as tickets
from kiosk.domain.case import FILINGS, Case, Happening, StepDoesNotFit, after
from kiosk.domain.staff import Account
from kiosk.domain.staff import after as staff_after
from kiosk.domain.ticket import Ticket
from kiosk.store.marks import SAYING
from kiosk.store.pruning import PRUNED
from kiosk.store.search import marks_of
from kiosk.store.words import Problem
from sync.protocol.audience import ACCOUNTS
from sync.protocol.entry import GENESIS, DeviceId, Entry
from sync.protocol.reading import Read, read_entry

TICKETS = "ticket."


@dataclass(slots=True)
class Tally:
    """What the entries add up to while they are read once, in the order in which they were applied here."""

    centre: str = ""  # whose accounts are kept here
    aside: dict[str, str] = field(default_factory=dict)  # why an entry does not count, by its id
    cases: dict[str, Case] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    accounts: dict[str, Account | None] = field(default_factory=dict)
    marks: set[tuple[str, str]] = field(default_factory=set)
    early: dict[str, list[tuple[str, Happening]]] = field(default_factory=dict)  # what waits for its case, by number
    pruned: list[tuple[str, int, str]] = field(default_factory=list)  # what the journal says was erased

    def take(self, n: int, content: bytes, body_hash: bytes, own: bool) -> Iterator[Problem]:
        """One entry from its body."""
        read = read_entry(Entry(DeviceId(""), 0, 0, GENESIS, content, body_hash, GENESIS))
        yield from self.fold(read, f"#{n}", own)

    def fold(self, read: Read, where: str, own: bool) -> Iterator[Problem]:
        """One entry, by the laws by which the desks fold it. One that lies aside counts nothing."""
        if read.case_no and read.kind in SAYING:
            self.marks.update((word, read.case_no) for word in marks_of(read.payload))
        if read.id in self.aside:
            if self._would_fit(read):
                yield Problem("aside_wrongly", where)
        elif read.happening is None:
            yield Problem("body_unreadable", where)
        else:
            try:
                self._fold(read, read.happening, where, own)
            except StepDoesNotFit:
                yield Problem("step_does_not_fit", where)
            except (KeyError, ValueError):
                yield Problem("body_unreadable", where)

    def _fold(self, read: Read, happening: Happening, where: str, own: bool) -> None:
        if read.concerns_case:
            self._case(read.case_no or "", where, happening)
        elif read.kind.startswith(TICKETS) and own:
            number = f"{read.payload['day']} {read.payload['number']}"
            self.tickets[number] = tickets.after(self.tickets.get(number), happening)
        elif read.kind == PRUNED and own:
            self.pruned.append((read.payload["at"], read.payload["count"], read.payload["digest"]))
        elif read.kind.startswith(ACCOUNTS):
            staff = str(read.payload["staff"])
            if own or read.payload["centre"] == self.centre or staff in self.accounts:
                self.accounts[staff] = staff_after(self.accounts.get(staff), happening)

    def _case(self, case_no: str, where: str, happening: Happening) -> None:
        """What came before its case was filed waits for that, as in the post room."""
        before = self.cases.get(case_no)
        if before is None and happening.kind not in FILINGS:
            self.early.setdefault(case_no, []).append((where, happening))
            return
        self.cases[case_no] = after(before, happening)
        for at, one in self.early.pop(case_no, ()):
            self._case(case_no, at, one)

    def _would_fit(self, read: Read) -> bool:
        """Whether an entry lies aside that follows from its case's state: nobody takes a step out of the count behind
        the journal's back. One that means the other of two cases with one number lies aside rightly."""
        case = self.cases.get(read.case_no or "")
        if case is None or read.happening is None or not read.concerns_case or "filing" in read.payload:
            return False
        try:
            return after(case, read.happening).case_no == read.case_no
        except ValueError:
            return False


def why_aside(connection: Any) -> dict[str, str]:
    """Why each entry that lies aside does not count, by its id."""
    return dict(connection.execute("SELECT entry_id, reason FROM set_aside").fetchall())
