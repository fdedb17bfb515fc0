"""Commands of the audit: the journal looked through, handed out, checked."""

from argparse import Namespace
from datetime import date, datetime

from kiosk.app.audit import AuditLine, Sought, moved_words
from kiosk.cli.answer import Answer
from kiosk.cli.station import checked
from kiosk.cli.words import AUDIT_LINE, AUDIT_NONE, AUDIT_OUT, AUDIT_PARTED, AUDIT_REPAIRED
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Refusal
from kiosk.wiring.house import house


def search(given: Namespace) -> Answer:
    """Entries that fit, newest first: [{"n", "device", "seq", "at", "actor", "kind", "case", "before", "after", "said",
    "hash"}]."""
    with house(given.data, given.staff) as desks:
        lines = desks.audit.search(_sought(given), limit=given.limit)
    return Answer([_plain(one) for one in lines], [_line(one) for one in lines] or [AUDIT_NONE])


def export(given: Namespace) -> Answer:
    """All that fit as a file: {"path", "until"}."""
    with house(given.data, given.staff) as desks:
        exported = desks.audit.export(_sought(given), given.format)
    until = exported.until.isoformat(timespec="seconds")
    value = {"path": str(exported.path), "until": until}
    return Answer(value, [AUDIT_OUT.format(**value)])


def verify(given: Namespace) -> Answer:
    """The journal against itself, the upstream's word and the tables: {"ok", "entries", "problems", "partings"}."""
    with house(given.data, given.staff) as desks:
        done, partings = checked(*desks.audit.verify()), desks.audit.partings()
    told = [{"at": one.at.isoformat(), "back": one.back, "moved": one.moved} for one in partings]
    lines = [AUDIT_PARTED.format(at=day_and_time(one.at), back=one.back, moved=one.moved) for one in partings]
    return Answer({**done.value, "partings": told}, [*done.lines, *lines], done.code)


def repair(given: Namespace) -> Answer:
    """The tables as the journal tells them again: {"repaired"}, each problem that is none any more."""
    with house(given.data, given.staff) as desks:
        done = desks.audit.repair()
    return Answer({"repaired": [*done]}, [AUDIT_REPAIRED.format(count=len(done)), *done])


def _sought(given: Namespace) -> Sought:
    return Sought(_day(given.since), _day(given.until), given.actor, " ".join(given.kind), given.case, given.device)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal("since_wrong", since=text, given=text) from None


def _plain(line: AuditLine) -> dict[str, object]:
    return {
        "n": line.n,
        "device": line.device,
        "epoch": line.epoch,
        "seq": line.seq,
        "at": line.at.isoformat(timespec="milliseconds"),
        "actor": line.actor,
        "kind": line.kind,
        "case": line.case_no,
        "before": line.before,
        "after": line.after,
        "said": line.said,
        "id": line.id,
        "hash": line.hash,
    }


def _line(line: AuditLine) -> str:
    said = "; ".join(filter(None, (moved_words(line), line.said)))
    return AUDIT_LINE.format(at=day_and_time(line.at), actor=line.actor, kind=line.kind, case=line.case_no, said=said)


def day_and_time(at: datetime) -> str:
    """As people in the centre read it."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
