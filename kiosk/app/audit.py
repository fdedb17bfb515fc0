"""The audit desk: the journal looked through, handed out as a file, and checked. Who audits is journaled himself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Protocol

from kiosk.app.sheets import csv_of
from kiosk.domain.deadline import CHINA
from kiosk.domain.staff import Role
from kiosk.domain.staff.words import role_word
from kiosk.domain.words import state_word
from sync.protocol.audit_kinds import AuditExported, AuditSearched, AuditVerified

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.app.outcomes import Exported, RawEntry
    from kiosk.app.ports import Exporter, Store

PAGE = 200
COLUMNS = ("device", "epoch", "seq", "at", "actor", "kind", "case", "before", "after", "said", "id", "hash")
# What an auditor is told of a payload: what was done, never to whom. Names, numbers and answers stay in the entry.
_TOLD = (
    *("what", "purpose", "how", "why", "staff", "roles", "window", "document", "number", "copy", "again", "printer"),
    *("trouble", "reason", "material", "matter", "result", "until", "way", "format", "count", "found", "problems"),
    *("back", "moved", "version", "values", "url", "role", "digest", "ticket", "slots", "medium"),
)


@dataclass(frozen=True, slots=True)
class Sought:
    """The conditions; an empty one leaves everything. Days are business days of China, both included. `kinds` are the
    beginnings of kinds ('person.', 'staff.signed_in'), separated by blanks."""

    since: date | None = None
    until: date | None = None
    actor: str = ""
    kinds: str = ""
    case_no: str = ""
    device: str = ""

    def plain(self) -> dict[str, str]:
        """The conditions that were set, as words."""
        return {one.name: str(value) for one in fields(self) if (value := getattr(self, one.name))}


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as an auditor reads it: where it stands, when, who, what; `said` of its payload what tells of nobody.
    `n` is its place in the order in which this store came to know of things; `id` and `hash` find it again. `before`
    and `after` are the states of its case or ticket (of an account: roles, or 'left'); empty where there was none."""

    n: int
    device: str
    epoch: int
    seq: int
    at: datetime
    actor: str
    kind: str
    case_no: str
    said: str
    id: str
    hash: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Parting:
    """This disk had been put back from an old copy, or been used elsewhere: when that was found, how many entries came
    back from the upstream, and how many of its own stand behind them now."""

    at: datetime
    back: int
    moved: int


class Books(Protocol):
    """The whole journal, newest first, behind the desk."""

    def backwards(self, before: int, kinds: Sequence[str], case_no: str) -> Iterator[RawEntry]: ...
    def transitions(self, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]: ...
    def check(self) -> tuple[int, Sequence[str]]: ...
    def repair(self, actor: str) -> Sequence[str]: ...


