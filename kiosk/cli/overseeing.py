"""Commands of supervision: marks at the cases (监察异常), what is said of them, and what was entered late (补录)."""

from argparse import Namespace
from datetime import date, timedelta
from typing import Any

from kiosk.app.late_entries import LateEntry
from kiosk.app.supervising import Marked, Remark
from kiosk.cli import words as w
from kiosk.cli.answer import Answer
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Refusal
from kiosk.wiring.house import house

PERIOD = timedelta(days=30)


def listed(given: Namespace) -> Answer:
    """The open marks, or with --closed those that were written off: [{"case_no", "rule", "card", "since", "days",
    "name", "matter", "answers", "closed"}]; the applicant masked."""
    with house(given.data, given.staff) as desks:
        found = desks.amends.supervising.listed(given.days, closed=given.closed)
    rows = [_plain(one) for one in found]
    return Answer(rows, [w.FINDING_LINE.format(**row) for row in rows] or [w.FINDING_NONE])


def answer(given: Namespace) -> Answer:
    """Whose work it is says how it came: the mark as it is then."""
    with house(given.data, given.staff) as desks:
        made = desks.amends.supervising.answer(given.case_no, given.rule, given.text, desks.actor)
    return Answer(_plain(made), [w.FINDING_ANSWERED.format(case_no=given.case_no)])


def close(given: Namespace) -> Answer:
    """Supervision takes the mark off (核销): the mark as it is then."""
    with house(given.data, given.staff) as desks:
        made = desks.amends.supervising.close(given.case_no, given.rule, given.text, given.approved_by, desks.actor)
    return Answer(_plain(made), [w.FINDING_CLOSED.format(case_no=given.case_no)])


def late(given: Namespace) -> Answer:
    """What was taken on paper on these days (the last thirty where none are named): [{"case_no", "taken_at",
    "entered_at", "minutes", "actor", "reason", "number", "late"}]; with --export {"path", "until", "count"}."""
    with house(given.data, given.staff) as desks:
        until = _day(given.until) or desks.county.day()
        since = _day(given.since) or until - PERIOD
        desk = desks.amends.late_entries
        if given.export:
            count = len(desk.listed(since, until))
            exported = desk.export(since, until, desks.actor)
            value = {"path": str(exported.path), "until": exported.until.isoformat(timespec="seconds"), "count": count}
            return Answer(value, [w.AUDIT_OUT.format(**value)])
        rows = [_late(one) for one in desk.listed(since, until)]
    return Answer(rows, [w.LATE_LINE.format(**{**row, "late": w.LATE[row["late"]]}) for row in rows] or [w.LATE_NONE])


def _plain(one: Marked) -> dict[str, Any]:
    mark = one.finding
    return {
        "case_no": mark.case_no,
        "rule": mark.rule.value,
        "card": mark.card.value,
        "since": mark.since.isoformat(),
        "days": mark.days,
        "actor": mark.actor,
        "name": one.applicant,
        "matter": one.matter,
        "answers": [_remark(said) for said in one.answers],
        "closed": _remark(one.closed) if one.closed else None,
    }


def _remark(said: Remark) -> dict[str, str]:
    at = said.at.isoformat(timespec="seconds")
    return {"text": said.text, "actor": said.actor, "at": at, "approved_by": said.approved_by}


def _late(one: LateEntry) -> dict[str, Any]:
    taken, entered = (f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" for at in (one.taken_at, one.entered_at))
    return {
        "case_no": one.case_no,
        "matter": one.matter,
        "name": one.applicant,
        "taken_at": taken,
        "entered_at": entered,
        "minutes": one.minutes,
        "actor": one.actor,
        "reason": one.reason,
        "number": one.number,
        "late": one.late,
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal("since_wrong", since=text, given=text) from None
