"""The check (`kiosk check`): the journal against itself, numbers against each other, tables against the
journal, scans."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from kiosk.domain import ticket as tickets
from kiosk.domain.case import FILINGS, Case, Happening, StepDoesNotFit, after
from kiosk.domain.refusals import Trouble
from kiosk.domain.staff import Account
from kiosk.domain.staff import after as staff_after
from kiosk.domain.ticket import Ticket, is_reserved, next_count
from kiosk.store.cases import CaseTable, says
from kiosk.store.chain import Place, walk
from kiosk.store.check_heads import check_heads
from kiosk.store.check_peers import check_peers
from kiosk.store.origins import check_origins
from kiosk.store.pruning import PRUNED, check_pruned
from kiosk.store.tickets import TicketTable
from kiosk.store.words import Problem
from kiosk.store.work import StoreWork
from sync.protocol.audience import ACCOUNTS, centre_of
from sync.protocol.entry import GENESIS, DeviceId, Entry, sha256
from sync.protocol.reading import Read, read_entry
from sync.protocol.seal import sm3

_KEPT = (
    "SELECT own, n, id, body_hash, content, p.n IS NULL, kind, case_no FROM entry LEFT JOIN body USING (n)"
    " LEFT JOIN place_elsewhere p USING (n) ORDER BY n"
)
_PLACES = "SELECT epoch, seq, prev, chain, body_hash, p.n FROM place p LEFT JOIN entry USING (n) ORDER BY epoch, seq"


class Scans(Protocol):
    """Where the scans are: on this disk, or on a backup's medium."""

    def read(self, sha256: str, /) -> bytes: ...


@dataclass(slots=True)
class _Tally:
    """What the entries add up to while they are read once, from the first to the last."""

    centre: str = ""  # whose accounts are kept here
    cases: dict[str, Case] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    accounts: dict[str, Account | None] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    early: dict[str, list[tuple[str, Happening]]] = field(default_factory=dict)  # what waits for its case, by number
    pruned: list[tuple[str, int, str]] = field(default_factory=list)  # what the journal says was erased
    erased: set[int] = field(default_factory=set)
    scans: set[str] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)
    entries: int = 0


def check_store(work: StoreWork, blobs: Scans) -> tuple[int, list[Problem]]:
    """Count the entries and list every problem; an empty list means that nothing was altered, lost or doubled."""
    tally = _Tally(
        centre=centre_of(work.device),
        aside={row[0] for row in work.connection.execute("SELECT entry_id FROM set_aside")},
        erased={row[0] for row in work.connection.execute("SELECT n FROM tombstone")},
    )
    problems = list(walk(work.device, _noted(tally, work.connection.execute(_PLACES))))
    problems += [p for row in work.connection.execute(_KEPT) for p in _entry(tally, row)]
    problems += check_pruned(work.connection, tally.pruned)
    problems += check_origins(work.connection)
    problems += check_heads(work.connection, work.device)
    problems += check_peers(work)
    problems += [Problem("step_does_not_fit", at) for early in tally.early.values() for at, _ in early]
    problems += _cases(tally, work.cases)
    problems += _tickets(tally, work.tickets)
    problems += _accounts(tally, work)
    carried = work.connection.execute("SELECT DISTINCT sha256 FROM peer_scan WHERE whole = 1")
    tally.scans.update(name for (name,) in carried)
    problems += [p for name in sorted(tally.scans) for p in _scan(blobs, name)]
    return tally.entries, problems


def _noted(tally: _Tally, rows: Iterable[tuple[Any, ...]]) -> Iterator[Place]:
    """The places, and in the tally which entries stand there."""
    for epoch, seq, prev, chain, body_hash, n in rows:
        tally.placed.add(n)
        yield epoch, seq, prev, chain, body_hash