class AuditDesk:
    """For the audit administrator. `actor` is who audits; every look, file and check is an entry."""

    def __init__(self, store: Store, books: Books, exports: Exporter, actor: str) -> None:
        self._store = store
        self._books = books
        self._exports = exports
        self._actor = actor

    def search(self, sought: Sought, before: int = 0, limit: int = PAGE) -> Sequence[AuditLine]:
        """Entries that fit, newest first; from behind `before` (an `n`) on, when one is given."""
        found = []
        for line in self._lines(sought, before):
            found.append(line)
            if len(found) == limit:
                break
        with self._store.work(self._actor) as work:
            work.journal.enter(AuditSearched(sought=sought.plain(), found=len(found)), "audit.searched")
        return self._with_states(found)

    def export(self, sought: Sought, ending: str = "csv") -> Exported:
        """All entries that fit, oldest first, as a file that is removed after a day: 'csv' as an auditor reads them, or
        'jsonl' with the bodies as they were hashed. Raises ValueError for another ending, `Trouble('disk_full')`."""
        written: Callable[[Sequence[tuple[AuditLine, bytes]]], bytes] = {"csv": _csv, "jsonl": _json_lines}[ending]
        pairs = [(line, raw.body) for line, raw in self._pairs(sought, 0)][::-1]
        lines = self._with_states([line for line, _ in pairs])
        rows = [(line, body) for line, (_, body) in zip(lines, pairs, strict=True)]
        content = written(rows)
        digest = hashlib.sha256(content).hexdigest()
        said = AuditExported(sought=sought.plain(), count=len(rows), sha256=digest, format=ending)
        with self._store.work(self._actor) as work:
            entered = work.journal.enter(said, "audit.exported")
        stamp = entered.happened.at.astimezone(CHINA)
        return self._exports.put(f"audit-{stamp:%Y%m%d-%H%M%S}.{ending}", content)

    def verify(self) -> tuple[int, Sequence[str]]:
        """Count of entries, and every problem in words: the journal against itself, the upstream's word, and the
        tables."""
        count, problems = self._books.check()
        with self._store.work(self._actor) as work:
            said = AuditVerified(how="whole", entries=count, problems=len(problems))
            work.journal.enter(said, "audit.verified")
        return count, problems

    def repair(self) -> Sequence[str]:
        """The tables as the journal tells them again, and an entry that says so; what was wrong, in words. Refuses
        `journal_not_good` where the journal itself is altered, `nothing_to_repair`."""
        return self._books.repair(self._actor)

    def partings(self) -> Sequence[Parting]:
        """When this disk was found to be older than what its upstream has, oldest first."""
        from datetime import datetime

        with self._store.look() as work:
            found = [written.read() for written in work.journal.of_kinds("device.parted")]
        return [Parting(datetime.fromisoformat(b.wall), int(b.payload["back"]), int(b.payload["moved"])) for b in found]

    def _with_states(self, lines: Sequence[AuditLine]) -> Sequence[AuditLine]:
        states = self._books.transitions([line.n for line in lines])
        return [
            replace(line, before=states[line.n][0], after=states[line.n][1]) if line.n in states else line
            for line in lines
        ]

    def _lines(self, sought: Sought, before: int) -> Iterator[AuditLine]:
        return (line for line, _ in self._pairs(sought, before))

    def _pairs(self, sought: Sought, before: int) -> Iterator[tuple[AuditLine, RawEntry]]:
        kinds = sought.kinds.split()
        for raw in self._books.backwards(before, kinds, sought.case_no):
            line = read_line(raw)
            if line is not None and _fits(line, sought):
                yield line, raw


def moved_words(line: AuditLine) -> str:
    """From which state to which, in words; nothing for an entry that moved nothing."""
    if line.before == line.after:
        return ""
    return "→".join(_standing_words(one) for one in (line.before, line.after) if one)


def _standing_words(standing: str) -> str:
    """A state, or the roles of an account."""
    roles = set(Role)
    return " ".join(role_word(Role(one)) if one in roles else state_word(one) for one in standing.split())


def read_line(raw: RawEntry) -> AuditLine | None:
    """An entry as an auditor reads it; None for a body that nobody can read (`kiosk check` tells of it)."""
    from datetime import datetime

    try:
        body = json.loads(raw.body)
        at = datetime.fromisoformat(body["wall"])
        said = _said(body.get("payload") or {})
        actor, kind, case = str(body.get("actor", "")), str(body["kind"]), str(body.get("case") or "")
        return AuditLine(
            raw.n, raw.device, raw.epoch, raw.seq, at, actor, kind, case, said, str(body["id"]), raw.body_hash
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _fits(line: AuditLine, sought: Sought) -> bool:
    day = line.at.astimezone(CHINA).date()
    return (
        (sought.since is None or day >= sought.since)
        and (sought.until is None or day <= sought.until)
        and sought.actor in ("", line.actor, line.actor.partition(":")[2])
        and sought.device in ("", line.device)
    )


def _said(payload: Mapping[str, Any]) -> str:
    told = [(key, payload[key]) for key in _TOLD if payload.get(key) not in (None, "", [], {}, False)]
    return "; ".join(f"{key}={' '.join(map(str, value)) if isinstance(value, list) else value}" for key, value in told)


def _csv(rows: Sequence[tuple[AuditLine, bytes]]) -> bytes:
    """For a spreadsheet: one line an entry."""
    return csv_of(COLUMNS, (_cells(line) for line, _ in rows))


def _cells(line: AuditLine) -> Sequence[object]:
    at = line.at.astimezone(CHINA).isoformat(timespec="seconds")
    place = (line.device, line.epoch, line.seq, at)
    return (*place, line.actor, line.kind, line.case_no, line.before, line.after, line.said, line.id, line.hash)


def _json_lines(rows: Sequence[tuple[AuditLine, bytes]]) -> bytes:
    """For a program: place, hash and the body's very bytes as text, so that the hash can be computed again."""
    lines = (
        {
            "device": line.device,
            "epoch": line.epoch,
            "seq": line.seq,
            "hash": line.hash,
            "before": line.before,
            "after": line.after,
            "body": body.decode(),
        }
        for line, body in rows
    )
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in lines)