def _entry(tally: _Tally, row: tuple[Any, ...]) -> Iterator[Problem]:
    """One entry in the order in which it was applied: its body's digest, and what it adds up to."""
    own, n, entry_id, body_hash, content, from_here, kind, case_no = row
    tally.entries += 1
    if own not in (0, 1) or bool(own) != (n in tally.placed):
        yield Problem("entry_unplaced", f"#{n}")
    if content is None and n in tally.erased:
        return
    if content is None:
        yield Problem("body_missing", f"#{n}")
    elif not isinstance(content, bytes) or body_hash not in _digests(content, own == 1):
        yield Problem("body_altered", f"#{n}")
    else:
        read = read_entry(Entry(DeviceId(""), 0, 0, GENESIS, content, body_hash, GENESIS))
        if (read.id, read.kind, read.case_no) != (entry_id, kind, case_no):
            yield Problem("entry_altered", f"#{n}")
        if entry_id in tally.aside:
            return
        yield from _fold(tally, read, f"#{n}", own == 1)
        if from_here:  # whose scans and papers lie on this disk; others' lie on theirs
            tally.scans.update(scan.sha256 for scan in read.attachments)
            if read.kind == "document.printed":
                tally.scans.add(str(read.payload.get("sha256")))


def _digests(content: bytes, own: bool) -> Iterator[bytes]:
    """What a body may be hashed to: others name the hash of their journal, own ones are SHA-256."""
    yield sha256(content)
    if not own:
        yield sm3(content)


def _fold(tally: _Tally, read: Read, where: str, own: bool) -> Iterator[Problem]:
    if read.happening is None:
        yield Problem("body_unreadable", where)
        return
    try:
        if read.concerns_case:
            _fold_case(tally, read.case_no or "", where, read.happening)
        elif read.kind.startswith("ticket.") and own:
            number = f"{read.payload['day']} {read.payload['number']}"
            tally.tickets[number] = tickets.after(tally.tickets.get(number), read.happening)
        elif read.kind == PRUNED and own:
            tally.pruned.append((read.payload["at"], read.payload["count"], read.payload["digest"]))
        elif read.kind.startswith(ACCOUNTS):
            staff = str(read.payload["staff"])
            if not own and read.payload["centre"] != tally.centre and staff not in tally.accounts:
                return
            tally.accounts[staff] = staff_after(tally.accounts.get(staff), read.happening)
    except StepDoesNotFit:
        yield Problem("step_does_not_fit", where)
    except (KeyError, ValueError):
        yield Problem("body_unreadable", where)


def _fold_case(tally: _Tally, case_no: str, where: str, happening: Happening) -> None:
    """What came before its case was filed waits for that, as in the post room."""
    before = tally.cases.get(case_no)
    if before is None and happening.kind not in FILINGS:
        tally.early.setdefault(case_no, []).append((where, happening))
        return
    tally.cases[case_no] = after(before, happening)
    for at, one in tally.early.pop(case_no, ()):
        _fold_case(tally, case_no, at, one)


def _cases(tally: _Tally, table: CaseTable) -> Iterator[Problem]:
    records = table.records()
    for case_no in sorted(records.keys() | tally.cases.keys()):
        if case_no not in tally.cases:
            yield Problem("case_without_entry", case_no)
        elif case_no not in records:
            yield Problem("case_lost", case_no)
        elif not says(records[case_no], tally.cases[case_no]):
            yield Problem("case_altered", case_no)


def _accounts(tally: _Tally, work: StoreWork) -> Iterator[Problem]:
    """Who works here, as the journal tells it: nobody makes himself an administrator behind its back."""
    kept = {account.staff: account for account in work.staff.all()}
    told = {staff: account for staff, account in tally.accounts.items() if account is not None}
    for staff in sorted(kept.keys() | told.keys()):
        if kept.get(staff) != told.get(staff):
            yield Problem("account_altered", staff)


def _tickets(tally: _Tally, table: TicketTable) -> Iterator[Problem]:
    kept = {f"{t.day.isoformat()} {t.number}": t for t in table.all()}
    for number in sorted(kept.keys() | tally.tickets.keys()):
        if number not in tally.tickets:
            yield Problem("ticket_without_entry", number)
        elif number not in kept:
            yield Problem("ticket_lost", number)
        elif kept[number] != tally.tickets[number]:
            yield Problem("ticket_altered", number)
    last: dict[str, int] = {}
    for t in sorted(kept.values(), key=lambda t: (t.day, t.prefix, t.count)):
        series = f"{t.day.isoformat()} {t.prefix}"
        if is_reserved(t.count):  # given out where the line was out of reach: no promise of being whole
            continue
        if t.count != (expected := next_count(last.get(series, 0))):
            yield Problem("ticket_gap", f"{series}{expected:03d}")
        last[series] = t.count


def _scan(blobs: Scans, name: str) -> Iterator[Problem]:
    try:
        blobs.read(name)
    except Trouble as trouble:
        yield Problem(trouble.key, name)
